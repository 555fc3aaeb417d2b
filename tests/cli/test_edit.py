"""``copydesk edit``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import RELEASE, Copydesk


def changed_lines(before: str, after: str) -> list[str]:
    """The lines that are new."""
    return [line for line in after.splitlines() if line not in before.splitlines()]


def edited(copydesk: Copydesk, path: Path, *changes: str) -> str:
    said = copydesk("edit", path, *(f"--set={change}" for change in changes))
    assert said.code == 0, said.err
    return path.read_text("utf-8")


def test_a_released_headline_changes_and_its_address_stays(copydesk: Copydesk, release: Path):
    after = edited(copydesk, release, "headline=It's a new one")
    assert changed_lines(RELEASE, after) == [
        "  title: It&#39;s a new one",
        "title: It&#39;s a new one | Surrey Police",
    ]


def test_a_drafts_address_follows(copydesk: Copydesk, draft: Path):
    after = edited(copydesk, draft, "headline=New", "published=2020-02-03T04:05")
    assert "url: https://www.surrey.police.uk/news/surrey/news/2020/02/new/\n" in after
    assert "  date: 04:05 03/02/2020\n" in after


@pytest.mark.parametrize(
    ("change", "line"),
    [
        ("summary=Bikes — home", '  description: "Bikes \\u2014 home"'),
        ("incident_reference=45190123", "  reference: '45190123'"),
        ("og.type=article", "  type: article"),
        ("extra.og.type=article", "  type: article"),
        ("extra.note=a=b", "note: a=b"),
        ("body=Only this.", "Only this."),
    ],
)
def test_one_field_changes_one_line(copydesk: Copydesk, release: Path, change: str, line: str):
    after = edited(copydesk, release, change)
    assert line in changed_lines(RELEASE, after)
    assert len(changed_lines(RELEASE, after)) <= 2  # a new group has a line of its own


def test_an_empty_value_removes_a_field(copydesk: Copydesk, release: Path):
    assert edited(copydesk, release, "og.locale=") == RELEASE.replace("  locale: en_GB\n", "")


def test_the_text_comes_from_a_file(copydesk: Copydesk, release: Path, text: Path):
    after = edited(copydesk, release, f"body=@{text}")
    assert after.endswith("```\n\n# Heading\n\nTwo *bicycles* were found\nby [police](https://x.example).\n\nMore.\n")


def test_what_is_so_already_is_not_written(copydesk: Copydesk, release: Path):
    release.write_bytes(RELEASE.replace("\n", "\r\n").encode())
    before = release.read_bytes(), release.stat()
    said = copydesk("edit", release, "--set", "headline=Bicycles found & returned")
    assert said.code == 0
    assert (release.read_bytes(), release.stat()) == before


def test_what_else_a_save_changes_is_told(copydesk: Copydesk, release: Path):
    release.write_bytes(RELEASE.replace("\n", "\r\n").encode())
    said = copydesk("edit", release, "--set", "incident_day=3")
    assert "CRLF" in said.sentence
    assert b"\r" not in release.read_bytes()


TWICE = RELEASE.replace(
    "title: Bicycles found &amp; returned |", "title: Older |\ntitle: Bicycles found &amp; returned |"
)


@pytest.mark.parametrize(
    ("content", "change", "word"),
    [
        (RELEASE, "headlin=x", "headline"),
        (RELEASE, "og.title=x", "headline"),
        (RELEASE, "headline", "FIELD=VALUE"),
        (RELEASE, "published=soon", "soon"),
        (RELEASE, "extra.title.x=1", "title"),
        (RELEASE, "body=@missing.md", "missing.md"),
        (RELEASE, "headline=half \udcff", "character"),
        (RELEASE.replace("  type: website", "  type: [a, b]"), "og.type=x", "og.type"),
        (RELEASE.replace("title: Bi", "title: Update: Bi"), "headline=x", "Line 6"),
        (RELEASE.replace("Monday", "Mond\udcffay"), "headline=x", "UTF-8"),
        (TWICE, "headline=x", "--set title="),
    ],
)
def test_what_cannot_be_done_is_said_and_the_file_is_as_it_was(
    copydesk: Copydesk, release: Path, content: str, change: str, word: str
):
    data = content.encode("utf-8", "surrogateescape")
    release.write_bytes(data)
    said = copydesk("edit", release, "--set", change)
    assert said.code == 2
    assert word in said.sentence
    assert release.read_bytes() == data


@pytest.mark.parametrize("title", ["Older | Surrey Police", "Bicycles found & returned | Surrey Police"])
def test_a_field_that_stands_twice_is_settled_by_saying_which(copydesk: Copydesk, release: Path, title: str):
    release.write_text(TWICE, "utf-8")
    after = edited(copydesk, release, f"title={title}")
    assert [line for line in after.splitlines() if line.startswith("title:")] == [
        f"title: {title.replace('&', '&amp;')}"
    ]


def test_a_read_only_file_is_not_changed(copydesk: Copydesk, release: Path):
    release.chmod(0o444)
    said = copydesk("edit", release, "--set", "headline=x")
    assert said.code == 2
    assert "read-only" in said.sentence
    assert release.read_text("utf-8") == RELEASE


def test_an_unknown_organisation_can_be_edited_too(copydesk: Copydesk, tmp_path: Path):
    path = tmp_path / "a.md"
    path.write_text("```yaml\narea: Harbour\ntitle: Old\n```\n\nText.\n", "utf-8")
    assert edited(copydesk, path, "title=New") == "```yaml\narea: Harbour\ntitle: New\n```\n\nText.\n"
