"""The template for translators: every sentence that the program looks up is in it, those of the rules too."""

from __future__ import annotations

import gettext
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from editor.core.checks.engine import Checker
from editor.core.checks.families import ALL
from editor.core.checks.values import Draft, Toolbox
from editor.services import rules
from editor.services.resources import resources_dir
from editor.services.rules import Origin, RuleBook, load_rules

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "packaging/dev/messages.sh"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script is for Linux")


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    path = tmp_path_factory.mktemp("locale") / "copydesk.pot"
    done = subprocess.run(["bash", SCRIPT, path], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    with path.open("rb") as file:
        return read_po(file)


def built_in() -> RuleBook:
    return load_rules({resources_dir() / "rules": Origin.BUILT_IN})


def test_what_the_rules_look_up_is_there(template: Catalog, monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []
    monkeypatch.setattr(rules, "_", lambda text: asked.append(text) or text)
    book = built_in()
    assert len(asked) > 3 * len(book.rules) > 150
    assert [text for text in asked if text not in template] == []


def test_who_translates_is_told_whose_sentence_it_is(template: Catalog):
    message = template.get(built_in().rules["fields.required"].sentence)
    assert message is not None
    assert "Translators: fields.required, sentence" in message.auto_comments
    assert "resources/rules/fields.yaml" in {place for place, _line in message.locations}


def test_the_sentences_of_the_code_are_still_there(template: Catalog):
    found = template.get("There is no file or folder “{path}”.")
    assert found is not None
    assert "editor/cli/format.py" in {place for place, _line in found.locations}


def test_a_translation_is_what_a_person_reads(template: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    english = built_in().rules["fields.required"]
    welsh = Catalog(locale="cy")
    welsh.add(english.sentence, "Mae “{field}” yn wag o hyd.")
    welsh.add(english.why, "Mae ar ddarllenwyr ei angen.")
    with (tmp_path / "copydesk.mo").open("wb") as file:
        write_mo(file, welsh)
    with (tmp_path / "copydesk.mo").open("rb") as file:
        monkeypatch.setattr(rules, "_", gettext.GNUTranslations(file).gettext)
    problems = Checker(Toolbox(built_in().rules), ALL).problems(Draft({"summary": ""}, "Text."))
    empty = [problem for problem in problems if problem.rule == "fields.required"]
    assert empty
    for problem in empty:
        assert problem.sentence.startswith("Mae “") and problem.sentence.endswith("” yn wag o hyd.")
        assert problem.why == "Mae ar ddarllenwyr ei angen."
