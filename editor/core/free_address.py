"""Which number makes the address of a draft a free one, where another article has it already."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count

from editor.core import lens
from editor.core.article import Article
from editor.core.fields import Fields
from editor.core.profile import Profile
from editor.core.slugs import numbered


def free_number(base: Article, fields: Fields, profile: Profile | None, taken: Callable[[str], bool]) -> int:
    """The least number that makes the address a free one: 1 for none, 0 where a number does not change it.

    ``base`` is what the file holds; ``taken`` tells whether an address is an earlier article's.
    """
    for number in count(1):
        url = numbered_address(base, fields, profile, number)
        if number > 1 and url == fields["url"]:
            return 0
        if not taken(url):
            return number
    return 0


def numbered_address(base: Article, fields: Fields, profile: Profile | None, number: int) -> str:
    """The address with this number; 1 leaves it as it is."""
    if number == 1:
        return fields["url"]
    return lens.edit(base, fields, {"slug": numbered(fields["slug"], number)}, profile)["url"]
