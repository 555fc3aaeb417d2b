"""The pane "Ready to publish": what stands between the article in front and its publication."""

from editor.gui.checks.pane import ReadyPane

__all__ = ["ReadyPane"]
