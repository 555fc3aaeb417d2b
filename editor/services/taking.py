"""Pictures taken into the archive: small, upright, and with nothing in them but the picture.

Apart from ``pictures``, because Pillow takes long to load and most sessions take no picture.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import NoReturn

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from slugify import slugify

from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.services.files import THIS_DISK, Disk, NoVersions, SaveFailed, save, visible

FOLDER = "images"
"""Where an archive keeps its pictures, by year."""

LONGEST_SIDE = 1600
"""Pixels: what a news page shows at its widest, on a fine screen."""

MOST_PIXELS = 100_000_000
"""Of a picture that is taken in: more than any camera makes, less than would fill the memory."""

_QUALITY = 85
_LONGEST_NAME = 60
_TAKEN_AT_MOST = 1000
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF", "AVIF")
_CAN_BE_REDUCED = ("RGB", "RGBA", "L", "CMYK")


@dataclass(frozen=True, slots=True)
class Upright:
    """A picture as a person sees it, in sRGB: ``size`` is what it has, its ``image`` may have fewer pixels.

    ``is_drawing``: it is to be kept exactly, or can be seen through.
    """

    image: Image.Image
    size: tuple[int, int]
    is_drawing: bool


def upright(data: bytes, needed: Callable[[int, int], float]) -> Upright:
    """Open a picture. ``needed`` says for a size which part of its pixels across will be used (1: all of them).

    A large one is made smaller on the way, down to twice that: it takes less time and memory. Raises CopydeskError for
    what is no picture.
    """
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                _refuse(_("It has more than {number} million pixels.").format(number=MOST_PIXELS // 1_000_000))
            width, height = image.size
            has_alpha = image.has_transparency_data
            is_drawing = has_alpha or image.format in ("PNG", "GIF", "BMP")
            smaller = _no_larger_than_needed(image, needed(width, height))
            lying = smaller.size
            ImageOps.exif_transpose(smaller, in_place=True)
            size = (width, height) if smaller.size == lying else (height, width)
            colours = _in_usual_colours(smaller, "RGBA" if has_alpha else "RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        _refuse(_("It is not a picture that Copydesk knows (JPEG, PNG, GIF, WebP, AVIF, TIFF)."))
    except (OSError, ValueError, SyntaxError, EOFError) as error:  # what Pillow says of a broken picture
        _refuse(_("It is damaged ({reason}).").format(reason=visible(str(error))))
    return Upright(colours, size, is_drawing)


def _no_larger_than_needed(image: Image.Image, needed: float) -> Image.Image:
    """What is left has at least twice as many pixels as are needed, so that making it smaller again looks well."""
    wanted = min(1.0, 2 * needed)
    width, height = image.size
    # A JPEG is not even unpacked to more than this.
    image.draft(None, (math.ceil(width * wanted), math.ceil(height * wanted)))
    times = int(image.width / max(1.0, width * wanted))
    if times < 2 or image.mode not in _CAN_BE_REDUCED or "transparency" in image.info:
        image.load()
        return image
    smaller = image.reduce(times)
    smaller.info = dict(image.info)
    return smaller


def bare(image: Image.Image, *, is_drawing: bool) -> tuple[bytes, str]:
    """A picture as it is kept, and the ending of its name: its pixels, and none of the rest that Pillow carries."""
    pixels = Image.frombytes(image.mode, image.size, image.tobytes())
    out = BytesIO()
    if is_drawing:
        pixels.save(out, "PNG", optimize=True)
        return out.getvalue(), ".png"
    pixels.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return out.getvalue(), ".jpg"


def prepared(data: bytes) -> tuple[bytes, str]:
    """A picture as it is kept, and the ending of its name: upright, no longer than needed, and nothing but the picture.

    Where it was taken, when, and with which camera is left out. Raises CopydeskError for what is no picture.
    """
    found = upright(data, lambda width, height: LONGEST_SIDE / max(width, height))
    found.image.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return bare(found.image, is_drawing=found.is_drawing)


def _in_usual_colours(image: Image.Image, mode: str) -> Image.Image:
    """In sRGB, because the profile that says otherwise is left out too."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "RGBA", "CMYK"):
        with suppress(ImageCms.PyCMSError, OSError):
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            target = "RGBA" if image.mode == "RGBA" else "RGB"
            made = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode=target)
            image = made if made is not None else image
    return image.convert(mode)


def _refuse(reason: str) -> NoReturn:
    sentence = _("This picture cannot be used: {reason} Choose another one.").format(reason=reason)
    raise CopydeskError(sentence, code="picture")


def keep_picture(data: bytes, root: Path, year: int, name: str, *, disk: Disk = THIS_DISK) -> Path:
    """Keep a picture below ``root`` in ``images/<year>/``, named after ``name``, numbered where that is taken.

    The same picture is kept once. Raises CopydeskError where it is no picture or cannot be saved.
    """
    kept, suffix = prepared(data)
    folder = root / FOLDER / f"{year:04}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CopydeskError(
            _("The folder “{folder}” for pictures cannot be made ({reason}).").format(
                folder=visible(str(folder)), reason=error.strerror
            ),
            code="picture",
            where=str(folder),
        ) from error
    stem = slugify(name, max_length=_LONGEST_NAME, word_boundary=True) or "picture"
    return save_numbered(folder, stem, suffix, kept, disk=disk)


def save_numbered(folder: Path, stem: str, suffix: str, data: bytes, *, disk: Disk = THIS_DISK) -> Path:
    """Save a picture under a name, numbered where another one has it. Raises SaveFailed where it cannot be saved."""
    for number in count(1):
        path = folder / f"{stem}{f'-{number}' if number > 1 else ''}{suffix}"
        try:
            return save(path, data, None, versions=NoVersions(), disk=disk).path
        except SaveFailed as error:
            if error.code not in ("taken", "bad-name") or number == _TAKEN_AT_MOST:
                raise
    raise AssertionError("count never ends")
