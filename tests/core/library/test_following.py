"""What the next article starts with: enough to go on writing, and nothing that must not be said again."""

from __future__ import annotations

import pytest

from editor.core.fields import FIELDS, Fields
from editor.core.lens import blank, edit, read
from editor.core.library.following import follow_up, start_from
from editor.core.library.records import Record
from editor.core.library.stages import Stage
from tests.core.library.made import ROBBERY, STANDING
from tests.core.strategies import PLATFORM

VALUES = {
    "area": "Surrey",
    "headline": "Appeal: robbery in Oakham",
    "summary": "Two men robbed a newsagent.",
    "published": "2021-01-28T09:00",
    "section": "appeals",
    "slug": "robbery",
    "url": "https://www.surrey.example/news/appeals/2021/01/robbery/",
    "title": "Appeal: robbery in Oakham | Surrey Police",
    "image": "https://www.surrey.example/suspect.jpg",
    "incident_reference": "317",
    "incident_day": "27",
    "incident_month": "January",
}
LAST = Fields({spec.id: VALUES.get(spec.id, "") for spec in FIELDS}, {"position": "2"}, {}, f"{ROBBERY}\n\n{STANDING}")
RELEASED = Record(
    "news/Surrey/1.md", "Surrey", headline=VALUES["headline"], url=VALUES["url"], published="2021-01-28T09:00"
)
UNDATED = Record("news/Surrey/2.md", "Surrey", headline="Robbery [update]", url="https://www.surrey.example/b")
LINK = "[Appeal: robbery in Oakham](https://www.surrey.example/news/appeals/2021/01/robbery/)"
NEVER = ("published", "url", "slug", "title", "summary", "image")


@pytest.mark.parametrize("stage", list(Stage))
def test_the_incident_carries_over_and_what_belongs_to_one_page_does_not(stage: Stage) -> None:
    new = follow_up(LAST, [RELEASED], stage)
    incident = ("area", "section", "incident_reference", "incident_day", "incident_month")
    assert {name: new[name] for name in incident} == {name: VALUES[name] for name in incident}
    assert not new.keys() & set(NEVER)
    assert new["body"].startswith(f"This follows {LINK} of 28 January 2021.")


@pytest.mark.parametrize(
    ("stage", "appeals"),
    [(Stage.UPDATE, True), (Stage.ARREST, True), (Stage.TRIBUTE, True), (Stage.FOUND, False), (Stage.CHARGED, False)],
)
def test_how_to_call_carries_over_as_long_as_there_is_an_appeal(stage: Stage, appeals: bool) -> None:
    body = follow_up(LAST, [RELEASED], stage)["body"]
    assert (STANDING in body) is appeals
    assert "hammer" not in body


@pytest.mark.parametrize(
    ("stage", "headline"),
    [(Stage.UPDATE, "Update: robbery in Oakham"), (Stage.FOUND, "Update: robbery in Oakham"), (Stage.CHARGED, None)],
)
def test_a_headline_is_suggested_where_it_is_usual(stage: Stage, headline: str | None) -> None:
    assert follow_up(LAST, [RELEASED], stage).get("headline") == headline


def test_several_earlier_articles_are_a_list() -> None:
    body = follow_up(LAST, [RELEASED, UNDATED], Stage.CHARGED)["body"]
    assert (
        body
        == f"Earlier articles:\n\n * {LINK}, 28 January 2021\n * [Robbery \\[update\\]](https://www.surrey.example/b)"
    )


def test_a_draft_cannot_be_linked_to() -> None:
    draft = Record(
        "drafts/Surrey/1.md", "Surrey", draft=True, headline="Not out yet", url="https://www.surrey.example/c"
    )
    assert follow_up(LAST, [draft], Stage.CHARGED)["body"] == ""


def test_the_third_article_does_not_repeat_the_links_of_the_second() -> None:
    second = follow_up(LAST, [RELEASED])
    third = follow_up(LAST.having({"body": second["body"]}), [RELEASED, UNDATED])
    assert third["body"].count(VALUES["url"]) == 1
    assert third["body"].count(STANDING) == 1


def test_a_new_article_of_the_same_kind_has_no_trace_of_the_incident() -> None:
    new = start_from(LAST)
    assert {name: new[name] for name in ("area", "section", "headline", "summary")} == {
        name: VALUES[name] for name in ("area", "section", "headline", "summary")
    }
    assert not new.keys() & {"published", "url", "slug", "title", "image", "incident_reference", "incident_day"}
    assert "hammer" in new["body"]
    assert "quoting [reference]," in new["body"]


def test_a_picture_that_shows_no_incident_carries_over() -> None:
    fair = LAST.having({"incident_reference": "", "body": "Come to the fair."})
    assert start_from(fair)["image"] == VALUES["image"]


@pytest.mark.parametrize("changes", [follow_up(LAST, [RELEASED]), start_from(LAST)])
def test_a_new_article_takes_it_all(changes: dict[str, str]) -> None:
    base = blank(PLATFORM)
    new = edit(base, read(base, PLATFORM), {**changes, "published": "2021-03-02T10:00"}, PLATFORM)
    assert {name: new.body if name == "body" else new[name] for name in changes} == changes
    assert new["url"].startswith("https://www.surrey.example/news/appeals/2021/03/")
