"""What can be done with an article of the library, as a table: for buttons, the context menu and keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from editor.core.language import _
from editor.core.library import Record
from editor.gui.icons import Icons


def N_(sentence: str) -> str:
    """Marks a sentence of a table for translation; it is translated when it is shown."""
    return sentence


@dataclass(frozen=True, slots=True)
class ResultAct:
    """One act. ``needs``: "" nothing more, "address" a web address, "article" a file that can be read as one,
    "text" also a text that is open. ``gap``: a line above it in the menu. ``button``: also below the preview."""

    id: str
    label: str
    icon: str = ""
    keys: str = ""
    needs: str = ""
    gap: bool = False
    button: bool = False


RESULT_ACTS: tuple[ResultAct, ...] = (
    ResultAct("open", N_("&Open"), "file-text", "Return", button=True),
    ResultAct("background", N_("Open in the &background"), "", "Ctrl+Return"),
    ResultAct("start", N_("Start a &new article from this"), "file-plus", "", "article", gap=True, button=True),
    ResultAct("follow", N_("Write the f&ollow-up"), "history", "", "article", button=True),
    ResultAct("insert", N_("&Insert a link to it in the text"), "link", "Ctrl+L", "text", button=True),
    ResultAct("copy", N_("&Copy its web address"), "copy", "Ctrl+C", "address", gap=True, button=True),
    ResultAct("folder", N_("Show its &folder"), "folder-open", ""),
    ResultAct("learn", N_("&Learn how its organisation writes …"), "", "", "article", gap=True),
)


def can(act: ResultAct, record: Record | None, *, writing: bool) -> bool:
    """Whether an act is possible with an article, while a text is open or not (``writing``)."""
    if record is None:
        return False
    able = {"": True, "article": not record.problem, "address": bool(record.url)}
    able["text"] = able["address"] and writing
    return able[act.needs]


def make_acts(parent: QWidget, icons: Icons, do: Callable[[str], None]) -> dict[str, QAction]:
    """The acts of the table as actions. Their keys are only shown: in the list they work, elsewhere they are others."""
    actions: dict[str, QAction] = {}
    for act in RESULT_ACTS:
        action = QAction(_(act.label), parent)
        if act.icon:
            action.setIcon(icons.icon(act.icon))
        name = _(act.label).replace("&", "")
        keys = QKeySequence(act.keys).toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(_("{name} ({keys})").format(name=name, keys=keys) if keys else name)
        action.triggered.connect(lambda _checked=False, act_id=act.id: do(act_id))
        actions[act.id] = action
    return actions
