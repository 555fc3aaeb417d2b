"""How the page looks: texts from ``resources/preview/``."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """``shell`` is ``shell.html``, ``css`` all style sheets, ``script`` all scripts, ``patch.js`` first."""

    shell: str
    css: str
    script: str

    def document(self, *, remote_pictures: bool = False) -> str:
        """The empty page.

        Its policy lets in exactly this style sheet, embedded pictures, those of our own scheme, and https pictures
        where the person allowed them. The style sheet is a layer of its own, so that an organisation's comes before it.
        """
        style = f"\n@layer neutral {{\n{self.css}}}\n"
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        pictures = "data: copydesk-image: https:" if remote_pictures else "data: copydesk-image:"
        shell = self.shell.replace("@PICTURES@", pictures).replace("@STYLE-HASH@", digest)
        return shell.replace("@STYLE@", style)
