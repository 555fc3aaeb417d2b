"""The reading age in the status line: there where it means something, and steady while somebody types."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from tests.app.person import FINE
from tests.gui.checks.conftest import Officer
from tests.hands import Desktop

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

EASY = "The dog ran to the shop and sat on the mat. " * 12
HARD = (
    "The investigating constable established the identification of the individuals and communicated the particulars "
    "to the neighbouring constabulary, which considered proportionate countermeasures for the forthcoming "
    "demonstration in the metropolitan area. "
) * 5


def age(officer: Officer) -> str:
    """What the status line says of it; "" where it says nothing."""
    return next((fact for fact in officer.hands.facts() if fact.startswith("Reading age")), "")


def explained(officer: Officer) -> str:
    labels = officer.hands.window.statusBar().findChildren(QLabel)
    (label,) = [one for one in labels if one.accessibleName() == "Reading age"]
    assert label.accessibleDescription() == label.toolTip()
    return label.toolTip()


def at(desktop: Desktop, *texts: str) -> Officer:
    files = [desktop.put(f"{FINE}\n{text}\n", f"drafts/Surrey/{number}.md") for number, text in enumerate(texts)]
    return Officer(desktop.start(*files))


def test_it_is_told_and_explained(desktop: Desktop) -> None:
    officer = at(desktop, EASY)
    assert age(officer) == "Reading age 6"
    tip = explained(officer)
    assert "from the age of 6 on" in tip
    assert "Automated Readability Index" in tip
    assert "14 or less is what to aim for" in tip


def test_a_text_that_is_hard_says_what_to_do(desktop: Desktop) -> None:
    officer = at(desktop, HARD)
    assert age(officer) == "Reading age 22 or more"
    assert "Aim for 14 or less" in explained(officer)


def test_a_short_text_has_none(desktop: Desktop) -> None:
    assert age(at(desktop, "")) == ""


def test_it_is_of_the_article_in_front(desktop: Desktop) -> None:
    officer = at(desktop, EASY, "", HARD)
    assert age(officer).endswith("or more")
    officer.hands.press("Ctrl+Tab")
    assert age(officer) == "Reading age 6"
    officer.hands.press("Ctrl+Tab")
    assert age(officer) == ""
    officer.hands.press("Ctrl+W", "Ctrl+W", "Ctrl+W")
    officer.hands.settle()
    assert officer.hands.at_welcome
    assert age(officer) == ""


def test_it_stays_while_somebody_types_and_follows_when_they_rest(desktop: Desktop) -> None:
    officer = at(desktop, EASY)
    seen = set()
    officer.hands.into_text()
    for word in HARD.split()[:40]:
        officer.hands.type(f"{word} ")
        seen.add(age(officer))
    assert seen == {"Reading age 6"}
    officer.settle()
    assert age(officer) not in ("", "Reading age 6")
