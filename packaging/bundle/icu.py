"""Makes ICU's data smaller: they hold the words and orders of 200 languages, 32 MB in Qt's library, 10 in Chromium's.

The form of the data is ICU's "CmnD" (icu4c, source/common/ucmndata.h): a header, a table of names and places, and the
items, each at a multiple of 16. An item that is not there is fallen back from, as ICU does for any language it lacks:
from a language to ``root``, which has the order of Unicode.
"""

from __future__ import annotations

import re
import struct
import tempfile
from collections.abc import Callable
from pathlib import Path

from kit import project

_KIND = slice(12, 16)
_ROUNDED_TO = 16

_LANGUAGES = ("en", "cy")
"""In full; all others have their letters, order and lines by Unicode's own rules."""

# "de.res", "coll/zh_Hant.res"; not "root.res", "pool.res" or "zoneinfo64.res".
_OF_A_LANGUAGE = re.compile(r"(?:\w+/)?([a-z]{2,3})(?:_\w+)?\.res")

# Words for units, currencies, places, numbers: Qt has its own. It asks ICU for orders, time zones and encodings.
_NOT_ASKED_BY_QT = re.compile(r"(brkitr|translit|rbnf|unit|curr|lang|region)/")

_LARGEST_ENCODING = 20_000
"""In bytes. Those of one byte a letter are smaller, those of East Asia larger; what is read and written is UTF-8."""

# Words of Chinese and Japanese, asked for by a double click; lines are broken without it.
_NOT_ASKED_BY_CHROMIUM = re.compile(r"brkitr/(cjdict\.dict|\w+_cj\.brk)")


def keeps_for_qt(name: str, length: int) -> bool:
    """Whether an item of ICU's data, so many bytes long, is of use to QtCore."""
    if name.endswith(".cnv"):
        return length <= _LARGEST_ENCODING
    return _is_of_a_kept_language(name) and not _NOT_ASKED_BY_QT.match(name)


def keeps_for_chromium(name: str, _length: int = 0) -> bool:
    """Whether an item of ICU's data is of use to the page. It is UTF-8, but Chromium registers all other encodings."""
    return _is_of_a_kept_language(name) and not _NOT_ASKED_BY_CHROMIUM.match(name)


def _is_of_a_kept_language(name: str) -> bool:
    found = _OF_A_LANGUAGE.fullmatch(name)
    return found is None or found[1] in _LANGUAGES


def items(data: bytes) -> dict[str, bytes]:
    """The items by their names, the package's in front (``icudt73l/root.res``). Raises ValueError for other data."""
    start = _start(data)
    (count,) = struct.unpack_from("<I", data, start)
    rows = [struct.unpack_from("<II", data, start + 4 + 8 * row) for row in range(count)]
    ends = [place for _name, place in rows[1:]] + [len(data) - start]
    return {
        data[start + name : data.index(b"\0", start + name)].decode("ascii"): data[start + place : start + end]
        for (name, place), end in zip(rows, ends, strict=True)
    }


def smaller(data: bytes, keeps: Callable[[str, int], bool]) -> bytes:
    """The same data with the items whose names, without the package's, are kept."""
    kept = {name: item for name, item in items(data).items() if keeps(name.partition("/")[2], len(item))}
    names = b"".join(name.encode("ascii") + b"\0" for name in kept)
    table = 4 + 8 * len(kept)
    # Items begin at round places of the whole file, whose header is as long as it was.
    start = _start(data)
    place = _rounded(start + table + len(names)) - start
    named, rows = table, list[bytes]()
    padding = bytes(place - table - len(names))
    parts: list[bytes] = []
    for name, item in kept.items():
        rows.append(struct.pack("<II", named, place))
        parts.append(item.ljust(_rounded(len(item)), b"\0"))
        named += len(name) + 1
        place += len(parts[-1])
    return b"".join([data[:start], struct.pack("<I", len(kept)), *rows, names, padding, *parts])


def slim_file(path: Path) -> None:
    """Chromium's data, a file."""
    path.write_bytes(smaller(path.read_bytes(), keeps_for_chromium))


def slim_library(path: Path) -> None:
    """Qt's data, a library of one symbol: linked anew around what is kept."""
    told = project.run("readelf", "--dyn-syms", "--wide", path)
    symbol = re.search(r": ([0-9a-f]+)\s+(\w+) OBJECT\s+GLOBAL DEFAULT\s+\d+ (icudt\d+_dat)$", told, re.MULTILINE)
    if symbol is None:
        raise ValueError(f"{path} is no library of ICU's data.")
    section = project.run("readelf", "--sections", "--wide", path)
    found = re.search(r"\] \.rodata\s+PROGBITS\s+([0-9a-f]+) ([0-9a-f]+)", section)
    if found is None:
        raise ValueError(f"{path} has no data.")
    begin = int(symbol[1], 16) - int(found[1], 16) + int(found[2], 16)
    data = smaller(path.read_bytes()[begin : begin + int(symbol[2], 0)], keeps_for_qt)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "data").write_bytes(data)
        (Path(folder) / "data.s").write_text(_ASSEMBLY.format(name=symbol[3]), "ascii")
        project.run("as", "-o", "data.o", "data.s", cwd=folder)
        link = ("ld", "-shared", "-z", "noexecstack", "--build-id=none", f"-soname={path.name}")
        project.run(*link, "-o", path.resolve(), "data.o", cwd=folder)


_ASSEMBLY = """\
.section .note.GNU-stack,"",@progbits
.section .rodata
.balign 16
.globl {name}
.type {name}, @object
{name}:
.incbin "data"
.size {name}, . - {name}
"""


def _start(data: bytes) -> int:
    if data[2:4] != b"\xda\x27" or data[_KIND] != b"CmnD":
        raise ValueError("These are no data of ICU.")
    return int(struct.unpack_from("<H", data)[0])


def _rounded(length: int) -> int:
    return -(-length // _ROUNDED_TO) * _ROUNDED_TO
