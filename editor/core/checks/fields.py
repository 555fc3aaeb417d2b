"""The fields: what is missing, what is cut off or written twice, when and where it is published."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from editor.core import place
from editor.core.checks.values import BODY, Draft, Finder, Fix, Found, Toolbox
from editor.core.dates import TOKENS, tokens_of, uk_stamp
from editor.core.fields import BY_ID, label
from editor.core.language import _
from editor.core.profile import Profile

_PROSE = ("headline", "summary", "title")
# Longer fields hold pasted text; what comes first is enough to tell of.
_LOOKED_AT = 20_000
_WORD = re.compile(r"[^\W_]+")


def _required(draft: Draft, _toolbox: Toolbox) -> Iterator[Found]:
    for field in ("area", "headline", "summary", "published", "section", "url", "title"):
        if not draft.fields.get(field, "").strip() and _has_place(field, draft):
            yield Found("fields.required", field, words={"field": label(field)})
    if not draft.body.strip():
        yield Found("fields.required", BODY, words={"field": label(BODY)})


def _has_place(field: str, draft: Draft) -> bool:
    """Whether this organisation's articles carry a field: what they have no place for nobody can fill in."""
    profile = draft.profile
    if profile is None:
        return field not in ("section", "title")
    tokens = tokens_of(profile.path)
    match field:
        case "summary" | "title":
            return bool({*BY_ID[field].keys} & {*profile.keys})
        case "published":
            return bool(profile.date_keys) or (not draft.released and any(token in TOKENS for token in tokens))
        case "section":
            return not draft.released and "section" in tokens and "" not in profile.sections
        case "url":
            # Where the web site hands out a number the address is known only after publication.
            return draft.released or "id" not in tokens
    return True


# -- headline and summary


def _too_long(draft: Draft, toolbox: Toolbox) -> Iterator[Found]:
    for field in ("headline", "summary"):
        rule = f"fields.{field}-long"
        text = draft.fields.get(field, "")
        most = toolbox.number(rule, "most", BY_ID[field].good_length)
        if len(text) > most:
            yield Found(rule, field, 0, len(text), {"length": str(len(text)), "most": str(most)})


_ENDS = re.compile(r"(?:\.{2,}|…|\[…\]|\[\.\.\.\])\W*\Z")
_SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*(?=\s|\Z)")
_MARKS = re.compile(r"[*_\\#>]")
_LEAST_SAID = 25


def _summary_cut(draft: Draft, _toolbox: Toolbox) -> Iterator[Found]:
    """A summary that a system cut by length: it ends in dots, or where the text goes on in mid-sentence."""
    summary = draft.fields.get("summary", "")[:_LOOKED_AT]
    dots = _ENDS.search(summary)
    said = summary[: dots.start()].rstrip() if dots else summary.rstrip()
    if not said:
        return
    rest = _going_on(said, draft.body)
    if not dots and (rest is None or not rest.strip() or said[-1] in ".!?”’\"')" or not _is_mid_sentence(rest)):
        return
    whole = [found.end() for found in _SENTENCE_END.finditer(said)]
    start = whole[-1] if whole else 0
    start += len(said[start:]) - len(said[start:].lstrip())
    yield Found("fields.summary-cut", "summary", start, len(summary), fixes=tuple(_endings(summary, said, rest, whole)))


def _going_on(said: str, body: str) -> str | None:
    """How the text goes on where it begins like the summary; None where it does not."""
    words = _MARKS.sub("", body[: _LOOKED_AT + len(said)])
    at = words.find(said)
    if len(said) < _LEAST_SAID or at < 0:
        return None
    return words[at + len(said) :].partition("\n")[0]


def _is_mid_sentence(rest: str) -> bool:
    return bool(re.match(r"[\w’'-]|[,;:]?\s+[a-z0-9]", rest))


def _endings(summary: str, said: str, rest: str | None, whole: Sequence[int]) -> Iterator[Fix]:
    """The sentence completed as the text has it, where that is not long; the last whole sentence as the end."""
    end = _SENTENCE_END.search(rest) if rest else None
    if rest and end and len(said) + end.end() <= 2 * BY_ID["summary"].good_length:
        yield Fix(_("Complete the sentence from the text"), "summary", len(said), len(summary), rest[: end.end()])
    if whole and whole[-1] >= 2 * _LEAST_SAID:
        yield Fix(_("End after the last whole sentence"), "summary", whole[-1], len(summary), "")


def _summary_repeats(draft: Draft, _toolbox: Toolbox) -> Iterator[Found]:
    summary, headline = draft.fields.get("summary", ""), draft.fields.get("headline", "")
    if headline and len(summary) <= _LOOKED_AT and _spoken(summary) == _spoken(headline):
        yield Found("fields.summary-repeats", "summary", 0, len(summary))


def _spoken(text: str) -> list[str]:
    return [found[0].casefold() for found in _WORD.finditer(text)]


def _headline_suffix(draft: Draft, _toolbox: Toolbox) -> Iterator[Found]:
    """The page title's own ending in the headline: it would stand in the page title twice."""
    headline, profile = draft.fields.get("headline", ""), draft.profile
    suffix = profile.title_suffix if profile else ""
    if len(suffix.strip()) > 1 and headline.endswith(suffix.rstrip()) and headline != suffix:
        start = len(headline) - len(suffix.rstrip())
        fix = Fix(_("Remove it"), "headline", start, len(headline), "")
        yield Found("fields.headline-suffix", "headline", start, len(headline), {"suffix": suffix.strip()}, (fix,))


def _headline_capitals(draft: Draft, _toolbox: Toolbox) -> Iterator[Found]:
    headline = draft.fields.get("headline", "")
    words = [found[0] for found in _WORD.finditer(headline) if not found[0].isdigit()]
    if len(words) > 2 and sum(map(len, words)) > 12 and headline.isupper():
        yield Found("fields.headline-capitals", "headline", 0, len(headline))


def _headline_stop(draft: Draft, _toolbox: Toolbox) -> Iterator[Found]:
    headline = draft.fields.get("headline", "")
    bare = headline.rstrip()
    # Dots and abbreviations (“St. Albans P.C.”) end otherwise; two sentences end as they may.
    if re.search(r"[^\W\d_]{3}\.\Z", bare) and "." not in bare[:-1]:
        fix = Fix(_("Remove the full stop"), "headline", len(bare) - 1, len(bare), "")
        yield Found("fields.headline-stop", "headline", len(bare) - 1, len(bare), fixes=(fix,))


_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,8}\d{0,2});")


def _entities(draft: Draft, _toolbox: Toolbox) -> Iterator[Found]:
    """Codes that readers would see: the text was encoded once more than it is decoded."""
    texts = {name: draft.fields.get(name, "") for name in (*_PROSE, "section", "url", "image")}
    texts |= {f"extra.{key}": text for key, text in draft.extra.items()}
    for field, text in texts.items():
        for found in _ENTITY.finditer(text[:_LOOKED_AT]):
            meant = html.unescape(found[0])
            if meant != found[0]:
                right = _unescaped(text)
                fix = Fix(_("Write the characters that are meant"), field, 0, len(text), right)
                words = {"code": found[0], "meant": meant.strip() or _("a space"), "field": label(field)}
                yield Found("fields.entities", field, found.start(), found.end(), words, (fix,))
                break


def _unescaped(text: str) -> str:
    """The text without its codes, however often they were encoded."""
    for _once in range(5):
        text = html.unescape(text)
    return text


# -- web address


def _address(draft: Draft, toolbox: Toolbox) -> Iterator[Found]:
    url, profile = draft.fields.get("url", ""), draft.profile
    if not url:
        return
    if not _can_be_address(url):
        yield Found("fields.address", "url", 0, len(url))
    elif not draft.released and profile and not place.match(profile, url):
        words = {"pattern": profile.base + profile.path, "organisation": profile.name}
        yield Found("fields.address-shape", "url", 0, len(url), words)
    if other := toolbox.taken(url):
        words = {"headline": other.headline or other.path, "path": other.path}
        yield Found("fields.address-taken", "url", 0, len(url), words)


def _can_be_address(text: str) -> bool:
    """Whether a browser could open it: http or https, a host with a dot, nothing that must be encoded."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return False
    return (
        parts.scheme in ("http", "https")
        and "." in host.strip(".")
        and not re.search(r'[\s<>"\\^`{|}\x00-\x1f]', text)
        and not text.endswith(("http:", "https:"))
    )


def _section(draft: Draft, _toolbox: Toolbox) -> Iterator[Found]:
    section, profile = draft.fields.get("section", ""), draft.profile
    if section and profile and any(profile.sections) and section not in profile.sections and not draft.released:
        words = {"section": section, "known": ", ".join(filter(None, profile.sections))}
        yield Found("fields.section", "section", 0, len(section), words)


# -- publication


def _published(draft: Draft, toolbox: Toolbox) -> Iterator[Found]:
    text = draft.fields.get("published", "")
    if not text:
        return
    stamp = uk_stamp(text)
    if stamp is None:
        yield Found("fields.date", "published", 0, len(text), {"date": text})
        return
    day = stamp.moment.date()
    shown = {"date": _for_people(day)}
    if day.year < toolbox.number("fields.date-old", "first_year", 2000):
        yield Found("fields.date-old", "published", 0, len(text), shown)
    elif draft.today:
        yield from _against_today(draft, toolbox, text, day, shown)
    if not draft.released and stamp.precision and _is_night(stamp.moment, toolbox):
        words = shown | {"time": f"{stamp.moment:%H:%M}"}
        yield Found("fields.date-night", "published", 0, len(text), words)


def _against_today(draft: Draft, toolbox: Toolbox, text: str, day: date, shown: Mapping[str, str]) -> Iterator[Found]:
    today = draft.today or day
    if day - today > timedelta(days=toolbox.number("fields.date-far", "days", 60)):
        yield Found("fields.date-far", "published", 0, len(text), shown)
    elif day < today and not draft.released:
        fix = Fix(_("Change to today"), "published", 0, len(text), today.isoformat() + text[10:])
        yield Found("fields.date-past", "published", 0, len(text), shown, (fix,))


def _for_people(day: date) -> str:
    return _("{day}/{month}/{year}").format(day=f"{day.day:02}", month=f"{day.month:02}", year=f"{day.year:04}")


def _is_night(moment: datetime, toolbox: Toolbox) -> bool:
    begins = toolbox.number("fields.date-night", "from_hour", 22)
    ends = toolbox.number("fields.date-night", "to_hour", 6)
    return moment.hour >= begins or moment.hour < ends


# -- picture


def _image(draft: Draft, _toolbox: Toolbox) -> Iterator[Found]:
    image = draft.fields.get("image", "")
    if not image or image == _usual_image(draft.profile):
        return
    if not _can_be_address(image):
        yield Found("fields.image", "image", 0, len(image))
    elif not any(_is_description(key) and text.strip() for key, text in draft.extra.items()):
        yield Found("fields.image-description", f"extra.{_description_key(draft.profile)}", 0, 0)


def _usual_image(profile: Profile | None) -> str:
    return html.unescape(profile.constants.get(profile.image_key, "")) if profile else ""


def _description_key(profile: Profile | None) -> str:
    """Where a description can be written: beside an address that is a text of its own there is no room for it."""
    return "og.image.alt" if profile and profile.image_key == "og.image.url" else "twitter.image.alt"


def _is_description(key: str) -> bool:
    return key.replace(":", ".").endswith("image.alt")


RULES: Mapping[str, Finder] = {
    "fields.required": _required,
    "fields.headline-long": _too_long,
    "fields.summary-long": _too_long,
    "fields.summary-cut": _summary_cut,
    "fields.summary-repeats": _summary_repeats,
    "fields.headline-suffix": _headline_suffix,
    "fields.headline-capitals": _headline_capitals,
    "fields.headline-stop": _headline_stop,
    "fields.entities": _entities,
    "fields.address": _address,
    "fields.address-shape": _address,
    "fields.address-taken": _address,
    "fields.section": _section,
    "fields.date": _published,
    "fields.date-old": _published,
    "fields.date-far": _published,
    "fields.date-past": _published,
    "fields.date-night": _published,
    "fields.image": _image,
    "fields.image-description": _image,
}
