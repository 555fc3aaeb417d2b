"""Pictures on the page: those beside the article, those from the web once they are allowed, and nothing else.

Also every attack on the preview again, in every view, with pictures from the web allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWebEngineCore import QWebEngineUrlRequestInfo, QWebEngineUrlRequestInterceptor
from pytestqt.qtbot import QtBot

from editor.core.markdown import Block, Page, PreviewDocument, page_of, render
from editor.core.markdown.cards import search_page, social_page
from editor.gui.preview import Look, PreviewPane
from editor.gui.preview.scheme import FoundPicture
from editor.gui.preview.web import WebPreview
from editor.services.pictures import find_picture
from tests.gui.preview.eyes import ask, until, web_page
from tests.gui.preview.outside import PICTURE, Outside, body_of
from tests.gui.preview.test_preview_attacks import ATTACKS, FILE_READ, FRAMES, SETTLE_MS, _attacks, _raw

pytestmark = pytest.mark.qt_log_ignore("RHI|QRhiGles2|GPUInfo", extend=True)

WIDTHS = "[...document.images].map(i => i.naturalWidth).join()"
NOTES = "[...document.querySelectorAll('.not-loaded')].map(e => e.innerText).join()"
HEADLINE = "document.querySelector('#head h1, #head .title')?.innerText ?? ''"


class Shelf:
    """The folders of two articles, and what was asked of them."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[tuple[str, str]] = []
        self.folders = {"1": folder / "one", "2": folder / "two"}
        for path in self.folders.values():
            path.mkdir()
        (self.folders["1"] / "a b.png").write_bytes(PICTURE)
        (self.folders["1"] / "no.png").write_text("<script>alert(1)</script>")
        (self.folders["1"] / "x.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>")
        (folder / "secret.png").write_bytes(PICTURE)

    def fetch(self, key: str, address: str, found: Callable[[FoundPicture | None], None]) -> None:
        self.asked.append((key, address))
        found(find_picture(address, [self.folders[key]]) if key in self.folders else None)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


@pytest.fixture
def shown(qtbot: QtBot, look: Look, shelf: Shelf) -> Iterator[PreviewPane]:
    pane = PreviewPane(look, fetch=shelf.fetch)
    pane.resize(700, 500)
    qtbot.addWidget(pane)
    pane.show()
    pane.start()
    yield pane
    pane.shutdown()


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Outside]:
    outside = Outside(tmp_path)
    yield outside
    outside.close()


def page(body: str, key: str = "1", **more: object) -> Page:
    return page_of(PreviewDocument(key, body, **{"headline": "A headline", **more}), render(body))


@pytest.mark.parametrize(
    "markdown", ["![x](a%20b.png)", "![x](<a b.png>)", '<img src="a b.png">', '<img src=" ./a b.png ">']
)
def test_a_picture_beside_the_article_is_shown(qtbot: QtBot, shown: PreviewPane, shelf: Shelf, markdown: str) -> None:
    shown.show_page(page(markdown))
    until(qtbot, shown, WIDTHS, lambda widths: widths == "1")
    assert {key for key, _address in shelf.asked} == {"1"}


def test_the_lead_image_and_its_card_show_it_too(qtbot: QtBot, shown: PreviewPane) -> None:
    lead = page("text", image="a b.png")
    shown.show_page(lead)
    until(qtbot, shown, WIDTHS, lambda widths: widths == "1")
    assert lead.document is not None
    shown.show_page(social_page(lead.document))
    until(qtbot, shown, "document.querySelector('.social img')?.naturalWidth ?? 0", lambda width: width == 1)
    shape = "(r => r.width / r.height)(document.querySelector('.social img').getBoundingClientRect())"
    until(qtbot, shown, shape, lambda ratio: abs(float(ratio) - 1.91) < 0.02)


def test_an_edited_paragraph_shows_its_picture(qtbot: QtBot, shown: PreviewPane) -> None:
    shown.show_page(page("one\n\ntwo"))
    until(qtbot, shown, HEADLINE, bool)
    shown.show_page(page("one\n\ntwo ![x](<a b.png>)"))
    until(qtbot, shown, WIDTHS, lambda widths: widths == "1")


@pytest.mark.parametrize(
    "address",
    [
        "nothing.png", "no.png", "x.svg", "../secret.png", "..%2Fsecret.png", "%2e%2e/secret.png", "/etc/hostname",
        "a b.png/../../secret.png", "..\\secret.png", ".",
    ],
)  # fmt: skip
def test_what_is_no_picture_of_the_article_is_a_note(qtbot: QtBot, shown: PreviewPane, address: str) -> None:
    shown.show_page(page(f'<img src="{address}" alt="A crowd">'))
    until(qtbot, shown, NOTES, lambda notes: "neither beside the article" in notes and "A crowd" in notes)
    assert ask(qtbot, web_page(qtbot, shown), "document.images.length") == 0


def test_an_article_does_not_get_the_pictures_of_another(qtbot: QtBot, shown: PreviewPane, shelf: Shelf) -> None:
    """Also not from what the page remembers: both ask by the same address."""
    shown.show_page(page("![x](<a b.png>)"))
    until(qtbot, shown, WIDTHS, lambda widths: widths == "1")
    shown.show_page(page("![x](<a b.png>)", key="2"))
    until(qtbot, shown, NOTES, lambda notes: "neither beside" in notes)
    assert shelf.asked[-1] == ("2", "a b.png")


SCHEME_ATTACKS = (
    '<img src="copydesk-image:1/a%20b.png">',
    '<iframe src="copydesk-image:1/a%20b.png"></iframe>',
    '<object data="copydesk-image:1/a%20b.png"></object>',
    '<embed src="copydesk-image:1/a%20b.png">',
    '<link rel="stylesheet" href="copydesk-image:1/a%20b.png">',
    '<link rel="icon" href="copydesk-image:1/a%20b.png">',
    '<script src="copydesk-image:1/a%20b.png"></script>',
    '<video src="copydesk-image:1/a%20b.png" autoplay></video>',
    '<audio src="copydesk-image:1/a%20b.png" autoplay></audio>',
    '<a href="copydesk-image:1/a%20b.png">x</a>',
    '<meta http-equiv="refresh" content="0;url=copydesk-image:1/a%20b.png">',
    '<form action="copydesk-image:1/a%20b.png"><button>x</button></form>',
    "<style>@font-face { font-family: x; src: url(copydesk-image:1/a%20b.png) } p { font-family: x }</style><p>x</p>",
)


@pytest.mark.parametrize("attack", SCHEME_ATTACKS)
def test_the_scheme_gives_nothing_to_a_text_that_names_it(
    qtbot: QtBot, shown: PreviewPane, shelf: Shelf, attack: str
) -> None:
    shown.show_page(page(attack))
    until(qtbot, shown, HEADLINE, bool)
    qtbot.wait(SETTLE_MS)
    assert shelf.asked == []
    assert ask(qtbot, web_page(qtbot, shown), FRAMES) == 0
    assert web_page(qtbot, shown).url().scheme() in {"about", "data"}


@pytest.mark.parametrize("attack", SCHEME_ATTACKS[1:])
def test_the_scheme_gives_nothing_but_pictures_even_if_cleaning_had_failed(
    qtbot: QtBot, shown: PreviewPane, shelf: Shelf, attack: str
) -> None:
    shown.show_page(Page("1", "<h1>Head</h1>", (Block(0, attack),)))
    until(qtbot, shown, HEADLINE, bool)
    qtbot.wait(SETTLE_MS)
    assert shelf.asked == []
    assert web_page(qtbot, shown).url().scheme() in {"about", "data"}


def test_control_a_picture_of_the_scheme_is_seen_where_cleaning_had_failed(
    qtbot: QtBot, shown: PreviewPane, shelf: Shelf
) -> None:
    """So the test above could see what it looks for."""
    shown.show_page(Page("1", "<h1>Head</h1>", (Block(0, SCHEME_ATTACKS[0]),)))
    until(qtbot, shown, WIDTHS, lambda widths: widths == "1")
    assert shelf.asked == [("1", "a b.png")]


class Witness(QWebEngineUrlRequestInterceptor):
    """Stands behind the page's own interceptor: notes what that lets pass, and lets nothing of it out of here."""

    def __init__(self, pane: PreviewPane) -> None:
        assert isinstance(pane.view, WebPreview)
        super().__init__(pane.view)
        self.passed: list[tuple[str, str]] = []
        pane.view.page().setUrlRequestInterceptor(self)

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        kind = info.resourceType()
        scheme = info.requestUrl().scheme()
        if scheme not in ("data", "copydesk-image"):
            self.passed.append((kind.name.removeprefix("ResourceType"), info.requestUrl().toString()))
            info.block(True)


@pytest.fixture
def witness(qtbot: QtBot, shown: PreviewPane) -> Witness:
    shown.show_page(page("nothing yet", key="0"))
    until(qtbot, shown, HEADLINE, bool)
    return Witness(shown)


REMOTE = "![x](https://pictures.example/a.png)"


def test_no_picture_from_the_web_is_asked_for_before_it_is_allowed(
    qtbot: QtBot, shown: PreviewPane, witness: Witness
) -> None:
    shown.show_page(page(REMOTE))
    until(qtbot, shown, NOTES, lambda notes: "pictures.example" in notes)
    qtbot.wait(SETTLE_MS)
    assert witness.passed == []


def test_when_it_is_allowed_that_picture_is_asked_for_and_no_other_of_another_article(
    qtbot: QtBot, shown: PreviewPane, witness: Witness
) -> None:
    shown.show_page(page(REMOTE, image="https://pictures.example/lead.png", remote_pictures=True))
    qtbot.waitUntil(lambda: len(witness.passed) == 2, timeout=30_000)
    asked = {("Image", "https://pictures.example/a.png"), ("Image", "https://pictures.example/lead.png")}
    assert set(witness.passed) == asked
    until(qtbot, shown, NOTES, lambda notes: "could not be loaded" in notes)  # the witness lets nothing out
    shown.show_page(page(REMOTE.replace("a.png", "other.png"), key="2"))
    until(qtbot, shown, NOTES, lambda notes: "remote picture not loaded" in notes)
    qtbot.wait(SETTLE_MS)
    assert set(witness.passed) == asked


def test_a_policy_that_was_loosened_is_tight_again_for_the_next_article(
    qtbot: QtBot, shown: PreviewPane, witness: Witness
) -> None:
    shown.show_page(page("text", remote_pictures=True))
    until(qtbot, shown, HEADLINE, bool)
    shown.show_page(replace(page("text", key="2"), blocks=(Block(0, '<img src="https://pictures.example/b.png">'),)))
    until(qtbot, shown, "document.images.length + document.querySelectorAll('.not-loaded').length", bool)
    qtbot.wait(SETTLE_MS)
    assert witness.passed == []


def _as_page(key: str, body: str, *, cleaned: bool) -> Page:
    nasty = body.replace("\n", " ")
    if not cleaned:
        return Page(key, "<h1>Head</h1>", (Block(0, _raw(body)),), remote_pictures=True)
    document = PreviewDocument(
        key, body, nasty, nasty, nasty, nasty, nasty, nasty, title=nasty, address=nasty, site_name=nasty,
        published=nasty, style=nasty, remote_pictures=True,
    )  # fmt: skip
    return page_of(document, render(body))


VIEWS: dict[str, Callable[[str, str], Page]] = {
    "page": lambda key, body: _as_page(key, body, cleaned=True),
    "search result": lambda key, body: search_page(_as_page(key, body, cleaned=True).document),  # type: ignore[arg-type]
    "social card": lambda key, body: social_page(_as_page(key, body, cleaned=True).document),  # type: ignore[arg-type]
    "as if cleaning had failed": lambda key, body: _as_page(key, body, cleaned=False),
}


@pytest.mark.skipif(not ATTACKS.exists(), reason="the attacks are not there")
@pytest.mark.parametrize("view", VIEWS)
def test_no_attack_gets_out_where_pictures_from_the_web_are_allowed(
    qtbot: QtBot, shown: PreviewPane, outside: Outside, witness: Witness, view: str
) -> None:
    """Not even a picture of these: none is from an https address."""
    harmed = {}
    for attack in _attacks():
        shown.show_page(VIEWS[view](attack["id"], body_of(attack, outside)))
        until(qtbot, shown, "(document.querySelector('#head')?.innerText ?? '') !== ''", bool)
        qtbot.wait(SETTLE_MS)
        web = web_page(qtbot, shown)
        harm = [*outside.asked_for(attack["id"]), *(what for what in witness.passed if what[0] != "Image")]
        harm += [web.title()] if web.title() != "Preview" else []
        harm += [web.url().toString()] if web.url().scheme() not in {"about", "data"} else []
        harm += ["file"] if ask(qtbot, web, FILE_READ) else []
        if harm:
            harmed[attack["id"]] = harm
    assert harmed == {}


@pytest.mark.skipif(not ATTACKS.exists(), reason="the attacks are not there")
def test_of_attacks_on_https_only_pictures_pass_once_they_are_allowed(
    qtbot: QtBot, shown: PreviewPane, outside: Outside, witness: Witness
) -> None:
    """Aimed at an https address and not cleaned: all that is let through is a picture."""
    for attack in _attacks():
        body = body_of(attack, outside).replace(outside.address(attack["id"]), "https://outside.example/")
        shown.show_page(_as_page(attack["id"], body, cleaned=False))
        until(qtbot, shown, HEADLINE, bool)
        qtbot.wait(SETTLE_MS)
    assert {kind for kind, _url in witness.passed} == {"Image"}
    assert all(url.startswith("https://") for _kind, url in witness.passed)
