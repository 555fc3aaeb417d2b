"""Beginning an article with what carries over from another one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from editor.app.desk import Desk
from editor.app.jobs import Jobs
from editor.core import lens
from editor.core.article import Article
from editor.core.codec import parse
from editor.core.errors import CopydeskError
from editor.core.fields import Fields
from editor.services.folders import read_bytes

Carry = Callable[[Fields], Mapping[str, str]]
"""What carries over from an article, by field id and ``body`` (``core.library.following``)."""


def begin_from(path: Path, carry: Carry, desk: Desk, jobs: Jobs, failed: Callable[[CopydeskError], None]) -> None:
    """Begin a draft, of today, with what carries over from the article in a file. ``failed`` where it is not read."""

    def begin(article: Article) -> None:
        area = lens.read(article)["area"]
        changes = dict(carry(lens.read(article, desk.profile(path, area))))
        body = changes.pop("body", "")
        desk.new(changes.pop("area", area))
        session = desk.current
        assert session is not None
        session.change(changes)
        session.put_body(body)

    jobs.read(lambda: parse(read_bytes(path)).article, begin, failed)
