"""Bytes to article and back: the only place that knows fences and YAML.

``parse`` says how a file departs from the canonical form (FORMAT of the archive), ``dump`` writes that form, and
``dump(parse(data).article) == data`` for every canonical file.
"""

from editor.core.codec.canonical import canonical_body, is_canonical
from editor.core.codec.fences import BLANK
from editor.core.codec.reading import Departure, Outcome, Reading, Refusal, parse
from editor.core.codec.skimming import skim
from editor.core.codec.writing import dump, dump_front

__all__ = [
    "BLANK",
    "Departure",
    "Outcome",
    "Reading",
    "Refusal",
    "canonical_body",
    "dump",
    "dump_front",
    "is_canonical",
    "parse",
    "skim",
]
