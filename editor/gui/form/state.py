"""What the form shows, as one value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from editor.core.fields import Fields
from editor.core.profile import Profile


@dataclass(frozen=True, slots=True)
class FormState:
    """An article as the form shows it; a new one after every change.

    ``key`` tells one article from another: with a new key the form forgets what was half typed or unlocked.
    """

    fields: Fields = field(default_factory=Fields)
    profile: Profile | None = None
    areas: Sequence[tuple[str, str]] = ()
    """The organisations to choose from: the ``area`` of each, and its name."""
    released: bool = False
    slug_follows: bool = True
    read_only: bool = False
    suggestion: str = ""
    """What may serve as the summary: the first paragraph of the text."""
    place_hint: str = ""
    """A sentence under the web address, such as that it is taken."""
    key: str = ""
