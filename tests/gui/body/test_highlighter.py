"""What stands out in a line, and where fences begin and end."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFont

from editor.gui.body.editor import MarkdownEditor
from editor.gui.body.highlighter import spans


@pytest.mark.parametrize(
    ("line", "role", "expected"),
    [
        ("# One", "heading1", ["# One"]),
        ("##### One", "heading5", ["##### One"]),
        ("#One", "heading1", []),
        ("a **b c** d", "strong", ["**b c**"]),
        ("a ** b ** d", "strong", []),
        ("a _b_ c_d_e", "emphasis", ["_b_"]),
        ("a *b* c", "emphasis", ["*b*"]),
        ("**a _b_**", "emphasis", ["_b_"]),
        ("`a *b*`", "emphasis", []),
        ("`a` ``b`c``", "code", ["`a`", "``b`c``"]),
        (r"\*not\*", "emphasis", []),
        ("[a](b_c_d)", "link", ["a"]),
        ("[a](b_c_d)", "emphasis", []),
        ("![a](b)", "link", ["a"]),
        ("<https://a.uk>", "link", ["<https://a.uk>"]),
        ("> said", "quote", ["> said"]),
        (" * item", "item", ["*"]),
        (" 12. item", "item", ["12."]),
        ("* * *", "marker", ["* * *"]),
        ("* * *", "item", []),
        ("a &amp; <b>", "marker", ["&amp;", "<b>"]),
        ("| a | b |", "table", ["|", "|", "|"]),
        ("[^1]: note", "item", ["[^1]:"]),
    ],
)
def test_roles(line: str, role: str, expected: list[str]) -> None:
    assert [line[start:end] for start, end, one in spans(line) if one == role] == expected


def bold_at(editor: MarkdownEditor, line: int, column: int) -> bool:
    formats = editor.document().findBlockByNumber(line).layout().formats()
    return any(
        one.start <= column < one.start + one.length and one.format.fontWeight() == QFont.Weight.Bold for one in formats
    )


def test_a_fence_keeps_marks_plain_until_it_closes(editor: MarkdownEditor) -> None:
    editor.load("**a**\n```\n**b**\n~~~\n**c**\n```\n**d**")
    assert [bold_at(editor, line, 2) for line in (0, 2, 4, 6)] == [True, False, False, True]


def test_places_count_as_qt_counts(editor: MarkdownEditor) -> None:
    editor.load("😀 **b**")
    assert [bold_at(editor, 0, column) for column in (2, 3, 7)] == [False, True, True]


def test_colours_come_by_role(editor: MarkdownEditor) -> None:
    editor.load("# One")
    editor.set_colours({"md_heading": "#010203"})
    formats = editor.document().firstBlock().layout().formats()
    assert "#010203" in [one.format.foreground().color().name() for one in formats]


def test_a_long_text_is_coloured_where_it_is_seen(editor: MarkdownEditor) -> None:
    editor.load("**a**\n" * 20_000)
    assert bold_at(editor, 0, 2)
    editor.verticalScrollBar().setValue(15_000)
    assert bold_at(editor, 15_001, 2)
