"""A file of settings that somebody wrote by hand: as much of it as can be understood, and what is wrong in it.

An organisation's locks must not be lost because of a byte-order mark that an editor put first, or of a line too many.
"""

from __future__ import annotations

import codecs
import configparser
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from editor.core.language import _

POLICY = "policy"
"""The section of what an organisation locks; its names are whole: ``archive.folder``."""
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_SECTION = re.compile(r"\s*\[(?P<name>.+)\]")
_NAME = re.compile(r"(?P<name>[^=:\s#;][^=:]*?)\s*[=:]")


@dataclass(frozen=True, slots=True)
class SettingsFile:
    """What a file says: texts by the id of their setting, the locked ones apart, and the line of each.

    ``faults`` are sentences, each with file and line. A file ``is_whole`` that was understood to its last line; another
    one must not be written anew, for what is in it would be gone.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    policy: Mapping[str, str] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing in it was passed over."""
        return not self.faults


def read_settings(path: Path) -> SettingsFile:
    """Read a file of settings; one that is not there says nothing. Never raises."""
    try:
        data = path.read_bytes()
        text = data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig")
    except (FileNotFoundError, NotADirectoryError):
        return SettingsFile()
    except (OSError, UnicodeError) as error:
        return SettingsFile(
            faults=(_("The settings in {path} cannot be read: {reason}").format(path=path, reason=error),)
        )
    lines = text.splitlines()
    parser, faults = _understood(lines)
    values, policy = {}, {}
    for section in parser.sections():
        for name, value in parser.items(section):
            if section.lower() == POLICY:
                policy[name] = value
            else:
                values[f"{section.lower()}.{name}"] = value
    told = tuple(fault_at(path, line, sentence) for line, sentence in sorted(faults))
    return SettingsFile(values, policy, dict(_places(lines)), told)


def fault_at(path: Path, line: int, sentence: str) -> str:
    """A sentence with the place that it is about."""
    return _("{path}, line {line}: {sentence}").format(path=path, line=line, sentence=sentence)


def _understood(lines: list[str]) -> tuple[configparser.ConfigParser, list[tuple[int, str]]]:
    """The file without what makes no sense in it, and what that was. ``lines`` lose what is passed over."""
    faults: list[tuple[int, str]] = []
    strict = True
    while True:
        parser = configparser.ConfigParser(interpolation=None, strict=strict)
        try:
            parser.read_string("\n".join(lines))
        except (configparser.DuplicateSectionError, configparser.DuplicateOptionError) as error:
            name = getattr(error, "option", "") or f"[{error.section}]"
            faults.append((error.lineno or 1, _("“{name}” is there twice. The last one counts.").format(name=name)))
            strict = False
        except configparser.MissingSectionHeaderError as error:
            faults.append((error.lineno, _no_setting(error.line)))
            first = next((at for at, line in enumerate(lines) if _SECTION.match(line)), len(lines))
            lines[:first] = [""] * first
        except configparser.ParsingError as error:
            for number, _line in error.errors:
                faults.append((number, _no_setting(lines[number - 1])))
                lines[number - 1] = ""
        else:
            return parser, faults


def _no_setting(line: str) -> str:
    return _("“{line}” is no setting, and was passed over.").format(line=line.strip()[:60])


def _places(lines: list[str]) -> Iterator[tuple[str, int]]:
    """On which line each setting stands."""
    section = ""
    for number, line in enumerate(lines, 1):
        head, named = _SECTION.match(line), _NAME.match(line)
        if head:
            section = head["name"].lower()
        elif named and section:
            name = named["name"].lower()
            yield (name if section == POLICY else f"{section}.{name}"), number
