"""Opening: what cannot be edited is refused with a reason, what is unusual is told, and nothing ever blocks."""

from __future__ import annotations

import errno
import os
import shutil
import socket
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from editor.core.errors import CopydeskError
from editor.services.files import LIMIT, THIS_DISK, Opened, open_file
from tests.services.faulty_disk import Recorder, WindowsError, system_error

TEXT = b"```yaml\ntitle: Station opens\n```\n\nA text.\n"
HOSTILE = Path(__file__).parents[2] / "../shared/hostile/files"


def article(path: Path) -> Path:
    path.write_bytes(TEXT)
    return path


def codes(opened: Opened) -> list[str]:
    return [notice.code for notice in opened.notices]


def socket_at(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(path.parent)  # a socket's path has to be short
        listening.bind(path.name)
        os.chdir(here)


def sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(50_000_000)


def link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


def link_loop(path: Path) -> None:
    path.symlink_to("other.md")
    path.with_name("other.md").symlink_to(path.name)


REFUSED = {
    "missing": (lambda path: None, "missing"),
    "a folder": (Path.mkdir, "folder"),
    "a link to a folder": (link_to("/usr"), "folder"),
    "a pipe": (os.mkfifo, "not-a-file"),
    "a socket": (socket_at, "not-a-file"),
    "a link to an endless device": (link_to("/dev/zero"), "not-a-file"),
    "a link to the empty device": (link_to("/dev/null"), "not-a-file"),
    "a link to a terminal": (link_to("/dev/tty"), "not-a-file"),
    "a link to the system's own": (link_to("/proc/self/status"), "not-a-file"),
    "a dangling link": (link_to("nowhere.md"), "link-target-missing"),
    "a link through a file": (link_to("/etc/passwd/x.md"), "link-target-missing"),
    "a link to itself": (link_to("story.md"), "link-loop"),
    "two links in a ring": (link_loop, "link-loop"),
    "50 MB": (sparse, "too-large"),
}


@pytest.mark.parametrize(("make", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_article_is_refused_at_once(tmp_path: Path, make: Callable[[Path], None], code: str) -> None:
    path = tmp_path / "story.md"
    make(path)
    before = sorted(tmp_path.iterdir())
    start = time.monotonic()
    with pytest.raises(CopydeskError) as refusal:
        open_file(path)
    assert time.monotonic() - start < 1
    assert (refusal.value.code, refusal.value.where) == (code, str(path))
    assert "“story.md”" in refusal.value.sentence
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("invalid-\udcff-name.md", "bad-name"),
        ("nul-\0-name.md", "bad-name"),
        ("x" * 256, "name-too-long"),
        ("plain.md/story.md", "missing"),
    ],
)
def test_a_name_that_cannot_be_is_refused(tmp_path: Path, name: str, code: str) -> None:
    article(tmp_path / "plain.md")
    with pytest.raises(CopydeskError) as refusal:
        open_file(tmp_path / name)
    assert refusal.value.code == code
    refusal.value.sentence.encode()


def test_a_name_that_is_not_utf8_is_refused_and_the_file_left_alone(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/invalid-\xff-name.md"
    article(Path(os.fsdecode(odd)))
    with pytest.raises(CopydeskError) as refusal:
        open_file(Path(os.fsdecode(odd)))
    assert refusal.value.code == "bad-name"
    assert [os.fsencode(there.name) for there in tmp_path.iterdir()] == [b"invalid-\xff-name.md"]


@pytest.mark.parametrize(
    "name",
    [
        "name-é-“quotes”-🚓.md",
        "name with  spaces & # % ?.md",
        "name-'; rm -rf $(x) `y`.md",
        "-rf.md",
        "two\nlines.md",
        "tab\there.md",
        "\u202egnp.md",
        "cafe\u0301.md",
        "x" * 246 + ".md",
        "x" * 252 + ".md",
        "README.MD",
        "no-extension",
        "tilde-backup.md~",
        "#autosave.md#",
        ".hidden.md",
        " leading.md",
        "trailing.",
        "CON",
        "aux.md",
        "nul.tar.md",
        "C:\\temp\\story.md",
        "story (1).md",
        "the-conflict-2024.md",
        "a-DESKTOP-AB12CD3.md",
        ".sync-conflict.md",
    ],
)
def test_any_other_name_opens_without_a_word(tmp_path: Path, name: str) -> None:
    path = article(tmp_path / name)
    opened = open_file(path)
    assert (opened.path, opened.data, opened.notices) == (path, TEXT, ())


def test_the_largest_file_opens_and_one_byte_more_does_not(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_bytes(b"a" * LIMIT)
    assert len(open_file(path).data) == LIMIT
    path.write_bytes(b"a" * (LIMIT + 1))
    with pytest.raises(CopydeskError, match="10 MB"):
        open_file(path)


def test_an_empty_file_opens(tmp_path: Path) -> None:
    (tmp_path / "story.md").touch()
    assert open_file(tmp_path / "story.md").data == b""


def test_a_relative_path_is_made_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    article(tmp_path / "-rf.md")
    monkeypatch.chdir(tmp_path)
    assert open_file(Path("-rf.md")).path == tmp_path / "-rf.md"


def test_a_link_opens_under_its_own_name(tmp_path: Path) -> None:
    article(tmp_path / "real.md")
    link = tmp_path / "story.md"
    link.symlink_to("real.md")
    opened = open_file(link)
    assert (opened.path, opened.data, opened.notices) == (link, TEXT, ())


def test_the_hostile_files_come_byte_for_byte_and_stay_so(tmp_path: Path) -> None:
    if not HOSTILE.is_dir():
        pytest.skip("the hostile files are not here")
    for source in HOSTILE.iterdir():
        path = tmp_path / source.name
        shutil.copyfile(source, path)
        entry = path.stat()
        opened = open_file(path)
        assert opened.data == source.read_bytes()
        assert codes(opened) == (["conflict-copy"] if "conflict" in path.name and "marker" not in path.name else [])
        assert path.stat().st_mtime_ns == entry.st_mtime_ns
    assert len(list(tmp_path.iterdir())) == len(list(HOSTILE.iterdir()))


# What changes under our hands


def test_a_pipe_put_in_the_files_place_does_not_block(tmp_path: Path) -> None:
    path = article(tmp_path / "story.md")

    def swapped(target: Path, flags: int, mode: int) -> int:
        path.unlink()
        os.mkfifo(path)
        return os.open(target, flags, mode)

    with pytest.raises(CopydeskError) as refusal:
        open_file(path, disk=replace(THIS_DISK, open=swapped))
    assert refusal.value.code == "not-a-file"


def test_a_file_written_while_it_is_read_is_read_again(tmp_path: Path) -> None:
    path = article(tmp_path / "story.md")
    longer = iter([True])

    def read(fd: int, size: int) -> bytes:
        if next(longer, False):
            path.write_bytes(TEXT * 2)
        return os.read(fd, size)

    assert open_file(path, disk=replace(THIS_DISK, read=read)).data == TEXT * 2


def test_a_file_that_never_rests_is_refused(tmp_path: Path) -> None:
    path = article(tmp_path / "story.md")

    def read(fd: int, size: int) -> bytes:
        with path.open("ab") as file:
            file.write(b"more")
        return os.read(fd, size)

    with pytest.raises(CopydeskError) as refusal:
        open_file(path, disk=replace(THIS_DISK, read=read))
    assert refusal.value.code == "still-changing"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (system_error(errno.EACCES), "no-permission"),
        (system_error(errno.EIO), "io-error"),
        (system_error(errno.ESTALE), "out-of-reach"),
        (system_error(errno.EAGAIN), "in-use"),
        (OSError("without a number"), "io-error"),
        (WindowsError(5), "no-permission"),
        (WindowsError(32), "in-use"),
        (WindowsError(53), "out-of-reach"),
        (WindowsError(1921), "link-loop"),
        (WindowsError(4711), "no-permission"),
    ],
)
def test_every_failing_call_ends_in_a_sentence(tmp_path: Path, error: OSError, code: str) -> None:
    path = article(tmp_path / "story.md")
    plain = Recorder()
    open_file(path, disk=plain.on())
    looked = plain.calls[: plain.calls.index("close") + 1]
    for number, call in enumerate(looked):
        with pytest.raises(CopydeskError) as refusal:
            open_file(path, disk=Recorder({number: error}).on())
        assert refusal.value.code == code, call
        assert "{" not in refusal.value.sentence


# Notices


def test_a_read_only_file_says_so_to_root_too(tmp_path: Path) -> None:
    path = article(tmp_path / "story.md")
    path.chmod(0o444)
    assert codes(open_file(path)) == ["read-only"]


@pytest.mark.parametrize("answers", [(False,), (True, False)], ids=["file", "folder"])
def test_no_permission_to_write_is_told_at_once(tmp_path: Path, answers: tuple[bool, ...]) -> None:
    path = article(tmp_path / "story.md")
    asked = iter(answers)
    opened = open_file(path, disk=replace(THIS_DISK, access=lambda *_: next(asked)))
    assert codes(opened) == ["read-only"]


def test_in_a_shared_folder_only_the_owner_can_save(tmp_path: Path) -> None:
    path = article(tmp_path / "story.md")
    tmp_path.chmod(0o1777)
    assert codes(open_file(path)) == []
    stranger = replace(THIS_DISK, geteuid=lambda: os.geteuid() + 4711)
    assert codes(open_file(path, disk=stranger)) == ["read-only"]
    windows = replace(THIS_DISK, geteuid=None)
    assert codes(open_file(path, disk=windows)) == []


def test_both_names_of_a_hard_link_are_told(tmp_path: Path) -> None:
    path = article(tmp_path / "a.md")
    other = tmp_path / "b.md"
    other.hardlink_to(path)
    assert codes(open_file(path)) == codes(open_file(other)) == ["hard-link"]


@pytest.mark.parametrize(
    ("name", "program", "original"),
    [
        ("story.sync-conflict-20241124-101500-ABCDEF.md", "Syncthing", "story.md"),
        ("story.sync-conflict-20241124-101500.md", "Syncthing", "story.md"),
        ("story (Anna's conflicted copy 2024-11-24).md", "Dropbox", "story.md"),
        ("story (Anna's conflicted copy 2024-11-24 (2)).md", None, ""),
        ("story (conflicted copy 2024-11-24 101500).md", "Nextcloud", "story.md"),
        ("story_conflict-20241124-101500.md", "Nextcloud", "story.md"),
        ("story (case clash from anna).md", "Nextcloud", "story.md"),
        ("story (Case Conflict 1).md", "Dropbox", "story.md"),
        ("story (SFConflict anna@example.org 2024-11-24-10-15-00).md", "Seafile", "story.md"),
        ("story_pc7_Nov-24-101500-2024_Conflict.md", "Synology", "story.md"),
        ("story [Conflict].md", "Google Drive", "story.md"),
        ("no-ending (conflicted copy 2024-11-24 101500)", "Nextcloud", "no-ending"),
        ("here-DESKTOP-AB12CD3.md", "OneDrive", "here.md"),
        ("gone-DESKTOP-AB12CD3.md", None, ""),
    ],
)
def test_conflict_copies(tmp_path: Path, name: str, program: str | None, original: str) -> None:
    article(tmp_path / "here.md")
    notices = open_file(article(tmp_path / name)).notices
    assert [notice.code for notice in notices] == (["conflict-copy"] if program else [])
    for notice in notices:
        assert program and program in notice.sentence
        assert f"“{original}”" in notice.sentence


OFFICE = "Anna Smith,asmith,pc7,24.11.2024 10:15,file:///profile;"
VIM = b"b0VIM 9.0".ljust(28, b"\0") + b"asmith".ljust(40, b"\0") + b"pc7".ljust(40, b"\0") + bytes(4000)


@pytest.mark.parametrize(
    ("lock", "data", "told"),
    [
        (".~lock.story.md#", OFFICE.encode(), ("Anna Smith", "pc7", "24.11.2024 10:15")),
        (".~lock.story.md#", b",asmith,pc7,24.11.2024 10:15,;", ("asmith", "pc7", "24.11.2024 10:15")),
        (".~lock.story.md#", rb"Smith\, Anna,asmith,pc7,24.11.2024 10:15,;", ("Smith, Anna", "pc7")),
        (".~lock.story.md#", b"Anna", ("Anna", "(unknown)")),
        (".~lock.story.md#", b",,pc7", ("someone", "pc7")),
        (".~lock.story.md#", b"", ("does not say whose",)),
        (".~lock.story.md#", b"An\nna\xff" * 999, ("Anna\ufffd" * 10,)),
        (".story.md.swp", VIM, ("asmith", "pc7")),
        (".story.md.swp", b"something else", ("does not say whose",)),
    ],
)
def test_a_lock_beside_the_file_says_whose(tmp_path: Path, lock: str, data: bytes, told: tuple[str, ...]) -> None:
    path = article(tmp_path / "story.md")
    (tmp_path / lock).write_bytes(data)
    (notice,) = open_file(path).notices
    assert notice.code == "lock-file"
    assert notice.sentence.isprintable()
    for word in told:
        assert word in notice.sentence
    assert (tmp_path / lock).read_bytes() == data


@pytest.mark.parametrize("target", ["asmith@pc7.123", "asmith@pc7.example.org.123:1732442100", "nonsense"])
def test_an_emacs_lock_is_a_link(tmp_path: Path, target: str) -> None:
    path = article(tmp_path / "story.md")
    (tmp_path / ".#story.md").symlink_to(target)
    (notice,) = open_file(path).notices
    assert ("by asmith on the computer pc7" in notice.sentence) == ("@" in target)


def test_a_lock_that_would_block_still_counts(tmp_path: Path) -> None:
    path = article(tmp_path / "story.md")
    os.mkfifo(tmp_path / ".~lock.story.md#")
    assert codes(open_file(path)) == ["lock-file"]


def test_a_lock_beside_the_file_that_a_link_leads_to(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    article(tmp_path / "real/real.md")
    (tmp_path / "real/.~lock.real.md#").write_text(OFFICE)
    (tmp_path / "story.md").symlink_to("real/real.md")
    assert codes(open_file(tmp_path / "story.md")) == ["lock-file"]


@pytest.mark.parametrize("data", [OFFICE, ""])
def test_a_lock_opened_by_itself_says_what_it_is(tmp_path: Path, data: str) -> None:
    lock = tmp_path / ".~lock.story.md#"
    lock.write_text(data)
    (notice,) = open_file(lock).notices
    assert notice.code == "lock-file"
    assert "“story.md”" in notice.sentence
    assert ("Anna Smith" in notice.sentence) == bool(data)
