"""Errors are sentences with an address: what happened, where, what to do next."""

from __future__ import annotations


class CopydeskError(Exception):
    """Something a person has to know: the sentence is shown as it stands.

    ``where`` is its address (a field, a line, a path); ``code`` is a stable short name for tests and scripts.
    """

    def __init__(self, sentence: str, *, code: str, where: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code
        self.where = where

    def __str__(self) -> str:
        return self.sentence
