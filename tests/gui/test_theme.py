"""The themes can be read by everyone, and fill every place of the style sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessibilityHints, QColor, QFont
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from editor.gui.theme import UI_PIXELS, Choice, Contrast, Look, load_theme, style_sheet, ui_font

RESOURCES = Path(__file__).parents[2] / "resources"
NORMAL = ("light", "dark")
HIGH = ("high-light", "high-dark")

CONTROLS = RESOURCES / "icons" / "controls"
ON_ACCENT = ("tick", "some", "dot")

BEHIND = ("window", "panel", "base", "hover", "current_line")
READ = (
    "text",
    "muted",
    "error",
    "warning",
    "success",
    "link",
    "md_heading",
    "md_marker",
    "md_quote",
    "md_code",
    "md_link",
)
# (what is seen, what is behind it, least contrast): WCAG 2.2, 1.4.3 for texts and 1.4.11 for the bounds of controls.
CONTRASTS = [
    *((role, behind, 4.5) for role, behind in product(READ, BEHIND)),
    *((role, behind, 3.0) for role, behind in product(("border", "focus"), BEHIND)),
    *(("accent", behind, 3.0) for behind in ("window", "panel", "base")),
    ("accent_text", "accent", 4.5),
    ("selection_text", "selection", 4.5),
    ("text", "selection", 4.5),
    ("md_code", "md_code_bg", 4.5),
]


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


# In high contrast WCAG 2.2, 1.4.6, for all that is read, also where it cannot be used now or lies on a tint.
HIGH_CONTRASTS = [
    *((role, behind, 7.0) for role, behind in product((*READ, "border", "separator", "accent"), BEHIND)),
    *(("disabled", behind, 7.0) for behind in ("window", "panel", "base")),
    *(("disabled", behind, 4.5) for behind in ("hover", "sunken")),
    *(("focus", behind, 4.5) for behind in BEHIND),
    *((role, "found", 4.5) for role in READ),
    *(("text", behind, 12.0) for behind in (*BEHIND, "sunken")),
    ("text", "base", 21.0),
    ("text", "found", 7.0),
    ("accent_text", "accent", 7.0),
    ("selection_text", "selection", 7.0),
    ("selection", "base", 7.0),
    ("md_code", "md_code_bg", 7.0),
]


@pytest.mark.parametrize(
    ("name", "seen", "behind", "least"),
    [(name, *row) for names, rows in ((NORMAL, CONTRASTS), (HIGH, HIGH_CONTRASTS)) for name in names for row in rows],
)
def test_contrast(name: str, seen: str, behind: str, least: float) -> None:
    theme = load_theme(RESOURCES, name)
    assert contrast(theme.colour(seen), theme.colour(behind)) >= least


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


def test_the_themes_have_the_same_colours_and_all_are_colours() -> None:
    themes = [load_theme(RESOURCES, name) for name in (*NORMAL, *HIGH)]
    assert all(theme.colours.keys() == themes[0].colours.keys() for theme in themes)
    assert all(theme.colour(role).isValid() for theme in themes for role in theme.colours)


def test_every_picture_the_style_sheet_names_is_there() -> None:
    sheet = style_sheet(RESOURCES, load_theme(RESOURCES, "high-light"))
    named = {part.split(")")[0] for part in sheet.split("url(controls:")[1:]}
    assert named == {path.name for path in CONTROLS.glob("*.svg")}
    assert {path.name for path in CONTROLS.glob("*/*.svg")} <= named


@pytest.mark.parametrize("name", HIGH)
def test_the_signs_of_controls_are_as_clear_as_their_words(name: str) -> None:
    theme = load_theme(RESOURCES, name)
    for usual in CONTROLS.glob("*.svg"):
        own = CONTROLS / name / usual.name
        drawing = (own if own.exists() else usual).read_text("utf-8")
        (colour,) = set(re.findall("#[0-9a-f]{6}", drawing))
        behind = ("accent",) if usual.stem in ON_ACCENT else BEHIND
        assert [role for role in behind if contrast(QColor(colour), theme.colour(role)) < 7] == [], usual.name


@pytest.fixture
def wishes(qapp: QApplication) -> QAccessibilityHints:
    """What a system wishes that this one is not able to."""
    return QAccessibilityHints()


@pytest.fixture
def look(qapp: QApplication, wishes: QAccessibilityHints) -> Iterator[Look]:
    palette, font = qapp.palette(), qapp.font()
    yield Look(qapp, RESOURCES, "light", "normal", wishes)
    qapp.setStyleSheet("")
    qapp.setPalette(palette)
    qapp.setFont(font)
    qapp.styleHints().unsetColorScheme()


def test_choosing_a_theme_shows_it_at_once(qtbot: QtBot, look: Look) -> None:
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(200, 40)
    field.show()
    shown = {}
    for name in (*NORMAL, *HIGH):
        with qtbot.waitSignal(look.changed) as changed:
            look.choose("dark" if "dark" in name else "light")
            look.choose_contrast("high" if name in HIGH else "normal")
        assert changed.args is not None
        assert (look.theme.name, look.is_dark) == (name, "dark" in name)
        shown[name] = field.grab().toImage().pixelColor(100, 20).name()
    assert shown == {name: load_theme(RESOURCES, name).colours["base"] for name in (*NORMAL, *HIGH)}


def wide_line(widget: QWidget, colour: QColor) -> int:
    """How many pixels of a colour there are from the left edge inwards, half way down."""
    image = widget.grab().toImage()
    row = [image.pixelColor(x, image.height() // 2) for x in range(12)]
    return sum(one == colour for one in row)


@pytest.mark.parametrize("choice", ["light", "dark"])
@pytest.mark.parametrize("make", [QLineEdit, QCheckBox, QPushButton, QComboBox, QListWidget, QToolButton])
def test_where_the_keys_are_has_a_thick_frame_in_high_contrast(
    qtbot: QtBot, look: Look, choice: Choice, make: type[QWidget]
) -> None:
    look.choose(choice)
    look.choose_contrast("high")
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    one, other = make(), make()
    for widget in (one, other):
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column.addWidget(widget)
    window.show()
    window.activateWindow()
    one.setFocus()
    qtbot.waitUntil(one.hasFocus)
    focus = look.theme.colour("focus")
    assert wide_line(one, focus) >= 3
    assert wide_line(other, focus) == 0
    before = one.size(), one.sizeHint()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    assert (one.size(), one.sizeHint()) == before


def test_a_wish_of_the_system_is_followed_unless_the_person_chose(look: Look, wishes: QAccessibilityHints) -> None:
    told = wishes.contrastPreferenceChanged
    seen = []
    look.changed.connect(lambda theme: seen.append(theme.name))
    look.choose_contrast("system")
    told.emit(Qt.ContrastPreference.HighContrast)
    look.choose("dark")
    look.choose_contrast("normal")
    told.emit(Qt.ContrastPreference.HighContrast)
    look.choose_contrast("system")
    told.emit(Qt.ContrastPreference.NoPreference)
    assert [name for name, before in zip(seen, ["", *seen], strict=False) if name != before] == [
        "light", "high-light", "high-dark", "dark", "high-dark", "dark",
    ]  # fmt: skip


@pytest.mark.qt_log_ignore("This plugin does not support")  # popups on the offscreen platform
def test_a_menu_higher_than_the_screen_stays_one_column(qtbot: QtBot, look: Look) -> None:
    menu = QMenu()
    qtbot.addWidget(menu)
    actions = [menu.addAction(f"Entry {number}") for number in range(80)]
    menu.popup(QPoint(10, 10))
    assert menu.height() <= menu.screen().geometry().height()
    assert {menu.actionGeometry(action).x() for action in actions} == {menu.actionGeometry(actions[0]).x()}


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("contrast", ["normal", "high"])
def test_the_rows_of_a_choice_are_all_in_sight(qtbot: QtBot, look: Look, contrast: Contrast) -> None:
    look.choose_contrast(contrast)
    box = QComboBox()
    qtbot.addWidget(box)
    box.addItems(["One", "Two", "Three"])
    box.show()
    box.showPopup()
    view = box.view()
    rows = [view.visualRect(box.model().index(row, 0)) for row in range(3)]
    assert all(view.viewport().rect().contains(row) for row in rows)


@pytest.mark.parametrize(("pixels", "expected"), [(9, UI_PIXELS), (18, 18)])
def test_a_larger_letter_of_the_system_is_kept_and_a_tiny_one_is_not(
    qapp: QApplication, pixels: int, expected: int
) -> None:
    system = QFont()
    system.setPixelSize(pixels)
    assert ui_font(system).pixelSize() == expected
