"""Pictures taken into the archive: small, upright, bare, and never over another file."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms, PngImagePlugin

from editor.core.errors import CopydeskError
from editor.services.taking import LONGEST_SIDE, keep_picture, prepared

ORIENTATION, CAMERA, GPS = 0x0112, 0x010F, 0x8825


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def photograph(size: tuple[int, int] = (60, 40), orientation: int = 1) -> bytes:
    """As a telephone makes them: with the place, the camera, and turned by a note."""
    exif = Image.Exif()
    exif[CAMERA] = "Secret Camera"
    exif[ORIENTATION] = orientation
    exif.get_ifd(GPS).update({1: "N", 2: (51.0, 14.0, 12.0), 3: "W", 4: (0.0, 34.0, 12.0)})
    image = Image.new("RGB", size, "white")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    return encoded(image, "JPEG", exif=exif, comment=b"Secret comment", quality=95)


def test_nothing_but_the_picture_is_left_of_a_photograph() -> None:
    data, suffix = prepared(photograph())
    assert suffix == ".jpg"
    assert b"Secret" not in data
    assert not opened(data).getexif()
    assert {"exif", "icc_profile", "comment"}.isdisjoint(opened(data).info)


def test_nothing_but_the_picture_is_left_of_a_drawing() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Author", "Secret author")
    notes.add_itxt("XML:com.adobe.xmp", "<x>Secret place</x>")
    data, suffix = prepared(encoded(Image.new("RGB", (5, 5)), "PNG", pnginfo=notes))
    assert suffix == ".png"
    assert b"Secret" not in data
    assert set(opened(data).info) <= {"dpi"}


def test_what_was_turned_by_a_note_is_turned_in_fact() -> None:
    kept = opened(prepared(photograph((60, 40), orientation=6))[0])
    assert kept.size == (40, 60)
    assert kept.getpixel((20, 5))[1] < 60  # the red half is above now
    assert kept.getpixel((20, 55))[1] > 200


@pytest.mark.parametrize(
    ("size", "kept"),
    [((3200, 1000), (1600, 500)), ((1000, 3200), (500, 1600)), ((1600, 1600), (1600, 1600)), ((20, 10), (20, 10))],
)
def test_a_large_picture_is_made_smaller_and_a_small_one_stays(size: tuple[int, int], kept: tuple[int, int]) -> None:
    image = opened(prepared(encoded(Image.new("RGB", size), "JPEG"))[0])
    assert image.size == kept
    assert max(image.size) <= LONGEST_SIDE


@pytest.mark.parametrize(
    ("mode", "kind", "suffix"),
    [
        ("RGB", "JPEG", ".jpg"), ("L", "JPEG", ".jpg"), ("CMYK", "JPEG", ".jpg"), ("RGB", "PNG", ".png"),
        ("RGBA", "PNG", ".png"), ("P", "GIF", ".png"), ("I;16", "PNG", ".png"), ("RGB", "WEBP", ".jpg"),
        ("RGBA", "WEBP", ".png"), ("RGB", "TIFF", ".jpg"), ("1", "PNG", ".png"),
    ],
)  # fmt: skip
def test_every_kind_becomes_one_of_two(mode: str, kind: str, suffix: str) -> None:
    data, ending = prepared(encoded(Image.new(mode, (9, 9)), kind))
    assert ending == suffix
    assert opened(data).size == (9, 9)


def test_what_can_be_seen_through_stays_so() -> None:
    image = Image.new("RGBA", (4, 4), (255, 0, 0, 0))
    assert opened(prepared(encoded(image, "PNG"))[0]).getpixel((0, 0))[3] == 0


def test_colours_of_another_profile_are_made_the_usual_ones() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = encoded(Image.new("RGB", (8, 8), (200, 30, 30)), "JPEG", icc_profile=profile, quality=95)
    assert opened(prepared(data)[0]).getpixel((4, 4))[0] == pytest.approx(200, abs=4)


def _bomb() -> bytes:
    """A small file that says it is a picture of two thousand million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 50_000, 40_000, 8, 2, 0, 0, 0)
    packed = zlib.compress(bytes(1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "data",
    [
        b"", b"text", b"\x89PNG\r\n\x1a\n", b"<svg xmlns='http://www.w3.org/2000/svg'/>", photograph()[:300],
        b"%!PS-Adobe-3.0 EPSF-3.0", _bomb(),
    ],
    ids=["nothing", "text", "only a beginning", "svg", "cut off", "postscript", "bomb"],
)  # fmt: skip
def test_what_is_no_picture_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(CopydeskError, match="cannot be used"):
        prepared(data)


def test_it_is_kept_by_year_under_a_plain_name(tmp_path: Path) -> None:
    path = keep_picture(photograph(), tmp_path, 2024, "Émeute à l'Église (final) COPY.v2")
    assert path == tmp_path / "images/2024/emeute-a-l-eglise-final-copy-v2.jpg"
    assert opened(path.read_bytes()).size == (60, 40)


@pytest.mark.parametrize("name", ["", "...", "../../etc/passwd", "con", "/", "\ud800", "x" * 300])
def test_no_name_leads_elsewhere(tmp_path: Path, name: str) -> None:
    path = keep_picture(photograph(), tmp_path, 2024, name)
    assert path.parent == tmp_path / "images/2024"
    assert path.is_file()
    assert len(path.name) < 80


def test_another_picture_of_the_same_name_is_numbered_and_the_same_one_is_kept_once(tmp_path: Path) -> None:
    first = keep_picture(photograph(), tmp_path, 2024, "crowd")
    again = keep_picture(photograph(), tmp_path, 2024, "crowd")
    second = keep_picture(photograph((30, 30)), tmp_path, 2024, "crowd")
    assert first == again
    assert [first.name, second.name] == ["crowd.jpg", "crowd-2.jpg"]
    assert opened(first.read_bytes()).size == (60, 40)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "images").write_text("in the way")
    with pytest.raises(CopydeskError, match="cannot be made"):
        keep_picture(photograph(), tmp_path, 2024, "crowd")
