"""The real program on a real screen: what only the whole of it can show."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from editor.core.codec import parse
from tests.e2e.frame import Area
from tests.e2e.screen import until
from tests.e2e.writer import LOST_PROPERTY, START, Writer

pytestmark = pytest.mark.display

ARTICLE = f"""{LOST_PROPERTY}x-wire: '007'
```

Umbrellas, gloves and one tromboon from a year of lost property are for sale on Friday.

The money goes to the youth club in Mill Lane.
"""
TITLE = "^Lost property"

# Writes down what the window is made of once the page beside the text has come.
LOOK_INSIDE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from editor.gui.main_window import MainWindow
from editor.main import main

def look(window):
    page = window.findChildren(object)
    if any(thing.metaObject().className() == "QWebEngineView" or thing.inherits("QWebEngineView") for thing in page):
        Path(sys.argv[1]).write_text(window.windowHandle().surfaceType().name)

shown = MainWindow.showEvent
def show_event(window, event):
    shown(window, event)
    QTimer(window, interval=100, timeout=lambda: look(window)).start()
MainWindow.showEvent = show_event
sys.exit(main(sys.argv[2:]))
"""

# A window with one thing to drag out of it: a file.
DRAG_SOURCE = """
import sys
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication, QLabel

class File(QLabel):
    def mouseMoveEvent(self, event):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(sys.argv[1])])
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)

app = QApplication([])
file = File("a file")
file.setWindowFlags(Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowStaysOnTopHint)
file.setWindowTitle("Folder")
file.setGeometry(20, 20, 80, 60)
file.show()
sys.exit(app.exec())
"""


@pytest.fixture
def article(writer: Writer) -> Path:
    """A released article of the archive."""
    path = writer.archive / "news/Surrey/2ffbbc8e4a6e25f40e04c3a3ad54ae0a34b23ad1.md"
    path.parent.mkdir(parents=True)
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def saved(path: Path, what: str) -> None:
    until(lambda: what in text_of(path), f"{what!r} in {path.name}", START)


def test_a_corrected_word_is_all_that_changes(writer: Writer, article: Path) -> None:
    program = writer.start(article, title=TITLE)
    writer.screen.key("ctrl+Home", *["ctrl+Right"] * 5, "ctrl+shift+Right")
    writer.screen.type("trombone ")
    writer.screen.key("ctrl+s")
    saved(article, "trombone from")
    assert text_of(article) == ARTICLE.replace("tromboon", "trombone")
    writer.screen.key("ctrl+q")
    assert program.wait(START) == 0


@pytest.mark.parametrize("saves", [1, 2, 4])
def test_a_kill_while_saving_leaves_a_whole_file(writer: Writer, article: Path, saves: int) -> None:
    before = parse(article.read_bytes()).article
    program = writer.start(article, title=TITLE)
    writer.screen.type("First ")
    writer.screen.key("ctrl+s")
    saved(article, "First ")  # or it would be whole because nothing was ever saved
    writer.screen.start(["xdotool", "type", "--delay", "8", "a word and another " * 20])
    writer.screen.key(*["ctrl+s"] * saves)
    program.send_signal(signal.SIGKILL)
    program.wait(START)
    now = parse(article.read_bytes())
    assert now.article.front == before.front
    assert now.article.body.startswith("First ")
    assert now.article.body.endswith(before.body)
    assert not now.departures


def test_leaving_asks_for_what_is_not_saved(writer: Writer, article: Path) -> None:
    program = writer.start(article, title=TITLE)
    writer.screen.type("Today: ")
    writer.screen.key("ctrl+q")
    writer.screen.window("^Save your changes", START)
    writer.screen.key("Escape")
    writer.screen.no_window("^Save your changes")
    assert program.poll() is None
    assert text_of(article) == ARTICLE
    writer.screen.window(TITLE)
    writer.screen.key("ctrl+q")
    writer.screen.window("^Save your changes", START)
    writer.screen.key("Return")
    assert program.wait(START) == 0
    assert text_of(article) == ARTICLE.replace("Umbrellas, gloves", "Today: Umbrellas, gloves")


def test_the_articles_of_last_time_are_there_again(writer: Writer, article: Path) -> None:
    second = article.with_name("second.md")
    second.write_text(ARTICLE.replace("Lost property sale", "Found property sale"), encoding="utf-8")
    program = writer.start(article, second, title="^Found property")
    writer.screen.key("ctrl+q")
    assert program.wait(START) == 0
    writer.start(title="^Found property")
    writer.screen.key("ctrl+Tab")
    writer.screen.window(TITLE, START)


def test_the_page_does_not_slow_the_keys(writer: Writer, article: Path, tmp_path: Path) -> None:
    """A window that goes to the screen through OpenGL costs every key five times as much where there is no GPU."""
    said = tmp_path / "surface.txt"
    writer.screen.start([sys.executable, "-c", LOOK_INSIDE, str(said), str(article)])
    until(said.exists, "the page beside the text", START)
    assert until(lambda: text_of(said), "the surface's type") == "RasterSurface"


def test_a_dropped_file_is_opened(writer: Writer, article: Path) -> None:
    screen = writer.screen
    writer.start()
    screen.start([sys.executable, "-c", DRAG_SOURCE, str(article)])
    screen.window("^Folder$", START)
    screen.drag((60, 50), (800, 600))
    screen.window(TITLE, START)


def test_the_guide_opens_beside_the_text(writer: Writer, article: Path) -> None:
    screen = writer.screen
    writer.start(article, title=TITLE)
    screen.key("F1")
    screen.window("^User guide", START)
    screen.key("Escape")
    screen.no_window("^User guide")
    screen.window(TITLE)
    screen.type("Back: ")
    screen.key("ctrl+s")
    saved(article, "Back: Umbrellas")


def test_the_palette_does_what_it_lists(writer: Writer, article: Path) -> None:
    screen = writer.screen
    writer.start(article, title=TITLE)
    screen.key("ctrl+Home", "ctrl+shift+Right")
    screen.key("ctrl+k")
    screen.window("^Do anything", START)
    screen.type("bold")
    screen.key("Return")
    screen.no_window("^Do anything")
    screen.window(TITLE)
    screen.key("ctrl+s")
    saved(article, "**Umbrellas**")


def test_dark_is_dark_and_remembered(writer: Writer, article: Path) -> None:
    screen = writer.screen
    frame = screen.frame()
    menus = Area(300, 200, 400, 30)
    program = writer.start(article, title=TITLE)
    assert frame.brightness(menus) > 200
    screen.key("ctrl+k")
    screen.window("^Do anything", START)
    screen.type("dark")
    screen.key("Return")
    until(lambda: frame.brightness(menus) < 80, "the dark look", START)
    screen.key("ctrl+q")
    assert program.wait(START) == 0
    writer.start(article, title=TITLE)
    assert frame.brightness(menus) < 80
