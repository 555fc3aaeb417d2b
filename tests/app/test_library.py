"""What is asked of an archive, and how the answers come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from editor.app.library import PAGE, Asked, Kind, Library, counted, query_of
from editor.core.errors import CopydeskError
from editor.core.library import Order, Query, QueryError, Tally, Word
from tests.app.fake_index import FakeIndex, records

COUNT = 1_000


class TestTheQuestion:
    @pytest.mark.parametrize(
        ("asked", "expected"),
        [
            (Asked(), Query()),
            (Asked("horse fou"), Query(words=(Word("horse"), Word("fou", prefix=True)))),
            (Asked(area="Surrey"), Query(areas=("Surrey",))),
            (Asked("area:surrey", area="Surrey"), Query(areas=("Surrey",))),
            (Asked("area:essex", area="Surrey"), None),
            (Asked("section:news", section="appeals"), None),
            (Asked(year="2019"), Query(from_day="2019-01-01", to_day="2019-12-31")),
            (Asked("from:2019-05", year="2019"), Query(from_day="2019-05-01", to_day="2019-12-31")),
            (Asked("to:2019-05", year="2019"), Query(from_day="2019-01-01", to_day="2019-05-31")),
            (Asked("from:2020", year="2019"), None),
            (Asked(kind=Kind.DRAFTS), Query(draft=True)),
            (Asked(kind=Kind.RELEASED), Query(draft=False)),
            (Asked("is:draft", kind=Kind.DRAFTS), Query(draft=True)),
            (Asked("is:draft", kind=Kind.RELEASED), None),
            (Asked(kind=Kind.PROBLEMS), Query(problem=True)),
            (Asked(kind=Kind.UNREADY), Query(unready=True)),
            (Asked("is:unready is:draft", kind=Kind.UNREADY), Query(unready=True, draft=True)),
            (Asked("is:ready", kind=Kind.UNREADY), None),
            (Asked("is:ready", kind=Kind.DRAFTS), Query(unready=False, draft=True)),
        ],
    )
    def test_what_is_typed_and_what_is_chosen_hold_together(self, asked: Asked, expected: Query | None):
        assert query_of(asked) == expected

    def test_what_is_no_question_is_told(self):
        with pytest.raises(QueryError):
            query_of(Asked("from:yesterday "))


class TestTheCounts:
    def test_a_filter_counts_what_it_would_give_instead(self):
        index = FakeIndex(records(300))
        counts = counted(index, Asked(area="Surrey", year="2015"))
        for area, number in counts.areas.items():
            assert counted(index, Asked(area=area, year="2015")).total == number
        for year, number in counts.years.items():
            assert counted(index, Asked(area="Surrey", year=year)).total == number
        assert len(counts.areas) > 1
        assert len(counts.years) > 1

    def test_drafts_stay_counted_while_only_problems_are_listed(self):
        index = FakeIndex(records(300))
        assert counted(index, Asked(kind=Kind.PROBLEMS)).drafts == counted(index, Asked()).drafts > 0

    def test_what_is_unready_stays_counted_while_only_drafts_are_listed(self):
        index = FakeIndex(records(300))
        index.tallies = {one.path: Tally(errors=int(one.path.endswith("1.md"))) for one in index.records[:200]}
        for kind in Kind:
            counts = counted(index, Asked(kind=kind))
            assert (counts.unready, counts.unchecked) == (20, 100)


class Reader:
    """A person who reads results."""

    def __init__(self, qtbot: QtBot, index: FakeIndex) -> None:
        self.qtbot, self.index = qtbot, index
        self.library = Library()
        self.renewed: list[int] = []
        self.refused: list[QueryError | None] = []
        self.failed: list[str] = []
        self.library.renewed.connect(lambda: self.renewed.append(self.library.total))
        self.library.refused.connect(self.refused.append)
        self.library.failed.connect(self.failed.append)

    def ask(self, text: str = "", **chosen: object) -> None:
        self.library.ask(replace(Asked(text), **chosen))  # type: ignore[arg-type]
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.library.busy)

    def headline(self, row: int) -> str | None:
        hit = self.library.hit(row)
        return hit.record.headline if hit else None


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[Reader]:
    reader = Reader(qtbot, FakeIndex(records(COUNT)))
    reader.library.use(reader.index.opened)
    reader.ask()
    yield reader
    reader.index.gate.set()
    reader.library.close()
    assert reader.index.open == 0, "the index was not closed"


class TestTheAnswer:
    def test_all_articles_at_first(self, reader: Reader):
        assert reader.library.total == COUNT
        assert reader.headline(0)

    def test_a_word_narrows_them(self, reader: Reader):
        reader.ask("12")
        expected = [one for one in reader.index.records if any(w.startswith("12") for w in one.headline.split())]
        assert reader.library.total == len(expected)

    def test_rows_come_when_they_are_wanted(self, reader: Reader):
        assert reader.headline(COUNT - 1) is None
        reader.library.want(COUNT - 5, COUNT - 1)
        reader.settle()
        assert reader.headline(COUNT - 1) is not None
        assert reader.headline(COUNT // 2) is None, "nothing that nobody looks at is read"

    def test_rows_are_those_of_their_place(self, reader: Reader):
        reader.ask(order=Order.HEADLINE)
        everything = sorted(one.headline for one in reader.index.records)
        for row in (0, PAGE - 1, PAGE, 3 * PAGE + 7, COUNT - 1):
            reader.library.want(row, row)
            reader.settle()
            assert reader.headline(row) == everything[row]

    def test_the_newest_question_wins(self, reader: Reader):
        reader.index.gate.clear()
        for text in ("h", "ho", "hor", "1", "12", "123"):
            reader.library.ask(Asked(text))
        reader.index.gate.set()
        reader.settle()
        assert reader.library.total == 1
        assert reader.headline(0) == reader.index.records[123].headline
        asked = [value for what, value in reader.index.asked if what == "search"]
        assert len(asked) <= 3, "questions that nobody waits for any more are not put"
        assert 1 in reader.renewed
        assert reader.renewed[-1] == 1

    def test_numbers_that_are_there_before_the_rows_wait_for_them(self, reader: Reader):
        reader.index.gate.clear()
        told: list[tuple[int, int]] = []
        reader.library.counted.connect(lambda counts: told.append((counts.total, reader.library.total)))
        reader.library.ask(Asked("horse"))
        reader.qtbot.waitUntil(lambda: reader.index.waiting == ["search", "counts"])
        assert told == []
        reader.index.gate.set()
        reader.settle()
        assert told == [(COUNT, COUNT)]
        assert reader.headline(0)

    def test_while_a_question_is_wrong_the_results_stay(self, reader: Reader):
        reader.ask("123")
        reader.ask("123 from:x ")
        assert reader.refused[-1] is not None
        assert reader.library.total == 1
        reader.ask("12")
        assert reader.refused[-1] is None

    def test_what_contradicts_itself_finds_nothing(self, reader: Reader):
        reader.ask("area:Essex", area="Surrey")
        assert reader.library.total == 0
        assert reader.headline(0) is None

    def test_a_page_that_comes_too_late_is_dropped(self, reader: Reader):
        reader.index.gate.clear()
        reader.library.want(500, 510)
        reader.library.ask(Asked("123"))
        reader.index.gate.set()
        reader.settle()
        assert reader.headline(0) == reader.index.records[123].headline
        assert reader.headline(500) is None

    def test_a_save_while_a_question_waits_does_not_take_its_turn(self, reader: Reader):
        reader.index.gate.clear()
        for text in ("12", "123"):
            reader.library.ask(Asked(text))
        reader.library.refresh()
        reader.library.want(0, 10)
        reader.index.gate.set()
        reader.settle()
        assert reader.library.total == 1
        assert reader.headline(0) == reader.index.records[123].headline
        assert reader.headline(1) is None

    def test_what_was_saved_while_the_answer_was_read_is_in_it(self, reader: Reader):
        reader.index.gate.clear()
        reader.library.ask(Asked("zebra"))
        reader.qtbot.waitUntil(lambda: "search" in reader.index.waiting)
        reader.index.gate.set()
        first, *others = reader.index.records
        reader.index.records = [replace(first, headline="Zebra found"), *others]
        reader.library.refresh()
        reader.settle()
        assert reader.library.total == 1
        assert reader.headline(0) == "Zebra found"

    def test_scrolling_far_keeps_only_some_of_it(self, reader: Reader):
        reader.index.records = records(PAGE * 60)
        reader.ask("horse")
        for row in range(0, PAGE * 60, PAGE):
            reader.library.want(row, row)
            reader.settle()
        kept = sum(reader.headline(row) is not None for row in range(0, PAGE * 60, PAGE))
        assert 10 < kept < 60

    def test_an_article_that_is_looked_at_comes_with_its_text(self, reader: Reader):
        with reader.qtbot.waitSignal(reader.library.shown) as shown:
            reader.library.look_at("news/Surrey/0.md")
        assert shown.args[0].body.startswith("This is article 0.")

    def test_of_several_that_are_looked_at_the_last_comes(self, reader: Reader):
        seen: list[str] = []
        reader.library.shown.connect(lambda record: seen.append(record.path))
        reader.index.gate.clear()
        for number in (0, 3, 6, 9):
            reader.library.look_at(f"news/Surrey/{number}.md")
        reader.index.gate.set()
        reader.settle()
        assert seen == ["news/Surrey/9.md"]

    def test_before_anything_is_asked_nothing_is_read(self, reader: Reader):
        other = FakeIndex(records(7))
        reader.library.use(other.opened)
        reader.library.refresh()
        reader.settle()
        assert other.asked == []
        assert reader.library.total == 0

    def test_a_few_are_suggested_to_somebody_who_types_elsewhere(self, reader: Reader):
        before = reader.headline(0)
        with reader.qtbot.waitSignal(reader.library.suggested) as suggested:
            reader.library.suggest("12")
        typed, hits = suggested.args
        assert typed == "12"
        assert 0 < len(hits) <= 10
        assert all(" 12" in hit.record.headline for hit in hits)
        assert reader.headline(0) == before


class TestChanges:
    def test_a_new_article_is_there_and_nothing_jumps(self, reader: Reader):
        reader.library.want(200, 210)
        reader.settle()
        before = len(reader.renewed)
        newest = replace(reader.index.records[0], path="news/Kent/new.md", published="2030-01-01T00:00", headline="New")
        reader.index.records.append(newest)
        reader.library.refresh()
        reader.settle()
        assert reader.library.total == COUNT + 1
        assert len(reader.renewed) == before
        assert reader.headline(205) is not None
        reader.library.want(0, 5)
        reader.settle()
        assert reader.headline(0) == "New"

    def test_what_is_found_first_while_the_archive_is_being_read_is_there(self, reader: Reader):
        everything, reader.index.records = reader.index.records, []
        reader.ask("horse")
        assert reader.library.total == 0
        reader.index.records = everything
        reader.library.refresh()
        reader.settle()
        assert reader.library.total == COUNT
        assert reader.headline(0)

    def test_another_archive_has_other_articles(self, reader: Reader):
        other = FakeIndex(records(7))
        reader.library.use(other.opened)
        reader.ask()
        assert reader.library.total == 7
        reader.library.use(reader.index.opened)
        reader.ask()
        assert other.open == 0

    def test_no_archive_has_none(self, reader: Reader):
        reader.library.use(None)
        reader.ask()
        assert reader.library.total == 0
        reader.qtbot.waitUntil(lambda: reader.index.open == 0)

    def test_an_index_that_had_to_be_made_anew_says_so_once(self, reader: Reader):
        said: list[str] = []
        reader.library.made_anew.connect(said.append)
        reader.index.to_say = "It was damaged."
        reader.ask("12")
        reader.ask("123")
        assert said == ["It was damaged."]

    def test_what_goes_wrong_is_told_and_the_next_question_is_answered(self, reader: Reader):
        reader.index.fault = CopydeskError("The disk is gone.", code="gone")
        reader.ask("12")
        assert "The disk is gone." in reader.failed
        reader.index.fault = None
        reader.ask("123")
        assert reader.library.total == 1
