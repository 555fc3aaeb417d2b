"""What the pane says of a problem besides its sentence."""

from __future__ import annotations

from editor.core.checks.values import BODY, Problem
from editor.core.fields import label
from editor.core.language import _, ngettext
from editor.core.textual import date_for_readers
from editor.services.ignoring import Ignored

_LONGEST_QUOTE = 60


def where_of(problem: Problem) -> str:
    """Where a problem is, as a person looks for it."""
    if problem.field == BODY:
        return _("line {line}").format(line=problem.line)
    return field_name(problem.field)


def field_name(field: str) -> str:
    """The plain name of a field; a name of its own where it is one of the rest."""
    return field.removeprefix("extra.") if field.startswith("extra.") else label(field)


def quoted(entry: Ignored) -> str:
    """What an ignored problem is about: the words at its place, or its field where they were none."""
    words = " ".join(entry.quote.split())
    if len(words) > _LONGEST_QUOTE:
        words = f"{words[:_LONGEST_QUOTE].rstrip()} …"
    return _("“{words}”").format(words=words) if words else field_name(entry.field)


def ignored_by(entry: Ignored) -> str:
    """Why it is ignored, by whom, and since when."""
    day, who, reason = date_for_readers(entry.when), entry.who, entry.reason
    if who and day:
        said = _("Ignored by {who}, {day}: {reason}") if reason else _("Ignored by {who}, {day}")
    else:
        said = _("Ignored: {reason}") if reason else _("Ignored")
    return said.format(who=who, day=day, reason=reason)


def ignored_count(count: int) -> str:
    """The name of the switch that shows what is ignored."""
    return ngettext("{count} ignored", "{count} ignored", count).format(count=count)
