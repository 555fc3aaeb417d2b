"""Words that the dictionary and the word lists don't know.

Precision comes first. Capitalised words are names as a rule, and no dictionary has them: they are told only where they
are a slip for a word that a newsroom writes with a capital, or for a long word with two letters changed over. A
paragraph half of which is unknown is in another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType

from editor.core.checks.phrases import Hit, phrases
from editor.core.checks.prose import prose, seen, words
from editor.core.checks.values import BODY, Fix, Found, ParagraphFinder, Speller, Toolbox
from editor.core.checks.vocabulary import words_of
from editor.core.language import _

WORD, AMERICAN, CAPITAL, SLIP = "spelling.word", "spelling.american", "spelling.capital", "spelling.slip"

LIST = "slips"
"""The list's name: words that are often mistyped, with what is meant (the form: ``phrases``)."""

CAPITALS = "capitals"
"""The list of what is usually written with a capital, and no surname or place comes one letter near."""

LONGEST_ABBREVIATION = 5
"""So many capitals are an abbreviation; more are a word that shouts."""

_APOSTROPHES = str.maketrans("’‘´", "'''")
_LONGEST_WORD = 60
_SHORTEST = 3
_LONG_NAME = 8
_FOREIGN = (4, 0.3)  # at least so many unknown words, and such a share of the paragraph's words

_LEFT_PART, _RIGHT_PART = re.compile(r"(?<!\w)\w+[-‐‑]$"), re.compile(r"[-‐‑]\w+")

# American spellings and how they become British ones; what comes out counts only if the dictionary knows it.
_AMERICAN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(american), british)
    for american, british in (
        (r"or(?=s?$|ed$|ing$|ly$|able|al|ful|hood|ist|ite|less|ous|y$)", "our"),
        (r"er(?=(?:s|d)?$)", "re"),
        (r"er(?=(?:ed|ing)$)", "r"),
        (r"ens(?=e|ive)", "enc"),
        (r"(?<=[aeiou])l(?=(?:ed|ing|ers?|ors?|ous)$)", "ll"),
        (r"ll(?=(?:ful|fully|ments?)$)", "l"),
        (r"^(fulfil|instil|distil|enrol|appal)l(?=s?$)", r"\1"),
        (r"yz(?=e|ing)", "ys"),
        (r"og(?=s?$)", "ogue"),
        (r"^practic(?=e[ds]?$|ing$)", "practis"),
        (r"^pajama", "pyjama"),
        (r"^gray", "grey"),
        (r"^jewelry", "jewellery"),
        (r"^jeweler", "jeweller"),
        (r"^aluminum", "aluminium"),
        (r"^skeptic", "sceptic"),
        (r"^mustache", "moustache"),
        (r"^airplane", "aeroplane"),
        (r"^plow", "plough"),
        (r"^moms?$", "mum"),
        (r"^cozy$", "cosy"),
        (r"^wooly$", "woolly"),
        (r"^ped(?=i|o)", "paed"),
        (r"ped(?=ic|ist)", "paed"),
        (r"hem(?=or|at|og|op)", "haem"),
        (r"^an(?=em|esth)", "ana"),
        (r"(?<=vol)e(?=mi)", "ae"),
        (r"(?<=arrh)ea", "oea"),
        (r"maneuver", "manoeuvr"),
        (r"maneuver(?=s?$)", "manoeuvre"),
    )
)


def look(text: str, toolbox: Toolbox) -> Iterator[Found]:
    """What of a text is misspelt."""
    speller = toolbox.speller
    if speller is None:
        return
    plain = prose(text)
    slips = {hit.start: hit for hit in phrases(toolbox.lists.get(LIST, ())).find(plain)}
    capitals = words_of(toolbox, CAPITALS)
    found, total = [], 0
    for word in words(plain):
        total += 1
        slip = slips.get(word.start())
        if told := _as_slip(word, slip, speller) if slip else _told(word, plain, speller, capitals):
            found.append(told)
    plainly_foreign = len(found) >= _FOREIGN[0] and len(found) > _FOREIGN[1] * total
    if not plainly_foreign:
        yield from found


TEXT_RULES: Mapping[str, ParagraphFinder] = MappingProxyType(
    {WORD: look, AMERICAN: look, CAPITAL: look, SLIP: look},
)


def bare(word: str) -> str:
    """A word as a dictionary has it: a plain apostrophe, no possessive, nothing that takes no room."""
    word = seen(word).translate(_APOSTROPHES)
    return word.removesuffix("'s").removesuffix("'S")


def _as_slip(place: re.Match[str], slip: Hit, speller: Speller) -> Found | None:
    word = bare(place[0])
    if speller.knows(word):
        return None
    return _found(SLIP, place, word, slip.write.upper() if word.isupper() else slip.write)


def _told(place: re.Match[str], text: str, speller: Speller, capitals: tuple[str, ...]) -> Found | None:
    word = bare(place[0])
    if speller.knows(word) or not _is_word(word) or _is_compound(place, text, speller):
        return None
    if not word[0].islower():
        right = _near_capital(word, capitals) or _changed_over(word, speller)
        return _found(SLIP, place, word, right) if right else None
    if british := _british(word, speller):
        return _found(AMERICAN, place, word, british)
    if capital := _with_capitals(word, speller):
        return _found(CAPITAL, place, word, capital)
    return _found(WORD, place, word)


def _is_word(word: str) -> bool:
    """Whether it is written as words are: not HeForShe, M25, CCTV, snake_case."""
    letters = word.replace("'", "")
    if not letters.isalpha() or not _SHORTEST <= len(letters) <= _LONGEST_WORD:
        return False
    return word[1:].islower() or (word.isupper() and len(word) > LONGEST_ABBREVIATION)


def _is_compound(place: re.Match[str], text: str, speller: Speller) -> bool:
    """Whether it is a part of a word with hyphens that is right as a whole, with them or without: "co-ordinate"."""
    start, end = place.span()
    while end - start <= _LONGEST_WORD and (left := _LEFT_PART.search(text, max(0, start - _LONGEST_WORD), start)):
        start = left.start()
    while end - start <= _LONGEST_WORD and (right := _RIGHT_PART.match(text, end, end + _LONGEST_WORD)):
        end = right.end()
    if end - start == len(place[0]) or end - start > _LONGEST_WORD:
        return False
    whole = bare(text[start:end])
    return speller.knows(whole.replace("‑", "-").replace("‐", "-")) or speller.knows(re.sub("[-‐‑]", "", whole))


def _british(word: str, speller: Speller) -> str:
    for american, british in _AMERICAN:
        written = american.sub(british, word)
        if written != word and speller.knows(written):
            return written
    return ""


def _with_capitals(word: str, speller: Speller) -> str:
    forms = (word.capitalize(), word.upper()) if len(word) <= LONGEST_ABBREVIATION else (word.capitalize(),)
    return next((form for form in forms if speller.knows(form)), "")


def _one_letter_more_or_less(word: str) -> Iterator[str]:
    """What comes of a word by one letter left out, doubled, or changed over with the next."""
    for at in range(len(word)):
        yield word[:at] + word[at + 1 :]
        yield word[: at + 1] + word[at:]
        yield word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :]


@lru_cache(maxsize=16)
def _slips_of(words: tuple[str, ...]) -> Mapping[str, str]:
    return {slip: word for word in words for slip in _one_letter_more_or_less(word.lower()) if slip != word.lower()}


def _near_capital(word: str, capitals: tuple[str, ...]) -> str:
    right = _slips_of(capitals).get(word.lower(), "")
    return right.upper() if word.isupper() else right


def _changed_over(word: str, speller: Speller) -> str:
    """A long word that is right once two letters have changed places."""
    if len(word) < _LONG_NAME:
        return ""
    lower = word.lower()
    for at in range(len(lower) - 1):
        written = lower[:at] + lower[at + 1] + lower[at] + lower[at + 2 :]
        if written != lower and speller.knows(written):
            return written.upper() if word.isupper() else written.capitalize()
    return ""


def _found(rule: str, place: re.Match[str], word: str, right: str = "") -> Found:
    end = place.start() + len(place[0])
    if place[0][-2:-1] in "'’‘´" and not word.endswith("s"):
        end -= 2
    fixes = (Fix(_("Change to “{word}”").format(word=right), BODY, place.start(), end, right),) if right else ()
    return Found(rule, start=place.start(), end=end, words={"word": word, "right": right}, fixes=fixes)
