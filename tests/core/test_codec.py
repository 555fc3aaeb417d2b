"""What the codec promises: bytes to article and back, on tables, on generated files and on the shared corpus."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from editor.core.article import Article, Tagged
from editor.core.codec import Outcome, Refusal, canonical_body, dump, is_canonical, parse
from editor.core.errors import CopydeskError
from tests.core.strategies import articles, fronts, odd, texts

CORPUS = Path(__file__).parents[2] / "../shared/corpus"
BLANKS = " \t\n\r"
PLAIN = b"```yaml\narea: Surrey\ntitle: Lost dog found\n```\n\nThe dog is well.\n"

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


def reads_as_itself(article: Article) -> bool:
    """Zero bytes in number are taken for damage, wherever they come from."""
    return "\0" not in article.body


# -- the lens between bytes and article


@given(articles)
def test_what_was_dumped_is_canonical(article):
    assume(article.front and reads_as_itself(article))
    data = dump(Article(article.front, canonical_body(article.body)))
    assert is_canonical(data)
    assert dump(parse(data).article) == data


@given(some_fronts, bodies)
@example({}, "```yaml\ntitle: x\n```\n\nText")
@example({}, "Text\n\n```yaml\ntitle: x\n```")
@example({}, "---\ntitle: x\n---\n\nText")
@example({}, "+++\nText")
@example({}, "+++")
@example({}, "---\na:")
@example({}, '{"title": "x"}')
@example({}, "\ufeffText")
@example({}, "\u00a0")
@example({}, "%PDF-1.7")
@example({}, "```\ntitle: x\n```")
@example({"title": "x"}, "```yaml\ntitle: y\n```")
@example({"a": Tagged("tag:yaml.org,2002:int", "5"), "b": ("x", ("y", {})), "c": {"d": {}}}, "Text")
@example({"\ufffe": "\U00100000\uffff", "k" * 2000: "v", "": "", "a: b": "- c"}, "Text")
def test_an_article_is_read_back_as_it_was_written(front, body):
    article = Article(front, re.sub(r"\r\n?", "\n", body).strip(BLANKS))
    assume(reads_as_itself(article))
    assert parse(dump(article)).article == article


def test_every_article_of_the_corpus_is_canonical():
    if not CORPUS.is_dir():
        pytest.skip("the shared sample is not here")
    files = sorted(CORPUS.rglob("*.md"))
    assert files
    for path in files:
        data = path.read_bytes()
        reading = parse(data)
        assert (path, reading.outcome, reading.departures) == (path, Outcome.OPEN, ())
        assert dump(reading.article) == data, path
        assert is_canonical(data), path
        assert canonical_body(reading.article.body) == reading.article.body, path


# -- departures


@given(st.one_of(blocks, soups))
def test_a_file_that_a_save_would_change_is_told(text):
    data = text.encode()
    try:
        reading = parse(data)
    except Refusal:
        return
    if reading.outcome is not Outcome.OPEN_RAW and dump(reading.article) != data:
        assert any(not departure.kept for departure in reading.departures)


@given(st.one_of(blocks, soups))
def test_a_departure_names_a_line_of_the_file(text):
    try:
        reading = parse(text.encode())
    except Refusal:
        return
    last = reading.text.count("\n") + 1
    for departure in reading.departures:
        assert 0 <= departure.line <= last
        found = re.match(r"Line (\d+)", departure.sentence)
        assert found is None or int(found[1]) == departure.line


@pytest.mark.parametrize(
    ("front", "sign"),
    [
        ("a: x\nb: yes # HERE\n", "HERE"),
        ('a: "x\x85y\u2028z\u2029"\nb: 012 # HERE\n', "HERE"),
        ("\ufeffa: x\nb: &HERE y\nc: *HERE\n", "HERE"),
        ("a: é\U0001f693\nb: !HERE y\n", "HERE"),
        ("a: x\nHERE: y\nb: z\nHERE: y\n", "\nHERE: y\n```"),
        ("a: x\nb: >\n  HERE\n", "b: >"),
        ("a: x\n? HERE\n: y\n# END\n", "END"),
        ('a: "x\nHERE: y\n', 'a: "x'),
        ("a: x\nHERE\nb: y\n", "HERE"),
        ("a: one\x85HERE\nb: y\n", "HERE"),
        ("a: x\nb: HERE: y\n", "HERE"),
        ("a: x\nog:\n\tHERE: y\n", "HERE"),
        ("a: x\n<<<<<<< HERE\n", "HERE"),
        ("a: x\nb: HERE\x01\n", "HERE"),
        ("a: x\nb: '=' \nc: = # HERE\n", "HERE"),
        ("a: x\n---\nb: HERE\n", "---"),
        ("a: [x, y\nHERE: z\n", "a: [x"),
    ],
)
def test_the_last_departure_is_told_at_its_line(front, sign):
    text = f"```yaml\n{front}```\n\nText\n"
    departure = [departure for departure in parse(text.encode()).departures if departure.loud and departure.line][-1]
    at = text.index(sign) + len(sign) - len(sign.lstrip("\n"))
    assert departure.line == text.count("\n", 0, at) + 1


@pytest.mark.parametrize("gap", ["", "\n", "\n\n\n"])
def test_lines_of_the_text_are_counted_from_the_top_of_the_file(gap):
    text = f"```yaml\ntitle: x\n```\n{gap}One\n\nTwo\tHERE\x07\n"
    lines = {
        departure.line for departure in parse(text.encode()).departures if departure.code in ("tab", "hidden-character")
    }
    assert lines == {text[: text.index("HERE")].count("\n") + 1}


@given(st.text(max_size=300).filter(lambda text: len(text) > 200))
def test_a_sentence_is_never_as_long_as_the_value(text):
    data = dump(Article({"a": Tagged("tag:yaml.org,2002:int", "9" * 5_000), text: {"b": Tagged("!x", text)}}, "x"))
    assert all(len(departure.sentence) < 300 for departure in parse(data).departures)


# -- is_canonical


def agrees(data: bytes) -> None:
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


# -- the text


@given(some_fronts, bodies)
def test_a_formatted_file_is_canonical(front, body):
    body = canonical_body(body)
    assume(front and "\0" not in body)
    assert is_canonical(dump(Article(front, body)))


@given(bodies)
@example("\u00a0```\na\n```\nb\t\n")
@example("a  \n\u2028\nb  ")
@example("\u2003  \nb")
def test_the_canonical_body_is_already_canonical(body):
    once = canonical_body(body)
    assert canonical_body(once) == once
    assert re.sub(r"\s", "", once) == re.sub(r"\s", "", body)


@given(st.sampled_from(["```", "~~~~", "  ```js"]), st.lists(st.text(" \t\u00a0ax`~", max_size=6), max_size=6))
def test_code_is_not_touched(fence, lines):
    close = fence.strip().rstrip("js")
    assume(not any(line.strip(BLANKS).startswith(close) for line in lines))
    code = "\n".join([fence, *lines, close])
    assert canonical_body(f"Before\t\n\n\n{code}\n\n\n\tAfter ") == f"Before\n\n{code}\n\n    After"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One  \ntwo", "One  \ntwo"),
        ("One   \ntwo", "One  \ntwo"),
        ("One \ntwo", "One\ntwo"),
        ("One  \n\ntwo", "One\n\ntwo"),
        ("One  ", "One"),
        ("One\u00a0two", "One two"),
        ("One\ttwo", "One two"),
        ("A\r\nb\rc", "A\nb\nc"),
        ("A\n\n\n\nb", "A\n\nb"),
        ("A\n \n\t\n\u00a0\nb", "A\n\nb"),
        ("\n\n A\n\n", "A"),
        ("```code``` a\t\n\n\nb", "```code``` a\n\nb"),
        ("```\na\n````\n\n\nb", "```\na\n````\n\nb"),
        ("```\na\n~~~\n\n\nb", "```\na\n~~~\n\n\nb"),
    ],
)
def test_white_space_of_the_text(body, expected):
    assert canonical_body(body) == expected


# -- what no file can hold


@pytest.mark.parametrize(
    ("article", "where"),
    [
        (Article({"og": {"title": "half \ud83d"}}, "x"), "og.title"),
        (Article({"title\udc00": "x"}, "x"), "title\udc00"),
        (Article({"title": "x"}, "one\ntwo \udc00"), "line 6"),
    ],
)
def test_half_a_character_is_refused_with_its_place(article, where):
    with pytest.raises(CopydeskError, match="half of a character") as told:
        dump(article)
    assert told.value.code == "not-text"
    assert where in told.value.where


def test_a_text_of_zeros_is_not_written_since_it_would_not_be_opened_again():
    with pytest.raises(CopydeskError, match="zero characters") as told:
        dump(Article({"title": "x"}, "a\0" * 20))
    assert told.value.code == "not-text"
    with pytest.raises(Refusal, match="zero bytes"):
        parse(("a\0" * 20).encode("utf-16"))
    assert parse(dump(Article({"title": "x"}, "a\0b"))).article.body == "a\0b"


# -- any bytes at all


@given(
    st.one_of(
        st.binary(max_size=400), st.lists(st.binary(max_size=20) | st.just(b"```yaml\n"), max_size=8).map(b"".join)
    )
)
def test_any_bytes_are_read_or_refused(data):
    agrees(data)
    agrees(b"```yaml\n" + data + b"\n```\n\nText\n")
