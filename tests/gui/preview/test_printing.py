"""The page on paper."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.core.markdown import PreviewDocument, page_of, render
from editor.gui.preview import Look
from editor.gui.preview.printing import Paper
from editor.services.pictures import Picture
from tests.gui.preview.outside import PICTURE

pytestmark = pytest.mark.qt_log_ignore("RHI|QRhiGles2|GPUInfo", extend=True)


@pytest.fixture
def paper(qtbot: QtBot, look: Look) -> Iterator[Paper]:
    paper = Paper(look, lambda key, address, found: found(Picture(PICTURE, "image/png", Path("shed.png"))))
    yield paper
    paper.close()


def pdf_of(qtbot: QtBot, paper: Paper, document: PreviewDocument) -> bytes:
    made: list[bytes] = []
    paper.pdf(page_of(document, render(document.body)), made.append)
    qtbot.waitUntil(lambda: bool(made), timeout=20_000)
    qtbot.waitUntil(lambda: not paper.is_busy)
    return made[0]


def words_of(pdf: bytes) -> str:
    """The words of a PDF as they can be copied: its glyphs, looked up in the tables that come with its fonts."""
    streams = [
        zlib.decompress(part) for part in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL) if part[:1] == b"x"
    ]
    table: dict[str, str] = {}
    for stream in streams:
        if b"beginbf" not in stream:
            continue
        for code, text in re.findall(rb"^<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>$", stream, re.MULTILINE):
            table[code.decode().upper()] = bytes.fromhex(text.decode()).decode("utf-16-be")
        for low, high, text in re.findall(
            rb"^<([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)> <([0-9A-Fa-f]+)>$", stream, re.MULTILINE
        ):
            for step in range(int(high, 16) - int(low, 16) + 1):
                table[f"{int(low, 16) + step:04X}"] = chr(int(text, 16) + step)
    glyphs = b"".join(stream for stream in streams if b"BT" in stream)
    codes = "".join(part.decode().upper() for part in re.findall(rb"<([0-9A-Fa-f]+)>", glyphs))
    return "".join(table.get(codes[at : at + 4], "") for at in range(0, len(codes), 4))


def test_a_pdf_is_made_that_holds_the_headline(qtbot: QtBot, paper: Paper) -> None:
    pdf = pdf_of(qtbot, paper, PreviewDocument("1", "Some words in the text.", headline="Bicycles taken"))
    assert pdf.startswith(b"%PDF-")
    words = words_of(pdf).replace(" ", "")
    assert "Bicyclestaken" in words
    assert "Somewordsinthetext." in words


def test_pictures_beside_the_article_are_printed_and_those_not_loaded_are_left_out(qtbot: QtBot, paper: Paper) -> None:
    body = "![Here](a.png)\n\n![There](https://pictures.example/a.png)"
    pdf = pdf_of(qtbot, paper, PreviewDocument("1", body, headline="Pictures"))
    assert b"/Image" in pdf
    assert "notloaded" not in words_of(pdf).replace(" ", "")


def test_a_long_article_has_several_pages(qtbot: QtBot, paper: Paper) -> None:
    pdf = pdf_of(qtbot, paper, PreviewDocument("1", "A paragraph of words.\n\n" * 200, headline="Long"))
    assert len(re.findall(rb"/Type ?/Page\b", pdf)) > 3


def test_one_page_after_the_other(qtbot: QtBot, paper: Paper) -> None:
    for headline in ("Firstone", "Secondone"):
        assert headline in words_of(pdf_of(qtbot, paper, PreviewDocument("1", "Text", headline=headline)))


def test_closing_in_the_middle_ends_it(qtbot: QtBot, paper: Paper) -> None:
    made: list[bytes] = []
    paper.pdf(page_of(PreviewDocument("1", "Text"), render("Text")), made.append)
    assert paper.is_busy
    paper.close()
    assert not paper.is_busy
    qtbot.wait(200)
    assert made == []
