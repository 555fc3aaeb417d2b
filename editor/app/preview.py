"""The preview's behaviour: newest text wins, one rendering at a time, and never longer than a frame on this thread.

Most keys change one paragraph, which is laid out here in a millisecond. What is large or may be slow goes to the
worker, whose result is learned, so that the next key is quick again.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal, Slot

from editor.core.markdown import Html, PreviewDocument, Renderer, page_of
from editor.core.markdown.renderer import Rendered

FRAME_MS = 16
"""At most one rendering in this time; the first after a pause is at once."""

REST_MS = 20_000
"""After this time without work the worker process is ended; it starts again when needed."""

OPENED_MS = 2_000
"""The same after an article's first page: most keys that follow are laid out here, and 15 MB would wait for nothing."""


class Worker(Protocol):
    """What the model needs of ``services.render_worker.RenderWorker``."""

    def rendered(self, body: str) -> Rendered:
        """The text laid out, or as text; returns within seconds whatever the text is."""

    def rest(self) -> None:
        """End the process until it is needed again."""

    def close(self) -> None:
        """End the process for good, also in the middle of a text."""


class PreviewModel(QObject):
    """Turns the newest document into a page.

    ``patched`` carries a ``core.markdown.Page``. ``failed`` carries the sentence that says why a text is shown as
    text, and an empty one when the next text is fine again.
    """

    patched = Signal(object)
    failed = Signal(str)
    _answered = Signal(object)

    def __init__(
        self, worker: Worker, parent: QObject | None = None, *, opened_ms: int = OPENED_MS, rest_ms: int = REST_MS
    ) -> None:
        super().__init__(parent)
        self._worker = worker
        self._renderer = Renderer()
        self._threads = ThreadPoolExecutor(max_workers=1, thread_name_prefix="preview")
        self._newest: tuple[int, PreviewDocument] | None = None
        self._published = 0
        self._in_flight: tuple[int, PreviewDocument] | None = None
        self._refused: tuple[str, Html] = ("", Html())
        self._problem = ""
        self._active = True
        self._since_last = QElapsedTimer()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._render)
        self._opened_ms, self._rest_ms = opened_ms, rest_ms
        self._worked_on = ""
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._end_worker)
        self._answered.connect(self._receive, Qt.ConnectionType.QueuedConnection)

    def show(self, document: PreviewDocument) -> None:
        """Make this the document to be seen; what was asked for before and is not yet laid out is dropped."""
        revision = self._newest[0] + 1 if self._newest else 1
        self._newest = (revision, document)
        if self._active:
            self._schedule()

    def set_active(self, active: bool) -> None:
        """Whether anybody can see the preview. While nobody can, nothing is laid out."""
        self._active = active
        if active and self._newest is not None and self._newest[0] > self._published:
            self._schedule()

    def close(self) -> None:
        """End everything that runs. The model emits nothing afterwards."""
        self._timer.stop()
        self._rest.stop()
        self._active = False
        self._newest = None
        self._worker.close()
        self._threads.shutdown(wait=True, cancel_futures=True)

    def _schedule(self) -> None:
        if self._timer.isActive():
            return
        last = self._since_last.elapsed() if self._since_last.isValid() else FRAME_MS
        self._timer.start(max(0, FRAME_MS - last))

    @Slot()
    def _render(self) -> None:
        if self._newest is None or not self._active:
            return
        self._since_last.start()
        revision, document = self._newest
        html = self._quick(document.body)
        if html is not None:
            self._publish(revision, document, html)
        elif self._in_flight is None:
            self._rest.stop()
            self._in_flight = self._newest
            self._threads.submit(self._worker.rendered, document.body).add_done_callback(self._hand_over)

    def _quick(self, body: str) -> Html | None:
        refused, html = self._refused
        return html if body == refused and html.problem else self._renderer.quick(body)

    def _hand_over(self, done: Future[Rendered]) -> None:
        """On the worker's thread: take the result to this object's own."""
        if not done.cancelled():
            self._answered.emit(done)

    @Slot(object)
    def _receive(self, done: Future[Rendered]) -> None:
        if self._in_flight is None or self._newest is None:
            return
        (revision, document), self._in_flight = self._in_flight, None
        self._rest.start(self._rest_ms if document.key == self._worked_on else self._opened_ms)
        self._worked_on = document.key
        rendered = done.result()
        self._renderer.learn(rendered)
        if rendered.html.problem:
            self._refused = (document.body, rendered.html)
        if document.key == self._newest[1].key:
            self._publish(revision, document, rendered.html)
        if revision < self._newest[0] and self._published < self._newest[0]:
            self._schedule()

    @Slot()
    def _end_worker(self) -> None:
        self._threads.submit(self._worker.rest)  # to end a process may take longer than a frame

    def _publish(self, revision: int, document: PreviewDocument, html: Html) -> None:
        if revision <= self._published:
            return
        self._published = revision
        self.patched.emit(page_of(document, html))
        if html.problem != self._problem:
            self._problem = html.problem
            self.failed.emit(html.problem)
