"""Nothing but ``services/files`` writes files: every other way can leave half a file."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

EDITOR = Path(__file__).parents[2] / "editor"
WRITERS = {"write_text", "write_bytes", "QSaveFile", "NamedTemporaryFile", "mkstemp", "copyfile", "copy2"}


def _name(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def _mode(call: ast.Call) -> str:
    """Every constant text among the arguments that looks like a mode."""
    values = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    texts = [value.value for value in values if isinstance(value, ast.Constant) and isinstance(value.value, str)]
    return "".join(text for text in texts if text and set(text) <= set("rwaxbt+"))


def _past_the_recipe(call: ast.Call) -> bool:
    if "devnull" in ast.unparse(call):
        return False
    match call.func:
        case ast.Attribute(value=ast.Name(id="os"), attr="open"):
            return True
    name = _name(call)
    return name in WRITERS or (name == "open" and bool(set(_mode(call)) & set("wax+")))


def writes(source: str) -> Iterator[int]:
    """The lines that write a file past the recipe."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _past_the_recipe(node):
            yield node.lineno


@pytest.mark.parametrize(
    "line",
    ["open(p, 'w')", "p.open('wb')", "open(p, mode='a')", "io.open(p, 'x')", "p.write_text(t)", "os.open(p, flags)"],
)
def test_the_guard_sees_every_way_to_write(line: str) -> None:
    assert list(writes(f"first\n{line}\n")) == [2]


@pytest.mark.parametrize(
    "line",
    ["open(p)", "p.open('rb')", "disk.open(p, flags, 0)", "p.read_bytes()", "dialog.open()", "open(os.devnull, 'w')"],
)
def test_the_guard_lets_reading_pass(line: str) -> None:
    assert not list(writes(line))


def test_nothing_writes_a_file_past_the_recipe() -> None:
    sources = sorted(EDITOR.rglob("*.py"))
    assert sources
    found = [
        f"{path.relative_to(EDITOR.parent)}:{line}"
        for path in sources
        for line in writes(path.read_text(encoding="utf-8"))
    ]
    assert not found, "save through editor.services.files instead"
