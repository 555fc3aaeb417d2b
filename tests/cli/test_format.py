"""``copydesk format``."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from editor.core.codec import is_canonical
from tests.cli.conftest import RELEASE, Copydesk

MESSY = RELEASE.replace("\n\nThey", " \n\n\n\tThey")
BROKEN = RELEASE.replace("title: Bi", "title: Update: Bi")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Articles of all kinds, and what lies beside them."""
    root = tmp_path / "folder"
    (root / "deep/.hidden").mkdir(parents=True)
    for name, text in {
        "a.md": RELEASE,
        "b.MD": MESSY,
        "deep/c.md": BROKEN,
        "deep/.hidden/d.md": MESSY,
        "deep/.e.md": MESSY,
        "deep/f.md~": MESSY,
        "deep/.~lock.c.md#": "x",
        "deep/c.sync-conflict-20241124-101500-ABCDEF.md": MESSY,
        "deep/g.txt": MESSY,
    }.items():
        (root / name).write_text(text, "utf-8", newline="")
    return root


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_check_says_what_is_not_canonical_and_changes_nothing(copydesk: Copydesk, folder: Path):
    before = contents(folder)
    said = copydesk("format", "--check", folder)
    assert said.code == 1
    *lines, summary = said.out.splitlines()
    places = [line.removeprefix(f"{folder}/").split(": ")[0] for line in lines]
    # Blanks at the end of a line, a second empty line, a tab; and a title that holds a colon.
    assert places == ["b.MD:15", "b.MD:17", "b.MD:18", "deep/c.md:6"]
    assert summary == "3 files: 1 canonical, 0 changed, 1 not understood, 1 to change"
    assert contents(folder) == before


def test_format_changes_what_it_understands_once(copydesk: Copydesk, folder: Path):
    before = contents(folder)
    said = copydesk("format", folder)
    assert said.code == 1  # one is not understood
    assert said.out.splitlines()[-1] == "3 files: 1 canonical, 1 changed, 1 not understood"
    after = contents(folder)
    assert [path.name for path in after if after[path] != before[path]] == ["b.MD"]
    assert is_canonical(after[folder / "b.MD"])
    assert copydesk("format", folder / "b.MD").out == "1 file: 1 canonical, 0 changed, 0 not understood\n"


def test_clean_files_are_fine_and_not_touched(copydesk: Copydesk, release: Path, archive: Path):
    before = release.stat()
    for flag in ((), ("--check",)):
        said = copydesk("format", archive, *flag)
        assert (said.code, said.out, said.err) == (0, "2 files: 2 canonical, 0 changed, 0 not understood\n", "")
    assert release.stat() == before


def test_a_file_may_be_named_whatever_it_is_called(copydesk: Copydesk, folder: Path):
    assert copydesk("format", folder / "deep/f.md~", folder / "deep/.e.md").out.startswith("2 files: 0 canonical, 2 ch")


def test_what_is_not_there_is_said_and_the_rest_is_done(copydesk: Copydesk, folder: Path):
    said = copydesk("format", folder / "nowhere", folder / "b.MD")
    assert said.code == 2
    assert "nowhere" in said.sentence
    assert said.out == "1 file: 0 canonical, 1 changed, 0 not understood\n"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Only text, with a blank \n",
        b"```yaml\n```\n\nText.\n",
        b"\0" * 100,
        RELEASE.replace("Monday", "Mond\udcffay").encode("utf-8", "surrogateescape"),
        RELEASE.replace("og:", "og: &a").encode(),
        RELEASE.replace("title: Bi", "title: One\ntitle: Bi").encode(),
    ],
    ids=["empty", "text", "no fields", "zeros", "not UTF-8", "anchor", "twice"],
)
def test_what_is_not_understood_is_left_as_it_is(copydesk: Copydesk, release: Path, content: bytes):
    release.write_bytes(content)
    said = copydesk("format", release)
    lost = release.read_bytes() != content
    if lost:  # An anchor nobody uses can go.
        assert is_canonical(release.read_bytes())
        assert b"&a" in content
    else:
        assert said.code == 1
        assert said.out.startswith(f"{release}:1: ") or ":" in said.out


def test_what_is_no_file_does_not_stop_it(copydesk: Copydesk, folder: Path):
    os.mkfifo(folder / "pipe.md")
    (folder / "dangling.md").symlink_to("nowhere")
    (folder / "ring").symlink_to(folder, target_is_directory=True)
    said = copydesk("format", folder, "--check")
    assert said.out.splitlines()[-1] == "5 files: 1 canonical, 0 changed, 3 not understood, 1 to change"


def test_a_file_that_cannot_be_saved_does_not_stop_it(copydesk: Copydesk, folder: Path):
    (folder / "b.MD").chmod(0o444)
    said = copydesk("format", folder / "b.MD", folder / "deep/f.md~")
    assert said.code == 1
    assert said.out.splitlines()[-1] == "2 files: 0 canonical, 1 changed, 0 not understood, 1 not saved"
    assert (folder / "b.MD").read_text("utf-8") == MESSY


def test_every_real_article_is_canonical(copydesk: Copydesk, shared: Path, corpus_files: list[Path]):
    n = len(corpus_files)
    said = copydesk("format", "--check", shared / "corpus")
    assert (said.code, said.out) == (0, f"{n} files: {n} canonical, 0 changed, 0 not understood\n")
