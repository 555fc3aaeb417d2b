"""What was learnt from an archive, in words for people who write news."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from editor.core import dates
from editor.core.encoding import decode
from editor.core.fields import FIELDS, label
from editor.core.language import _, ngettext
from editor.core.learning import Finding, Lesson
from editor.services.learning import percent

# A date in which no two parts look alike.
_SOME_DAY = "2021-03-14T09:05:30+00:00"


@dataclass(frozen=True, slots=True)
class LessonRow:
    """One thing that was learnt: what it is, its value, the share of articles, and the runners-up."""

    what: str
    value: str
    share: str
    others: str


def lesson_rows(lesson: Lesson) -> Iterator[LessonRow]:
    """What was learnt, the most important first."""
    by_part: dict[str, list[Finding]] = {}
    for finding in lesson.findings:
        by_part.setdefault(finding.part, []).append(finding)
    for part in ("path", "address", "slug"):
        yield from (_row(finding, lesson) for finding in by_part.get(part, ()))
    if sections := by_part.get("sections"):
        named = [f"{one.key or _('none')}: {percent(one.support)}" for one in sections]
        yield LessonRow(_("Sections"), ", ".join(named), "", "")
    for part in ("title_prefix", "title_suffix", "headline_suffix", "date_keys"):
        yield from (_row(finding, lesson) for finding in by_part.get(part, ()))
    yield from (_row(finding, lesson) for finding in by_part.get("encoders", ()) if finding.key == "default")
    if fields := by_part.get("keys"):
        named = [f"{_field(one.key)}: {percent(one.support)}" for one in fields]
        yield LessonRow(_("What is filled in"), ", ".join(named), "", "")
    for part in ("constants", "incident"):
        yield from (_row(finding, lesson) for finding in by_part.get(part, ()))


def _row(finding: Finding, lesson: Lesson) -> LessonRow:
    others = [f"{_value(finding, other.value, lesson)}: {percent(other.support)}" for other in finding.others]
    share = percent(finding.support) if finding.seen else ""
    if finding.is_thin and finding.part not in ("address", "incident"):
        share = _("{share}, too little to be sure").format(share=share) if share else _("nothing seen")
    return LessonRow(_what(finding), _value(finding, finding.value, lesson), share, "\n".join(others))


def _what(finding: Finding) -> str:
    return {
        "path": _("Web address"),
        "address": _("Made as it is"),
        "slug": _("Headline in the address"),
        "title_prefix": _("Page title begins with"),
        "title_suffix": _("Page title ends in"),
        "headline_suffix": _("Headline ends in"),
        "date_keys": _("Date in “{name}”").format(name=finding.key),
        "encoders": _("Quotation marks, ampersands"),
        "constants": _("Always the same: {name}").format(name=finding.key),
        "incident": _("Incident reference"),
    }[finding.part]


def _value(finding: Finding, value: str, lesson: Lesson) -> str:
    match finding.part:
        case "path":
            words = plain_path(value)
            if value == lesson.profile.path:
                words = lesson.profile.base.partition("//")[2] + words
        case "address":
            words = _("the whole address, from headline, date and section")
        case "slug":
            words = _dialects().get(value, value)
        case "date_keys":
            words = dates.write(_SOME_DAY, value)
        case "encoders":
            words = _("as typed") if value == "none" else _("as codes for web pages ({name})").format(name=value)
        case "title_prefix" | "title_suffix" | "headline_suffix":
            words = value or _("nothing in common")
        case _:
            words = " ".join(decode(value).split())
    return words


def plain_path(path: str) -> str:
    """A pattern of web addresses with words in place of its tokens."""
    words = _tokens()
    return dates.expand(path, lambda token: f"‹{words.get(token, token)}›")


def _tokens() -> Mapping[str, str]:
    return {
        "yyyy": _("year"),
        "yy": _("year, 2 digits"),
        "mm": _("month, 2 digits"),
        "m": _("month, 1–12"),
        "month": _("month’s name"),
        "Month": _("Month’s name"),
        "Mon": _("Month, 3 letters"),
        "dd": _("day, 2 digits"),
        "d": _("day, 1–31"),
        "week-monday": _("Monday of the week"),
        "section": _("section"),
        "slug": _("headline"),
        "Slug": _("Headline"),
        "id": _("number of the web site"),
    }


def _dialects() -> Mapping[str, str]:
    return {
        "collapsed": _("small letters, a dash between words"),
        "keep-dashes": _("small letters, a dash for each space, every dash kept"),
        "dashed": _("small letters, a dash also for apostrophes and commas"),
        "no-stop-words": _("small letters, short words left out"),
        "case-kept": _("capitals kept, a dash between words"),
        "case-dashed": _("capitals kept, a dash for whatever is no letter"),
    }


def _field(key: str) -> str:
    if key.startswith("og.") or key.startswith("twitter."):
        spec = next((one for one in FIELDS if key in one.keys), None)
        network = _("{field} for networks") if key.startswith("og.") else _("{field} for Twitter")
        return network.format(field=label(spec.id)) if spec else key
    return label(key)


def summary(lesson: Lesson) -> str:
    """From how many articles it was learnt, and what to think of it."""
    said = ngettext("Learnt from {n} article.", "Learnt from {n} articles.", lesson.articles)
    return said.format(n=f"{lesson.articles:,}")
