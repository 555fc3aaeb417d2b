"""The menus, made from the action table."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from editor.core.language import _
from editor.gui.actions import MENUS, SUBMENUS, specs_for


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
