"""The two themes can be read by everyone, and fill every place of the style sheet."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from editor.gui.theme import UI_PIXELS, Look, load_theme, style_sheet, ui_font

RESOURCES = Path(__file__).parents[2] / "resources"
THEMES = ("light", "dark")

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


@pytest.mark.parametrize(("seen", "behind", "least"), CONTRASTS)
@pytest.mark.parametrize("name", THEMES)
def test_contrast(name: str, seen: str, behind: str, least: float) -> None:
    theme = load_theme(RESOURCES, name)
    assert contrast(theme.colour(seen), theme.colour(behind)) >= least


def test_contrast_is_measured_as_the_standard_says() -> None:
    assert contrast(QColor("black"), QColor("white")) == pytest.approx(21)
    assert contrast(QColor("#777777"), QColor("white")) == pytest.approx(4.48, abs=0.01)


def test_both_themes_have_the_same_colours_and_all_are_colours() -> None:
    light, dark = (load_theme(RESOURCES, name) for name in THEMES)
    assert light.colours.keys() == dark.colours.keys()
    assert all(theme.colour(role).isValid() for theme in (light, dark) for role in theme.colours)


def test_every_picture_the_style_sheet_names_is_there() -> None:
    sheet = style_sheet(RESOURCES, load_theme(RESOURCES, "light"))
    named = {part.split(")")[0] for part in sheet.split("url(controls:")[1:]}
    assert named == {path.name for path in (RESOURCES / "icons" / "controls").iterdir()}


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Look]:
    palette, font = qapp.palette(), qapp.font()
    yield Look(qapp, RESOURCES, "light")
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
    for name in THEMES:
        with qtbot.waitSignal(look.changed) as changed:
            look.choose("dark" if name == "dark" else "light")
        assert changed.args is not None
        assert changed.args[0].name == name
        shown[name] = field.grab().toImage().pixelColor(100, 20).name()
    assert shown == {name: load_theme(RESOURCES, name).colours["base"] for name in THEMES}


@pytest.mark.parametrize(("pixels", "expected"), [(9, UI_PIXELS), (18, 18)])
def test_a_larger_letter_of_the_system_is_kept_and_a_tiny_one_is_not(
    qapp: QApplication, pixels: int, expected: int
) -> None:
    system = QFont()
    system.setPixelSize(pixels)
    assert ui_font(system).pixelSize() == expected
