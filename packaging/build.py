"""Builds and checks the packages of Copydesk: ``python packaging/build.py --help``.

Everything is made in ``build/`` and lands in ``dist/``; what takes long is kept in a cache outside the repository
(``COPYDESK_CACHE``). The same commit gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from bundle import freezing
from check import former
from deb import making as debian
from kit import project
from macos import making as macos
from paper import notices, sbom, settings
from portable import making as portable
from windows import making as windows


def _bundle(_args: argparse.Namespace) -> int:
    made = freezing.bundle()
    megabytes = freezing.size(made) / 1e6
    print(f"{made}: {megabytes:.0f} MB")
    return int(megabytes > freezing.LARGEST_MB)


def _bundle_for(args: argparse.Namespace) -> Path:
    last = project.BUILD / "bundle" / project.NAME
    return last if args.quick and last.is_dir() else freezing.bundle()


def _deb(args: argparse.Namespace) -> int:
    return _made(debian.deb(_bundle_for(args), quick=args.quick))


def _tar(args: argparse.Namespace) -> int:
    return _made(portable.tar(_bundle_for(args)))


def _run(args: argparse.Namespace) -> int:
    return _made(portable.run(_bundle_for(args)))


def _win(args: argparse.Namespace) -> int:
    made = windows.installers(args.payload or _bundle_for(args))
    for path in made:
        _made(path)
    return int(not made)


def _mac(args: argparse.Namespace) -> int:
    return _made(macos.image(_bundle_for(args)))


def _sbom(_args: argparse.Namespace) -> int:
    return _made(_written(f"{project.NAME}-{project.version()}.cdx.json", sbom.document()))


def _notices(_args: argparse.Namespace) -> int:
    return _made(_written("THIRD-PARTY-NOTICES.txt", notices.text()))


def _settings(_args: argparse.Namespace) -> int:
    settings.PAGE.write_text(settings.page(), "utf-8")
    return 0


def _check(args: argparse.Namespace) -> int:
    package = project.DIST / f"{project.NAME}_{project.version()}_amd64.deb"
    if not package.exists():
        _deb(args)
    script = project.HERE / "check" / "clean_root.sh"
    older = former.former(package)
    ended = [
        subprocess.run(["bash", script, suite, package, older, project.DIST / "check"], check=False).returncode
        for suite in args.suites or SUITES
    ]
    return int(any(ended))


def _written(name: str, text: str) -> Path:
    project.DIST.mkdir(exist_ok=True)
    path = project.DIST / name
    path.write_text(text, "utf-8")
    return path


def _made(path: Path) -> int:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB, SHA-256 {digest}")
    return 0


SUITES = ("bookworm", "trixie")
"""Releases of Debian in which a package has to work: 12 and 13."""

TARGETS: Mapping[str, tuple[str, Callable[[argparse.Namespace], int]]] = {
    "bundle": ("the program in one folder, build/bundle/copydesk", _bundle),
    "deb": ("the package for Debian 12, Ubuntu 24.04 and later", _deb),
    "tar": ("an archive for machines without root", _tar),
    "run": ("the same as a program that installs itself", _run),
    "win": ("the installers for Windows: .exe where Inno Setup is, .msi where wixl is", _win),
    "mac": ("the disk image for macOS; on macOS", _mac),
    "check": ("install, use, upgrade and purge the package in bare systems; needs root and debootstrap", _check),
    "sbom": ("the list of parts, CycloneDX in JSON", _sbom),
    "settings": (
        "the table of settings in the guide, brought up to date; needs the program's own environment",
        _settings,
    ),
    "notices": ("the licences of everything that is shipped, as one text", _notices),
}


def main() -> int:
    """Do what the command line asks; the exit code."""
    parser = argparse.ArgumentParser(description=f"Build and check the packages of Copydesk {project.version()}.")
    targets = parser.add_subparsers(dest="target", required=True, metavar="TARGET")
    for name, (help_text, _act) in TARGETS.items():
        target = targets.add_parser(name, help=help_text)
        if name == "check":
            target.add_argument("suites", nargs="*", metavar="SUITE", help=f"of Debian; {' and '.join(SUITES)} if none")
        if name == "win":
            target.add_argument("--payload", type=Path, metavar="FOLDER", help="a bundle that was made on Windows")
        target.add_argument("--quick", action="store_true", help="for trials: the last bundle, little packed")
    args = parser.parse_args()
    return TARGETS[args.target][1](args)


if __name__ == "__main__":
    sys.exit(main())
