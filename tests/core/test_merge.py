"""What two people made of one article: nothing of either is lost, and nothing is asked that need not be."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from editor.core.article import Article, Value
from editor.core.merge import Conflict, merge, resolve
from tests.core.strategies import articles, texts

words = st.sampled_from(
    ["police", "appeal", "witness", "Guildford", "high", "Tuesday", "car", "blue\u00a0car", "after", "a"]
)
paragraphs = st.lists(words, min_size=1, max_size=8).map(" ".join)
bodies = st.lists(paragraphs, max_size=6).map("\n\n".join)
prose = st.builds(Article, st.just({}), st.one_of(bodies, bodies.map(lambda body: body + "\n"), st.text("ab \n\t")))
any_articles = st.one_of(prose, articles)


def body(base: str, mine: str, theirs: str) -> tuple[str, tuple[Conflict, ...]]:
    merged = merge(Article(body=base), Article(body=mine), Article(body=theirs))
    return merged.article.body, merged.conflicts


@given(any_articles, any_articles)
def test_what_one_changes_is_taken(base: Article, changed: Article) -> None:
    for mine, theirs in ((changed, base), (base, changed), (changed, changed)):
        merged = merge(base, mine, theirs)
        assert merged.article == changed
        assert merged.conflicts == ()
        assert resolve(merged, ()) == changed


@given(any_articles, any_articles, any_articles)
def test_both_sides_are_treated_alike(base: Article, mine: Article, theirs: Article) -> None:
    merged, turned = merge(base, mine, theirs), merge(base, theirs, mine)
    told = {(c.where, repr(c.base), repr(c.mine), repr(c.theirs)) for c in merged.conflicts}
    assert told == {(c.where, repr(c.base), repr(c.theirs), repr(c.mine)) for c in turned.conflicts}
    if not told:
        assert merged.article == turned.article


@given(any_articles, any_articles, any_articles)
def test_choosing_mine_changes_nothing_and_theirs_is_the_other_ones_merge(
    base: Article, mine: Article, theirs: Article
) -> None:
    merged, turned = merge(base, mine, theirs), merge(base, theirs, mine)
    assert resolve(merged, [conflict.mine for conflict in merged.conflicts]) == merged.article
    by_hand = resolve(merged, [conflict.theirs for conflict in merged.conflicts])
    assert by_hand.front == turned.article.front
    assert by_hand.body.split() == turned.article.body.split()


# What a side does to a paragraph of its own; the last puts two behind it.
NOTHING, EDIT, REMOVE, PUT, EDIT_AND_PUT = range(5)


def edited(base: list[str], whose: list[int], sides: tuple[int, ...]) -> list[str]:
    """The paragraphs after these sides changed their own."""
    out = []
    for number, (text, owner) in enumerate(zip(base, whose, strict=True)):
        side, kind = divmod(owner, 5)
        kind = kind if side in sides else NOTHING
        if kind != REMOVE:
            out.append(f"{text} {side}" if kind in (EDIT, EDIT_AND_PUT) else text)
        if kind in (PUT, EDIT_AND_PUT):
            out.append(f"new {number} of {side}")
        if kind == EDIT_AND_PUT:
            out.append(f"another {number} by {side}")
    return out


@given(st.lists(st.integers(0, 9), min_size=1, max_size=9))
def test_changes_of_different_paragraphs_never_collide(whose: list[int]) -> None:
    base = [f"paragraph {number} of this text" for number in range(len(whose))]
    mine, theirs = ("\n\n".join(edited(base, whose, (side,))) + "\n" for side in (0, 1))
    merged, conflicts = body("\n\n".join(base) + "\n", mine, theirs)
    assert conflicts == ()
    assert [part for part in merged.strip().split("\n\n") if part] == edited(base, whose, (0, 1))


@given(st.lists(st.sampled_from([0, 0, 1, 2]), min_size=1, max_size=12))
def test_changes_of_different_words_never_collide(whose: list[int]) -> None:
    kept = [0 if at and side and whose[at - 1] not in (0, side) else side for at, side in enumerate(whose)]
    assume(all(not (a and b and a != b) for a, b in pairwise(kept)))
    base = [f"word{number}" for number in range(len(kept))]
    mine, theirs, both = (
        " ".join(f"{word}{side}" if side in sides else word for word, side in zip(base, kept, strict=True))
        for sides in ((1,), (2,), (1, 2))
    )
    assert body(" ".join(base), mine, theirs) == (both, ())


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 6), min_size=1))
def test_changes_of_different_keys_never_collide(plan: dict[str, int]) -> None:
    """0 untouched, then changed, removed, added, by me (1-3) or them (4-6)."""

    def front(sides: tuple[int, ...]) -> dict[str, Value]:
        inner: dict[str, Value] = {}
        for key, what in plan.items():
            acts = what and (what - 1) // 3 in sides
            kind = (what - 1) % 3 + 1 if what else 0
            if not (kind == 3 and not acts) and not (kind == 2 and acts):
                inner[key] = "changed" if kind == 1 and acts else "text"
        return {"title": "Missing", "og": inner} if inner else {"title": "Missing"}

    merged = merge(Article(front(())), Article(front((0,))), Article(front((1,))))
    assert merged.conflicts == ()
    assert merged.article.front == front((0, 1))


# Cases that a person can read

THREE = "One man.\n\nTwo men.\n\nThree men.\n"


@pytest.mark.parametrize(
    ("mine", "theirs", "merged"),
    [
        (
            "One man!\n\nTwo men.\n\nThree men.\n",
            "One man.\n\nTwo men!\n\nThree men.\n",
            "One man!\n\nTwo men!\n\nThree men.\n",
        ),
        ("Two men.\n\nThree men.\n", "One man.\n\nTwo men.\n", "Two men.\n"),
        ("New.\n\n" + THREE, THREE + "\nEnd.\n", "New.\n\n" + THREE + "\nEnd.\n"),
        ("", THREE + "\nEnd.\n", "End."),
        (THREE.replace("\n\n", "\n\n\n"), "One man.\n\nThree men.\n", "One man.\n\n\nThree men.\n"),
        (THREE.replace("\n\n", "\n\n\n"), THREE.replace("\n\n", "\n \n"), "One man.\n\n\nTwo men.\n\n\nThree men.\n"),
        ("\n" + THREE, THREE.rstrip(), "\n" + THREE.rstrip()),
        (THREE + "\n\n", THREE.rstrip(), THREE.rstrip()),
        (
            "One\u00a0man.\n\nTwo men.\n\nThree men.\n",
            THREE + "\nEnd.\n",
            "One\u00a0man.\n\nTwo men.\n\nThree men.\n\nEnd.\n",
        ),
    ],
)
def test_what_does_not_collide(mine: str, theirs: str, merged: str) -> None:
    assert body(THREE, mine, theirs) == (merged, ())


def test_words_of_one_paragraph() -> None:
    base = "Officers were called to the High Street at 9pm on Tuesday."
    mine = "Officers were called to Guildford High Street at 9pm on Tuesday."
    theirs = "Officers were called to the High Street at 10pm on Tuesday night."
    assert body(base, mine, theirs) == (
        "Officers were called to Guildford High Street at 10pm on Tuesday night.",
        (),
    )
    conflict = body(base, base.replace("9pm", "8pm"), theirs)[1][0]
    assert (conflict.where, conflict.paragraph, conflict.base) == ("body", 1, base)


def test_neighbouring_words_are_a_conflict() -> None:
    assert len(body("a red car", "a blue car", "a red van")[1]) == 1
    assert body("a red old car", "a blue old car", "a red old van") == ("a blue old van", ())


def test_several_paragraphs_changed_by_both_are_compared_one_by_one() -> None:
    merged, conflicts = body(
        THREE,
        THREE.replace("man", "boy").replace("Two men.", "2 men."),
        THREE.replace("Two", "Six").replace("Three", "3"),
    )
    assert merged == "One boy.\n\n2 men.\n\n3 men.\n"
    assert [(c.paragraph, c.base, c.mine, c.theirs) for c in conflicts] == [(2, "Two men.", "2 men.", "Six men.")]


def test_a_paragraph_removed_here_and_changed_there() -> None:
    merged = merge(
        Article(body=THREE), Article(body="One man.\n\nThree men.\n"), Article(body=THREE.replace("Two", "2"))
    )
    (conflict,) = merged.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs, conflict.paragraph) == ("Two men.", None, "2 men.", 2)
    assert merged.article.body == "One man.\n\nThree men.\n"
    assert resolve(merged, ["2 men."]).body == "One man.\n\n2 men.\n\nThree men.\n"
    assert resolve(merged, [None]).body == "One man.\n\nThree men.\n"


def test_two_new_texts_at_one_place() -> None:
    merged = merge(Article(body="A\n"), Article(body="A\n\nB\n\nB2\n"), Article(body="A\n\nC\n"))
    (conflict,) = merged.conflicts
    assert (conflict.base, conflict.mine, conflict.theirs) == (None, "B\n\nB2", "C")
    assert resolve(merged, [f"{conflict.mine}\n\n{conflict.theirs}"]).body == "A\n\nB\n\nB2\n\nC\n"


FOUND = "Police found a man in the river at Guildford."
CAR = "A blue car was seen near the bridge on Tuesday."
CALL = "Anyone who saw it is asked to call 101."
NEW = "The road was closed for three hours."
RED, WHITE = CAR.replace("blue", "red"), CAR.replace("blue", "white")


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "merged", "asked"),
    [
        # one puts paragraphs in and corrects the one before, the other corrects the next
        ([FOUND, CAR], [FOUND + "!", NEW, CAR], [FOUND, RED], [FOUND + "!", NEW, RED], 0),
        # both correct one and put one behind it, at two places
        ([FOUND, CAR], [FOUND + "!", NEW, CAR], [FOUND, RED, CALL], [FOUND + "!", NEW, RED, CALL], 0),
        # one corrects what the other put something behind: their words apart, then too near each other
        ([CAR, CALL], [CAR + " Again.", NEW, CALL], [RED, CALL], [RED + " Again.", NEW, CALL], 0),
        ([CAR, CALL], [RED, NEW, CALL], [WHITE, CALL], [RED, NEW, CALL], 1),
        # one removes a paragraph and corrects another, which the other corrects too, elsewhere in it
        ([FOUND, CAR, CALL], [RED, CALL], [FOUND, CAR + " Again.", CALL], [RED + " Again.", CALL], 0),
        # the same put in by both is there once
        ([FOUND, CAR], [FOUND + "!", NEW, CAR], [FOUND, NEW, RED], [FOUND + "!", NEW, RED], 0),
        # joined by one, corrected by the other: apart from the seam, then beside it
        ([FOUND, CAR], [f"{FOUND} {CAR}"], [FOUND, CAR + "!"], [f"{FOUND} {CAR}!"], 0),
        ([FOUND, CAR], [f"{FOUND} {CAR}"], [FOUND, RED], [f"{FOUND} {CAR}"], 1),
        # written anew by one in more paragraphs, corrected by the other: one thing to decide, nothing twice
        ([FOUND], [NEW, CALL], [FOUND + "!"], [NEW, CALL], 1),
    ],
)
def test_paragraphs_put_in_by_one_and_corrections_by_the_other(
    base: list[str], mine: list[str], theirs: list[str], merged: list[str], asked: int
) -> None:
    texts_ = ("\n\n".join(part) for part in (base, mine, theirs))
    text, conflicts = body(*texts_)
    assert text.split("\n\n") == merged
    assert len(conflicts) == asked


def test_whichever_side_is_chosen_what_was_put_in_stays_and_is_there_once() -> None:
    merged = merge(*(Article(body="\n\n".join(part)) for part in ([CAR, CALL], [RED, NEW, CALL], [WHITE, CALL])))
    for chosen in (RED, WHITE):
        assert resolve(merged, [chosen]).body.split("\n\n") == [chosen, NEW, CALL]


def test_a_paragraph_that_one_split_and_the_other_rewrote_is_one_thing_to_decide() -> None:
    base = "One man was hurt in the crash. Another one drove away."
    merged = merge(
        Article(body=base),
        Article(body=base.replace(". Another", ".\n\nAnother")),
        Article(body="One man was hurt in the crash. Another ran off."),
    )
    theirs = [conflict.theirs for conflict in merged.conflicts]
    assert resolve(merged, theirs).body == "One man was hurt in the crash. Another ran off."


def test_a_paragraph_split_here_and_corrected_there() -> None:
    base = "One man was hurt in the crash. Another one drove away."
    assert body(base, base.replace(". Another", ".\n\nAnother"), base.replace("away", "off")) == (
        "One man was hurt in the crash.\n\nAnother one drove off.",
        (),
    )


def test_conflicts_of_keys_have_their_address() -> None:
    base = Article({"title": "Old", "og": {"title": "Old", "type": "website"}})
    mine = Article({"title": "Mine", "og": "text", "new": "x"})
    theirs = Article({"title": "Theirs", "og": {"title": "Theirs", "type": "website"}, "new": "y"})
    merged = merge(base, mine, theirs)
    assert [(c.where, c.path, c.paragraph) for c in merged.conflicts] == [
        ("title", ("title",), 0),
        ("og", ("og",), 0),
        ("new", ("new",), 0),
    ]
    assert merged.article == mine
    assert resolve(merged, [c.theirs for c in merged.conflicts]) == theirs
    assert resolve(merged, ["Ours", None, None]).front == {"title": "Ours"}


def test_too_few_choices_are_refused() -> None:
    merged = merge(Article(body="a"), Article(body="b"), Article(body="c"))
    for choices in ([], ["a", "b"]):
        with pytest.raises(ValueError, match="zip"):
            resolve(merged, choices)


def test_conflicts_of_the_text_are_numbered_as_the_merged_text_is_read() -> None:
    base = "\n\n".join("abcdef")
    merged = merge(
        Article(body=base),
        Article(body="1\n\n" + base.replace("d", "D").replace("f", "F")),
        Article(body=base.replace("d", "4").replace("f", "6")),
    )
    assert [conflict.paragraph for conflict in merged.conflicts] == [5, 7]


def test_keys_keep_their_places() -> None:
    base = Article({"a": "1", "z": "1"})
    mine = Article({"a": "2", "m": "1", "z": "1"})
    theirs = Article({"first": "1", "a": "1", "b": "1", "c": "1", "z": "2"})
    assert list(merge(base, mine, theirs).article.front) == ["first", "a", "b", "c", "m", "z"]


@given(texts, texts, texts)
def test_no_word_of_a_conflict_is_lost(base: str, mine: str, theirs: str) -> None:
    merged = merge(Article(body=base), Article(body=mine), Article(body=theirs))
    for side, text in (("mine", mine), ("theirs", theirs)):
        told = merged.article.body + "".join(str(getattr(c, side)) for c in merged.conflicts)
        fresh = set(text.split()) - set(base.split())
        assert fresh <= set(told.split()) | {word for word in fresh if word in told}


def test_a_large_text_merges_quickly_enough() -> None:
    base = [f"Paragraph {number} of a long list, that is alike." for number in range(3000)]
    mine, theirs = list(base), list(base)
    mine[10:12] = ["Mine"]
    theirs[2000] = "Theirs"
    merged, conflicts = body("\n\n".join(base), "\n\n".join(mine), "\n\n".join(theirs))
    assert conflicts == ()
    assert "Mine" in merged and "Theirs" in merged
    same = ["same"] * 3000
    merged, conflicts = body("\n\n".join(same), "\n\n".join([*same, "end"]), "\n\n".join(["start", *same]))
    assert (merged.count("same"), conflicts) == (3000, ())


def test_too_many_rewritten_paragraphs_to_be_told_apart_are_one_thing_to_decide() -> None:
    base = [f"Paragraph {number} of a list." for number in range(60)]
    mine = [text.replace("list", "text") for text in base] + ["One more."]
    merged, conflicts = body("\n\n".join(base), "\n\n".join(mine), "\n\n".join([*base[:30], "Theirs.", *base[31:]]))
    assert merged.split("\n\n") == mine
    assert len(conflicts) == 1


def test_articles_are_not_changed() -> None:
    base = Article({"og": {"title": "a", "type": "b"}}, "a")
    mine = replace(base, front={"og": {"title": "c", "type": "b"}})
    theirs = replace(base, front={"og": {"title": "a"}})
    assert merge(base, mine, theirs).article.front == {"og": {"title": "c"}}
    assert base.front == {"og": {"title": "a", "type": "b"}}
