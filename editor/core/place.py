"""From an article to its web address, and from the address to the name of its file."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from editor.core.dates import TOKENS, Stamp, expand, pattern_of, tokens_of, uk_stamp
from editor.core.profile import SLUG_TOKENS, Profile
from editor.core.slugs import LONGEST, slugify

_SEGMENT = r"[^/?#]+"
_SECTION_FOLDER = "{section}/"
_OWN = ("section", "id", *SLUG_TOKENS)


@dataclass(frozen=True, slots=True)
class Match:
    """The parts of a web address that a person chooses."""

    section: str
    slug: str


def build(profile: Profile, *, slug: str, section: str = "", published_iso: str = "") -> str:
    """The web address of an article, with the usual section where none is given and one is needed.

    "" where it cannot be built: without a slug, without a date that the pattern needs, or where the web site
    hands out a number.
    """
    tokens = tokens_of(profile.path)
    stamp = uk_stamp(published_iso)
    if not section and "" not in profile.sections:
        section = next(iter(profile.sections), "")
        if not section and "section" in tokens:
            return ""
    needs_date = any(token in TOKENS for token in tokens)
    if not slug or "id" in tokens or (needs_date and not stamp):
        return ""
    path = profile.path if section else profile.path.replace(_SECTION_FOLDER, "")
    return profile.base + expand(path, lambda token: _value(token, slug, section, stamp))


def slug_for(profile: Profile, headline: str, *, section: str = "", published_iso: str = "") -> str:
    """The last part of the address that a headline makes, cut to what its path leaves room for."""
    before, token, _after = profile.path.lstrip("/").partition("{slug}")
    room = LONGEST
    if token:
        stamp = uk_stamp(published_iso)
        section = section or next(iter(profile.sections), "")
        room -= len(expand(before, lambda token: _value(token, "", section, stamp)))
    return slugify(headline, profile.slug, room)


def _value(token: str, slug: str, section: str, stamp: Stamp | None) -> str:
    if token in SLUG_TOKENS:
        return slug
    if token == "section":
        return section
    return TOKENS[token].write(stamp) if stamp and token in TOKENS else ""


def match(profile: Profile, url: str) -> Match | None:
    """The section and slug ("" where it has none) of an address of the profile's pattern; None for any other."""
    paths = [profile.path]
    if "" in profile.sections:
        paths.insert(0, profile.path.replace(_SECTION_FOLDER, ""))
    for path in paths:
        if found := _matcher(profile.base, path, profile.sections).fullmatch(url):
            parts = found.groupdict()
            return Match(parts.get("section") or "", parts.get("slug") or "")
    return None


@lru_cache(maxsize=64)
def _matcher(base: str, path: str, sections: tuple[str, ...]) -> re.Pattern[str]:
    known = "|".join(re.escape(section) for section in sorted(sections, key=len, reverse=True) if section)
    # Sections come and go over the years: one the profile does not list is a section all the same.
    any_section = rf"{_SEGMENT}(?:/{_SEGMENT})*?"
    own = {"section": f"{known}|{any_section}" if known else any_section, "id": _SEGMENT}
    seen: set[str] = set()

    def pattern(token: str) -> str:
        name = "slug" if token in SLUG_TOKENS else token
        inner = own.get(name, _SEGMENT) if token in _OWN else TOKENS[token].pattern
        if name not in ("section", "slug"):
            return f"(?:{inner})"
        if name in seen:
            return f"(?P={name})"
        seen.add(name)
        return f"(?P<{name}>{inner})"

    return re.compile(re.escape(base) + pattern_of(path, pattern), re.ASCII)


_TAIL = re.compile(r"/*(?:[?#].*)?\Z", re.DOTALL)
_HOST = re.compile(r"(?:[^/?#]*//)?[^/?#]*")


def last_segment(url: str) -> str:
    """The last part of an address that follows no pattern; "" where it is a bare host."""
    start, end = _last_segment(url)
    return url[start:end]


def with_slug(url: str, slug: str) -> str:
    """The address with its last part replaced; what comes after it (a slash, a query) stays."""
    start, end = _last_segment(url)
    if not slug or start == end:
        return url
    return url[:start] + slug + url[end:]


def _last_segment(url: str) -> tuple[int, int]:
    host = _HOST.match(url)
    first = host.end() if host else 0
    tail = _TAIL.search(url, first)
    end = tail.start() if tail else len(url)
    return max(url.rfind("/", first, end) + 1, first), end


def file_name(url: str) -> str:
    """The name of the file of an article: the SHA-1 of its address (the article format, section 2)."""
    return hashlib.sha1(url.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest() + ".md"
