"""Beginning an article with what another one says."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from editor.app.desk import Desk
from editor.app.jobs import Jobs
from editor.core import lens
from editor.core.article import Article
from editor.core.codec import parse
from editor.core.errors import CopydeskError
from editor.services.folders import read_bytes

_CARRIED = ("headline", "summary", "section", "image")
"""What a new article takes from the old one beside its text: the moment and the web address are its own."""


def start_from(path: Path, desk: Desk, jobs: Jobs, failed: Callable[[CopydeskError], None]) -> None:
    """Begin a draft, of today, that says what the article in a file says. ``failed`` where it cannot be read."""

    def begin(article: Article) -> None:
        area = lens.read(article)["area"]
        fields = lens.read(article, desk.profile(path, area))
        desk.new(area)
        session = desk.current
        assert session is not None
        session.change({name: fields[name] for name in _CARRIED if fields[name]})
        session.put_body(article.body)

    jobs.read(lambda: parse(read_bytes(path)).article, begin, failed)
