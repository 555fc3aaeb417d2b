"""The archive, a folder with ``news/<area>/``, ``drafts/<area>/`` and ``.copydesk/``: where articles belong in it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.core.place import file_name
from editor.services.files import is_portable, visible

NEWS = "news"
DRAFTS = "drafts"
OWN = ".copydesk"
_LONGEST_STEM = 120  # bytes: a name may have 255, and with its folders 260 on Windows


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive folder. Knows its places; makes, reads and changes nothing."""

    root: Path

    @classmethod
    def find_root(cls, path: Path) -> Archive | None:
        """The archive that a file or folder lies in: the nearest folder above it with an archive's folder in it."""
        for folder in path.absolute().parents:
            if any((folder / name).is_dir() for name in (NEWS, DRAFTS, OWN)):
                return cls(folder)
        return None

    def is_draft(self, path: Path) -> bool:
        """Whether a file lies among the drafts."""
        return path.absolute().is_relative_to(self.root.absolute() / DRAFTS)

    def news_path(self, area: str, url: str) -> Path:
        """The canonical place of an article (FORMAT.md, section 2). Raises CopydeskError as ``check_area``."""
        check_area(area)
        return self.root / NEWS / area / file_name(url)

    def draft_path(self, area: str, stem: str) -> Path:
        """A free place for a draft, named after ``stem`` (its slug), with a number at its end where that is taken.

        Names that differ only in case or accent form count as the same, as on Windows and macOS. Raises CopydeskError
        as ``check_area``.
        """
        check_area(area)
        folder = self.root / DRAFTS / area
        taken = {_folded(there.name) for there in folder.iterdir()} if folder.is_dir() else set()
        stem = _safe_stem(stem)
        candidates = (f"{stem}{number if number > 1 else ''}.md" for number in count(1))
        return folder / next(name for name in candidates if is_portable(name) and _folded(name) not in taken)

    def taken(self, url: str) -> bool:
        """Whether an article of this address is published already, in whichever area."""
        return any((self.root / NEWS).glob(f"*/{file_name(url)}"))


def check_area(area: str) -> None:
    """Raise CopydeskError (``bad-area``) for an organisation's name that cannot be a folder's name everywhere."""
    if not is_portable(area) or area.startswith((".", " ")) or not area.isprintable():
        raise CopydeskError(
            _(
                "The organisation “{area}” cannot be the name of a folder. "
                "Use letters, digits, spaces and dashes, and none that the computer needs for itself (such as “con”)."
            ).format(area=visible(area)),
            code="bad-area",
            where="area",
        )


def _safe_stem(stem: str) -> str:
    kept = re.sub(r'[<>:"/\\|?*\s]+', "-", visible(stem, " "))
    return kept.encode()[:_LONGEST_STEM].decode(errors="ignore").strip("-. ") or "untitled"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
