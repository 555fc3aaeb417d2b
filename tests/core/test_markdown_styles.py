"""An organisation's style sheet: it says how the page looks, and loads nothing."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.markdown import PreviewDocument, page_of, render, standalone
from editor.core.markdown.styles import LONGEST, safe_css

LOADS = re.compile(r"(?:\b|-)(?:url|image-set|src|image|expression|element|cross-fade|attr)\s*\(", re.IGNORECASE)
LOADING = (
    "url(https://a.example/x)",
    "URL('x')",
    "url (x)",
    r"u\72l(x)",
    r"\75 rl(x)",
    "u/**/rl(x)",
    "image-set('x' 1x)",
    "-webkit-image-set('x' 1x)",
    "cross-fade(url(x), url(y))",
    'src("x")',
    "image('x')",
    "expression(alert(1))",
    "element(#x)",
    "attr(href type(<url>))",
)


@pytest.mark.parametrize("value", LOADING)
def test_no_function_is_left_that_takes_an_address(value: str) -> None:
    assert not LOADS.search(safe_css(f"p {{ background: {value}; }}"))


@pytest.mark.parametrize(
    "rule",
    [
        '@import "x.css";', "@import url(x.css);", '@IMPORT "x.css";', r'@\69mport "x";', "@font-face { src: url(x) }",
        "@namespace url(x);", "@charset 'x';", "@layer a, b;", "@property --x { syntax: '*' }", "@document url(x) {}",
    ],
)  # fmt: skip
def test_no_rule_is_left_that_brings_something_in(rule: str) -> None:
    css = safe_css(rule + " p { color: red }")
    assert css.startswith("@blocked")
    assert css.endswith("p { color: red }")


@pytest.mark.parametrize(
    "css",
    [
        "h1 { color: #123f80; }",
        ":root { --bar: #123f80; --link: rgb(0 60 120); }",
        "@media print { a { text-decoration: none } }",
        "#head > .organisation { background: linear-gradient(#123, #345); padding: calc(1rem + 2px); }",
        "p::before { content: '“'; }",
        "@supports (display: grid) { p { display: grid } }",
    ],
)
def test_what_says_how_the_page_looks_stays(css: str) -> None:
    assert safe_css(css) == css


def test_bindings_of_old_browsers_go() -> None:
    assert "behavior:" not in safe_css("p { behavior: url(x.htc) }")
    assert "-moz-binding" not in safe_css("p { -moz-binding: url(x.xml#a) }")


@given(st.text(alphabet="url(src@import{}:;'\"\\/* <>-\n", max_size=60))
def test_nothing_can_hide_in_what_is_taken_out(css: str) -> None:
    once = safe_css(css)
    assert safe_css(once) == once
    assert "<" not in once
    assert "\\" not in once


def test_an_endless_style_sheet_is_cut() -> None:
    assert len(safe_css("p { } " * LONGEST)) <= LONGEST


def test_a_page_in_a_file_bears_its_style_and_cannot_be_left_by_it() -> None:
    document = PreviewDocument("1", "Text", style="p { color: red }</style><script>alert(1)</script>")
    html = standalone(page_of(document, render("Text")), "")
    assert "p { color: red }" in html
    assert html.count("</style>") == 1
    assert "<script" not in html
