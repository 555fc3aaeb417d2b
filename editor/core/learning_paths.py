"""The pattern of an organisation's web addresses, told from them and from the dates of their articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from editor.core.dates import TOKENS, expand, pattern_of, tokens_of, uk_stamp

# What one folder of an address may be, or the beginning or end of its last part. Of two that fit, the first wins.
_FORMS = (
    "{yyyy}",
    "{mm}",
    "{m}",
    "{month}",
    "{Month}",
    "{Mon}",
    "{dd}",
    "{d}",
    "{month}-{yyyy}",
    "{Month}-{yyyy}",
    "{month}-{yy}",
    "{yyyy}-{month}",
    "{yyyy}-{mm}-{dd}",
    "{yyyy}-{mm}",
    "{yyyy}_{mm}",
    "{yyyy}{mm}{dd}",
    "{yyyy}{mm}",
    "{mm}-{yyyy}",
    "{dd}-{mm}-{yyyy}",
    "{dd}{mm}{yyyy}",
    "{dd}-{month}-{yyyy}",
    "{d}-{month}-{yyyy}",
    "{week-monday}",
    "{yy}{mm}{dd}",
    "{dd}{mm}{yy}",
    "{yy}{mm}",
    "{yy}",
)
# Where an article has no date, a look must do: these are years, months and days, and two digits alone no year.
_DATE_LOOKS = {
    "yyyy": "(?:19[89]|20[0-4])[0-9]",
    "mm": "0[1-9]|1[0-2]",
    "m": "[1-9]|1[0-2]",
    "dd": "0[1-9]|[12][0-9]|3[01]",
    "d": "[1-9]|[12][0-9]|3[01]",
}
_LOOKS = {
    form: re.compile(pattern_of(form, lambda token: f"(?:{_DATE_LOOKS.get(token, TOKENS[token].pattern)})"))
    for form in _FORMS
    if "yy" not in tokens_of(form) or form == "{month}-{yy}"
}
_NEED_A_YEAR = frozenset({"{mm}", "{m}", "{dd}", "{d}"})
_SHORTEST_BESIDE = 6  # characters of a date beside a slug: 210304-, not 21- (which may be a number of the headline)

_ADDRESS = re.compile(r"(?P<base>https?://[^/?#\s]+)(?P<path>/[^{}\s]*)")
_PARTS = re.compile(r"(?P<path>[^?#]*?)(?P<index>/(?:index|default)\.[a-z]+)?(?P<slash>/*)(?P<query>\?[^#]*)?(?:#.*)?")
_ENDING = re.compile(r"\.(?:aspx?|s?html?|php|jsp)$")
_ID = re.compile(r"[0-9]{3,}|[0-9a-f]{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
_QUERY_ID = re.compile(rf"(?<==)(?:[0-9]+|{_ID.pattern})(?=&|$)", re.IGNORECASE)
_ID_LAST = re.compile(r"[-_](?=[0-9]{5,}$)")
_ID_FIRST = re.compile(r"[0-9]{5,}(?P<dash>[-_])(?=[A-Za-z])")
_RAREST_SECTION, _NEARLY_ALL = 0.02, 0.9
# A section must be worth listing, one that looks like a date more so, and a folder that is always the same is best.
_SECTION_COSTS, _DATE_COSTS, _FOLDER_COSTS = 0.02, 0.05, 0.02
# When an address of now is taken instead of that of most: how many of all must have it, and how clearly of the latest.
_STILL_MANY, _CLEARLY, _FEWEST_LATEST = 0.2, 0.5, 8


@dataclass(frozen=True, slots=True)
class Address:
    """A web address, and when its article was published (ISO 8601, or "")."""

    url: str
    published: str


@dataclass(frozen=True, slots=True)
class LearntPath:
    """The start of the addresses, the pattern of the rest, and its sections, the usual one first.

    ``follow`` is how many addresses follow it, ``in_sections`` how many lie in each section, ``bases`` how many have
    which start, and ``paths`` how many have which other pattern.
    """

    base: str
    path: str
    sections: tuple[str, ...]
    follow: int
    bases: Mapping[str, int]
    paths: Mapping[str, int]
    in_sections: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read an address: its folders, each a token or a literal, and the last part's pattern, with the end."""

    folders: tuple[str, ...]
    page: str


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A candidate: its path, how many addresses have which section, and how much there is for it (0 to 1)."""

    path: str
    sections: Mapping[str, int]
    score: float
    depth: int


def learn_path(addresses: Sequence[Address]) -> LearntPath | None:
    """The pattern that most addresses follow, or None where there are no addresses."""
    found = [(parts, item.published) for item in addresses if (parts := _ADDRESS.fullmatch(item.url))]
    if not found:
        return None
    latest = _latest(found)
    base = Counter(parts["base"] for parts, _at in latest or found).most_common(1)[0][0]
    readings, recent = (
        Counter(_readings(parts["path"], at) for parts, at in some if parts["base"] == base) for some in (found, latest)
    )
    total, deepest = readings.total(), _fixed(readings)
    chosen = _newest(_candidates(readings, deepest), _candidates(recent, deepest))
    path, sections = _settled(chosen, total)
    in_path = sections or [section for section in chosen.sections if path == _in(chosen.path, section)]
    follow = sum(chosen.sections[section] for section in (chosen.sections if sections else in_path))
    return LearntPath(
        base=base,
        path=path,
        sections=tuple(sections),
        follow=follow,
        bases=Counter(parts["base"] for parts, _at in found),
        paths={**_strays(readings, chosen), path: follow},
        in_sections=chosen.sections,
    )


# -- one address


def _readings(path: str, published: str) -> tuple[_Reading, ...]:
    """Every way to read an address, last of all the one that takes no folder for a date."""
    stamp = uk_stamp(published) if published else None
    day = stamp.day if stamp else ""
    parts = _PARTS.fullmatch(path)
    assert parts is not None
    end = (parts["index"] or "") + parts["slash"]
    *folders, last = parts["path"].removeprefix("/").split("/")
    pages = [last + end + _QUERY_ID.sub("{id}", parts["query"])] if parts["query"] else _pages(last, day, end)
    ways = []
    for page in pages:
        for chosen in product(*(_folder(folder, day) for folder in folders)):
            ways.append(_Reading(chosen, page))
    as_it_stands = _Reading(tuple(folders), "{slug}" + _stem(last, end)[1] if len(pages) > 1 else pages[0])
    return tuple(dict.fromkeys((*filter(_is_date, ways), as_it_stands)))


def _folder(text: str, day: str) -> tuple[str, ...]:
    fitting = _written(day).get(text, ()) if day else _looking_like(text)
    if not fitting and _ID.fullmatch(text):
        return ("{id}",)
    return fitting or (text,)


def _pages(text: str, day: str, end: str) -> list[str]:
    """The patterns that the last part of an address may have."""
    stem, end = _stem(text, end)
    if _ID.fullmatch(stem):
        return [f"{{id}}{end}"]
    if dated := [f"{pattern}{end}" for pattern in _dated(stem, day)]:
        return dated
    if found := _ID_LAST.search(stem):
        return [f"{{slug}}{found[0]}{{id}}{end}"]
    if found := _ID_FIRST.match(stem):
        return [f"{{id}}{found['dash']}{{slug}}{end}"]
    return [f"{{slug}}{end}"]


def _stem(text: str, end: str) -> tuple[str, str]:
    """The last part without what makes it a file, and the end with it."""
    ending = _ENDING.search(text)
    return (text[: ending.start()], ending[0] + end) if ending else (text, end)


def _dated(stem: str, day: str) -> Iterator[str]:
    """The patterns of a last part that holds the date beside the slug."""
    for dash in "-_":
        pieces = stem.split(dash)
        for count in (3, 2, 1):
            if len(pieces) <= count:
                continue
            for text, pattern in (
                (dash.join(pieces[:count]), f"{{date}}{dash}{{slug}}"),
                (dash.join(pieces[-count:]), f"{{slug}}{dash}{{date}}"),
            ):
                forms = (_written(day).get(text, ()) if day else _looking_like(text)) if _may_be_date(text) else ()
                yield from (pattern.replace("{date}", form) for form in forms)


def _may_be_date(text: str) -> bool:
    return len(text) >= _SHORTEST_BESIDE and text[0].isdigit() and text[-1].isdigit()


@lru_cache(maxsize=16384)
def _written(day: str) -> Mapping[str, tuple[str, ...]]:
    """Every text that a day may have in an address, with the forms that write it so."""
    stamp = uk_stamp(day)
    assert stamp is not None
    texts: dict[str, tuple[str, ...]] = {}
    for form in _FORMS:
        text = expand(form, lambda token: TOKENS[token].write(stamp))
        texts[text] = (*texts.get(text, ()), form)
    return texts


@lru_cache(maxsize=4096)
def _looking_like(text: str) -> tuple[str, ...]:
    return tuple(form for form, look in _LOOKS.items() if look.fullmatch(text))


def _is_date(reading: _Reading) -> bool:
    """Whether a number is a month or a day only beside a year."""
    tokens = tokens_of("/".join((*reading.folders, reading.page)))
    return "yyyy" in tokens or "yy" in tokens or not _NEED_A_YEAR.intersection(reading.folders)


# -- all of them


def _fixed(readings: Mapping[tuple[_Reading, ...], int]) -> int:
    """How many folders at the start are the same literal in nearly all addresses."""
    depth, total = 0, sum(readings.values())
    while True:
        names: Counter[str] = Counter()
        for ways, count in readings.items():
            if len(ways[0].folders) > depth:
                names[ways[0].folders[depth]] += count
        name, count = names.most_common(1)[0] if names else ("{", 0)
        if name.startswith("{") or count < _NEARLY_ALL * total:
            return depth
        depth += 1


def _candidates(readings: Mapping[tuple[_Reading, ...], int], deepest: int) -> dict[str, _Pattern]:
    """The patterns that addresses have, with so many or fewer folders at the start that are always the same."""
    return {
        pattern.path: replace(pattern, score=pattern.score - _FOLDER_COSTS * (deepest - depth))
        for depth in range(deepest + 1)
        for pattern in _patterns(readings, depth)
    }


def _newest(every: Mapping[str, _Pattern], latest: Mapping[str, _Pattern]) -> _Pattern:
    """The best pattern; or, where a web site has changed its addresses, the one that it has now."""
    best = max(every.values(), key=lambda pattern: pattern.score)
    now = max(latest.values(), key=lambda pattern: pattern.score, default=best)
    before = latest[best.path].score if best.path in latest else 0
    if now.path in every and every[now.path].score >= _STILL_MANY and now.score >= before + _CLEARLY:
        return every[now.path]
    return best


def _strays(readings: Mapping[tuple[_Reading, ...], int], chosen: _Pattern) -> Counter[str]:
    """The patterns of the addresses that do not follow the chosen one."""
    strays: Counter[str] = Counter()
    own = {chosen.path, chosen.path.replace("{section}/", "")}
    for ways, count in readings.items():
        if own.isdisjoint(_shape(way, chosen.depth)[0] for way in ways):
            strays[_shape(ways[0], len(ways[0].folders))[0]] += count
    return strays


def _latest(found: Sequence[tuple[re.Match[str], str]]) -> list[tuple[re.Match[str], str]]:
    """The latest fifth of the articles that have a date, or none where that are too few."""
    dated = sorted(((parts, at) for parts, at in found if at), key=lambda pair: pair[1])
    count = len(dated) // 5
    return dated[-count:] if count >= _FEWEST_LATEST else []


def _patterns(readings: Mapping[tuple[_Reading, ...], int], depth: int) -> Iterator[_Pattern]:
    """The patterns of addresses where so many folders at the start are always the same."""
    total = sum(readings.values())
    shapes: dict[str, Counter[str]] = {}
    for ways, count in readings.items():
        for shape, section in dict.fromkeys(_shape(way, depth) for way in ways):
            shapes.setdefault(shape, Counter())[section] += count
    for shape, sections in shapes.items():
        together = Counter(sections)
        bare = shape.replace("{section}/", "")
        if bare != shape and bare in shapes:
            together += shapes[bare]
        listed = _usual(together, total)
        costs = sum(_DATE_COSTS if re.search("[0-9]", name) else _SECTION_COSTS for name in listed[1:])
        yield _Pattern(shape, together, sum(together[name] for name in listed) / total - costs, depth)


def _settled(pattern: _Pattern, total: int) -> tuple[str, list[str]]:
    """The path and its sections; where nearly all articles lie in one, that is a folder like any other."""
    if "{section}" not in pattern.path:
        return pattern.path, []
    usual = _usual(pattern.sections, total)
    if len(usual) == 1 and pattern.sections[usual[0]] >= _NEARLY_ALL * sum(pattern.sections.values()):
        return _in(pattern.path, usual[0]), []
    if not any(usual):
        named = [section for section in pattern.sections if section]
        usual.insert(0, max(named, key=lambda section: pattern.sections[section]))
    return pattern.path, usual


def _in(path: str, section: str) -> str:
    return path.replace("{section}", section) if section else path.replace("{section}/", "")


def _usual(sections: Mapping[str, int], total: int) -> list[str]:
    """The sections worth listing, the most frequent first; at least one. "" is for an address without."""
    by_count = sorted(sections, key=lambda name: -sections[name])
    fewest = max(2, _RAREST_SECTION * total)
    return [name for name in by_count if sections[name] >= fewest] or by_count[:1]


def _shape(reading: _Reading, depth: int) -> tuple[str, str]:
    """A reading as a pattern, with the first run of literals that are not always the same as its section."""
    folders = list(reading.folders[:depth])
    section: list[str] = []
    is_over = False
    for folder in reading.folders[depth:]:
        is_literal = not folder.startswith("{")
        if is_literal and not is_over:
            if not section:
                folders.append("{section}")
            section.append(folder)
        else:
            folders.append(folder)
        is_over = is_over or (bool(section) and not is_literal)
    return "/" + "".join(f"{folder}/" for folder in folders) + reading.page, "/".join(section)
