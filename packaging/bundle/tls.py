"""Lets Git speak to other computers by the machine's OpenSSL, as Python itself does.

pygit2's wheel has an OpenSSL of its own, under a name of its own, and asks for no more of it than version 3.0 has. The
machine's gets the host's security updates, and knows where the host keeps its certificates.
"""

from __future__ import annotations

import re
from pathlib import Path

from kit import elf, project

_OWN = re.compile(r"(libssl|libcrypto)-[0-9a-f]+(\.so\.3)")
_OWN_VERSION = re.compile(r"from lib(?:ssl|crypto)-[0-9a-f]+\.so\.3:\n((?:\s+0x.*\n)+)")
_LEAST = "OPENSSL_3.0.0"


def use_the_machines(folder: Path) -> None:
    """Make what lies in a bundle ask for the machine's OpenSSL, and take the wheels' own away.

    Raises ValueError where a newer one is asked for than every machine has.
    """
    for library in elf.elves(folder):
        own = [found for found in map(_OWN.fullmatch, elf.needed(library)) if found]
        if not own or _OWN.fullmatch(library.name):
            continue
        if newer := elf.versions(library, _OWN_VERSION) - {_LEAST}:
            raise ValueError(f"{library.name} asks for {', '.join(sorted(newer))}: keep the OpenSSL of its wheel.")
        for found in own:
            project.run("patchelf", "--replace-needed", found[0], found[1] + found[2], library)
    for path in [path for path in folder.rglob("lib*.so.3") if _OWN.fullmatch(path.name)]:
        path.unlink()
