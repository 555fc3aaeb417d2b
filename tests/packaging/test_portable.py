"""The archives for machines without root are the same bytes wherever and whenever they are made."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from kit import project
from portable import making

MAGIC = b"\x1f\x8b\x08"
"""Of gzip, before its flags and the time, of four bytes."""


@pytest.mark.parametrize("make", [making.tar, making.run])
def test_neither_place_nor_time_is_in_it(
    make: Callable[[Path], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if make is making.run and shutil.which("makeself") is None:
        pytest.skip("no makeself here")
    monkeypatch.setattr(making, "desktop_files", lambda _share, _program: None)
    monkeypatch.setattr(making, "documents", lambda _folder: None)
    made = []
    for place in (tmp_path / "one", tmp_path / "an other place"):
        bundle = place / "bundle"
        bundle.mkdir(parents=True)
        (bundle / "copydesk").write_text("a program", "utf-8")
        monkeypatch.setattr(project, "BUILD", place / "build")
        monkeypatch.setattr(project, "DIST", place / "dist")
        made.append(make(bundle).read_bytes())
    assert made[0] == made[1]
    assert str(tmp_path).encode() not in made[0]
    packed = made[0].index(MAGIC) + len(MAGIC)
    assert made[0][packed : packed + 5] == bytes(5)
