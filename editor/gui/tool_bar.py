"""The tool bar, made from the action table. In a narrow window it says less, and does as much."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QToolBar, QToolButton, QWidget

from editor.core.language import _
from editor.gui.actions import ActionSpec, bar_specs

_BOTH = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
_RIGHT = 5  # the group that stands at the right end


@dataclass(frozen=True, slots=True)
class _Way:
    """Where the buttons have words."""

    left: bool
    right: bool


_WAYS = (_Way(left=True, right=True), _Way(left=False, right=True), _Way(left=False, right=False))
"""From wide to narrow."""


class ToolBar(QToolBar):
    """Takes the first of its ways that fits its width."""

    def __init__(self, actions: Mapping[str, QAction], window: QMainWindow) -> None:
        super().__init__(_("Tools"), window)
        self.setObjectName("tools")
        self.setMovable(False)
        self.setIconSize(QSize(18, 18))
        self.toggleViewAction().setVisible(False)
        self._buttons: dict[str, QToolButton] = {}
        self._worded: list[tuple[QToolButton, bool]] = []
        self._reserved: dict[QToolButton, int] = {}
        self._way = 0
        self._needed: tuple[int, ...] = ()
        specs = bar_specs()
        for before, spec in zip((specs[0], *specs), specs, strict=False):
            if spec.bar != before.bar:
                self._begin(spec.bar)
            self._add(spec, actions[spec.id])
        self._add_release(actions["release"])

    def button(self, action_id: str) -> QToolButton:
        """The button of an action."""
        return self._buttons[action_id]

    def reserve(self, action_id: str, words: str) -> None:
        """As wide as with these words, where it has any: what it says may change, and its neighbours do not move."""
        button = self._buttons[action_id]
        more = button.fontMetrics().horizontalAdvance(words) - button.fontMetrics().horizontalAdvance(button.text())
        self._reserved[button] = button.sizeHint().width() + max(0, more)
        button.setMinimumWidth(self._reserved[button])

    # -- making

    def _begin(self, group: int) -> None:
        """What stands before a group: a line, or all the room that is left."""
        if group == _RIGHT:
            space = QWidget(self)
            space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            self.addWidget(space)
        else:
            self.addSeparator()

    def _add(self, spec: ActionSpec, action: QAction) -> None:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the menus have the same for the keyboard
        button.setAccessibleName(action.text().replace("&", ""))
        self.addWidget(button)
        self._buttons[spec.id] = button
        if spec.short:
            button.setToolButtonStyle(_BOTH)
            self._worded.append((button, spec.bar == _RIGHT))

    def _add_release(self, action: QAction) -> None:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setToolButtonStyle(_BOTH)
        button.setProperty("primary", True)
        self.addWidget(button)
        self._buttons["release"] = button
        self._worded.append((button, True))

    # -- fitting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, other words."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Letters of another size, another word on a button: it needs another width."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self._needed[self._way :][:1] != (self.sizeHint().width(),):
            self._needed = ()
            self._fit()
        return done

    def _fit(self) -> None:
        if not self._needed:
            self._needed = tuple(self._take(way) for way in range(len(_WAYS)))
        fitting = (way for way, needed in enumerate(self._needed) if needed <= self.width())
        self._take(next(fitting, len(_WAYS) - 1))

    def _take(self, number: int) -> int:
        """Show as much as this way does; the pixels that it needs."""
        if number != self._way:
            self._way, way = number, _WAYS[number]
            for button, is_right in self._worded:
                has_words = way.right if is_right else way.left
                button.setToolButtonStyle(_BOTH if has_words else Qt.ToolButtonStyle.ToolButtonIconOnly)
                button.setMinimumWidth(self._reserved.get(button, 0) if has_words else 0)
        return self.sizeHint().width()
