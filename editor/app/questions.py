"""The questions of the desk, in one place: few, and each answer says what it does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from editor.app.ports import Answer, Question, Role
from editor.core.codec import Departure
from editor.core.errors import CopydeskError
from editor.core.language import _, ngettext

_SHOWN, _ERRORS_SHOWN = 8, 3


def canonical_form(departures: Iterable[Departure]) -> Question:
    """Before the first save of a file that is not in the archive's form."""
    sentences = [departure.sentence for departure in departures]
    if len(sentences) > _SHOWN:
        left = len(sentences) - _SHOWN
        sentences = [*sentences[:_SHOWN], _("… and {count} more.").format(count=left)]
    return Question(
        _("Save in the archive's form?"),
        _("This file is not laid out as the archive lays its files out. Saving your changes also changes this:"),
        (Answer("save", _("&Save"), Role.MAIN), Answer("cancel", _("&Don’t save"), Role.CANCEL)),
        detail="\n".join(f"• {sentence}" for sentence in sentences),
    )


def not_saved(error: CopydeskError) -> Question:
    """After a save that did not happen."""
    answers = [Answer("save-as", _("Save &as …")), Answer("copy", _("&Copy text"))]
    if error.code == "conflict":
        answers.insert(0, Answer("merge", _("Compare and &merge …"), Role.MAIN))
        answers.append(Answer("theirs", _("&Discard mine, open theirs"), Role.DESTRUCTIVE))
    else:
        again = _("&Save it there anew") if error.code in ("gone", "folder-gone") else _("&Try again")
        answers.insert(0, Answer("retry", again, Role.MAIN))
    return Question(
        _("The article was not saved"),
        error.sentence,
        (*answers, Answer("cancel", _("&Back to the text"), Role.CANCEL)),
    )


def release(url: str, wanted: str, *, untidy: bool, errors: Sequence[str] = ()) -> Question:
    """Before an article gets its final place and address.

    ``untidy`` where its text has stray white space; ``errors`` are sentences about what has to be put right before.
    """
    details = [url]
    if url != wanted:
        details.append(
            _("The address {wanted} is taken by an earlier article, so this one has a number.").format(wanted=wanted)
        )
    answers = [Answer("release", _("&Release as it is") if untidy or errors else _("&Release"), Role.OTHER)]
    if untidy:
        answers.insert(0, Answer("tidy", _("&Tidy and release")))
        details.append(
            _("The text holds white space that the archive does not keep, such as double empty lines. Tidy removes it.")
        )
    if errors:
        answers.insert(0, Answer("problems", _("&Show them")))
        details.append(_still_wrong(errors))
    answers[0] = replace(answers[0], role=Role.MAIN)
    return Question(
        _("Release this article?"),
        _("It goes to its place in the archive, and its web address is locked:"),
        (*answers, Answer("cancel", _("&Not yet"), Role.CANCEL)),
        detail="\n\n".join(details),
    )


def _still_wrong(errors: Sequence[str]) -> str:
    """What has to be put right, of many the first few."""
    said = ngettext("One thing has to be put right first:", "{count} things have to be put right first:", len(errors))
    shown = [f"• {sentence}" for sentence in errors[:_ERRORS_SHOWN]]
    if len(errors) > _ERRORS_SHOWN:
        shown.append(_("… and {count} more.").format(count=len(errors) - _ERRORS_SHOWN))
    return "\n".join((said.format(count=len(errors)), *shown))


def close(headline: str) -> Question:
    """Before an article with unsaved changes is closed."""
    return Question(
        _("Save your changes?"),
        _("“{headline}” has changes that are not saved.").format(headline=headline or _("Untitled release")),
        (
            Answer("save", _("&Save"), Role.MAIN),
            Answer("discard", _("&Discard changes"), Role.DESTRUCTIVE),
            Answer("cancel", _("&Keep editing"), Role.CANCEL),
        ),
    )
