"""The laws of the lens, on generated articles and by hand."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from editor.core.article import Article, dotted, leaves
from editor.core.errors import CopydeskError
from editor.core.fields import BY_ID, Fields
from editor.core.lens import blank, edit, read, slug_follows, write
from tests.core.strategies import DAYS, PLAIN, PLATFORM, articles, profiles, texts

EDITABLE = ("headline", "summary", "title", "slug", "section", "url", "image", "incident_reference", "area")


def flat(article: Article) -> dict[str, object]:
    return {dotted(path): value for path, value in leaves(article.front)}


@given(articles, profiles)
def test_nothing_edited_nothing_changed(article, profile):
    assert write(article, read(article, profile), profile) == article


@given(articles, profiles, st.sampled_from(EDITABLE), texts, st.booleans())
def test_what_an_edit_shows_is_what_is_read_back(article, profile, field, text, released):
    try:
        fields = edit(article, read(article, profile), {field: text}, profile, released=released)
    except CopydeskError as error:
        assert error.code == "no-place"
        return
    written = write(article, fields, profile)
    assert (
        read(written, profile).values.items()
        >= {
            name: value
            for name, value in fields.values.items()
            # Not every organisation's files have a place for these.
            if name not in ("published", "slug", "section")
        }.items()
    )
    assert edit(article, fields, {}, profile, released=released) == fields


@given(articles, profiles, st.sampled_from(["summary", "image", "incident_reference", "incident_day"]), texts)
def test_an_edit_changes_only_the_keys_it_feeds(article, profile, field, text):
    assume(article.front)
    try:
        fields = edit(article, read(article, profile), {field: text}, profile, released=True)
    except CopydeskError as error:
        assert error.code == "no-place"
        return
    before, after = flat(article), flat(write(article, fields, profile))
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    # A group that had no value of its own (null, or empty) gives way to the value that is put into it.
    groups = {key.rpartition(".")[0] for key in BY_ID[field].keys}
    assert changed <= set(BY_ID[field].keys) | groups


@given(articles, profiles, texts)
def test_the_body_goes_through_untouched(article, profile, body):
    fields = edit(article, read(article, profile), {"body": body}, profile)
    assert write(article, fields, profile).body == body
    if article.front:
        assert write(article, fields, profile).front == article.front


RELEASE = Article(
    {
        "area": "Surrey",
        "og": {
            "title": "Man&#39;s bike found",
            "description": "Fish &amp; chips &#163;3",
            "url": "https://www.surrey.example/news/news/2019/11/mans-bike-found/",
            "site": {"name": "kept &amp; kept"},
        },
        "publish": {"date": "12:08 21/11/2019"},
        "title": "Man&#39;s bike found | Surrey Police",
        "url": "https://www.surrey.example/news/news/2019/11/mans-bike-found/",
    },
    "Text.",
)


def test_a_release_is_read_as_plain_text():
    fields = read(RELEASE, PLATFORM)
    assert fields["headline"] == "Man's bike found"
    assert fields["summary"] == "Fish & chips £3"
    assert fields["published"] == "2019-11-21T12:08"
    assert (fields["section"], fields["slug"]) == ("news", "mans-bike-found")
    assert fields.extra == {"og.site.name": "kept & kept"}


def test_a_headline_changed_after_release_keeps_the_address():
    fields = edit(RELEASE, read(RELEASE, PLATFORM), {"headline": "Update: £5 & a bike"}, PLATFORM, released=True)
    after = flat(write(RELEASE, fields, PLATFORM))
    assert {key: value for key, value in after.items() if flat(RELEASE)[key] != value} == {
        "og.title": "Update: &#163;5 &amp; a bike",
        "title": "Update: &#163;5 &amp; a bike | Surrey Police",
    }


def test_a_headline_changed_in_a_draft_takes_the_address_along():
    fields = edit(RELEASE, read(RELEASE, PLATFORM), {"headline": "Update - bike found"}, PLATFORM)
    assert fields["url"] == "https://www.surrey.example/news/news/2019/11/update---bike-found/"
    assert flat(write(RELEASE, fields, PLATFORM))["og.url"] == fields["url"]


def test_a_typed_slug_stays_when_the_headline_changes():
    typed = edit(RELEASE, read(RELEASE, PLATFORM), {"slug": "bike"}, PLATFORM)
    assert not slug_follows(typed, PLATFORM)
    later = edit(RELEASE, typed, {"headline": "Another", "published": "2020-01-02T09:00"}, PLATFORM)
    assert later["url"] == "https://www.surrey.example/news/news/2020/01/bike/"


def test_an_explicit_slug_changes_a_released_address():
    fields = edit(RELEASE, read(RELEASE, PLATFORM), {"slug": "bike"}, PLATFORM, released=True)
    assert fields["url"] == "https://www.surrey.example/news/news/2019/11/bike/"


def test_a_new_release_gets_what_its_organisation_writes():
    new = blank(PLATFORM)
    fields = edit(
        new,
        read(new, PLATFORM),
        {
            "headline": "It's a – test",
            "summary": "A summary",
            "published": "2019-11-21T12:08",
            "body": "Text.",
        },
        PLATFORM,
    )
    assert flat(write(new, fields, PLATFORM)) == {
        "area": "Surrey",
        "og.description": "A summary",
        "og.image": "https://www.surrey.example/a.png?a=1&amp;b=2",
        "og.locale": "en_GB",
        "og.title": "It&#39;s a – test",
        "og.type": "website",
        "og.url": "https://www.surrey.example/news/news/2019/11/its-a--test/",
        "publish.date": "12:08 21/11/2019",
        "title": "It&#39;s a – test | Surrey Police",
        "url": "https://www.surrey.example/news/news/2019/11/its-a--test/",
    }


def test_an_organisation_that_keeps_only_a_title_gets_no_other_key():
    fields = edit(blank(PLAIN), read(blank(PLAIN), PLAIN), {"headline": "Hello there"}, PLAIN)
    assert flat(write(blank(PLAIN), fields, PLAIN)) == {
        "area": "Elsewhere",
        "title": "Hello there - Elsewhere",
        "url": "http://elsewhere.example/news-article/hello-there",
    }


def test_an_existing_date_keeps_its_own_form():
    article = Article({"area": "Surrey", "publish": {"date": "13 Jan 2021"}})
    fields = edit(article, read(article, PLATFORM), {"published": "2021-02-03"}, PLATFORM, released=True)
    assert flat(write(article, fields, PLATFORM))["publish.date"] == "3 Feb 2021"


def test_every_date_of_a_new_release_is_written_in_its_own_form():
    fields = edit(Article(), Fields(), {"area": "Days", "headline": "X", "published": "2021-06-03T09:05"}, DAYS)
    after = flat(write(Article(), fields, DAYS))
    assert after["publish.date"] == "3 June 2021"
    assert after["article.published.time"] == "2021-06-03T09:05:00+01:00"


@pytest.mark.parametrize(
    ("changes", "code"),
    [({"published": "yesterday"}, "date"), ({"heading": "x"}, "unknown-field"), ({"extra.title.x": "y"}, "no-place")],
)
def test_what_cannot_be_stored_is_said_and_changes_nothing(changes, code):
    with pytest.raises(CopydeskError) as caught:
        edit(RELEASE, read(RELEASE, PLATFORM), changes, PLATFORM)
    assert caught.value.code == code


def test_everything_else_can_be_changed_added_and_removed():
    fields = read(RELEASE, PLATFORM)
    changes = {"extra.og.site.name": "R&D", "extra.og.type": "article"}
    changed = write(RELEASE, edit(RELEASE, fields, changes, PLATFORM), PLATFORM)
    assert flat(changed) == {**flat(RELEASE), "og.site.name": "R&amp;D", "og.type": "article"}
    removed = write(changed, edit(changed, read(changed, PLATFORM), {"extra.og.type": ""}, PLATFORM), PLATFORM)
    assert "og.type" not in flat(removed)
