"""What the behaviour asks of the window: questions, choices of files, reports."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Protocol


class Role(Enum):
    """What an answer does, so that a window can place and colour its button."""

    MAIN = "main"
    OTHER = "other"
    DESTRUCTIVE = "destructive"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class Answer:
    """One button: its id, what it says (a verb), what it does."""

    id: str
    label: str
    role: Role = Role.OTHER


@dataclass(frozen=True, slots=True)
class Question:
    """A question with named answers. The first MAIN one is the default; a closed window means the CANCEL one."""

    title: str
    sentence: str
    answers: tuple[Answer, ...]
    detail: str = ""


class Prompts(Protocol):
    """The person in front of the window."""

    def ask(self, question: Question) -> str:
        """The id of the answer chosen."""

    def tell(self, title: str, sentence: str) -> None:
        """Say something that went wrong."""

    def files_to_open(self, start: Path) -> list[Path]:
        """Choose articles to open; empty for none."""

    def file_to_save(self, start: Path) -> Path | None:
        """Choose a name to save under; None for not at all."""

    def archive_folder(self, start: Path) -> Path | None:
        """Choose the folder of the archive."""

    def copy_text(self, text: str) -> None:
        """Put a text on the clipboard."""
