"""What was there before of a draft: found where it was, and not where only the usual sentences are the same."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.library.likeness import headline_likeness, shingles, text_likeness
from editor.core.library.records import Record
from editor.core.library.seen import MOST_OF_A_KIND, Kind, seen
from tests.core.library.made import FESTIVAL, ROBBERY, STANDING, made
from tests.core.library.shelf import Shelf

DRAFT = replace(
    made("own", "Two men rob newsagent in Oakham", f"{ROBBERY}\n\n{STANDING}"), published="2021-02-01T09:00"
)


def kinds(draft: Record, *archive: Record) -> list[Kind]:
    return [found.kind for found in seen(draft, Shelf(archive))]


@pytest.mark.parametrize(
    ("url", "found"),
    [
        (DRAFT.url, True),
        (DRAFT.url.removesuffix("/"), True),
        (DRAFT.url.replace("https:", "http:"), True),
        ("https://northshire.example/news/own2/", False),
        ("https://northshire.example/news/owner/", False),
    ],
)
def test_the_same_address(url: str, found: bool) -> None:
    assert (Kind.ADDRESS in kinds(DRAFT, made("other", url=url))) is found


def test_an_address_with_a_number_added_tells_of_the_one_without() -> None:
    numbered = replace(DRAFT, url="https://northshire.example/news/own2/")
    (found,) = seen(numbered, Shelf([made("other", "Another matter", url=DRAFT.url)]))
    assert (found.kind, found.likeness < 1) == (Kind.ADDRESS, True)
    assert found.sentence == "“Another matter” has this web address without the number at its end."


@pytest.mark.parametrize(
    ("mine", "theirs", "near"),
    [
        ("Two men rob newsagent in Oakham", "TWO MEN ROB NEWSAGENT – IN OAKHAM", True),
        ("Two men rob newsagent in Oakham", "Two masked men rob newsagent in Oakham", True),
        ("Two men rob newsagent in Oakham", "Two men rob newsagent in Melton", False),
        ("Appeal after collision on the A52", "Appeal after collision on the A50", False),
        (
            "Witnesses sought after serious crash on A52 at Bingham island left four injured",
            "Witnesses sought after serious crash on A46 at Bingham island left four injured",
            False,
        ),
        ("Man, 23, charged with burglary in Melton", "Man, 24, charged with burglary in Melton", False),
        ("Update", "Update", False),
        ("Man charged", "Man charged", True),
    ],
)
def test_headlines(mine: str, theirs: str, near: bool) -> None:
    draft = replace(DRAFT, headline=mine, body="")
    assert (Kind.HEADLINE in kinds(draft, made("other", theirs, FESTIVAL))) is near


def test_a_usual_headline_of_another_organisation_is_not_told_of() -> None:
    draft = replace(DRAFT, headline="Man charged with murder", body="")
    assert kinds(draft, made("other", "Man charged with murder", area="Elsewhere")) == []


def test_a_statement_that_many_organisations_published_is() -> None:
    headline = "Chief constables stand with those appalled by the attack on the mosque"
    assert kinds(replace(DRAFT, headline=headline), made("other", headline, area="Elsewhere")) == [Kind.HEADLINE]


@pytest.mark.parametrize(
    ("body", "near"),
    [
        (ROBBERY, True),
        (ROBBERY.replace("Saturday", "Sunday").replace("grey", "white"), True),
        (f"{FESTIVAL}\n\n{STANDING}", False),
        (STANDING, False),
        (f"Too little to tell by.\n\n{STANDING}", False),
        (f"{ROBBERY[:150]}\n\n{FESTIVAL}\n\n{FESTIVAL.upper()}", False),
    ],
)
def test_texts(body: str, near: bool) -> None:
    assert (Kind.TEXT in kinds(replace(DRAFT, headline="Other words"), made("other", "Quite another", body))) is near


def test_the_standing_sentences_alone_make_no_two_articles_alike() -> None:
    backwards = " ".join(reversed(FESTIVAL.split()))
    standing = "\n\n".join([STANDING, f"Tell us on 101. {FESTIVAL}", f"Tell us on 101. {backwards}"])
    draft = replace(DRAFT, body=f"{ROBBERY}\n\n{standing}".replace("317 of", "12 of"))
    assert kinds(draft, made("other", "A day out", f"{ROBBERY[::-1]}\n\n{standing}")) == []


def test_the_incident_in_the_text_of_one_and_in_the_fields_of_the_other() -> None:
    draft = replace(DRAFT, body="Please quote reference PR/ 45200123456.")
    (found,) = seen(draft, Shelf([made("other", "An appeal", incident="PR/45200123456", published="2020-11-08T10:00")]))
    assert found.sentence == "“An appeal” of 8 November 2020 has the same incident reference."


def test_a_bulletin_of_many_incidents_is_no_incident() -> None:
    bulletin = " ".join(f"Quote incident {number} of 27 January." for number in range(315, 320))
    assert kinds(DRAFT, made("other", "This week", bulletin)) == []


def test_an_article_is_told_once_by_what_weighs_most() -> None:
    assert kinds(DRAFT, replace(DRAFT, path="news/Northshire/copy.md")) == [Kind.ADDRESS]
    assert kinds(DRAFT, replace(DRAFT, path="news/Northshire/copy.md", url="")) == [Kind.TEXT]


def test_a_headline_of_every_day_does_not_flood() -> None:
    days = [made(f"day{n}", "Officers on patrol this weekend", published=f"2020-01-{n:02}") for n in range(1, 20)]
    found = seen(replace(DRAFT, headline="Officers on patrol this weekend", body=""), Shelf(days))
    assert [item.record.published for item in found] == [f"2020-01-{day}" for day in range(19, 19 - MOST_OF_A_KIND, -1)]


def test_a_file_that_cannot_be_read_is_not_told_of() -> None:
    assert kinds(DRAFT, replace(DRAFT, path="news/Northshire/broken.md", problem="It is broken.")) == []


headlines = st.sampled_from(
    ["Two men rob newsagent in Oakham", "Two masked men rob newsagent in Oakham", "Man charged", "", "A50: update", "?"]
)
bodies = st.sampled_from([ROBBERY, FESTIVAL, f"{ROBBERY}\n\n{STANDING}", STANDING, ROBBERY.replace("two", "three"), ""])
incidents = st.sampled_from(["", "PR/45200123456", "1341", "317 of 27 January 2021"])
articles = st.lists(
    st.builds(
        lambda headline, body, incident, url: (headline, body, incident, url),
        headlines,
        bodies,
        incidents,
        st.sampled_from(["", "https://northshire.example/a", "https://northshire.example/a/"]),
    ),
    min_size=1,
    max_size=6,
).map(
    lambda rows: [
        made(str(number), headline, body, incident=incident, url=url)
        for number, (headline, body, incident, url) in enumerate(rows)
    ]
)


@given(articles)
def test_no_article_was_there_before_itself(archive: list[Record]) -> None:
    for record in archive:
        assert record.path not in {item.record.path for item in seen(record, Shelf(archive))}


@given(articles)
def test_what_was_seen_of_one_is_seen_of_the_other(archive: list[Record]) -> None:
    shelf = Shelf(archive)
    pairs = {(record.path, item.record.path, item.kind) for record in archive for item in seen(record, shelf)}
    assert pairs == {(other, one, kind) for one, other, kind in pairs}


@given(articles, st.randoms())
def test_the_order_of_the_archive_does_not_matter(archive: list[Record], random: Random) -> None:
    shuffled = archive[:]
    random.shuffle(shuffled)
    assert seen(archive[0], Shelf(shuffled)) == seen(archive[0], Shelf(archive))


words = st.text(st.sampled_from("ab 1’-,\n"), max_size=30)


@given(words, words)
def test_likeness_is_symmetric_and_a_share(one: str, other: str) -> None:
    assert headline_likeness(one, other) == headline_likeness(other, one)
    assert 0 <= headline_likeness(one, other) <= 1
    mine, theirs = shingles(one * 9), shingles(other * 9)
    assert text_likeness(mine, theirs) == text_likeness(theirs, mine)
    assert text_likeness(mine, mine) in (0, 1)
