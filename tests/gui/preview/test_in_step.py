"""Text and page in step, in the window: keys and wheels on both sides, clicks, and the mark of the written block."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QSurface, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.app.person import FINE
from tests.gui.preview.eyes import until
from tests.hands import Desktop, Hands

pytestmark = pytest.mark.qt_log_ignore(
    "RHI|QRhiGles2|GPUInfo", r"This plugin does not support (raise|grabbing)", extend=True
)

RESTED_MS = 1000  # twice as long as Chromium takes two notches of a wheel for one turning
NOTCHES = 40

COUNT = 120
HEAD = FINE.rpartition("Two bicycles")[0]
PARAGRAPHS = [f"Paragraph{n} begins here. " + "word " * 60 + f"End{n}." for n in range(COUNT)]
ARTICLE = HEAD + "\n\n".join(PARAGRAPHS) + "\n"
TOP = "document.querySelectorAll('.block')[[...document.querySelectorAll('.block')].findIndex("
TOP += "b => b.getBoundingClientRect().bottom > 20)]?.innerText.split(' ')[0] ?? ''"
SCROLL = "scrollY"
MARKED = "[...document.querySelectorAll('.here')].map(b => b.innerText.split(' ')[0]).join()"


def in_sight(words: str) -> str:
    """Whether a paragraph of the page is in the window, as a script."""
    return (
        "(() => { const b = [...document.querySelectorAll('.block')].find(b => b.innerText.includes("
        f"{words!r})); const r = b?.getBoundingClientRect(); return !!r && r.bottom > 10 && r.top < innerHeight - 10;"
        " })()"
    )


class Reader:
    """A person who looks at the page with the mouse."""

    def __init__(self, qtbot: QtBot, hands: Hands) -> None:
        self.qtbot = qtbot
        self.hands = hands
        self.pane = hands.window.preview

    def see(self, script: str, wanted: object = True) -> object:
        """Wait until the page is so."""
        return until(self.qtbot, self.pane, script, lambda found: found == wanted)

    @property
    def page(self) -> QWidget:
        assert self.pane.view is not None
        target = self.pane.view.focusProxy()
        assert target is not None
        return target

    def wheel_until(self, done: Callable[[], bool]) -> None:
        """Turn the wheel over the page, down, notch by notch, until something is so.

        A page that just came could not be scrolled when it got the first notch, and then takes none before the wheel
        has rested: Chromium keeps a turning wheel to what it began with.
        """
        for _notch in range(NOTCHES):
            if self._notch(done):
                return
        raise AssertionError(f"{NOTCHES} notches of the wheel were not enough")

    def _notch(self, done: Callable[[], bool]) -> bool:
        there = self.scrolled()
        turn(self.page, 1)
        with suppress(self.qtbot.TimeoutError):
            self.qtbot.waitUntil(lambda: done() or self.scrolled() != there, timeout=RESTED_MS)
        return done()

    def scrolled(self) -> float:
        """How far down the page is."""
        return float(str(until(self.qtbot, self.pane, SCROLL, lambda _top: True)))

    def place(self, word: str) -> QPoint:
        """Where a word of the page is in the window."""
        found = until(
            self.qtbot,
            self.pane,
            "(() => { const w = document.createTreeWalker(document.getElementById('body'), 4); let n;"
            f" while ((n = w.nextNode())) {{ const at = n.data.indexOf({word!r}); if (at < 0) continue;"
            f" const r = document.createRange(); r.setStart(n, at); r.setEnd(n, at + {len(word)});"
            " const b = r.getBoundingClientRect(); return `${b.x + b.width / 2} ${b.y + b.height / 2}`; }"
            " return ''; })()",
            bool,
        )
        x, y = map(float, str(found).split())
        return QPoint(round(x), round(y))

    def click(self, word: str) -> None:
        """Click a word of the page."""
        QTest.mouseClick(self.page, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, self.place(word))


def turn(widget: QWidget, notches: int) -> None:
    """Turn the wheel over a widget; down is positive."""
    middle = QPointF(widget.rect().center())
    for _notch in range(abs(notches)):
        event = QWheelEvent(
            middle,
            QPointF(widget.mapToGlobal(middle)),
            QPoint(),
            QPoint(0, -120 if notches > 0 else 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(widget, event)


def number_at_top(hands: Hands) -> int:
    """Which paragraph is at the top of the editor."""
    block = hands.view.body.editor.firstVisibleBlock()
    found = re.match(r"Paragraph(\d+)", block.text() or block.next().text())
    assert found
    return int(found[1])


@pytest.fixture
def reader(qtbot: QtBot, desktop: Desktop) -> Reader:
    """A window with a long article, its page beside it, the cursor at the top of the text."""
    hands = desktop.start(desktop.put(ARTICLE, "news/Surrey/article.md"))
    hands.window.resize(1300, 900)
    hands.window.preview.start()
    reader = Reader(qtbot, hands)
    reader.see("document.querySelectorAll('.block').length", COUNT)
    hands.into_text(at_end=False)
    reader.wheel_until(lambda: reader.scrolled() > 0)

    def back() -> bool:
        for notches in (1, -20):
            turn(hands.view.body.editor.viewport(), notches)
        return reader.scrolled() == 0

    qtbot.waitUntil(back)
    return reader


class TestTheTextLeads:
    def test_the_wheel_in_the_text_scrolls_the_page_to_the_same_paragraph(self, reader: Reader):
        editor = reader.hands.view.body.editor
        turn(editor.viewport(), 60)
        at = number_at_top(reader.hands)
        assert at > 5
        found = until(reader.qtbot, reader.pane, TOP, lambda found: abs(int(str(found)[9:] or -9) - at) <= 1)
        assert str(found).startswith("Paragraph")

    def test_back_at_the_top_the_page_begins_with_its_headline(self, reader: Reader):
        editor = reader.hands.view.body.editor
        turn(editor.viewport(), 60)
        until(reader.qtbot, reader.pane, SCROLL, lambda top: top > 500)
        turn(editor.viewport(), -90)
        reader.see(SCROLL, 0)

    def test_the_cursor_brings_its_paragraph_into_sight(self, reader: Reader):
        reader.hands.press("Ctrl+End")
        reader.see(in_sight(f"Paragraph{COUNT - 1}"))
        reader.hands.press("Ctrl+Home")
        reader.see(in_sight("Paragraph0"))

    def test_the_end_of_a_paragraph_longer_than_the_window_comes_into_sight(self, reader: Reader, desktop: Desktop):
        long = HEAD + "Start. " + "word " * 3000 + "Finish.\n"
        reader.hands.open(desktop.put(long, "news/Surrey/long.md"))
        reader.see("document.querySelectorAll('.block').length", 1)
        reader.hands.into_text()
        until(reader.qtbot, reader.pane, SCROLL, lambda top: top > 2000)

    def test_typing_in_sight_moves_nothing(self, reader: Reader):
        reader.hands.press(*["Down"] * 4)
        before = until(reader.qtbot, reader.pane, SCROLL, lambda _top: True)
        reader.hands.press("Home")
        for number in range(20):
            reader.hands.type(f"typed{number} ")
        reader.see("document.getElementById('body').innerText.includes('typed19')")
        reader.see(SCROLL, before)

    def test_typing_at_the_end_keeps_the_end_in_sight(self, reader: Reader):
        reader.hands.press("Ctrl+End")
        for number in range(4):
            reader.hands.press("Return", "Return")
            reader.hands.type(f"More{number} text. " * 20)
        reader.see(in_sight("More3"))

    def test_the_written_block_is_marked_while_the_text_has_the_focus(self, reader: Reader):
        reader.see(MARKED, "Paragraph0")
        reader.hands.press("Ctrl+End")
        reader.see(MARKED, f"Paragraph{COUNT - 1}")
        reader.hands.press("Return", "Return")
        reader.hands.type("New")
        reader.see(MARKED, "New")
        reader.hands.field("headline").focus()
        reader.see(MARKED, "")
        reader.hands.into_text(at_end=False)
        reader.see(MARKED, "Paragraph0")

    def test_the_mark_is_seen_on_the_screen_and_not_printed(self, reader: Reader):
        reader.see(MARKED, "Paragraph0")
        reader.see("getComputedStyle(document.querySelector('.here'), '::before').width", "2px")
        reader.see(
            "[...document.styleSheets[0].cssRules[0].cssRules].filter(r => r.conditionText === 'print')"
            ".flatMap(r => [...r.cssRules]).some(r => r.selectorText.includes('.here') && r.style.display === 'none')"
        )


def current_line(reader: Reader) -> str:
    return reader.hands.view.body.editor.textCursor().block().text()


class TestThePageLeads:
    def test_the_wheel_over_the_page_scrolls_the_text(self, reader: Reader):
        reader.wheel_until(lambda: number_at_top(reader.hands) > 3)

        def level() -> bool:
            found = str(until(reader.qtbot, reader.pane, TOP, bool))
            return abs(int(found[9:]) - number_at_top(reader.hands)) <= 1

        reader.qtbot.waitUntil(level, timeout=30_000)

    def test_the_cursor_stays_where_it_was(self, reader: Reader):
        reader.wheel_until(lambda: number_at_top(reader.hands) > 1)
        assert reader.hands.view.body.editor.textCursor().position() == 0

    def test_neither_moves_again_by_itself(self, reader: Reader):
        """What the text does because of the page does not lead the page, and the other way round."""
        bar = reader.hands.view.body.editor.verticalScrollBar()
        reader.wheel_until(lambda: bar.value() > 3)
        rest: list[tuple[object, int]] = []

        def at_rest() -> bool:
            rest.append((until(reader.qtbot, reader.pane, SCROLL, lambda _top: True), bar.value()))
            return len(rest) > 12 and len(set(rest[-10:])) == 1

        reader.qtbot.waitUntil(at_rest, timeout=30_000)

    def test_a_key_in_the_text_takes_the_lead_back(self, reader: Reader):
        reader.wheel_until(lambda: number_at_top(reader.hands) > 1)
        reader.hands.type("Typed ")
        reader.see(in_sight("Typed Paragraph0"))
        assert number_at_top_of(reader) == 0

    def test_out_of_step_neither_leads(self, reader: Reader):
        reader.hands.menu("View", "Keep text and page in step")
        bar = reader.hands.view.body.editor.verticalScrollBar()
        turn(reader.hands.view.body.editor.viewport(), 30)
        there = bar.value()
        reader.wheel_until(lambda: reader.scrolled() > 300)
        assert bar.value() == there
        reader.hands.press("Ctrl+End")
        reader.see(MARKED, f"Paragraph{COUNT - 1}")
        reader.see(in_sight(f"Paragraph{COUNT - 1}"), False)
        reader.hands.menu("View", "Keep text and page in step")
        reader.see(in_sight(f"Paragraph{COUNT - 1}"))


def number_at_top_of(reader: Reader) -> int:
    block = reader.hands.view.body.editor.firstVisibleBlock()
    return block.blockNumber()


class TestClicks:
    def test_a_click_puts_the_cursor_into_the_clicked_word(self, reader: Reader):
        reader.click("Paragraph1")
        reader.qtbot.waitUntil(lambda: current_line(reader).startswith("Paragraph1 "))
        assert reader.hands.focus is reader.hands.view.body.editor
        reader.see(MARKED, "Paragraph1")
        reader.hands.type("X")
        assert "X" in current_line(reader).split(" ")[0]

    @pytest.mark.parametrize("word", ["item two", "Heading", "quoted", "cell", "second line"])
    def test_every_kind_of_block_leads_to_its_line(self, reader: Reader, desktop: Desktop, word: str):
        body = (
            "First line\nsecond line\n\n## Heading\n\n- item one\n- item two\n- item *three*\n\n> quoted text\n\n"
            "| a | b |\n|---|---|\n| cell | d |\n"
        )
        reader.hands.open(desktop.put(HEAD + body, "news/Surrey/kinds.md"))
        reader.see("document.getElementById('body').innerText.includes('First line')")
        reader.click(word)
        reader.qtbot.waitUntil(lambda: word in current_line(reader))

    def test_a_click_behind_wide_characters(self, reader: Reader, desktop: Desktop):
        reader.hands.open(desktop.put(HEAD + "😀 😀 “Ünï”\n\n😀😀 target 😀\n", "news/Surrey/wide.md"))
        reader.see("document.getElementById('body').innerText.includes('target')")
        reader.click("target")
        reader.qtbot.waitUntil(lambda: "target" in current_line(reader))
        reader.hands.press("Shift+Right")
        assert reader.hands.view.body.editor.textCursor().selectedText() in "target"

    def test_a_link_goes_to_the_browser_and_the_cursor_stays(self, reader: Reader, desktop: Desktop):
        body = "First\n\nSee [the link](https://reader.example/) here\n"
        reader.hands.open(desktop.put(HEAD + body, "news/Surrey/link.md"))
        reader.see("!!document.querySelector('#body a')")
        reader.hands.into_text(at_end=False)
        reader.pane.link_clicked.disconnect()  # no browser in a test
        with reader.qtbot.waitSignal(reader.pane.link_clicked, timeout=30_000):
            reader.click("the link")
        reader.see("1", 1)
        assert reader.hands.view.body.editor.textCursor().blockNumber() == 0

    def test_dragging_over_words_selects_them_and_the_cursor_stays(self, reader: Reader):
        start, end = reader.place("Paragraph1"), reader.place("End1")
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        QTest.mousePress(reader.page, left, none, start)
        QTest.mouseMove(reader.page, end)
        QTest.mouseRelease(reader.page, left, none, end)
        reader.see("1", 1)
        assert reader.hands.view.body.editor.textCursor().position() == 0

    def test_a_click_on_the_headline_does_nothing(self, reader: Reader):
        QTest.mouseClick(reader.page, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(60, 60))
        reader.see("1", 1)
        assert reader.hands.view.body.editor.textCursor().position() == 0


class TestTabsAndPanes:
    def test_another_article_is_in_step_too(self, reader: Reader, desktop: Desktop):
        other = ARTICLE.replace("Paragraph", "Otherpart")
        reader.hands.open(desktop.put(other, "news/Surrey/other.md"))
        reader.see("document.getElementById('body').innerText.includes('Otherpart0')")
        reader.hands.into_text()
        reader.see(in_sight(f"Otherpart{COUNT - 1}"))
        reader.hands.press("Ctrl+PgUp")
        reader.see("document.getElementById('body').innerText.includes('Paragraph0')")

    def test_a_closed_article_leads_nothing(self, reader: Reader, desktop: Desktop):
        reader.hands.open(desktop.put(ARTICLE.replace("Paragraph", "Otherpart"), "news/Surrey/other.md"))
        reader.hands.press("Ctrl+W")
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        reader.hands.into_text()
        reader.see(in_sight(f"Paragraph{COUNT - 1}"))

    def test_a_page_that_comes_back_shows_where_the_text_is(self, reader: Reader):
        reader.pane.release_after(1)
        reader.hands.press("F8")
        reader.qtbot.waitUntil(lambda: reader.pane.view is None)
        cursor = reader.hands.view.body.editor.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        reader.hands.view.body.editor.setTextCursor(cursor)
        at = number_at_top(reader.hands)
        reader.hands.press("F8")
        found = until(reader.qtbot, reader.pane, TOP, lambda found: str(found).startswith("Paragraph"))
        until(reader.qtbot, reader.pane, in_sight(f"Paragraph{at + 1}"), bool)
        assert found

    def test_the_window_is_the_same_one_and_stays_a_raster_window(self, desktop: Desktop, qtbot: QtBot):
        hands = desktop.start(desktop.put(ARTICLE, "news/Surrey/article.md"))
        before = hands.window.winId()
        hands.window.preview.start()
        Reader(qtbot, hands).see("document.querySelectorAll('.block').length", COUNT)
        assert hands.window.winId() == before
        assert hands.window.windowHandle().surfaceType() == QSurface.SurfaceType.RasterSurface

    def test_it_is_remembered_whether_they_go_together(self, reader: Reader, desktop: Desktop):
        reader.hands.menu("View", "Keep text and page in step")
        desktop.quit(reader.hands)
        again = desktop.start()
        assert not again.menu_action("View", "Keep text and page in step").isChecked()
