"""The program as a process: streams, signals, encodings, and what it loads."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from editor import __version__
from tests.cli.conftest import RELEASE, ROOT, Copydesk, environment, process

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


def test_version_and_help(copydesk: Copydesk):
    assert copydesk("--version").out == f"copydesk {__version__}\n"
    said = copydesk("--help")
    assert said.code == 0
    assert [name for name in ("new", "show", "edit", "format", "render") if f"\n  {name} " in said.out] != []


@pytest.mark.parametrize("command", ["new", "show", "edit", "format", "render"])
def test_every_command_explains_itself(copydesk: Copydesk, command: str):
    said = copydesk(command, "--help")
    assert (said.code, said.err) == (0, "")
    assert f"copydesk {command}" in said.out


@pytest.mark.parametrize("words", [["--nonsense"], ["show"], ["show", "a", "b"], ["new"], ["edit", "x"], ["format"]])
def test_a_mistake_is_one_sentence(copydesk: Copydesk, words: list[str]):
    said = copydesk(*words)
    assert (said.code, said.out) == (2, "")
    assert "--help" in said.sentence


@pytest.mark.parametrize(
    "words",
    [
        ["--version"],
        ["--help"],
        ["show", "--json", "{file}"],
        ["edit", "{file}", "--set", "headline=x"],
        ["format", "{file}"],
        ["render", "--page", "{file}"],
        [
            "new",
            "--archive",
            "{folder}",
            "--area",
            "Surrey",
            "--headline",
            "x",
            "--published",
            "2020-01-02",
            "--body",
            "{file}",
        ],
    ],
)
def test_no_command_loads_qt(release: Path, tmp_path: Path, words: list[str]):
    program = (
        "import sys; from editor.main import main; code = main(sys.argv[1:]); "
        "print(code, [name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))], file=sys.stderr)"
    )
    words = [word.format(file=release, folder=tmp_path / "new") for word in words]
    ended = subprocess.run(
        [sys.executable, "-c", program, *words], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ended.stderr.splitlines()[-1] == "0 []"


def test_the_window_without_its_parts_is_one_sentence(tmp_path: Path):
    # A folder in which PySide6 cannot be imported.
    (tmp_path / "PySide6.py").write_text("raise ImportError('libEGL.so.1 is missing')")
    ended = process([], env=environment(PYTHONPATH=f"{tmp_path}{os.pathsep}{ROOT}"))
    assert ended.returncode == 2
    assert ended.stderr.count(b"\n") == 1
    assert b"Traceback" not in ended.stderr


def test_names_that_begin_with_a_dash(tmp_path: Path):
    (tmp_path / "-rf.md").write_text(RELEASE, "utf-8")
    for words in (["show", "--", "-rf.md"], ["show", "./-rf.md"], ["format", "--check", "--", "-rf.md"]):
        assert process(words, folder=tmp_path).returncode == 0
    ended = process(["show", "-rf.md"], folder=tmp_path)
    assert (ended.returncode, ended.stderr.count(b"\n")) == (2, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="only here may a name be any bytes")
def test_a_name_that_is_no_text(tmp_path: Path):
    path = tmp_path / "caf\udce9.md"
    path.write_text(RELEASE, "utf-8")
    for words in (["show", path], ["show", "--json", path], ["edit", path, "--set=headline=x"], ["render", path]):
        ended = process(words)
        assert ended.returncode == 2
        assert b"Traceback" not in ended.stderr
        ended.stderr.decode()
    ended = process(["format", "--check", os.fsencode(tmp_path)])
    assert ended.returncode == 1
    assert ended.stdout.decode().endswith("1 file: 0 canonical, 0 changed, 1 not understood\n")


@pytest.mark.parametrize(
    "language", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}]
)
def test_the_output_is_utf8_whatever_the_language(release: Path, language: dict[str, str]):
    release.write_text(RELEASE.replace("bicycles were", "bicycles – “€” – were"), "utf-8")
    ended = process(["show", "--json", release], env=environment(**language))
    assert ended.returncode == 0
    assert "– “€” –" in ended.stdout.decode("utf-8")


def test_a_text_by_standard_input(tmp_path: Path):
    words = ["new", "--archive", tmp_path, "--area", "Surrey", "--headline", "Café", "--published", "2020-01-02"]
    ended = process([*words, "--body", "-"], input="One — two.\r\n".encode())
    assert ended.returncode == 0
    assert "\n\nOne — two.\n" in Path(ended.stdout.decode().strip()).read_text("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
def test_a_reader_that_goes_away_is_no_matter(release: Path):
    release.write_text(RELEASE + "\nword " * 100_000, "utf-8")
    words = [sys.executable, "-m", "editor.main", "show", "--json", str(release)]
    with subprocess.Popen(
        words, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None and running.stderr is not None
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 128 + signal.SIGPIPE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_an_output_that_cannot_be_written_is_said(release: Path):
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "editor.main", "show", release],
            cwd=ROOT,
            env=environment(),
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (ended.returncode, ended.stderr.count(b"\n")) == (2, 1)


@pytest.mark.skipif(os.name == "nt", reason="signals differ there")
def test_control_c_is_quiet(tmp_path: Path):
    # What is started in the background may have been told to ignore the signal.
    program = (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler); "
        "from editor.main import main; sys.exit(main(sys.argv[1:]))"
    )
    words = ["new", "--archive", str(tmp_path / "a"), "--area", "Surrey", "--headline", "x", "--body", "-"]
    with subprocess.Popen(
        [sys.executable, "-c", program, *words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as running:
        assert running.stdin is not None
        # More than a pipe holds: when it is written, the program is reading.
        running.stdin.write(b"word " * 40_000)
        running.stdin.flush()
        running.send_signal(signal.SIGINT)
        _out, said = running.communicate(timeout=30)
    assert (running.returncode, said) == (130, b"")
    assert not (tmp_path / "a").exists()


def test_a_part_that_renders_can_be_started_from_the_program():
    ended = process(["--render-worker"], input=b"")
    assert ended.returncode == 0
    assert ended.stdout.endswith(b"ready")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere a window needs no display server")
def test_without_a_screen_it_says_so() -> None:
    without = {name: value for name, value in environment().items() if name not in SCREENS}
    ended = subprocess.run(
        [sys.executable, "-m", "editor.main"],
        cwd=ROOT,
        env=without,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert ended.stderr.count("\n") == 1
    assert "no screen" in ended.stderr
