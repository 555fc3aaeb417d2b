"""What Markdown becomes, and what of it never reaches the page."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from editor.core.markdown import PreviewDocument, Renderer, page_of, render, standalone
from editor.core.markdown.renderer import LONGEST_BODY

ATTACKS = Path(__file__).parents[2] / "../shared/hostile/preview-attacks.json"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("", ""),
        ("Two *words* and **more**", "<p>Two <em>words</em> and <strong>more</strong></p>"),
        ('He said "no" -- it\'s', "<p>He said “no” – it’s</p>"),
        ("# A heading", '<h1 id="text-a-heading">A heading</h1>'),
        ("[us](/contact)", '<p><a href="/contact">us</a></p>'),
        ("[us](https://a.org/?a=1&b=2)", '<p><a href="https://a.org/?a=1&amp;b=2">us</a></p>'),
        ("[write](mailto:a@b.org)", '<p><a href="mailto:a@b.org">write</a></p>'),
        ("[down](#a-heading)", '<p><a href="#text-a-heading">down</a></p>'),
        ("[x](javascript:alert(1))", "<p><a>x</a></p>"),
        ("[x](data:text/html,x)", "<p><a>x</a></p>"),
        ("[x](file:///etc/passwd)", "<p><a>x</a></p>"),
        ("[x](//share/folder)", "<p><a>x</a></p>"),
        (r"[x](\\\\share\folder)", "<p><a>x</a></p>"),
        ('<a href="jav&#09;ascript:alert(1)">x</a>', "<p><a>x</a></p>"),
        ("![map](pictures/map.png)", '<p><img alt="map" src="pictures/map.png"></p>'),
        ("![dot](data:image/png;base64,AAAA)", '<p><img alt="dot" src="data:image/png;base64,AAAA"></p>'),
        ("![dot](data:image/svg+xml;base64,AAAA)", '<p><img alt="dot"></p>'),
        ("![x](file:///etc/passwd)", '<p><img alt="x"></p>'),
        ("text\n{: style='color:red' .banner #shell onclick='x' }", '<p id="text-shell">text</p>'),
        ("<b onclick=x>bold</b> <script>alert(1)</script>", "<p><b>bold</b> </p>"),
        ("A *[HTML]", "<p>A *[HTML]</p>"),
        ("An HQ\n\n*[HQ]: headquarters", '<p>An <abbr title="headquarters">HQ</abbr></p>'),
    ],
)
def test_what_markdown_becomes(markdown: str, html: str) -> None:
    assert str(render(markdown)) == html


def test_a_table_keeps_its_alignment_without_styles() -> None:
    html = str(render("| a | b |\n|---|--:|\n| 1 | 2 |"))
    assert '<td align="right">2</td>' in html
    assert "style" not in html


def test_a_footnote_and_its_way_back() -> None:
    html = str(render("Said[^1].\n\n[^1]: By whom."))
    assert 'href="#text-fn:1"' in html
    assert 'id="text-fn:1"' in html
    assert 'href="#text-fnref:1"' in html


@pytest.mark.parametrize(
    "address",
    [
        "http://pictures.example/a.png", "https://pictures.example/a.png", "HTTPS://pictures.example:8443/a.png",
        "//pictures.example/a.png", "http://someone:secret@pictures.example/a.png", "https:pictures.example/a.png",
        "/\\pictures.example/a.png",
    ],
)  # fmt: skip
def test_a_remote_picture_is_named_and_not_loaded(address: str) -> None:
    html = str(render(f'<img src="{address}" alt="A <b>map</b>">'))
    assert "<img" not in html
    assert "pictures.example" in html
    assert "remote picture not loaded" in html
    assert "secret" not in html
    assert "A &lt;b&gt;map&lt;/b&gt;" in html


class _Everything(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


@pytest.mark.skipif(not ATTACKS.exists(), reason="the attacks are not there")
@pytest.mark.parametrize("attack", json.loads(ATTACKS.read_text()) if ATTACKS.exists() else [], ids=lambda a: a["id"])
def test_nothing_of_an_attack_is_left_in_the_html(attack: dict[str, str]) -> None:
    body = attack["markdown"].replace("{u}", "http://outside.example/").replace("{{", "{").replace("}}", "}")
    found = _Everything(str(render(body)))
    dangerous = {"script", "style", "svg", "math", "iframe", "object", "embed", "meta", "link", "base", "form", "input"}
    assert not found.tags & dangerous
    for name, value in found.attributes:
        assert name not in {"style", "srcset", "background", "name", "target", "ping"}
        assert not name.startswith("on")
        if name == "src":
            assert not re.match(r"\s*(https?:|//|file:)", value)
        if name == "href":
            assert re.match(r"https?://|mailto:|#text-|[^:]*$", value)
        if name == "id":
            assert value.startswith("text-")


def test_too_many_levels_are_shown_as_text_with_a_sentence() -> None:
    body = "* " * 600 + "<b>x</b>"
    html = render(body)
    assert "cannot lay out" in html.problem
    assert str(html) == f'<pre class="as-text">{"* " * 600}&lt;b&gt;x&lt;/b&gt;</pre>'


def test_after_a_text_that_cannot_be_laid_out_the_next_one_is_as_if_it_were_the_first() -> None:
    renderer = Renderer()
    assert renderer.render("* " * 600 + "x").problem
    assert str(renderer.render("One.\n\nTwo.")) == "<p>One.</p>\n<p>Two.</p>"
    assert str(renderer.render("- a\n\n- b\n\n    c")) == str(render("- a\n\n- b\n\n    c"))


@pytest.mark.parametrize(
    "odd", ["<![x", "<!x", "<?", "<![if]>", "</", "<a b='", "&#x110000;", "&#9999999999;", "<!DOCTYPE"]
)
def test_an_unfinished_sign_of_markup_is_no_reason_to_fail(odd: str) -> None:
    html = render(f"Before {odd}\n\n{odd}\n\nafter")
    assert not html.problem
    assert "Before" in str(html)


def test_a_very_long_text_is_shown_as_text_with_a_sentence() -> None:
    html = render("a " * LONGEST_BODY)
    assert "very long" in html.problem


def test_an_unpaired_surrogate_is_no_reason_to_fail() -> None:
    assert str(render("a \ud800 b")) == "<p>a ? b</p>"


def test_the_page_around_the_body_escapes_every_field() -> None:
    nasty = '<img src=x onerror="x">'
    document = PreviewDocument("1", "Text", nasty, nasty, nasty, nasty, nasty, nasty)
    page = page_of(document, render(document.body))
    assert page.head.count("<img") == 1  # the lead image itself, whose address is no web address
    # The organisation, headline, date, summary, and of the image its address, its description and its caption.
    assert page.head.count("&lt;img") == 7
    assert "<p>Text</p>" in standalone(page, "", nasty)
    assert "<title>&lt;img" in standalone(page, "", nasty)


def test_a_page_without_a_headline_says_so() -> None:
    assert "No headline yet" in page_of(PreviewDocument("1", ""), render("")).head


def test_the_lead_image_is_named_by_its_host() -> None:
    document = PreviewDocument("1", "", image="https://cdn.example/a.png", image_description="A crowd")
    head = page_of(document, render("")).head
    assert "cdn.example" in head
    assert "A crowd" in head
    assert "<img" not in head
    assert "src=" not in head
