"""What is learnt from files, printed and kept."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from editor.core.errors import CopydeskError
from editor.core.learning import Finding, Lesson, Share, learn
from editor.core.profile import Profile, load_profile
from editor.services.files import NoVersions
from editor.services.learning import areas_in, as_yaml, gather, keep, percent
from editor.services.profiles import ProfileStore
from editor.services.versions import Versions

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
HOSTILE = [
    "a: b",
    "# no",
    "'",
    '"',
    "🚓 café",
    "two\nlines\n",
    " | X ",
    "",
    "- x",
    "true",
    "1_000",
    "\x07\u2028\x85",
    "\ufeff",
]


def article(folder: Path, number: int, area: str = "Ely") -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    text = f"```yaml\narea: {area}\ntitle: Eel {number} | Ely Council\nurl: https://ely.example/news/eel-{number}\n```\n\nText.\n"
    path = folder / f"{number:03}.md"
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    for number in range(12):
        article(tmp_path / "news/Ely", number)
    return tmp_path


def lesson_of(profile: Profile, findings: tuple[Finding, ...] = ()) -> Lesson:
    return Lesson(profile, findings, 9, None)


def loaded(text: str) -> Profile:
    return load_profile(yaml.load(text, yaml.CBaseLoader))


def hostile_profile(key: str, value: str) -> Profile:
    """A profile with this key and this value wherever they may stand."""
    return Profile(
        area="Ely",
        name=value or "Ely",
        base="https://ely.example",
        path="/{section}/{slug}",
        sections=("news", value),
        title_prefix=value,
        title_suffix=value,
        constants={f"x.k{key}": value},
        style_sheet=value,
    )


@pytest.mark.parametrize("value", HOSTILE)
def test_what_is_printed_loads_as_the_same_profile(value: str) -> None:
    profile = hostile_profile(value.replace(".", ""), value)
    findings = (
        Finding("title_suffix", value, 0.5, 9, others=(Share(value, 0.4),)),
        Finding("constants", value, 1, 9, key=f"x.k{value}"),
        Finding("incident", value, 1, 9, key=value),
    )
    assert loaded(as_yaml(lesson_of(profile, findings))) == profile


@given(TEXTS, TEXTS)
def test_any_text_can_be_printed(key: str, value: str) -> None:
    profile = hostile_profile(key.replace(".", "").replace("\\", ""), value)
    findings = (Finding("title_suffix", value, 0.4, 3, others=(Share(value, 0.4),)),)
    assert loaded(as_yaml(lesson_of(profile, findings))) == profile


def test_remarks_say_how_sure_each_line_is(archive: Path) -> None:
    gathered = gather(archive, "Ely")
    text = as_yaml(learn(gathered.fronts, gathered.area))
    assert "path: /news/{slug}  # 100%" in text
    assert "from 12 articles" in text
    assert "no text with a quotation mark" in text
    assert loaded(text).keys == ("title",)


def test_few_articles_and_none_with_an_address_are_told() -> None:
    text = as_yaml(learn([{"area": "Ely", "title": "Eels"}], "Ely"))
    assert "prove little" in text
    assert "fill in “base” and “path”" in text


@pytest.mark.parametrize(("share", "said"), [(0, "0%"), (0.001, "1%"), (0.5, "50%"), (0.999, "99%"), (1, "100%")])
def test_only_what_is_so_everywhere_is_all_of_it(share: float, said: str) -> None:
    assert percent(share) == said


def test_a_plain_folder_will_do(tmp_path: Path) -> None:
    for number in range(3):
        article(tmp_path / "a/b", number)
    article(tmp_path, 7, "Wisbech")
    assert len(gather(tmp_path, "Ely").fronts) == 3
    with pytest.raises(CopydeskError, match="Ely, Wisbech") as told:
        gather(tmp_path)
    assert told.value.code == "which-area"
    assert gather(tmp_path / "a").area == "Ely"


def test_articles_without_an_organisation_are_those_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "Ely").mkdir()
    (tmp_path / "Ely/a.md").write_text("```yaml\ntitle: Eels\n```\n\nText.\n", "utf-8")
    assert gather(tmp_path / "Ely").area == "Ely"
    assert gather(tmp_path / "Ely", "Fens").area == "Fens"


def test_broken_files_are_passed_over(archive: Path) -> None:
    for name, data in {
        "b.md": b"\xff\xfe",
        "c.md": b"```yaml\na: [\n```\n",
        "d.md": b"no fields\n",
        "e.md": b"",
    }.items():
        (archive / "news/Ely" / name).write_bytes(data)
    seen: list[int] = []
    gathered = gather(archive, "Ely", seen.append)
    assert (len(gathered.fronts), len(gathered.broken), seen[-1]) == (12, 4, 16)
    assert all(one.sentence for one in gathered.broken)


@pytest.mark.parametrize("area", ["Wisbech", "../Ely", ""])
def test_nothing_to_learn_from_is_a_sentence(archive: Path, area: str) -> None:
    folder = archive if area else archive / "drafts"
    folder.mkdir(exist_ok=True)
    with pytest.raises(CopydeskError, match="no articles"):
        gather(folder, area)


def test_it_is_kept_as_the_archives_own_and_never_without_a_version(archive: Path, tmp_path: Path) -> None:
    versions = Versions(tmp_path / "kept")
    lesson = learn(gather(archive).fronts, "Ely")
    first = keep(archive, lesson, versions)
    assert first.path == archive / ".copydesk/profiles/Ely.yaml"
    assert ProfileStore([first.path.parent]).get("Ely") == lesson.profile
    before = first.path.read_bytes()
    again = keep(archive, learn(gather(archive).fronts, "Ely", "City of Ely"), versions)
    assert again.path == first.path
    assert [versions.read(version.id) for version in versions.of(first.path)] == [before]


def test_a_profile_of_another_name_is_the_one_that_is_replaced(archive: Path) -> None:
    folder = archive / ".copydesk/profiles"
    folder.mkdir(parents=True)
    (folder / "zz.yaml").write_text("area: Ely\nname: Old\nbase: https://e.example\npath: /{slug}\n", "utf-8")
    (folder / "broken.yaml").write_text("area: [", "utf-8")
    assert keep(archive, learn(gather(archive).fronts, "Ely"), NoVersions()).path == folder / "zz.yaml"
    assert [name.name for name in ProfileStore([folder]).areas()] == ["Ely Council"]


def test_the_organisations_of_an_archive(archive: Path, tmp_path: Path) -> None:
    (archive / "news/.hidden").mkdir()
    assert areas_in(archive) == ["Ely"]
    assert areas_in(tmp_path / "nowhere") == []
