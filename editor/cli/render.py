"""``copydesk render``: an article as the preview shows it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from contextlib import closing
from pathlib import Path

from editor.cli.articles import OpenedArticle, open_article
from editor.cli.console import FINE, PROBLEMS
from editor.cli.desk import Desk
from editor.core import lens
from editor.core.codec import Outcome
from editor.core.errors import CopydeskError
from editor.core.language import _
from editor.core.markdown import Html, PreviewDocument, Renderer, page_of, standalone
from editor.core.markdown.renderer import as_text
from editor.core.textual import date_for_readers
from editor.services.render_worker import RenderWorker


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar=_("FILE"), help=_("the article"))
    parser.add_argument(
        "--page", action="store_true", help=_("a whole page with headline, date, summary and style sheet")
    )


def run(args: Namespace, desk: Desk) -> int:
    """Print the HTML; the exit code. A text that cannot be laid out is printed as it was typed, and is a problem."""
    opened = open_article(Path(args.file), desk)
    html = _html(opened)
    desk.console.say(_page(opened, html, desk) if args.page else str(html))
    if html.problem:
        desk.console.tell(html.problem)
        return PROBLEMS
    return FINE


def _html(opened: OpenedArticle) -> Html:
    reading = opened.reading
    if reading.outcome is Outcome.OPEN_RAW:
        return as_text(reading.text, reading.departures[-1].sentence)
    body = reading.article.body
    # Most texts take milliseconds. The others get a process that can be ended.
    quick = Renderer().quick(body)
    if quick is not None:
        return quick
    with closing(RenderWorker()) as worker:
        return worker.rendered(body).html


def _page(opened: OpenedArticle, html: Html, desk: Desk) -> str:
    fields = lens.read(opened.article, opened.profile)
    profile = opened.profile
    document = PreviewDocument(
        key=str(opened.file.path),
        body=fields.body,
        organisation=profile.name if profile else fields["area"],
        headline=fields["headline"],
        date_text=date_for_readers(fields["published"]),
        summary=fields["summary"],
        image=fields["image"],
        style=profile.style_sheet if profile else "",
    )
    return standalone(page_of(document, html), _usual_style(desk), fields["title"] or fields["headline"])


def _usual_style(desk: Desk) -> str:
    path = desk.resources / "preview" / "page.css"
    try:
        return path.read_text("utf-8")
    except OSError as error:
        raise CopydeskError(
            _("Copydesk's own file “{path}” cannot be read ({reason}); please install it again.").format(
                path=path, reason=error.strerror
            ),
            code="resources",
            where=str(path),
        ) from error
