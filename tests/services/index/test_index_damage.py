"""What happens to an index: damage, other versions, full and read-only disks, a kill in the middle."""

from __future__ import annotations

import json
import os
import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from editor.core.errors import CopydeskError
from editor.core.library import Order, Query, parse_query
from editor.services.index import Index, IndexWorker, Progress
from tests.benchmarks.archive_maker import make

NUMBER = 150


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make(tmp_path_factory.mktemp("made") / "archive", NUMBER)


@pytest.fixture
def kept(archive: Path, tmp_path: Path) -> Path:
    """The file of an index that was closed."""
    index = Index.open(archive, tmp_path / "cache")
    index.refresh()
    index.close()
    (path,) = (tmp_path / "cache").glob("*.sqlite")
    return path


def works(index: Index) -> None:
    """It is whole again after the next refresh."""
    index.refresh()
    assert index.counts(Query()).total == NUMBER
    for order in Order:
        assert len(index.search(parse_query("police"), order)) == 50


@pytest.mark.parametrize("kind", ["text", "half", "beginning", "holes", "rows", "table gone"])
def test_a_damaged_index_is_made_anew_and_said_once(archive: Path, kept: Path, kind: str):
    data = bytearray(kept.read_bytes())
    if kind == "text":
        kept.write_bytes(b"This is no database. " * 1_000)
    elif kind == "half":
        kept.write_bytes(data[: len(data) // 2])
    elif kind == "beginning":
        kept.write_bytes(b"\0" * 4_096 + data[4_096:])
    elif kind == "holes":
        pick = random.Random(1)
        for _ in range(400):
            place = pick.randrange(8_192, len(data) - 64)
            data[place : place + 64] = pick.randbytes(64)
        kept.write_bytes(data)
    else:
        database = sqlite3.connect(kept)
        database.execute("UPDATE records SET packed = x'00'" if kind == "rows" else "DROP TABLE facts")
        database.commit()
        database.close()
    index = Index.open(archive, kept.parent)
    index.search(parse_query("police"))
    index.counts(Query())
    index.refresh()
    for order in Order:
        index.search(parse_query("police"), order, NUMBER)
    said = index.said
    assert "made anew" in said
    assert index.said == ""
    works(index)
    assert index.said == ""
    index.close()


def test_an_index_of_another_version(archive: Path, kept: Path):
    database = sqlite3.connect(kept)
    database.execute("PRAGMA user_version = 1")
    database.close()
    index = Index.open(archive, kept.parent)
    assert "another version" in index.said
    works(index)
    index.close()


def test_a_file_of_another_program(archive: Path, kept: Path):
    kept.unlink()
    database = sqlite3.connect(kept)
    database.execute("CREATE TABLE notes (text)")
    database.close()
    index = Index.open(archive, kept.parent)
    assert index.said
    works(index)
    index.close()


def test_it_is_damaged_while_another_window_uses_it(archive: Path, kept: Path):
    one, other = Index.open(archive, kept.parent), Index.open(archive, kept.parent)
    assert len(other.search(Query())) == 50
    kept.write_bytes(b"nothing of use " * 10_000)
    one.refresh()
    works(one)
    works(other)
    one.close()
    other.close()


def test_an_empty_file_is_a_new_index(archive: Path, kept: Path):
    kept.write_bytes(b"")
    index = Index.open(archive, kept.parent)
    assert index.said == ""
    works(index)
    index.close()


def test_a_folder_that_cannot_be_made_is_a_sentence(archive: Path, tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(CopydeskError, match="cannot be kept") as caught:
        Index.open(archive, tmp_path / "file" / "cache")
    assert caught.value.code == "index"


def test_a_full_disk_is_a_sentence_and_what_was_read_stays(archive: Path, tmp_path: Path):
    """In a process of its own, whose files may not grow beyond some size."""
    script = (
        "import resource, signal, sys\n"
        "from pathlib import Path\n"
        "from editor.core.errors import CopydeskError\n"
        "from editor.services.index import Index\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "index = Index.open(Path(sys.argv[1]), Path(sys.argv[2]))\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))\n"
        "try:\n    index.refresh()\nexcept CopydeskError as error:\n    print(error.code, error)\n"
    )
    said = subprocess.run(
        [sys.executable, "-c", script, str(archive), str(tmp_path / "cache")],
        capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3],
    )  # fmt: skip
    assert (said.stderr, said.stdout[:6]) == ("", "index ")
    index = Index.open(archive, tmp_path / "cache")
    works(index)
    index.close()


def test_a_killed_refresh_goes_on_where_it_was(archive: Path, tmp_path: Path):
    folder = tmp_path / "indexes"
    worker = IndexWorker(archive, folder=folder)
    seen: list[Progress] = []

    def kill(progress: Progress) -> bool:
        seen.append(progress)
        return progress.total == 0

    assert worker.run(kill).cancelled
    assert seen
    found = IndexWorker(archive, folder=folder).run()
    assert not found.cancelled
    assert IndexWorker(archive, folder=folder).run().added == 0
    index = Index.open(archive, folder)
    assert index.counts(Query()).total == NUMBER
    index.close()


def test_two_at_once_do_not_disturb_each_other(archive: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    command = [sys.executable, "-m", "editor.main", "index", str(archive)]
    root = Path(__file__).parents[3]
    both = [subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate() for process in both]
    assert [err for _out, err in said] == [b"", b""]
    assert sorted(int(out.split()[0]) for out, _err in said) == [0, NUMBER]


def test_the_worker_says_why_it_cannot(tmp_path: Path):
    with pytest.raises(CopydeskError, match="nowhere"):
        IndexWorker(tmp_path / "nowhere").run()
    with pytest.raises(CopydeskError):
        IndexWorker(tmp_path, [str(tmp_path / "no-program")]).run()


def test_a_cancelled_worker_does_not_start(archive: Path):
    worker = IndexWorker(archive)
    worker.cancel()
    assert worker.run().cancelled


@pytest.mark.skipif(os.name == "nt", reason="kills by signal")
def test_the_worker_ends_with_its_parent(archive: Path, tmp_path: Path):
    """The parent is killed; its child then has nobody to tell, and stops."""
    large = make(tmp_path / "large", 4_000, seed=2)
    script = (
        "import sys\nfrom pathlib import Path\nfrom editor.services.index import IndexWorker\n"
        "worker = IndexWorker(Path(sys.argv[1]))\n"
        "def tell(progress):\n"
        "    if progress.total:\n        print(worker.pid, flush=True)\n    return True\n"
        "worker.run(tell)\n"
    )
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path)}
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(large)],
        stdout=subprocess.PIPE,
        env=environment,
        cwd=Path(__file__).parents[3],
    )
    assert parent.stdout is not None
    with parent.stdout:
        child = int(json.loads(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and _runs(child):
        time.sleep(0.05)
    assert not _runs(child)
    index = Index.open(large, tmp_path / "copydesk" / "index")
    assert index.counts(Query()).total < 4_000  # It was not simply done.
    index.close()


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(os.name != "posix", reason="rights in numbers")
def test_nobody_else_reads_drafts_in_it(kept: Path) -> None:
    assert kept.parent.stat().st_mode & 0o077 == 0
