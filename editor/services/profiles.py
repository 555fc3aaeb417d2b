"""The organisations that Copydesk knows: one YAML file each, in several folders.

Nothing is read before it is asked for, and a file that is broken never stops the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from editor.core.language import _
from editor.core.profile import Profile, ProfileError, load_profile
from editor.services.archive import OWN, Archive
from editor.services.settings import Places

# libyaml where PyYAML was built with it: ten times as fast.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_MOST_BYTES = 1_000_000
# The two names a list needs, as a dumped profile begins. Anything less plain is parsed as YAML.
_HEAD = re.compile(r"area: (?P<area>\w[\w &.'-]*)\nname: (?P<name>\w[\w &.'-]*)\n")


@dataclass(frozen=True, slots=True, order=True)
class ProfileName:
    """An organisation as a list shows it."""

    area: str
    name: str


@dataclass(frozen=True, slots=True)
class ProfileFault:
    """A profile that cannot be used: its file, and why in a sentence."""

    path: Path
    sentence: str


class ProfileStore:
    """Finds profiles in folders of rising precedence: built-in, the system's, the user's, the archive's."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._files: dict[str, list[tuple[ProfileName, Path]]] | None = None
        self._loaded: dict[Path, Profile] = {}
        self._faults: dict[Path, list[str]] = {}

    def areas(self) -> list[ProfileName]:
        """Every organisation by area, with the name that its weightiest file gives it."""
        return sorted(found[-1][0] for found in self._by_area().values())

    def get(self, area: str) -> Profile | None:
        """The profile of an organisation; a broken file gives way to the next below it. None where there is none."""
        for _name, path in reversed(self._by_area().get(area, [])):
            if profile := self._load(path):
                return profile
        return None

    def faults(self) -> list[ProfileFault]:
        """What is wrong with which file; all of them are read for it."""
        for found in self._by_area().values():
            for _name, path in found:
                self._load(path)
        return [ProfileFault(path, line) for path, lines in sorted(self._faults.items()) for line in lines]

    def _by_area(self) -> dict[str, list[tuple[ProfileName, Path]]]:
        if self._files is None:
            self._files = {}
            for path in self._paths():
                if name := self._name(path):
                    self._files.setdefault(name.area, []).append((name, path))
        return self._files

    def _paths(self) -> Iterator[Path]:
        for folder in self._folders:
            try:
                yield from sorted(path for path in folder.iterdir() if path.suffix == ".yaml" and path.is_file())
            except (FileNotFoundError, NotADirectoryError):
                continue
            except OSError as error:
                self._tell(folder, _("This folder cannot be read ({reason}).").format(reason=error.strerror))

    def _name(self, path: Path) -> ProfileName | None:
        text = self._text(path)
        if text is None:
            return None
        if head := _HEAD.match(text):
            return ProfileName(head["area"], head["name"])
        profile = self._load(path)
        return ProfileName(profile.area, profile.name) if profile else None

    def _load(self, path: Path) -> Profile | None:
        if path not in self._loaded and path not in self._faults and (text := self._text(path)) is not None:
            try:
                profile = load_profile(yaml.load(text, _LOADER))
                self._loaded[path] = replace(profile, style_sheet=self._style(path, profile.style_sheet))
            except ProfileError as error:
                self._tell(path, *error.faults)
            except (yaml.YAMLError, RecursionError) as error:
                self._tell(path, _yaml_sentence(error))
        return self._loaded.get(path)

    def _style(self, path: Path, style: str) -> str:
        """The style sheet of a profile: itself, or the text of the file beside the profile that it names."""
        name = style.strip()
        if not name.endswith(".css") or "{" in name:
            return style
        if Path(name).name != name or "\\" in name or not (path.parent / name).is_file():
            self._tell(path, _("style_sheet: there is no file “{name}” in the same folder.").format(name=name))
            return ""
        return self._text(path.parent / name) or ""

    def _text(self, path: Path) -> str | None:
        try:
            if path.stat().st_size > _MOST_BYTES:
                self._tell(path, _("This file is too large to be a profile."))
                return None
            return path.read_text("utf-8-sig")
        except UnicodeDecodeError as error:
            self._tell(path, _("This file is not UTF-8 text, from byte {position} on.").format(position=error.start))
        except OSError as error:
            self._tell(path, _("This file cannot be read ({reason}).").format(reason=error.strerror))
        return None

    def _tell(self, path: Path, *sentences: str) -> None:
        self._faults[path] = list(sentences)


def _yaml_sentence(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return _("This file is not valid YAML.")
    return _("Line {line}: this is not valid YAML ({problem}).").format(
        line=mark.line + 1, problem=getattr(error, "problem", None) or _("it cannot be read here")
    )


def profile_folders(resources: Path, places: Places, archive: Archive | None) -> list[Path]:
    """Where organisations are found, from the weakest: built-in, the computer's, the person's, the archive's own."""
    own = [archive.root / OWN] if archive else []
    return [folder / "profiles" for folder in (resources, *places.system, places.config, *own)]
