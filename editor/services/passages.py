"""The ready-made passages that count for an article, and where one writes one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from editor.core.checks.boilerplate import LIST, Filled, Snippet, filled, snippets
from editor.core.checks.values import Draft
from editor.services.archive import Archive
from editor.services.checking import CheckTools
from editor.services.rules import rule_folders
from editor.services.settings import Places


@dataclass(frozen=True, slots=True)
class Passages:
    """The passages in their order, and the ``folder`` of the rule files in which more of them can be written."""

    snippets: Sequence[Snippet]
    folder: Path

    def filled(self, draft: Draft) -> Sequence[Filled]:
        """The passages as they read in an article."""
        return [filled(snippet, draft) for snippet in self.snippets]


def passages(tools: CheckTools, places: Places, archive: Archive | None) -> Passages:
    """What there is for the articles of an archive. May read files: not for the GUI thread."""
    *_others, folder = rule_folders(Path(), places, archive)
    return Passages(snippets(tools.book(archive).lists.get(LIST, ())), folder)
