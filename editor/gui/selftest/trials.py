"""What the self-test tries, in the order of a first morning with Copydesk. The article is made up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import date
from importlib import import_module

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, qVersion
from PySide6.QtGui import QImage, QImageWriter

from editor import __version__
from editor.core.checks.engine import Checker
from editor.core.checks.families import ALL
from editor.core.checks.values import Draft
from editor.core.codec import Outcome, parse
from editor.core.language import _, ngettext
from editor.core.library import parse_query
from editor.core.markdown import PreviewDocument, page_of
from editor.gui.preview.pane import chromium_refuses
from editor.gui.selftest.stage import Failed, LeftOut, Stage
from editor.services.archive import NEWS
from editor.services.checking import CheckTools
from editor.services.files import NoVersions, save
from editor.services.index import Index, IndexWorker, index_folder
from editor.services.parts import Engines, parts
from editor.services.render_worker import RenderWorker
from editor.services.settings import Places
from editor.services.taking import keep_picture

_AREA = "Surrey"
_HEADLINE = "Two bicycles found"
_SUMMARY = "Two bicycles were found beside the canal."
_BODY = "Two bicycles were found beside the canal.\n\nThey are **home** again."
_WORD = "unmistakeably-typed"
_TANGLED = "A note[^1] and <b>raw</b> HTML.\n\n[^1]: Laid out in another process."
_FAULTY = "A car was recieved on Wednesday 17 May 2018."
_FINDS = ("spelling.", "facts.weekday")  # how the rules begin that have to find something
_LATEST_PAGE = "document.getElementById('body')?.innerText"
_OUR_WORLD = 1  # QWebEngineScript.ApplicationWorld, without loading the module for it


def trials() -> Mapping[str, Callable[[Stage], str]]:
    """The trials by name, in their order: a later one uses what an earlier one left."""
    return {
        _("window"): _window,
        _("own files"): _own_files,
        _("saving"): _saving,
        _("opening"): _opening,
        _("preview"): _page,
        _("paper"): _paper,
        _("long texts"): _long_texts,
        _("spelling"): _spelling,
        _("checks"): _checks,
        _("library"): _library,
        _("pictures"): _pictures,
        _("team"): _team,
    }


def _window(stage: Stage) -> str:
    ready: list[bool] = []
    stage.window.ready.connect(lambda: ready.append(True))
    stage.window.show()
    stage.until(lambda: ready, _("The window"))
    stage.program.begin([])
    return _("Copydesk {version}, Qt {qt}").format(version=__version__, qt=qVersion())


def _own_files(stage: Stage) -> str:
    kit = stage.program.kit
    areas = kit.desk.areas(None)
    pages = [path for path in (kit.resources / "help").glob("*.md") if path.stat().st_size]
    if not areas or not pages:
        raise Failed(_("The organisations or the guide are missing in {folder}.").format(folder=kit.resources))
    others = parts(kit.resources, Engines(qVersion()))
    silent = [part.name for part in others if not (part.texts or part.remark or part.inside)]
    if silent or not any(part.purl.startswith("pkg:pypi/") for part in others):
        raise Failed(_("Licences are missing: {names}").format(names=", ".join(silent) or "Python"))
    sentence = _("{areas} organisations, {pages} pages of the guide, {parts} parts with licences")
    return sentence.format(areas=len(areas), pages=len(pages), parts=len(others))


def _saving(stage: Stage) -> str:
    kit = stage.program.kit
    kit.desk.new(_AREA)
    session = stage.session
    session.change({"headline": _HEADLINE, "summary": _SUMMARY})
    session.put_body(_BODY)
    _save(stage)
    assert session.path is not None
    data = session.path.read_bytes()
    article = parse(data).article
    if article.body.strip() != _BODY or session.fields["headline"] != _HEADLINE:
        raise Failed(_("What was saved is not what was written."))
    return ngettext("{n} byte, read back", "{n} bytes, read back", len(data)).format(n=len(data))


def _opening(stage: Stage) -> str:
    """Close it, open it again, type into it with the editor's own cursor, and save: the file has that and no more."""
    desk, path = stage.program.kit.desk, stage.session.path
    assert path is not None
    before = path.read_bytes()
    desk.close(stage.session)
    desk.open([path])
    stage.until(lambda: desk.current is not None and desk.current.path == path, _("The article"))
    assert stage.window.view is not None
    cursor = stage.window.view.body.editor.textCursor()
    cursor.movePosition(cursor.MoveOperation.Start)
    cursor.insertText(f"{_WORD} ")
    _save(stage)
    after = path.read_bytes()
    if after != before.replace(b"\n\nTwo", f"\n\n{_WORD} Two".encode()) or parse(after).outcome is not Outcome.OPEN:
        raise Failed(_("More was changed in the file than what was typed."))
    return _("one word typed, one word changed in the file")


def _save(stage: Stage) -> None:
    ended: list[bool] = []
    stage.program.kit.saver.save(stage.session, ended.append)
    stage.until(lambda: ended, _("The end of saving"))
    if not ended[0]:
        raise Failed(_("The article was not saved."))


def _page(stage: Stage) -> str:
    _need_chromium()
    pane, seen = stage.window.preview, [""]
    stage.until(lambda: pane.view is not None, _("The page beside the text"))

    def look() -> bool:
        page = getattr(pane.view, "page", None)
        if page is None:
            raise Failed(_("The page is shown as plain text only, because Qt WebEngine cannot be loaded."))
        page().runJavaScript(_LATEST_PAGE, _OUR_WORLD, lambda text: seen.__setitem__(0, str(text)))
        return _WORD in seen[0]

    stage.until(look, _("The page beside the text"))
    return _("Chromium {version}").format(version=import_module("PySide6.QtWebEngineCore").qWebEngineChromiumVersion())


def _need_chromium() -> None:
    if chromium_refuses():
        raise LeftOut(_("Chromium does not run as root. Repeat this as an ordinary user."))


def _paper(stage: Stage) -> str:
    _need_chromium()
    session, made = stage.session, list[bytes]()
    worker = RenderWorker()
    with closing(worker):
        document = PreviewDocument("self-test", session.body, headline=_HEADLINE)
        page = page_of(document, worker.rendered(session.body).html)
    stage.window.paper.pdf(page, made.append)
    stage.until(lambda: made, _("The page on paper"))
    if not made[0].startswith(b"%PDF"):
        raise Failed(_("The page could not be put on paper."))
    return ngettext("{n} byte of PDF", "{n} bytes of PDF", len(made[0])).format(n=len(made[0]))


def _long_texts(_stage: Stage) -> str:
    worker = RenderWorker()
    with closing(worker):
        html = worker.rendered(_TANGLED).html
    if html.problem or "footnote" not in str(html):
        raise Failed(html.problem or _("A text was not laid out as it should be."))
    return _("laid out by a process of their own")


def _tools(stage: Stage) -> CheckTools:
    kit = stage.program.kit
    return CheckTools(kit.resources, Places(stage.archive, stage.archive, stage.archive, ()))


def _spelling(stage: Stage) -> str:
    spelling = _tools(stage).spelling(None)
    if not spelling.load():
        raise Failed(spelling.fault)
    if not spelling.knows("colour") or spelling.knows("recieved") or "received" not in spelling.suggestions("recieved"):
        raise Failed(_("The dictionary is not that of British English."))
    return _("British English")


def _checks(stage: Stage) -> str:
    kit = stage.program.kit
    values = {**stage.session.fields.values, "published": "2018-05-20T09:00"}
    draft = Draft(values, _FAULTY, {}, kit.desk.profile(None, _AREA), False, date(2018, 5, 21))
    found = {problem.rule for problem in Checker(_tools(stage).toolbox(None), ALL).problems(draft)}
    missed = [start for start in _FINDS if not any(rule.startswith(start) for rule in found)]
    if missed:
        raise Failed(_("Mistakes were not found: {rules}").format(rules=", ".join(missed)))
    return ngettext("{n} mistake found", "{n} mistakes found", len(found)).format(n=len(found))


def _library(stage: Stage) -> str:
    """An index is made by another process of this program, as for the window, and asked here."""
    path, root = stage.session.path, stage.archive.parent / "another archive"
    assert path is not None
    copy = root / NEWS / _AREA / path.name
    copy.parent.mkdir(parents=True)
    save(copy, path.read_bytes(), None, versions=NoVersions())
    refreshed = IndexWorker(root).run()
    with closing(Index.open(root, index_folder())) as index:
        hits = index.search(parse_query("bicycles canal"))
    if refreshed.added != 1 or len(hits) != 1 or hits[0].record.headline != _HEADLINE:
        raise Failed(_("The article is not found by its words."))
    return _("an article read by a process of its own, and found by its words")


def _pictures(stage: Stage) -> str:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(0xFF336699)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if not QImageWriter(buffer, QByteArray(b"jpeg")).write(image):
        raise Failed(_("Qt cannot write JPEG."))
    kept = keep_picture(bytes(buffer.data().data()), stage.archive, 2018, "canal")
    return kept.relative_to(stage.archive).as_posix()


def _team(stage: Stage) -> str:
    pygit2, keyring = import_module("pygit2"), import_module("keyring")
    clone = import_module("editor.services.clone")
    pygit2.init_repository(str(stage.archive))
    found = clone.Clone.find(stage.archive, stage.program.kit.versions)
    if found is None or not found.standings():
        raise Failed(_("The archive is not seen as one that is shared."))
    if not pygit2.features & pygit2.enums.Feature.HTTPS:
        raise Failed(_("The archive could not be shared by HTTPS."))
    return _("libgit2 {version}, passwords in {keyring}").format(
        version=pygit2.LIBGIT2_VERSION, keyring=_name_of(keyring.get_keyring())
    )


def _name_of(keyring: object) -> str:
    kind = type(keyring)
    return f"{kind.__module__}.{kind.__qualname__}"
