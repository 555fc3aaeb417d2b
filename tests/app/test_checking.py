"""Checking open articles: soon after a change, the newest text, without what is ignored."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from threading import Event, get_ident

import pytest
from pytestqt.qtbot import QtBot

from editor.app.checking import MOMENT_MS, Checking
from editor.app.session import Session
from editor.core.checks.values import Problem, Toolbox
from editor.services.archive import Archive
from editor.services.checking import CheckTools
from editor.services.ignoring import Ignoring
from editor.services.settings import Places
from editor.services.spelling import Spelling
from tests.app.person import FINE, NOW, RESOURCES, URL, Office, place_of

WITHOUT_SUMMARY = FINE.replace("  description: Two bicycles were taken from a shed in Woking.\n", "")
DEEP = "## One\n\n##### Two\n"


class Checks:
    """What is checked with and what it told; the tools can be kept waiting."""

    def __init__(self, qtbot: QtBot, office: Office, folder: Path) -> None:
        self._qtbot, self._office = qtbot, office
        self.places = Places(folder / "config", folder / "data", folder / "state", ())
        self.tools = CheckTools(RESOURCES, self.places)
        self.ignoring = Ignoring(self.places.data, "Sam", lambda: NOW)
        self.go_on = Event()
        self.go_on.set()
        self.threads: set[int] = set()
        self.made = 0
        self.found: list[tuple[Session, list[str]]] = []
        self.said: list[str] = []
        self.checking = Checking(office.jobs, office.desk, self._toolbox, self.ignoring, lambda: office.now)
        self.checking.problems.connect(self._note)
        self.checking.told.connect(self.said.append)

    def _toolbox(self, path: Path | None) -> Toolbox:
        self.threads.add(get_ident())
        self.made += 1
        assert self.go_on.wait(10)
        return self.tools.toolbox(Archive(self._office.root), path)

    def _note(self, session: Session, problems: tuple[Problem, ...]) -> None:
        self.found.append((session, [problem.rule for problem in problems]))

    def settle(self) -> None:
        self._office.until(lambda: not self.checking.busy)
        self._office.settle()

    def rules(self, session: Session) -> list[str]:
        self.settle()
        found = [problem.rule for problem in self.checking.of(session) if problem.rule.split(".")[0] in OURS]
        told = [rule for rule in self.last(session) if rule.split(".")[0] in OURS]
        assert told == found
        return found

    def last(self, session: Session) -> list[str]:
        return [rules for one, rules in self.found if one is session][-1]

    def problem(self, session: Session, rule: str) -> Problem:
        self.settle()
        return next(one for one in self.checking.of(session) if one.rule == rule)


OURS = ("fields", "access")


@pytest.fixture
def checks(qtbot: QtBot, office: Office, tmp_path: Path) -> Iterator[Checks]:
    checks = Checks(qtbot, office, tmp_path)
    yield checks
    checks.go_on.set()
    checks.checking.close()


def test_an_article_is_checked_when_it_is_opened(office: Office, checks: Checks) -> None:
    session = office.open(WITHOUT_SUMMARY)
    assert checks.rules(session) == ["fields.required"]
    assert get_ident() not in checks.threads


def test_a_change_of_the_text_or_a_field_is_checked(office: Office, checks: Checks) -> None:
    session = office.open(WITHOUT_SUMMARY)
    checks.settle()
    session.change({"summary": "Two bicycles were taken from a shed in Woking."})
    assert checks.rules(session) == []
    office.type_body(session, DEEP)
    assert checks.rules(session) == ["access.heading-order"]
    assert checks.made == 1, "the tools are made once"


def test_many_keys_are_checked_once(office: Office, checks: Checks) -> None:
    session = office.open(FINE)
    checks.settle()
    before = len(checks.found)
    for length in range(1, len(DEEP) + 1):
        office.type_body(session, DEEP[:length])
    assert checks.rules(session) == ["access.heading-order"]
    assert len(checks.found) == before + 1


def test_what_changed_meanwhile_is_checked_instead(qtbot: QtBot, office: Office, checks: Checks) -> None:
    checks.go_on.clear()
    session = office.new("Bicycles taken", DEEP)
    office.until(lambda: checks.made == 1)
    office.type_body(session, "## One\n")
    qtbot.wait(MOMENT_MS + 100)  # the moment passes while the first check still runs
    checks.go_on.set()
    checks.settle()
    assert "access.heading-order" not in checks.last(session)
    assert len(checks.found) == 1, "an outdated result is never told"


def test_each_article_has_its_own(office: Office, checks: Checks) -> None:
    one, other = office.open(WITHOUT_SUMMARY), office.open(FINE, "news/Surrey/other.md")
    assert (checks.rules(one), checks.rules(other)) == (["fields.required"], [])
    office.close_article(one)
    assert checks.checking.of(one) == ()


def test_articles_that_were_open_before_are_checked_too(office: Office, tmp_path: Path, qtbot: QtBot) -> None:
    session = office.open(WITHOUT_SUMMARY)
    checks = Checks(qtbot, office, tmp_path)
    assert checks.rules(session) == ["fields.required"]
    checks.checking.close()


def test_a_raw_text_has_no_problems(office: Office, checks: Checks) -> None:
    session = office.open("```yaml\narea: Surrey\n  broken: [\n```\n\n##### Deep\n")
    assert session.raw is not None
    assert checks.rules(session) == []


def test_new_rules_are_used_when_asked(office: Office, checks: Checks) -> None:
    session = office.open(WITHOUT_SUMMARY)
    checks.settle()
    (checks.places.config / "rules").mkdir(parents=True)
    (checks.places.config / "rules/own.yaml").write_text("rules:\n  fields.required: off\n", "utf-8")
    checks.tools.forget()
    checks.checking.look_again()
    assert checks.rules(session) == []


def test_mistakes_in_the_rules_are_told_once(office: Office, checks: Checks) -> None:
    (checks.places.config / "rules").mkdir(parents=True)
    (checks.places.config / "rules/own.yaml").write_text("rules:\n  fields.required: of\n", "utf-8")
    one, other = office.open(WITHOUT_SUMMARY), office.open(FINE, "news/Surrey/other.md")
    checks.settle()
    (sentence,) = checks.said
    assert "own.yaml" in sentence and "line 2" in sentence and "“of”" in sentence
    assert checks.checking.faults(one) == checks.checking.faults(other) == (sentence,)
    (checks.places.config / "rules/own.yaml").unlink()
    checks.tools.forget()
    checks.checking.look_again()
    checks.settle()
    assert checks.checking.faults(one) == ()


def test_without_a_dictionary_a_sentence_says_so(
    office: Office, checks: Checks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.services.checking.Spelling", partial(Spelling, language="xx_XX"))
    session = office.open(FINE)
    checks.settle()
    assert [sentence for sentence in checks.said if "Spelling is not checked" in sentence] == checks.said != []
    assert checks.checking.faults(session) == tuple(checks.said)


def test_after_a_fix_nobody_waits(office: Office, checks: Checks, monkeypatch: pytest.MonkeyPatch) -> None:
    session = office.open(FINE)
    checks.settle()
    monkeypatch.setattr("editor.app.checking.MOMENT_MS", 3_600_000)
    office.type_body(session, DEEP)
    checks.checking.hurry(session)
    assert checks.rules(session) == ["access.heading-order"]


def test_a_bug_in_the_checks_is_reported_and_the_next_text_checked(
    qtbot: QtBot, office: Office, checks: Checks, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(CheckTools, "toolbox", _raising)
        session = office.open(WITHOUT_SUMMARY)
        office.until(lambda: bool(office.unexpected))
    assert checks.said == ["a bug"]
    office.unexpected.clear()
    office.type_body(session, DEEP)
    assert checks.rules(session) == ["fields.required", "access.heading-order"]


def _raising(*_arguments: object) -> Toolbox:
    raise ZeroDivisionError("a bug")


class TestIgnoring:
    def test_it_goes_at_once_and_comes_back(self, office: Office, checks: Checks) -> None:
        session = office.open(WITHOUT_SUMMARY)
        problem = checks.problem(session, "fields.required")
        checks.checking.ignore(session, problem, "None is needed.")
        assert "fields.required" not in checks.last(session)
        (entry,) = checks.checking.ignored(session)
        assert (entry.reason, entry.who) == ("None is needed.", "Sam")
        checks.checking.unignore(session, entry)
        assert checks.rules(session) == ["fields.required"]
        assert session.path
        assert checks.ignoring.of(session.path) == ()

    def test_it_is_known_the_next_time(self, office: Office, checks: Checks) -> None:
        session = office.open(WITHOUT_SUMMARY)
        checks.checking.ignore(session, checks.problem(session, "fields.required"), "None is needed.")
        checks.settle()
        office.close_article(session)
        again = office.open(WITHOUT_SUMMARY)
        assert checks.rules(again) == []
        assert len([rules for session, rules in checks.found if session is again]) == 1, "nothing is told before"
        assert [one.reason for one in checks.checking.ignored(again)] == ["None is needed."]

    def test_it_follows_a_new_article_to_its_draft_and_to_its_release(self, office: Office, checks: Checks) -> None:
        session = office.new("Bicycles taken", DEEP)
        session.change({"summary": "Two bicycles were taken from a shed in Woking."})
        checks.checking.ignore(session, checks.problem(session, "access.heading-order"), "So it is meant.")
        assert office.save(session)
        assert checks.rules(session) == []
        assert session.path
        draft = session.path
        assert [one.reason for one in checks.ignoring.of(draft)] == ["So it is meant."]
        office.person.answers = ["release"]
        assert office.release(session)
        assert checks.rules(session) == []
        released = office.root / place_of(URL.format("bicycles-taken"))
        assert [one.reason for one in checks.ignoring.of(released)] == ["So it is meant."]
        assert checks.ignoring.of(draft) == ()

    def test_where_it_cannot_be_kept_a_sentence_says_so(self, office: Office, checks: Checks) -> None:
        (office.root / ".copydesk").write_text("a file in the way", "utf-8")
        session = office.open(WITHOUT_SUMMARY)
        checks.checking.ignore(session, checks.problem(session, "fields.required"), "")
        checks.settle()
        assert any("article.md" in sentence for sentence in checks.said)


def test_nothing_is_told_after_the_end(office: Office, checks: Checks) -> None:
    session = office.open(WITHOUT_SUMMARY)
    checks.checking.close()
    before = list(checks.found)
    office.type_body(session, DEEP)
    office.settle()
    assert not checks.checking.busy
    assert checks.found == before
