"""The incident reference in the fields against the one that the text quotes.

Of 4,113 articles 87 have such fields, in three organisations: a code (``5220240962``), or a number in the log of a day,
with day and month and sometimes the year (``0272``, ``23``, ``February``, ``2020``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from editor.core.checks.values import BODY, Draft, Finder, Fix, Found, Toolbox
from editor.core.dates import MONTHS
from editor.core.fields import label
from editor.core.language import _
from editor.core.library.references import Reference, reference, references

OFFERED = "facts.incident-field"
DIFFERS = "facts.incident-differs"
NOT_QUOTED = "facts.incident-not-quoted"

FIELDS = ("incident_reference", "incident_day", "incident_month", "incident_year")
_USUAL = "Avon and Somerset, Metropolitan, Scotland"
_NUMBER = re.compile(r"[^\d]*(?P<number>\d+)")
_DAY = re.compile(r"(?<!\d)(?P<day>[0-3]?\d)(?!\d)")
_MONTH = re.compile(
    r"(?<![a-z])(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")


def find(draft: Draft, toolbox: Toolbox) -> Iterator[Found]:
    """A reference that the fields lack, one that the text lacks, and two that are nearly the same."""
    published = draft.fields.get("published", "")
    filled = {name: draft.fields.get(name, "").strip() for name in FIELDS}
    if not any(filled.values()) and not _uses_fields(draft, toolbox):
        return
    quoted = references(draft.body, published)
    written = " ".join(value for value in filled.values() if value)
    own = reference(written, published)
    if not filled["incident_reference"]:
        yield from _offered(quoted[:1], filled)
    elif same := [one for one in quoted if _is_same(own, one, filled)]:
        yield from _offered(same[:1], filled)
    elif near := next((one for one in quoted if _is_near(written, one)), None):
        yield from _differing(near, filled, written, draft.body)
    elif filled["incident_reference"] not in draft.body:
        found = quoted[0].written if len(quoted) == 1 else ""
        fixes = _field_fixes(quoted[0], filled) if found else ()
        end = len(filled["incident_reference"])
        yield Found(NOT_QUOTED, "incident_reference", 0, end, {"reference": written}, tuple(fixes))


RULES: Mapping[str, Finder] = {OFFERED: find, DIFFERS: find, NOT_QUOTED: find}


def _uses_fields(draft: Draft, toolbox: Toolbox) -> bool:
    rule = toolbox.rules.get(OFFERED)
    areas = rule.options.get("areas", _USUAL) if rule else _USUAL
    return draft.fields.get("area", "") in [area.strip() for area in areas.split(",")]


def _is_same(own: Reference | None, quoted: Reference, filled: Mapping[str, str]) -> bool:
    if own:
        return own.is_same(quoted)
    # The number of a log without its day: as much as there is must be the same.
    number = parts(quoted)["incident_reference"]
    return number.lstrip("0") == filled["incident_reference"].lstrip("0")


def _is_near(written: str, quoted: Reference) -> bool:
    """Whether one digit differs, or two beside each other stand the other way round."""
    one = re.sub(r"\W", "", written)
    other = re.sub(r"\W", "", " ".join(value for value in parts(quoted).values() if value))
    if len(one) != len(other) or len(one) < 5:
        return False
    wrong = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a.lower() != b.lower()]
    if len(wrong) == 1:
        return one[wrong[0]].isdigit() and other[wrong[0]].isdigit()
    if len(wrong) != 2 or wrong[1] != wrong[0] + 1:
        return False
    return one[wrong[0]] == other[wrong[1]] and one[wrong[1]] == other[wrong[0]]


def parts(quoted: Reference) -> dict[str, str]:
    """A reference as the fields hold it."""
    if ":" not in quoted.key:
        return {"incident_reference": quoted.written, "incident_day": "", "incident_month": "", "incident_year": ""}
    found = _NUMBER.match(quoted.written)
    number = found["number"] if found else ""
    rest = quoted.written[found.end() :] if found else ""
    month_number, day_number = quoted.key.partition(":")[2].split("-")
    day, month, year = _DAY.search(rest), _MONTH.search(rest), _YEAR.search(rest)
    return {
        "incident_reference": number,
        "incident_day": day["day"] if day else str(int(day_number)),
        "incident_month": month["month"] if month else MONTHS[int(month_number) - 1],
        "incident_year": year[0] if year else "",
    }


def _offered(quoted: Sequence[Reference], filled: Mapping[str, str]) -> Iterator[Found]:
    """Each field that is empty and that the text could fill."""
    for one in quoted:
        for name, value in parts(one).items():
            if value and not filled[name]:
                fix = Fix(_("Put in “{value}”").format(value=value), name, 0, 0, value)
                yield Found(
                    OFFERED, name, 0, 0, {"reference": one.written, "value": value, "name": label(name)}, (fix,)
                )


def _differing(near: Reference, filled: Mapping[str, str], written: str, body: str) -> Iterator[Found]:
    fixes = list(_field_fixes(near, filled))
    start = body.find(near.written)
    mine = filled["incident_reference"]
    number = parts(near)["incident_reference"]
    if number != mine and (at := near.written.find(number)) >= 0:
        label = _("Change the text to “{value}”").format(value=mine)
        fixes.append(Fix(label, BODY, start + at, start + at + len(number), mine))
    words = {"field": written, "text": near.written}
    yield Found(DIFFERS, BODY, start, start + len(near.written), words, tuple(fixes))


def _field_fixes(quoted: Reference, filled: Mapping[str, str]) -> Iterator[Fix]:
    """The first field that is not as the text has it, changed to that."""
    for name, value in parts(quoted).items():
        if value and filled[name] != value and (name == "incident_reference" or filled[name]):
            label = _("Change the field to “{value}”").format(value=value)
            yield Fix(label, name, 0, len(filled[name]), value)
            return
