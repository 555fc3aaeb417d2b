"""The page as a reader will see it, beside the text."""

from editor.gui.preview.here import Here, Move, Spot
from editor.gui.preview.pane import ARGUMENTS, Look, PreviewPane, prepare, prepared

__all__ = ["ARGUMENTS", "Here", "Look", "Move", "PreviewPane", "Spot", "prepare", "prepared"]
