"""What the checks find, as an index keeps it: what is checked again, and what a run that ends early leaves behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from editor.core.errors import CopydeskError
from editor.core.library import Order, Query, Tally, parse_query
from editor.services.index import Checked, CheckWorker, Index, Progress
from tests.benchmarks.archive_maker import make
from tests.services.index.test_index import file, names

FINE = "A dog was found by police."


@dataclass
class Reading:
    """Meets ``services.index.checking.Checks``: a slip is an error, a slop a warning."""

    rules: int = 1
    ignored: dict[str, int] = field(default_factory=dict)
    today: int = 0
    read: list[str] = field(default_factory=list)
    before: Callable[[str], None] = lambda _path: None

    def tally(self, path: str, data: bytes) -> Tally:
        self.before(path)
        self.read.append(Path(path).stem)
        return Tally(data.count(b"slip"), data.count(b"slop"))

    def stamp(self, path: str, area: str, *, by_day: bool) -> int:
        return hash((self.rules, self.ignored.get(path, 0), self.today if by_day else 0)) & 0xFFFF


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "archive"
    file(root, "news/Kent/1.md", "Dog found", FINE, day="12:00 21/11/2019")
    file(root, "news/Kent/2.md", "Appeal after theft", "Police: a slip, a slip and a slop.", day="12:00 13/01/2021")
    file(root, "news/Kent/3.md", "Zebra crossing", "Police officers at the crossing.", day="12:00 14/01/2021")
    file(root, "news/West Mercia/4.md", "River rescue", "Dogs and police by a river.")
    file(root, "drafts/Kent/5.md", "Dog walkers", "A slop of police.", day="12:00 01/02/2022")
    (root / "news/Kent/6.md").write_bytes(b"```yaml\nog: {\n```\n\nPolice and a broken zebra.\n")
    return root


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """The file of the index."""
    (path,) = (tmp_path / "cache").glob("*.sqlite")
    return path


@pytest.fixture
def checks() -> Reading:
    return Reading()


@pytest.fixture
def index(root: Path, tmp_path: Path, checks: Reading) -> Iterator[Index]:
    index = Index.open(root, tmp_path / "cache", make_checks=lambda: checks)
    index.refresh()
    yield index
    index.close()


def found(index: Index) -> dict[str, Tally | None]:
    return {Path(hit.record.path).stem: hit.tally for hit in index.search(Query())}


def test_nothing_is_told_of_an_article_before_it_was_checked(index: Index) -> None:
    assert set(found(index).values()) == {None}
    assert names(index, "is:unready") == names(index, "is:ready") == ""
    counts = index.counts(Query())
    assert (counts.total, counts.unready, counts.unchecked, index.unchecked) == (6, 0, 6, 6)


def test_drafts_are_checked_first_then_the_newest(index: Index, checks: Reading) -> None:
    assert index.check() == Checked(6, 3)
    assert checks.read == ["5", "3", "2", "1", "4"], "what is no article is not looked into"
    none = Tally()
    assert found(index) == {
        "1": none,
        "2": Tally(2, 1),
        "3": none,
        "4": none,
        "5": Tally(0, 1),
        "6": Tally(errors=1),
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is:unready", "526"),
        ("-is:ready", "526"),
        ("is:ready", "314"),
        ("is:unready police", "526"),
        ("is:unready polic*", "526"),
        ("is:ready police", "314"),
        ("is:unready -is:problem is:release", "2"),
        ("is:unready from:2021 to:2021", "2"),
        ("is:unready nothing", ""),
        ("is:ready is:problem", ""),
    ],
)
def test_they_are_asked_for(index: Index, text: str, expected: str) -> None:
    index.check()
    assert names(index, text) == expected
    for order in Order:
        assert sorted(names(index, text, order)) == sorted(expected)
    counts = index.counts(parse_query(text))
    assert (counts.total, counts.unchecked) == (len(expected), 0)
    assert counts.unready == (0 if "is:ready" in text.split() else len(expected))


def test_what_is_unchanged_is_not_checked_again(index: Index, checks: Reading) -> None:
    index.check()
    checks.read.clear()
    assert index.check() == Checked(0, 3)
    assert checks.read == []


def test_what_was_changed_is_unknown_until_it_is_checked(index: Index, checks: Reading, root: Path) -> None:
    index.check()
    checks.read.clear()
    file(root, "news/Kent/2.md", "Appeal after theft", FINE, day="12:00 13/01/2021")
    file(root, "news/Kent/7.md", "Cat found", "A slip.", day="12:00 15/01/2021")
    index.refresh()
    assert (found(index)["2"], index.unchecked, index.counts(Query()).unchecked) == (None, 2, 2)
    assert index.check() == Checked(2, 3)
    assert (checks.read, names(index, "is:unready")) == (["7", "2"], "576")


def test_what_was_only_touched_is_not_checked_again(index: Index, checks: Reading, root: Path) -> None:
    index.check()
    checks.read.clear()
    (root / "news/Kent/2.md").touch()
    index.refresh()
    index.check()
    assert (checks.read, names(index, "is:unready")) == ([], "526")


def test_other_rules_mean_all_again_and_until_then_the_old_answer(index: Index, checks: Reading) -> None:
    index.check()
    checks.read.clear()
    checks.rules = 2
    assert names(index, "is:unready") == "526"
    assert index.check().checked == 6


def test_another_day_is_another_for_drafts_only(index: Index, checks: Reading) -> None:
    index.check()
    checks.read.clear()
    checks.today = 1
    index.check()
    assert checks.read == ["5"]


def test_what_is_ignored_counts_for_its_article_alone(index: Index, checks: Reading) -> None:
    index.check()
    checks.read.clear()
    checks.ignored["news/Kent/2.md"] = 1
    assert index.check().checked == 1
    assert checks.read == ["2"]


def test_one_article_is_checked_by_itself(index: Index, checks: Reading, root: Path) -> None:
    index.check()
    checks.read.clear()
    path = file(root, "news/Kent/1.md", "Dog found", "A slip.")
    index.update([path])
    assert index.recheck([path, root / "news/Kent/2.md", root / "nowhere.md", Path("/elsewhere")]).checked == 1
    assert (checks.read, found(index)["1"]) == (["1"], Tally(errors=1))


def test_a_run_that_is_stopped_goes_on_where_it_was(
    index: Index, checks: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("editor.services.index.checking._TOLD_EVERY", 0.0)
    told: list[Progress] = []

    def two(progress: Progress) -> bool:
        told.append(progress)
        return progress.done < 2

    assert index.check(two) == Checked(2, 1, cancelled=True)
    assert [(one.done, one.total) for one in told] == [(0, 6), (1, 6), (2, 6)]
    assert index.counts(Query()).unchecked == 4
    told.clear()
    assert index.check(lambda progress: told.append(progress) is None) == Checked(4, 3)
    assert checks.read == ["5", "3", "2", "1", "4"]
    assert [(one.done, one.total) for one in told] == [(done, 6) for done in range(2, 6)]


def test_an_error_in_the_middle_keeps_what_was_found(index: Index, checks: Reading) -> None:
    def fail(path: str) -> None:
        if path.endswith("2.md"):
            raise CopydeskError("The rules are gone.", code="rules")

    checks.before = fail
    with pytest.raises(CopydeskError, match="gone"):
        index.check()
    assert index.counts(Query()).unchecked == 4


def test_a_file_that_changes_meanwhile_is_left_to_the_next_time(
    index: Index, checks: Reading, root: Path, tmp_path: Path
) -> None:
    path = root / "news/Kent/1.md"

    def change(name: str) -> None:
        if name.endswith("3.md"):  # Before it is read here, and after it was read by another.
            file(root, "news/Kent/2.md", "Appeal after theft", FINE, day="12:00 13/01/2021")
            path.unlink()
        if name.endswith("4.md"):
            file(root, "news/West Mercia/4.md", "River rescue", "A slip.")
            other.refresh()

    other = Index.open(root, tmp_path / "cache", make_checks=Reading)
    checks.before = change
    assert index.check().checked == 3, "the draft, one release, and what is no article"
    assert {name for name, tally in found(index).items() if tally is None} == {"2", "4"}
    assert index.check().checked == 2
    other.close()


def test_an_index_that_is_damaged_meanwhile(index: Index, checks: Reading, kept: Path) -> None:
    def damage(path: str) -> None:
        if path.endswith("2.md"):
            index.close()
            kept.write_bytes(b"nothing of use " * 1_000)

    checks.before = damage
    assert index.check() == Checked()
    assert "damaged" in index.said
    checks.before = lambda _path: None
    index.refresh()
    assert index.check() == Checked(6, 3)


def test_numbers_that_none_of_ours_wrote(index: Index, kept: Path) -> None:
    index.check()
    database = sqlite3.connect(kept)
    database.execute("UPDATE facts SET errors = 'many'")
    database.commit()
    database.close()
    assert index.search(Query()) == []
    assert "damaged" in index.said


def test_without_checks_none_is_made(root: Path, tmp_path: Path) -> None:
    index = Index.open(root, tmp_path / "cache")
    index.refresh()
    assert index.check() == Checked()
    assert index.unchecked == 6
    index.close()


class TestInAProcess:
    """The worker of the window."""

    @pytest.fixture(autouse=True)
    def own_places(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
            monkeypatch.setenv(name, str(tmp_path / name))

    def test_it_checks_what_the_index_has_and_tells_how_far_it_is(self, root: Path, tmp_path: Path) -> None:
        index = Index.open(root, tmp_path / "cache")
        index.refresh()
        file(root, "news/Kent/9.md", "Not in the index", FINE)
        told: list[Progress] = []
        done = CheckWorker(root, folder=tmp_path / "cache").run(lambda progress: told.append(progress) is None)
        assert (done.checked, done.cancelled) == (6, False)
        assert done.unready == len(names(index, "is:unready")) > 0
        assert CheckWorker(root, folder=tmp_path / "cache").run().checked == 0
        index.close()

    def test_killed_it_has_kept_what_it_found(self, tmp_path: Path) -> None:
        root = make(tmp_path / "large", 300)
        index = Index.open(root, tmp_path / "cache")
        index.refresh()
        worker = CheckWorker(root, folder=tmp_path / "cache")

        def some(_progress: Progress) -> bool:
            if index.unchecked < 300:
                worker.cancel()
            return True

        assert worker.run(some).cancelled
        kept = 300 - index.unchecked
        assert 0 < kept < 300
        assert CheckWorker(root, folder=tmp_path / "cache").run().checked == 300 - kept
        index.close()

    def test_what_goes_wrong_is_a_sentence(self, tmp_path: Path) -> None:
        with pytest.raises(CopydeskError, match="could not be checked"):
            CheckWorker(tmp_path, [str(tmp_path / "no-program")]).run()
