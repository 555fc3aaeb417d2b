"""The acts that have to do with the page and its pictures: views, printing, rich text, pictures taken in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from editor.app.layout import laid_out
from editor.app.session import Session
from editor.core.errors import CopydeskError
from editor.core.framing import Frame
from editor.core.language import _
from editor.core.markdown import Page
from editor.core.markdown.cards import site_of
from editor.core.markdown.rich import rich_html, rich_plain
from editor.gui.article_view import ArticleView, document_of
from editor.gui.kit import Kit
from editor.gui.preview.printing import page_layout
from editor.gui.preview.views import VIEWS
from editor.gui.wiring import Wires
from editor.services.pictures import read_picture

if TYPE_CHECKING:
    from editor.gui.main_window import MainWindow
    from editor.services.cropping import Uncropped

Chosen = Callable[["Uncropped", Frame | None], None]
"""Hears which part of a picture was chosen: the one in the frame, or all of it."""

_VIEW = "preview_view"  # in what is remembered


class PageActs(QObject):
    """What the actions of the page do."""

    told = Signal(str)

    def __init__(self, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kit = kit

    def acts(self, window: MainWindow) -> Mapping[str, Callable[[], None]]:
        """What each action does, by its id."""
        own: dict[str, Callable[[], None]] = {
            "print": lambda: self.print(window),
            "copy_rich": lambda: self.copy_rich(window),
            "web_pictures": lambda: self.allow_pictures(window),
            "picture_file": lambda: self.choose_picture(window),
            "lead_picture": lambda: self.choose_lead(window),
            "crop_lead": lambda: self.crop_lead(window),
        }
        own |= {f"view_{view.id}": partial(self.show_view, window, view.id) for view in VIEWS}
        own |= {name: partial(_zoom, window, name) for name in ("zoom_in", "zoom_out", "zoom_reset")}
        return own

    def wires(self, window: MainWindow) -> Wires:
        """What of the window leads here."""
        views, tabs, look, file = window.views, window.tabs, self._kit.look, self._kit.file
        return (
            (views.chosen, self.remember_view),
            (views.pictures_wanted, lambda: self.allow_pictures(window)),
            (views.file_shown, file.set_active),
            (file.compared, views.file.show_comparison),
            (look.changed, lambda theme: views.set_colours(theme.colours)),
            (tabs.picture_wanted, self.keep),
            (tabs.lead_wanted, lambda: self.choose_lead(window)),
        )

    # -- views

    def restore(self, window: MainWindow) -> None:
        """Look at articles as at the end of the last run."""
        window.views.show_view(str(self._kit.state.get(_VIEW, "page")))
        window.views.set_colours(self._kit.look.theme.colours)

    def show_view(self, window: MainWindow, view_id: str) -> None:
        """Look at the article in another way; the preview comes if it was hidden."""
        self.remember_view(view_id)
        window.views.show_view(view_id)
        if not window.views.isVisible():
            window.action("preview").trigger()

    def remember_view(self, view_id: str) -> None:
        """The next run begins with this view."""
        self._kit.state.put(_VIEW, view_id)

    def allow_pictures(self, window: MainWindow) -> None:
        """Load this article's pictures from other computers, until it is closed."""
        view = window.view
        if view is not None:
            view.session.remote_pictures = True
            view.send_preview()
            self.told.emit(_("The pictures of this article are loaded from the web until it is closed."))

    # -- the page elsewhere

    def print(self, window: MainWindow) -> None:
        """Choose a printer, and print the page as readers see it."""
        view = window.view
        if view is None:
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageLayout(page_layout())
        printer.setDocName(view.session.fields["headline"])
        if self._kit.prompts.printer(printer):

            def printed(fine: bool, _printer: QPrinter = printer) -> None:
                self.told.emit(_("The page was sent to the printer.") if fine else _("The page could not be printed."))

            self._lay_out(view, lambda page: window.paper.print(page, printer, printed))

    def copy_rich(self, window: MainWindow) -> None:
        """Put the article on the clipboard as rich text: what is selected, or all of it with its headline."""
        view = window.view
        if view is None:
            return
        selected = view.body.editor.selected_text()
        headline = "" if selected else view.session.fields["headline"]

        def copy(page: Page) -> None:
            data = QMimeData()
            data.setHtml(rich_html(headline, "\n".join(block.html for block in page.blocks)))
            data.setText(rich_plain(headline, page.document.body if page.document else ""))
            QGuiApplication.clipboard().setMimeData(data)
            self.told.emit(_("Copied as rich text: paste it into a mail or a document."))

        self._lay_out(view, copy, selected)

    def _lay_out(self, view: ArticleView, then: Callable[[Page], None], body: str = "") -> None:
        document = document_of(view.session, body)
        self._kit.jobs.read(lambda: laid_out(document), then, self._tell)

    def _tell(self, error: CopydeskError) -> None:
        self.told.emit(error.sentence)

    # -- pictures

    def choose_picture(self, window: MainWindow) -> None:
        """Choose a picture from a file for the text; its description is asked for next."""
        view = window.view
        if view is not None and (path := self._kit.prompts.picture(self._start(view))):
            view.body.offer_pictures([path])

    def choose_lead(self, window: MainWindow) -> None:
        """Choose the picture that goes with the article; it is kept in the archive."""
        view = window.view
        if view is None or not (path := self._kit.prompts.picture(self._start(view))):
            return
        session, told = view.session, _("The picture was put into the archive.")

        def chosen(picture: Uncropped, frame: Frame | None) -> None:
            kept = partial(self._lead, session, told)
            self._kit.pictures.keep(session, lambda: picture.data, path.stem, kept, self._tell, frame=frame)

        self._kit.pictures.look_at(path, partial(self._crop, window, view, chosen), self._tell)

    def crop_lead(self, window: MainWindow) -> None:
        """Choose the part of the article's picture that networks show; it is kept beside the picture."""
        view = window.view
        if view is None:
            return
        session = view.session

        def chosen(picture: Uncropped, frame: Frame | None) -> None:
            if frame is None:
                self._lead(session, _("The article has the whole picture."), picture.address)
            else:
                told = _("The article has the part that you chose; the whole picture stays beside it.")
                self._kit.pictures.crop_lead(picture, frame, partial(self._lead, session, told), self._tell)

        self._kit.pictures.look_at_lead(session, partial(self._crop, window, view, chosen), self._tell)

    def _crop(self, window: MainWindow, view: ArticleView, chosen: Chosen, picture: Uncropped) -> None:
        cropping = import_module("editor.gui.dialogs.cropping")  # with Pillow: not before it is needed
        if view.session in self._kit.desk.sessions:
            document = document_of(view.session)
            dialog = cropping.CropDialog(picture, document.headline or document.title, site_of(document), window)
            dialog.chosen.connect(partial(chosen, picture))
            dialog.show()

    def _lead(self, session: Session, told: str, address: str) -> None:
        session.history.end_step()
        try:
            session.change({"image": address})
        except CopydeskError as error:
            told = error.sentence
        self.told.emit(told)

    def keep(self, view: ArticleView, source: object, description: str) -> None:
        """Keep a picture that was pasted, dropped or chosen, and put it into the text."""
        name = source.stem if isinstance(source, Path) else view.session.fields["slug"]

        def kept(address: str) -> None:
            view.body.insert_picture(description, address)
            self.told.emit(_("The picture was put into the archive."))

        self._kit.pictures.keep(view.session, partial(_bytes_of, source), name, kept, self._tell)

    def _start(self, view: ArticleView) -> Path:
        path = view.session.path
        return path.parent if path else self._kit.archive() or Path.home()


def _bytes_of(source: object) -> bytes:
    """The bytes of a picture; on a thread, because a large one takes long to be packed."""
    if isinstance(source, Path):
        return read_picture(source)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if isinstance(source, QImage):
        source.save(buffer, "PNG", 80)  # type: ignore[call-overload]  # the stubs want bytes, PySide a text
    return bytes(buffer.data().data())


def _zoom(window: MainWindow, name: str) -> None:
    """Zoom what the person is in: the preview, or the text."""
    focus = QApplication.focusWidget()
    if focus is not None and window.views.isAncestorOf(focus):
        steps = {"zoom_in": 1, "zoom_out": -1}.get(name)
        window.views.zoom_by(steps) if steps else window.views.zoom_reset()
    elif window.view is not None:
        getattr(window.view.body, name)()
