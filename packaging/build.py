"""Builds and checks the packages of Copydesk: ``python packaging/build.py --help``.

Everything is made in ``build/`` and lands in ``dist/``; what takes long is kept in a cache outside the repository
(``COPYDESK_CACHE``). The same commit gives the same bytes.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from bundle import freezing
from deb import making
from kit import project
from paper import notices, sbom


def _bundle(_args: argparse.Namespace) -> int:
    made = freezing.bundle()
    megabytes = freezing.size(made) / 1e6
    print(f"{made}: {megabytes:.0f} MB")
    return int(megabytes > freezing.LARGEST_MB)


def _deb(args: argparse.Namespace) -> int:
    bundle = project.BUILD / "bundle" / project.NAME if args.quick else freezing.bundle()
    return _made(making.deb(bundle if bundle.is_dir() else freezing.bundle(), quick=args.quick))


def _sbom(_args: argparse.Namespace) -> int:
    return _made(_written(f"{project.NAME}-{project.version()}.cdx.json", sbom.document()))


def _notices(_args: argparse.Namespace) -> int:
    return _made(_written("THIRD-PARTY-NOTICES.txt", notices.text()))


def _written(name: str, text: str) -> Path:
    project.DIST.mkdir(exist_ok=True)
    path = project.DIST / name
    path.write_text(text, "utf-8")
    return path


def _made(path: Path) -> int:
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    print(f"{path}: {path.stat().st_size / 1e6:.1f} MB, SHA-256 {digest}")
    return 0


TARGETS: Mapping[str, tuple[str, Callable[[argparse.Namespace], int]]] = {
    "bundle": ("the program in one folder, build/bundle/copydesk", _bundle),
    "deb": ("the package for Debian 12, Ubuntu 24.04 and later", _deb),
    "sbom": ("the list of parts, CycloneDX in JSON", _sbom),
    "notices": ("the licences of everything that is shipped, as one text", _notices),
}


def main() -> int:
    """Do what the command line asks; the exit code."""
    parser = argparse.ArgumentParser(description=f"Build and check the packages of Copydesk {project.version()}.")
    targets = parser.add_subparsers(dest="target", required=True, metavar="TARGET")
    for name, (help_text, _act) in TARGETS.items():
        target = targets.add_parser(name, help=help_text)
        target.add_argument("--quick", action="store_true", help="for trials: the last bundle, little packed")
    args = parser.parse_args()
    return TARGETS[args.target][1](args)


if __name__ == "__main__":
    sys.exit(main())
