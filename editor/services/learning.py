"""A profile from the files of an archive: finding the articles, printing what was learnt, and keeping it.

A profile is printed as those that come with Copydesk are, with a remark beside each line that says how many articles
it holds for. What is printed loads as the very same profile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from editor.core.article import FrontMatter, text_at
from editor.core.codec import Outcome, parse
from editor.core.encoding import decode
from editor.core.errors import CopydeskError
from editor.core.language import _, ngettext
from editor.core.learning import Finding, Lesson
from editor.core.learning_findings import FEW
from editor.core.profile import dump_profile
from editor.services.archive import NEWS, OWN, Archive, check_area
from editor.services.files import Saved, VersionStore, open_file, save, visible
from editor.services.folders import articles_in, kind_of, make_folder, read_bytes

_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
# What is told though the profile has no line for it.
_BESIDE = ("title_prefix", "title_suffix", "headline_suffix", "incident")
# Of these it is said where too little was seen; the shares of the rest speak for themselves.
_JUDGED = ("path", "slug", "title_suffix", "date_keys", "constants", "encoders")
_WIDE = 2**30  # no line is ever wrapped
# Always said: what a profile needs, and what is worth a remark also where it is as usual.
_SAID = ("area", "name", "base", "path", "slug", "keys")


@dataclass(frozen=True, slots=True)
class Broken:
    """A file or folder that could not be read, and why in a sentence."""

    path: Path
    sentence: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """The front matters of one organisation's articles, and what was passed over."""

    area: str
    fronts: tuple[FrontMatter, ...]
    broken: tuple[Broken, ...]


def areas_in(archive: Path) -> list[str]:
    """The organisations that have articles in an archive, by name; none where it is no archive or cannot be read."""
    try:
        return sorted(path.name for path in (archive / NEWS).iterdir() if path.is_dir() and path.name[0] != ".")
    except OSError:
        return []


def gather(folder: Path, area: str = "", seen: Callable[[int], None] = lambda _count: None) -> Gathered:
    """Read an organisation's articles, in an archive or in any folder of articles.

    ``area`` may be left out where there is only one. ``seen`` hears how many files were read so far, and may raise
    to end it. Raises CopydeskError: ``no-folder``; ``no-articles``; ``which-area`` where there are several.
    """
    if kind_of(folder) != "folder":
        raise CopydeskError(
            _("There is no folder “{path}”.").format(path=visible(str(folder))), code="no-folder", where=str(folder)
        )
    broken: list[Broken] = []
    if (folder / NEWS).is_dir():
        area = _area_of_archive(folder, area)
        read = [front for _area, front in _read(folder / NEWS / area, broken, seen)]
    else:
        found = list(_read(folder, broken, seen))
        area = _area_of_files(folder, area, Counter(name for name, _front in found if name))
        read = [front for name, front in found if name in ("", area)]
    if not read:
        raise _no_articles(folder, area, len(broken))
    return Gathered(area, tuple(read), tuple(broken))


def _read(folder: Path, broken: list[Broken], seen: Callable[[int], None]) -> Iterator[tuple[str, FrontMatter]]:
    """The area and front matter of each article; "" where it names no area."""
    for count, path in enumerate(articles_in(folder, lambda *fault: broken.append(Broken(*fault))), start=1):
        try:
            reading = parse(read_bytes(path))
        except CopydeskError as error:
            broken.append(Broken(path, error.sentence))
        else:
            front = reading.article.front
            if reading.outcome is Outcome.OPEN_RAW or not front:
                why = next((one.sentence for one in reading.departures), _("It has no fields, so it is no article."))
                broken.append(Broken(path, why))
            else:
                yield decode(text_at(front, ("area",)) or ""), front
        seen(count)


def _area_of_archive(root: Path, area: str) -> str:
    return _chosen(root, area, areas_in(root))


def _area_of_files(folder: Path, area: str, areas: Counter[str]) -> str:
    if not areas:
        return area or folder.absolute().name
    return _chosen(folder, area, sorted(areas))


def _chosen(folder: Path, area: str, areas: Sequence[str]) -> str:
    if area and area in areas:
        return area
    if area or not areas:
        raise _no_articles(folder, area, 0, areas)
    if len(areas) > 1:
        raise CopydeskError(
            _("There are several organisations in “{path}”: {areas}. Say of which (--area NAME).").format(
                path=visible(str(folder)), areas=_listed(areas)
            ),
            code="which-area",
            where=str(folder),
        )
    return areas[0]


def _no_articles(folder: Path, area: str, broken: int, areas: Sequence[str] = ()) -> CopydeskError:
    where = visible(str(folder))
    if areas:
        sentence = _("There are no articles of “{area}” in “{path}”; there are some of {areas}.").format(
            area=visible(area), path=where, areas=_listed(areas)
        )
    elif broken:
        sentence = ngettext(
            "There is nothing to learn from in “{path}”: its only article could not be read.",
            "There is nothing to learn from in “{path}”: none of its {n} articles could be read.",
            broken,
        ).format(path=where, n=broken)
    else:
        sentence = _("There are no articles in “{path}”, so there is nothing to learn from.").format(path=where)
    return CopydeskError(sentence, code="no-articles", where=str(folder))


def _listed(areas: Sequence[str]) -> str:
    most = 12
    listed = ", ".join(visible(area) for area in areas[:most])
    return _("{areas} and {n} more").format(areas=listed, n=len(areas) - most) if len(areas) > most else listed


# -- as a file


def as_yaml(lesson: Lesson) -> str:
    """The profile as a file, with what each line is told from as a remark at its end."""
    lines = [f"# {line}" for line in _heading(lesson)]
    plain = dump_profile(lesson.profile)
    said = {name: plain.get(name, getattr(lesson.profile, name)) for name in _SAID}
    for name, value in {**said, **plain}.items():
        match value:
            case dict():
                lines.append(f"{name}:")
                lines += [f"  {_entry({key: text}, _remark(lesson, name, key))}" for key, text in value.items()]
            case list() | tuple():
                lines.append(f"{name}:" if value else f"{name}: []")
                lines += [_entry([text], _remark(lesson, name, text)) for text in value]
            case _:
                lines.append(_entry({name: value}, _remark(lesson, name)))
    beside = [one for one in lesson.findings if one.part in _BESIDE and not plain.get(one.part)]
    lines += [f"# {_spoken(one)}" for one in beside]
    return "\n".join(lines) + "\n"


def _heading(lesson: Lesson) -> Iterator[str]:
    yield ngettext(
        "Learnt by Copydesk from {n} article. Beside each line: how many of them say so, and what others say.",
        "Learnt by Copydesk from {n} articles. Beside each line: how many of them say so, and what others say.",
        lesson.articles,
    ).format(n=lesson.articles)
    if lesson.articles < FEW:
        yield _("So few articles prove little: check every line.")
    if not lesson.profile.path:
        yield _("None of them has a web address: fill in “base” and “path” before this can be used.")


def _entry(data: dict[str, object] | list[str], remark: str) -> str:
    """A name with its text, on one line, whatever is in them."""
    text = yaml.dump(data, allow_unicode=True, default_flow_style=False, width=_WIDE).rstrip("\n")
    if len(text.splitlines()) > 1:
        text = yaml.dump(data, default_flow_style=False, default_style='"', width=_WIDE).rstrip("\n")
        text = text.replace("\n:", "\n  :")
    return f"{text}  # {remark}" if remark else text


def _remark(lesson: Lesson, part: str, key: str = "") -> str:
    found = [one for one in lesson.findings if one.part == part and one.key == key]
    if part == "path":
        found += [one for one in lesson.findings if one.part == "address"]
    if part == "encoders" and key == "default":
        rest = [one for one in lesson.findings if one.part == part and one.key not in lesson.profile.encoders]
        found = [one for one in rest if one.seen] or found
    return "; ".join(_spoken(one) for one in found)


def _spoken(finding: Finding) -> str:
    """What a finding rests on, on one line."""
    share = percent(finding.support)
    match finding.part:
        case "encoders" if not finding.seen:
            said = _("no text with a quotation mark or an ampersand was seen")
        case "encoders":
            said = ngettext("{key}: {share} of {n} text", "{key}: {share} of {n} texts", finding.seen).format(
                key=finding.key, share=share, n=finding.seen
            )
        case "address":
            said = _("whole address made from headline, date and section: {share}").format(share=share)
        case "incident":
            said = _("incident.reference: {share} have one, most like {form}").format(
                share=percent(finding.support), form=finding.value
            )
        case "title_prefix" | "title_suffix" | "headline_suffix" if not finding.value:
            said = _("{part}: none, as in {share}").format(part=finding.part, share=share)
        case _:
            said = share
    others = [f"{_short(other.value)}: {percent(other.support)}" for other in finding.others]
    thin = [_("too little to be sure")] if finding.is_thin and finding.part in _JUDGED else []
    return visible(", ".join((said, *others, *thin)))


def percent(share: float) -> str:
    """A share as people read it; only what is so everywhere is 100%, and only what is nowhere 0%."""
    if 0 < share < 1:
        share = min(max(share, 0.01), 0.99)
    return f"{share:.0%}"


def _short(text: str) -> str:
    most = 60
    return text if len(text) <= most else text[: most - 2] + " …"


# -- kept in an archive


def keep(archive: Path, lesson: Lesson, versions: VersionStore) -> Saved:
    """Keep a profile as the archive's own. One that is there is replaced, and stays among the versions.

    Raises CopydeskError where it cannot be saved, or the organisation's name cannot be that of a file.
    """
    area = lesson.profile.area
    check_area(area)
    folder = Archive(archive).root / OWN / "profiles"
    for new in (folder.parent, folder):
        make_folder(new)
    path = next((path for path in sorted(folder.glob("*.yaml"), reverse=True) if _area_in(path) == area), None)
    return write_file(path or folder / f"{area}.yaml", as_yaml(lesson), versions)


def write_file(path: Path, text: str, versions: VersionStore) -> Saved:
    """Save a text in a file. One that is there is replaced, and stays among the versions. Raises CopydeskError."""
    expected = open_file(path).fingerprint if kind_of(path) else None
    return save(path, text.encode(), expected, versions=versions)


def _area_in(path: Path) -> str:
    try:
        data = yaml.load(read_bytes(path).decode("utf-8-sig"), _LOADER)
    except (CopydeskError, UnicodeDecodeError, yaml.YAMLError, RecursionError):
        return ""
    return str(data.get("area", "")) if isinstance(data, dict) else ""
