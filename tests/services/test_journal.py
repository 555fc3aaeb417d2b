"""Unsaved work comes back as it was: exactly, of dead programs only, from the last state that is whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.services.files import LIMIT, THIS_DISK
from editor.services.journal import Entry, Journal, Leftover, new_key
from tests.services.journal_hands import ARTICLE, KEY, Clock, bodies, entry, found, left


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal"


# What was typed comes back

texts = st.text(st.one_of(st.characters(), st.sampled_from("\n\r\u00a0\u2028\u2029\ufeff\ud800\udc00\0")), max_size=30)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.builds(
        Entry,
        key=st.just(KEY),
        body=texts,
        time=st.datetimes(timezones=st.sampled_from([None, UTC])),
        path=st.sampled_from([None, ARTICLE, Path("/a\udcff/b.md")]),
        area=texts,
        values=st.dictionaries(texts, texts, max_size=3),
        extra=st.dictionaries(texts, texts, max_size=3),
        raw=st.booleans(),
        newline=st.sampled_from(["\n", "\r\n"]),
        released=st.booleans(),
        slug_locked=st.booleans(),
        base=st.text("0123456789abcdef", max_size=64),
        cursor=st.integers(),
        program=texts,
    )
)
def test_every_character_and_field_comes_back(folder: Path, work: Entry) -> None:
    journal = Journal(folder)
    assert journal.write(work)
    journal.close()
    assert [leftover.entry for leftover in found(folder)] == [work]
    for leftover in found(folder):
        journal.take_over(leftover)
    journal.drop(KEY)
    journal.close()


def test_an_article_of_the_largest_size_is_kept(folder: Path) -> None:
    left(folder, entry("\u00a0" * (LIMIT // 2), extra={"a": "b" * 1000}))
    assert [len(body) for body in bodies(found(folder))] == [LIMIT // 2]


def test_the_text_can_be_read_without_the_program(folder: Path) -> None:
    left(folder, entry("Police\nappeal\u00a0now"))
    (file,) = folder.rglob("unsaved-*")
    assert file.read_text("utf-8").endswith("\nPolice\nappeal\u00a0now")


def test_nobody_else_may_look_in(folder: Path) -> None:
    left(folder, entry())
    for place in (folder, *(place for place in folder.rglob("*") if place.is_dir())):
        assert place.stat().st_mode & 0o077 == 0


# Saved, discarded, taken over


def test_saved_work_is_forgotten_and_other_work_is_not(folder: Path) -> None:
    journal = Journal(folder)
    journal.write(entry("typed since"))
    saved = entry("saved", key=new_key())
    journal.write(saved)
    assert journal.drop(saved.key)
    assert journal.drop("never kept")
    journal.close()
    assert bodies(found(folder)) == ["typed since"]


def test_after_a_clean_end_nothing_is_left(folder: Path) -> None:
    journal = Journal(folder)
    journal.close()
    journal.write(entry())
    journal.drop(KEY)
    journal.close()
    assert list(folder.iterdir()) == []


def test_work_that_was_brought_back_is_kept_by_the_one_who_did(folder: Path) -> None:
    left(folder, entry("one"), entry("two"))
    journal = Journal(folder)
    (leftover,) = journal.leftovers()
    assert leftover.older and leftover.older.body == "one"
    assert journal.take_over(leftover)
    assert journal.leftovers() == [] == found(folder)
    assert not Journal(folder).take_over(leftover)
    journal.write(entry("three"))
    journal.close()
    (again,) = found(folder)
    assert again.entry.body == "three"
    assert again.older and again.older.body == "two"


def test_work_that_was_brought_back_and_saved_is_forgotten(folder: Path) -> None:
    left(folder, entry())
    journal = Journal(folder)
    journal.take_over(journal.leftovers()[0])
    journal.drop(KEY)
    journal.close()
    assert found(folder) == []


def test_work_of_ones_own_is_not_replaced_by_what_was_left(folder: Path) -> None:
    left(folder, entry("left over"))
    journal = Journal(folder)
    journal.write(entry("own"))
    (leftover,) = journal.leftovers()
    assert not journal.take_over(leftover)
    assert bodies(journal.leftovers()) == ["left over"]
    journal.close()
    assert sorted(bodies(found(folder))) == ["left over", "own"]


def test_discarded_work_can_be_had_back_for_thirty_days(folder: Path) -> None:
    clock = Clock()
    left(folder, entry("left over"))
    journal = Journal(folder, now=clock)
    journal.write(entry("own", key="own"))
    assert journal.discard("own") and journal.discard("never kept")
    assert journal.discard(journal.leftovers()[0])
    assert journal.leftovers() == []
    assert sorted(bodies(journal.discarded())) == ["left over", "own"]
    clock.time += timedelta(days=29)
    journal.prune()
    (back,) = [leftover for leftover in journal.discarded() if leftover.entry.body == "own"]
    assert journal.take_over(back)
    clock.time += timedelta(days=2)
    journal.prune()
    assert journal.discarded() == []
    journal.close()
    assert bodies(found(folder)) == ["own"]


def test_discarding_what_another_window_took_is_fine(folder: Path) -> None:
    left(folder, entry())
    one, two = Journal(folder), Journal(folder)
    (leftover,) = one.leftovers()
    assert one.discard(leftover)
    assert two.discard(leftover)
    assert bodies(two.discarded()) == ["Typed."]
    one.close()


def test_a_program_that_was_taken_for_dead_goes_on(folder: Path) -> None:
    """As on a disk without locks, when two machines share the folder."""
    one = Journal(folder)
    one.write(entry("one"))
    thief = Journal(folder, replace(THIS_DISK, lock=lambda fd: None))
    assert thief.take_over(thief.leftovers()[0])
    assert one.write(entry("two"))
    one.close()
    thief.close()
    assert sorted(bodies(found(folder))) == ["one", "two"]
    robbed = Journal(folder)
    robbed.write(entry("three"))
    for place in folder.rglob(KEY):
        if bodies([*thief_reads(place)]) == ["three"]:
            place.rename(folder / "stolen")
    assert robbed.drop(KEY)
    robbed.close()


def thief_reads(place: Path) -> list[Leftover]:
    journal = Journal(place.parent.parent, replace(THIS_DISK, lock=lambda fd: None))
    return [leftover for leftover in journal.leftovers() if leftover.folder == place]


# What is not whole


def test_a_state_torn_at_any_byte_gives_way_to_the_older_one(folder: Path) -> None:
    left(folder, entry("older\u00a0text"), entry("newer\u00a0text"))
    (newest,) = folder.rglob("unsaved-0")
    data = newest.read_bytes()
    torn = [data[:size] for size in range(len(data))]
    zeros = [data[:size] + b"\0" * (len(data) - size) for size in range(len(data))]
    flipped = [data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :] for at in range(len(data))]
    for damaged in (*torn, *zeros, *flipped, data + b"more"):
        newest.write_bytes(damaged)
        (leftover,) = found(folder)
        assert leftover.entry.body == "older\u00a0text"
        assert leftover.older is None
    newest.write_bytes(data)
    (leftover,) = found(folder)
    assert leftover.entry.body == "newer\u00a0text"


def test_what_is_no_journal_is_ignored(folder: Path) -> None:
    left(folder, entry("good"), entry("other", key="other"))
    for file in folder.rglob("other/unsaved-*"):
        file.unlink()
        file.mkdir()
    home = next(folder.rglob(KEY)).parent
    (home / "stray").write_text("x")
    (folder / "stray").write_text("x")
    (folder / "empty").mkdir()
    assert bodies(found(folder)) == ["good"]
    assert Journal(folder / "stray").leftovers() == []


def test_prune_removes_only_what_nobody_can_use(folder: Path) -> None:
    clock = Clock()
    left(folder, entry("good"), entry("torn", key="torn"))
    for file in folder.rglob("torn/unsaved-*"):
        file.write_bytes(b"")
    empty = folder / "empty"
    empty.mkdir()
    (folder / "stray").write_text("x")
    live = Journal(folder)
    live.write(entry("live"))
    home = next(folder.rglob("torn")).parent
    (home / ".going-1").mkdir()
    (folder / "trash").mkdir()
    (folder / "trash" / "no-date").mkdir()
    looking = Journal(folder, now=clock)
    looking.prune()
    assert not (home / ".going-1").exists()
    assert (home / "torn").exists() and empty.exists()
    clock.time += timedelta(days=31)
    looking.prune()
    assert not (home / "torn").exists() and not empty.exists()
    assert bodies(found(folder)) == ["good"]
    live.close()
    assert sorted(bodies(found(folder))) == ["good", "live"]
