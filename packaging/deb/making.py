"""Makes the .deb: the bundle below /usr/lib, what a desktop needs to know of it; a purge leaves nothing."""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
from pathlib import Path

from bundle import freezing
from kit import project
from paper import notices, sbom

from deb import icons
from deb.depends import RECOMMENDED, depends

_HERE = Path(__file__).parent
_SCRIPTS = ("postinst", "postrm")
_PROGRAM = f"usr/lib/{project.NAME}"

QUICK = ("-Zgzip", "-z1")
SMALL = ("-Zxz", "-z6", "--threads-max=2")


def deb(bundle: Path, *, quick: bool = False) -> Path:
    """The package of a bundle, in ``dist``; ``quick`` is for trials: larger, and made in a tenth of the time."""
    tree = project.BUILD / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(bundle, tree / _PROGRAM, symlinks=True)
    desktop_files(tree / "usr/share", f"/usr/bin/{project.NAME}")
    documents(tree / f"usr/share/doc/{project.NAME}")
    _own(tree)
    _control(tree, depends(bundle))
    _settle(tree)
    project.DIST.mkdir(exist_ok=True)
    made = project.DIST / f"{project.NAME}_{project.version()}_amd64.deb"
    project.run("dpkg-deb", "--root-owner-group", *(QUICK if quick else SMALL), "--build", tree, made)
    return made


def desktop_files(share: Path, program: str) -> None:
    """What a desktop reads, below a ``share`` folder; ``program`` is how it starts Copydesk."""
    name = project.NAME
    _write(share / f"applications/{name}.desktop", project.filled(_HERE / f"{name}.desktop.in", exec=program))
    _write(share / f"metainfo/{project.APP_ID}.metainfo.xml", project.filled(_HERE / f"{name}.metainfo.xml.in"))
    _write(share / f"mime/packages/{name}.xml", project.filled(_HERE / f"{name}.mime.xml.in"))
    drawing = project.ROOT / "resources/icons/copydesk.svg"
    drawn = project.BUILD / "icons"
    project.run(freezing.python(), _HERE / "icons.py", drawing, drawn)
    for kind, icon in (("apps", name), ("mimetypes", "text-x-copydesk-article")):
        for size in icons.SIZES:
            _copy(drawn / f"{size}.png", share / f"icons/hicolor/{size}x{size}/{kind}/{icon}.png")
        _copy(drawing, share / f"icons/hicolor/scalable/{kind}/{icon}.svg")
    environment = {**os.environ, "PYTHONPATH": str(project.ROOT), "LANGUAGE": "en_GB", "COLUMNS": "80"}
    page = project.run(freezing.python(), _HERE / "manpage.py", project.day(), env=environment)
    _pack(share / f"man/man1/{name}.1.gz", page)


def documents(folder: Path) -> None:
    """The paperwork: licences, parts, changes."""
    _write(folder / "copyright", project.filled(_HERE / "copyright.in", year=project.day("%Y")))
    _pack(folder / "THIRD-PARTY-NOTICES.txt.gz", notices.text())
    _pack(folder / "sbom.cdx.json.gz", sbom.document())
    _pack(folder / "CHANGES.md.gz", (project.ROOT / "CHANGELOG.md").read_text("utf-8"))


def _own(tree: Path) -> None:
    """What only this package has."""
    link = tree / "usr/bin" / project.NAME
    link.parent.mkdir(parents=True)
    link.symlink_to(f"../lib/{project.NAME}/{project.NAME}")
    moment = project.day("%a, %d %b %Y %H:%M:%S +0000")
    changes = project.filled(_HERE / "changelog.in", moment=moment)
    _pack(tree / f"usr/share/doc/{project.NAME}/changelog.gz", changes)
    _copy(_HERE / "copydesk.apparmor", tree / _PROGRAM / "apparmor" / project.NAME)
    _copy(_HERE / "lintian-overrides", tree / "usr/share/lintian/overrides" / project.NAME)


def _control(tree: Path, needs: list[str]) -> None:
    values = {
        "kilobytes": str(-(-freezing.size(tree) // 1024)),
        "depends": ", ".join(needs),
        "recommends": ", ".join(RECOMMENDED),
    }
    folder = tree / "DEBIAN"
    _write(folder / "control", project.filled(_HERE / "control.in", **values))
    for name in _SCRIPTS:
        _copy(_HERE / name, folder / name)
    files = sorted(path for path in (tree / "usr").rglob("*") if path.is_file() and not path.is_symlink())
    sums = (f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}" for path in files)
    _write(folder / "md5sums", "\n".join(sums) + "\n")


def _settle(tree: Path) -> None:
    """The same modes and times whoever builds."""
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            # The bundle has its modes; all others are plain files.
            runs = path.is_dir() or path.stat().st_mode & 0o100 or path.name in _SCRIPTS
            path.chmod(0o755 if runs else 0o644)
        os.utime(path, (project.epoch(), project.epoch()), follow_symlinks=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _pack(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))


def _copy(source: Path, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, path)
