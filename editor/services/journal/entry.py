"""One state of unsaved work, and how it is written: three lines about it, then the text as it is.

A person in need can open such a file in any editor and copy the text out of it.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from pathlib import Path
from typing import Any

_KIND = b"Copydesk unsaved work, form 1"


@dataclass(frozen=True, slots=True)
class Entry:
    """Unsaved work at one moment: all that is needed to bring the article back as it was in the window.

    ``key`` is a ``new_key()`` for each article in a window, whatever its file is called and will be. ``body`` is the
    text in the editor; where ``raw`` is set it is the whole file as text, with ``newline`` for its line ends, and the
    form is empty. ``base`` is the SHA-256 of the bytes that were opened or saved last, ``cursor`` the place in the
    body in characters, ``program`` the version that wrote it.
    """

    key: str
    body: str
    time: datetime
    path: Path | None = None
    area: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    raw: bool = False
    newline: str = "\n"
    released: bool = False
    slug_locked: bool = False
    base: str = ""
    cursor: int = 0
    program: str = ""


# The text stands below, the key is the folder's name.
_STORED = tuple(f.name for f in fields(Entry) if f.name not in ("body", "key"))


def new_key() -> str:
    """A key that no other article has."""
    return uuid.uuid4().hex


def encode(entry: Entry, serial: int) -> bytes:
    """The bytes of a journal file. ``serial`` says which of two is the newer one. Half characters are kept too."""
    about: dict[str, Any] = {name: getattr(entry, name) for name in _STORED}
    about["time"] = entry.time.isoformat()
    about["path"] = str(entry.path) if entry.path else ""
    about |= {"values": dict(entry.values), "extra": dict(entry.extra), "serial": serial}
    rest = f"{json.dumps(about, ensure_ascii=False)}\n{entry.body}".encode("utf-8", "surrogatepass")
    return b"%s\n%s\n%s" % (_KIND, _checksum(rest), rest)


def decode(data: bytes, key: str) -> tuple[int, Entry] | None:
    """The serial and the entry in the bytes of a journal file; None where they are not whole."""
    kind, _, rest = data.partition(b"\n")
    checksum, _, rest = rest.partition(b"\n")
    if kind != _KIND or checksum != _checksum(rest):
        return None
    line, _, body = rest.decode("utf-8", "surrogatepass").partition("\n")
    about: dict[str, Any] = json.loads(line)
    known = {name: about[name] for name in _STORED if name in about}
    known["time"] = datetime.fromisoformat(about["time"])
    known["path"] = Path(about["path"]) if about["path"] else None
    return about["serial"], Entry(key=key, body=body, **known)


def _checksum(rest: bytes) -> bytes:
    return hashlib.sha256(rest).hexdigest().encode("ascii")
