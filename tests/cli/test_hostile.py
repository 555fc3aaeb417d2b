"""Broken and hostile files through the command line: each as its row of the manifest says, and none changed."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from editor.main import main
from tests.cli.conftest import ROOT, environment

HOSTILE = ROOT.parent / "shared/hostile"
SECONDS = 1.0  # of the processor: the machine may have other things to do
KILOBYTES = 100_000

FINE = "```yaml\narea: Surrey\ntitle: A fine article\n```\n\nText.\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes, devices and names of Unix")


@dataclass(frozen=True)
class Case:
    """A row of the manifest."""

    name: str
    outcome: str
    made: str


def cases() -> list[Case]:
    if not HOSTILE.is_dir():
        return []
    with (HOSTILE / "manifest.csv").open(encoding="utf-8", newline="") as rows:
        return [Case(row["name"], row["outcome"], row["made"]) for row in csv.DictReader(rows)]


def fine(path: Path) -> None:
    path.write_text(FINE, "utf-8")


def holding(body: bytes) -> Callable[[Path], None]:
    return lambda path: void(path.write_bytes(FINE.encode() + body))


def void(_result: object) -> None:
    """Some makers return something."""


def link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def link_to_a_file(path: Path) -> None:
    fine(path.with_name("target.md"))
    path.symlink_to("target.md")


def hard_link(path: Path) -> None:
    fine(path.with_name("first-name.md"))
    path.hardlink_to(path.with_name("first-name.md"))


def with_mode(mode: int) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        fine(path)
        path.chmod(mode)

    return make


def lock(path: Path) -> None:
    fine(path.with_name(path.name.removeprefix(".~lock.").removesuffix("#")))
    path.write_text(",anna,office-pc,24.11.2026 10:15,file:///home/anna/.config/libreoffice/4;", "utf-8")


MAKERS: dict[str, Callable[[Path], None]] = {
    "133-body-long-line.md": holding(b"a" * 1_000_000),
    "134-body-many-lines.md": holding(b"short\n" * 200_000),
    "142-body-50mb.md": holding(b"text " * 10_000_000),
    "145-directory.md": Path.mkdir,
    "146-fifo.md": os.mkfifo,
    "148-symlink-to-file.md": link_to_a_file,
    "149-symlink-dangling.md": link_to("nowhere.md"),
    "151-symlink-dev-zero.md": link_to("/dev/zero"),
    "152-symlink-dev-null.md": link_to("/dev/null"),
    "154-unreadable.md": with_mode(0),
    "155-readonly.md": with_mode(0o444),
    "157-hardlink-b.md": hard_link,
    ".~lock.001-control-plain.md#": lock,
}


@pytest.fixture
def made(case: Case, tmp_path: Path) -> Path:
    """The file of a case, in a folder of its own."""
    folder = tmp_path / "folder"
    folder.mkdir()
    path = folder / os.fsdecode(case.name.replace("\\xff", "\udcff").encode("utf-8", "surrogateescape"))
    if case.made == "here":
        if "conflict" in case.name and "marker" not in case.name:
            fine(folder / "001-control-plain.md")
        shutil.copyfile(HOSTILE / "files" / case.name, path)
    else:
        MAKERS.get(case.name, fine)(path)
    return path


def state(folder: Path) -> dict[str, tuple[object, ...]]:
    """Everything that a change of a folder's files would change."""
    found: dict[str, tuple[object, ...]] = {}
    for entry in os.scandir(folder):
        entry_stat = entry.stat(follow_symlinks=False)
        content = b""
        if entry.is_file() and os.access(entry.path, os.R_OK) and not entry.is_symlink():
            content = hashlib.sha256(Path(entry.path).read_bytes()).digest()
        found[entry.name] = (entry_stat.st_mode, entry_stat.st_ino, entry_stat.st_mtime_ns, content)
    return found


# Runs a command and tells what it cost. A process of its own: what a child's memory is counted from is its parent's.
COSTS = """
import json, resource, subprocess, sys
ended = subprocess.run(json.loads(sys.argv[1]), capture_output=True, timeout=30, stdin=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([ended.returncode, ended.stdout.decode(), ended.stderr.decode(), used.ru_utime + used.ru_stime,
                  used.ru_maxrss]))
"""


def costing(*words: str) -> Any:
    command = json.dumps([sys.executable, "-m", "editor.main", *words])
    ended = subprocess.run(
        [sys.executable, "-c", COSTS, command], cwd=ROOT, env=environment(), capture_output=True, check=True
    )
    return json.loads(ended.stdout)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name[:40])
def test_show_gives_the_outcome_of_the_manifest(case: Case, made: Path):
    if case.name == "154-unreadable.md" and os.geteuid() == 0:
        pytest.skip("root may read everything")
    before = state(made.parent)
    code, out, err, seconds, kilobytes = costing("show", "--json", "--", str(made))
    shown = json.loads(out)
    assert shown["outcome"] == case.outcome
    assert state(made.parent) == before
    assert "Traceback" not in err
    if case.outcome == "REFUSE":
        assert code == 2
        assert err.strip() == shown["reason"]
    else:
        assert (code, err) == (0, "")
        told = any(departure["level"] == "notice" for departure in shown["departures"])
        assert told == (case.outcome != "OPEN")
    assert seconds < SECONDS
    assert kilobytes < KILOBYTES


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name[:40])
def test_nothing_else_stumbles_over_it_or_changes_it(case: Case, made: Path, capsys: pytest.CaptureFixture[str]):
    before = state(made.parent)
    codes = {
        "show": main(["show", "--", str(made)]),
        "render": main(["render", "--page", "--", str(made)]),
        "check": main(["format", "--check", "--", str(made)]),
        "edit": main(["edit", "--set", "nonsense=1", "--", str(made)]),
    }
    assert codes["edit"] == 2
    refused = case.outcome == "REFUSE" and not (case.name == "154-unreadable.md" and os.geteuid() == 0)
    assert codes["show"] == (2 if refused else 0)
    assert codes["render"] in ((2,) if refused else (0, 1))
    assert codes["check"] in ((0, 1) if not refused or made.is_dir() else (1,))
    assert state(made.parent) == before
    assert "Traceback" not in capsys.readouterr().err
