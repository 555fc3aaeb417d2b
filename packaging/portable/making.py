"""Makes the archives for machines without root: a .tar.gz, and a .run that unpacks and installs itself."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
from gzip import GzipFile
from pathlib import Path

from deb.making import desktop_files, documents
from kit import project

_HERE = Path(__file__).parent


def _tree(bundle: Path) -> Path:
    """The bundle, what a desktop reads, the paperwork, and the script that puts them in place."""
    tree = project.BUILD / "portable" / f"{project.NAME}-{project.version()}"
    shutil.rmtree(tree.parent, ignore_errors=True)
    shutil.copytree(bundle, tree / project.NAME, symlinks=True)
    desktop_files(tree / "share", f"/usr/bin/{project.NAME}")
    documents(tree / project.NAME / "doc")
    shutil.copyfile(_HERE / "install.sh", tree / "install.sh")
    (tree / "install.sh").chmod(0o755)
    return tree


def tar(bundle: Path) -> Path:
    """The archive: unpack it anywhere and run ``install.sh``, or ``copydesk/copydesk`` where it lies.

    gzip, because a bare Debian has no program for xz.
    """
    tree = _tree(bundle)
    project.DIST.mkdir(exist_ok=True)
    made = project.DIST / f"{project.NAME}-{project.version()}-linux-x86_64.tar.gz"
    with (
        made.open("wb") as file,
        GzipFile("", "wb", 6, file, mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.GNU_FORMAT) as archive,
    ):
        for path in (tree, *sorted(tree.rglob("*"))):
            archive.add(path, str(path.relative_to(tree.parent)), recursive=False, filter=_plain)
    return made


def _plain(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without what tells of whoever built it."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = project.epoch()
    if not entry.issym():
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
    return entry


def run(bundle: Path) -> Path:
    """The same as a program that installs itself: ``sh copydesk-….run``. Made by makeself."""
    tree = _tree(bundle)
    project.DIST.mkdir(exist_ok=True)
    made = project.DIST / f"{project.NAME}-{project.version()}-linux-x86_64.run"
    # It writes its command line into the file: of paths, only names. "n": gzip too would write the time.
    project.run(
        "makeself", "--quiet", "--gzip", "--complevel", "9n", "--nox11", "--packaging-date", project.day(),
        "--tar-extra", f"--sort=name --owner=0 --group=0 --numeric-owner --mtime=@{project.epoch()}",
        tree.name, made.name, f"{project.TITLE} {project.version()}", "./install.sh",
        cwd=tree.parent, stderr=subprocess.STDOUT,
    )  # fmt: skip
    return Path(shutil.move(tree.parent / made.name, made))
