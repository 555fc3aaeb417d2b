"""Pictures found for the page: only pictures, only from the folders of the article."""

from __future__ import annotations

import os
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from editor.core.errors import CopydeskError
from editor.services.files import LIMIT
from editor.services.pictures import LARGEST, find_picture, is_picture_name, kind_of, read_picture


def picture(kind: str = "PNG", size: tuple[int, int] = (3, 2)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#123f80").save(out, kind)
    return out.getvalue()


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    archive = tmp_path / "archive"
    for place in ("news/Westshire/beside.png", "images/2024/a crowd.png", ".copydesk/own.png"):
        path = archive / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture())
    (tmp_path / "secret.png").write_bytes(picture())
    (archive / "news/Westshire/notes.png").write_text("no picture, whatever its name says")
    return archive


def found(archive: Path, address: str) -> bool:
    return find_picture(address, [archive / "news/Westshire", archive]) is not None


@pytest.mark.parametrize(
    "address",
    [
        "beside.png",
        "./beside.png",
        "../../images/2024/a crowd.png",
        "../../images/2024/a%20crowd.png",
        "images/2024/a crowd.png",
        "news/Westshire/beside.png",
    ],
)
def test_what_lies_beside_the_article_or_in_the_archive_is_found(archive: Path, address: str) -> None:
    assert found(archive, address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        ".",
        "..",
        "nothing.png",
        "notes.png",
        "../../../secret.png",
        "..%2F..%2F..%2Fsecret.png",
        "%2e%2e/%2e%2e/%2e%2e/secret.png",
        "images/../../secret.png",
        "..\\..\\..\\secret.png",
        "beside.png\0.txt",
        "beside.png%00",
        "x" * 5000,
        "../" * 500 + "etc/hostname",
        "\ud800.png",
    ],
)
def test_everything_else_is_not(archive: Path, address: str) -> None:
    assert not found(archive, address)


def test_an_address_of_the_whole_disk_is_not_followed(archive: Path) -> None:
    inside = archive / "news/Westshire/beside.png"
    assert not found(archive, str(inside))
    assert not found(archive, inside.as_uri())


@pytest.mark.skipif(sys.platform == "win32", reason="symbolic links need a privilege there")
def test_a_link_may_lead_about_the_archive_but_not_out_of_it(archive: Path) -> None:
    folder = archive / "news/Westshire"
    (folder / "inside.png").symlink_to(archive / "images/2024/a crowd.png")
    (folder / "outside.png").symlink_to(archive.parent / "secret.png")
    (folder / "folder").symlink_to(archive.parent)
    (folder / "round.png").symlink_to(folder / "round.png")
    assert found(archive, "inside.png")
    assert not found(archive, "outside.png")
    assert not found(archive, "folder/secret.png")
    assert not found(archive, "round.png")


@pytest.mark.skipif(sys.platform == "win32", reason="an archive behind a link")
def test_an_archive_may_itself_be_a_link(archive: Path) -> None:
    link = archive.parent / "link"
    link.symlink_to(archive)
    assert found(link, "beside.png")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_is_not_waited_for(archive: Path) -> None:
    os.mkfifo(archive / "pipe.png")
    assert not found(archive, "pipe.png")


def test_a_file_over_the_limit_is_not_read(archive: Path) -> None:
    with (archive / "huge.png").open("wb") as file:
        file.write(picture())
        file.truncate(LIMIT + 1)
    assert not found(archive, "huge.png")


def test_a_picture_that_is_chosen_may_be_as_large_as_cameras_make_them(tmp_path: Path) -> None:
    path = tmp_path / "camera.jpg"
    path.write_bytes(b"\xff\xd8\xff" + bytes(12 * 2**20))
    assert read_picture(path) == path.read_bytes()
    with path.open("r+b") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(CopydeskError, match="is larger than 60 MB"):
        read_picture(path)


def test_a_folder_that_is_not_there_is_no_reason_to_fail(archive: Path) -> None:
    assert find_picture("beside.png", [archive / "gone", archive / "news/Westshire"]) is not None
    assert find_picture("beside.png", []) is None


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP"])
def test_a_picture_is_known_by_its_first_bytes(kind: str) -> None:
    assert kind_of(picture(kind)) == f"image/{kind.lower()}"


@pytest.mark.parametrize(
    "data", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", b"<html>", b"\xff\xd8"]
)
def test_what_is_no_picture_is_none(data: bytes) -> None:
    assert kind_of(data) == ""


def test_names_of_pictures() -> None:
    assert is_picture_name(Path("a.JPG"))
    assert not is_picture_name(Path("a.md"))
    assert not is_picture_name(Path("a.svg"))
