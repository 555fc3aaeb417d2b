"""How well each profile writes its organisation's archive.

``python -m tests.benchmarks.profiles_table [NEWS] [--learn]`` prints a table. Its columns, in per cent
of the organisation's files:

anew       written anew from its fields with the address given, the front matter is identical to the archive's;
slug       the last part of the address, from the headline alone (a number at its end for a taken one is allowed);
address    the whole address, from headline, date and section, exactly.

``--learn`` prints the same for a profile learnt from every other file and tried on the rest: what the figures owe to
the files they were told from.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from editor.core import place
from editor.core.article import Article, FrontMatter
from editor.core.codec import parse
from editor.core.learning import learn
from editor.core.lens import blank, edit, read, slug_of, write
from editor.core.profile import Profile
from editor.services.profiles import ProfileStore
from editor.services.resources import resources_dir

CORPUS = Path(__file__).parents[3] / "shared/corpus/news"
TYPED = ("headline", "summary", "published", "url", "title", "image")
INCIDENT = ("incident_reference", "incident_day", "incident_month", "incident_year")


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one organisation: counts of its files."""

    area: str
    shared_platform: bool
    dated: bool
    files: int
    anew: int
    slug: int
    address: int


def archive(folder: Path) -> Sequence[Article]:
    return [parse(file.read_bytes()).article for file in sorted(folder.glob("*.md"))]


def is_shared_platform(profile: Profile) -> bool:
    """The 21 forces of one web platform: ``/news/<force>/news...`` and its own way with dashes."""
    return profile.slug == "keep-dashes" and profile.path.startswith("/news/") and "/news" in profile.path[6:]


def is_dated(profile: Profile) -> bool:
    return "publish.date" in profile.date_keys


def row(area: str, articles: Sequence[Article], profile: Profile) -> Row:
    return Row(
        area=area,
        shared_platform=is_shared_platform(profile),
        dated=is_dated(profile),
        files=len(articles),
        anew=sum(written_anew(article, profile) == article.front for article in articles),
        slug=sum(slug_is_right(article, profile) for article in articles),
        address=sum(address_is_right(article, profile) for article in articles),
    )


def written_anew(article: Article, profile: Profile) -> FrontMatter:
    """The front matter that a person gets who types the article's fields into a new one."""
    fields = read(article, profile)
    empty = blank(profile)
    changes = {name: fields[name] for name in (*TYPED, *INCIDENT)} | {"body": article.body}
    return write(empty, edit(empty, read(empty, profile), changes, profile), profile).front


def slug_is_right(article: Article, profile: Profile) -> bool:
    fields = read(article, profile)
    made, slug = slug_of(fields, profile), fields["slug"]
    return bool(made) and (slug == made or (slug.startswith(made) and slug.removeprefix(made).isdigit()))


def address_is_right(article: Article, profile: Profile) -> bool:
    fields = read(article, profile)
    slug = slug_of(fields, profile)
    built = place.build(profile, slug=slug, section=fields["section"], published_iso=fields["published"])
    return built == fields["url"]


def table(news: Path, *, learnt: bool = False) -> list[Row]:
    store = ProfileStore([resources_dir() / "profiles"])
    rows = []
    for name in store.areas():
        profile, articles = store.get(name.area), archive(news / name.area)
        if profile is None or not articles:
            continue
        if learnt:
            profile = learn([article.front for article in articles[::2]], name.area).profile
            articles = articles[1::2]
        rows.append(row(name.area, articles, profile))
    return rows


def summary(rows: Sequence[Row]) -> Mapping[str, float]:
    """The figures of the shared platform that were promised, as shares of files."""
    shared = [item for item in rows if item.shared_platform]
    dated = [item for item in shared if item.dated]
    return {
        "forces": len(shared),
        "anew": sum(item.anew for item in shared) / sum(item.files for item in shared),
        "slug": sum(item.slug for item in shared) / sum(item.files for item in shared),
        "dated forces": len(dated),
        "address": sum(item.address for item in dated) / sum(item.files for item in dated),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="The table of the built-in profiles, from a sample archive.")
    parser.add_argument("news", nargs="?", type=Path, default=CORPUS, help="a folder of one folder an organisation")
    parser.add_argument("--learn", action="store_true", help="learn from one half of each, try on the other")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    rows = table(options.news, learnt=options.learn)
    if options.json:
        print(json.dumps({"rows": [asdict(item) for item in rows], "shared platform": summary(rows)}, indent=1))
        return
    print(f"{'area':22}{'files':>6}{'anew':>7}{'slug':>7}{'address':>9}")
    for item in rows:
        shares = [100 * count / item.files for count in (item.anew, item.slug, item.address)]
        mark = "*" if item.shared_platform else ""
        print(f"{item.area + mark:22}{item.files:6}{shares[0]:7.0f}{shares[1]:7.0f}{shares[2]:9.0f}")
    print("* shared platform:", {name: round(value, 4) for name, value in summary(rows).items()})


if __name__ == "__main__":
    main()
