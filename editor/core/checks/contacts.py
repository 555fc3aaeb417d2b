"""Telephone numbers, web addresses and e-mail addresses that cannot be right.

The numbering plan is Google's libphonenumber (``phonenumbers``): it knows how long a number of each kind is. Ofcom's
numbers for drama (https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama) are a table here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import phonenumbers

from editor.core.checks.helplines import helplines, short_numbers
from editor.core.checks.values import BODY, Fix, Found, ParagraphFinder, Toolbox
from editor.core.language import _

WRONG_NUMBER = "facts.phone"
DRAMA = "facts.phone-drama"
LINE = "facts.phone-line"
SHORT = "facts.phone-short"
ADDRESS = "facts.address"
CUT = "facts.address-cut"
EMAIL = "facts.email"

_DRAMA = re.compile(
    r"01(?:1[3-8]|21|31|41|51|61)4960|01914980|02079460|02896496|02920180|01632960|07700900|08081570|09098790|03069990"
)
_DRAMA_LENGTH = 11
_GAP = r"[ \u00a0\u2009\u202f()*_\u2010\u2011-]"
_NUMBER = re.compile(
    rf"(?=[+(0])(?<![\w/.@=#+£-])(?<!\d[ *])(?:\+\s?44{_GAP}{{0,3}}(?:\(0\){_GAP}?)?|\(?0)(?=\d|{_GAP}\d)"
    rf"(?:\d|{_GAP}(?!{_GAP}{{3}})){{4,24}}(?<=\d)(?![\w/@]|[.,:]\d)"
)
_HOURS = re.compile(rf"{_GAP}*24{_GAP}*$")
_HOURS_FOLLOW = re.compile(r"(?:/7|[\s-]?(?:hours?|hrs?)\b)", re.IGNORECASE)
_RING = re.compile(
    r"\b(?:call(?:s|ed|ing)?|phon(?:e|ing)|ring(?:ing)?|tel|telephon(?:e|ing)|text(?:ing)?|dial(?:ling)?|contact(?:ed|ing)?"
    r"|hotline|helpline|line|mobile|switchboard|number|team|office|on|or|via)\b[^\d\n]{0,40}$",
    re.IGNORECASE,
)
_REFERENCE = re.compile(
    r"\b(?:ref(?:erence)?|incident|crime\s(?:number|no)|log|cad|quot(?:e|ing)|occurrence|serial|case|account|sort\scode)\b"
    r"[^.\n]{0,30}$",
    re.IGNORECASE,
)
_BEFORE = 80

_ADDRESS_SIGN = re.compile(r"ww|htt?p|://|\bht+ps?", re.IGNORECASE)
_BAD_ADDRESS = re.compile(
    r"(?<![\w./])(?:"
    r"wwww+\.[^\s<>)\]]{1,100}|ww\.[a-z][^\s<>)\]]{1,100}|www[,;:][^\s<>)\]]{1,100}|www\.\s{1,2}[^\s<>)\]]{1,100}"
    r"|www(?:\s[a-z-]{2,40}\.(?:[a-z]{2,12}\.uk|org|com|co|gov)\b[^\s<>)\]]{0,100})"
    r"|https?(?://|;//|:/(?!/)|:///|:(?=www\.)|:\s//|:\\\\)[^\s<>)\]]{1,100}"
    r"|(?:htpp|httpp|htttp|htp|hhttp|ttp)s?://[^\s<>)\]]{1,100}"
    r"|https?://(?:\s|\.|https?:|www[,;])[^\s<>)\]]{1,100}"
    r")",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?://|\bwww\.)(?P<host>[^\s/<>)\]\"'’”?#*_]{1,200})", re.IGNORECASE)
_CUT = re.compile(r"(?:https?://|\bwww\.)[^\s<>)\]\"]{4,300}?(?:\.{3}|…)(?=[\s<>)\]*_]|$)", re.IGNORECASE)
_NO_SUCH_ENDING = frozenset(
    ("con", "cmo", "comm", "ocm", "or", "ogr", "rog", "orgg", "ku", "ukk", "ul", "gvo", "gove", "nte")
)
_EMAIL = re.compile(
    r"(?<![\w.@+/-])(?P<name>[\w.+-]{1,64})(?P<gap>\s?@\s?|@@)(?P<host>[\w-]{1,63}(?:[.,]{1,2}[\w-]{1,63}){0,5})(?![\w@])"
)


def find_numbers(text: str, toolbox: Toolbox) -> Iterator[Found]:
    """Telephone numbers that nobody can ring, or that are not those of who is named."""
    lines = [*helplines(toolbox)]
    for found in _NUMBER.finditer(text):
        written = found[0]
        if _HOURS_FOLLOW.match(text, found.end()):
            written = _HOURS.sub("", written)
        written = written.rstrip(" \u00a0*_(-")
        start, end = found.start(), found.start() + len(written)
        before = text[max(0, start - _BEFORE) : start]
        digits = "0" + re.sub(r"\D", "", written.replace("(0)", "")).removeprefix("44" if written[0] == "+" else "0")
        words = {"number": " ".join(re.sub(r"[*_]", "", written).split()), "digits": str(len(digits))}
        line = next((one for one in lines if one.before.search(before)), None)
        if line and digits.startswith(line.begins) and digits != line.digits:
            words |= {"name": line.name, "right": line.number}
            yield Found(LINE, start=start, end=end, words=words, fixes=(_number_fix(line.number, start, end),))
        elif len(digits) == _DRAMA_LENGTH and _DRAMA.match(digits):
            yield Found(DRAMA, start=start, end=end, words=words)
        elif (line or _RING.search(before)) and not _REFERENCE.search(before) and not _can_be_rung(digits):
            yield Found(WRONG_NUMBER, start=start, end=end, words=words)
    for theirs in short_numbers(toolbox):
        for found in theirs.call.finditer(text):
            if found["number"] not in theirs.numbers:
                start, end = found.span("number")
                words = {"number": found["number"], "name": theirs.name, "right": theirs.write}
                yield Found(SHORT, start=start, end=end, words=words, fixes=(_number_fix(theirs.write, start, end),))


def _number_fix(number: str, start: int, end: int) -> Fix:
    return Fix(_("Change to {number}").format(number=number), BODY, start, end, number)


def find_addresses(text: str, toolbox: Toolbox) -> Iterator[Found]:
    """Web addresses that lead nowhere."""
    if not _ADDRESS_SIGN.search(text):
        return
    bad = [_address(ADDRESS, found) for found in _BAD_ADDRESS.finditer(text)]
    yield from bad
    for found in _CUT.finditer(text):
        yield _address(CUT, found)
    for found in _HOST.finditer(text):
        if _is_no_host(found["host"].rstrip(".,;:!")) and not any(one.start <= found.start() < one.end for one in bad):
            yield _address(ADDRESS, found)


def find_emails(text: str, toolbox: Toolbox) -> Iterator[Found]:
    """E-mail addresses that no post office takes."""
    if "@" not in text:
        return
    for found in _EMAIL.finditer(text):
        host, gap = found["host"], found["gap"]
        is_handle = gap[0].isspace() and "." not in host
        if is_handle or (gap.strip() == "@" and len(gap) > 1 and not _looks_like_host(host)):
            continue
        if len(gap) > 1 or "," in host or ".." in host or "." not in host or found["name"].endswith("."):
            tail = host.split(",")
            if "," in host and not re.fullmatch(r"(?:uk|com|org|net|gov|co)(?:\..*)?", tail[-1].lower()):
                continue
            yield _address(EMAIL, found)


TEXT_RULES: Mapping[str, ParagraphFinder] = {
    WRONG_NUMBER: find_numbers,
    DRAMA: find_numbers,
    LINE: find_numbers,
    SHORT: find_numbers,
    ADDRESS: find_addresses,
    CUT: find_addresses,
    EMAIL: find_emails,
}


def _can_be_rung(digits: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(digits, "GB"))
    except phonenumbers.NumberParseException:
        return False


def _is_no_host(host: str) -> bool:
    """Two dots in a row, no dot, a comma for one, or an ending that is a slip of the fingers."""
    labels = host.lower().split(":")[0].split(".")
    if "" in labels and "..." not in host:
        return True
    if re.search(r",(?:[a-z]{2,12}\.uk|uk|com|org|co|net)\b", host, re.IGNORECASE):
        return True
    return len(labels) > 1 and labels[-1] in _NO_SUCH_ENDING


def _looks_like_host(host: str) -> bool:
    return re.search(r"\.(?:uk|com|org|net|gov)$", host.lower()) is not None


def _address(rule: str, found: re.Match[str]) -> Found:
    written = found[0].rstrip(".,;:!*_") if rule != CUT else found[0]
    return Found(
        rule, start=found.start(), end=found.start() + len(written), words={"address": " ".join(written.split())}
    )
