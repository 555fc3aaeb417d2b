"""The library: every article of the archive, found while one types."""

from editor.gui.library.pane import LibraryPane

__all__ = ["LibraryPane"]
