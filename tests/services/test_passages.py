"""Ready-made passages: whose they are, and that what the guide says of them is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from editor.core.checks.values import Draft
from editor.services.archive import Archive
from editor.services.checking import CheckTools
from editor.services.passages import Passages, passages
from editor.services.resources import resources_dir
from editor.services.settings import Places

GUIDE = (resources_dir() / "help" / "organisations.md").read_text("utf-8").partition("## Ready-made passages")[2]


class Machine:
    """The folders in which passages are written."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.places = Places(root / "own", root / "data", root / "state", (root / "everybody",))

    def write(self, folder: str, text: str) -> None:
        place = self.root / folder / "rules"
        place.mkdir(parents=True)
        (place / "passages.yaml").write_text(text, "utf-8")

    def passages(self, archive: str = "") -> Passages:
        found = Archive(self.root / archive) if archive else None
        return passages(CheckTools(resources_dir(), self.places), self.places, found)


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_there_are_some_from_the_beginning(machine: Machine) -> None:
    assert "Crimestoppers" in [one.name for one in machine.passages().snippets]


def test_those_of_everybody_the_person_and_the_archive_count_and_the_strongest_wins(machine: Machine) -> None:
    row = "lists:\n  snippets:\n    - {{name: {name}, text: {text}}}\n    - {{name: Press desk, text: {text}}}\n"
    for folder, name in (("everybody", "All"), ("own", "Mine"), ("archive/.copydesk", "Ours")):
        machine.write(folder, row.format(name=name, text=folder[:3]))
    texts = {one.name: one.text for one in machine.passages("archive").snippets}
    assert (texts["All"], texts["Mine"], texts["Ours"], texts["Press desk"]) == ("eve", "own", "arc", "arc")
    assert {one.name: one.text for one in machine.passages().snippets}["Press desk"] == "own"


def test_more_are_written_in_the_archive_or_without_one_in_the_persons_own_folder(machine: Machine) -> None:
    assert machine.passages("archive").folder == machine.root / "archive/.copydesk/rules"
    assert machine.passages().folder == machine.root / "own/rules"


def test_the_guides_example_does_what_the_guide_says(machine: Machine) -> None:
    example = re.search(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)
    assert example
    machine.write("own", example[1])
    found = {
        one.name: one for one in machine.passages().filled(Draft({"headline": "Two charged", "area": "Surrey"}, ""))
    }
    assert "In an emergency" not in found
    desk = found["Press desk"]
    assert desk.text.startswith("**Press desk, Surrey:** 01234 567890, about “Two charged”.\n\n")
    assert [desk.text[start:end] for start, end in desk.blanks] == ["[rank]", "[name]"]


def test_every_name_that_the_guide_lists_is_filled_in(machine: Machine) -> None:
    names = re.findall(r"`\{(\w+)\}`", GUIDE)
    assert "incident_reference" in names and "rank" in names
    fields = dict.fromkeys((name for name in names if name not in ("rank", "organisation")), "known")
    machine.write(
        "own", "lists:\n  snippets:\n    - name: All\n      text: " + " ".join(f"<{{{name}}}>" for name in names)
    )
    (everything,) = [one for one in machine.passages().filled(Draft(fields, "")) if one.name == "All"]
    assert re.findall(r"\[.*?\]", everything.text) == ["[rank]"]
