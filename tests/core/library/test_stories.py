"""The articles of one incident, in their order and with their stages; and those that only look like it."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.library.records import Record
from editor.core.library.stages import Stage, label, stage_of
from editor.core.library.stories import MOST_STEPS, Story, story_of
from tests.core.library.made import FESTIVAL, ROBBERY, STANDING, made
from tests.core.library.shelf import Shelf

QUOTING = "Please call 101 quoting 46/117752/20."
APPEAL = made("appeal", "Appeal after robbery at Oakham shop", f"{ROBBERY}\n\n{QUOTING}", published="2020-03-01T09:00")
ARREST = made("arrest", "Man arrested", f"It follows the events in Mill Lane. {QUOTING}", published="2020-03-09T09:00")
JAILED = made("jailed", "Robber jailed", f"Read [what we said then]({ARREST.url}).", published="2020-11-02T09:00")


def paths(story: Story) -> list[str]:
    return [step.record.path.rpartition("/")[2].removesuffix(".md") for step in story.steps]


@pytest.mark.parametrize("asked", [APPEAL, ARREST, JAILED])
def test_a_story_is_the_same_from_each_of_its_articles(asked: Record) -> None:
    story = story_of(asked, Shelf([JAILED, APPEAL, made("other", "Summer fair", FESTIVAL), ARREST]))
    assert paths(story) == ["appeal", "arrest", "jailed"]
    assert [step.stage for step in story.steps] == [Stage.APPEAL, Stage.ARREST, Stage.SENTENCED]
    assert [step.record for step in story.steps if not step.reason] == [asked]


def test_each_step_says_why_it_belongs() -> None:
    story = story_of(ARREST, Shelf([JAILED, APPEAL, ARREST]))
    assert [step.reason for step in story.steps] == [
        "Has the same incident reference, 46/117752/20.",
        "",
        "Links to “Man arrested”.",
    ]


def test_an_article_that_stands_alone_is_no_chain() -> None:
    story = story_of(APPEAL, Shelf([APPEAL, made("other", "Summer fair", f"{FESTIVAL}\n\n{STANDING}")]))
    assert (story.is_chain, paths(story)) == (False, ["appeal"])


def test_a_draft_without_a_file_can_be_asked_for() -> None:
    draft = Record("", area=APPEAL.area, headline="Man charged", body=QUOTING)
    assert story_of(draft, Shelf([APPEAL])).steps[-1].record == draft


MISSING = "Officers are worried about Dana Whitlock, 34. Dana was last seen at the bus station."
FOUND = "Dana was found by a walker and is well."


@pytest.mark.parametrize(
    ("first", "then", "joined"),
    [
        # A person's name in both headlines.
        (("Help us find missing Dana Whitlock", MISSING), ("Dana Whitlock found safe and well", FOUND), True),
        # A place of two words, which is called nothing else.
        (("Shop robbed in Market Deeping", ROBBERY), ("Fair in Market Deeping", FESTIVAL), False),
        # The rank makes it the spokesman.
        (("Chief Constable Dana Whitlock speaks", MISSING), ("Dana Whitlock opens the fair", FOUND), False),
        # The same place and a like text.
        (("Robbery in Oakham: appeal", ROBBERY), ("Oakham robbery: man charged", f"{ROBBERY} Now."), True),
        # The same place and kind, but another text.
        (("Robbery in Oakham: appeal", ROBBERY), ("Oakham robbery: man charged", FESTIVAL), False),
        # A template: nothing names the incident.
        (("Appeal after robbery", ROBBERY), ("Man charged after robbery", f"{ROBBERY} Now."), False),
        # What comes every month.
        (("Oakham roads newsletter", ROBBERY), ("Oakham roads newsletter", ROBBERY), False),
    ],
)
def test_headlines_join_what_is_one_incident(first: tuple[str, str], then: tuple[str, str], joined: bool) -> None:
    one, other = made("one", *first, published="2020-03-01"), made("other", *then, published="2020-03-20")
    shelf = Shelf([one, other])
    assert [story_of(record, shelf).is_chain for record in (one, other)] == [joined, joined]


def test_the_same_headline_years_later_is_another_incident() -> None:
    one = made("one", "Robbery in Oakham: appeal", ROBBERY, published="2018-03-01")
    other = made("other", "Robbery in Oakham: man charged", ROBBERY, published="2020-03-01")
    assert not story_of(one, Shelf([one, other])).is_chain


def test_a_page_that_everything_links_to_makes_no_story() -> None:
    advice = made("report-it-online", "How to report a crime", FESTIVAL)
    linking = [made(f"n{n}", f"Theft {n}", f"{n} bicycles are gone. [Report it]({advice.url})") for n in range(20)]
    assert not story_of(advice, Shelf([advice, *linking])).is_chain


def test_a_story_does_not_grow_without_end() -> None:
    chain = [
        made(f"step{n:03}", f"Part {n}", f"See https://northshire.example/news/step{n + 1:03}/", published="2020-01-01")
        for n in range(300)
    ]
    assert len(story_of(chain[0], Shelf(chain)).steps) == MOST_STEPS


@pytest.mark.parametrize(
    ("headline", "body", "stage"),
    [
        ("Appeal after robbery in Oakham", "", Stage.APPEAL),
        ("Have you seen missing Dana?", "", Stage.APPEAL),
        ("Renewed appeal after robbery", "", Stage.UPDATE),
        ("Oakham robbery", "We're appealing for witnesses after a robbery in Oakham on Saturday.", Stage.APPEAL),
        (
            "Update: robbery in Oakham",
            "Two men have been charged with robbery after a shop was held up.",
            Stage.CHARGED,
        ),
        ("Appeal after robbery", "A man who has been charged before is sought by the officers now.", Stage.APPEAL),
        ("Update: Can you help us find Dana?", "We are pleased to say that Dana has been found safe.", Stage.FOUND),
        ("Body found in canal", "Officers were called to the canal at Oakham early this morning.", Stage.REPORT),
        ("Man arrested after robbery", "", Stage.ARREST),
        ("Men released without charge", "", Stage.RELEASED),
        ("Man charged with robbery appears in court", "", Stage.COURT),
        ("Man admits robbery", "", Stage.CONVICTED),
        ("Man found not guilty of robbery", "", Stage.CONCLUDED),
        ("Robber who pleaded guilty jailed for six years", "", Stage.SENTENCED),
        ("Family pay tribute to driver", "", Stage.TRIBUTE),
        ("Fire not suspicious", "", Stage.CONCLUDED),
        ("Summer fair at headquarters", FESTIVAL, Stage.REPORT),
        (
            "Robbery in Oakham",
            "Posted on 11:48:00 on 3rd June 2020\n\nA man has been arrested after a shop was robbed on Saturday.",
            Stage.ARREST,
        ),
    ],
)
def test_stages(headline: str, body: str, stage: Stage) -> None:
    assert stage_of(made("one", headline, body)) is stage


def test_every_stage_has_a_name_of_its_own() -> None:
    assert len({label(stage) for stage in Stage}) == len(Stage)


links = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=8)


@given(links, st.randoms())
def test_stories_part_the_archive_whatever_its_order(pairs: list[tuple[int, int]], random: Random) -> None:
    archive = [
        made(
            f"part-{number}",
            f"Part {number}",
            " ".join(f"https://northshire.example/news/part-{to}/" for one, to in pairs if one == number),
            published=f"2020-01-{number + 1:02}",
        )
        for number in range(8)
    ]
    shuffled = archive[:]
    random.shuffle(shuffled)
    stories = {record.path: paths(story_of(record, Shelf(archive))) for record in archive}
    assert stories == {record.path: paths(story_of(record, Shelf(shuffled))) for record in archive}
    for story in stories.values():
        assert all(stories[f"news/Northshire/{name}.md"] == story for name in story)
