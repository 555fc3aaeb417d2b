"""Pictures taken into the archive: small, upright, and with nothing in them but the picture.

Apart from ``pictures``, because Pillow takes long to load and most sessions take no picture.
"""

from __future__ import annotations

from contextlib import suppress
from gettext import gettext as _
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import NoReturn

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError
from slugify import slugify

from editor.core.errors import CopydeskError
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


def prepared(data: bytes) -> tuple[bytes, str]:
    """A picture as it is kept, and the ending of its name: upright, no longer than needed, and nothing but the picture.

    Where it was taken, when, and with which camera is left out. Raises CopydeskError for what is no picture.
    """
    try:
        with Image.open(BytesIO(data), formats=_FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                _refuse(_("It has more than {number} million pixels.").format(number=MOST_PIXELS // 1_000_000))
            has_alpha = image.has_transparency_data
            is_drawing = image.format in ("PNG", "GIF", "BMP")
            upright = _in_usual_colours(ImageOps.exif_transpose(image), "RGBA" if has_alpha else "RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        _refuse(_("It is not a picture that Copydesk knows (JPEG, PNG, GIF, WebP, AVIF, TIFF)."))
    except (OSError, ValueError, SyntaxError, EOFError) as error:  # what Pillow says of a broken picture
        _refuse(_("It is damaged ({reason}).").format(reason=visible(str(error))))
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    # A new picture with these pixels and none of the rest that Pillow carries along.
    bare = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    out = BytesIO()
    if has_alpha or is_drawing:
        bare.save(out, "PNG", optimize=True)
        return out.getvalue(), ".png"
    bare.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
    return out.getvalue(), ".jpg"


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
    bare, suffix = prepared(data)
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
    for number in count(1):
        path = folder / f"{stem}{f'-{number}' if number > 1 else ''}{suffix}"
        try:
            return save(path, bare, None, versions=NoVersions(), disk=disk).path
        except SaveFailed as error:
            if error.code not in ("taken", "bad-name") or number == _TAKEN_AT_MOST:
                raise
    raise AssertionError("count never ends")
