"""Real and hostile files through the window: what a person sees of each, and that none changes by being looked at."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from time import thread_time

import pytest

from editor.core import lens
from editor.core.article import dotted, leaves
from editor.core.codec import parse
from editor.core.fields import BY_ID
from tests.cli.test_hostile import HOSTILE, MAKERS, Case, cases, fine, state
from tests.hands import Desktop, Hands

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

SAMPLES = 24
EDITED = 8
SECONDS = 3.0  # of the GUI thread, for the worst of them


@pytest.fixture
def sample(corpus_files: list[Path], desktop: Desktop) -> list[Path]:
    """Some real articles of many organisations, in an archive of the person's own."""
    paths = []
    for source in corpus_files[:: len(corpus_files) // SAMPLES]:
        path = desktop.archive / "news" / source.parent.name / source.name
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, path)
        paths.append(path)
    return paths


def whole(path: Path) -> tuple[int, int, bytes]:
    found = path.stat()
    return found.st_ino, found.st_mtime_ns, path.read_bytes()


class TestRealArticles:
    def test_opened_and_saved_nothing_is_written(self, hands: Hands, sample: list[Path], desktop: Desktop):
        files = desktop.files()
        for path in sample:
            before = whole(path)
            hands.program.open_first([str(path)])
            hands.settle()
            assert hands.session.path == path
            assert hands.banners() == []
            hands.press("Ctrl+S")
            hands.settle()
            assert hands.status() == "There is nothing to save: the file holds exactly this."
            hands.press("Ctrl+W")
            assert hands.at_welcome, "closing it asked nothing"
            assert whole(path) == before
        assert desktop.files() == files

    def test_a_word_changed_is_a_word_changed(self, hands: Hands, sample: list[Path]):
        for path in sample[:EDITED]:
            before = path.read_text("utf-8")
            hands.program.open_first([str(path)])
            hands.settle()
            word = max(hands.body.encode("ascii", "replace").decode().replace("?", " ").split()[:30], key=len)
            head, found, tail = before.partition(hands.body)
            assert found
            hands.select(word)
            hands.type("Changed")
            hands.press("Ctrl+S")
            hands.settle()
            assert hands.status() == "Saved at 09:30"
            assert path.read_text("utf-8") == head + found.replace(word, "Changed", 1) + tail

    @pytest.mark.parametrize(
        ("field_id", "text"), [("summary", "Another summary."), ("incident_reference", "45240001")]
    )
    def test_a_field_changed_is_its_keys_changed(self, hands: Hands, sample: list[Path], field_id: str, text: str):
        for path in sample[:EDITED]:
            before = parse(path.read_bytes()).article
            hands.program.open_first([str(path)])
            hands.settle()
            hands.field(field_id).type(text)
            hands.press("Ctrl+S")
            hands.settle()
            after = parse(path.read_bytes()).article
            old, new = ({dotted(at): value for at, value in leaves(one.front)} for one in (before, after))
            changed = {key for key in old.keys() | new.keys() if old.get(key) != new.get(key)}
            assert changed, path
            assert changed <= set(BY_ID[field_id].keys)
            assert after.body == before.body
            assert lens.read(after, hands.session.profile)[field_id] == text


def place(case: Case, folder: Path) -> Path:
    """The file of a case, in a folder of its own."""
    folder.mkdir()
    path = folder / os.fsdecode(case.name.replace("\\xff", "\udcff").encode("utf-8", "surrogateescape"))
    if case.made == "here":
        if "conflict" in case.name and "marker" not in case.name:
            fine(folder / "001-control-plain.md")
        shutil.copyfile(HOSTILE / "files" / case.name, path)
    else:
        MAKERS.get(case.name, fine)(path)
    return path


@pytest.mark.skipif(os.name == "nt", reason="pipes, devices and names of Unix")
@pytest.mark.parametrize("outcome", ["OPEN", "OPEN_WARN", "OPEN_RAW", "REFUSE"])
def test_hostile_files(hands: Hands, tmp_path: Path, outcome: str):
    """All files of one outcome in one window, which has to live through them."""
    chosen = [case for case in cases() if case.outcome == outcome]
    if not chosen:
        pytest.skip("no ../shared beside the project")
    wrong: list[str] = []
    for number, case in enumerate(chosen):
        if case.name == "154-unreadable.md" and os.geteuid() == 0:
            continue  # root may read everything
        path = place(case, tmp_path / f"case{number}")
        before = state(path.parent)
        if outcome == "REFUSE":
            with hands.answering(("was not opened", "Close")):
                hands.program.open_first([str(path)])
            if not hands.at_welcome:
                wrong.append(f"{case.name}: a tab was opened")
        else:
            seconds = -thread_time()
            hands.program.open_first([str(path)])
            hands.settle()
            seconds += thread_time()
            if seconds > SECONDS:
                wrong.append(f"{case.name}: it took {seconds:.1f} s")
            wrong += [f"{case.name[:60]}: {fault}" for fault in looked_at(hands, case, path)]
        if state(path.parent) != before:
            wrong.append(f"{case.name}: something changed on the disk")
    assert not wrong, "\n".join(wrong)


def looked_at(hands: Hands, case: Case, path: Path) -> list[str]:
    """What is wrong with how a file opens; it is saved and closed."""
    if hands.at_welcome:
        return ["it did not open"]
    faults = []
    if bool(hands.banners()) != (case.outcome != "OPEN"):
        faults.append(f"its banners are {hands.banners()}")
    if hands.view.form.isVisible() == (case.outcome == "OPEN_RAW"):
        faults.append("its form is on where it has to be off, or off where it has to be on")
    reading = parse(path.read_bytes())
    shown = reading.text if case.outcome == "OPEN_RAW" else reading.article.body
    if hands.body != shown:
        faults.append("its text is not shown as it is")
    hands.press("Ctrl+S")
    hands.settle()
    hands.press("Ctrl+W")
    if not hands.at_welcome:
        faults.append("it did not close")
    return faults
