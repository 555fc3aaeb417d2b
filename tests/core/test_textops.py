"""The editing commands, as tables: ``[`` and ``]`` around the selection, ``|`` for a cursor."""

from collections.abc import Callable

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core import textops
from editor.core.textops import Edit, Link, Passage, link_at, put_link

Operation = Callable[[Passage], Edit | None]


BLOCK = "One [place].\n\nTwo."


def passage(marked: str) -> Passage:
    """The passage that a text with ``‹`` and ``›`` or ``|`` stands for."""
    if "‹" in marked:
        start = marked.index("‹")
        end = marked.index("›") - 1
        return Passage(marked.replace("‹", "").replace("›", ""), start, end)
    at = marked.index("¦")
    return Passage(marked.replace("¦", ""), at, at)


def after(operation: Operation, marked: str) -> str:
    """The text after the operation, with its selection marked in the same way."""
    before = passage(marked)
    edit = operation(before)
    if edit is None:
        return marked
    text = edit.applied(before.text)
    start, end = edit.select
    return f"{text[:start]}¦{text[end:]}" if start == end else f"{text[:start]}‹{text[start:end]}›{text[end:]}"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("a ‹word› b", "a **‹word›** b"),
        ("a **‹word›** b", "a ‹word› b"),
        ("a ‹**word**› b", "a ‹word› b"),
        ("a ‹ word › b", "a  **‹word›**  b"),
        ("a ‹__word__› b", "a ‹word› b"),
        ("_‹word›_", "**_‹word›_**"),
        ("**_‹word›_**", "_‹word›_"),
        ("***‹word›***", "*‹word›*"),
        ("‹**one** and **two**›", "**‹**one** and **two**›**"),
        ("wo¦rd", "**wo¦rd**"),
        ("**wo¦rd**", "wo¦rd"),
        ("a ¦ b", "a **¦** b"),
        ("a **¦** b", "a ¦ b"),
        ("a **word¦** b", "a **word**¦ b"),
        ("‹one\ntwo›", "**‹one**\n**two›**"),
        ("**‹one**\n\n**two›**", "‹one\n\ntwo›"),
        (" * ‹one\n * two›", " * **‹one**\n * **two›**"),
        ("‹ * one›", " * **‹one›**"),
        ("‹## one›", "## **‹one›**"),
        ("don‹'›t", "don**‹'›**t"),
    ],
)
def test_bold(before: str, expected: str) -> None:
    assert after(textops.toggle_bold, before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("a ‹word› b", "a _‹word›_ b"),
        ("a _‹word›_ b", "a ‹word› b"),
        ("a *‹word›* b", "a ‹word› b"),
        ("un‹believ›able", "un*‹believ›*able"),
        ("**‹word›**", "_**‹word›**_"),
        ("a ¦ b", "a _¦_ b"),
        ("a _word¦_", "a _word_¦"),
    ],
)
def test_emphasis(before: str, expected: str) -> None:
    assert after(textops.toggle_emphasis, before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("a ‹word› b", "a `‹word›` b"),
        ("a `‹word›` b", "a ‹word› b"),
        ("‹`word`›", "‹word›"),
        ("‹a`b›", "``‹a`b›``"),
        ("‹`›", "`` ‹`› ``"),
        ("a ¦ b", "a `¦` b"),
        ("a `¦` b", "a ¦ b"),
        ("wo¦rd", "`wo¦rd`"),
        ("`wo¦rd`", "wo¦rd"),
    ],
)
def test_code(before: str, expected: str) -> None:
    assert after(textops.toggle_code, before) == expected


@pytest.mark.parametrize("operation", [textops.toggle_bold, textops.toggle_emphasis, textops.toggle_code])
@given(
    st.from_regex(r"[a-z]{1,5}( [a-z]{1,5}){0,3}", fullmatch=True),
    st.text(alphabet=" \u00a0", max_size=3),
    st.text(alphabet=" \u00a0", max_size=3),
)
def test_twice_is_as_before(operation: Operation, words: str, left: str, right: str) -> None:
    before = Passage(f"x {left}{words}{right} y", 2, 2 + len(left + words + right))
    once = operation(before)
    assert once is not None
    text = once.applied(before.text)
    twice = operation(Passage(text, *once.select))
    assert twice is not None
    assert twice.applied(text) == before.text


@pytest.mark.parametrize(
    ("operation", "before", "expected"),
    [
        (textops.toggle_bullets, "on¦e", " * on¦e"),
        (textops.toggle_bullets, " * on¦e", "on¦e"),
        (textops.toggle_bullets, "¦", " * ¦"),
        (textops.toggle_bullets, "‹one\n\ntwo›", "‹ * one\n\n * two›"),
        (textops.toggle_bullets, "text\non¦e", "text\n\n * on¦e"),
        (textops.toggle_bullets, "on¦e\ntext", " * on¦e\n\ntext"),
        (textops.toggle_bullets, " * a\non¦e", " * a\n * on¦e"),
        (textops.toggle_bullets, "‹ 1. one\n 2. two›", "‹ * one\n * two›"),
        (textops.toggle_bullets, "## o¦ne", " * o¦ne"),
        (textops.toggle_bullets, "**b¦old** text", " * **b¦old** text"),
        (textops.toggle_numbers, "‹one\ntwo›", "‹ 1. one\n 2. two›"),
        (textops.toggle_numbers, "‹ 1. one\n 2. two›", "‹one\ntwo›"),
        (textops.toggle_numbers, " 1. one\ntw¦o", " 1. one\n 2. tw¦o"),
        (textops.toggle_numbers, "‹ * one\n     * in\n * two›", "‹ 1. one\n     1. in\n 2. two›"),
        (textops.toggle_quote, "on¦e", "> on¦e"),
        (textops.toggle_quote, "> on¦e", "on¦e"),
        (textops.toggle_quote, "‹one\n\ntwo›", "‹> one\n>\n> two›"),
        (textops.toggle_quote, "‹> one\n>\n> two›", "‹one\n\ntwo›"),
        (textops.toggle_quote, "text\non¦e", "text\n\n> on¦e"),
        (lambda p: textops.set_heading(p, 2), "on¦e", "## on¦e"),
        (lambda p: textops.set_heading(p, 2), "## on¦e", "on¦e"),
        (lambda p: textops.set_heading(p, 3), "## on¦e", "### on¦e"),
        (lambda p: textops.set_heading(p, 0), "## on¦e", "on¦e"),
        (lambda p: textops.set_heading(p, 2), " * on¦e", "## on¦e"),
        (lambda p: textops.set_heading(p, 1), "¦", "# ¦"),
        (lambda p: textops.set_heading(p, 2), "‹one\n\ntwo›", "‹## one\n\n## two›"),
        (textops.cycle_heading, "on¦e", "# on¦e"),
        (textops.cycle_heading, "# on¦e", "## on¦e"),
        (textops.cycle_heading, "##### on¦e", "on¦e"),
        (textops.cycle_heading, "* * ¦*", "# * * ¦*"),
        (textops.indent, "on¦e", "    on¦e"),
        (textops.outdent, "    on¦e", "on¦e"),
        (textops.outdent, "  o¦ne", "o¦ne"),
        (textops.move_lines_up, "a\nb¦b\nc", "b¦b\na\nc"),
        (textops.move_lines_up, "a¦\nb", "a¦\nb"),
        (textops.move_lines_down, "a¦a\nbbb", "bbb\na¦a"),
        (textops.move_lines_down, "a\nb¦", "a\nb¦"),
        (textops.move_lines_down, "‹a\nb›\nc", "c\n‹a\nb›"),
        (textops.move_lines_down, " 1. a¦\n 2. b", " 1. b\n 2. a¦"),
        (textops.duplicate_lines, "a¦a\nb", "aa\na¦a\nb"),
        (textops.duplicate_lines, "‹a\nb›", "a\nb\n‹a\nb›"),
        (textops.rule, "¦", "* * *\n\n¦"),
        (textops.rule, "te¦xt", "text\n\n* * *\n\n¦"),
        (textops.rule, "text\n¦\nmore", "text\n\n* * *\n¦\nmore"),
        (lambda p: textops.footnote(p, 2), "So it¦ is.", "So it[^2] is.\n\n[^2]: ¦"),
    ],
)
def test_lines(operation: Operation, before: str, expected: str) -> None:
    assert after(operation, before) == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("¦", f"{BLOCK}¦"),
        ("text¦", f"text\n\n{BLOCK}¦"),
        ("te¦xt", f"text\n\n{BLOCK}¦"),
        ("¦text", f"{BLOCK}¦\n\ntext"),
        ("te‹xt›", f"text\n\n{BLOCK}¦"),
        ("‹text›", f"text\n\n{BLOCK}¦"),
        ("te¦xt\ngoes on", f"text\ngoes on\n\n{BLOCK}¦"),
        ("text\n¦goes on", f"text\ngoes on\n\n{BLOCK}¦"),
        ("text\n¦", f"text\n\n{BLOCK}¦"),
        ("text\n\n¦", f"text\n\n{BLOCK}¦"),
        ("text\n\n  ¦\nmore", f"text\n\n{BLOCK}¦\n\nmore"),
        ("¦\n\nmore", f"{BLOCK}¦\n\nmore"),
    ],
)
def test_paragraphs_are_put_in_without_tearing_one_apart(before: str, expected: str) -> None:
    assert after(lambda p: textops.put_paragraphs(p, BLOCK), before) == expected


def test_a_part_of_paragraphs_that_are_put_in_is_selected() -> None:
    assert after(lambda p: textops.put_paragraphs(p, BLOCK, (4, 11)), "text¦") == "text\n\nOne ‹[place]›.\n\nTwo."


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        (" * one¦", " * one\n * ¦"),
        (" * o¦ne", " * o\n * ¦ne"),
        (" * one ¦two", " * one\n * ¦two"),
        (" * one\n * ¦", " * one\n\n¦"),
        (" * ¦", "¦"),
        ("    * ¦", "* ¦"),
        (" * one\n     * ¦", " * one\n * ¦"),
        (" 1. one¦", " 1. one\n 2. ¦"),
        (" 9) nine¦", " 9) nine\n 10) ¦"),
        (" 1. o¦ne\n 2. two\n 3. three", " 1. o\n 2. ¦ne\n 3. two\n 4. three"),
        (" 1. one\n 2. ¦\n 3. three", " 1. one\n\n¦\n 2. three"),
        (" 1. a¦\n     1. x\n     2. y\n 2. b", " 1. a\n 2. ¦\n     1. x\n     2. y\n 3. b"),
        ("> said¦", "> said\n> ¦"),
        ("> said\n> ¦", "> said\n\n¦"),
        ("> * one¦", "> * one\n> * ¦"),
        (" * o‹n›e", " * o\n * ¦e"),
        ("plain¦", "plain¦"),
        ("* * *¦", "* * *¦"),
        ("¦ * one", "¦ * one"),
        ("2019. A year¦", "2019. A year¦"),
        ("**bold** text¦", "**bold** text¦"),
    ],
)
def test_enter(before: str, expected: str) -> None:
    assert after(textops.new_line, before) == expected


@pytest.mark.parametrize(
    ("operation", "before", "expected"),
    [
        (textops.nest, " * one\n * tw¦o", " * one\n     * tw¦o"),
        (textops.nest, " * on¦e", " * on¦e"),
        (textops.nest, " 1. one\n 2. tw¦o\n 3. three", " 1. one\n     1. tw¦o\n 2. three"),
        (textops.nest, " * a\n     * b¦", " * a\n     * b¦"),
        (textops.nest, "te¦xt", "te¦xt"),
        (textops.unnest, " * one\n     * tw¦o", " * one\n * tw¦o"),
        (textops.unnest, " 1. one\n     1. tw¦o\n 2. three", " 1. one\n 2. tw¦o\n 3. three"),
        (textops.unnest, " * on¦e", " * on¦e"),
        (textops.nest, " * a\n‹ * b\n * c›", " * a\n‹     * b\n     * c›"),
    ],
)
def test_nesting(operation: Operation, before: str, expected: str) -> None:
    assert after(operation, before) == expected


def test_nested_lists_are_nested_on_the_page() -> None:
    text = after(textops.nest, " * one\n * tw¦o").replace("¦", "")
    assert markdown.markdown(text).count("<ul>") == 2


def test_a_table_is_a_table_on_the_page() -> None:
    edit = textops.table(Passage("text", 4, 4))
    text = edit.applied("text")
    assert text[slice(*edit.select)] == "Heading"
    assert "<table>" in markdown.markdown(text, extensions=["tables"])


def test_the_next_footnote() -> None:
    assert textops.next_footnote("a[^1] b[^7]\n\n[^1]: x") == 8
    assert textops.next_footnote("") == 1


@pytest.mark.parametrize(
    ("before", "text", "address", "expected"),
    [
        ("see ‹our page› now", "our page", "https://a.uk", "see [our page](https://a.uk) now"),
        ("‹a] b›", "a] b", "https://a.uk", r"[a\] b](https://a.uk)"),
        ("¦", "", "www.a.uk", "[www.a.uk](https://www.a.uk)"),
        ("¦", "Write", "press@a.uk", "[Write](mailto:press@a.uk)"),
        ("¦", "x", "https://a.uk/b_(c)", "[x](https://a.uk/b_(c))"),
        ("¦", "x", "https://a.uk/b)", "[x](https://a.uk/b%29)"),
        ("¦", "x", "https://a.uk/b c", "[x](https://a.uk/b%20c)"),
    ],
)
def test_links(before: str, text: str, address: str, expected: str) -> None:
    here = passage(before)
    place = link_at(here)
    written = put_link(Link(place.start, place.end, text, address)).applied(here.text)
    assert written == expected


def test_a_link_is_found_again() -> None:
    here = passage(r"see [a \] b](https://a.uk/x_(y)) n¦ow".replace("n¦ow", "now").replace("b](", "b¦]("))
    found = link_at(here)
    assert (found.text, found.address) == ("a ] b", "https://a.uk/x_(y)")
    assert put_link(found).applied(here.text) == here.text


def test_a_selected_address_becomes_the_target() -> None:
    found = link_at(passage("see ‹https://a.uk/b› now"))
    assert (found.text, found.address) == ("", "https://a.uk/b")


def test_an_image_is_not_a_link() -> None:
    here = passage("![a d¦og](dog.jpg)")
    assert link_at(here, image=True).text == "a dog"
    assert link_at(here).text == ""


@given(
    st.text(alphabet="ab[]\\ é", min_size=1, max_size=12),
    st.text(alphabet='ab()<>[]\\*_`" é&=,', min_size=1, max_size=12),
)
def test_any_link_arrives_whole(text: str, path: str) -> None:
    """Whatever text and address are given, the page shows one link, and the source is read back the same."""
    written = put_link(Link(0, 0, text, "https://a.uk/" + path)).replacement
    page = markdown.markdown(written)
    assert page.count("<a ") == 1
    assert page.rstrip().endswith("</a></p>")
    found = link_at(Passage(written, 3, 3))
    assert put_link(found).replacement == written


@given(st.text(alphabet="ab*_`#>1. \n", max_size=40), st.data())
def test_every_operation_answers_within_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    operations: list[Operation] = [
        textops.toggle_bold, textops.toggle_emphasis, textops.toggle_code, textops.toggle_bullets,
        textops.toggle_numbers, textops.toggle_quote, textops.cycle_heading, textops.new_line, textops.nest,
        textops.unnest, textops.indent, textops.outdent, textops.move_lines_up, textops.move_lines_down,
        lambda p: textops.put_paragraphs(p, BLOCK),
        textops.duplicate_lines, textops.rule, textops.table, lambda p: textops.footnote(p, 1),
    ]  # fmt: skip
    for operation in operations:
        edit = operation(Passage(text, start, end))
        if edit is not None:
            assert 0 <= edit.start <= edit.end <= len(text)
            assert all(0 <= at <= len(edit.applied(text)) for at in edit.select)
