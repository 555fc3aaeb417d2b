"""What an archive teaches, on some made up for it."""

from dataclasses import replace

import pytest

from editor.core.article import FrontMatter
from editor.core.dates import write
from editor.core.encoding import encode
from editor.core.learning import Share, learn
from editor.core.place import build
from editor.core.profile import Profile, dump_profile, load_profile
from editor.core.slugs import slugify

RUTLAND = Profile(
    area="Rutland",
    name="Rutland Police",
    base="https://rutland.example",
    path="/news/rutland/{section}/{yyyy}/{month}/{slug}/",
    sections=("news", "appeals/north"),
    slug="keep-dashes",
    title_suffix=" | Rutland Police",
    date_keys={"publish.date": "{HH}:{MM} {dd}/{mm}/{yyyy}"},
    image_key="og.image",
    constants={"og.image": "https://rutland.example/a.png?w=1&amp;h=2", "og.type": "website"},
    encoders={"default": "aspnet"},
)
HEADLINES = (
    "Man jailed - two years",
    "“Keep away” – farmer's plea",
    "£5,000 fine for van driver",
    "Appeal after A606 collision",
    "New sergeant at Oakham",
)


def archive(profile: Profile, count: int = 40) -> list[FrontMatter]:
    return [article(profile, number) for number in range(count)]


def article(profile: Profile, number: int) -> FrontMatter:
    headline = f"{HEADLINES[number % len(HEADLINES)]} in case {number}"
    published = f"2020-{number % 12 + 1:02}-{number % 28 + 1:02}T09:{number % 60:02}"
    section = profile.sections[number % 3 == 0] if profile.sections else ""
    url = build(profile, slug=slugify(headline, profile.slug), section=section, published_iso=published)
    front: dict[str, dict[str, str] | str] = {
        "area": profile.area,
        "url": url,
        "title": encode(headline + profile.title_suffix, profile.encoder("title")),
        "og": {
            "title": encode(headline, profile.encoder("og.title")),
            "description": encode(f"It's about “{headline}”", profile.encoder("og.description")),
            "url": url,
            **{key.removeprefix("og."): value for key, value in profile.constants.items()},
        },
    }
    for key, form in profile.date_keys.items():
        front[key.split(".")[0]] = {"date": write(published, form)}
    return front


def test_a_profile_is_learnt_from_what_it_wrote() -> None:
    lesson = learn(archive(RUTLAND), "Rutland", "Rutland Police")
    assert load_profile(dump_profile(lesson.profile)) == RUTLAND


def test_each_finding_says_how_many_articles_say_so_and_what_the_others_have() -> None:
    odd = {**article(RUTLAND, 1), "url": "https://rutland.example/about"}
    lesson = learn([*archive(RUTLAND, 9), odd], "Rutland")
    found = {finding.part: finding for finding in lesson.findings}
    assert (found["path"].support, found["path"].others) == (0.9, (Share("/{slug}", 0.1),))
    assert found["title_suffix"].support == found["date_keys"].support == 1
    assert not found["title_suffix"].others
    assert lesson.articles == 10


def test_a_site_that_numbers_its_pages_has_an_id() -> None:
    fronts: list[FrontMatter] = [
        {
            "area": "Rutland",
            "title": f"Dog no. {n} found",
            "url": f"https://rutland.example/r/{4000 + 7 * n}/dog-no-{n}-found",
        }
        for n in range(9)
    ]
    profile = learn(fronts, "Rutland").profile
    assert (profile.path, profile.slug) == ("/r/{id}/{slug}", "collapsed")


def test_one_poor_article_is_enough_to_begin_with() -> None:
    profile = learn([{"area": "Rutland", "title": "Found", "url": "https://rutland.example/found"}], "Rutland").profile
    assert (profile.base, profile.path, profile.title_suffix) == ("https://rutland.example", "/{slug}", "")
    assert learn([{"area": "Rutland"}], "Rutland").profile.path == ""


UNIVERSITY = Profile(
    area="Ambridge",
    name="University of Ambridge",
    base="https://news.ambridge.example",
    path="/{section}/{yyyy}-{mm}-{dd}-{slug}",
    sections=("research", "campus"),
    title_suffix=" – University of Ambridge",
    date_keys={"published": "{dd}.{mm}.{yyyy}"},
    keys=("title",),
    encoders={"default": "none"},
)


@pytest.mark.parametrize(
    "profile",
    [
        UNIVERSITY,
        replace(UNIVERSITY, path="/{slug}.html", sections=(), date_keys={}),
        replace(UNIVERSITY, path="/newsroom/{slug}/", sections=(), title_suffix="", title_prefix="Ambridge: "),
        replace(UNIVERSITY, path="/{yyyy}/{mm}/{dd}/{slug}/", sections=()),
        replace(UNIVERSITY, path="/{yyyy}/{m}/{slug}/", sections=(), date_keys={"date": "{HH}:{MM}, {d} {Mon} {yyyy}"}),
        replace(UNIVERSITY, path="/{section}/{slug}/index.html", sections=("news", "events", "people")),
        replace(UNIVERSITY, path="/news/{section}/{yyyy}{mm}{dd}_{slug}"),
        replace(UNIVERSITY, path="/n/{Slug}.aspx", sections=(), slug="case-kept", base="http://a.example:8080"),
        replace(UNIVERSITY, path="/n/{slug}-{dd}-{mm}-{yyyy}", sections=()),
    ],
    ids=lambda profile: profile.path,
)
def test_other_organisations_have_other_ways(profile: Profile) -> None:
    """Learnt from some articles, the profile makes the addresses of others that it never saw."""
    fronts = [plain_article(profile, number) for number in range(80)]
    learnt = learn(fronts[::2], profile.area)
    assert sorted(learnt.profile.sections) == sorted(profile.sections)
    assert learnt.profile == replace(profile, name=learnt.profile.name, sections=learnt.profile.sections)
    for number in range(1, 80, 2):
        published, section, slug = parts(profile, number)
        made = build(learnt.profile, slug=slug, section=section, published_iso=published)
        assert made == fronts[number]["url"]


WORLDLY = (
    "Caffi newydd i’r tŷ gwyrdd",
    "Café à Bangor – ouvert dès l’été",
    "Prize for Zoë’s bees",
    "A new library opens",
)


def parts(profile: Profile, number: int) -> tuple[str, str, str]:
    headline = f"{WORLDLY[number % len(WORLDLY)]} {number}"
    section = profile.sections[number // 2 % len(profile.sections)] if profile.sections else ""
    published = f"20{18 + number % 3}-{number % 12 + 1:02}-{number % 28 + 1:02}T09:{number % 60:02}"
    return published, section, slugify(headline, profile.slug)


def plain_article(profile: Profile, number: int) -> FrontMatter:
    published, section, slug = parts(profile, number)
    front = {
        "area": profile.area,
        "title": f"{profile.title_prefix}{WORLDLY[number % len(WORLDLY)]} {number}{profile.title_suffix}",
        "url": build(profile, slug=slug, section=section, published_iso=published),
    }
    return front | {key: write(published, form) for key, form in profile.date_keys.items()}


def test_without_a_date_the_look_of_the_folders_tells() -> None:
    dated = replace(UNIVERSITY, path="/news/{yyyy}/{month}-{yyyy}/{slug}/", sections=())
    fronts = [{**plain_article(dated, number), "published": "lately"} for number in range(40)]
    assert learn(fronts, "Ambridge").profile.path == dated.path


def test_a_site_that_changed_its_addresses_is_learnt_as_it_is_now() -> None:
    old = replace(UNIVERSITY, path="/news/{slug}", sections=())
    new = replace(UNIVERSITY, path="/stories/{yyyy}/{slug}/", sections=())
    fronts = [
        {**plain_article(new if number % 3 == 2 else old, number), "published": f"01.02.{2018 + number % 3}"}
        for number in range(90)
    ]
    lesson = learn(fronts, "Ambridge")
    assert lesson.profile.path == "/stories/{yyyy}/{slug}/"
    others = next(finding.others for finding in lesson.findings if finding.part == "path")
    assert [other.value for other in others] == ["/news/{slug}"]


def test_an_id_in_the_query() -> None:
    fronts = [
        {"area": "A", "title": f"T {n}", "url": f"https://a.example/news/item.php?lang=en&id={n}"} for n in range(9)
    ]
    profile = learn(fronts, "A").profile
    assert profile.path == "/news/item.php?lang=en&id={id}"


def test_of_two_keys_that_cannot_stand_together_the_usual_one_is_learnt() -> None:
    fronts: list[FrontMatter] = [
        {"area": "A", "url": f"https://a.example/{n}-bees", "og": {"image": {"url": "b.png"} if n == 3 else "a.png"}}
        for n in range(12)
    ]
    profile = learn(fronts, "A").profile
    assert load_profile(dump_profile(profile)) == profile
    assert (profile.image_key, profile.constants["og.image"]) == ("og.image", "a.png")


def test_the_form_of_incident_references_is_told() -> None:
    fronts = [{**article(RUTLAND, n), "incident": {"reference": f"CR/{n:03}"}} for n in range(10)]
    found = next(finding for finding in learn(fronts, "Rutland").findings if finding.part == "incident")
    assert (found.value, found.support) == ("AA/999", 1)


def test_the_example_shows_a_real_address_beside_the_one_that_is_made() -> None:
    example = learn(archive(RUTLAND), "Rutland").example
    assert example is not None
    assert example.made == example.real
    assert example.real.startswith("https://rutland.example/news/rutland/")


@pytest.mark.parametrize(
    "url",
    ["", "https://[x/y", "not an address", "https://a.example", "https://a.example/", "https://a.example/{slug}/x"],
)
def test_an_odd_address_is_no_obstacle(url: str) -> None:
    fronts = [*archive(RUTLAND, 20), {"area": "Rutland", "url": url}]
    assert learn(fronts, "Rutland").profile.path == RUTLAND.path
    learn([{"area": "Rutland", "url": url}], "Rutland")
