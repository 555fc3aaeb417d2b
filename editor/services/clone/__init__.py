"""A team's archive that is a Git clone: its states, its updates, sharing, and the history of an article.

Through libgit2, so that no Git program is needed. Rules that hold everywhere here: nothing is forced, no branch but the
one in use is moved, and it is moved last, so that a run that was killed is simply done again; the work tree is written
through ``services/files`` only; files go in and out byte for byte (no conversion of line ends); hooks are not run.
"""

from editor.services.clone.certificates import PATHS as PATHS  # before anything that imports pygit2
from editor.services.clone.clone import Clone
from editor.services.clone.talking import Passwords
from editor.services.clone.values import (
    Author,
    Collision,
    Decision,
    Entry,
    Login,
    Person,
    Shared,
    Standing,
    State,
    Talk,
    Updates,
)

__all__ = [
    "Author",
    "Clone",
    "Collision",
    "Decision",
    "Entry",
    "Login",
    "Passwords",
    "Person",
    "Shared",
    "Standing",
    "State",
    "Talk",
    "Updates",
]
