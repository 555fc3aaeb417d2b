"""What the editing commands of the body do to its text, as pure functions.

Each takes a ``Passage`` (some whole lines, and what is selected in them) and answers with an ``Edit``, or with None
when there is nothing to do. Positions count characters (code points) from the start of the passage.
"""

from editor.core.textops.blocks import footnote, next_footnote, put_paragraphs, rule, table
from editor.core.textops.inline import toggle_bold, toggle_code, toggle_emphasis
from editor.core.textops.lines import (
    cycle_heading,
    duplicate_lines,
    indent,
    move_lines_down,
    move_lines_up,
    outdent,
    set_heading,
    toggle_quote,
)
from editor.core.textops.links import Link, link_at, put_link
from editor.core.textops.lists import is_list_item, nest, new_line, toggle_bullets, toggle_numbers, unnest
from editor.core.textops.values import Edit, Passage, difference

__all__ = [
    "Edit",
    "Link",
    "Passage",
    "cycle_heading",
    "difference",
    "duplicate_lines",
    "footnote",
    "indent",
    "is_list_item",
    "link_at",
    "move_lines_down",
    "move_lines_up",
    "nest",
    "new_line",
    "next_footnote",
    "outdent",
    "put_link",
    "put_paragraphs",
    "rule",
    "set_heading",
    "table",
    "toggle_bold",
    "toggle_bullets",
    "toggle_code",
    "toggle_emphasis",
    "toggle_numbers",
    "toggle_quote",
    "unnest",
]
