"""The list of parts for those who watch over security: CycloneDX, as JSON."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Any

from kit import project

from paper.components import components

if TYPE_CHECKING:
    from editor.services.parts import Part

_SPDX = re.compile(r"[\w.+-]+( (OR|AND|WITH) [\w.+-]+)*")


def document() -> str:
    """The list of parts in CycloneDX 1.6; the same for the same commit."""
    made = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(project.epoch()))
    own = {
        "type": "application",
        "bom-ref": project.NAME,
        "name": project.NAME,
        "version": project.version(),
        "licenses": [{"expression": project.LICENCE}],
    }
    parts = [_entry(part) for part in components()]
    content = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"timestamp": made, "component": own},
        "components": parts,
        "dependencies": [{"ref": project.NAME, "dependsOn": [part["bom-ref"] for part in parts]}],
    }
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def _entry(part: Part) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "type": "library",
        "bom-ref": f"{part.name}@{part.version}",
        "name": part.name,
    }
    if part.version:
        entry["version"] = part.version
    if part.purl:
        entry["purl"] = part.purl
    if part.licence:
        known = _SPDX.fullmatch(part.licence)
        entry["licenses"] = [{"expression": part.licence}] if known else [{"license": {"name": part.licence}}]
    if part.remark or part.inside:
        entry["description"] = part.remark or f"Inside {part.inside}"
    return entry
