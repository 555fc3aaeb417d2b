"""Icons are sharp, in the theme's colours, and there."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication

from editor.gui.icons import Icons

FOLDER = Path(__file__).parents[2] / "resources" / "icons"
LIGHT = {"text": "#112233", "disabled": "#8899aa", "selection_text": "#000000", "error": "#aa0000"}
DARK = {**LIGHT, "text": "#ddeeff"}


def ink(image: QImage) -> str:
    """The colour of the first pixel that is wholly painted."""
    points = ((x, y) for y in range(image.height()) for x in range(image.width()))
    return next(image.pixelColor(x, y).name() for x, y in points if image.pixelColor(x, y).alpha() == 255)


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*.svg")))
def test_every_icon_can_be_drawn(qapp: QApplication, name: str) -> None:
    assert ink(Icons(FOLDER, LIGHT).icon(name).pixmap(64, 64).toImage())


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0, 3.0])
def test_an_icon_has_the_screen_s_own_pixels(qapp: QApplication, ratio: float) -> None:
    pixmap = Icons(FOLDER, LIGHT).icon("save").pixmap(QSize(16, 16), ratio)
    assert pixmap.size() == QSize(16, 16) * ratio
    assert pixmap.deviceIndependentSize().toSize() == QSize(16, 16)


def test_disabled_is_greyed_and_a_role_is_kept(qapp: QApplication) -> None:
    icons = Icons(FOLDER, LIGHT)
    large = QSize(96, 96)
    assert ink(icons.icon("dot").pixmap(large).toImage()) == LIGHT["text"]
    assert ink(icons.icon("dot").pixmap(large, QIcon.Mode.Disabled).toImage()) == LIGHT["disabled"]
    assert ink(icons.icon("dot", "error").pixmap(large).toImage()) == LIGHT["error"]
    assert ink(icons.icon("dot", "error").pixmap(large, QIcon.Mode.Disabled).toImage()) == LIGHT["disabled"]


def test_an_icon_in_use_takes_the_new_theme_s_colour(qapp: QApplication) -> None:
    icons = Icons(FOLDER, LIGHT)
    in_use = icons.icon("dot")
    icons.colours = DARK
    assert ink(in_use.pixmap(96, 96).toImage()) == DARK["text"]


def test_a_changed_copy_lives_on_its_own(qapp: QApplication) -> None:
    """PySide lets go of what ``clone`` returns, which crashed."""
    icons = Icons(FOLDER, LIGHT)
    for _ in range(50):
        copy = QIcon(icons.icon("save"))
        copy.addPixmap(QPixmap(4, 4))
        assert not copy.pixmap(16, 16).isNull()


def test_an_unknown_name_is_a_mistake(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        Icons(FOLDER, LIGHT).icon("no-such-icon")


def test_every_copied_icon_names_its_licence() -> None:
    own = {"dot.svg", "copydesk.svg"}
    unnamed = {
        path.name for path in FOLDER.glob("*.svg") if "@license lucide-static" not in path.read_text(encoding="utf-8")
    }
    assert unnamed == own
