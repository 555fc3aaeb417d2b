"""Which keys an organisation's articles carry: what is typed, what is always the same, and how texts are stored."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from editor.core.article import undotted
from editor.core.encoding import ENCODERS, decode
from editor.core.learning_findings import FEW, Finding, best, finding
from editor.core.profile import Profile

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
IMAGE_KEYS = ("og.image", "og.image.url")
_ADDRESS_KEYS = ("og.url", "twitter.url")
# Its articles' own, however often they are the same.
_NEVER_CONSTANT = re.compile(r"(?:area|url|incident\..*|day|month|time)\Z")
_MOST, _MANY, _SOME = 0.9, 0.5, 1 / 3

Row = Mapping[str, str]


def learn_keys(profile: Profile, rows: Sequence[Row]) -> tuple[Profile, list[Finding]]:
    """The profile with the keys that its articles carry, and how many do."""
    counts = {key: Counter(row[key] for row in rows if key in row) for key in {key for row in rows for key in row}}
    image_key = max(IMAGE_KEYS, key=lambda key: counts[key].total() if key in counts else 0)
    image_key = image_key if image_key in counts else ""
    profile = replace(profile, image_key=image_key, og_base=_og_base(rows, profile.base))
    findings: list[Finding] = []
    constants: dict[str, str] = {}
    keys: list[str] = []
    for key in sorted(counts, key=lambda key: (-counts[key].total(), key)):
        values = counts[key]
        if key in profile.date_keys or not _has_place(key, [*constants, *keys, *profile.date_keys, image_key]):
            continue
        if _is_constant(key, values, len(rows), image_key):
            found = finding("constants", values, len(rows), key=key)
            constants[key] = found.value
            findings.append(found)
        elif key in TYPED_KEYS and _is_typed(key, values.total(), rows, profile):
            keys.append(key)
            findings.append(finding("keys", {key: values.total()}, len(rows), key=key))
    if image_key:
        findings.append(finding("image_key", {image_key: counts[image_key].total()}, len(rows)))
    if profile.og_base:
        findings.append(finding("og_base", {profile.og_base: _on_base(rows, profile)}, len(rows)))
    keys.sort(key=TYPED_KEYS.index)
    return replace(profile, keys=tuple(keys), constants=dict(sorted(constants.items()))), findings


def learn_encoders(profile: Profile, rows: Sequence[Row]) -> tuple[Profile, list[Finding]]:
    """The profile with the encoder of each key, told from the texts that the encoders store differently.

    What is stored in the constants tells how texts are usually stored where nothing else does.
    """
    keys = [key for key in (*profile.keys, profile.image_key) if key and key not in _ADDRESS_KEYS]
    telling = {
        key: _telling(row[key] for row in rows if row.get(key) not in (None, profile.constants.get(key)))
        for key in keys
    }
    hits = {key: {name: _stored_by(name, texts) for name in ENCODERS} for key, texts in telling.items()}
    constants = _telling(profile.constants.values())
    usual = {name: sum(scores[name] for scores in hits.values()) for name in ENCODERS}
    if not any(usual.values()):
        usual = {name: _stored_by(name, constants) for name in ENCODERS}
    seen = sum(map(len, telling.values())) or len(constants)
    default = _told(usual, seen, "default", best(usual))
    findings = [default]
    encoders = {"default": default.value}
    for key, scores in hits.items():
        chosen = best({default.value: scores[default.value], **scores})
        if chosen != default.value:
            encoders[key] = chosen
        findings.append(_told(scores, len(telling[key]), key, chosen))
    return replace(profile, encoders=encoders), findings


def _told(scores: Mapping[str, int], seen: int, key: str, chosen: str) -> Finding:
    """A finding whose runners-up could as well be right: they store as many texts as they are, or none stores all."""
    could = {name: hits for name, hits in scores.items() if hits == scores[chosen] or scores[chosen] < seen}
    return finding("encoders", could if seen else {chosen: 0}, seen, key=key, value=chosen, seen=seen)


def _telling(stored: Iterable[str]) -> list[str]:
    """The values that the encoders store differently."""
    return [text for text in stored if len({encode(decode(text)) for encode in ENCODERS.values()}) > 1]


def _stored_by(name: str, texts: Iterable[str]) -> int:
    return sum(ENCODERS[name](decode(text)) == text for text in texts)


def _has_place(key: str, taken: Iterable[str]) -> bool:
    """Whether a key can stand beside these: one that holds a text cannot hold others."""
    path = undotted(key)
    others = [undotted(other) for other in taken if other and other != key]
    return not any(path[: len(other)] == other or other[: len(path)] == path for other in others)


def _is_constant(key: str, values: Counter[str], articles: int, image_key: str) -> bool:
    """Whether nearly every article has the same value; of pictures, a third is enough for the usual one."""
    if _NEVER_CONSTANT.match(key) or (key in TYPED_KEYS and articles < FEW):
        return False
    most = max(values.values())
    needed = _SOME if key == image_key else _MOST
    return most >= needed * articles and (most > 1 or articles == 1)


def _is_typed(key: str, count: int, rows: Sequence[Row], profile: Profile) -> bool:
    if count < _MANY * len(rows) and key != "twitter.image":
        return False
    return key not in _ADDRESS_KEYS or _follows_url(rows, key, profile)


def _og_base(rows: Sequence[Row], base: str) -> str:
    """The start of ``og.url`` where the page itself is told to live on another host."""
    bases: Counter[str] = Counter()
    for row in rows:
        url, og_url = row.get("url", ""), row.get("og.url", "")
        tail = url.removeprefix(base)
        if base and tail and tail != url and og_url.endswith(tail):
            bases[og_url.removesuffix(tail)] += 1
    usual = max(bases, key=lambda start: bases[start], default=base)
    return "" if usual == base else usual


def _on_base(rows: Sequence[Row], profile: Profile) -> int:
    return sum(row.get("og.url", "").startswith(profile.og_base) for row in rows)


def _follows_url(rows: Sequence[Row], key: str, profile: Profile) -> bool:
    start = profile.og_base if key == "og.url" and profile.og_base else profile.base
    having = [row for row in rows if key in row and "url" in row]
    same = sum(row[key] == start + row["url"].removeprefix(profile.base) for row in having)
    return same >= _MANY * len(having)
