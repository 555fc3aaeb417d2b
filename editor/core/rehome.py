"""An unreleased article goes to another organisation: what was typed stays, what the profile gave changes."""

from __future__ import annotations

from dataclasses import replace

from editor.core.article import Article, undotted, with_value
from editor.core.fields import Fields
from editor.core.lens import NO_PROFILE, blank, edit, read
from editor.core.profile import Profile

# Made anew from the other fields.
_DERIVED = ("area", "url", "title", "slug")


def rehomed(
    base: Article, fields: Fields, old: Profile | None, new: Profile | None, *, area: str, slug: str = ""
) -> tuple[Article, Fields]:
    """The article to begin with at the new organisation, and the fields. ``slug`` is one that was typed, or ''."""
    given = read(blank(old or NO_PROFILE), old)
    front = blank(new).front if new else with_value({}, ("area",), area)
    for name, value in fields.kept.items():
        front = with_value(front, undotted(name), value)
    start = Article(front, base.body)
    changes = {
        name: text for name, text in fields.values.items() if text and text != given[name] and name not in _DERIVED
    }
    changes |= {f"extra.{key}": text for key, text in fields.extra.items() if given.extra.get(key) != text}
    sections = new.sections if new else ()
    if sections and changes.get("section") not in sections:
        changes["section"] = sections[0]
    if slug:
        changes["slug"] = slug
    return start, edit(start, replace(read(start, new), body=base.body), changes, new)
