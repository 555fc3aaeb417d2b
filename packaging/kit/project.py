"""The facts of the project that every format needs, each from the one place where it is written."""

from __future__ import annotations

import os
import re
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = ROOT / "packaging"
BUILD = ROOT / "build"
DIST = ROOT / "dist"

NAME = "copydesk"
TITLE = "Copydesk"
APP_ID = "org.copydesk.copydesk"
SUMMARY = "Write, correct and release an organisation's news"
MAINTAINER = "The Copydesk developers <copydesk@example.org>"
LICENCE = "GPL-3.0-or-later"
MIME_TYPE = "text/x-copydesk-article"


def cache() -> Path:
    """Where what takes long to make is kept between builds: ``COPYDESK_CACHE``, or the user's cache folder."""
    usual = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "copydesk-packaging"
    return Path(os.environ.get("COPYDESK_CACHE") or usual)


def version() -> str:
    """The version, from ``editor/__init__.py`` and nowhere else."""
    found = re.search(r'__version__ = "([^"]+)"', (ROOT / "editor" / "__init__.py").read_text("utf-8"))
    assert found is not None, "editor/__init__.py has no version"
    return found[1]


def epoch() -> int:
    """The time that everything built bears, in seconds: SOURCE_DATE_EPOCH, or that of the last commit."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    command = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)
    # Outside a repository, from an archive of the source: any fixed time will do.
    return int(found.stdout) if found.returncode == 0 and found.stdout.strip() else 1_700_000_000


def day(form: str = "%Y-%m-%d") -> str:
    """The day of ``epoch``."""
    return time.strftime(form, time.gmtime(epoch()))


def run(*command: str | Path, **how: object) -> str:
    """Run a tool and give back what it printed. Raises CalledProcessError where it fails; its complaints are shown."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch()), "PYTHONHASHSEED": "0", "LC_ALL": "C.UTF-8"}
    how.setdefault("env", environment)
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, text=True, check=True, **how)  # type: ignore[call-overload]  # keywords pass through
    return str(done.stdout)


def filled(template: Path, **values: str) -> str:
    """A template with ``@NAME@`` replaced. Raises KeyError for a place that has no value."""
    known = {
        "name": NAME,
        "title": TITLE,
        "app_id": APP_ID,
        "summary": SUMMARY,
        "maintainer": MAINTAINER,
        "licence": LICENCE,
        "mime": MIME_TYPE,
        "version": version(),
        "day": day(),
        **values,
    }
    return re.sub(r"@([a-z_]+)@", lambda found: known[found[1]], template.read_text("utf-8"))
