"""What is typed arrives: without that no other test of the real window means anything."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.e2e.screen import Screen, until

pytestmark = pytest.mark.display

# Keeps in a file whatever is in its one field, and opens a second window at Ctrl+Shift+N.
EDITOR = """
import sys
from pathlib import Path
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
app = QApplication([])
field = QPlainTextEdit()
field.setWindowTitle("A field – for tests")
field.textChanged.connect(lambda: Path(sys.argv[1]).write_text(field.toPlainText(), encoding="utf-8"))
second = QLabel("second")
second.setWindowTitle("Second")
QShortcut("Ctrl+Shift+N", field, second.show)
QShortcut("Escape", second, second.close)
field.show()
sys.exit(app.exec())
"""

TEXTS = [
    "The quick BROWN fox Jumps: 0123456789 !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
    "£50,000 – “it’s ours”, she said… Café, naïve, Llŷn, Pwllheli, ½ €",
    "# Heading\n\n- one\n- two\n\nPC O’Neill (Ŵŷ) 20°C × 3",
    "-starts with a dash",
    "HeForShe - UK Policing GENDER Equality Report " * 5,
]


@pytest.fixture
def kept(screen: Screen, tmp_path: Path) -> Path:
    place = tmp_path / "kept.txt"
    place.write_text("", encoding="utf-8")
    screen.start([sys.executable, "-c", EDITOR, str(place)])
    screen.window("^A field – for tests$")
    return place


def test_every_text_arrives(screen: Screen, kept: Path) -> None:
    for text in TEXTS:
        screen.key("ctrl+a", "Delete")
        screen.type(text)
        until(lambda text=text: kept.read_text(encoding="utf-8") == text, repr(text))


def test_windows_come_and_go(screen: Screen, kept: Path) -> None:
    screen.key("ctrl+shift+n")
    screen.window("^Second$")
    assert screen.title() == "Second"
    screen.key("Escape")
    screen.no_window("^Second$")
    screen.type("back")
    until(lambda: kept.read_text(encoding="utf-8") == "back", "the text after the second window")


def test_a_picture_shows_the_window(screen: Screen, kept: Path, tmp_path: Path) -> None:
    from PySide6.QtGui import QImage

    image = QImage(str(screen.screenshot(tmp_path / "picture.png")))
    assert (image.width(), image.height()) == (1600, 1000)
    assert len({image.pixel(x, y) for x in range(0, 1600, 20) for y in range(0, 1000, 20)}) > 1


def test_what_never_happens_is_said(screen: Screen) -> None:
    with pytest.raises(TimeoutError, match="Nowhere"):
        screen.window("Nowhere", timeout=0.2)
