"""``copydesk render``."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import RELEASE, Copydesk


def test_the_text_as_html(copydesk: Copydesk, release: Path):
    said = copydesk("render", release)
    assert (said.code, said.err) == (0, "")
    assert said.out == "<p>Two bicycles were found on Monday.</p>\n<p>They are <strong>home</strong> again.</p>\n"


def test_a_page_has_head_and_style(copydesk: Copydesk, release: Path):
    page = copydesk("render", "--page", release).out
    for part in (
        "<!DOCTYPE html>",
        "<title>Bicycles found &amp; returned | Surrey Police</title>",
        "Surrey Police</p>",
        "<h1>Bicycles found &amp; returned</h1>",
        "21 November 2019, 12:08",
        "font:",
        "<strong>home</strong>",
    ):
        assert part in page


def test_markup_in_the_text_is_made_safe(copydesk: Copydesk, release: Path):
    release.write_text(RELEASE + "\n<script>alert(1)</script>\n", "utf-8")
    assert "<script" not in copydesk("render", "--page", release).out


def test_a_text_that_would_take_hours_is_shown_as_text(copydesk: Copydesk, release: Path):
    release.write_text(RELEASE + "\n" + "[" * 6_000 + "\n", "utf-8")
    said = copydesk("render", release)
    assert said.code == 1
    assert said.out.startswith('<pre class="as-text">Two bicycles')
    assert said.sentence


def test_what_is_not_understood_is_shown_as_text(copydesk: Copydesk, release: Path):
    release.write_text(RELEASE.replace("title: Bi", "title: Update: Bi"), "utf-8")
    said = copydesk("render", release)
    assert said.code == 1
    assert "title: Update: Bi" in said.out
    assert "Line 6" in said.sentence
