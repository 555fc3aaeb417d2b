"""The last part of a web address, made from the headline as each organisation's web site makes it.

The dialects were told from archives by trying each on all headlines (the article format, section 5). What none
of them reaches is nearly always a headline that was changed after publication.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from types import MappingProxyType

import slugify as python_slugify

STOP_WORDS = (
    "a", "an", "as", "at", "before", "but", "by", "for", "from", "is", "in", "into", "like", "of", "off", "on",
    "onto", "per", "since", "than", "the", "this", "that", "to", "up", "via", "with",
)  # fmt: skip
LONGEST = 100
"""Characters of a path (without the first slash) on the web sites that drop stop words."""

_APOSTROPHES = "'’‘`´"
_UNSPOKEN = str.maketrans(dict.fromkeys(f"{_APOSTROPHES}£", ""))
# The web sites that drop stop words write the pound sign as the two letters that resemble it.
_POUNDS = _UNSPOKEN | {ord("£"): "ps"}
_DASHED = str.maketrans(dict.fromkeys(f"{_APOSTROPHES},£", "-"))


def slugify(headline: str, dialect: str, room: int = LONGEST) -> str:
    """The address part for a headline; "" where nothing of it can stand in one.

    ``room`` is how many characters the web site leaves for it; only the dialect that drops stop words cuts. Raises
    KeyError for a dialect that is not one of ``DIALECTS``.
    """
    return DIALECTS[dialect](headline, room)


def numbered(slug: str, n: int) -> str:
    """The nth address part of the same headline: the archives put the number at its end, with no dash."""
    return f"{slug}{n}" if n > 1 else slug


def _keep_dashes(headline: str, _room: int) -> str:
    """Marks vanish, and leave the spaces around them as dashes: ``a – b`` is ``a--b``."""
    folded = unicodedata.normalize("NFKD", headline.strip()).lower()
    dashed = re.sub(r"\s", "-", folded)
    return re.sub(r"[^a-z0-9\-_~.]", "", dashed).rstrip(".")


def _collapsed(headline: str, _room: int) -> str:
    return _library(headline.translate(_UNSPOKEN))


def _dashed(headline: str, _room: int) -> str:
    """Each mark is a dash: ``Sheffield’s £69,000`` is ``sheffield-s-69-000``."""
    return _library(headline.translate(_DASHED))


def _no_stop_words(headline: str, room: int) -> str:
    return _library(
        headline.translate(_POUNDS),
        stopwords=STOP_WORDS,
        max_length=max(room, 1),
        word_boundary=True,
        save_order=True,
    )


def _case_kept(headline: str, _room: int) -> str:
    return _library(headline.translate(_UNSPOKEN), lowercase=False)


def _case_dashed(headline: str, _room: int) -> str:
    """Whatever is no letter or digit is a dash, at the ends too: ``'Stop' now.`` is ``-Stop-now-``."""
    letters = unicodedata.normalize("NFKD", headline.strip())
    folded = "".join(letter for letter in letters if not unicodedata.combining(letter))
    dashed = re.sub(r"[^A-Za-z0-9]+", "-", folded)
    return "" if dashed == "-" else dashed


def _library(
    text: str,
    *,
    stopwords: tuple[str, ...] = (),
    max_length: int = 0,
    word_boundary: bool = False,
    save_order: bool = False,
    lowercase: bool = True,
) -> str:
    # A headline is text: what looks like an HTML code in it is none.
    return python_slugify.slugify(
        text,
        entities=False,
        decimal=False,
        hexadecimal=False,
        stopwords=stopwords,
        max_length=max_length,
        word_boundary=word_boundary,
        save_order=save_order,
        lowercase=lowercase,
    )


DIALECTS: Mapping[str, Callable[[str, int], str]] = MappingProxyType(
    {
        "keep-dashes": _keep_dashes,
        "collapsed": _collapsed,
        "dashed": _dashed,
        "no-stop-words": _no_stop_words,
        "case-kept": _case_kept,
        "case-dashed": _case_dashed,
    }
)
