"""Whether a file is canonical: judged quickly, and as a careful reading would."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from editor.core.article import Article
from editor.core.codec import canonical_body, dump, is_canonical
from tests.core.codec_files import agrees, blocks, bodies, pieces, some_fronts, soups

PLAIN = b"```yaml\narea: Surrey\ntitle: Lost dog found\n```\n\nThe dog is well.\n"


@given(st.one_of(blocks, soups))
def test_canonical_is_what_a_save_would_not_change(text):
    agrees(text.encode())


@given(some_fronts, bodies, st.data())
def test_a_file_that_is_nearly_canonical_is_judged_right(front, body, data):
    """One byte or one line of a canonical file is changed: the quick way and the careful one say the same."""
    file = dump(Article(front, canonical_body(body)))
    at = data.draw(st.integers(0, len(file)))
    changed = data.draw(
        st.one_of(
            st.binary(min_size=1, max_size=1).map(lambda byte: file[:at] + byte + file[at + 1 :]),
            st.binary(min_size=1, max_size=1).map(lambda byte: file[:at] + byte + file[at:]),
            st.just(file[:at] + file[at + 1 :]),
            pieces.map(lambda piece: file[:at] + piece.encode() + file[at:]),
            soups.map(lambda line: file[: file.rfind(b"\n", 0, at) + 1] + line.encode() + b"\n" + file[at:]),
            st.just(file[: file.rfind(b"\n", 0, at) + 1] + file[file.find(b"\n", at) + 1 :]),
        )
    )
    agrees(file)
    agrees(changed)


@pytest.mark.parametrize(
    "front",
    [
        "a: 5",
        "a: 'x'",
        "a: x # c",
        "b: x\na: y",
        "a: x\na: y",
        "a: &b x",
        "a: &b x\nc: *b",
        "a: !x y",
        "a: [x]",
        "a: {b: c}",
        "a: ''\nb:",
        '"a": x',
        "a: \u2019",
        "? a\n: x",
        "<<: x",
        "".join("  " * depth + "a:\n" for depth in range(25)) + "  " * 25 + "a: x",
        "a: " + "[" * 900 + "]" * 900,
        "- " * 3_000,
        "a: x\n...",
        "---\na: x",
        "%YAML 1.1\n---\na: x",
        "\ufeffa: x",
        "a: x\x01",
    ],
)
def test_what_is_not_the_archives_way_is_never_canonical_by_the_quick_way(front):
    data = f"```yaml\n{front}\n```\n\nText\n".encode()
    agrees(data)


@pytest.mark.parametrize(
    "data",
    [
        PLAIN + b"\n",
        PLAIN[:-1],
        PLAIN.replace(b"\n\n", b"\n"),
        PLAIN.replace(b"\n\n", b"\n\n\n"),
        PLAIN.replace(b"well.", b"well. "),
        PLAIN.replace(b" is", b"\tis"),
        PLAIN.replace(b" is", b"\xc2\xa0is"),
        PLAIN.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + PLAIN,
        b"\n" + PLAIN,
        PLAIN.replace(b"yaml", b"yml"),
        PLAIN.replace(b"```\n\n", b"````\n\n"),
        PLAIN.replace(b"well", b"w\xffll"),
        b"```yaml\ntitle: x\n```\n\n```yaml\n```\n\n\n",
        b"```yaml\ntitle: x\n```",
        b"```yaml\n```\n\nText\n",
        b"Text\n",
        b"",
    ],
)
def test_not_canonical(data):
    assert not is_canonical(data)


@pytest.mark.parametrize(
    "data",
    [
        PLAIN,
        PLAIN.replace(b"dog is", b"dog  \nis"),
        PLAIN + b"\n```\n\tcode \n\n\n\xc2\xa0\n```\n",
        PLAIN.replace(b"The", b"\xe2\x80\x8bThe"),
        b"```yaml\ntitle: x\n```\n",
        b"```yaml\na: 5\nb: true\nc: !x y\nd:\n- x\n- y\n```\n\nText\n",
        b"```yaml\n```\n\n```yaml\ntitle: x\n```\n",
    ],
)
def test_canonical(data):
    assert is_canonical(data)


@given(some_fronts, bodies)
def test_a_formatted_file_is_canonical(front, body):
    body = canonical_body(body)
    assume(front and "\0" not in body)
    assert is_canonical(dump(Article(front, body)))
