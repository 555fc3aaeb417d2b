"""The table of all settings in the guide's page for administrators, made from the program's own tables."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kit import project

if TYPE_CHECKING:
    from editor.services.settings import Setting

PAGE = project.ROOT / "resources" / "help" / "administration.md"
_TABLE = re.compile(r"(<!-- settings -->\n).*?(<!-- end of settings -->)", re.DOTALL)


def page() -> str:
    """The guide's page with the table as it has to be now."""
    text = PAGE.read_text("utf-8")
    changed, places = _TABLE.subn(lambda found: f"{found[1]}\n{table()}\n{found[2]}", text)
    if places != 1:
        raise ValueError(f"{PAGE} has no place for the settings.")
    return changed


def table() -> str:
    """Every setting that may stand in the file: what it is called in Preferences, its values, what holds without it."""
    return "".join(f"{line}\n" for line in _lines())


def _lines() -> Iterator[str]:
    sys.path.insert(0, str(project.ROOT))
    from editor.gui.dialogs.preferences import WORDS  # noqa: PLC0415 - the program is found only now
    from editor.services.settings import OPEN, SETTINGS  # noqa: PLC0415

    yield "| Section and name | What it is in *Preferences* | Values | Without it |"
    yield "|---|---|---|---|"
    for setting in SETTINGS:
        words = WORDS.get(setting.id)
        told = " ".join(part for part in (words.label + ".", words.help) if part) if words else ""
        yield f"| `{setting.id}` | {told} | {_values(setting)} | {_default(setting)} |"
    for section, setting in OPEN.items():
        names = f"`{section}.` and the name of a rule or a group of rules"
        told = "How its findings are shown: see [rules](administration.md#rules)."
        yield f"| {names} | {told} | {_values(setting)} | as the rule says |"


def _values(setting: Setting) -> str:
    if isinstance(setting.default, bool):
        return "`true`, `false`"
    if isinstance(setting.default, int):
        return f"a number from {setting.least} to {setting.most}"
    return ", ".join(f"`{choice}`" for choice in setting.choices) or "a text"


def _default(setting: Setting) -> str:
    text = str(setting.default).lower() if isinstance(setting.default, bool) else str(setting.default)
    return f"`{text}`" if text else "none"
