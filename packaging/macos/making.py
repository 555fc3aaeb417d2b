"""Makes the disk image for macOS, on macOS: the application of the bundle, signed where there is an identity."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from kit import project

ENTITLEMENTS = Path(__file__).parent / "entitlements.plist"


def image(bundle: Path) -> Path:
    """The disk image of ``Copydesk.app``, which lies beside the bundle. Needs the tools of macOS.

    COPYDESK_IDENTITY names the certificate to sign with; PyInstaller signs for this computer only. Notarising is done
    with the finished image, by whoever has the account: ``notarytool submit --wait``, then ``stapler staple``.
    """
    if not shutil.which("hdiutil"):
        raise SystemExit("A disk image is made on macOS only.")
    application = bundle.parent / f"{project.TITLE}.app"
    identity = os.environ.get("COPYDESK_IDENTITY")
    if identity:
        # Deep, because the page's process is an application inside a framework; all of it may do what Chromium needs.
        project.run(
            "codesign", "--force", "--deep", "--timestamp", "--options", "runtime",
            "--entitlements", ENTITLEMENTS, "--sign", identity, application,
        )  # fmt: skip
    folder = project.BUILD / "image"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    project.run("ditto", application, folder / application.name)
    (folder / "Applications").symlink_to("/Applications")
    project.DIST.mkdir(exist_ok=True)
    made = project.DIST / f"{project.NAME}-{project.version()}.dmg"
    project.run(
        "hdiutil", "create", "-volname", project.TITLE, "-srcfolder", folder, "-ov", "-format", "UDZO", made
    )  # fmt: skip
    return made
