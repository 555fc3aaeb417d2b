"""The pattern of an organisation's web addresses, told from them and from the dates of their articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from urllib.parse import urlsplit

from editor.core.dates import TOKENS, Stamp, expand, pattern_of, uk_stamp

# What one folder of an address may be. Without a date its look decides, and the first that fits wins.
_FOLDERS = (
    "{yyyy}",
    "{mm}",
    "{m}",
    "{month}",
    "{Month}",
    "{month}-{yyyy}",
    "{month}-{yy}",
    "{yy}{mm}",
    "{week-monday}",
    "{dd}-{mm}-{yyyy}",
)
_LOOKS = {
    folder: re.compile(
        "20[0-4][0-9]" if folder == "{yyyy}" else pattern_of(folder, lambda token: f"(?:{TOKENS[token].pattern})")
    )
    for folder in _FOLDERS
    if folder != "{yy}{mm}"
}
_IDS = re.compile(r"[0-9]{3,}")
_FEWEST_SECTION = 0.02


@dataclass(frozen=True, slots=True)
class Address:
    """A web address, and when its article was published (ISO 8601, or "")."""

    url: str
    published: str


@dataclass(frozen=True, slots=True)
class LearntPath:
    """The start of the addresses, the pattern of the rest, its sections, and the share of addresses that follow it."""

    base: str
    path: str
    sections: tuple[str, ...]
    support: float


@dataclass(frozen=True, slots=True)
class _Reading:
    """One way to read an address: its folders, each a token or a literal, the last part's pattern, the end."""

    folders: tuple[str, ...]
    page: str


def learn_path(addresses: Sequence[Address]) -> LearntPath | None:
    """The pattern that most addresses follow, or None where there are no addresses."""
    if not addresses:
        return None
    bases = Counter(f"{parts.scheme}://{parts.netloc}" for parts in map(urlsplit, (item.url for item in addresses)))
    base = bases.most_common(1)[0][0]
    readings = [
        list(_readings(item.url.removeprefix(base), uk_stamp(item.published) if item.published else None))
        for item in addresses
        if item.url.startswith(f"{base}/")
    ]
    fixed = _fixed(readings)
    shapes: Counter[str] = Counter()
    sections: dict[str, Counter[str]] = {}
    for ways in readings:
        for shape, section in {_shape(way, fixed) for way in ways}:
            shapes[shape] += 1
            sections.setdefault(shape, Counter())[section] += 1
    path, support = shapes.most_common(1)[0]
    usual = [name for name, count in sections[path].most_common() if count >= _FEWEST_SECTION * len(addresses)]
    bare = path.replace("{section}/", "")
    if bare != path and shapes[bare] >= _FEWEST_SECTION * len(addresses):
        usual.append("")
        support += shapes[bare]
    return LearntPath(base, path, tuple(usual) if "{section}" in path else (), support / len(addresses))


def _readings(path: str, stamp: Stamp | None) -> Iterator[_Reading]:
    tail = path[len(path.rstrip("/")) :]
    *folders, page = path.rstrip("/").removeprefix("/").split("/")
    for chosen in product(*(_folder(folder, stamp) for folder in folders)):
        yield _Reading(chosen, _page(page, stamp) + tail)


def _folder(text: str, stamp: Stamp | None) -> list[str]:
    if stamp:
        fitting = [form for form in _FOLDERS if expand(form, lambda token: TOKENS[token].write(stamp)) == text]
    else:
        fitting = [form for form, look in _LOOKS.items() if look.fullmatch(text)]
    if not fitting and _IDS.fullmatch(text):
        return ["{id}"]
    return fitting or [text]


def _page(text: str, stamp: Stamp | None) -> str:
    if _IDS.fullmatch(text):
        return "{id}"
    if stamp and text.startswith(f"{expand('{dd}{mm}{yy}', lambda token: TOKENS[token].write(stamp))}-"):
        return "{dd}{mm}{yy}-{slug}"
    if re.search(r"-[0-9]{5,}$", text):
        return "{slug}-{id}"
    ending = re.search(r"\.(?:aspx|html?|php)$", text)
    return f"{{slug}}{ending[0]}" if ending else "{slug}"


def _fixed(readings: Sequence[Sequence[_Reading]]) -> int:
    """How many folders at the start are the same literal in nearly all addresses."""
    depth = 0
    while True:
        names = Counter(ways[0].folders[depth] for ways in readings if len(ways[0].folders) > depth)
        name, count = names.most_common(1)[0] if names else ("", 0)
        if name.startswith("{") or count < 0.9 * len(readings):
            return depth
        depth += 1


def _shape(reading: _Reading, fixed: int) -> tuple[str, str]:
    """A reading as a pattern, with the first run of varying literals as its section."""
    folders = list(reading.folders[:fixed])
    section: list[str] = []
    rest = reading.folders[fixed:]
    for at, folder in enumerate(rest):
        if folder.startswith("{"):
            folders.append(folder)
        elif not section or (at and rest[at - 1] == section[-1]):
            if not section:
                folders.append("{section}")
            section.append(folder)
        else:
            folders.append(folder)
    return "/" + "".join(f"{folder}/" for folder in folders) + reading.page, "/".join(section)
