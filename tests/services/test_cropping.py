"""The card of a social network, cut from the picture of an article."""

from __future__ import annotations

import errno
import subprocess
import sys
import time
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from editor.core.errors import CopydeskError
from editor.core.framing import CARD, Frame
from editor.services.cropping import card, keep_card, open_whole, uncropped
from editor.services.files import THIS_DISK, SaveFailed
from tests.services.faulty_disk import system_error

ORIENTATION, CAMERA = 0x0112, 0x010F
RED, WHITE = (220, 30, 30), (255, 255, 255)


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def marked(size: tuple[int, int], at: tuple[float, float, float, float], mode: str = "RGB") -> Image.Image:
    """A white picture with a red place in it (left, top, right, bottom)."""
    image = Image.new("RGB", size, WHITE)
    ImageDraw.Draw(image).rectangle([round(side) for side in at], fill=RED)
    return image.convert(mode)


def is_red(pixel: object) -> bool:
    assert isinstance(pixel, tuple)
    return bool(pixel[0] > 150 and pixel[1] < 110 and pixel[2] < 110)


def edges(image: Image.Image) -> list[object]:
    """Pixels a little inside each corner."""
    width, height = image.size
    return [image.getpixel((x, y)) for x in (6, width - 7) for y in (6, height - 7)]


@pytest.mark.parametrize("size", [(3000, 2000), (2000, 3000), (6000, 700), (1200, 630), (900, 1600), (500, 300)])
@pytest.mark.parametrize(("kind", "suffix"), [("JPEG", ".jpg"), ("PNG", ".png")])
def test_a_card_is_exactly_what_is_in_the_frame(size: tuple[int, int], kind: str, suffix: str) -> None:
    frame = Frame.first(*size).widened(-size[0] / 10).moved(size[0] / 40, size[1] / 40)
    data, ending = card(encoded(marked(size, frame.box), kind), frame)
    made = opened(data)
    assert (ending, made.format) == (suffix, kind)
    assert made.size == frame.size
    assert all(is_red(pixel) for pixel in edges(made))


def test_the_frame_is_not_shifted() -> None:
    """Red up to the frame's left and top, and nothing of it inside."""
    frame = Frame((4000, 3000), 1000, 1200, 1600)
    data, _suffix = card(encoded(marked((4000, 3000), (0, 0, 999, 3000))), frame)
    assert not is_red(opened(data).getpixel((3, 300)))
    data, _suffix = card(encoded(marked((4000, 3000), (0, 0, 1010, 3000))), frame)
    assert is_red(opened(data).getpixel((2, 300)))


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_a_picture_turned_by_a_note_is_cut_as_it_is_seen(orientation: int, kind: str) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    data = encoded(marked((1600, 900), (0, 0, 300, 900)), kind, exif=exif)
    whole = uncropped(data)
    upright = (900, 1600) if orientation > 4 else (1600, 900)
    assert (whole.size, whole.shown_size) == (upright, upright)
    seen = Image.frombytes("RGBA", whole.shown_size, whole.shown)
    frame = Frame.first(*whole.size)
    made = opened(card(data, frame)[0]).convert("RGB")
    for x, y in ((0.05, 0.5), (0.95, 0.5), (0.5, 0.5)):
        there = seen.getpixel((int(frame.x + frame.width * x), int(frame.y + frame.height * y)))
        assert is_red(made.getpixel((int(made.width * x), int(made.height * y)))) is is_red(there)


def test_what_can_be_seen_through_stays_so() -> None:
    image = Image.new("RGBA", (2000, 2000), (255, 0, 0, 0))
    data, suffix = card(encoded(image, "PNG"), Frame.first(2000, 2000))
    assert suffix == ".png"
    assert opened(data).getpixel((600, 300))[3] == 0


@pytest.mark.parametrize(
    ("mode", "kind"), [("CMYK", "JPEG"), ("L", "JPEG"), ("P", "GIF"), ("P", "PNG"), ("I;16", "PNG"), ("1", "PNG")]
)
def test_every_kind_of_colour_can_be_cut(mode: str, kind: str) -> None:
    image = Image.new("I;16", (1500, 1500)) if mode == "I;16" else marked((1500, 1500), (0, 0, 1500, 1500), mode)
    data = encoded(image, kind)
    whole = uncropped(data)
    assert (whole.size, len(whole.shown)) == ((1500, 1500), 1500 * 1500 * 4)
    made = opened(card(data, Frame.first(*whole.size))[0])
    assert made.size == CARD
    assert made.mode in ("RGB", "RGBA")
    if mode == "CMYK":
        assert all(is_red(pixel) for pixel in edges(made))


@pytest.mark.parametrize("size", [(1, 1), (1, 4000), (4000, 1), (3, 2)])
def test_the_smallest_picture_can_be_cut(size: tuple[int, int]) -> None:
    frame = Frame.first(*size)
    assert opened(card(encoded(Image.new("RGB", size), "PNG"), frame)[0]).size == frame.size


def test_nothing_hidden_is_left() -> None:
    exif = Image.Exif()
    exif[CAMERA] = "Secret Camera"
    data, _suffix = card(encoded(Image.new("RGB", (1300, 700)), exif=exif, comment=b"Secret"), Frame.first(1300, 700))
    assert b"Secret" not in data


@pytest.mark.parametrize("data", [b"", b"no picture", encoded(Image.new("RGB", (90, 90)))[:200]])
def test_what_is_no_picture_is_told(data: bytes) -> None:
    with pytest.raises(CopydeskError, match="cannot be used"):
        uncropped(data)
    with pytest.raises(CopydeskError, match="cannot be used"):
        card(data, Frame.first(90, 90))


FIFTY = """
import resource, sys
from io import BytesIO
from PIL import Image
from editor.core.framing import Frame
from editor.services.cropping import card, uncropped
data = sys.stdin.buffer.read()
Image.open(BytesIO(data)).close()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
whole = uncropped(data)
card(data, Frame.first(*whole.size))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


@pytest.mark.parametrize(("kind", "most"), [("JPEG", 150), ("PNG", 450)])
def test_fifty_million_pixels_take_bounded_time_and_memory(kind: str, most: int) -> None:
    """In a process of its own, whose greatest use of memory can be asked for (in MB; a JPEG is unpacked small)."""
    data = encoded(Image.new("RGB", (8660, 5774), RED), kind, **({"compress_level": 1} if kind == "PNG" else {}))
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", FIFTY], input=data, capture_output=True, check=True, cwd=Path(__file__).parents[2]
    )
    assert time.perf_counter() - began < 20
    assert int(done.stdout) / 1024 < most


def test_more_than_a_hundred_million_pixels_are_refused() -> None:
    data = bytearray(encoded(Image.new("1", (9, 9)), "PNG"))
    data[16:24] = (11_000).to_bytes(4, "big") * 2
    with pytest.raises(CopydeskError, match="cannot be used"):
        uncropped(bytes(data))


class TestKeeping:
    FRAME = Frame.first(1600, 1600)

    @pytest.fixture
    def whole(self, tmp_path: Path) -> Path:
        path = tmp_path / "crowd.jpg"
        path.write_bytes(encoded(marked((1600, 1600), (0, 0, 1600, 700))))
        return path

    def test_it_lies_beside_the_whole_picture_which_stays(self, whole: Path) -> None:
        data = whole.read_bytes()
        path = keep_card(data, self.FRAME, whole)
        assert path == whole.with_name("crowd-card.jpg")
        assert opened(path.read_bytes()).size == CARD
        assert whole.read_bytes() == data

    def test_another_part_is_numbered_and_the_same_one_kept_once(self, whole: Path) -> None:
        data, lower = whole.read_bytes(), self.FRAME.moved(0, 400)
        made = [keep_card(data, frame, whole).name for frame in (self.FRAME, lower, self.FRAME)]
        assert made == ["crowd-card.jpg", "crowd-card-2.jpg", "crowd-card.jpg"]

    def test_another_picture_of_that_name_is_left_alone(self, whole: Path) -> None:
        whole.with_name("crowd-card.jpg").write_bytes(b"somebody else's")
        assert keep_card(whole.read_bytes(), self.FRAME, whole).name == "crowd-card-2.jpg"
        assert whole.with_name("crowd-card.jpg").read_bytes() == b"somebody else's"

    def test_a_full_disk_leaves_nothing_behind(self, whole: Path) -> None:
        def write(_handle: int, _data: object) -> int:
            raise system_error(errno.ENOSPC)

        with pytest.raises(SaveFailed, match="full"):
            keep_card(whole.read_bytes(), self.FRAME, whole, disk=replace(THIS_DISK, write=write))
        assert [path.name for path in whole.parent.iterdir()] == ["crowd.jpg"]


class TestFindingTheWholePicture:
    @pytest.fixture
    def folders(self, tmp_path: Path) -> list[Path]:
        for folder in ("archive/news/Westshire", "archive/images"):
            (tmp_path / folder).mkdir(parents=True)
        return [tmp_path / "archive/news/Westshire", tmp_path / "archive"]

    def put(self, folders: list[Path], name: str, size: tuple[int, int], kind: str = "JPEG") -> Path:
        path = folders[1] / "images" / name
        path.write_bytes(encoded(Image.new("RGB", size), kind))
        return path

    def test_a_card_leads_to_the_picture_that_it_was_cut_from(self, folders: list[Path]) -> None:
        whole = self.put(folders, "crowd.jpg", (1600, 1600))
        keep_card(whole.read_bytes(), Frame.first(1600, 1600), whole)
        found = open_whole("../../images/crowd-card.jpg", folders)
        assert (found.address, found.path, found.size) == ("../../images/crowd.jpg", whole, (1600, 1600))

    def test_of_another_kind_too(self, folders: list[Path]) -> None:
        whole = self.put(folders, "crowd.webp", (900, 1600), "WEBP")
        self.put(folders, "crowd-card-3.jpg", (900, 472))
        assert open_whole("../../images/crowd-card-3.jpg", folders).path == whole

    def test_a_picture_is_itself(self, folders: list[Path]) -> None:
        path = self.put(folders, "crowd.jpg", (40, 30))
        assert open_whole("images/crowd.jpg", folders).path == path

    def test_a_card_whose_whole_picture_is_gone_is_itself(self, folders: list[Path]) -> None:
        path = self.put(folders, "crowd-card.jpg", CARD)
        assert open_whole("../../images/crowd-card.jpg", folders).path == path

    def test_a_picture_of_a_business_card_is_none_of_a_business(self, folders: list[Path]) -> None:
        self.put(folders, "business.jpg", (1600, 900))
        path = self.put(folders, "business-card.jpg", (850, 550))
        assert open_whole("../../images/business-card.jpg", folders).path == path

    def test_no_link_leads_out_of_the_archive(self, folders: list[Path], tmp_path: Path) -> None:
        outside = tmp_path / "outside.jpg"
        outside.write_bytes(encoded(Image.new("RGB", (1600, 1600))))
        path = self.put(folders, "crowd-card.jpg", CARD)
        (path.parent / "crowd.jpg").symlink_to(outside)
        assert open_whole("../../images/crowd-card.jpg", folders).path == path

    @pytest.mark.parametrize(
        "address",
        ["", "https://pictures.example/a.jpg", "../../images/none.jpg", "/etc/passwd", "../../../outside.jpg"],
    )
    def test_no_picture_is_told_with_what_to_do(self, folders: list[Path], address: str) -> None:
        (folders[1].parent / "outside.jpg").write_bytes(encoded(Image.new("RGB", (1600, 1600))))
        with pytest.raises(CopydeskError, match="Choose one first") as caught:
            open_whole(address, folders)
        assert (caught.value.code, caught.value.where) == ("no-picture", "image")
