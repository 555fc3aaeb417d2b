"""Putting two people's changes of one file together: articles by key, paragraph and word, other texts by line."""

from __future__ import annotations

import pygit2
from pygit2.enums import FileMode

from editor.core.article import Article
from editor.core.codec import Outcome, dump, parse
from editor.core.errors import CopydeskError
from editor.core.merge import merge


def is_article(path: str) -> bool:
    """Whether a file of this name is an article."""
    return path.lower().endswith(".md")


def same(one: bytes | None, other: bytes | None) -> bool:
    """Whether two files are the same but for line ends, which Git may have turned round when it made the clone."""
    if one is None or other is None:
        return one is other
    return one == other or one.replace(b"\r\n", b"\n") == other.replace(b"\r\n", b"\n")


def merged(repo: pygit2.Repository, path: str, base: bytes | None, mine: bytes, theirs: bytes) -> bytes | None:
    """Both changes in one file; None where a person has to decide."""
    if same(mine, theirs) or same(theirs, base):
        return mine
    if same(mine, base):
        return theirs
    if is_article(path):
        articles = [_article(data) for data in (base, mine, theirs)]
        if None not in articles:
            return _merged_article(mine, theirs, *(article for article in articles if article is not None))
    return _merged_text(repo, base, mine, theirs)


def _article(data: bytes | None) -> Article | None:
    """What is understood, and kept exactly; None otherwise."""
    if data is None:
        return Article()
    reading = parse(data)
    return reading.article if reading.outcome is not Outcome.OPEN_RAW and reading.exact else None


def _merged_article(data: bytes, their_data: bytes, base: Article, mine: Article, theirs: Article) -> bytes | None:
    result = merge(base, mine, theirs)
    if result.conflicts:
        return None
    if result.article == mine:
        return data
    if result.article == theirs:
        return their_data
    try:
        return dump(result.article)
    except CopydeskError:
        return None


def _merged_text(repo: pygit2.Repository, base: bytes | None, mine: bytes, theirs: bytes) -> bytes | None:
    """By lines, as Git does. A file with a zero byte is no text, and one that is not UTF-8 cannot come back whole."""
    if base is None:
        return None
    texts = (base, mine, theirs)
    if any(b"\0" in each for each in texts):
        return None
    try:
        for each in texts:
            each.decode()
    except UnicodeDecodeError:
        return None
    first, ours, others = (pygit2.IndexEntry("file", repo.create_blob(each), FileMode.BLOB) for each in texts)
    result = repo.merge_file_from_index(first, ours, others)
    return result.contents.encode() if result.automergeable else None
