"""The rules of the house, by which a newcomer finds their way: what may import what, and how long things may be."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "editor").rglob("*.py"))
LINTER = Path(sys.executable).parent / "lint-imports"

FILE_LINES, FUNCTION_LINES, CLASS_METHODS = 400, 40, 20


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINTER, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def test_imports_go_down_only() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout


PLANTED = [
    ("core/article.py", "import editor.services"),
    ("core/article.py", "import os"),
    ("core/article.py", "from PySide6.QtCore import QObject"),
    ("services/__init__.py", "import editor.app"),
    ("services/__init__.py", "from PySide6.QtCore import QObject"),
    ("app/__init__.py", "import editor.gui"),
    ("gui/form/__init__.py", "import editor.gui.body"),
    ("attic/__init__.py", "# a room without a floor"),
]


@pytest.mark.parametrize(("file", "line"), PLANTED)
def test_a_planted_import_is_found(tmp_path: Path, file: str, line: str) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(ROOT / "editor", tmp_path / "editor", ignore=shutil.ignore_patterns("__pycache__"))
    victim = tmp_path / "editor" / file
    victim.parent.mkdir(exist_ok=True)
    with victim.open("a", encoding="utf-8") as source:
        source.write(f"\n{line}\n")
    result = lint(tmp_path)
    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout


def test_without_the_window_qt_is_not_loaded() -> None:
    """In a fresh interpreter, because this one has long loaded it. Indirect imports count too."""
    program = """
import importlib, pkgutil, sys
def everything(name):
    module = importlib.import_module(name)
    for inner in pkgutil.walk_packages(getattr(module, "__path__", ()), name + "."):
        if not inner.name.endswith("__main__"):
            importlib.import_module(inner.name)
for name in sys.argv[1:]:
    everything(name)
print(*sorted(name for name in sys.modules if name.split(".")[0] in ("PySide6", "shiboken6")))
"""
    rooms = [f"editor.{room}" for room in ("core", "services", "cli") if _exists(room)]
    result = subprocess.run(
        [sys.executable, "-c", program, *rooms], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert result.stdout.split() == []


def _exists(room: str) -> bool:
    return (ROOT / "editor" / room).is_dir() or (ROOT / "editor" / f"{room}.py").is_file()


def too_long(source: Path) -> Iterator[str]:
    text = source.read_text(encoding="utf-8")
    name = source.relative_to(ROOT)
    if (lines := text.count("\n")) > FILE_LINES:
        yield f"{name}: {lines} lines; make it a folder of rooms"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{name}:{node.lineno} {node.name}: {lines} lines; make it say its steps by name"
        elif isinstance(node, ast.ClassDef):
            methods = sum(isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef) for inner in node.body)
            if methods > CLASS_METHODS:
                yield f"{name}:{node.lineno} {node.name}: {methods} methods; it does more than one thing"


def test_files_functions_and_classes_stay_short() -> None:
    long = [sentence for source in SOURCES for sentence in too_long(source)]
    assert not long, "\n" + "\n".join(long)
