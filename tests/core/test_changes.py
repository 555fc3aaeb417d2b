"""What differs between two states of an article, and taking some of it back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core import lens
from editor.core.article import Article, Tagged
from editor.core.changes import Change, Same, changes, rows, take
from editor.core.fields import Fields
from tests.core.strategies import PLATFORM, articles, profiles

PARAGRAPHS = st.lists(
    st.sampled_from(
        ["one two three four", "one two three five", "six", "seven eight", " nine", "a\nb", "\u00a0", "ten\u2028ten"]
    ),
    max_size=7,
)
GAPS = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n \n", "\n\n\n", "\n"])
ENDS = st.sampled_from(["", "", "\n", " ", "\n\n", " \n "])


@st.composite
def bodies(draw: st.DrawFn) -> str:
    body = draw(ENDS)
    for paragraph in draw(PARAGRAPHS):
        body += paragraph + draw(GAPS)
    return body.rstrip("\n") + draw(ENDS)


@st.composite
def two_states(draw: st.DrawFn) -> tuple[Fields, Fields]:
    """Two states, most of them of one article with a few changes."""
    profile = draw(profiles)
    old = lens.read(draw(articles), profile)
    other = lens.read(draw(articles), profile)
    some = draw(st.sets(st.sampled_from(sorted(old.values))))
    new = replace(
        old if draw(st.booleans()) else other,
        values={**old.values, **{name: other[name] for name in some}},
        kept=old.kept,
        body=draw(bodies()),
    )
    # What is a text in one state and none in the other stays as it is: nobody can edit it.
    new = replace(new, extra={key: text for key, text in new.extra.items() if key not in old.kept})
    return replace(old, body=draw(bodies())), new


def fields(body: str = "", **values: str) -> Fields:
    return Fields({**Fields().values, **values}, body=body)


def told(old: Fields, new: Fields) -> list[tuple[str, str, str]]:
    return [(change.label, change.old, change.new) for change in changes(old, new)]


def labelled(old: Fields, new: Fields, label: str) -> Change:
    return next(change for change in changes(old, new) if change.label == label)


class TestLaws:
    @given(two_states())
    def test_all_of_them_lead_back(self, states: tuple[Fields, Fields]):
        old, new = states
        assert take(old, new, changes(old, new)) == old

    @given(two_states())
    def test_none_of_them_leaves_everything(self, states: tuple[Fields, Fields]):
        old, new = states
        assert take(old, new, ()) == new

    @given(two_states(), st.data())
    def test_one_of_them_leaves_the_others(self, states: tuple[Fields, Fields], data: st.DataObject):
        old, new = states
        found = changes(old, new)
        if not found:
            return
        one = data.draw(st.sampled_from(found))
        taken = take(old, new, [one])
        if one.where == "body":
            assert replace(taken, body=new.body) == new
        else:
            assert taken.body == new.body
            assert changes(old, taken) == tuple(change for change in found if change != one)

    @given(two_states(), st.data())
    def test_some_now_and_the_rest_later_lead_back_too(self, states: tuple[Fields, Fields], data: st.DataObject):
        old, new = states
        found = changes(old, new)
        some = data.draw(st.lists(st.sampled_from(found), unique=True)) if found else []
        halfway = take(old, new, some)
        assert take(old, halfway, changes(old, halfway)) == old

    @given(two_states())
    def test_there_is_a_change_exactly_where_something_differs(self, states: tuple[Fields, Fields]):
        old, new = states
        assert bool(changes(old, new)) == (old != new)
        assert changes(old, old) == ()

    @given(two_states())
    def test_the_rows_tell_every_paragraph(self, states: tuple[Fields, Fields]):
        old, new = states
        text = [row for row in rows(old, new) if isinstance(row, Same) or row.where == "body"]
        shown = [row.text if isinstance(row, Same) else row.new for row in text]
        assert "".join("".join(shown).split()) == "".join(new.body.split())


class TestFields:
    def test_a_field_is_told_by_its_plain_name(self):
        assert told(fields(summary="Two bicycles"), fields(summary="Three bicycles")) == [
            ("Summary", "Two bicycles", "Three bicycles")
        ]

    def test_texts_are_shown_decoded(self):
        article = Article({"og": {"description": "The &#163;10 note"}})
        other = Article({"og": {"description": "The &#163;20 note"}})
        states = (lens.read(article, PLATFORM), lens.read(other, PLATFORM))
        assert told(*states) == [("Summary", "The £10 note", "The £20 note")]

    def test_a_date_is_told_as_one_says_it(self):
        ((label, old, new),) = told(fields(published="2024-11-19T08:15"), fields(published="2024-11-20"))
        assert (label, old, new) == ("Published", "19 November 2024, 08:15", "20 November 2024")

    def test_a_page_title_that_followed_the_headline_goes_with_it(self):
        old = fields(headline="Found", title="Found | Surrey Police")
        new = fields(headline="Missing", title="Missing | Surrey Police")
        assert told(old, new) == [("Headline", "Found", "Missing")]
        assert take(old, new, changes(old, new)) == old

    def test_a_page_title_of_its_own_is_told_by_itself(self):
        old = fields(headline="Found", title="Found | Surrey Police")
        new = fields(headline="Missing", title="Found safe | Surrey Police")
        assert [label for label, _old, _new in told(old, new)] == ["Headline", "Page title"]
        assert take(old, new, [labelled(old, new, "Headline")])["title"] == new["title"]

    def test_the_parts_of_an_address_go_with_it(self):
        old = fields(url="https://a.example/news/found", slug="found", section="news")
        new = fields(url="https://a.example/appeals/missing", slug="missing", section="appeals")
        assert [label for label, _old, _new in told(old, new)] == ["Web address"]
        assert take(old, new, changes(old, new)) == old

    def test_everything_else_is_told_by_its_name(self):
        old, new = replace(fields(), extra={"og.site.name": "A"}), replace(fields(), extra={"fb.app.id": "1"})
        assert told(old, new) == [("og.site.name", "A", ""), ("fb.app.id", "", "1")]
        assert take(old, new, [labelled(old, new, "fb.app.id")]).extra == {}

    def test_what_is_no_text_is_told_and_stays(self):
        old, new = replace(fields(), kept={"a": Tagged("!x", "1")}), replace(fields(), extra={"a": "2"})
        (change,) = changes(old, new)
        assert (change.label, change.fixed) == ("a", True)
        assert take(old, new, [change]) == new


class TestText:
    @pytest.mark.parametrize(
        ("old", "new", "expected"),
        [
            ("a\n\nb", "a\n\nb\n\nc", [("Paragraph 3, new", "", "c")]),
            ("a\n\nb\n\nc", "a\n\nc", [("Paragraph 2, removed", "b", "")]),
            ("a b c\n\nd", "a b x\n\nd", [("Paragraph 1", "a b c", "a b x")]),
            ("", "a", [("Paragraph 1, new", "", "a")]),
            (
                "the old one here\n\nz",
                "quite new\n\nthe old one there\n\nz",
                [("Paragraph 1, new", "", "quite new"), ("Paragraph 2", "the old one here", "the old one there")],
            ),
            ("a\n\nb", "a\n\n\nb", [("Blank lines and spaces", "", "")]),
        ],
    )
    def test_paragraphs_that_belong_together(self, old: str, new: str, expected: list[tuple[str, str, str]]):
        assert told(fields(old), fields(new)) == expected

    @pytest.mark.parametrize(
        ("old", "new", "label", "result"),
        [
            ("a b c\n\nd e f", "a b x\n\n\nd e x", "Paragraph 1", "a b c\n\n\nd e x"),
            ("a b c\n\nd", "a b x\n\n\nd", "Blank lines and spaces", "a b x\n\nd"),
            ("a\n\nb\n\nc", "a\n\n\nc", "Paragraph 2, removed", "a\n\n\nb\n\nc"),
            ("a\n\nb", "a", "Paragraph 2, removed", "a\n\nb"),
            ("a", "a\n\n\nb", "Paragraph 2, new", "a"),
            ("a\n\nd", "a\n\nb\n\nd\n\nc", "Paragraph 4, new", "a\n\nb\n\nd"),
            ("a\u00a0b", "a b", "Paragraph 1", "a\u00a0b"),
        ],
    )
    def test_one_of_them_is_taken(self, old: str, new: str, label: str, result: str):
        before, after = fields(old), fields(new)
        assert take(before, after, [labelled(before, after, label)]).body == result

    def test_what_is_the_same_is_counted(self):
        found = rows(fields("a\n\nb\n\nc\n\nd"), fields("a\n\nb\n\nx\n\nd"))
        assert [row.count if isinstance(row, Same) else row.label for row in found] == [2, "Paragraph 3", 1]
