"""Levels of rules in the settings: who is stronger, what is locked, and what is wrong is told."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import pytest

from editor.core.checks.values import Level
from editor.core.errors import CopydeskError
from editor.services.archive import Archive
from editor.services.checking import CheckTools
from editor.services.levels import Chosen, chosen, own_settings
from editor.services.resources import resources_dir
from editor.services.rules import Origin
from editor.services.settings import Places, Settings

LONG = "fields.summary-long"  # a hint where nobody says anything


@dataclass
class Office:
    """Everywhere that a level can be chosen."""

    root: Path

    @property
    def places(self) -> Places:
        return Places(self.root / "config", self.root / "data", self.root / "state", (self.root / "system",))

    @property
    def archive(self) -> Archive:
        return Archive(self.root / "archive")

    def write(self, place: str, text: str) -> None:
        path = self.root / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def settings(self) -> Settings:
        return Settings.of(self.places)

    def tools(self) -> CheckTools:
        settings = self.settings()
        return CheckTools(resources_dir(), self.places, lambda: settings.parts("checks"))

    def chosen(self, rule: str = LONG) -> Chosen:
        return chosen(self.tools().book_of_files(self.archive), self.settings().parts("checks"))[rule]

    def faults(self) -> list[str]:
        return [fault.sentence for fault in self.tools().book(self.archive).faults]


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


RULE = f"rules:\n  {LONG}: {{level}}\n"
SETTING = f"[checks]\n{LONG} = {{level}}\n"
POLICY = f"[policy]\nchecks.{LONG} = {{level}}\n"

ORDER = [
    ("system/rules/a.yaml", RULE, Origin.ORGANISATION),
    ("system/copydesk.ini", SETTING, Origin.ORGANISATION),
    ("config/rules/a.yaml", RULE, Origin.OWN_FILE),
    ("archive/.copydesk/rules/a.yaml", RULE, Origin.ARCHIVE),
    ("config/copydesk.ini", SETTING, Origin.PERSON),
]


@pytest.mark.parametrize(("weaker", "stronger"), [*combinations(range(len(ORDER)), 2)])
def test_the_stronger_counts(office: Office, weaker: int, stronger: int) -> None:
    for number, level in ((weaker, "error"), (stronger, "off")):
        place, text, _origin = ORDER[number]
        office.write(place, text.format(level=level))
    found = office.chosen()
    assert (found.rule.level, found.given.origin) == (Level.OFF, ORDER[stronger][2])
    assert found.given.path == office.root / ORDER[stronger][0]
    assert office.tools().toolbox(office.archive).rules[LONG].level is Level.OFF


def test_the_policy_is_stronger_than_all(office: Office) -> None:
    for place, text, _origin in ORDER:
        office.write(place, text.format(level="off"))
    office.write("system/copydesk.ini", POLICY.format(level="error"))
    found = office.chosen()
    assert (found.rule.level, found.is_locked, found.is_own, found.usual) == (Level.ERROR, True, False, Level.ERROR)
    with pytest.raises(CopydeskError) as told:
        office.settings().set(f"checks.{LONG}", "off")
    assert told.value.code == "locked"


def test_where_nobody_says_anything(office: Office) -> None:
    found = office.chosen()
    assert (found.rule.level, found.usual, found.given.origin) == (Level.HINT, Level.HINT, Origin.BUILT_IN)
    assert not found.is_locked and not found.is_own


def test_a_person_s_choice_and_back(office: Office) -> None:
    office.write("archive/.copydesk/rules/a.yaml", RULE.format(level="warning"))
    settings = office.settings()
    settings.set(f"checks.{LONG}", "error")
    found = office.chosen()
    assert (found.rule.level, found.usual, found.is_own) == (Level.ERROR, Level.WARNING, True)
    again = office.settings()
    assert own_settings(again.parts("checks"), [LONG, "fields"]) == [f"checks.{LONG}"]
    again.forget(f"checks.{LONG}")
    assert office.chosen().rule.level is Level.WARNING


def test_a_family_is_switched_on_as_a_whole_and_a_rule_of_it_off(office: Office) -> None:
    office.write("config/copydesk.ini", "[checks]\nlegal = hint\nlegal.trial = off\n")
    assert office.chosen("legal.arrested").rule.level is Level.HINT
    assert office.chosen("legal.charged").rule.level is Level.HINT
    assert office.chosen("legal.trial").rule.level is Level.OFF


def test_a_family_can_be_locked(office: Office) -> None:
    office.write("system/copydesk.ini", "[policy]\nchecks.legal = off\n")
    office.write("config/copydesk.ini", "[checks]\nlegal.trial = hint\n")
    found = office.chosen("legal.trial")
    assert (found.rule.level, found.is_locked) == (Level.OFF, True)


def test_a_level_counts_from_the_next_toolbox_on(office: Office) -> None:
    settings = office.settings()
    tools = CheckTools(resources_dir(), office.places, lambda: settings.parts("checks"))
    assert tools.toolbox(None).rules[LONG].level is Level.HINT
    settings.set(f"checks.{LONG}", "off")
    assert tools.toolbox(None).rules[LONG].level is Level.OFF


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        ("system/copydesk.ini", "[checks]\nfields.sumary-long = off\n", f"did you mean “{LONG}”?"),
        ("system/copydesk.ini", "[policy]\nchecks.nothing-like-it = off\n", "There is no rule “nothing-like-it”."),
        ("system/copydesk.ini", f"[policy]\nchecks.{LONG} = of\n", "does not know the level “of”"),
        ("config/copydesk.ini", f"[checks]\n{LONG} =\n", "does not know the level “”"),
        ("config/copydesk.ini", "[checks]\nlegal = loud\n", "does not know the level “loud”"),
    ],
)
def test_what_is_wrong_is_told_and_counts_as_not_there(office: Office, place: str, text: str, said: str) -> None:
    office.write(place, text)
    (fault,) = office.faults()
    assert said in fault
    assert office.chosen().rule.level is Level.HINT
    assert office.chosen("legal.trial").rule.level is Level.OFF


def test_a_rule_of_another_version_in_a_person_s_settings_is_passed_over(office: Office) -> None:
    office.write("config/copydesk.ini", "[checks]\nfields.of-tomorrow = off\n")
    assert office.faults() == []


def test_settings_that_cannot_be_read_leave_the_rules_alone(office: Office) -> None:
    office.write("config/copydesk.ini", f"[checks\n{LONG} = off\n")
    assert office.chosen().rule.level is Level.HINT
    with pytest.raises(CopydeskError):
        office.settings().set(f"checks.{LONG}", "off")


@pytest.mark.parametrize("value", ["", "loud", "OFF", "no"])
def test_only_levels_are_levels(office: Office, value: str) -> None:
    with pytest.raises(CopydeskError) as told:
        office.settings().set(f"checks.{LONG}", value)
    assert told.value.code == "bad-value"


@pytest.mark.parametrize(
    "place", ["archive/.copydesk/words.txt", "config/rules/own.yaml", "system/rules/x.yaml", "config/words.txt"]
)
def test_files_that_come_or_change_or_go_are_noticed(office: Office, place: str) -> None:
    tools = office.tools()
    tools.book(office.archive)
    assert not tools.are_stale()
    for change in ("# one\n", "# three\n"):
        office.write(place, change)
        assert tools.are_stale()
        tools.forget()
        tools.book(office.archive)
        assert not tools.are_stale()
    (office.root / place).unlink()
    assert tools.are_stale()


def test_every_rule_has_a_title_and_stands_in_a_family_with_a_title(office: Office) -> None:
    book = office.tools().book(None)
    assert not [rule.id for rule in book.rules.values() if not rule.title or not book.families[rule.family].title]
    assert not [family for family in book.families if not any(rule.family == family for rule in book.rules.values())]
    titles = [(rule.family, rule.title) for rule in book.rules.values()]
    assert len(titles) == len({*titles})


def test_an_organisation_has_its_own_name_for_a_family_and_a_rule(office: Office) -> None:
    office.write(
        "system/rules/a.yaml",
        f"families:\n  style:\n    title: The desk’s style\nrules:\n  {LONG}:\n    title: More than a tweet\n",
    )
    book = office.tools().book(None)
    assert (book.families["style"].title, book.rules[LONG].title) == ("The desk’s style", "More than a tweet")
    assert book.families["style"].about
    assert book.given[LONG].origin is Origin.BUILT_IN  # nobody has chosen another level
