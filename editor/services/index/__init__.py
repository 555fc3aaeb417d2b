"""The index of an archive: fifty thousand articles at hand. Nothing of it is needed to edit."""

from editor.services.index.checking import Checked
from editor.services.index.index import Index, index_folder
from editor.services.index.refreshing import Progress, Refreshed
from editor.services.index.worker import CheckWorker, IndexWorker

__all__ = ["CheckWorker", "Checked", "Index", "IndexWorker", "Progress", "Refreshed", "index_folder"]
