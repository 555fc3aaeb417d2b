import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.dates import KNOWN_FORMS
from editor.core.encoding import ENCODERS
from editor.core.profile import Profile, ProfileError, dump_profile, load_profile
from editor.core.slugs import DIALECTS

MINIMAL = {"area": "Rutland", "name": "Rutland Police", "base": "https://rutland.example", "path": "/news/{slug}"}
FULL = {
    **MINIMAL,
    "path": "/news/{section}/{yyyy}/{month}/{slug}/",
    "sections": ["news", "appeals"],
    "slug": "keep-dashes",
    "title_suffix": " | Rutland Police",
    "date_keys": {"publish.date": "{HH}:{MM} {dd}/{mm}/{yyyy}", "article.published.time": "iso"},
    "keys": ["title", "og.title"],
    "image_key": "og.image",
    "constants": {"og.type": "website", "og.image": "https://rutland.example/a.png?w=1&amp;h=2"},
    "encoders": {"default": "aspnet", "title": "none"},
}
WORDS = st.text("abcdefgh", min_size=1, max_size=8)


def faults(**changes: object) -> str:
    with pytest.raises(ProfileError) as caught:
        load_profile({**FULL, **changes})
    return "\n".join(caught.value.faults)


def test_four_names_make_a_profile() -> None:
    profile = load_profile(MINIMAL)
    assert (profile.area, profile.date, profile.encoder("title")) == ("Rutland", "", "none")


def test_a_full_profile_says_how_a_file_is_written() -> None:
    profile = load_profile(FULL)
    assert profile.date == "{HH}:{MM} {dd}/{mm}/{yyyy}"
    assert [profile.encoder(key) for key in ("title", "og.title")] == ["none", "aspnet"]
    assert profile.sections[0] == "news"


@given(
    st.builds(
        Profile,
        area=WORDS,
        name=WORDS,
        base=WORDS.map("https://{}.example".format),
        path=st.sampled_from(["/{slug}", "/{yyyy}/{Slug}.html", "/article/{id}"]),
        sections=st.lists(WORDS).map(tuple),
        slug=st.sampled_from(sorted(DIALECTS)),
        title_suffix=st.text(max_size=9),
        date_keys=st.dictionaries(WORDS.map("date.{}".format), st.sampled_from(sorted(KNOWN_FORMS))),
        constants=st.dictionaries(WORDS.map("constant.{}".format), st.text(max_size=9)),
        encoders=st.dictionaries(WORDS, st.sampled_from(sorted(ENCODERS))),
        style_sheet=st.text(max_size=9),
    )
)
def test_a_profile_survives_being_written_and_read(profile: Profile) -> None:
    assert load_profile(dump_profile(profile)) == profile


def test_only_what_is_unusual_is_written() -> None:
    assert dump_profile(load_profile(MINIMAL)) == MINIMAL


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"path": "/news/{slgu}"}, "path: it holds {slgu}, which Copydesk does not know; it knows {yyyy}"),
        ({"path": "/news/{yyyy}/"}, "path: it holds neither {slug} nor {id}"),
        ({"path": "news/{slug}"}, "path: it must begin with a slash"),
        ({"base": "https://rutland.example/"}, "base: it must not end with a slash"),
        ({"base": "rutland.example"}, "base: it must begin with https://"),
        ({"base": ""}, "base: it is missing"),
        ({"sections": []}, "path: it holds {section}, but there are no sections"),
        ({"sections": "news"}, "sections: it must be a list of texts"),
        ({"title_sufix": "x"}, "title_sufix: Copydesk does not know this name; did you mean “title_suffix”?"),
        ({"zzz": "x"}, "zzz: Copydesk does not know this name; it knows area, name"),
        ({"title_suffix": ["x"]}, "title_suffix: it must be one text"),
        ({"constants": ["x"]}, "constants: it must hold names with one text each"),
        ({"constants": {"og": {"type": "website"}}}, "constants: it must hold names with one text each"),
        ({"slug": "camel"}, "slug: Copydesk does not know “camel”; it knows keep-dashes"),
        ({"encoders": {"title": "html"}}, "encoders, title: Copydesk does not know “html”"),
        ({"date_keys": {"publish.date": "{dd} {Mnth} {yyyy}"}}, "date_keys, publish.date: it holds {Mnth}"),
        ({"date_keys": {"publish.date": "{HH}:{MM}"}}, "must hold a year, a month and a day"),
        ({"constants": {"og.image.url": "x"}}, "og.image.url: og.image holds a text"),
        ({"constants": {"og.title": "x"}}, "constants, og.title: it has a value of its own in each article"),
    ],
)
def test_each_fault_is_told_in_a_sentence(changes: dict[str, object], sentence: str) -> None:
    assert sentence in faults(**changes)


def test_all_faults_are_told_at_once() -> None:
    assert len(faults(path="x", base="y/", slug="z").splitlines()) == 5
    assert len(faults(area="", nmae="x", sections="y").splitlines()) == 3


@pytest.mark.parametrize("data", [None, "area: Surrey", [], {}, {"area": None}])
def test_what_is_no_profile_at_all_is_refused(data: object) -> None:
    with pytest.raises(ProfileError):
        load_profile(data)
