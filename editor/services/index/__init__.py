"""The index of an archive: fifty thousand articles at hand. Nothing of it is needed to edit."""

from editor.services.index.index import Index
from editor.services.index.refreshing import Progress, Refreshed

__all__ = ["Index", "Progress", "Refreshed"]
