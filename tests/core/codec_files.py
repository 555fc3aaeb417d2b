"""Files as a person, another program or a crash may leave them, and what is true of reading each."""

from __future__ import annotations

from hypothesis import strategies as st

from editor.core.article import Tagged
from editor.core.codec import Outcome, Refusal, dump, is_canonical, parse
from tests.core.strategies import fronts, odd, texts

# Words that files are made of: what a person, another program or a crash may put anywhere.
pieces = st.sampled_from(
    [
        *(
            "a",
            "b: c\n",
            "og:\n  title: x\n",
            "title: ",
            "'",
            '"',
            "- ",
            "  ",
            "\t",
            "\n",
            "\n\n",
            "```",
            "```yaml\n",
            "```\n",
        ),
        *(
            "~~~",
            "---\n",
            "...\n",
            "+++\n",
            "{",
            "[",
            "]",
            "}",
            "&a ",
            "*a",
            "!x ",
            "!!int ",
            "? ",
            ": ",
            "# c",
            "|\n",
            ">-\n",
        ),
        *(
            "<<: ",
            "%YAML 1.2\n",
            "\\u2019",
            "\u2019",
            "\u00a0",
            "\u2028",
            "\x85",
            "\ufeff",
            "\ufffe",
            "\x00",
            "\x07",
            "\x7f",
        ),
        *(
            "yes",
            "012",
            "2024-02-30",
            "=",
            "~",
            "",
            "<<<<<<< a\n",
            ">>>>>>> b\n",
            "\r",
            "\r\n",
            "\U0001f693",
            "\U0010fff0",
        ),
    ]
)
soups = st.lists(pieces, max_size=25).map("".join)
blocks = st.builds("```yaml\n{}```\n{}".format, soups, soups)
bodies = st.one_of(st.text(st.characters(exclude_categories=("Cs",)), max_size=60), soups)
values = st.recursive(
    st.one_of(texts, texts, odd, st.just({}), st.just(())),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(texts, inner, max_size=3),
        st.builds(Tagged, st.sampled_from(["!x", "tag:yaml.org,2002:set"]), st.dictionaries(texts, inner, max_size=2)),
        st.builds(Tagged, st.just("!y"), texts),
    ),
    max_leaves=8,
)
some_fronts = st.one_of(fronts, st.dictionaries(texts, values, max_size=4))


def agrees(data: bytes) -> None:
    """The quick judgement of what is canonical is that of the careful one."""
    try:
        reading = parse(data)
    except Refusal:
        assert not is_canonical(data)
        return
    expected = (
        reading.outcome is not Outcome.OPEN_RAW
        and all(departure.kept for departure in reading.departures)
        and dump(reading.article) == data
    )
    assert is_canonical(data) == expected
