"""What a desktop reads: the type of articles, and the files that say how the program is started."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from kit import project

ROOT = Path(__file__).parents[2]
DEB = ROOT / "packaging" / "deb"


def types(tmp_path: Path, *files: Path) -> list[str]:
    """The types of files by the system's own rules, with ours beside them."""
    if not shutil.which("gio") or not shutil.which("update-mime-database"):
        pytest.skip("no gio or no update-mime-database here")
    share = tmp_path / "share"
    (share / "mime/packages").mkdir(parents=True)
    (share / "mime/packages/copydesk.xml").write_text(project.filled(DEB / "copydesk.mime.xml.in"))
    subprocess.run(["update-mime-database", str(share / "mime")], check=True)
    environment = {**os.environ, "XDG_DATA_HOME": str(share), "XDG_DATA_DIRS": "/usr/share"}
    command = ["gio", "info", "-a", "standard::content-type", *(str(file) for file in files)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout
    return [line.split(": ")[1] for line in told.splitlines() if "standard::content-type" in line]


def test_an_article_has_a_type_of_its_own_and_other_markdown_has_not(tmp_path: Path) -> None:
    texts = {
        "article.md": "```yaml\narea: Surrey\ntitle: Two bicycles found\n```\n\nTwo bicycles were found.\n",
        "notes.md": "# Notes\n\nOther Markdown.\n",
        "example.md": "```yaml\nkey: value\n```\n\nAn example of YAML in other Markdown.\n",
        "text.txt": "A plain text.\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    found = dict(zip(texts, types(tmp_path, *(tmp_path / name for name in texts)), strict=True))
    assert found == {
        "article.md": project.MIME_TYPE,
        "notes.md": "text/markdown",
        "example.md": "text/markdown",
        "text.txt": "text/plain",
    }


def test_real_articles_have_the_type(tmp_path: Path, corpus_files: list[Path]) -> None:
    sample = corpus_files[::200]
    assert set(types(tmp_path, *sample)) == {project.MIME_TYPE}


@pytest.mark.parametrize(
    ("tool", "template", "name"),
    [
        (["desktop-file-validate"], "copydesk.desktop.in", "copydesk.desktop"),
        (["appstreamcli", "validate", "--no-net"], "copydesk.metainfo.xml.in", f"{project.APP_ID}.metainfo.xml"),
    ],
)
def test_the_tools_of_the_desktop_accept_the_files(tmp_path: Path, tool: list[str], template: str, name: str) -> None:
    if not shutil.which(tool[0]):
        pytest.skip(f"no {tool[0]} here")
    file = tmp_path / name
    file.write_text(project.filled(DEB / template, exec="/usr/bin/copydesk"))
    told = subprocess.run([*tool, str(file)], capture_output=True, text=True, check=False)
    assert (told.returncode, "error" in told.stdout) == (0, False), told.stdout + told.stderr


def test_the_desktop_file_takes_the_type_of_articles_and_no_other() -> None:
    text = project.filled(DEB / "copydesk.desktop.in", exec="/usr/bin/copydesk")
    assert f"MimeType={project.MIME_TYPE};" in text.splitlines()
    kinds = ElementTree.fromstring(project.filled(DEB / "copydesk.metainfo.xml.in")).findall("provides/mediatype")
    assert [kind.text for kind in kinds] == [project.MIME_TYPE]


def test_the_manual_page_has_every_command() -> None:
    from editor.cli import summaries

    page = subprocess.run(
        [sys.executable, str(DEB / "manpage.py"), "2026-01-02"],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    ).stdout  # fmt: skip
    assert [name for name in summaries() if f".SS {name}:" not in page] == []
    assert "\\-\\-self\\-test" in page


def test_apparmor_reads_the_profile(tmp_path: Path) -> None:
    """Where the parser is that of Ubuntu 24.04 or later; ``build.py check`` reads it in Debian 13 in any case."""
    parser = shutil.which("apparmor_parser", path=f"{os.environ['PATH']}:/usr/sbin")
    if parser is None or not Path("/etc/apparmor.d/abi/4.0").exists():
        pytest.skip("no parser here that knows user namespaces")
    command = [parser, "--skip-kernel-load", "--skip-cache", "--stdout"]
    profile, wrong = DEB / "copydesk.apparmor", tmp_path / "wrong"
    wrong.write_text(profile.read_text("utf-8").replace("userns", "usernz"), "utf-8")
    assert subprocess.run([*command, profile], check=True, capture_output=True).stdout
    assert subprocess.run([*command, wrong], check=False, capture_output=True).returncode != 0


def test_the_profile_is_of_the_programs_that_are_installed() -> None:
    text = (DEB / "copydesk.apparmor").read_text("utf-8")
    assert re.search(r"^abi <abi/4\.0>,$", text, re.MULTILINE)
    (path,) = re.findall(r"^profile copydesk (\S+) flags=\(unconfined\) \{$", text, re.MULTILINE)
    assert path.startswith(f"/usr/lib/{project.NAME}/{{{project.NAME},_internal/")
    helper = path.split(",")[1].removesuffix("}").removeprefix("_internal/")
    assert next(Path(sys.prefix).glob("lib/python3*/site-packages")).joinpath(helper).is_file()
