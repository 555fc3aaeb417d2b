"""The lists that people add to by hand, house style and words: where they are, and how one begins."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from types import MappingProxyType

from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.archive import OWN, Archive
from editor.services.files import NoVersions, save
from editor.services.rules import rule_files
from editor.services.settings import Places
from editor.services.spelling import WORDS, Scope

EXAMPLES = "examples"
"""The folder of commented beginnings, in the files that come with Copydesk."""

_STYLE = "house-style.yaml"
_HAS_STYLE = re.compile(r"^ +house-style:", re.MULTILINE)


class Kind(Enum):
    """What a list is for."""

    STYLE = "style"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class OwnList:
    """A file that somebody may write, which need not be there yet."""

    kind: Kind
    scope: Scope
    path: Path


def own_lists(places: Places, archive: Archive | None) -> list[OwnList]:
    """Those for all who use an archive, if there is one, and those of this person."""
    folders = {Scope.ARCHIVE: archive.root / OWN} if archive else {}
    folders[Scope.PERSON] = places.config
    return [OwnList(kind, scope, _PATHS[kind](folder)) for scope, folder in folders.items() for kind in Kind]


def begin(own: OwnList, resources: Path) -> None:
    """Make a list with remarks that say how it is written, where there is none yet. Raises CopydeskError."""
    if own.path.exists():
        return
    example = resources / EXAMPLES / _EXAMPLES[own.kind]
    try:
        own.path.parent.mkdir(parents=True, exist_ok=True)
        save(own.path, example.read_bytes(), None, versions=NoVersions())
    except OSError as error:
        raise CopydeskError(
            _("“{path}” cannot be begun ({reason}).").format(path=own.path, reason=error.strerror),
            code="no-folder",
            where=str(own.path),
        ) from error


def _style_of(folder: Path) -> Path:
    """The rules file with a house style, whatever it is called; a new one is called after its list."""
    with suppress(OSError):
        for path in rule_files(folder / "rules"):
            with suppress(UnicodeDecodeError):
                if _HAS_STYLE.search(path.read_text("utf-8-sig")):
                    return path
    return folder / "rules" / _STYLE


def _words_of(folder: Path) -> Path:
    return folder / WORDS


_PATHS: Mapping[Kind, Callable[[Path], Path]] = MappingProxyType({Kind.STYLE: _style_of, Kind.WORDS: _words_of})
_EXAMPLES: Mapping[Kind, str] = MappingProxyType({Kind.STYLE: _STYLE, Kind.WORDS: WORDS})
