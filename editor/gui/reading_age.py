"""How a reading age is said, and what it means."""

from __future__ import annotations

from editor.core.checks.readability import AIM, OLDEST
from editor.core.language import _


def told(age: int) -> str:
    """The reading age in two words."""
    if age >= OLDEST:
        return _("Reading age {age} or more").format(age=age)
    return _("Reading age {age}").format(age=age)


def explained(age: int) -> str:
    """What the reading age is, how it comes about, and which one to aim for."""
    what = _("Most people can read this text with ease from the age of {age} on.").format(age=age)
    how = _("It is worked out from the average length of words and sentences (Automated Readability Index).")
    aim = (
        _("That is easy enough for nearly everybody: {aim} or less is what to aim for.")
        if age <= AIM
        else _(
            "Aim for {aim} or less, so that nearly everybody can follow: end sentences sooner, and use shorter words."
        )
    )
    return "\n\n".join((what, how, aim.format(aim=AIM)))
