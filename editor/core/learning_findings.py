"""What was learnt from an archive, how sure it is, and what else there was."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

FEW = 5
"""What fewer values than this say may be chance."""
_OTHERS, _RAREST_OTHER = 3, 0.02


@dataclass(frozen=True, slots=True)
class Share:
    """A value, and the share of what was looked at that has it (0 to 1)."""

    value: str
    support: float


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was learnt: for which part of a profile (``constants``) and which of its keys, if it has any.

    ``support`` is the share that it holds for (0 to 1); ``seen`` is how many values told it. ``others`` are the
    runners-up, the most frequent first: their shares and this one's may overlap, and need not add up to 1.
    """

    part: str
    value: str
    support: float
    seen: int
    key: str = ""
    others: tuple[Share, ...] = ()

    @property
    def is_thin(self) -> bool:
        """Whether too little was seen to be sure, or less than half of it agrees."""
        return self.seen < FEW or self.support < 0.5


def finding(
    part: str, hits: Mapping[str, int], of: int, *, key: str = "", value: str | None = None, seen: int | None = None
) -> Finding:
    """What so many of ``of`` values say, for the given value or the one that most say (the first of equals)."""
    chosen = best(hits) if value is None else value
    rest = sorted(((text, count) for text, count in hits.items() if text != chosen), key=lambda pair: -pair[1])
    of = max(of, 1)
    others = tuple(Share(text, count / of) for text, count in rest[:_OTHERS] if count >= _RAREST_OTHER * of)
    return Finding(part, chosen, hits.get(chosen, 0) / of, of if seen is None else seen, key, others)


def best(hits: Mapping[str, int]) -> str:
    """The candidate with most hits, the first of equals."""
    return max(hits, key=lambda text: hits[text])
