"""The hands of a user: what a person does with the window, through real keys, menus, the mouse and real dialogs.

Nothing is called that a person could not reach. A dialog is answered while it is modal, by a timer that finds it by
its title; one that nobody expected is closed and fails the test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QInputMethodEvent,
    QKeySequence,
    QTextCursor,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QFileDialog,
    QFrame,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from editor.app.session import Session
from editor.gui.article_view import ArticleView
from editor.gui.main_window import MainWindow
from editor.gui.start import Program, build
from editor.services.settings import Places, Settings

NOW = datetime(2024, 11, 21, 9, 30)
POLL_MS = 5
LONG_MS = 20_000


@dataclass
class Expected:
    """A dialog that is going to open, by words of its title, and what the person does with it."""

    title: str
    act: Callable[[QDialog], None]


class Field:
    """An input of the form, as a person finds it."""

    def __init__(self, hands: Hands, field_id: str) -> None:
        self._hands = hands
        self._id = field_id

    def focus(self) -> Field:
        """Put the cursor into it."""
        self._hands.view.form.focus_field(self._id)
        self._hands.wait(lambda: self._hands.view.form.field_with_focus() == self._id)
        return self

    def type(self, text: str) -> Field:
        """Replace what it holds."""
        self.focus()
        self._hands.press("Ctrl+A")
        if text:
            self._hands.type(text)
        else:
            self._hands.press("Delete")
        return self

    @property
    def text(self) -> str:
        """What the article holds there now."""
        return self._hands.session.fields[self._id]


class Hands:
    """A person at a window."""

    def __init__(self, qtbot: QtBot, program: Program) -> None:
        self.qtbot = qtbot
        self.program = program
        self.window: MainWindow = program.window
        self._expected: list[Expected] = []
        self._unexpected: list[str] = []
        self._discards = False
        self._eyes = QTimer(interval=POLL_MS)
        self._eyes.timeout.connect(self._look)
        self._eyes.start()

    def put_away(self) -> None:
        """Close the window, discarding what is unsaved, and end the program. Fails for dialogs nobody expected."""
        self._discards = True
        unexpected = list(self._unexpected)
        self.window.close()
        self.wait(lambda: not self.window.isVisible())
        self._eyes.stop()
        self.program.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        assert not unexpected, f"dialogs nobody expected: {unexpected}"

    # -- waiting

    def wait(self, until: Callable[[], object]) -> None:
        try:
            self.qtbot.waitUntil(lambda: bool(until()), timeout=LONG_MS)
        except self.qtbot.TimeoutError as error:
            raise AssertionError(f"still not so; {self._seen()}") from error

    def _seen(self) -> str:
        """What a person in front of the window would say of it, where something did not come."""
        active, focus = QApplication.activeWindow(), QApplication.focusWidget()
        keys, title = focus and f"{type(focus).__name__} {focus.accessibleName()!r}", active and active.windowTitle()
        return f"in front: {title!r}, keys: {keys}, tabs: {self.tabs()}, said: {self.status()!r}, {self.facts()}"

    def settle(self) -> None:
        """Wait until nothing is under way: no file is read or written, no dialog is expected."""
        self.wait(lambda: not self.program.jobs.busy and not self._expected)
        QApplication.processEvents()
        self._have_keys()

    def _have_keys(self) -> None:
        """What a window manager does when a dialog closes; one that is hidden has the keys for a moment longer."""
        active = QApplication.activeWindow()
        if (active is None or not active.isVisible()) and self.window.isVisible():
            self.window.activateWindow()
            self.wait(self.window.isActiveWindow)

    # -- files

    def open(self, *paths: Path) -> None:
        """Choose files in the dialog of "Open"."""
        with self.meeting("Open articles", lambda dialog: _choose(dialog, paths)):
            self.press("Ctrl+O")

    def drop(self, target: QWidget, *paths: Path) -> bool:
        """Drag files onto a widget and let them go; whether they were taken."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        middle, copy, left = target.rect().center(), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        arrives = QDragEnterEvent(middle, copy, mime, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(target, arrives)
        moves = QDragMoveEvent(middle, copy, mime, left, Qt.KeyboardModifier.NoModifier)
        moves.setAccepted(arrives.isAccepted())
        QApplication.sendEvent(target, moves)
        if not moves.isAccepted():
            return False
        lands = QDropEvent(QPointF(middle), copy, mime, left, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(target, lands)
        self.settle()
        return lands.isAccepted()

    # -- keys, mouse and menus

    @property
    def focus(self) -> QWidget:
        """Where the keys go."""
        return QApplication.focusWidget() or QApplication.activeWindow() or self.window

    def press(self, *sequences: str) -> None:
        """Press keys, such as "Ctrl+S"."""
        self._have_keys()
        for sequence in sequences:
            combination = QKeySequence(sequence)[0]
            QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())
            QApplication.processEvents()

    def type(self, text: str) -> None:
        """Type a text where the cursor is; what is on no key is composed."""
        for character in text:
            if character == "\n":
                QTest.keyClick(self.focus, Qt.Key.Key_Return)
            elif character.isascii():
                QTest.keyClicks(self.focus, character)
            else:
                composed = QInputMethodEvent()
                composed.setCommitString(character)
                QApplication.sendEvent(self.focus, composed)

    def menu(self, *labels: str) -> None:
        """Choose from the menus, by what is written there: ``menu("File", "Save")``."""
        self.menu_action(*labels).trigger()
        QApplication.processEvents()

    def menu_action(self, *labels: str) -> QAction:
        """An entry of the menus; it is opened on the way, as a person would see it."""
        actions = self.window.menuBar().actions()
        for label in labels[:-1]:
            menu = _labelled(actions, label).menu()
            assert isinstance(menu, QMenu)
            menu.aboutToShow.emit()
            actions = menu.actions()
        return _labelled(actions, labels[-1])

    def click(self, label: str, within: QWidget | None = None) -> None:
        """Click the button with this label or name."""
        button = next(
            button
            for button in (within or self.window).findChildren(QAbstractButton)
            if button.isVisible() and label in (_plain(button.text()), button.accessibleName())
        )
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()

    def tab(self, title: str) -> None:
        """Click a tab."""
        bar = self.window.tabs.tabBar()
        at = self.tabs().index(title)
        QTest.mouseClick(bar, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, bar.tabRect(at).center())

    # -- dialogs

    @contextmanager
    def answering(self, *answers: tuple[str, str]) -> Iterator[None]:
        """Questions that the block leads to: the title of each, and the button to press, by its label."""
        self._expected += [Expected(title, lambda box, label=label: _press(box, label)) for title, label in answers]
        yield
        self.settle()

    @contextmanager
    def meeting(self, title: str, act: Callable[[QDialog], None]) -> Iterator[None]:
        """A dialog that the block leads to, and what is done with it. It has to be closed by that."""
        self._expected.append(Expected(title, act))
        yield
        self.settle()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isVisible():
            return
        if self._expected and self._expected[0].title in dialog.windowTitle():
            # Done with before it is answered: the answer may lead to the next dialog at once.
            self._expected.pop(0).act(dialog)
        elif self._discards and dialog.windowTitle() == "Save your changes?":
            _press(dialog, "Discard changes")
        else:
            self._unexpected.append(f"{dialog.windowTitle()}: {dialog.accessibleDescription()}")
            self._expected.clear()
            dialog.reject()

    # -- the form and the text

    def field(self, field_id: str) -> Field:
        """An input of the form."""
        return Field(self, field_id)

    def into_text(self, *, at_end: bool = True) -> None:
        """Put the cursor into the text."""
        self.view.body.editor.setFocus()
        self.wait(self.view.body.editor.hasFocus)
        self.press("Ctrl+End" if at_end else "Ctrl+Home")

    def select(self, words: str) -> None:
        """Select the first place in the text where these words stand (they are of plain letters)."""
        editor = self.view.body.editor
        editor.setFocus()
        start = editor.text().index(words)
        cursor = editor.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)

    # -- what there is to see

    @property
    def view(self) -> ArticleView:
        """The article in front."""
        assert self.window.view is not None, "no article is open"
        return self.window.view

    @property
    def session(self) -> Session:
        """The article in front, as it stands."""
        return self.view.session

    @property
    def body(self) -> str:
        """The text in front."""
        return self.view.body.editor.text()

    def tabs(self) -> list[str]:
        """The titles of the tabs, from left to right."""
        tabs = self.window.tabs
        return [tabs.tabText(at).replace("&&", "&") for at in range(tabs.count())]

    def banners(self) -> list[str]:
        """What the strips above the text say."""
        strips = self.view.banners.findChildren(QFrame)
        return [strip.accessibleName() for strip in strips if strip.property("banner") and strip.isVisible()]

    def status(self) -> str:
        """What the line at the bottom says just now."""
        return self.window.statusBar().currentMessage()

    def facts(self) -> list[str]:
        """What the line at the bottom says of the article."""
        return [label.text() for label in self.window.statusBar().findChildren(QLabel) if label.isVisible()]

    @property
    def at_welcome(self) -> bool:
        """Whether the welcome page is shown."""
        return self.window.welcome.isVisible()


class Desktop:
    """A person's folders on a machine, where Copydesk can be started again and again."""

    def __init__(self, qtbot: QtBot, root: Path) -> None:
        self._qtbot = qtbot
        self.root = root
        self.archive = root / "archive"
        self.places = Places(root / "config", root / "data", root / "state", (root / "system",))
        self.running: list[Hands] = []
        self.archive.mkdir()
        self.settings().set("archive.folder", str(self.archive))

    def settings(self) -> Settings:
        """The person's settings as the next start finds them."""
        files = [folder / "copydesk.ini" for folder in self.places.system]
        return Settings(self.places.config / "copydesk.ini", files)

    def start(self, *files: Path) -> Hands:
        """Start Copydesk with these files, and wait until its window is there."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        program = build(app, self.places, self.settings(), lambda: NOW)
        hands = Hands(self._qtbot, program)
        self.running.append(hands)
        with self._qtbot.waitExposed(program.window):
            program.window.show()
        program.window.activateWindow()
        program.open_first([str(path) for path in files])
        hands.settle()
        return hands

    def quit(self, hands: Hands) -> None:
        """End a program; what is unsaved is discarded."""
        self.running.remove(hands)
        hands.put_away()

    def put_away(self) -> None:
        """End whatever still runs."""
        for hands in list(self.running):
            self.quit(hands)

    def put(self, text: str | bytes, place: str) -> Path:
        """A file in the archive."""
        path = self.archive / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def files(self) -> list[str]:
        """Every file of the archive, but for the locks that tell colleagues who is at work: they come and go."""
        found = (path for path in self.archive.rglob("*") if path.is_file() and not path.name.startswith(".~lock."))
        return sorted(str(path.relative_to(self.archive)) for path in found)


def _plain(label: str) -> str:
    return label.replace("&", "").removesuffix("…").strip()


def _labelled(actions: Sequence[QAction], label: str) -> QAction:
    return next(action for action in actions if _plain(action.text()) == label)


def _press(dialog: QDialog, label: str) -> None:
    buttons = dialog.buttons() if isinstance(dialog, QMessageBox) else dialog.findChildren(QAbstractButton)
    button = next(button for button in buttons if _plain(button.text()) == _plain(label))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def _choose(dialog: QDialog, paths: Sequence[Path]) -> None:
    """Type names into a file dialog and take them; none at all is the button "Cancel"."""
    assert isinstance(dialog, QFileDialog)
    if not paths:
        _press(dialog, "Cancel")
        return
    line = dialog.findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    line.setText(" ".join(f'"{path}"' for path in paths) if len(paths) > 1 else str(paths[0]))
    dialog.accept()


def choosing(*paths: Path) -> Callable[[QDialog], None]:
    """What is done with a file dialog: choose these."""
    return lambda dialog: _choose(dialog, paths)
