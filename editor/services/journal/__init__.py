"""Unsaved work, kept in the person's own folder a second after it was typed, and offered again after a crash."""

from editor.services.journal.entry import Entry, new_key
from editor.services.journal.journal import Journal, Leftover
from editor.services.journal.journals import Journals

__all__ = ["Entry", "Journal", "Journals", "Leftover", "new_key"]
