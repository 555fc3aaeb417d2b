"""The user guide: what it says is true, its links lead somewhere, and one finds one's way in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from PySide6.QtCore import QObject, QPoint, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QLineEdit, QTextBrowser, QToolButton, QTreeWidget, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from editor.cli import summaries
from editor.core import dates, lens
from editor.core.fields import FIELDS, label
from editor.core.profile import PATH_TOKENS, Profile, load_profile
from editor.core.slugs import DIALECTS, slugify
from editor.gui.actions import ACTIONS
from editor.gui.dialogs.guide import GuideWindow
from editor.gui.dialogs.guide_pages import PAGES, load_page
from editor.gui.icons import Icons
from editor.gui.theme import load_theme
from tests.gui.dialogs.hands import RESOURCES

HELP = RESOURCES / "help"
FOR_TECHNICIANS = ("organisations", "command-line", "installing", "administration")
SOURCES = {name: (HELP / f"{name}.md").read_text("utf-8") for name in PAGES}


def links() -> Iterator[tuple[str, str]]:
    for page, text in SOURCES.items():
        without_examples = re.sub(r"```.*?```|`[^`]*`", "", text, flags=re.DOTALL)
        yield from ((page, target) for target in re.findall(r"(?<!!)\[[^\]]+\]\(([^)]+)\)", without_examples))


@pytest.mark.parametrize(("page", "target"), sorted(set(links())))
def test_every_link_leads_somewhere(page: str, target: str) -> None:
    file, _hash, anchor = target.partition("#")
    name = file.removesuffix(".md")
    assert name in PAGES
    sections = load_page(HELP, name).sections
    assert not anchor or anchor in {section.anchor for section in sections}


def test_every_page_is_there_and_no_other() -> None:
    assert {path.stem for path in HELP.glob("*.md")} == set(PAGES)


def test_every_act_is_on_the_keyboard_page() -> None:
    page = re.sub(r"<[^>]+>", "\n", load_page(HELP, "keyboard").html).splitlines()
    for spec in ACTIONS:
        level = spec.id.removeprefix("heading")
        name = spec.label.replace("&", "").format(level=level)
        assert name in page
    assert "Ctrl+Shift+Z · Ctrl+Y" in page


def test_the_example_of_a_profile_is_one_and_says_everything() -> None:
    profile = example()
    assert profile.area == "Westshire"
    names = re.findall(r"`(\w+)`", SOURCES["organisations"])
    assert set(Profile.__dataclass_fields__) <= set(names)


def test_the_example_makes_the_address_it_promises() -> None:
    profile = example()
    blank = lens.blank(profile)
    fields = lens.edit(
        blank,
        lens.read(blank, profile),
        {"headline": "Two charged", "section": "appeals", "published": "2024-03-04T12:08"},
        profile,
    )
    assert fields["url"] == "https://www.westshire.example/news/appeals/2024/march/two-charged/"
    assert fields["title"] == "Two charged | Westshire Police"


def example() -> Profile:
    found = re.search(r"```yaml\n(.*?)```", SOURCES["organisations"], re.DOTALL)
    assert found
    return load_profile(yaml.load(found[1], yaml.BaseLoader))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_guide_tells_what_a_dialect_makes(dialect: str) -> None:
    told = re.search(rf"\| `{dialect}` \| `([^`]+)`", SOURCES["organisations"])
    assert told
    assert told[1] == slugify("HeForShe – the UK’s report", dialect)


def test_the_guide_names_every_place_in_an_address_and_date() -> None:
    for token in (*PATH_TOKENS, "HH", "MM", "SS", "ordinal"):
        assert f"{{{token}}}" in SOURCES["organisations"]
    for form in dates.NAMED_FORMS:
        assert f"`{form}`" in SOURCES["organisations"]


def test_the_guide_names_every_field_and_every_command() -> None:
    for spec in FIELDS:
        assert label(spec.id).split(" reference")[0].split(" day")[0] in SOURCES["writing"] or spec.id in (
            "slug",
            "incident_month",
            "incident_year",
        )
    for command in summaries():
        assert f"copydesk {command}" in SOURCES["command-line"]


def test_press_officers_read_plain_words() -> None:
    plain = " ".join(text for name, text in SOURCES.items() if name not in FOR_TECHNICIANS)
    assert not re.findall(r"\b(slug|yaml|front matter|json|sha-?1)\b", plain, re.IGNORECASE)


def test_a_missing_picture_leaves_no_trace_and_a_large_one_fits(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "index.md").write_text("# Start\n\n![One](pictures/one.png)\n\n![Two](pictures/two.png)\n", "utf-8")
    assert QImage(1600, 900, QImage.Format.Format_RGB32).save(str(tmp_path / "pictures" / "two.png"))
    page = load_page(tmp_path, "index").html
    assert "one.png" not in page
    assert re.search(r'alt="Two" src="pictures/two.png" width="\d{3}"', page)


@pytest.fixture
def guide(icons: Icons, shown: Callable[[QWidget], None]) -> GuideWindow:
    guide = GuideWindow(HELP, icons, load_theme(RESOURCES, "light").colours)
    shown(guide)
    return guide


def page_of(guide: GuideWindow) -> QTextBrowser:
    page = guide.findChild(QTextBrowser)
    assert isinstance(page, QTextBrowser)
    return page


def contents_of(guide: GuideWindow) -> QTreeWidget:
    contents = guide.findChild(QTreeWidget)
    assert isinstance(contents, QTreeWidget)
    return contents


def search_of(guide: GuideWindow) -> QLineEdit:
    search = guide.findChild(QLineEdit)
    assert isinstance(search, QLineEdit)
    return search


def title(guide: GuideWindow) -> str:
    return page_of(guide).document().firstBlock().text()


def here(guide: GuideWindow) -> str:
    return contents_of(guide).currentItem().text(0)


def visible(guide: GuideWindow) -> list[str]:
    contents = contents_of(guide)
    tops = [contents.topLevelItem(at) for at in range(contents.topLevelItemCount())]
    items: list[QTreeWidgetItem] = [item for item in tops if item is not None and not item.isHidden()]
    return [
        item.text(0)
        for top in items
        for item in (top, *(top.child(at) for at in range(top.childCount())))
        if item and not item.isHidden()
    ]


def test_contents_and_page_go_together(qtbot: QtBot, guide: GuideWindow) -> None:
    assert (title(guide), here(guide)) == ("Start here", "Start here")
    qtbot.keyClick(contents_of(guide), Qt.Key.Key_Down)
    assert (title(guide), here(guide)) == ("Writing", "Writing")
    guide.show_page("organisations", "an-example")
    assert (title(guide), here(guide)) == ("Organisations", "An example")
    assert page_of(guide).verticalScrollBar().value() > 0
    guide.show_page("no-such-page")
    assert title(guide) == "Start here"


def test_back_and_forward(qtbot: QtBot, guide: GuideWindow) -> None:
    back, forward = (
        next(b for b in guide.findChildren(QToolButton) if b.accessibleName() == name) for name in ("Back", "Forward")
    )
    assert not back.isEnabled()
    guide.show_page("saving")
    guide.show_page("keyboard")
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert (title(guide), here(guide)) == ("Saving and releasing", "Saving and releasing")
    qtbot.keyClick(guide, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: title(guide) == "Keyboard")
    assert not forward.isEnabled()


def test_a_link_to_another_page(qtbot: QtBot, guide: GuideWindow) -> None:
    click_link(qtbot, page_of(guide), "Organisations")
    assert title(guide) == "Organisations"
    click_link(qtbot, page_of(guide), "example")
    assert here(guide) == "An example"


def test_a_link_to_the_web_is_for_the_system_s_browser(
    qtbot: QtBot, icons: Icons, tmp_path: Path, shown: Callable[[QWidget], None]
) -> None:
    for name in PAGES:
        (tmp_path / f"{name}.md").write_text(f"# {name}\n\n[outside](https://example.org/a)\n", "utf-8")
    guide = GuideWindow(tmp_path, icons, load_theme(RESOURCES, "dark").colours)
    shown(guide)
    browser = Browser()
    QDesktopServices.setUrlHandler("https", browser, "open")
    try:
        assert browser.opened == []
        click_link(qtbot, page_of(guide), "outside")
    finally:
        QDesktopServices.unsetUrlHandler("https")
    assert browser.opened == ["https://example.org/a"]
    assert title(guide) == "index"


class Browser(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toString())


def click_link(qtbot: QtBot, page: QTextBrowser, words: str) -> None:
    """Click a link by its words, once it is in view."""
    cursor = page.document().find(words)
    while not cursor.charFormat().isAnchor():
        assert not cursor.isNull(), words
        cursor = page.document().find(words, cursor)
    page.setTextCursor(cursor)
    page.ensureCursorVisible()
    place = page.cursorRect(cursor).center() - QPoint(6, 0)
    qtbot.mouseClick(page.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_search(qtbot: QtBot, guide: GuideWindow) -> None:
    qtbot.keyClick(guide, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    search = search_of(guide)
    assert search.hasFocus()
    qtbot.keyClicks(search, "conflict copy")
    assert visible(guide) == ["Saving and releasing", "What a notice means"]
    qtbot.keyClick(search, Qt.Key.Key_Return)
    assert here(guide) == "What a notice means"
    assert len(page_of(guide).extraSelections()) >= 2
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert guide.isVisible()
    assert (search.text(), page_of(guide).extraSelections()) == ("", [])
    assert len(visible(guide)) > 20


def test_search_without_a_find(qtbot: QtBot, guide: GuideWindow) -> None:
    qtbot.keyClicks(search_of(guide), "zzz")
    assert visible(guide) == []
    qtbot.keyClick(search_of(guide), Qt.Key.Key_Return)
    assert title(guide) == "Start here"


def test_another_theme_keeps_the_place(qtbot: QtBot, guide: GuideWindow) -> None:
    guide.show_page("writing")
    page_of(guide).verticalScrollBar().setValue(300)
    guide.set_colours(load_theme(RESOURCES, "dark").colours)
    assert (title(guide), page_of(guide).verticalScrollBar().value()) == ("Writing", 300)


def test_esc_closes(qtbot: QtBot, guide: GuideWindow) -> None:
    qtbot.keyClick(page_of(guide), Qt.Key.Key_Escape)
    assert not guide.isVisible()
