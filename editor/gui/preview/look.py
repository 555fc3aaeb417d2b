"""How the page looks: three texts from ``resources/preview/``."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """``shell`` is ``shell.html``, ``css`` is ``page.css`` (or an organisation's), ``script`` is ``patch.js``."""

    shell: str
    css: str
    script: str

    def document(self) -> str:
        """The empty page. Its policy lets exactly this style sheet and embedded pictures in, and nothing else."""
        style = f"\n{self.css}"
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        return self.shell.replace("@STYLE-HASH@", digest).replace("@STYLE@", style)
