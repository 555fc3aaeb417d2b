"""The menu of a row: what its buttons do, and what is done about all problems of its kind."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from editor.core.checks.values import Problem
from editor.core.language import _
from editor.gui.checks.model import Item

if TYPE_CHECKING:
    from editor.gui.checks.pane import ReadyPane


def row_menu(pane: ReadyPane, item: Item) -> QMenu:
    """A menu for an item of the pane, which has it chosen. It goes when it is closed."""
    menu = QMenu(pane)
    menu.aboutToHide.connect(menu.deleteLater)
    if isinstance(item, Problem):
        _add(menu, _("&Go there"), lambda: pane.jump_wanted.emit(item))
        for fix in item.fixes:
            _add(menu, fix.label.replace("&", "&&"), partial(pane.fix_wanted.emit, item, fix))
        _add(menu, _("&Ignore …"), pane.details.ask_reason)
        menu.addSeparator()
        _add(menu, _("&Never show this kind"), lambda: pane.silence_wanted.emit(item))
    else:
        _add(menu, _("&Bring back"), lambda: pane.back_wanted.emit(item))
        menu.addSeparator()
    _add(menu, _("&Change how this kind is told …"), lambda: pane.rule_wanted.emit(item))
    return menu


def _add(menu: QMenu, label: str, act: Callable[[], object]) -> None:
    menu.addAction(label).triggered.connect(lambda _checked=False: act())
