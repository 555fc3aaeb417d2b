"""The action table: every act of the window once, for menus, tool bar, shortcuts and the palette."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from editor.core.language import _
from editor.gui.icons import Icons


def N_(sentence: str) -> str:
    """Marks a sentence of a table for translation; it is translated when it is shown."""
    return sentence


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One act.

    ``menu`` is where it stands, ``needs`` when it can be done ("" always, "article", "saved" for one that has a file,
    "draft", "team" where the archive is a team's), ``bar`` its place in the tool bar (0: none), ``gap`` a line above it
    in its menu.
    """

    id: str
    menu: str
    label: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    needs: str = ""
    bar: int = 0
    short: str = ""
    gap: bool = False
    checkable: bool = False


def _headings() -> Iterable[ActionSpec]:
    for level in range(1, 6):
        yield ActionSpec(f"heading{level}", "heading", N_("Heading {level}"), (f"Ctrl+{level}",), "heading", "article")


_VIEWS = tuple(
    enumerate(
        (
            ("page", N_("&Page"), "eye"),
            ("phone", N_("P&hone"), "smartphone"),
            ("search", N_("&Search result"), "search"),
            ("social", N_("Social &card"), "message-square"),
            ("file", N_("&File"), "file-text"),
        ),
        start=1,
    )
)

MENUS: Mapping[str, str] = {
    "file": N_("&File"),
    "edit": N_("&Edit"),
    "format": N_("F&ormat"),
    "heading": N_("&Heading"),
    "insert": N_("&Insert"),
    "view": N_("&View"),
    "show_as": N_("S&how the article as"),
    "help": N_("&Help"),
}

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec("new", "file", N_("&New release"), ("Ctrl+N",), "file-plus", bar=1, short=N_("New")),
    ActionSpec("open", "file", N_("&Open …"), ("Ctrl+O",), "folder-open", bar=1, short=N_("Open")),
    ActionSpec("reopen", "file", N_("Open r&ecent …"), ("Ctrl+Shift+O",), "history"),
    ActionSpec("archive", "file", N_("Choose archive &folder …"), (), "folder"),
    ActionSpec("save", "file", N_("&Save"), ("Ctrl+S",), "save", "article", bar=1, short=N_("Save"), gap=True),
    ActionSpec("save_as", "file", N_("Save &as …"), ("Ctrl+Shift+S",), "save-all", "article"),
    ActionSpec("release", "file", N_("&Release …"), ("Ctrl+Return",), "send", "draft", short=N_("Release")),
    ActionSpec("share", "file", N_("Share with the &team …"), (), "users", "team"),
    ActionSpec("print", "file", N_("Pr&int …"), ("Ctrl+P",), "printer", "article", gap=True),
    ActionSpec("versions", "file", N_("Earlier &versions …"), ("Ctrl+Shift+E",), "history", "saved"),
    ActionSpec("close", "file", N_("&Close"), ("Ctrl+W",), "x", "article", gap=True),
    ActionSpec("preferences", "file", N_("&Preferences …"), ("Ctrl+,",), "settings", gap=True),
    ActionSpec("rules", "file", N_("C&hecks …"), (), "spell-check"),
    ActionSpec("quit", "file", N_("&Quit"), ("Ctrl+Q",), "", gap=True),
    ActionSpec("undo", "edit", N_("&Undo"), ("Ctrl+Z",), "undo-2", "article", bar=2),
    ActionSpec("redo", "edit", N_("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo-2", "article", bar=2),
    ActionSpec("cut", "edit", N_("Cu&t"), ("Ctrl+X",), "scissors", "article", gap=True),
    ActionSpec("copy", "edit", N_("&Copy"), ("Ctrl+C",), "copy", "article"),
    ActionSpec("copy_rich", "edit", N_("Copy as ric&h text"), ("Ctrl+Shift+C",), "clipboard-copy", "article"),
    ActionSpec("paste", "edit", N_("&Paste"), ("Ctrl+V",), "clipboard-paste", "article"),
    ActionSpec("paste_plain", "edit", N_("Paste as p&lain text"), ("Ctrl+Shift+V",), "", "article"),
    ActionSpec("select_all", "edit", N_("Select &all"), ("Ctrl+A",), "", "article"),
    ActionSpec("find", "edit", N_("&Find …"), ("Ctrl+F",), "search", "article", gap=True),
    ActionSpec("replace", "edit", N_("R&eplace …"), ("Ctrl+H",), "replace", "article"),
    ActionSpec("find_next", "edit", N_("Find &next"), ("F3",), "", "article"),
    ActionSpec("find_previous", "edit", N_("Find pre&vious"), ("Shift+F3",), "", "article"),
    ActionSpec("find_in_archive", "edit", N_("Fin&d in the archive …"), ("Ctrl+Shift+F",), "library"),
    ActionSpec("bold", "format", N_("&Bold"), ("Ctrl+B",), "bold", "article", bar=3),
    ActionSpec("italic", "format", N_("&Emphasis"), ("Ctrl+I",), "italic", "article", bar=3),
    ActionSpec("heading", "format", N_("Next heading le&vel"), ("Ctrl+Shift+H",), "heading", "article", bar=3),
    *_headings(),
    ActionSpec("bullets", "format", N_("B&ullet list"), ("Ctrl+Shift+L",), "list", "article", bar=3, gap=True),
    ActionSpec("numbers", "format", N_("&Numbered list"), ("Ctrl+Shift+N",), "list-ordered", "article", bar=3),
    ActionSpec("quote", "format", N_("&Quotation"), ("Ctrl+Shift+Q",), "quote", "article", bar=3),
    ActionSpec("code", "format", N_("&Code"), (), "code", "article", gap=True),
    ActionSpec("tidy", "format", N_("Ti&dy white space"), ("Ctrl+Shift+T",), "", "article"),
    ActionSpec("passage", "insert", N_("&Ready-made passage …"), ("Ctrl+J",), "notepad-text", "article"),
    ActionSpec("link", "insert", N_("&Link …"), ("Ctrl+L",), "link", "article", bar=3, gap=True),
    ActionSpec("image", "insert", N_("&Picture …"), ("Ctrl+Shift+P",), "image", "article", bar=3),
    ActionSpec("picture_file", "insert", N_("Picture fr&om a file …"), (), "", "article"),
    ActionSpec("lead_picture", "insert", N_("Picture of the &article …"), (), "", "article"),
    ActionSpec("crop_lead", "insert", N_("&Crop for the social card …"), (), "", "article"),
    ActionSpec("table", "insert", N_("&Table"), (), "table", "article", gap=True),
    ActionSpec("footnote", "insert", N_("&Footnote"), (), "", "article"),
    ActionSpec("rule", "insert", N_("Dividing l&ine"), (), "minus", "article"),
    ActionSpec("palette", "view", N_("&Do anything …"), ("Ctrl+K",), "command"),
    ActionSpec("library", "view", N_("Li&brary"), ("F9",), "library", "", 5, N_("Library"), True, checkable=True),
    ActionSpec("preview", "view", N_("&Preview"), ("F8",), "panel-right", "article", 5, N_("Preview"), checkable=True),
    ActionSpec("form", "view", N_("&Fields"), ("F7",), "panel-left", "article", checkable=True),
    ActionSpec(
        "ready", "view", N_("Read&y to publish"), ("F10",), "circle-check", "article", 5, N_("Ready"), checkable=True
    ),
    ActionSpec("next_problem", "view", N_("Ne&xt problem"), ("F12",), "", "article"),
    ActionSpec("previous_problem", "view", N_("Previous proble&m"), ("Shift+F12",), "", "article"),
    ActionSpec("seen", "view", N_("S&een before …"), ("Ctrl+Shift+B",), "history", "article"),
    *(ActionSpec(f"view_{id}", "show_as", label, (f"Alt+{n}",), icon, "article") for n, (id, label, icon) in _VIEWS),
    ActionSpec("web_pictures", "show_as", N_("Pictures from the &web"), (), "image", "article", gap=True),
    ActionSpec("in_step", "view", N_("Keep text and page in &step"), (), "", "article", checkable=True),
    ActionSpec("focus", "view", N_("&Write without distraction"), ("F11",), "maximize", "article", checkable=True),
    ActionSpec("zoom_in", "view", N_("Zoom &in"), ("Ctrl++", "Ctrl+="), "zoom-in", "article", gap=True),
    ActionSpec("zoom_out", "view", N_("Zoom &out"), ("Ctrl+-",), "zoom-out", "article"),
    ActionSpec("zoom_reset", "view", N_("&Normal size"), ("Ctrl+0",), "", "article"),
    ActionSpec("next_pane", "view", N_("Next p&ane"), ("F6",), gap=True),
    ActionSpec("next_article", "view", N_("Next a&rticle"), ("Ctrl+Tab", "Ctrl+PgDown"), "", "article"),
    ActionSpec("previous_article", "view", N_("Previous ar&ticle"), ("Ctrl+Shift+Tab", "Ctrl+PgUp"), "", "article"),
    ActionSpec("theme", "view", N_("&Light or dark"), (), "moon", gap=True),
    ActionSpec("guide", "help", N_("User &guide"), ("F1",), "circle-question-mark"),
    ActionSpec("about", "help", N_("&About Copydesk"), (), "info"),
)
# A menu inside a menu, and the act that it stands before.
SUBMENUS: Mapping[str, tuple[str, str]] = {"heading": ("format", "bullets"), "show_as": ("view", "in_step")}


def label_of(spec: ActionSpec) -> str:
    """The act's name in the person's language, with its mnemonic."""
    level = spec.id.removeprefix("heading")
    return _(spec.label).format(level=level) if level.isdigit() else _(spec.label)


def make_actions(parent: QWidget, icons: Icons, acts: Mapping[str, Callable[[], None]]) -> dict[str, QAction]:
    """The actions of the table, each connected to its act. Raises KeyError for an act without a function."""
    actions: dict[str, QAction] = {}
    for spec in ACTIONS:
        action = QAction(label_of(spec), parent)
        action.setObjectName(spec.id)
        if spec.icon:
            action.setIcon(icons.icon(spec.icon))
        action.setShortcuts([QKeySequence(keys) for keys in spec.keys])
        action.setCheckable(spec.checkable)
        if spec.short:
            action.setIconText(_(spec.short))
        name = label_of(spec).replace("&", "").removesuffix(" …")
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(_("{name} ({keys})").format(name=name, keys=keys) if keys else name)
        action.triggered.connect(_without_arguments(acts[spec.id]))
        actions[spec.id] = action
    return actions


def _without_arguments(act: Callable[[], None]) -> Callable[[bool], None]:
    def without_arguments(_checked: bool = False) -> None:
        act()

    return without_arguments


def specs_for(menu: str) -> list[ActionSpec]:
    """The acts of a menu in their order."""
    return [spec for spec in ACTIONS if spec.menu == menu]


def bar_specs() -> list[ActionSpec]:
    """The acts of the tool bar in their order; a change of ``bar`` is a gap."""
    return sorted((replace(spec) for spec in ACTIONS if spec.bar), key=lambda spec: spec.bar)
