"""What an archive teaches, on one made up for it."""

from editor.core.article import FrontMatter
from editor.core.dates import write
from editor.core.encoding import encode
from editor.core.learning import learn
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


def test_each_finding_says_how_many_articles_say_so() -> None:
    odd = {**article(RUTLAND, 1), "url": "https://rutland.example/about"}
    lesson = learn([*archive(RUTLAND, 9), odd], "Rutland")
    support = {finding.name: finding.support for finding in lesson.findings}
    assert support["path"] == 0.9
    assert support["title_suffix"] == support["date_keys, publish.date"] == 1


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
