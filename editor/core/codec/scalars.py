"""Single values and lines of a block of fields: what they would turn into, and why one is not understood."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import yaml

from editor.core.codec.departures import Departure
from editor.core.language import _

QUOTED = 80  # characters of a text that a sentence quotes
MOST_TOLD = 100  # departures of one kind that are told one by one

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
    """The first comments of a block: every ``#`` after white space that stands in no scalar (spans of indexes)."""
    if "#" not in front:
        return
    gap_start = counted = 0
    line, told = first_line, 0
    for start, end in [*sorted(scalars), (len(front), len(front))]:
        for found in re.finditer("#.*", front[gap_start:start]):
            at = gap_start + found.start()
            if at and front[at - 1] not in " \t\n":
                continue
            line, counted, told = line + front.count("\n", counted, at), at, told + 1
            yield Departure(
                "comment",
                _("Line {line}: the comment “{comment}” goes when an edit is saved.").format(
                    line=line, comment=short(found.group())
                ),
                line,
                loud=True,
            )
            if told == MOST_TOLD:
                return
        gap_start = max(gap_start, end)


def short(text: str) -> str:
    """A text as a sentence can quote it: not too long."""
    return text if len(text) <= QUOTED else text[: QUOTED - 1] + "…"


# What the parser says, where the cause lies (the problem itself or what was begun before it), and what a person says.
# The first row whose patterns are found in the parser's words and in the line is taken.
def _reasons() -> tuple[tuple[str, str, str], ...]:
    quotes = _("a value that begins with a special character has to stand in quotes as a whole")
    return (
        ("", r"^[ ]*\t", _("a tab is used for indentation; use blanks")),
        ("quoted scalar.*unexpected end", "", _("a quote is opened and never closed")),
        ("", "[\x85\u2028\u2029]", _("a hidden line separator stands in a value")),
        ("mapping values", "", _("a value that holds a colon and a blank has to stand in quotes")),
        ("Unicode character escape", "", _("a code of the form \\u… stands for no character")),
        ("escape", "", _("there is an unknown code after a backslash; write it twice, or use single quotes")),
        ("", r":\s*[@%`*&!|>\[\]{}\"'?,-]", quotes),
        ("expected ':'", "", _("this line is not of the form “name: value”")),
        ("document start|expected key", "", _("this line does not begin where the names above it begin")),
    )


def explain(front: str, first_line: int, error: yaml.MarkedYAMLError) -> FrontError:
    """A parser's error in a person's words."""
    conflict = re.search(r"^(<{7}|>{7})", front, re.MULTILINE)
    if conflict:
        return conflict_error(first_line + front.count("\n", 0, conflict.start()))
    said = f"{error.context} {error.problem}"
    # What is begun and never ended is at fault where it begins.
    began = re.search("unexpected end|expected ':'|flow", said)
    mark = (error.context_mark if began else None) or error.problem_mark or error.context_mark
    # libyaml counts U+0085, U+2028 and U+2029 as line ends too; people and this program do not.
    at = min(mark.index, len(front)) if mark else 0
    start = front.rfind("\n", 0, at) + 1
    text = front[start:].partition("\n")[0]
    otherwise = _("it cannot be read ({problem})").format(problem=error.problem)
    reason = next(
        (reason for words, sign, reason in _reasons() if re.search(words, said) and re.search(sign, text)), otherwise
    )
    return FrontError(reason, first_line + front.count("\n", 0, start))


def conflict_error(line: int) -> FrontError:
    """The error for the marks that a version control program leaves in a file."""
    return FrontError(_("it holds the merge conflict markers of a version control program"), line)


def explain_character(front: str, first_line: int, error: yaml.reader.ReaderError) -> FrontError:
    """The error for a character that may not stand in a block of fields at all."""
    character = error.character
    number = ord(character) if isinstance(character, str) else int(character)
    at = front.find(chr(number))
    return FrontError(
        _("a hidden character (U+{number:04X}) stands where none may be").format(number=number),
        first_line + front.count("\n", 0, max(at, 0)),
    )
