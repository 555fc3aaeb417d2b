"""The dictionary and the word lists on the disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from editor.core.errors import CopydeskError
from editor.services.archive import Archive
from editor.services.resources import resources_dir
from editor.services.settings import Places
from editor.services.spelling import Scope, Spelling, WordList, word_lists


@pytest.fixture
def spelling(tmp_path: Path) -> Spelling:
    made = Spelling([WordList(tmp_path / "own" / "words.txt")])
    if not made.load():
        pytest.skip(made.fault)
    return made


@pytest.mark.parametrize("word", ["colour", "organise", "organize", "Police", "POLICE", "don't", "Surrey", ""])
def test_right_words(spelling: Spelling, word: str) -> None:
    assert spelling.knows(word)


@pytest.mark.parametrize("word", ["color", "polcie", "surry", "crimestoppers"])
def test_wrong_words(spelling: Spelling, word: str) -> None:
    assert not spelling.knows(word)


def test_suggestions(spelling: Spelling) -> None:
    assert spelling.suggestions("polcie")[0] == "police"
    assert len(spelling.suggestions("a")) <= 6


def test_a_word_that_is_added_is_right_from_then_on_and_after_a_restart(spelling: Spelling) -> None:
    (own,) = spelling.lists
    assert not spelling.knows("Ephgravely")
    spelling.add("ephgravely", own)
    spelling.add("O’Xyzzy", own)
    spelling.add("ephgravely", own)
    assert spelling.knows("ephgravely") and spelling.knows("Ephgravely") and spelling.knows("EPHGRAVELY")
    assert own.path.read_text("utf-8") == "ephgravely\nO'Xyzzy\n"
    again = Spelling([WordList(own.path)])
    assert again.knows("ephgravely") and again.knows("O'Xyzzy") and not again.knows("o'xyzzy")


def test_adding_keeps_what_a_person_wrote_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_text("\ufeff# our names\n\nXyzzy  # a place\nPlugh", "utf-8")
    words = WordList(path)
    assert "Xyzzy" in words and "our" not in words
    words.add("Frotz")
    assert path.read_text("utf-8").lstrip("\ufeff") == "# our names\n\nXyzzy  # a place\nPlugh\nFrotz\n"
    again = WordList(path)
    assert all(word in again for word in ("Frotz", "Plugh", "Xyzzy"))


def test_adding_leaves_a_file_that_is_no_text_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(b"caf\xe9\n")
    with pytest.raises(CopydeskError, match="left as it is"):
        WordList(path).add("Frotz")
    assert path.read_bytes() == b"caf\xe9\n"


def test_a_word_that_is_ignored_passes_until_the_program_ends(spelling: Spelling) -> None:
    assert not spelling.knows("xyzzys")
    spelling.ignore("Xyzzys")
    assert spelling.knows("xyzzys") and spelling.knows("XYZZYS")
    assert not spelling.lists[0].path.exists()


def test_a_list_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path, spelling: Spelling) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    blocked = WordList(tmp_path / "file" / "words.txt")
    with pytest.raises(CopydeskError, match="cannot be made"):
        spelling.add("xyzzy", blocked)
    assert not spelling.knows("xyzzy")


@pytest.mark.parametrize("data", [b"\xff\xfe\xfa", b"x" * 4_000_001], ids=["no text", "too large"])
def test_a_list_that_cannot_be_read_is_left_out_with_a_sentence(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "words.txt"
    path.write_bytes(data)
    words = WordList(path)
    assert "x" not in words
    assert str(path) in words.fault and "left out" in words.fault


def test_without_a_dictionary_every_word_passes_and_a_sentence_says_why(tmp_path: Path) -> None:
    none = Spelling([], language="xx_XX")
    assert none.knows("polcie") and none.suggestions("polcie") == ()
    assert not none.load() and "hunspell-en-gb" in none.fault


def test_without_enchant_every_word_passes_and_a_sentence_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "enchant", None)
    none = Spelling([])
    assert none.knows("polcie")
    assert "libenchant-2-2" in none.fault


def test_lists_are_found_from_the_weakest_to_the_strongest(tmp_path: Path) -> None:
    places = Places(tmp_path / "config", tmp_path / "data", tmp_path / "state", (tmp_path / "all",))
    lists = word_lists(resources_dir(), places, Archive(tmp_path / "archive"))
    assert [words.path.relative_to(tmp_path) for words in lists[1:]] == [
        Path("all/words.txt"), Path("config/words.txt"), Path("archive/.copydesk/words.txt"),
    ]  # fmt: skip
    assert [words.scope for words in lists] == [Scope.SUPPLIED, Scope.COMPUTER, Scope.PERSON, Scope.ARCHIVE]
    assert "dashcam" in lists[0] and not lists[0].fault


def test_enchant_is_not_loaded_before_the_first_word() -> None:
    script = (
        "import sys\n"
        "from editor.services.spelling import Spelling\n"
        "made = Spelling([])\n"
        "assert 'enchant' not in sys.modules\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
