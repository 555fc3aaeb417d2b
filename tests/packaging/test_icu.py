"""ICU's data made smaller: what stays is the same, what goes is what nobody asks for."""

from __future__ import annotations

import struct

import pytest
from bundle import icu

_HEADER = struct.pack("<HH", 32, 0x27DA) + bytes(8) + b"CmnD" + bytes(16)
_ITEMS = {
    "icudt73l/brkitr/cjdict.dict": b"words",
    "icudt73l/coll/cy.res": b"a b c ch d dd",
    "icudt73l/coll/root.res": b"order" * 7,
    "icudt73l/coll/zh_Hant.res": b"strokes",
    "icudt73l/de.res": b"Montag",
    "icudt73l/en_GB.res": b"Monday",
    "icudt73l/ibm-5348_P100-1997.cnv": b"one byte a letter",
    "icudt73l/euc-jp-2007.cnv": b"many" * 10_000,
    "icudt73l/root.res": b"",
    "icudt73l/zoneinfo64.res": b"offsets",
}


def packed(items: dict[str, bytes]) -> bytes:
    """Items in ICU's form, put together plainly."""
    names = b"".join(name.encode() + b"\0" for name in items)
    table = 4 + 8 * len(items)
    body, rows, named = b"", b"", table
    first = -(-(32 + table + len(names)) // 16) * 16 - 32
    for name, item in items.items():
        rows += struct.pack("<II", named, first + len(body))
        named += len(name) + 1
        body += item + bytes(-len(item) % 16)
    data = _HEADER + struct.pack("<I", len(items)) + rows + names
    return data.ljust(32 + first, b"\0") + body


def names(data: bytes) -> set[str]:
    return {name.removeprefix("icudt73l/") for name in icu.items(data)}


def test_nothing_left_out_nothing_changed() -> None:
    data = packed(_ITEMS)
    assert icu.smaller(data, lambda _name, _length: True) == data


def test_qt_keeps_orders_zones_and_encodings_of_one_byte() -> None:
    kept = icu.smaller(packed(_ITEMS), icu.keeps_for_qt)
    assert names(kept) == {
        "coll/cy.res",
        "coll/root.res",
        "en_GB.res",
        "ibm-5348_P100-1997.cnv",
        "root.res",
        "zoneinfo64.res",
    }
    assert icu.items(kept)["icudt73l/coll/root.res"].startswith(_ITEMS["icudt73l/coll/root.res"])


def test_chromium_keeps_all_encodings() -> None:
    kept = names(icu.smaller(packed(_ITEMS), icu.keeps_for_chromium))
    assert kept == names(packed(_ITEMS)) - {"brkitr/cjdict.dict", "coll/zh_Hant.res", "de.res"}


def test_items_begin_at_round_places() -> None:
    data = icu.smaller(packed(_ITEMS), icu.keeps_for_qt)
    count = struct.unpack_from("<I", data, 32)[0]
    places = [struct.unpack_from("<II", data, 36 + 8 * row)[1] + 32 for row in range(count)]
    assert [place for place in places if place % 16] == []


def test_other_data_are_told() -> None:
    with pytest.raises(ValueError, match="no data of ICU"):
        icu.items(bytes(64))
