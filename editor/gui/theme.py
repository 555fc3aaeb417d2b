"""The look: a theme is a table of colours by what they are for, applied as palette and style sheet.

The colours are in ``resources/themes/*.yaml``, the shapes in ``window.qss`` beside them; nothing else in the program
names a colour.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette, QTextCharFormat
from PySide6.QtWidgets import QApplication, QCalendarWidget

from editor.gui.icons import Icons

Choice = Literal["system", "light", "dark"]

_SCHEMES: Mapping[Choice, Qt.ColorScheme] = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}

UI_PIXELS = 13
"""The least size of the interface's letters; a larger one that the system asks for is kept."""

# What fontconfig falls back to where nobody chose a font, and what reads better where it is installed.
_NOBODYS_CHOICE = "DejaVu Sans"
_BETTER = ("Inter", "Noto Sans", "Open Sans")

_PALETTE: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "window"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Base, "base"),
    (QPalette.ColorRole.AlternateBase, "current_line"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.Button, "panel"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.BrightText, "error"),
    (QPalette.ColorRole.PlaceholderText, "muted"),
    (QPalette.ColorRole.ToolTipBase, "panel"),
    (QPalette.ColorRole.ToolTipText, "text"),
    (QPalette.ColorRole.Highlight, "selection"),
    (QPalette.ColorRole.HighlightedText, "selection_text"),
    (QPalette.ColorRole.Link, "link"),
    (QPalette.ColorRole.LinkVisited, "link"),
    (QPalette.ColorRole.Accent, "accent"),
    (QPalette.ColorRole.Light, "panel"),
    (QPalette.ColorRole.Midlight, "hover"),
    (QPalette.ColorRole.Mid, "separator"),
    (QPalette.ColorRole.Dark, "border"),
    (QPalette.ColorRole.Shadow, "separator"),
)
_DISABLED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


@dataclass(frozen=True, slots=True)
class Theme:
    """A look by name: ``colours`` maps a role ("text", "border" ...) to "#rrggbb"."""

    name: str
    colours: Mapping[str, str]

    def colour(self, role: str) -> QColor:
        """The colour for a role; KeyError for a role no theme has."""
        return QColor(self.colours[role])


def load_theme(resources: Path, name: str) -> Theme:
    """The theme ``light`` or ``dark`` of the program's resources."""
    text = (resources / "themes" / f"{name}.yaml").read_text(encoding="utf-8")
    return Theme(name, yaml.load(text, Loader=yaml.BaseLoader))


def style_sheet(resources: Path, theme: Theme) -> str:
    """The style sheet with each ``{role}`` filled in; KeyError where it names a role the theme lacks."""
    template = (resources / "themes" / "window.qss").read_text(encoding="utf-8")
    return re.sub(r"\{(\w+)\}", lambda role: theme.colours[role[1]], template)


def palette(theme: Theme) -> QPalette:
    """The theme's colours where a style sheet doesn't reach: item delegates, the text's cursor, native dialogs."""
    colours = QPalette()
    for role, name in _PALETTE:
        colours.setColor(role, theme.colour(name))
    for role in _DISABLED:
        colours.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("border"))
    return colours


def ui_font(system: QFont) -> QFont:
    """The interface's font: the system's, but never too small, and a better one where nobody chose."""
    font = QFont(system)
    if QFontInfo(system).family() == _NOBODYS_CHOICE:
        font.setFamilies([*_BETTER, _NOBODYS_CHOICE])
    font.setPixelSize(max(UI_PIXELS, QFontInfo(system).pixelSize()))
    return font


def apply(app: QApplication, theme: Theme, resources: Path) -> None:
    """Show the whole application in this theme."""
    QDir.setSearchPaths("controls", [str(resources / "icons" / "controls")])
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(resources, theme))


def quiet_calendar(calendar: QCalendarWidget) -> None:
    """No red weekends and no week numbers: Qt's calendar has both by itself, and no style sheet reaches them."""
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, QTextCharFormat())
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)


class Look(QObject):
    """Keeps the application in the theme the person chose: light, dark, or whatever the system is in now.

    ``changed`` tells the new theme, for what isn't drawn by palette, style sheet or ``icons``: highlighting, preview.
    """

    changed = Signal(Theme)

    def __init__(self, app: QApplication, resources: Path, choice: Choice = "system") -> None:
        super().__init__()
        self._app = app
        self._resources = resources
        app.setStyle("Fusion")  # the one style that is the same everywhere, and that takes a palette whole
        app.setFont(ui_font(app.font()))
        self.theme = load_theme(resources, "light")
        self.icons = Icons(resources / "icons", self.theme.colours)
        app.styleHints().colorSchemeChanged.connect(self._show)
        self.choose(choice)

    def choose(self, choice: Choice) -> None:
        """Follow the person's choice from now on; window frames and native dialogs follow too where they can."""
        self._app.styleHints().setColorScheme(_SCHEMES[choice])
        self._show(self._app.styleHints().colorScheme() if choice == "system" else _SCHEMES[choice])

    def _show(self, scheme: Qt.ColorScheme) -> None:
        name = "dark" if scheme == Qt.ColorScheme.Dark else "light"
        self.theme = load_theme(self._resources, name)
        self.icons.colours = self.theme.colours
        apply(self._app, self.theme, self._resources)
        self.changed.emit(self.theme)
