"""A computer that has no certificates: a sentence says so, before Git's library fails at being loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

IMPORTED = """
from editor.core.errors import CopydeskError
try:
    import editor.app.sharing
except CopydeskError as error:
    print(error.code)
    print(error.sentence)
"""


def told(folder: Path) -> str:
    environment = {**os.environ, "SSL_CERT_FILE": str(folder / "none.pem"), "SSL_CERT_DIR": str(folder)}
    done = subprocess.run([sys.executable, "-c", IMPORTED], capture_output=True, text=True, env=environment, check=True)
    return done.stdout


def test_a_computer_without_certificates_is_told_what_to_do(tmp_path: Path) -> None:
    code, sentence = told(tmp_path / "not there").splitlines()
    assert code == "clone-no-certificates"
    assert "ca-certificates" in sentence
    assert "Everything else works" in sentence


def test_an_empty_folder_of_certificates_is_enough_to_start(tmp_path: Path) -> None:
    assert told(tmp_path) == ""
