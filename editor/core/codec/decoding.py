"""Bytes to text: strict UTF-8, what other programs write told or refused, nothing replaced in silence."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from editor.core.codec.departures import Departure, Refusal
from editor.core.language import _

_MAGIC = (
    b"\x89PNG",
    b"GIF87a",
    b"GIF89a",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"%PDF-",
    b"\x1f\x8b",
    b"BZh",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!\x1a",
    b"\xfd7zXZ",
    b"\x7fELF",
    b"SQLite format 3\0",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
)
# More of these bytes than this share (and than a few), and it is not a text. In UTF-8, only zero bytes say so.
_BINARY_SHARE = 0.05
_BINARY_FEW = 8
_ZERO = b"\0"
_CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 11, 12, 13, 27})


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text with LF line ends, and what had to be done to get it.

    ``newline`` is the file's own line end (LF where they are mixed). ``exact`` is False where the bytes are not a
    valid text: it can be looked at, never saved.
    """

    text: str
    newline: str
    exact: bool
    departures: tuple[Departure, ...]


def decode(data: bytes) -> Decoded:
    """The text of a file. Raises ``Refusal`` for bytes that are no text."""
    if not data:
        return Decoded("", "\n", True, ())
    _refuse_binary(data)
    text, exact, departures = _to_text(data)
    newline, more = _line_ends(text)
    return Decoded(re.sub(r"\r\n?", "\n", text), newline, exact, (*departures, *more))


def _refuse_binary(data: bytes) -> None:
    if not data.strip(b"\0"):
        raise Refusal(
            _(
                "This file holds only zero bytes: it was damaged, perhaps by a crash or a full disk. "
                "Look for a backup of it; the file was left as it is."
            ),
            code="only-zeros",
        )
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Refusal(
            _(
                "This file is written in UTF-32, which Copydesk does not read. "
                "Open it in the program it came from and save it as UTF-8."
            ),
            code="utf-32",
        )
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return
    if _looks_like_utf16(data):
        raise Refusal(
            _(
                "This file seems to be written in UTF-16, but does not say so at its beginning. "
                "Open it in the program it came from and save it as UTF-8; the file was left as it is."
            ),
            code="utf-16-unmarked",
        )
    if data.startswith(_MAGIC) or (_many(data, _CONTROL) and not _is_utf8(data)):
        raise Refusal(
            _("This is not a text file. Copydesk opens articles (.md); the file was left as it is."),
            code="not-text",
        )
    _refuse_zeros(data)


def _refuse_zeros(data: bytes) -> None:
    if has_many_zeros(data):
        raise Refusal(
            _(
                "This file holds many zero bytes: it is no text, or it was damaged by a crash or a full disk. "
                "Look for a backup of it; the file was left as it is."
            ),
            code="many-zeros",
        )


def has_many_zeros(data: bytes) -> bool:
    """Whether a text holds so many zero bytes that it is taken for damaged."""
    return _many(data, _ZERO)


def _many(data: bytes, kinds: bytes) -> bool:
    return len(data) - len(data.translate(None, kinds)) > max(_BINARY_FEW, len(data) * _BINARY_SHARE)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _looks_like_utf16(data: bytes) -> bool:
    """Whether nearly every second byte is zero, and the others are not: English in UTF-16."""
    if not has_many_zeros(data):
        return False
    fewer, more = sorted((data[0::2].count(0), data[1::2].count(0)))
    half = len(data) / 2
    return fewer < half * 0.05 and more > half * 0.8


def _to_text(data: bytes) -> tuple[str, bool, tuple[Departure, ...]]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _from_utf16(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _from_other(data, error)
    bare = text.lstrip("\ufeff")
    marks = len(text) - len(bare)
    departures = []
    if marks:
        departures.append(
            Departure(
                "byte-order-mark",
                _("The file begins with an invisible byte-order mark. It goes when an edited article is saved."),
                line=1,
                loud=True,
            )
        )
    if marks > 1:
        departures.append(
            Departure(
                "hidden-character",
                _("The file begins with a second invisible mark (U+FEFF). It goes with the first."),
                line=1,
                loud=True,
            )
        )
    return bare, True, tuple(departures)


def _from_utf16(data: bytes) -> tuple[str, bool, tuple[Departure, ...]]:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        raise Refusal(
            _("This file says that it is UTF-16, but it is damaged at byte {byte}. Look for a backup of it.").format(
                byte=error.start
            ),
            code="not-text",
        ) from error
    _refuse_zeros(text.encode("utf-8"))
    told = Departure(
        "utf-16",
        _("The file is written in UTF-16 (Notepad calls it “Unicode”). Saving an edit converts it to UTF-8."),
        loud=True,
    )
    return text.lstrip("\ufeff"), True, (told,)


def _from_other(data: bytes, error: UnicodeDecodeError) -> tuple[str, bool, tuple[Departure, ...]]:
    line = len(re.findall(rb"\r\n?|\n", data[: error.start])) + 1
    lenient = data.decode("utf-8", "replace")
    wrong = lenient.count("\ufffd")
    right = sum(character > "\x7f" for character in lenient) - wrong
    # A file with other characters that are right is UTF-8 with a damaged place; else it is an older Windows text.
    text = lenient if right or (wrong == 1 and data[error.start] >= 0xFE) else data.decode("cp1252", "replace")
    told = Departure(
        "not-utf-8",
        _(
            "Line {line} is not valid UTF-8 (byte {byte} of the file is 0x{value:02X}). The article can be read but "
            "not changed here; copy the text into a new release, or have the file saved as UTF-8."
        ).format(line=line, byte=error.start + 1, value=data[error.start]),
        line=line,
        loud=True,
    )
    return text.lstrip("\ufeff"), False, (told,)


def _line_ends(text: str) -> tuple[str, tuple[Departure, ...]]:
    if "\r" not in text:
        return "\n", ()
    windows = text.count("\r\n")
    mac = text.count("\r") - windows
    unix = text.count("\n") - windows
    newline = "\r\n" if windows and not mac and not unix else "\r" if mac and not windows and not unix else "\n"
    sentence = {
        "\r\n": _("The lines end as Windows writes them (CRLF). Saving an edit changes them to LF."),
        "\r": _("The lines end as old Macs wrote them (CR). Saving an edit changes them to LF."),
        "\n": _("The lines end in different ways (CRLF, CR and LF mixed). Saving an edit changes them to LF."),
    }[newline]
    return newline, (Departure("line-ends", sentence, loud=True),)
