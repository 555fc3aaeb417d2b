"""The preview's behaviour, with a worker that answers when the test says so, and once with the real one."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QElapsedTimer, QTimer
from pytestqt.qtbot import QtBot

from editor.app.preview import PreviewModel
from editor.core.markdown import Page, PreviewDocument, Renderer
from editor.core.markdown.renderer import Rendered
from editor.services.render_worker import RenderWorker

LARGE = "\n\n".join(f"Paragraph {n}. " + "word " * 100 for n in range(60))


class SlowWorker:
    """Answers with a real rendering, but only when it is let go."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.at_once = 0
        self.most_at_once = 0
        self.rests = 0
        self._go = threading.Semaphore(0)

    def let_go(self, times: int = 1) -> None:
        self._go.release(times)

    def rendered(self, body: str) -> Rendered:
        self.asked.append(body)
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        self._go.acquire()
        self.at_once -= 1
        return Renderer().rendered(body)

    def rest(self) -> None:
        self.rests += 1

    def close(self) -> None:
        self._go.release(100)


class Shown:
    """What the model published, as a reader of the page would note it."""

    def __init__(self, model: PreviewModel) -> None:
        self.pages: list[Page] = []
        self.sentences: list[str] = []
        model.patched.connect(self.pages.append)
        model.failed.connect(self.sentences.append)

    def says(self, text: str) -> Callable[[], bool]:
        return lambda: bool(self.pages) and self.says_in(self.pages[-1], text)

    def says_in(self, page: Page, text: str) -> bool:
        return any(text in block.html for block in page.blocks)


@pytest.fixture
def worker() -> SlowWorker:
    return SlowWorker()


@pytest.fixture
def model(qtbot: QtBot, worker: SlowWorker) -> Iterator[PreviewModel]:
    model = PreviewModel(worker)
    yield model
    model.close()


def test_a_short_text_needs_no_worker(qtbot: QtBot, model: PreviewModel, worker: SlowWorker) -> None:
    shown = Shown(model)
    model.show(PreviewDocument("1", "Some *text*", headline="A headline"))
    qtbot.waitUntil(shown.says("Some <em>text</em>"))
    assert "A headline" in shown.pages[-1].head
    assert worker.asked == []


def test_of_many_texts_the_newest_is_shown_and_not_each_one(qtbot: QtBot, model: PreviewModel) -> None:
    shown = Shown(model)
    for number in range(200):
        model.show(PreviewDocument("1", f"text {number}"))
    qtbot.waitUntil(shown.says("text 199"))
    assert len(shown.pages) < 5


def test_one_rendering_in_flight_and_the_newest_wins(qtbot: QtBot, model: PreviewModel, worker: SlowWorker) -> None:
    shown = Shown(model)
    model.show(PreviewDocument("1", LARGE + " first"))
    qtbot.waitUntil(lambda: len(worker.asked) == 1)
    for text in ("second", "third", "newest"):
        model.show(PreviewDocument("1", LARGE.replace("word", text)))
    worker.let_go(10)
    qtbot.waitUntil(shown.says("newest"))
    assert worker.most_at_once == 1
    assert not any("second" in body or "third" in body for body in worker.asked)


def test_what_the_worker_laid_out_is_known_here(qtbot: QtBot, model: PreviewModel, worker: SlowWorker) -> None:
    shown = Shown(model)
    worker.let_go(10)
    model.show(PreviewDocument("1", LARGE))
    qtbot.waitUntil(shown.says("Paragraph 59"))
    model.show(PreviewDocument("1", LARGE.replace("Paragraph 30", "Edited 30")))
    qtbot.waitUntil(shown.says("Edited 30"))
    assert worker.asked == [LARGE]


def test_the_worker_is_kept_only_for_an_article_that_needs_it_again(qtbot: QtBot, worker: SlowWorker) -> None:
    model = PreviewModel(worker, opened_ms=0, rest_ms=60_000)
    shown = Shown(model)
    worker.let_go(10)
    model.show(PreviewDocument("1", LARGE))
    qtbot.waitUntil(lambda: worker.rests == 1)
    model.show(PreviewDocument("1", LARGE.replace("word", "second")))
    qtbot.waitUntil(shown.says("second"))
    qtbot.wait(50)
    assert worker.rests == 1
    model.show(PreviewDocument("2", LARGE.replace("word", "other")))
    qtbot.waitUntil(lambda: worker.rests == 2)
    model.close()


def test_an_old_answer_does_not_replace_a_newer_page(qtbot: QtBot, model: PreviewModel, worker: SlowWorker) -> None:
    shown = Shown(model)
    model.show(PreviewDocument("1", LARGE))
    qtbot.waitUntil(lambda: len(worker.asked) == 1)
    model.show(PreviewDocument("1", "Short and newer"))
    qtbot.waitUntil(shown.says("Short and newer"))
    model.show(PreviewDocument("1", LARGE.replace("word", "third")))
    worker.let_go(2)
    qtbot.waitUntil(shown.says("third"))
    assert [shown.says_in(page, "Paragraph 0") for page in shown.pages] == [False, True]


def test_the_page_of_another_article_is_not_shown_late(qtbot: QtBot, model: PreviewModel, worker: SlowWorker) -> None:
    shown = Shown(model)
    model.show(PreviewDocument("1", LARGE))
    qtbot.waitUntil(lambda: len(worker.asked) == 1)
    model.show(PreviewDocument("2", LARGE.replace("word", "other")))
    worker.let_go(2)
    qtbot.waitUntil(shown.says("other"))
    assert {page.key for page in shown.pages} == {"2"}


def test_nothing_is_laid_out_while_nobody_looks(qtbot: QtBot, model: PreviewModel, worker: SlowWorker) -> None:
    shown = Shown(model)
    model.set_active(False)
    model.show(PreviewDocument("1", LARGE))
    model.show(PreviewDocument("1", "seen later"))
    model.set_active(True)
    qtbot.waitUntil(shown.says("seen later"))
    assert len(shown.pages) == 1
    assert worker.asked == []


def test_a_text_that_cannot_be_laid_out_says_so_and_the_next_takes_it_back(qtbot: QtBot) -> None:
    """With the real worker: within two seconds, and the event loop turns all the while."""
    model = PreviewModel(RenderWorker())
    shown = Shown(model)
    gap = Gaps()
    body = "[" * 16_000
    begun = time.monotonic()
    model.show(PreviewDocument("1", body))
    qtbot.waitUntil(shown.says("[[[["), timeout=20_000)
    assert time.monotonic() - begun < 3.5  # two seconds, and the start of a process
    assert "cannot lay out" in shown.sentences[-1]
    assert gap.longest() < 250
    model.show(PreviewDocument("1", "fine again"))
    qtbot.waitUntil(shown.says("fine again"))
    assert shown.sentences[-1] == ""
    model.close()


def test_closing_in_the_middle_of_a_slow_text_does_not_wait_for_it(qtbot: QtBot) -> None:
    worker = RenderWorker(limit=60)
    model = PreviewModel(worker)
    model.show(PreviewDocument("1", "[" * 60_000))
    qtbot.waitUntil(lambda: worker.pid is not None, timeout=20_000)
    begun = time.monotonic()
    model.close()
    assert time.monotonic() - begun < 5
    assert worker.pid is None


class Gaps:
    """How long the event loop stood still, in milliseconds."""

    def __init__(self) -> None:
        self._clock = QElapsedTimer()
        self._clock.start()
        self._longest = 0
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        self._longest = max(self._longest, self._clock.restart())

    def longest(self) -> int:
        return self._longest
