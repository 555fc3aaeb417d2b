"""The licences of everything that is shipped, as one text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kit import project

from paper.components import components

if TYPE_CHECKING:
    from editor.services.parts import Part

_LINE = "=" * 100


def text() -> str:
    """The notices. A text that stands for several parts is printed once, and named after that."""
    parts = components()
    lines = [
        f"{project.TITLE} {project.version()} is used under {project.LICENCE}; its text is in the file LICENSE.",
        "It contains the following parts of others.",
        "",
        *(f"  {_named(part)}: {part.licence}{_inside(part)}" for part in parts),
        "",
    ]
    said: dict[str, str] = {}
    return "\n".join([*lines, *(line for part in parts if not part.inside for line in _of(part, said))])


def _named(part: Part) -> str:
    return f"{part.name} {part.version}".strip()


def _inside(part: Part) -> str:
    """Where a part lies that has no text of its own: the wheel's text names its licence."""
    return f" (inside {part.inside})" if part.inside else ""


def _of(part: Part, said: dict[str, str]) -> Iterator[str]:
    yield from (_LINE, _named(part), f"Licence: {part.licence}", _LINE, "")
    if part.remark:
        yield from (part.remark, "")
    for licence in part.texts:
        text = licence.strip()
        yield from (f"(The text stands above, at {said[text]}.)" if text in said else text, "")
        said.setdefault(text, part.name)
