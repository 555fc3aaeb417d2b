"""The program's sentences in the person's language.

``_`` and ``ngettext`` are gettext's own, remembered: without a catalogue gettext looks for one on the disk at every
call, which takes longer than most checks of a paragraph. ``main`` settles the language, before anything is said.
"""

from __future__ import annotations

import gettext
from functools import lru_cache

_remembered = lru_cache(maxsize=4096)

_ = _remembered(gettext.gettext)
ngettext = _remembered(gettext.ngettext)
