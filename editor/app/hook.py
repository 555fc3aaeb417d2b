"""The last net: an exception that nobody foresaw is logged and said, and the program goes on with the text in hand."""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from editor.app.ports import Prompts
from editor.core.language import _

_log = logging.getLogger(__name__)


class Hook(QObject):
    """Takes the place of ``sys.excepthook`` and ``threading.excepthook``. ``flush`` brings unsaved work to the disk."""

    _found = Signal(object)

    def __init__(self, prompts: Prompts, flush: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self._prompts = prompts
        self._flush = flush
        self._telling = False
        self._old = (sys.excepthook, threading.excepthook)
        self._found.connect(self._tell)

    def install(self) -> None:
        """Be the hook from now on."""
        sys.excepthook = self._uncaught
        threading.excepthook = lambda args: self.report(args.exc_value) if args.exc_value else None

    def remove(self) -> None:
        """Put back the hooks that were there before."""
        sys.excepthook, threading.excepthook = self._old

    def report(self, error: BaseException) -> None:
        """Log an exception and tell the person. May be called on any thread."""
        _log.error("".join(traceback.format_exception(error)))
        self._found.emit(error)

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._old[0](kind, error, trace)
        else:
            self.report(error)

    def _tell(self, error: BaseException) -> None:
        if self._telling:
            return
        self._telling = True
        self._flush()
        sentence = _(
            "Something went wrong that should not have ({reason}). Your text is still in the window: save it now. "
            "Details are in Copydesk's log."
        )
        self._prompts.tell(_("An unexpected error"), sentence.format(reason=str(error) or type(error).__name__))
        self._telling = False
