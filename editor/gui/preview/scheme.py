"""The one address under which a page gets anything: pictures that lie beside the article or in its archive.

``copydesk-image:`` + the article's key + ``/`` + the address as it stands in the text, as one quoted name. The page
cannot ask for anything else with it: which file that is, and whether it is a picture, is decided by who ``fetch`` asks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from urllib.parse import quote, unquote

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QUrl
from PySide6.QtWebEngineCore import QWebEngineUrlRequestJob, QWebEngineUrlScheme, QWebEngineUrlSchemeHandler
from shiboken6 import isValid

SCHEME = "copydesk-image"


class FoundPicture(Protocol):
    """A picture that may be shown."""

    @property
    def data(self) -> bytes:
        """Its bytes."""

    @property
    def kind(self) -> str:
        """Its media type."""


Fetch = Callable[[str, str, Callable[[FoundPicture | None], None]], None]
"""Finds the picture at an address of the article with a key, and hands it over some time later, or None."""


def register() -> None:
    """Make the scheme known. Qt hears it only before the first web profile of the process is made."""
    name = QByteArray(SCHEME.encode())
    if QWebEngineUrlScheme.schemeByName(name).name():
        return
    scheme = QWebEngineUrlScheme(name)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Path)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)


def base_of(key: str) -> str:
    """How the addresses of an article's pictures begin on its page."""
    return f"{SCHEME}:{quote(key, safe='')}/"


class PictureHandler(QWebEngineUrlSchemeHandler):
    """Answers the page's requests for pictures, without keeping the window waiting."""

    def __init__(self, fetch: Fetch, parent: QObject) -> None:
        super().__init__(parent)
        self._fetch = fetch

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Ask for the picture; the job may be gone before the answer comes."""
        if job.requestMethod() != QByteArray(b"GET"):
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
            return
        path = job.requestUrl().path(QUrl.ComponentFormattingOption.FullyEncoded)
        key, _slash, address = path.partition("/")
        self._fetch(unquote(key), unquote(address), lambda found: _answer(job, found))


def _answer(job: QWebEngineUrlRequestJob, found: FoundPicture | None) -> None:
    if not isValid(job):
        return
    if found is None:
        job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
        return
    buffer = QBuffer(job)
    buffer.setData(QByteArray(found.data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    job.reply(QByteArray(found.kind.encode()), buffer)
