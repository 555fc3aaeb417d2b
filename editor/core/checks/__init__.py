"""What still stands between a draft and publication: rules, what they found, and what would mend it."""

from editor.core.checks.values import Draft, Fix, Found, Level, Problem, Rule, Speller, Toolbox

__all__ = ["Draft", "Fix", "Found", "Level", "Problem", "Rule", "Speller", "Toolbox"]
