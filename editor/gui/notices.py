"""What is particular about an open article, as banners: the one place that words and colours them."""

from __future__ import annotations

from collections.abc import Callable
from gettext import gettext as _

from editor.app.session import Session
from editor.gui.banners import Banner

_GRAVE = ("not-understood", "not-utf-8", "empty")
_LONGEST = 30  # characters of a value on a button


def banners_of(session: Session) -> list[Banner]:
    """The notices of a session's file, the gravest last: a choice that has to be made stays until it is."""
    banners = [Banner("warning", notice.sentence) for notice in session.file_notices]
    reading = session.reading
    if reading is None:
        return banners
    told = [departure for departure in reading.notices if departure.code != "twice"]
    banners += [Banner("error" if one.code in _GRAVE else "warning", one.sentence) for one in told]
    sentences = [departure.sentence for departure in reading.departures if departure.code == "twice"]
    for index, (twice, sentence) in enumerate(zip(reading.twice, sentences, strict=False)):
        buttons = tuple(
            (_("Keep “{value}”").format(value=_short(value)), _choice(session, index, value)) for value in twice.values
        )
        banners.append(Banner("error", sentence, buttons, closable=False))
    return banners


def _choice(session: Session, index: int, value: str) -> Callable[[], None]:
    return lambda: session.resolve(index, value)


def _short(value: str) -> str:
    return value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…"
