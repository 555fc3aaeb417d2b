"""Single values and lines of a block of fields: what they would turn into, and why one is not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from gettext import gettext as _

import yaml

from editor.core.codec.departures import Departure

_CONSTRUCTOR = yaml.constructor.SafeConstructor()
# Characters that nobody sees and that a name of a field never needs.
INVISIBLE = re.compile("[\u00a0\u00ad\u200b-\u200f\u2028-\u202f\u2060-\u2069\ufeff\x00-\x1f\x7f-\x9f]")


class FrontError(Exception):
    """The lines are not understood; ``line`` is a line of the file, from 1."""

    def __init__(self, sentence: str, line: int) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.line = line


def is_date(text: str) -> bool:
    """Whether a scalar that has the shape of a YAML timestamp is one."""
    try:
        _CONSTRUCTOR.construct_yaml_timestamp(yaml.ScalarNode("tag:yaml.org,2002:timestamp", text))
    except (ValueError, OverflowError):
        return False
    return True


def reads_back(kind: str, text: str) -> bool:
    """Whether a program that reads the scalar as what YAML says (bool, int ...) would write the same text again."""
    if kind == "bool":
        return text in ("true", "false")
    if kind == "int":
        return re.fullmatch(r"0|-?[1-9][0-9]{0,17}", text) is not None
    if kind == "float":
        return re.fullmatch(r"-?[0-9]{1,15}\.[0-9]{1,6}", text) is not None and repr(float(text)) == text
    return False


def comments(front: str, first_line: int, scalars: Sequence[tuple[int, int]]) -> Iterator[Departure]:
    """The comments of a block: every ``#`` after white space that stands in no scalar (spans of character indexes)."""
    if "#" not in front:
        return
    gap_start = 0
    for start, end in [*sorted(scalars), (len(front), len(front))]:
        for found in re.finditer("#.*", front[gap_start:start]):
            at = gap_start + found.start()
            if at == 0 or front[at - 1] in " \t\n":
                yield Departure(
                    "comment",
                    _("The comment “{comment}” goes when an edit is saved.").format(comment=found.group()),
                    first_line + front.count("\n", 0, at),
                    loud=True,
                )
        gap_start = max(gap_start, end)


def explain(front: str, first_line: int, error: yaml.MarkedYAMLError) -> FrontError:
    """A parser's error in a person's words."""
    mark = error.problem_mark or error.context_mark
    row = mark.line if mark else 0
    lines = front.split("\n")
    text = lines[row] if row < len(lines) else ""
    return FrontError(_reason(front, text, str(error.problem)), first_line + row)


def _reason(front: str, line: str, problem: str) -> str:
    if re.search(r"^(<{7}|>{7})", front, re.MULTILINE):
        return _("it holds the merge conflict markers of a version control program")
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return _("a tab is used for indentation; use blanks")
    if re.search("[\x85\u2028\u2029]", line):
        return _("a hidden line separator stands in a value")
    if "mapping values" in problem:
        return _("a value that holds a colon and a blank has to stand in quotes")
    if re.search(r":\s*[@%`*&!|>]", line):
        return _("a value that begins with a special character has to stand in quotes")
    return _("it cannot be read ({problem})").format(problem=problem)


def explain_character(front: str, first_line: int, error: yaml.reader.ReaderError) -> FrontError:
    """The error for a character that may not stand in a block of fields at all."""
    character = error.character
    number = ord(character) if isinstance(character, str) else int(character)
    at = front.find(chr(number))
    return FrontError(
        _("a hidden character (U+{number:04X}) stands where none may be").format(number=number),
        first_line + front.count("\n", 0, max(at, 0)),
    )
