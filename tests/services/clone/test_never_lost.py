"""Whatever two people do with one archive: every text that either saved is in a commit or in a work tree."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from editor.core.codec import parse
from editor.services.clone import Decision
from tests.services.clone.team import Colleague, Team, article, everything

NAMES = ["news/Surrey/one.md", "news/Surrey/two.md", "drafts/Surrey/three.md"]
WORDS = st.sampled_from(["alpha", "beta", "gamma", "delta"])
WHO = st.integers(0, 1)
NAME = st.sampled_from(NAMES)

Act = tuple[str, int, str, str, str]
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["headline", "first", "last", "share", "update", "rename", "remove"]), WHO, NAME, NAME, WORDS
    ),
    min_size=1,
    max_size=14,
)


class Pair:
    """Two colleagues; ``saved`` are all words that either ever wrote, each of its own."""

    def __init__(self, folder: Path) -> None:
        self.team = Team(folder)
        first = self.team.join("ann")
        for name in NAMES:
            first.save(name, article(name))
        first.share(*NAMES)
        self.people = [first, self.team.join("bob")]
        self.saved: list[bytes] = []
        self._acts: dict[str, Callable[[Colleague, str, str, str], None]] = {
            "share": self.share,
            "update": lambda who, _name, _other, _word: self.settle(who),
            "rename": self.rename,
            "remove": self.remove,
        }

    def act(self, act: Act) -> None:
        kind, number, name, other, word = act
        who = self.people[number]
        if kind in self._acts:
            self._acts[kind](who, name, other, word)
        else:
            self.write(who, kind, name, f"{word}{len(self.saved)}")

    def write(self, who: Colleague, part: str, name: str, word: str) -> None:
        """Change a part of an article as a person would: what is there now, with another text in that place."""
        path = who.root / name
        now = parse(path.read_bytes()).article if path.exists() else None
        texts = {"headline": name, "first": "First.", "last": "Last."}
        if now is not None:
            texts["headline"] = str(now.front["og"]["title"])  # type: ignore[call-overload,index]
            texts["first"], _gap, texts["last"] = now.body.partition("\n\n")
        # What the person takes out is not lost.
        self.saved = [one for one in self.saved if one.decode() not in texts[part].split()]
        texts[part] = word
        who.save(name, article(**texts))
        self.saved.append(word.encode())

    def rename(self, who: Colleague, name: str, other: str, _word: str) -> None:
        if (who.root / name).exists() and not (who.root / other).exists():
            (who.root / other).parent.mkdir(parents=True, exist_ok=True)
            (who.root / name).rename(who.root / other)

    def remove(self, who: Colleague, name: str, _other: str, _word: str) -> None:
        """Remove an article that is shared: what is not, the person throws away by that."""
        if (who.root / name).exists() and name not in who.states():
            who.remove(name)

    def settle(self, who: Colleague) -> None:
        """Get updates, and decide what collides: both texts, one after the other."""
        collisions = who.update().collisions
        for _round in range(3):
            if not collisions:
                return
            both = {one: b"\n\n".join(data.strip() for data in (one.ours, one.theirs) if data) for one in collisions}
            collisions = who.clone.finish([Decision(one, data) for one, data in both.items()], who.talk).collisions
        assert not collisions

    def share(self, who: Colleague, *_parts: str) -> None:
        self.settle(who)
        if states := who.states():
            assert who.share(*states).commit
            assert not who.states()

    def all_bytes(self) -> bytes:
        found = everything([self.team.bare])
        for who in self.people:
            found |= everything([who.root])
            found |= {path.read_bytes() for path in who.root.rglob("*.md")}
        return b"\0".join(found)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_every_text_is_somewhere_and_both_end_up_with_the_same(acts: list[Act]) -> None:
    folder = Path(tempfile.mkdtemp(prefix="copydesk-test-"))
    try:
        pair = Pair(folder)
        for act in acts:
            pair.act(act)
        for _round in range(2):
            for who in pair.people:
                pair.share(who)
        for who in pair.people:
            pair.settle(who)
        ann, bob = pair.people
        assert ann.files() == bob.files()
        assert [ann.text(name) for name in ann.files()] == [bob.text(name) for name in bob.files()]
        there = pair.all_bytes()
        assert [word for word in pair.saved if word not in there] == []
    finally:
        shutil.rmtree(folder)
