"""What the tests of the dialogs have in common."""

from __future__ import annotations

from pathlib import Path

from editor.services.profiles import ProfileName

RESOURCES = Path(__file__).parents[3] / "resources"
AREAS = [
    ProfileName("Kent", "Kent Police"),
    ProfileName("Surrey", "Surrey Police"),
    ProfileName("Sussex", "Sussex Police"),
]
