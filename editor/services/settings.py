"""Settings: one table, an organisation's values below a person's own, and locks.

Kept as INI files where the system keeps such files. The organisation's file gives defaults; what it also names in its
``[policy]`` section a person cannot change. What the program remembers by itself (open articles, sizes of panes) is no
setting and lies apart, in ``state.json``.
"""

from __future__ import annotations

import configparser
import io
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from enum import Enum
from pathlib import Path
from types import MappingProxyType
from typing import Any

import platformdirs

from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.files import NoVersions, open_file, save
from editor.services.settings_file import SettingsFile, fault_at, read_settings

_APP = "copydesk"
_TRUE = ("true", "yes", "on", "1")


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table; its default says whether it is a text, a whole number or a yes/no.

    ``choices`` are the values a text may have, ``least`` and ``most`` the limits of a number.
    """

    section: str
    name: str
    default: str | int | bool
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0

    @property
    def id(self) -> str:
        """Its address in files and messages: ``editor.font_size``."""
        return f"{self.section}.{self.name}"


SETTINGS: tuple[Setting, ...] = (
    Setting("appearance", "theme", "system", choices=("system", "light", "dark")),
    Setting("appearance", "contrast", "system", choices=("system", "normal", "high")),
    Setting("appearance", "interface_size", 0, least=0, most=24),
    Setting("editor", "font", ""),
    Setting("editor", "font_size", 12, least=8, most=40),
    Setting("editor", "line_width", 78, least=40, most=200),
    Setting("editor", "highlight_line", True),
    Setting("editor", "hidden_characters", False),
    Setting("preview", "shown", True),
    Setting("preview", "graphics", "software", choices=("software", "gpu")),
    Setting("archive", "folder", ""),
    Setting("archive", "organisation", ""),
    Setting("start", "reopen", True),
)
BY_ID: Mapping[str, Setting] = {setting.id: setting for setting in SETTINGS}
OPEN: Mapping[str, Setting] = MappingProxyType(
    {"checks": Setting("checks", "*", "", choices=("error", "warning", "hint", "off"))}
)
"""Sections whose names are data and no settings of the table (``services.levels``); a value is one of the choices."""


def setting_for(setting_id: str) -> Setting:
    """The setting with an id. Raises KeyError for an unknown one."""
    section, _dot, name = setting_id.partition(".")
    return replace(OPEN[section], name=name) if name and section in OPEN else BY_ID[setting_id]


class Scope(Enum):
    """Whose a value is."""

    ORGANISATION = "organisation"
    PERSON = "person"
    POLICY = "policy"


@dataclass(frozen=True, slots=True)
class Part:
    """What one file says in one section, by name, and on which line (0: not known)."""

    scope: Scope
    path: Path
    values: Mapping[str, str]
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one person on one machine; ``system`` from the weakest to the strongest."""

    config: Path
    data: Path
    state: Path
    system: tuple[Path, ...]

    @classmethod
    def of_this_user(cls) -> Places:
        """Where this system keeps such files."""
        dirs = platformdirs.PlatformDirs(_APP, appauthor=False, multipath=True, roaming=True)
        system = tuple(Path(folder) for folder in reversed(dirs.site_config_dir.split(os.pathsep)))
        return cls(dirs.user_config_path, dirs.user_data_path, dirs.user_state_path, system)


class Settings:
    """The values in force. Faults in the files are sentences in ``faults``; a faulty value counts as not set."""

    def __init__(self, user_file: Path, system_files: Iterable[Path] = ()) -> None:
        self._file = user_file
        self.faults: list[str] = []
        self._system: dict[str, str] = {}
        self._locked: set[str] = set()
        self._shared: list[tuple[Path, SettingsFile]] = []
        for path in system_files:
            self._read_system(path)
        own = read_settings(user_file)
        self.faults += own.faults
        self._user = {key: text for key, text in own.values.items() if key not in self._locked}
        self._unreadable = not own.is_whole

    @classmethod
    def of(cls, places: Places) -> Settings:
        """The settings in a person's folders, and the organisation's below them."""
        return cls(places.config / "copydesk.ini", [folder / "copydesk.ini" for folder in places.system])

    def get(self, setting_id: str) -> Any:
        """The value of a setting, of the type of its default. Raises KeyError for an unknown one."""
        setting = setting_for(setting_id)
        for source in (self._user, self._system):
            if setting_id in source:
                value = _parsed(setting, source[setting_id])
                if value is not None:
                    return value
        return setting.default

    def is_locked(self, setting_id: str) -> bool:
        """Whether the organisation has set this for everybody, or all that it belongs to (``checks.legal``)."""
        return setting_id in self._locked or setting_id.rpartition(".")[0] in self._locked

    def set(self, setting_id: str, value: str | int | bool) -> None:
        """Change a setting and keep it. Raises CopydeskError where it is locked or cannot be stored."""
        setting = setting_for(setting_id)
        if self.is_locked(setting_id):
            raise CopydeskError(
                _("Your organisation has set “{name}” for everybody.").format(name=setting_id),
                code="locked",
                where=setting_id,
            )
        text = str(value).lower() if isinstance(value, bool) else str(value)
        if _parsed(setting, text) is None:
            raise CopydeskError(
                _("“{value}” is no value for “{name}”.").format(value=value, name=setting_id),
                code="bad-value",
                where=setting_id,
            )
        if self._unreadable:
            raise CopydeskError(
                _("The settings in {path} cannot be read, and were left as they are. Mend or remove that file.").format(
                    path=self._file
                ),
                code="unreadable",
                where=str(self._file),
            )
        self._user[setting_id] = text
        self._write()

    def forget(self, *setting_ids: str) -> None:
        """Take back what a person set: the organisation's value counts again, or the default. Raises as ``set``."""
        if [found for setting_id in setting_ids if (found := self._user.pop(setting_id, None)) is not None]:
            self._write()

    def parts(self, section: str) -> list[Part]:
        """What each file says in a section, from the weakest to the strongest. For any thread."""

        def part(scope: Scope, path: Path, values: Mapping[str, str], lines: Mapping[str, int]) -> Part:
            start = f"{section}."
            within = {name.removeprefix(start): text for name, text in values.items() if name.startswith(start)}
            return Part(scope, path, within, {name: lines.get(start + name, 0) for name in within})

        shared = [part(Scope.ORGANISATION, path, said.values, said.lines) for path, said in self._shared]
        locked = [part(Scope.POLICY, path, said.policy, said.lines) for path, said in self._shared]
        return [*shared, part(Scope.PERSON, self._file, dict(self._user), {}), *locked]

    def given(self, setting_id: str) -> Part | None:
        """Where the value in force comes from; None where nobody has set one. Raises KeyError for an unknown one."""
        setting = setting_for(setting_id)
        for part in reversed(self.parts(setting.section)):
            if setting.name in part.values and _parsed(setting, part.values[setting.name]) is not None:
                return part
        return None

    def _read_system(self, path: Path) -> None:
        said = read_settings(path)
        self.faults += [*said.faults, *_mistakes(path, said)]
        self._shared.append((path, said))
        self._system.update({**said.values, **said.policy})
        self._locked.update(said.policy)

    def _write(self) -> None:
        parser = configparser.ConfigParser(interpolation=None)
        for key, text in sorted(self._user.items()):
            section, _dot, name = key.partition(".")
            if not parser.has_section(section):
                parser.add_section(section)
            parser.set(section, name, text)
        written = io.StringIO()
        parser.write(written)
        _store(self._file, written.getvalue().encode("utf-8"))


def _mistakes(path: Path, said: SettingsFile) -> Iterator[str]:
    """What in an organisation's file is no setting, or no value of one. A level of a check is told with the checks."""
    for setting_id, text in {**said.values, **said.policy}.items():
        line = said.lines.get(setting_id, 1)
        if setting_id.partition(".")[0] in OPEN:
            continue
        if setting_id not in BY_ID:
            yield fault_at(path, line, _no_setting(setting_id))
        elif _parsed(BY_ID[setting_id], text) is None:
            yield fault_at(path, line, _no_value(BY_ID[setting_id], text))


def _no_setting(name: str) -> str:
    near = get_close_matches(name, BY_ID, 1)
    if near:
        return _("There is no setting “{name}”. Perhaps “{other}” is meant.").format(name=name, other=near[0])
    return _("There is no setting “{name}”. Remove this line.").format(name=name)


def _no_value(setting: Setting, text: str) -> str:
    if setting.most:
        return _("“{value}” is no value for “{name}”. Write a number from {least} to {most}.").format(
            value=text, name=setting.id, least=setting.least, most=setting.most
        )
    choices = ", ".join(setting.choices or ("true", "false"))
    return _("“{value}” is no value for “{name}”. Write one of these: {choices}.").format(
        value=text, name=setting.id, choices=choices
    )


def _parsed(setting: Setting, text: str) -> str | int | bool | None:
    if isinstance(setting.default, bool):
        return text.lower() in _TRUE if text.lower() in (*_TRUE, "false", "no", "off", "0") else None
    if isinstance(setting.default, int):
        with suppress(ValueError):
            number = int(text)
            if setting.least <= number <= setting.most:
                return number
        return None
    return text if not setting.choices or text in setting.choices else None


def _store(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CopydeskError(
            _("The settings cannot be kept, because the folder {folder} cannot be made ({reason}).").format(
                folder=path.parent, reason=error.strerror
            ),
            code="no-folder",
            where=str(path.parent),
        ) from error
    expected = None
    with suppress(CopydeskError):
        expected = open_file(path).fingerprint
    save(path, data, expected, versions=NoVersions())


class State:
    """What the program remembers by itself: plain JSON values by name. Losing it costs nothing but convenience.

    ``run`` carries out a write; a window gives one that does it on another thread.
    """

    def __init__(self, path: Path, run: Callable[[Callable[[], None]], None] = lambda act: act()) -> None:
        self._path = path
        self._run = run
        self._values: dict[str, Any] = {}
        # A state that cannot be read is a fresh start.
        with suppress(OSError, ValueError, RecursionError):
            loaded = json.loads(path.read_text("utf-8"))
            self._values = loaded if isinstance(loaded, dict) else {}

    def get(self, name: str, default: Any) -> Any:
        """A remembered value, if it is of the default's type."""
        value = self._values.get(name, default)
        return value if default is None or isinstance(value, type(default)) else default

    def put(self, name: str, value: Any) -> None:
        """Remember a value from now on; ``store`` makes it last."""
        self._values[name] = value

    def store(self) -> None:
        """Write what is remembered. Never raises: it is not worth a message."""
        data = json.dumps(self._values, indent=1).encode("utf-8")

        def write() -> None:
            with suppress(OSError, CopydeskError):
                _store(self._path, data)

        self._run(write)
