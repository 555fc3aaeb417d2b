"""A team's archive: what is to be shared, what colleagues shared, and what has to be decided between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from editor.app.ports import Answer, Prompts, Question, Role
from editor.app.sharing import Sharing, message_for
from editor.core import lens
from editor.core.article import Article
from editor.core.codec import Outcome, dump, parse
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.core.profile import Profile
from editor.gui.dialogs.frame import give_size
from editor.gui.dialogs.merging import MergeDialog
from editor.gui.theme import Look
from editor.services.clone import Collision, Decision, Standing, State

ProfileOf = Callable[[str], Profile | None]
"""The profile of an organisation."""
"""The organisation of an article at a path."""

_KEY = Qt.ItemDataRole.UserRole
_SHARED = (State.CHANGED, State.NEW, State.REMOVED)
_HEADLINE, _STATE = range(2)


class ShareDialog(QDialog):
    """The articles that are not as the team has them, the message, and what can be done.

    What is ticked is shared as it was last saved; nothing is ticked for the person but what was changed here.
    """

    def __init__(
        self, sharing: Sharing, prompts: Prompts, look: Look, profile_of: ProfileOf, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setWindowTitle(_("Share with the team"))
        give_size(self, 760, 560)
        self._sharing = sharing
        self._own_message = False
        self._left_out: set[Path] = set()
        self._deciding = Deciding(sharing, prompts, look, profile_of, self)
        self._heading = QLabel(wordWrap=True)
        self._heading.setProperty("role", "subheading")
        self._list = _list_of_articles()
        self._message = QPlainTextEdit()
        self._message.setTabChangesFocus(True)
        self._message.setAccessibleName(_("What was done, in a few words"))
        self._message.setFixedHeight(self._message.fontMetrics().height() * 4)
        self._told = QLabel(wordWrap=True)
        self._told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._told.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setAccessibleName(_("What came of it"))
        self._progress = QProgressBar()
        self._progress.setAccessibleName(_("Progress"))
        self._share = _button(_("Share"), self._share_chosen)
        self._share.setProperty("primary", True)
        self._updates = _button(_("Get updates"), sharing.get_updates)
        self._lay_out()
        self._connect()
        self._show_busy(sharing.is_busy)
        self._message_changed()
        sharing.look()

    def _lay_out(self) -> None:
        message = QLabel(_("&What was done"))
        message.setBuddy(self._message)
        buttons = QHBoxLayout()
        buttons.addWidget(self._updates)
        buttons.addStretch(1)
        buttons.addWidget(_button(_("Close"), self.reject))
        buttons.addWidget(self._share)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 16, 16, 16)
        outer.setSpacing(12)
        outer.addWidget(self._heading)
        outer.addWidget(self._list, 1)
        outer.addWidget(message)
        outer.addWidget(self._message)
        outer.addWidget(self._progress)
        outer.addWidget(self._told)
        outer.addLayout(buttons)

    def _connect(self) -> None:
        self._list.itemChanged.connect(self._ticked)
        self._message.textChanged.connect(self._typed)
        self._sharing.listed.connect(self._show_standings)
        self._sharing.busy_changed.connect(self._show_busy)
        self._sharing.progress.connect(self._show_progress)
        self._sharing.told.connect(self._told.setText)
        self._sharing.conflicts.connect(self._deciding.begin)
        self._deciding.told.connect(self._told.setText)

    # -- what is shown

    def _show_standings(self, standings: Sequence[Standing]) -> None:
        words = _state_words()
        some, none = (
            _("Ticked articles are shared as they were last saved:"),
            _("The team has everything as it is here."),
        )
        self._heading.setText(some if standings else none)
        self._list.blockSignals(True)
        self._list.clear()
        for one in standings:
            item = QTreeWidgetItem([one.headline or one.path.name, words[one.state]])
            item.setData(_HEADLINE, _KEY, one)
            item.setToolTip(_HEADLINE, str(one.path))
            if one.state in _SHARED:
                ticked = one.path not in self._left_out and one.state is not State.REMOVED
                item.setCheckState(_HEADLINE, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self._list.addTopLevelItem(item)
        self._list.blockSignals(False)
        if (first := self._list.topLevelItem(0)) is not None:
            self._list.setCurrentItem(first)
        self._message_changed()

    def _show_busy(self, busy: bool) -> None:
        self._progress.setVisible(busy)
        self._progress.setRange(0, 0)
        self._progress.setFormat("")
        if busy:
            self._told.clear()
        self._updates.setEnabled(not busy)
        self._enable_share()

    def _show_progress(self, sentence: str, done: int, total: int) -> None:
        self._told.setText(sentence)
        self._progress.setRange(0, total)
        self._progress.setValue(done)

    def _enable_share(self) -> None:
        self._share.setEnabled(bool(self._chosen()) and bool(self._text()) and not self._sharing.is_busy)

    # -- what the person does

    def _chosen(self) -> list[Standing]:
        items = (self._list.topLevelItem(at) for at in range(self._list.topLevelItemCount()))
        ticked = (item for item in items if item and item.checkState(_HEADLINE) == Qt.CheckState.Checked)
        return [item.data(_HEADLINE, _KEY) for item in ticked]

    def _ticked(self, item: QTreeWidgetItem) -> None:
        path = item.data(_HEADLINE, _KEY).path
        if item.checkState(_HEADLINE) == Qt.CheckState.Checked:
            self._left_out.discard(path)
        else:
            self._left_out.add(path)
        self._message_changed()

    def _message_changed(self) -> None:
        """The headlines, until the person wrote something of their own."""
        if not self._own_message:
            self._message.blockSignals(True)
            self._message.setPlainText(message_for([one.headline for one in self._chosen()]))
            self._message.blockSignals(False)
        self._enable_share()

    def _typed(self) -> None:
        self._own_message = bool(self._text())
        self._enable_share()

    def _text(self) -> str:
        document = self._message.document()
        return "\n".join(document.findBlockByNumber(at).text() for at in range(document.blockCount())).strip()

    def _share_chosen(self) -> None:
        message, self._own_message = self._text(), False
        self._sharing.share([one.path for one in self._chosen()], message)


class Deciding(QObject):
    """Goes through what collides, one after the other; only when all of it is decided is anything done."""

    told = Signal(str)

    def __init__(self, sharing: Sharing, prompts: Prompts, look: Look, profile_of: ProfileOf, parent: QWidget) -> None:
        super().__init__(parent)
        self._sharing, self._prompts, self._look, self._profile_of = sharing, prompts, look, profile_of
        self._window = parent
        self._left: list[Collision] = []
        self._decided: list[Decision] = []

    def begin(self, collisions: Sequence[Collision]) -> None:
        """Ask about each of these."""
        self._left, self._decided = list(collisions), []
        self._next()

    def _next(self) -> None:
        if not self._left:
            self._sharing.finish(self._decided)
            return
        collision = self._left[0]
        articles = _articles(collision)
        if articles is None:
            self._ask_which(collision)
        else:
            self._merge(collision, articles)

    def _merge(self, collision: Collision, articles: tuple[Article, Article, Article]) -> None:
        """In the view in which changes from outside are put together."""
        name = Path(collision.path).name
        base, mine, theirs = articles
        dialog = MergeDialog(
            base,
            mine,
            theirs,
            who_text=_("“{name}” was changed by you and by a colleague who shared it.").format(name=name),
            profile=self._profile_of(lens.read(mine)["area"]),
            look=self._look,
            jobs=self._sharing.jobs,
            parent=self._window,
        )

        def merged() -> None:
            result = dialog.result_article()
            if result is not None:
                self._take(collision, result)

        dialog.accepted.connect(merged)
        dialog.rejected.connect(self._later)
        dialog.show()

    def _take(self, collision: Collision, result: Article) -> None:
        try:
            data = dump(result)
        except CopydeskError as error:
            self.told.emit(error.sentence)
        else:
            self._settle(collision, data)

    def _ask_which(self, collision: Collision) -> None:
        """What is no article, or was removed by one of them: one or the other."""
        answer = self._prompts.ask(_which(collision))
        if answer == "mine":
            self._settle(collision, collision.ours)
        elif answer == "theirs":
            self._settle(collision, collision.theirs)
        else:
            self._later()

    def _settle(self, collision: Collision, data: bytes | None) -> None:
        self._left.remove(collision)
        self._decided.append(Decision(collision, data))
        self._next()

    def _later(self) -> None:
        self._left, self._decided = [], []
        self.told.emit(_("Nothing was decided, and your texts are as they were. Get updates asks again."))


def _list_of_articles() -> QTreeWidget:
    found = QTreeWidget()
    found.setColumnCount(2)
    found.setHeaderLabels([_("Headline"), _("State")])
    found.setRootIsDecorated(False)
    found.setUniformRowHeights(True)
    found.setTabKeyNavigation(False)
    found.setAccessibleName(_("Articles that the team does not have as they are here"))
    found.header().setStretchLastSection(False)
    found.header().setSectionResizeMode(_HEADLINE, QHeaderView.ResizeMode.Stretch)
    found.header().setSectionResizeMode(_STATE, QHeaderView.ResizeMode.ResizeToContents)
    return found


def _state_words() -> dict[State, str]:
    return {
        State.CHANGED: _("Changed here"),
        State.NEW: _("New here"),
        State.REMOVED: _("Removed here"),
        State.NEWER: _("Changed by a colleague: get updates"),
        State.CONFLICT: _("Changed by you and a colleague: get updates to decide"),
    }


def _articles(collision: Collision) -> tuple[Article, Article, Article] | None:
    """The three texts, where all of them are articles that are understood; an article may be new to both."""
    if not collision.path.lower().endswith(".md") or collision.ours is None or collision.theirs is None:
        return None
    found = []
    for data in (collision.base, collision.ours, collision.theirs):
        reading = parse(data or b"")
        if reading.outcome is Outcome.OPEN_RAW or not reading.exact:
            return None
        found.append(reading.article)
    base, mine, theirs = found
    return base, mine, theirs


def _which(collision: Collision) -> Question:
    """One or the other, where there is nothing to put together."""
    name = Path(collision.path).name
    if collision.theirs is None:
        sentence = _("You changed “{name}”, and a colleague removed it.").format(name=name)
    elif collision.ours is None:
        sentence = _("You removed “{name}”, and a colleague changed it.").format(name=name)
    else:
        sentence = _("“{name}” was changed by you and by a colleague, and cannot be put together.").format(name=name)
    keep = _("&Leave it removed") if collision.ours is None else _("&Keep mine")
    take = _("&Remove it") if collision.theirs is None else _("&Take theirs")
    return Question(
        _("Which one is right?"),
        sentence,
        (
            Answer("mine", keep),
            Answer("theirs", take),
            Answer("later", _("&Decide later"), Role.CANCEL),
        ),
        detail=_("What is replaced here stays among the earlier versions on this computer."),
    )


def _button(words: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton(words)
    button.setAutoDefault(False)
    button.clicked.connect(act)
    return button
