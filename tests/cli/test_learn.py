"""``copydesk learn``."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from editor.core.profile import dump_profile, load_profile
from tests.cli.conftest import RELEASE, Copydesk


@pytest.fixture
def many(archive: Path) -> Path:
    for number in range(8):
        text = RELEASE.replace("bicycles-found", f"bicycles-found-{number}").replace(
            "Bicycles found", f"Bicycles found {number}"
        )
        (archive / f"news/Surrey/{number}.md").write_text(text, "utf-8")
    (archive / "news/Surrey/broken.md").write_bytes(b"\xff")
    return archive


def test_it_prints_a_profile_that_loads(copydesk: Copydesk, many: Path) -> None:
    said = copydesk("learn", many, "--area", "Surrey")
    assert said.code == 0
    profile = load_profile(yaml.safe_load(said.out))
    assert profile.path == "/news/surrey/news/2019/11/{slug}/".replace("2019/11", "{yyyy}/{mm}")
    assert (profile.name, profile.slug) == ("Surrey Police", "keep-dashes")
    assert "broken.md: " in said.err
    assert "1 file could not be read" in said.err


def test_json(copydesk: Copydesk, many: Path) -> None:
    document = copydesk("learn", many, "--json").json
    text = copydesk("learn", many).out
    assert document["profile"] == dump_profile(load_profile(yaml.safe_load(text)))
    assert document["articles"] == 9
    assert {"part", "key", "value", "support", "seen", "others", "thin"} == document["findings"][0].keys()
    assert [Path(one["path"]).name for one in document["broken"]] == ["broken.md"]


def test_into_a_file_and_again(copydesk: Copydesk, many: Path, tmp_path: Path) -> None:
    target = tmp_path / "own.yaml"
    assert copydesk("learn", many, "-o", target).out.strip() == str(target)
    assert target.read_text("utf-8") == copydesk("learn", many).out
    assert copydesk("learn", many, "--name", "Yard", "-o", target).code == 0
    assert "name: Yard\n" in target.read_text("utf-8")


def test_few_articles_are_told(copydesk: Copydesk, archive: Path) -> None:
    said = copydesk("learn", archive)
    assert said.code == 0
    assert "1 article only" in said.sentence


def test_without_an_address_somebody_has_work_to_do(copydesk: Copydesk, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("```yaml\narea: Ely\ntitle: Eels\n```\n\nText.\n", "utf-8")
    said = copydesk("learn", tmp_path)
    assert said.code == 1
    assert "fill in" in said.err


@pytest.mark.parametrize("area", ["Kent", "Surrey Police"])
def test_an_unknown_organisation_is_one_sentence(copydesk: Copydesk, many: Path, area: str) -> None:
    said = copydesk("learn", many, "--area", area)
    assert (said.code, said.out) == (2, "")
    assert "Surrey" in said.sentence


def test_an_empty_folder_and_none(copydesk: Copydesk, tmp_path: Path) -> None:
    assert "no articles" in copydesk("learn", tmp_path).sentence
    said = copydesk("learn", tmp_path / "nowhere")
    assert (said.code, "no folder" in said.sentence) == (2, True)
