import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.slugs import DIALECTS, LONGEST, numbered, slugify

HEADLINES = st.text(
    st.one_of(st.sampled_from(" -–'’&£.,:\u00a0éAZaz09"), st.characters(exclude_categories=["Cs"])),
    max_size=60,
)


@pytest.mark.parametrize(
    ("headline", "dialect", "slug"),
    [
        ("HeForShe - UK Policing", "keep-dashes", "heforshe---uk-policing"),
        ("Robbery – Reading", "keep-dashes", "robbery--reading"),
        ("Farnborough/Cove: café fire", "keep-dashes", "farnboroughcove-cafe-fire"),
        ("It's £69,000 & “more”", "keep-dashes", "its-69000--more"),
        ("A man has been charged.", "keep-dashes", "a-man-has-been-charged"),
        ("Crime\u00a0is down 1.2%", "keep-dashes", "crime-is-down-1.2"),
        ("HeForShe - UK Policing", "collapsed", "heforshe-uk-policing"),
        ("Sheffield’s £69,000 café", "collapsed", "sheffields-69000-cafe"),
        ("Sheffield’s £69,000 café", "dashed", "sheffield-s-69-000-cafe"),
        ("More than 100 fines issued as illegal rave broken up", "no-stop-words",
         "more-100-fines-issued-illegal-rave-broken"),
        ("AWARDS: Constable's dog", "case-kept", "AWARDS-Constables-dog"),
        ("Don't drive DS O’Neil's £1 car", "case-dashed", "Don-t-drive-DS-O-Neil-s-1-car"),
        ("Man hands over £330k", "no-stop-words", "man-hands-over-ps330k"),
        ("Codes such as &#39; and &amp;", "collapsed", "codes-such-as-39-and-amp"),
    ],
)  # fmt: skip
def test_each_dialect(headline: str, dialect: str, slug: str) -> None:
    assert slugify(headline, dialect) == slug


def test_stop_words_are_dropped_and_the_rest_cut_at_a_word() -> None:
    slug = slugify("Detectives appeal " * 10, "no-stop-words")
    assert len(slug) <= LONGEST
    assert set(slug.split("-")) == {"detectives", "appeal"}


@given(HEADLINES, st.sampled_from(sorted(DIALECTS)))
def test_an_address_part_needs_no_escaping_and_is_its_own(headline: str, dialect: str) -> None:
    slug = slugify(headline, dialect)
    assert re.fullmatch(r"[A-Za-z0-9\-_~.]*", slug)
    assert slugify(slug, dialect) == slug


@pytest.mark.parametrize("dialect", sorted(DIALECTS))
@pytest.mark.parametrize("headline", ["", "   ", "!?", "“”"])
def test_a_headline_without_letters_makes_none(headline: str, dialect: str) -> None:
    assert slugify(headline, dialect) == ""


def test_a_taken_address_gets_a_number_without_a_dash() -> None:
    assert [numbered("a3-at-guildford", n) for n in (1, 2, 3)] == [
        "a3-at-guildford", "a3-at-guildford2", "a3-at-guildford3",
    ]  # fmt: skip
