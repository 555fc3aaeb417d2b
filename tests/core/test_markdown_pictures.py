"""Pictures of other computers: withheld, and marked so that the person can allow them."""

from __future__ import annotations

import pytest

from editor.core.markdown import PreviewDocument, page_of, render

MARK = 'data-picture="'


@pytest.mark.parametrize(
    ("markdown", "address"),
    [
        ("![x](https://a.example/p.png)", "https://a.example/p.png"),
        ("![x](HTTPS://a.example/p.png?a=1&b=2)", "HTTPS://a.example/p.png?a=1&amp;b=2"),
        ('<img src="ht\ntps://a.example/p.png">', "https://a.example/p.png"),
    ],
)
def test_an_https_picture_keeps_its_address_for_later(markdown: str, address: str) -> None:
    html = str(render(markdown))
    assert f'{MARK}{address}"' in html
    assert "<img" not in html


@pytest.mark.parametrize(
    "markdown", ["![x](http://a.example/p.png)", "![x](//a.example/p.png)", r'<img src="\\a\p.png">']
)
def test_any_other_picture_of_another_computer_cannot_be_allowed(markdown: str) -> None:
    html = str(render(markdown))
    assert "not-loaded" in html
    assert MARK not in html


@pytest.mark.parametrize(
    "markdown",
    [
        '<span class="not-loaded" data-picture="https://a.example/p.png">x</span>',
        '<img data-picture="https://a.example/p.png" src="x.png">',
        '<p title=\'<span class="not-loaded" data-picture="https://a.example/">\'>x</p>',
        '![<span class="not-loaded" data-picture="https://a.example/">](x.png)',
    ],
)
def test_a_text_cannot_make_the_mark_itself(markdown: str) -> None:
    html = str(render(markdown))
    assert f"<span {MARK}" not in html
    assert f'<span class="not-loaded" {MARK}' not in html
    assert f"<img {MARK}" not in html


def test_a_page_knows_whether_it_withholds_pictures() -> None:
    def page(body: str, **more: object) -> bool:
        document = PreviewDocument("1", body, **more)
        return page_of(document, render(body)).has_withheld_pictures

    assert page("![x](https://a.example/p.png)")
    assert page("no picture", image="https://a.example/p.png")
    assert not page("![x](p.png)", image="p.png")
    assert not page("![x](http://a.example/p.png)")
    assert not page("![x](https://a.example/p.png)", remote_pictures=True)


def test_a_picture_beside_the_article_is_on_its_page_with_its_description() -> None:
    document = PreviewDocument("1", "![A crowd](a.png)", image="lead.jpg", image_description="The square")
    page = page_of(document, render(document.body))
    assert '<img src="lead.jpg" alt="The square">' in page.head
    assert "<figcaption>The square</figcaption>" in page.head
    assert '<img alt="A crowd" src="a.png">' in str(page.blocks[0].html)
