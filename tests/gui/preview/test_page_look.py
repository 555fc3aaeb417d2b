"""The page's own colours: readable by WCAG 2.2 AA, and light whatever the window's theme is."""

from __future__ import annotations

import re

import pytest

from editor.gui.preview import Look

AA = 4.5


def _luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    digits = colour.lstrip("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def colours(look: Look) -> dict[str, str]:
    return dict(re.findall(r"--([a-z]+): (#[0-9a-f]{3,6});", look.css)) | {"paper": "#fff"}


@pytest.mark.parametrize(
    ("text", "behind"),
    [("ink", "paper"), ("muted", "paper"), ("link", "paper"), ("ink", "tint"), ("muted", "tint"), ("paper", "bar")],
)
def test_text_can_be_read(colours: dict[str, str], text: str, behind: str) -> None:
    assert contrast(colours[text], colours[behind]) >= AA


def test_the_measure_of_contrast_itself() -> None:
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_style_sheet_names_no_address(look: Look) -> None:
    assert "url(" not in look.css
    assert "@import" not in look.css
    assert "http" not in look.css.replace("https://www.w3.org", "")


def test_the_empty_page_lets_exactly_its_own_style_in(look: Look) -> None:
    document = look.document()
    assert document.count("<style>") == 1
    assert "default-src 'none'" in document
    assert "unsafe-inline" not in document
    assert "@STYLE" not in document


@pytest.mark.parametrize(
    ("text", "behind"),
    [
        ("#202124", "#fff"), ("#4d5156", "#fff"), ("#1a0dab", "#fff"), ("#474747", "#fff"), ("#5e6266", "#fff"),
        ("#50575e", "#fff"), ("#50575e", "#eef0f3"), ("#3f464d", "#e3e7ec"),
    ],
)  # fmt: skip
def test_the_text_of_the_cards_can_be_read(look: Look, text: str, behind: str) -> None:
    assert text in look.css
    assert behind in look.css
    assert contrast(text, behind) >= AA


def test_pictures_from_the_web_are_in_the_policy_only_where_they_are_allowed(look: Look) -> None:
    assert "https:" not in look.document()
    assert "img-src data: copydesk-image: https:;" in look.document(remote_pictures=True)
    for document in (look.document(), look.document(remote_pictures=True)):
        assert "default-src 'none'" in document
        assert "http:" not in document
        assert "@PICTURES" not in document
