"""The lines of a document, read again only where it changed: a key costs the line that it is typed in."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextDocument

from editor.gui.body.telling import Telling


class Lines(QObject):
    """What each block of a document holds.

    ``replaced`` tells a change: the first line, how many lines went there, and how many came. The lines are new
    at once; a letter is told when it is on the screen.
    """

    replaced = Signal(int, int, int)

    def __init__(self, document: QTextDocument, telling: Telling) -> None:
        super().__init__(document)
        self._telling = telling
        self._document = document
        self._lines = [""]
        self._unread = range(0, 1)
        self._revision = -1
        document.contentsChange.connect(self._on_change)

    def all(self) -> list[str]:
        """Every line. Not to be changed."""
        if self._revision != self._document.revision():  # an edit is under way, and not told yet
            return self._read(range(self._document.blockCount()))
        unread, self._unread = self._unread, range(0)
        self._lines[unread.start : unread.stop] = self._read(unread)
        return self._lines

    def some(self, lines: range) -> list[str]:
        """Those lines, which there must be."""
        return self._read(lines)

    def _read(self, lines: range) -> list[str]:
        block, found = self._document.findBlockByNumber(lines.start), []
        for _line in lines:
            found.append(block.text())
            block = block.next()
        return found

    def _on_change(self, at: int, _removed: int, added: int) -> None:
        """Note which lines are new; the number of lines that went follows from how many there are now."""
        count = self._document.blockCount()
        block = self._document.findBlock(at)
        first = last = block.blockNumber()
        if count != len(self._lines) or at + added >= block.position() + block.length():
            end = self._document.characterCount() - 1
            first = self._document.findBlock(min(at, end)).blockNumber()
            last = self._document.findBlock(min(at + added, end)).blockNumber()
        came = last - first + 1
        gone = came + len(self._lines) - count
        self._lines[first : first + gone] = [""] * came
        self._note(first, came, came - gone)
        self._revision = self._document.revision()
        self._telling.tell(self.replaced, first, gone, came)

    def _note(self, first: int, came: int, moved: int) -> None:
        """Lines from ``first`` on were not read yet; those below moved by so many."""
        unread = self._unread
        if not unread:
            self._unread = range(first, first + came)
            return
        below = unread.stop + moved if unread.stop > first else unread.stop
        self._unread = range(min(first, unread.start), max(first + came, below))
