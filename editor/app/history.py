"""The undo steps of a form."""

from __future__ import annotations

from editor.core.fields import Fields

_MOST = 200


def changed_since(before: Fields, now: Fields) -> dict[str, str]:
    """What a person changed, as ``Fields.having`` takes it."""
    extra = {key: now.extra.get(key, "") for key in (*now.extra, *before.extra)}
    changed = {name: text for name, text in now.values.items() if text != before.values[name]}
    return changed | {f"extra.{key}": text for key, text in extra.items() if text != before.extra.get(key, "")}


class History:
    """Earlier states of the fields. Changes of one field in a row are one step, until ``end_step``."""

    def __init__(self) -> None:
        self._undo: list[Fields] = []
        self._redo: list[Fields] = []
        self._step = ""

    def remember(self, step: str, before: Fields) -> None:
        """Note the state before a change; ``step`` names what is changed."""
        if step != self._step:
            self._undo = [*self._undo[-_MOST:], before]
            self._step = step
        self._redo.clear()

    def end_step(self) -> None:
        """What is changed next is a step of its own (the person went to another field)."""
        self._step = ""

    def clear(self) -> None:
        """Forget every step."""
        self._undo.clear()
        self._redo.clear()
        self.end_step()

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._redo)

    def undo(self, now: Fields) -> Fields | None:
        """The state before the last step, or None."""
        return self._travel(self._undo, self._redo, now)

    def redo(self, now: Fields) -> Fields | None:
        """The state after the step that was taken back last, or None."""
        return self._travel(self._redo, self._undo, now)

    def _travel(self, source: list[Fields], other: list[Fields], now: Fields) -> Fields | None:
        if not source:
            return None
        other.append(now)
        self.end_step()
        return source.pop()
