"""The page "Checks" of the preferences: every rule with its level, and what an organisation has fixed."""

from editor.gui.rules.page import RulesPage

__all__ = ["RulesPage"]
