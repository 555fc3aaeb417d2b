"""The look: a theme is a table of colours by what they are for, applied as palette and style sheet.

The colours are in ``resources/themes/*.yaml``, the shapes in the style sheets beside them (``contrast.qss`` over
``window.qss`` in high contrast); nothing else in the program names a colour.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from PySide6.QtCore import QDir, QObject, Qt, Signal
from PySide6.QtGui import QAccessibilityHints, QColor, QFont, QFontInfo, QPalette, QTextCharFormat
from PySide6.QtWidgets import QApplication, QCalendarWidget

from editor.gui.icons import Icons

Choice = Literal["system", "light", "dark"]
Contrast = Literal["system", "normal", "high"]

_SCHEMES: Mapping[Choice, Qt.ColorScheme] = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
_PREFERENCES: Mapping[Contrast, Qt.ContrastPreference] = {
    "normal": Qt.ContrastPreference.NoPreference,
    "high": Qt.ContrastPreference.HighContrast,
}
# By: is it dark, is its contrast high.
_NAMES: Mapping[tuple[bool, bool], str] = {
    (False, False): "light",
    (True, False): "dark",
    (False, True): "high-light",
    (True, True): "high-dark",
}
_HALF = 128  # of the 255 steps from black to white

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
    """A look by name: ``colours`` maps a role ("text", "border" ...) to "#rrggbb"; ``shapes``: its style sheets."""

    name: str
    colours: Mapping[str, str]
    shapes: Sequence[str]

    def colour(self, role: str) -> QColor:
        """The colour for a role; KeyError for a role no theme has."""
        return QColor(self.colours[role])


def load_theme(resources: Path, name: str) -> Theme:
    """The theme ``light``, ``dark``, ``high-light`` or ``high-dark`` of the program's resources."""
    text = (resources / "themes" / f"{name}.yaml").read_text(encoding="utf-8")
    colours = yaml.load(text, Loader=yaml.BaseLoader)
    return Theme(name, shapes=colours.pop("shapes"), colours=colours)


def style_sheet(resources: Path, theme: Theme) -> str:
    """The style sheets with each ``{role}`` filled in; KeyError where one names a role the theme lacks."""
    template = "\n".join((resources / "themes" / f"{name}.qss").read_text(encoding="utf-8") for name in theme.shapes)
    return re.sub(r"\{(\w+)\}", lambda role: theme.colours[role[1]], template)


def palette(theme: Theme) -> QPalette:
    """The theme's colours where a style sheet doesn't reach: item delegates, the text's cursor, native dialogs."""
    colours = QPalette()
    for role, name in _PALETTE:
        colours.setColor(role, theme.colour(name))
    for role in _DISABLED:
        colours.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("disabled"))
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
    controls = resources / "icons" / "controls"  # where a theme has no drawing of its own, the usual one is right
    QDir.setSearchPaths("controls", [str(controls / theme.name), str(controls)])
    app.setPalette(palette(theme))
    app.setStyleSheet(style_sheet(resources, theme))


def quiet_calendar(calendar: QCalendarWidget) -> None:
    """No red weekends and no week numbers: Qt's calendar has both by itself, and no style sheet reaches them."""
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, QTextCharFormat())
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)


class Look(QObject):
    """Keeps the application in the theme the person chose: light or dark, of normal or high contrast, or as the system.

    ``wishes`` are somebody else's than the system's only where no system can be asked for them.
    ``changed`` tells the new theme, for what isn't drawn by palette, style sheet or ``icons``: highlighting, preview.
    """

    changed = Signal(Theme)

    def __init__(
        self,
        app: QApplication,
        resources: Path,
        choice: Choice = "system",
        contrast: Contrast = "system",
        wishes: QAccessibilityHints | None = None,
    ) -> None:
        super().__init__()
        self._app = app
        self._resources = resources
        app.setStyle("Fusion")  # the one style that is the same everywhere, and that takes a palette whole
        app.setFont(ui_font(app.font()))
        self.theme = load_theme(resources, "light")
        self.icons = Icons(resources / "icons", self.theme.colours)
        self._choice, self._contrast = choice, contrast
        self._hints = app.styleHints()  # kept: in PySide, what it hands out ends with it
        self._hints.colorSchemeChanged.connect(self._show)
        wishes = wishes or self._hints.accessibility()
        self._wished = wishes.contrastPreference()
        wishes.contrastPreferenceChanged.connect(self._follow)
        self.choose(choice)

    @property
    def is_dark(self) -> bool:
        """Whether it is dark now, whoever wished it."""
        return self.theme.colour("window").lightness() < _HALF

    def choose(self, choice: Choice) -> None:
        """Follow the person's choice from now on; window frames and native dialogs follow too where they can."""
        self._choice = choice
        self._hints.setColorScheme(_SCHEMES[choice])
        self._show()

    def choose_contrast(self, contrast: Contrast) -> None:
        """Normal or high from now on, or whatever the system wishes."""
        self._contrast = contrast
        self._show()

    def _follow(self, wished: Qt.ContrastPreference) -> None:
        self._wished = wished
        self._show()

    def _show(self) -> None:
        preference = _PREFERENCES.get(self._contrast, self._wished)
        name = _NAMES[self._wants_dark(), preference == Qt.ContrastPreference.HighContrast]
        self.theme = load_theme(self._resources, name)
        self.icons.colours = self.theme.colours
        apply(self._app, self.theme, self._resources)
        self.changed.emit(self.theme)

    def _wants_dark(self) -> bool:
        scheme = _SCHEMES[self._choice]
        if scheme == Qt.ColorScheme.Unknown:
            scheme = self._hints.colorScheme()
        if scheme != Qt.ColorScheme.Unknown:
            return scheme == Qt.ColorScheme.Dark
        # Windows in high contrast says neither (QWindowsTheme::effectiveColorScheme). Its own colours tell, once ours
        # are out of the way.
        self._app.setPalette(QPalette())
        return self._app.palette().window().color().lightness() < _HALF
