"""A profile from an archive: what an organisation's articles have in common, and how many of them say so.

Every rule is told by trying: a form, a dialect, an encoder or a pattern is taken where it reproduces more of the
archive's own values than any other.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from editor.core import place
from editor.core.article import FrontMatter, dotted, leaves
from editor.core.encoding import decode
from editor.core.learning_dates import learn_dates, published_of, spread
from editor.core.learning_findings import Finding, Share, finding
from editor.core.learning_keys import Row, learn_encoders, learn_keys
from editor.core.learning_paths import Address, learn_path
from editor.core.profile import Profile
from editor.core.slugs import DIALECTS

__all__ = ["Example", "Finding", "Lesson", "Share", "learn"]

_SEPARATOR = re.compile(r" +(?:\||[-–—·•:»/]+) +")
_BEGINNING = re.compile(r"(?:: +| +(?:\||[-–—·•:»/]+) +)")
_NEARLY_ALL, _MANY, _WORTH_A_WORD = 0.8, 0.5, 0.2
_LONGEST_AFFIX = 80  # characters: what is longer is a headline that many articles share
# To try every way with a headline on so many articles is enough.
_MOST_TRIED = 1_000
_EXAMPLES_TRIED = 50
# The usual dialect comes first, so that it is taken where nothing speaks for another.
_DIALECTS = ("collapsed", *(name for name in DIALECTS if name != "collapsed"))
_CAPITALS = ("case-kept", "case-dashed")


@dataclass(frozen=True, slots=True)
class Example:
    """A headline with the address that its article has, and the one that the profile makes ("" where it cannot)."""

    headline: str
    real: str
    made: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """A profile, how sure each part of it is, how many articles it was learnt from, and an address made by it.

    Without a single web address ``profile.path`` is "", and the profile cannot be used before somebody fills it in.
    """

    profile: Profile
    findings: tuple[Finding, ...]
    articles: int
    example: Example | None


def learn(fronts: Sequence[FrontMatter], area: str, name: str = "") -> Lesson:
    """What the front matters of one organisation have in common. They must not be none."""
    rows = [{dotted(path): value for path, value in leaves(front) if isinstance(value, str)} for front in fronts]
    dates, findings = learn_dates(rows)
    profile = Profile(area=area, name=name, base="", path="", date_keys=dates)
    for step in (_with_affixes, _with_path, learn_keys, learn_encoders, _with_slug):
        profile, found = step(profile, rows)
        findings += found
    profile = replace(profile, name=name or _name(profile, area))
    made = _made(profile, rows)
    findings += [*_addresses(made), *_incidents(rows)]
    return Lesson(profile, tuple(findings), len(rows), _example(made))


def headline_of(row: Row, profile: Profile) -> str:
    """The headline of an article, as its profile tells it from the rest of the title."""
    if row.get("og.title") and "og.title" not in profile.constants:
        return decode(row["og.title"]).removesuffix(profile.headline_suffix)
    return decode(row.get("title", "")).removeprefix(profile.title_prefix).removesuffix(profile.title_suffix)


# -- titles


def _with_affixes(profile: Profile, rows: Sequence[Row]) -> tuple[Profile, list[Finding]]:
    titles = [decode(row["title"]) for row in rows if "title" in row]
    headlines = [decode(row["og.title"]) for row in rows if "og.title" in row]
    findings = [
        _affix("title_prefix", titles, _beginnings),
        _affix("title_suffix", titles, _ends),
        _affix("headline_suffix", headlines, _ends),
    ]
    prefix, suffix, headline_suffix = (found.value for found in findings)
    profile = replace(profile, title_prefix=prefix, title_suffix=suffix, headline_suffix=headline_suffix)
    return profile, [found for found in findings if found.value or _is_close(found)]


def _affix(part: str, values: Sequence[str], pieces: Callable[[str], Iterable[str]]) -> Finding:
    """The longest piece that nearly all values have, or else the most frequent that most of them have."""
    counts = Counter(piece for value in values for piece in set(pieces(value)))
    if len(set(values)) < 2:  # A whole value that repeats is a constant, no affix.
        counts.clear()
    nearly_all = [piece for piece, count in counts.items() if count >= _NEARLY_ALL * len(values)]
    most = [piece for piece, count in counts.items() if count > _MANY * len(values)]
    chosen = max(nearly_all, key=len, default="") or max(most, key=lambda piece: counts[piece], default="")
    others = Counter(
        piece for value in values if chosen not in (found := set(pieces(value))) for piece in found or {""}
    )
    return finding(part, others | Counter({chosen: counts[chosen] or others[""]}), len(values), value=chosen)


def _is_close(absent: Finding) -> bool:
    """Whether what most titles do not have is still worth a word."""
    return any(other.support >= _WORTH_A_WORD for other in absent.others)


def _ends(title: str) -> list[str]:
    ends = [title[found.start() :] for found in _SEPARATOR.finditer(title)]
    return [end for end in (*ends, *([" |"] if title.endswith(" |") else [])) if len(end) <= _LONGEST_AFFIX]


def _beginnings(title: str) -> list[str]:
    return [title[: found.end()] for found in _BEGINNING.finditer(title) if found.end() <= _LONGEST_AFFIX]


def _name(profile: Profile, area: str) -> str:
    """What people call it, as its pages do."""
    said = decode(profile.constants.get("og.site.name", "")) or profile.title_suffix or profile.title_prefix
    words = " ".join(said.split()).strip(" |-–—·•:»/")
    return words if any(map(str.isalpha, words)) else area


# -- addresses


def _with_path(profile: Profile, rows: Sequence[Row]) -> tuple[Profile, list[Finding]]:
    addresses = [Address(row["url"], published_of(row, profile.date_keys)) for row in rows if row.get("url")]
    learnt = learn_path(addresses)
    if learnt is None:
        return profile, []
    sections = [
        finding("sections", {section: learnt.in_sections[section]}, len(addresses), key=section)
        for section in learnt.sections
    ]
    findings = [
        finding("base", learnt.bases, len(addresses), value=learnt.base),
        finding("path", learnt.paths, len(addresses), value=learnt.path),
    ]
    return replace(profile, base=learnt.base, path=learnt.path, sections=learnt.sections), [*findings, *sections]


def _with_slug(profile: Profile, rows: Sequence[Row]) -> tuple[Profile, list[Finding]]:
    pairs = [
        (headline, found, published_of(row, profile.date_keys))
        for row in spread(rows, _MOST_TRIED)
        if (headline := headline_of(row, profile)) and (found := place.match(profile, row.get("url", "")))
    ]
    pairs = [pair for pair in pairs if pair[1].slug]
    if not pairs:
        return profile, []
    hits = {
        dialect: sum(_slug(profile, dialect, headline, found, at) == found.slug for headline, found, at in pairs)
        for dialect in _DIALECTS
    }
    told = finding("slug", hits, len(pairs), value=_dialect(profile, hits, pairs))
    path = profile.path.replace("{slug}", "{Slug}") if told.value in _CAPITALS else profile.path
    return replace(profile, slug=told.value, path=path), [told]


def _dialect(profile: Profile, hits: Mapping[str, int], pairs: Sequence[tuple[str, place.Match, str]]) -> str:
    """The dialect with most hits; of equals the one that could have made the other slugs too.

    The usual one is taken where it could as well, for one article more may be chance. Which is usual depends on what
    the web site was built with: one that encodes texts as ASP.NET does keeps dashes (21 of 24 organisations that do).
    """
    strange = {
        dialect: sum(_slug(profile, dialect, found.slug, found, at) != found.slug for _headline, found, at in pairs)
        for dialect in hits
    }
    order = ("keep-dashes", *_DIALECTS) if profile.encoder("") == "aspnet" else _DIALECTS
    most = max(hits.values())
    leader = min((name for name in order if hits[name] == most), key=lambda name: strange[name])
    usual = next(name for name in order if hits[name] >= most - 1)
    return usual if strange[usual] <= strange[leader] else leader


def _slug(profile: Profile, dialect: str, headline: str, found: place.Match, published: str) -> str:
    tried = replace(profile, slug=dialect)
    return place.slug_for(tried, headline, section=found.section, published_iso=published)


def _made(profile: Profile, rows: Sequence[Row]) -> list[Example]:
    """The addresses of some articles, beside what the profile makes of headline, date and section."""
    made = []
    for row in spread(rows, _MOST_TRIED):
        url, headline, published = row.get("url", ""), headline_of(row, profile), published_of(row, profile.date_keys)
        if not url or not headline:
            continue
        found = place.match(profile, url)
        section = found.section if found else ""
        slug = place.slug_for(profile, headline, section=section, published_iso=published)
        built = place.build(profile, slug=slug, section=section, published_iso=published)
        made.append(Example(headline, url, built))
    return made


def _addresses(made: Sequence[Example]) -> list[Finding]:
    right = sum(one.made == one.real for one in made)
    return [finding("address", {"": right}, len(made), value="")] if made else []


def _example(made: Sequence[Example]) -> Example | None:
    """One that is right where most are, and one that is wrong where most are: as it will be."""
    right = [one for one in made if one.made == one.real]
    usual = right if 2 * len(right) >= len(made) else [one for one in made if one.made != one.real]
    return min(islice(usual, _EXAMPLES_TRIED), key=lambda one: len(one.real), default=None)


# -- incidents


def _incidents(rows: Sequence[Row]) -> list[Finding]:
    """How the references of incidents look: 9 for a digit, A and a for a letter."""
    having = [row["incident.reference"] for row in rows if row.get("incident.reference")]
    if not having:
        return []
    return [finding("incident", Counter(map(_look, having)), len(rows), seen=len(having))]


def _look(reference: str) -> str:
    digits = re.sub(r"\d", "9", decode(reference))
    return re.sub(r"[^\W\d_]", lambda found: "A" if found[0].isupper() else "a", digits)
