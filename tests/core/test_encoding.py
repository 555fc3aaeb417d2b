import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.encoding import ENCODERS, decode, encode

# Codes and near-codes, so that the property meets them often.
PIECES = st.sampled_from(
    [
        "&",
        "&amp;",
        "&lt",
        "&#39;",
        "&#x27",
        "&copy",
        "&notit;",
        "#",
        ";",
        "'",
        '"',
        "<",
        "£",
        "\u00a0",
        "amp;",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=5))).map("".join)


@given(TEXTS, st.sampled_from(sorted(ENCODERS)))
def test_what_was_typed_is_read_back(text: str, encoder: str) -> None:
    assert decode(encode(text, encoder)) == text


@pytest.mark.parametrize(
    ("encoder", "text", "stored"),
    [
        ("none", "Marks & Spencer's £5 <b>", "Marks & Spencer's £5 <b>"),
        ("none", "a=1&b=2", "a=1&b=2"),
        ("none", "write &amp; for an ampersand", "write &amp;amp; for an ampersand"),
        ("none", "AT&T, &copy and &#39;", "AT&T, &amp;copy and &amp;#39;"),
        ("aspnet", "£10,000 fine", "&#163;10,000 fine"),
        ("aspnet", "It's \"R&B\" at the café\u00a0– <now>",
         "It&#39;s &quot;R&amp;B&quot; at the caf&#233;&#160;– &lt;now&gt;"),
        ("attribute", "It's the café's “£5”", "It&#039;s the café&#039;s “£5”"),
        ("attribute39", "It's the café's", "It&#39;s the café&#39;s"),
    ],
)  # fmt: skip
def test_each_organisation_encodes_in_its_own_manner(encoder: str, text: str, stored: str) -> None:
    assert encode(text, encoder) == stored


@pytest.mark.parametrize(
    ("stored", "text"),
    [("&#039;", "'"), ("&#x2d;", "-"), ("&hellip;", "…"), ("R&B", "R&B"), ("&amp;amp;", "&amp;"), ("", "")],
)
def test_any_code_is_shown_as_its_character(stored: str, text: str) -> None:
    assert decode(stored) == text
