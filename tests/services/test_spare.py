"""The spare folder: private, found again at the next start, and refused where it is not this person's alone."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from editor.services.files import THIS_DISK
from editor.services.spare import Spare, usable

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows' temporary files are a person's own already")


@pytest.fixture
def spare(tmp_path: Path) -> Spare:
    (tmp_path / "temporary").mkdir()
    return Spare(lambda: str(tmp_path / "temporary"))


def name_of(spare: Spare) -> Path:
    return Path(spare.parent()) / f"copydesk-{os.geteuid()}"


def test_it_is_private_and_the_same_at_every_start(spare: Spare) -> None:
    assert spare.found() is None
    made = spare.made()
    assert made.stat().st_mode & 0o777 == 0o700
    assert (spare.made(), spare.found()) == (made, made)


def a_link(place: Path) -> None:
    own = place.with_name("elsewhere")
    own.mkdir(0o700)
    place.symlink_to(own)


TRAPS = {
    "a link": a_link,
    "a file": lambda place: place.write_bytes(b""),
    "a folder that others may read": lambda place: (place.mkdir(), place.chmod(0o750)),
    "a folder that others may write": lambda place: (place.mkdir(), place.chmod(0o777)),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_what_others_may_have_put_there_is_not_used(spare: Spare, trap: str) -> None:
    TRAPS[trap](name_of(spare))
    assert spare.found() is None
    with pytest.raises(OSError):
        spare.made()


def test_the_folder_of_somebody_else_is_not_used(spare: Spare) -> None:
    somebody = os.geteuid() + 1
    (Path(spare.parent()) / f"copydesk-{somebody}").mkdir(0o700)
    theirs = replace(spare, disk=replace(THIS_DISK, geteuid=lambda: somebody))
    assert theirs.found() is None
    with pytest.raises(PermissionError):
        theirs.made()


def test_a_folder_that_can_be_written_is_used(tmp_path: Path, spare: Spare) -> None:
    folder = tmp_path / "cache" / "index"
    assert usable(folder, spare) == folder
    assert list(folder.iterdir()) == []
    assert spare.found() is None


def test_one_that_cannot_be_made_has_a_stand_in(tmp_path: Path, spare: Spare) -> None:
    (tmp_path / "cache").write_bytes(b"a file in the folder's place")
    folder = tmp_path / "cache" / "index"
    assert usable(folder, spare) == name_of(spare) / "index" == usable(folder, spare)


def test_so_has_one_on_a_full_disk(small_disk: Path, spare: Spare) -> None:
    folder = small_disk / "index"
    assert usable(folder, spare) == folder
    with (small_disk / "full").open("wb", buffering=0) as file, pytest.raises(OSError):
        while True:
            file.write(bytes(4096))
    assert usable(folder, spare) == name_of(spare) / "index"


def test_without_any_place_it_stays_where_it_was(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    folder = tmp_path / "file" / "index"
    assert usable(folder, Spare(lambda: str(tmp_path / "file"))) == folder
