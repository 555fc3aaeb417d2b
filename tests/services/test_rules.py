"""Rules files: what an organisation changes counts, what is wrong is told, and the rest still works."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.checks.values import Level
from editor.services.archive import Archive
from editor.services.checking import CheckTools
from editor.services.resources import resources_dir
from editor.services.rules import Origin, RuleBook, load_rules, rule_folders
from editor.services.settings import Places

BUILT_IN = """\
rules:
  fields.long:
    level: hint
    sentence: The headline has {length} characters.
    why: Much of it is cut off.
    options: {most: '65', least: '5'}
  words.double:
    level: warning
    sentence: “{word}” stands twice.
lists:
  house-style:
    - {not: utilise, write: use}
"""


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    built_in, own = tmp_path / "built-in", tmp_path / "own"
    for folder in (built_in, own):
        folder.mkdir()
    (built_in / "rules.yaml").write_text(BUILT_IN, "utf-8")
    return built_in, own


def with_own(folders: tuple[Path, Path], text: str | bytes, name: str = "own.yaml") -> RuleBook:
    path = folders[1] / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_rules(dict(zip(folders, (Origin.BUILT_IN, Origin.ARCHIVE), strict=True)))


def test_a_later_file_changes_what_it_names(folders: tuple[Path, Path]) -> None:
    book = with_own(
        folders, "rules:\n  fields.long:\n    level: error\n    sentence: Too long.\n    options: {most: '50'}\n"
    )
    rule = book.rules["fields.long"]
    assert (rule.level, rule.sentence, rule.why) == (Level.ERROR, "Too long.", "Much of it is cut off.")
    assert rule.options == {"most": "50", "least": "5"}
    assert book.faults == ()


def test_a_rule_is_switched_off_with_a_word(folders: tuple[Path, Path]) -> None:
    book = with_own(folders, "rules:\n  words.double: off\n")
    assert book.rules["words.double"].level is Level.OFF
    assert book.rules["fields.long"].level is Level.HINT


def test_lists_are_added_to(folders: tuple[Path, Path]) -> None:
    book = with_own(folders, "lists:\n  house-style:\n    - {not: PC Plod, write: PC}\n  ours:\n    - {a: b}\n")
    assert [row["not"] for row in book.lists["house-style"]] == ["utilise", "PC Plod"]
    assert book.lists["ours"] == ({"a": "b"},)


FAULTS = [
    ("rules:\n  fields.lond: off\n", 2, "fields.long"),
    ("rules:\n  quite.other: off\n", 2, "quite.other"),
    ("rules:\n  fields.long: loud\n", 2, "loud"),
    ("rules:\n  fields.long:\n    level: loud\n", 3, "loud"),
    ("rules:\n  fields.long:\n    colour: red\n", 3, "colour"),
    ("rules:\n  fields.long:\n    sentence: [a]\n", 3, "sentence"),
    ("rules:\n  fields.long:\n    options: 3\n", 3, "level: hint"),
    ("rules:\n  fields.long:\n    options: {most: [1]}\n", 3, "most"),
    ("rules: 3\n", 1, "level: hint"),
    ("- a\n", 1, "level: hint"),
    ("rule:\n  a: b\n", 1, "rule"),
    ("lists:\n  ours: word\n", 2, "list"),
    ("lists:\n  ours:\n    - word\n", 3, "level: hint"),
    ("? [a]\n: b\n", 1, "level: hint"),
    ("rules:\n  fields.long: {level: [\n", 3, "cannot be read"),
    (b"rules:\n  \xff: off\n", 0, "UTF-8"),
    ("a: " + "x" * 1_000_001, 0, "large"),
]


@pytest.mark.parametrize(("text", "line", "word"), FAULTS)
def test_a_fault_is_told_with_its_line_and_the_rest_counts(
    text: str | bytes, line: int, word: str, folders: tuple[Path, Path]
) -> None:
    (folders[1] / "later.yaml").write_text("rules:\n  words.double: error\n", "utf-8")
    book = with_own(folders, text)
    (fault,) = book.faults
    assert (fault.path.name, fault.line) == ("own.yaml", line)
    assert word in fault.sentence
    assert book.rules["fields.long"].level is Level.HINT
    assert book.rules["words.double"].level is Level.ERROR


@given(st.text(max_size=60))
def test_no_file_stops_the_rest(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "a.yaml").write_bytes(text.encode("utf-8", "replace"))
    (folder / "b.yaml").write_text(BUILT_IN, "utf-8")
    assert load_rules({folder: Origin.BUILT_IN}).rules["words.double"].sentence == "“{word}” stands twice."


def test_nesting_without_end_is_a_fault(folders: tuple[Path, Path]) -> None:
    assert with_own(folders, "rules: " + "[" * 50_000).faults


def test_folders_that_are_not_there_are_passed_over(folders: tuple[Path, Path], tmp_path: Path) -> None:
    assert load_rules({folders[0]: Origin.BUILT_IN, tmp_path / "nowhere": Origin.ARCHIVE}).faults == ()


def test_the_archive_weighs_most(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    places = Places(tmp_path / "config", tmp_path / "data", tmp_path / "state", (tmp_path / "system",))
    own = [*rule_folders(resources_dir(), places, archive)][1:]
    for folder, level in zip(own, ("hint", "error", "off"), strict=True):
        folder.mkdir(parents=True)
        (folder / "ours.yaml").write_text(f"rules:\n  fields.required: {level}\n", "utf-8")
    tools = CheckTools(resources_dir(), places)
    assert tools.toolbox(archive).rules["fields.required"].level is Level.OFF
    assert tools.toolbox(None).rules["fields.required"].level is Level.ERROR


def test_rules_are_read_again_when_they_were_changed(tmp_path: Path) -> None:
    places = Places(tmp_path, tmp_path, tmp_path, ())
    tools = CheckTools(resources_dir(), places)
    assert tools.toolbox(None).rules["fields.required"].level is Level.ERROR
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules/own.yaml").write_text("rules:\n  fields.required: hint\n", "utf-8")
    assert tools.toolbox(None).rules["fields.required"].level is Level.ERROR
    tools.forget()
    assert tools.toolbox(None).rules["fields.required"].level is Level.HINT


URL = "https://www.surrey.example/news/a/"
ARTICLE = f"```yaml\narea: Surrey\nog:\n  title: Tom &amp; Jerry\nurl: {URL}\n```\n\nText.\n"


class TestTaken:
    """Who else has a web address."""

    def place(self, root: Path, area: str) -> Path:
        path = Archive(root).news_path(area, URL)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(ARTICLE, "utf-8")
        return path

    def tools(self, tmp_path: Path) -> CheckTools:
        return CheckTools(resources_dir(), Places(tmp_path, tmp_path, tmp_path, ()))

    def test_an_article_in_any_area(self, tmp_path: Path) -> None:
        self.place(tmp_path, "Kent")
        taken = self.tools(tmp_path).toolbox(Archive(tmp_path), tmp_path / "drafts/Surrey/a.md").taken(URL)
        assert taken
        assert (taken.headline, taken.path.split("/")[:2]) == ("Tom & Jerry", ["news", "Kent"])

    def test_not_the_article_itself(self, tmp_path: Path) -> None:
        path = self.place(tmp_path, "Surrey")
        assert self.tools(tmp_path).toolbox(Archive(tmp_path), path).taken(URL) is None

    def test_nobody(self, tmp_path: Path) -> None:
        self.place(tmp_path, "Surrey")
        assert self.tools(tmp_path).toolbox(Archive(tmp_path)).taken(URL + "b/") is None
        assert self.tools(tmp_path).toolbox(None).taken(URL) is None

    def test_one_that_cannot_be_read_has_its_address_too(self, tmp_path: Path) -> None:
        path = self.place(tmp_path, "Surrey")
        path.write_bytes(b"\0\0\0")
        taken = self.tools(tmp_path).toolbox(Archive(tmp_path)).taken(URL)
        assert taken and taken.path == path.relative_to(tmp_path).as_posix()
