"""Earlier states of files, kept before each save."""

from editor.services.versions.versions import KEPT, LEAST, Version, Versions

__all__ = ["KEPT", "LEAST", "Version", "Versions"]
