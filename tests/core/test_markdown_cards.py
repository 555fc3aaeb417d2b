"""How an article looks in a search engine and in a social network."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.markdown import PreviewDocument
from editor.core.markdown.cards import (
    DESCRIPTION_CHARACTERS,
    TITLE_PIXELS,
    cut_description,
    cut_title,
    search_page,
    social_page,
    title_pixels,
)

DOCUMENT = PreviewDocument(
    "open-1",
    "Lanterns were lit on the river.\n\nMore.",
    organisation="Westshire Council",
    headline="Lanterns on the river",
    title="Lanterns on the river | Westshire Council",
    summary="Hundreds came to the river on Friday.",
    address="https://www.westshire.example/news/2024/november/lanterns-on-the-river/",
    published="2024-11-21T12:08",
)
WORDS = st.lists(st.text(alphabet="abcdefghijWM-,.é", min_size=1, max_size=14), max_size=60).map(" ".join)


def test_the_width_of_a_title_is_that_of_arial() -> None:
    assert title_pixels("Hello world") == pytest.approx(98.9, abs=1.5)  # measured: Liberation Sans, same widths
    assert title_pixels("W" * 10) > 2 * title_pixels("l" * 10)


@given(WORDS)
def test_a_cut_title_fits_and_ends_behind_a_word(text: str) -> None:
    text = " ".join(text.split())
    cut = cut_title(text)
    if cut == text:
        assert title_pixels(text) <= TITLE_PIXELS
    else:
        assert title_pixels(cut) <= TITLE_PIXELS
        kept = cut.removesuffix(" …")
        assert text.startswith(kept)
        assert text[len(kept)] in " ,;:–—|-"


@given(WORDS)
def test_a_cut_description_fits_and_ends_behind_a_word(text: str) -> None:
    text = " ".join(text.split())
    cut = cut_description(text)
    assert len(cut) <= DESCRIPTION_CHARACTERS
    if cut != text:
        kept = cut.removesuffix(" …")
        assert text.startswith(kept)
        assert text[len(kept)] in " ,;:–—|-"


def test_a_usual_headline_is_cut_at_about_sixty_characters() -> None:
    cut = cut_title("Officers appeal for witnesses after a collision between a car and a cyclist in Woking town centre")
    assert cut.endswith(" …")
    assert 55 <= len(cut) <= 68


def test_an_endless_word_is_cut_all_the_same() -> None:
    assert title_pixels(cut_title("x" * 5000)) <= TITLE_PIXELS
    assert len(cut_description("x" * 5000)) <= DESCRIPTION_CHARACTERS


def test_a_search_result_has_site_address_title_date_and_description() -> None:
    head = unescape(search_page(DOCUMENT).head)
    assert "Westshire Council" in head
    assert "https://www.westshire.example › news › 2024 › …" in head
    assert "Lanterns on the river | Westshire Council" in head
    assert "21 Nov 2024 — " in head
    assert "Hundreds came" in head


def test_a_social_card_has_picture_site_headline_summary_and_domain() -> None:
    head = social_page(replace(DOCUMENT, image="lead.jpg", image_description="Lanterns")).head
    assert '<img src="lead.jpg" alt="Lanterns">' in head
    assert '<p class="title">Lanterns on the river</p>' in head
    assert '<p class="domain">westshire.example</p>' in head


def test_without_a_summary_the_first_paragraph_stands_there() -> None:
    bare = replace(DOCUMENT, summary="")
    assert "Lanterns were lit on the river." in search_page(bare).head
    assert "Lanterns were lit on the river." in social_page(bare).head


@pytest.mark.parametrize("make", [search_page, social_page])
def test_an_empty_article_has_its_cards_too(make: object) -> None:
    page = make(PreviewDocument("1", ""))
    assert "No headline yet" in page.head
    assert page.article == "1"
    assert page.key != "1"


@pytest.mark.parametrize("make", [search_page, social_page])
@pytest.mark.parametrize("address", ["", "x", "//", "http://[", "https://", "javascript:alert(1)", "https://a/%00/%ff"])
def test_a_broken_address_is_shown_as_far_as_it_goes(make: object, address: str) -> None:
    assert "Lanterns" in make(replace(DOCUMENT, address=address)).head


@pytest.mark.parametrize("make", [search_page, social_page])
def test_every_field_is_escaped(make: object) -> None:
    nasty = '"><img src=x onerror="x"><script>'
    fields = dict.fromkeys(
        (
            "body",
            "organisation",
            "headline",
            "title",
            "summary",
            "address",
            "published",
            "site_name",
            "image_description",
        ),
        nasty,
    )
    head = make(PreviewDocument("1", image=nasty, **fields)).head
    assert "<script" not in head
    assert 'onerror="' not in head
    assert head.count("<img") == (1 if make is social_page else 0)


def test_a_remote_picture_of_a_card_is_withheld_like_any_other() -> None:
    page = social_page(replace(DOCUMENT, image="https://cdn.example/a.png"))
    assert page.has_withheld_pictures
    assert "<img" not in page.head
    assert not social_page(
        replace(DOCUMENT, image="https://cdn.example/a.png", remote_pictures=True)
    ).has_withheld_pictures
