"""From a key to the letter on the screen, and to the same letter on the page beside it.

    python -m tests.benchmarks.bench_keys [--keys N]        JSON; a small text and the largest of the archive

One key at a time, the next only when nothing moves any more. ``ratio`` is to the least window that Qt can show.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import replace

from tests.benchmarks.driving import LARGE, PAGE, POLL, SMALL, TEXT, Desk, Keys, Watch, desk, settle, summary
from tests.e2e.screen import until

KEYS = 40
# Where the typed line stands: a small area is looked at in no time, and the program needs the processor.
TEXT_LINE, PAGE_LINE = replace(TEXT, height=100), replace(PAGE, height=150)
LETTERS = "mwmwmwm"  # wide ones: a change that is as narrow as a cursor does not count


def type_one(place: Desk, keys: Keys, letter: str, *, with_page: bool) -> tuple[float, float | None]:
    """Seconds from a key to the text and to the page."""
    text, page = Watch(place.frame, TEXT_LINE), Watch(place.frame, PAGE_LINE)
    begun = keys.press(letter)
    shown: float | None = None
    while shown is None or (with_page and len(page.pictures) == 1):
        if shown is None and text.look():
            shown = text.since - begun
        if with_page:
            page.look()
        if time.perf_counter() - begun > 10:
            raise TimeoutError(f"The key {letter!r} did not reach {'the page' if shown else 'the text'}.")
        time.sleep(POLL)
    first = page.since - begun if with_page else None
    settle([text, page] if with_page else [text])
    return shown, first


def run(place: Desk, program: str, characters: int, times: int) -> dict[str, dict[str, float]]:
    """Figures of one program with one text."""
    with_page = program == "copydesk"
    process, _begun = place.start(program, place.file(characters))
    until(lambda: place.screen.is_there("Bare|Mornings"), "the window", 60)
    watches = [Watch(place.frame, TEXT), Watch(place.frame, PAGE)]
    settle(watches, rest=2.0)
    place.into_text(program)
    keys = Keys(place.screen.environment["DISPLAY"])
    to_text, to_page = [], []
    for number in range(times + 3):
        if number % len(LETTERS) == 0:
            keys.press("space")  # the line may break here; not measured
            settle([Watch(place.frame, TEXT), Watch(place.frame, PAGE)])
        text, page = type_one(place, keys, LETTERS[number % len(LETTERS)], with_page=with_page)
        if number >= 3:  # the first ones warm up
            to_text.append(text)
            to_page += [page] if page is not None else []
    keys.close()
    place.stop(process)
    return {"text": summary(to_text), **({"page": summary(to_page)} if to_page else {})}


def figures(times: int = KEYS) -> dict[str, object]:
    """Both texts, both programs."""
    found: dict[str, object] = {}
    with desk() as place:
        for name, characters in {"2 KB": SMALL, "134 KB": LARGE}.items():
            each = {program: run(place, program, characters, times) for program in ("bare", "copydesk")}
            floor = each["bare"]["text"]["median_ms"]
            ratios = {part: round(each["copydesk"][part]["median_ms"] / floor, 2) for part in ("text", "page")}
            found[name] = {**each, "ratio": ratios}
    return found


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--keys", type=int, default=KEYS)
    print(json.dumps(figures(arguments.parse_args().keys), indent=1))
