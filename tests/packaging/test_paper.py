"""The paperwork: the list of parts keeps to its standard, and the licences are there in full."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from bundle import freezing
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from paper import components, notices, sbom

from editor.services.parts import Part, listed

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture
def as_installed_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is installed for the tests stands for what goes into the bundle: the same packages."""
    monkeypatch.setattr(freezing, "environment", lambda: Path(sys.prefix))


@pytest.mark.usefixtures("as_installed_here")
def test_the_list_of_parts_keeps_to_cyclonedx() -> None:
    text = sbom.document()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    names = {part["name"] for part in json.loads(text)["components"]}
    assert {"Qt", "Chromium", "ICU", "Python", "Lucide icons"} <= names
    assert set(freezing.shipped()) <= names


def test_the_list_has_what_goes_into_the_bundle_and_no_more() -> None:
    lines = (RESOURCES.parent / "packaging/bundle/requirements.txt").read_text("utf-8").splitlines()
    pinned = {line.split("==")[0].lower().replace("_", "-").replace(".", "-") for line in lines if "==" in line}
    assert listed(RESOURCES) == pinned


def test_a_licence_outside_spdx_is_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = [Part("one", "1", "Whatever, with commas"), Part("two", "2", "MIT OR ISC")]
    monkeypatch.setattr(sbom, "components", lambda: parts)
    text = sbom.document()
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    licences = [part["licenses"] for part in json.loads(text)["components"]]
    assert licences == [[{"license": {"name": "Whatever, with commas"}}], [{"expression": "MIT OR ISC"}]]


@pytest.mark.usefixtures("as_installed_here")
def test_the_licences_of_everything_are_shipped_in_full() -> None:
    text = notices.text()
    for part in components.components():
        assert f"  {part.name} {part.version}".rstrip() + f": {part.licence}" in text
        assert part.texts or part.remark or part.inside, f"{part.name} has neither a licence nor a word where it is"
    for sentence in (
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "src/3rdparty/chromium/third_party/angle",  # of Chromium
        "src/3rdparty/harfbuzz-ng",  # of Qt
        "src/3rdparty/masm",  # of Qt Quick, whose engine Chromium's view is made with
        "PYTHON SOFTWARE FOUNDATION LICENSE",
        'The "Artistic License"',
    ):
        assert sentence in text
