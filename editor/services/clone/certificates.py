"""Looked at before anything else of this package: Git's library cannot even be loaded where nobody is trusted.

It reads the certificates of the authorities when it is imported, and fails if there are none, by an error of its own
that cannot be named without importing it.
"""

from __future__ import annotations

from ssl import get_default_verify_paths

from editor.core.errors import CopydeskError
from editor.core.language import _

PATHS = get_default_verify_paths()
"""Where OpenSSL looks for them on this computer, as far as it is there."""

if not (PATHS.cafile or PATHS.capath):
    raise CopydeskError(
        _(
            "The archive cannot be shared, because this computer has no certificates by which it could tell whether "
            "another one is the right one ({folder}). Ask whoever looks after it to install them (on Debian and "
            "Ubuntu: ca-certificates), then start Copydesk again. Everything else works as usual."
        ).format(folder=PATHS.openssl_capath),
        code="clone-no-certificates",
        where=PATHS.openssl_capath,
    )
