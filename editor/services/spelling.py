"""The dictionary of British English, and word lists: an organisation's, a person's, an archive's own.

The dictionary is the system's, by Enchant (its Windows and macOS packages bring one along). Loading it takes 0.1 s and
is put off until the first word is asked for. A word list is plain text, one word a line; ``#`` begins a remark.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from enum import Enum
from importlib import import_module
from pathlib import Path
from threading import Lock
from typing import Any

from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.archive import OWN, Archive
from editor.services.files import NoVersions, open_file, save
from editor.services.settings import Places

LANGUAGE = "en_GB"
WORDS = "words.txt"
"""The name of a word list, in each of its folders."""

_MOST_BYTES = 4_000_000
_MOST_SUGGESTIONS = 6
_MOST_REMEMBERED = 200_000


class Scope(Enum):
    """Whose words a list has. The person's and the archive's can be added to."""

    SUPPLIED = "supplied"
    COMPUTER = "computer"
    PERSON = "person"
    ARCHIVE = "archive"


class WordList:
    """The words of one file. Read when it is first needed; a file that is not there is an empty list."""

    def __init__(self, path: Path, scope: Scope = Scope.PERSON) -> None:
        self.path = path
        self.scope = scope
        self.fault = ""
        self._words: frozenset[str] | None = None

    def __contains__(self, word: str) -> bool:
        return word in self._read()

    @property
    def words(self) -> frozenset[str]:
        """All of them; none where the file cannot be read, and ``fault`` says why."""
        return self._read()

    def load(self) -> str:
        """Read it now instead of at the first word; the fault, if there is one."""
        self._read()
        return self.fault

    def add(self, word: str) -> None:
        """Keep another word, at the end of the file. Raises CopydeskError where it cannot be kept."""
        word = word.strip().replace("’", "'")
        if not word or word in self._read():
            return
        opened = open_file(self.path) if self.path.exists() else None
        text = self._decoded(opened.data) if opened else ""
        gap = "" if not text or text.endswith("\n") else "\n"
        _make_folder(self.path.parent)
        data = f"{text}{gap}{word}\n".encode()
        save(self.path, data, opened.fingerprint if opened else None, versions=NoVersions())
        self._words = self._read() | {word}

    def _decoded(self, data: bytes) -> str:
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise CopydeskError(
                _("The word list {path} is not UTF-8 text, and was left as it is. Mend or remove that file.").format(
                    path=self.path
                ),
                code="unreadable",
                where=str(self.path),
            ) from error

    def _read(self) -> frozenset[str]:
        if self._words is None:
            self._words = frozenset(self._lines())
        return self._words

    def _lines(self) -> list[str]:
        try:
            if self.path.stat().st_size > _MOST_BYTES:
                self.fault = _("The word list {path} is too large, and was left out.").format(path=self.path)
                return []
            text = self.path.read_text("utf-8-sig")
        except (FileNotFoundError, NotADirectoryError):
            return []
        except UnicodeDecodeError:
            self.fault = _("The word list {path} is not UTF-8 text, and was left out. Save it again as UTF-8.").format(
                path=self.path
            )
            return []
        except OSError as error:
            self.fault = _("The word list {path} cannot be read ({reason}), and was left out.").format(
                path=self.path, reason=error.strerror or error
            )
            return []
        words = (line.partition("#")[0].strip().replace("’", "'") for line in text.splitlines())
        return [word for word in words if word]


class Spelling:
    """Says whether words are spelt right. May be asked by several threads; answers are remembered by word.

    ``lists`` are the word lists from the weakest to the strongest. ``fault`` says in a sentence why there is no
    dictionary; then every word counts as right.
    """

    def __init__(self, lists: Sequence[WordList], language: str = LANGUAGE) -> None:
        self.lists = tuple(lists)
        self.fault = ""
        self._language = language
        self._dictionary: Any = None
        self._loaded = False
        self._lock = Lock()
        self._ignored: set[str] = set()
        self._answers: dict[str, bool] = {}

    def load(self) -> bool:
        """Load the dictionary now (0.1 s) instead of at the first word; whether there is one."""
        with self._lock:
            if not self._loaded:
                self._dictionary = self._open()
                self._loaded = True
            return self._dictionary is not None

    @property
    def faults(self) -> tuple[str, ...]:
        """What it lacks, in sentences: the dictionary, and each word list that cannot be read. Reads all of them."""
        self.load()
        return tuple(fault for fault in (self.fault, *(words.load() for words in self.lists)) if fault)

    def knows(self, word: str) -> bool:
        """Whether a word is right: in a list, in the dictionary, or ignored."""
        answers = self._answers  # an answer from before a word was added must not outlive it
        known = answers.get(word)
        if known is None:
            known = answers[word] = self._looked_up(word)
            if len(answers) >= _MOST_REMEMBERED:
                self._answers = {}
        return known

    def suggestions(self, word: str) -> Sequence[str]:
        """What may have been meant, the likeliest first: a few words, in up to 0.1 s."""
        if not self.load():
            return ()
        with self._lock:
            return tuple(self._dictionary.suggest(word)[:_MOST_SUGGESTIONS])

    def add(self, word: str, words: WordList) -> None:
        """Keep a word in a list as right from now on. Raises CopydeskError where the list cannot be written."""
        words.add(word)
        self._answers = {}

    def ignore(self, word: str) -> None:
        """Let a word pass until the program ends."""
        self._ignored.add(_folded(word))
        self._answers = {}

    def renewed(self, lists: Sequence[WordList]) -> Spelling:
        """The same dictionary with other lists; words that are let pass still are."""
        other = Spelling(lists, self._language)
        other._ignored, other._lock = self._ignored, self._lock
        with self._lock:
            other._dictionary, other._loaded, other.fault = self._dictionary, self._loaded, self.fault
        return other

    def _looked_up(self, word: str) -> bool:
        if not word or not self.load() or _folded(word) in self._ignored:
            return True
        forms = {word, word.lower()} if word[:1].isupper() else {word}
        if any(form in words for words in self.lists for form in forms):
            return True
        if word.isupper() and any(word.capitalize() in words for words in self.lists):
            return True
        with self._lock:
            return bool(self._dictionary.check(word))

    def _open(self) -> Any:
        try:
            enchant = import_module("enchant")
        except ImportError:
            self.fault = _(
                "Spelling is not checked, because this computer has no spelling checker. "
                "Whoever looks after it can install Enchant (on Debian and Ubuntu: libenchant-2-2 and hunspell-en-gb)."
            )
            return None
        with suppress(enchant.errors.Error):
            return enchant.Dict(self._language)
        self.fault = _(
            "Spelling is not checked, because this computer has no British dictionary. "
            "Whoever looks after it can install one (on Debian and Ubuntu: hunspell-en-gb)."
        )
        return None


def word_lists(resources: Path, places: Places, archive: Archive | None) -> list[WordList]:
    """The word lists from the weakest: built-in, the computer's, the person's, the archive's own if there is one."""
    own = [WordList(archive.root / OWN / WORDS, Scope.ARCHIVE)] if archive else []
    return [
        WordList(resources / "rules" / WORDS, Scope.SUPPLIED),
        *(WordList(folder / WORDS, Scope.COMPUTER) for folder in places.system),
        WordList(places.config / WORDS, Scope.PERSON),
        *own,
    ]


def _folded(word: str) -> str:
    return word.replace("’", "'").casefold()


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CopydeskError(
            _("The word cannot be kept, because the folder {folder} cannot be made ({reason}).").format(
                folder=folder, reason=error.strerror
            ),
            code="no-folder",
            where=str(folder),
        ) from error
