"""The one place that reads and saves article files.

Reading looks before it opens and never blocks; saving leaves the old file or the new one, whole. Every call to the
system goes through ``Disk``, so that each can be made to fail in a test.
"""

from editor.services.files.disk import THIS_DISK, Disk
from editor.services.files.faults import Conflict, SaveFailed
from editor.services.files.names import TEMPORARY, is_portable, key_of, visible
from editor.services.files.opening import open_file
from editor.services.files.saving import publish, save
from editor.services.files.values import LIMIT, Fingerprint, Notice, NoVersions, Opened, Saved, VersionStore

__all__ = [
    "LIMIT",
    "TEMPORARY",
    "THIS_DISK",
    "Conflict",
    "Disk",
    "Fingerprint",
    "NoVersions",
    "Notice",
    "Opened",
    "SaveFailed",
    "Saved",
    "VersionStore",
    "is_portable",
    "key_of",
    "open_file",
    "publish",
    "save",
    "visible",
]
