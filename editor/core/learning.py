"""A profile from an archive: what an organisation's articles have in common, and how many of them say so.

Every rule is told by trying: a form, a dialect, an encoder or a pattern is taken where it reproduces more of the
archive's own values than any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from editor.core.article import FrontMatter, dotted, leaves
from editor.core.dates import KNOWN_FORMS, NAMED_FORMS, read, to_iso, uk_stamp
from editor.core.encoding import ENCODERS, decode
from editor.core.learning_paths import Address, learn_path
from editor.core.place import match
from editor.core.profile import Profile
from editor.core.slugs import DIALECTS, slugify

TYPED_KEYS = (
    "title",
    "og.title",
    "og.description",
    "og.url",
    "twitter.title",
    "twitter.description",
    "twitter.url",
    "twitter.image",
)
DATE_KEYS = ("publish.date", "article.published.time", "article.modified.time", "og.updated.time")
IMAGE_KEYS = ("og.image.url", "og.image")
NEVER_CONSTANT = ("area", "url", "incident.", "day", "month", "time")
_SEPARATORS = (" | ", " - ", " – ")
_MOST, _MANY, _SOME = 0.9, 0.5, 1 / 3

Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was learnt: of which name in the profile, and the share of articles it holds for (0 to 1)."""

    name: str
    value: str
    support: float


@dataclass(frozen=True, slots=True)
class Lesson:
    """A profile, and how sure each part of it is."""

    profile: Profile
    findings: tuple[Finding, ...]


def learn(fronts: Sequence[FrontMatter], area: str, name: str = "") -> Lesson:
    """What the front matters of one organisation have in common. They must not be none."""
    rows = [{dotted(path): value for path, value in leaves(front) if isinstance(value, str)} for front in fronts]
    findings: list[Finding] = []
    prefix, suffix, headline_suffix = _affixes(rows, findings)
    profile = Profile(
        area=area,
        name=name or area,
        base="",
        path="",
        title_prefix=prefix,
        title_suffix=suffix,
        headline_suffix=headline_suffix,
        date_keys=_date_keys(rows, findings),
    )
    profile = _with_address(profile, rows, findings)
    profile = _with_keys(profile, rows, findings)
    return Lesson(replace(profile, encoders=_encoders(profile, rows, findings)), tuple(findings))


def headline_of(row: Row, profile: Profile) -> str:
    """The headline of an article, as its profile tells it from the rest of the title."""
    if row.get("og.title") and "og.title" not in profile.constants:
        return decode(row["og.title"]).removesuffix(profile.headline_suffix)
    return decode(row.get("title", "")).removeprefix(profile.title_prefix).removesuffix(profile.title_suffix)


def published_of(row: Row, profile: Profile) -> str:
    """When an article was published, in ISO 8601; "" where its file does not say."""
    for key, form in profile.date_keys.items():
        if key in row and (iso := to_iso(decode(row[key]), form)):
            return iso
    return ""


def _values(rows: Iterable[Row], key: str) -> list[str]:
    return [row[key] for row in rows if key in row]


def _best(hits: Mapping[str, int]) -> tuple[str, int]:
    """The candidate with most hits, the first of equals."""
    return max(hits.items(), key=lambda pair: pair[1])


def _affixes(rows: Sequence[Row], findings: list[Finding]) -> tuple[str, str, str]:
    titles = [decode(text) for text in _values(rows, "title")]
    headlines = [decode(text) for text in _values(rows, "og.title")]
    found = []
    for name, values, pieces in (
        ("title_prefix", titles, _beginnings),
        ("title_suffix", titles, _ends),
        ("headline_suffix", headlines, _ends),
    ):
        counts = Counter(piece for value in values for piece in pieces(value))
        usual = [piece for piece, count in counts.items() if count >= 0.8 * len(values) and len(set(values)) > 1]
        # A whole value that repeats is a constant, no affix.
        piece = max(usual, key=len, default="")
        found.append(piece)
        if piece:
            findings.append(Finding(name, piece, counts[piece] / len(values)))
    return found[0], found[1], found[2]


def _ends(title: str) -> set[str]:
    ends = {title[at:] for separator in _SEPARATORS for at in _places(title, separator)}
    return ends | ({" |"} if title.endswith(" |") else set())


def _beginnings(title: str) -> set[str]:
    return {title[: at + len(separator)] for separator in _SEPARATORS for at in _places(title, separator)}


def _places(text: str, piece: str) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


def _date_keys(rows: Sequence[Row], findings: list[Finding]) -> dict[str, str]:
    forms: dict[str, str] = {}
    for key in DATE_KEYS:
        texts = [decode(text) for text in _values(rows, key)]
        if len(texts) < _MOST * len(rows):
            continue  # some sites add the date of a change only once there was one
        form, hits = _best({form: _written_as(texts, form) for form in (*KNOWN_FORMS, *NAMED_FORMS)})
        if hits >= _MANY * len(texts):
            forms[key] = form
            findings.append(Finding(f"date_keys, {key}", form, hits / len(texts)))
    return forms


def _written_as(texts: Sequence[str], form: str) -> int:
    """How many texts are dates of a form; a time stamp that has an offset must have that of the United Kingdom."""
    hits = 0
    for text in texts:
        stamp = read(text, form)
        if stamp is None or stamp.form != form:
            continue
        uk = uk_stamp(stamp.iso)
        hits += form not in ("iso", "iso-minutes") or uk is None or uk.offset == stamp.offset
    return hits


def _with_address(profile: Profile, rows: Sequence[Row], findings: list[Finding]) -> Profile:
    addresses = [Address(row["url"], published_of(row, profile)) for row in rows if row.get("url")]
    learnt = learn_path(addresses)
    if learnt is None:
        return profile
    profile = replace(profile, base=learnt.base, path=learnt.path, sections=learnt.sections)
    findings.append(Finding("path", learnt.path, learnt.support))
    pairs = [
        (headline_of(row, profile), found.slug)
        for row in rows
        if (found := match(profile, row.get("url", ""))) and found.slug
    ]
    dialect, hits = _best(
        {dialect: sum(slugify(text, dialect) == slug for text, slug in pairs) for dialect in DIALECTS}
    )
    if pairs:
        findings.append(Finding("slug", dialect, hits / len(pairs)))
    return replace(profile, slug=dialect)


def _with_keys(profile: Profile, rows: Sequence[Row], findings: list[Finding]) -> Profile:
    counts = {key: Counter(_values(rows, key)) for key in sorted({key for row in rows for key in row})}
    image_key = next((key for key in IMAGE_KEYS if key in counts), "")
    constants: dict[str, str] = {}
    keys: list[str] = []
    og_base = _og_base(rows, profile.base)
    for key, values in counts.items():
        value, most = values.most_common(1)[0]
        support = values.total() / len(rows)
        steady = most / len(rows) >= (_SOME if key == image_key else _MOST) and (most > 1 or len(rows) == 1)
        if steady and key not in profile.date_keys and not key.startswith(NEVER_CONSTANT):
            constants[key] = value
            findings.append(Finding(f"constants, {key}", value, most / len(rows)))
        elif key in TYPED_KEYS and (support >= _MANY or key == "twitter.image"):
            if key.endswith(".url") and not _follows_url(rows, key, profile.base, og_base):
                continue
            keys.append(key)
            findings.append(Finding("keys", key, support))
    return replace(
        profile,
        keys=tuple(sorted(keys, key=TYPED_KEYS.index)),
        image_key=image_key,
        constants=constants,
        og_base=og_base,
    )


def _og_base(rows: Sequence[Row], base: str) -> str:
    """The start of ``og.url`` where the page itself is told to live on another host."""
    bases: Counter[str] = Counter()
    for row in rows:
        url, og_url = row.get("url", ""), row.get("og.url", "")
        tail = url.removeprefix(base)
        if base and tail != url and og_url.endswith(tail):
            bases[og_url.removesuffix(tail)] += 1
    usual = max(bases, key=lambda start: bases[start], default=base)
    return "" if usual == base else usual


def _follows_url(rows: Sequence[Row], key: str, base: str, og_base: str) -> bool:
    start = og_base if key == "og.url" and og_base else base
    same = sum(row[key] == start + row["url"].removeprefix(base) for row in rows if key in row and "url" in row)
    return same >= _MANY * len(_values(rows, key))


def _encoders(profile: Profile, rows: Sequence[Row], findings: list[Finding]) -> dict[str, str]:
    keys = [key for key in (*profile.keys, profile.image_key) if key and key not in ("og.url", "twitter.url")]
    hits = {
        key: {
            name: sum(encode(decode(text)) == text for text in _values(rows, key)) for name, encode in ENCODERS.items()
        }
        for key in keys
    }
    usual, _hits = _best({name: sum(scores[name] for scores in hits.values()) for name in ENCODERS})
    encoders = {"default": usual}
    for key, scores in hits.items():
        best, most = _best({usual: scores[usual], **scores})
        if best != usual:
            encoders[key] = best
        findings.append(Finding(f"encoders, {key}", best, most / max(1, len(_values(rows, key)))))
    return encoders
