"""Menus and the tool bar, made from the action table."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from editor.core.language import _
from editor.gui.actions import MENUS, SUBMENUS, bar_specs, specs_for

_RIGHT = 5  # the group of the tool bar that stands at the right


def build_menus(window: QMainWindow, actions: Mapping[str, QAction]) -> None:
    """Fill the window's menu bar."""
    menus = {menu_id: QMenu(_(title), window) for menu_id, title in MENUS.items()}
    for menu_id, menu in menus.items():
        if menu_id not in SUBMENUS:
            window.menuBar().addMenu(menu)
        for spec in specs_for(menu_id):
            if spec.gap and menu.actions():
                menu.addSeparator()
            for inner, place in SUBMENUS.items():
                if place == (menu_id, spec.id):
                    menu.insertMenu(menu.actions()[-1], menus[inner])
            menu.addAction(actions[spec.id])


def build_tool_bar(window: QMainWindow, actions: Mapping[str, QAction]) -> QToolBar:
    """Add the window's tool bar, with the release at its right end."""
    bar = QToolBar(_("Tools"), window)
    bar.setObjectName("tools")
    bar.setMovable(False)
    bar.setIconSize(QSize(18, 18))
    bar.toggleViewAction().setVisible(False)
    group = bar_specs()[0].bar
    for spec in bar_specs():
        if spec.bar == _RIGHT != group:
            space = QWidget(bar)
            space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            bar.addWidget(space)
        elif spec.bar != group:
            bar.addSeparator()
        group = spec.bar
        bar.addAction(actions[spec.id])
        button = bar.widgetForAction(actions[spec.id])
        if isinstance(button, QToolButton):
            button.setAccessibleName(actions[spec.id].text().replace("&", ""))
            if spec.short:
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    release = QToolButton(bar)
    release.setDefaultAction(actions["release"])
    release.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    release.setProperty("primary", True)
    bar.addWidget(release)
    window.addToolBar(bar)
    return bar
