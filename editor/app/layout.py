"""The page of an article, laid out once on a thread: for printing and copying, whatever the preview is doing."""

from __future__ import annotations

from contextlib import closing

from editor.core.markdown import Page, PreviewDocument, Renderer, page_of
from editor.services.render_worker import RenderWorker


def laid_out(document: PreviewDocument) -> Page:
    """The page of an article; a text that cannot be laid out in time is shown as it was typed. Takes up to seconds."""
    html = Renderer().quick(document.body)
    if html is None:
        with closing(RenderWorker()) as worker:
            html = worker.rendered(document.body).html
    return page_of(document, html)
