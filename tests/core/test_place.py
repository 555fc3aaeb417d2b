import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.place import Match, build, file_name, last_segment, match, slug_for, with_slug
from editor.core.profile import PATH_TOKENS, Profile

SEGMENTS = st.text("abcxyz019-_.~", min_size=1, max_size=8)
URLS = st.builds("{}{}{}".format, st.sampled_from(["https://a.example", "https://a.example/b", ""]),
                 st.lists(SEGMENTS, max_size=3).map(lambda parts: "".join(f"/{part}" for part in parts)),
                 st.sampled_from(["", "/", "?id=1/2", "/#top", "/?a=b"]))  # fmt: skip


def profile(path: str, *sections: str) -> Profile:
    return Profile("Rutland", "Rutland Police", "https://rutland.example", path, sections)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/news/{yyyy}/{mm}/{slug}/", "/news/2020/02/found/"),
        ("/news/{section}/{yyyy}/{m}/{slug}/", "/news/appeals/2020/2/found/"),
        ("/news/{section}/{yyyy}/{month}/{slug}/", "/news/appeals/2020/february/found/"),
        ("/news/{yyyy}/{month}-{yy}/{slug}/", "/news/2020/february-20/found/"),
        ("/news2/{section}/{yy}{mm}/{slug}/", "/news2/appeals/2002/found/"),
        ("/news/{yyyy}/{month}/{week-monday}/{slug}/", "/news/2020/february/27-01-2020/found/"),
        ("/latest/{dd}-{mm}-{yyyy}/{slug}", "/latest/01-02-2020/found"),
        ("/News/{yyyy}/{Month}/{Slug}.aspx", "/News/2020/February/found.aspx"),
    ],
)
def test_an_address_is_built_and_taken_apart(path: str, address: str) -> None:
    rutland = profile(path, "appeals", "news")
    built = build(rutland, slug="found", published_iso="2020-02-01T09:30")
    assert built == f"https://rutland.example{address}"
    assert match(rutland, built) == Match("appeals" if "{section}" in path else "", "found")


@given(
    st.lists(st.sampled_from(sorted(set(PATH_TOKENS) - {"slug", "Slug", "section", "id"})), max_size=3),
    SEGMENTS,
    st.sampled_from(["", "news", "appeals/south", "other"]),
    st.dates().map(str),
)  # fmt: skip
def test_what_was_built_is_found_again(tokens: list[str], slug: str, section: str, day: str) -> None:
    path = "/{section}/" + "".join(f"{{{token}}}/" for token in tokens) + "{slug}/"
    rutland = profile(path, "news", "appeals/south")
    assert match(rutland, build(rutland, slug=slug, section=section, published_iso=day)) == Match(
        section or "news", slug
    )


@pytest.mark.parametrize(
    ("path", "slug", "day"),
    [
        ("/{slug}", "", ""),
        ("/{yyyy}/{slug}", "found", ""),
        ("/{yyyy}/{slug}", "found", "soon"),
        ("/{id}/{Slug}", "found", ""),
    ],
)
def test_an_address_that_cannot_be_known_is_empty(path: str, slug: str, day: str) -> None:
    assert build(profile(path), slug=slug, published_iso=day) == ""


@pytest.mark.parametrize(
    "address",
    ["/news/2020/2/found/", "/news/2020/02/found", "/news/2020/02/", "/news/2020/02/a/b/", "/news/20/02/found/"],
)
def test_another_pattern_does_not_match(address: str) -> None:
    assert match(profile("/news/{yyyy}/{mm}/{slug}/"), f"https://rutland.example{address}") is None
    assert match(profile("/news/{yyyy}/{mm}/{slug}/"), "https://other.example/news/2020/02/found/") is None


def test_the_address_of_a_numbered_page_has_a_slug_all_the_same() -> None:
    assert match(profile("/article/{id}/{Slug}"), "https://rutland.example/article/6990/Found") == Match("", "Found")


@pytest.mark.parametrize(
    ("section", "address"), [("", "/news/found/"), ("featured/2021", "/news/featured/2021/found/")]
)
def test_an_address_may_do_without_a_section_where_the_profile_says_so(section: str, address: str) -> None:
    rutland = profile("/news/{section}/{slug}/", "featured/2021", "")
    built = build(rutland, slug="found", section=section)
    assert built == f"https://rutland.example{address}"
    assert match(rutland, built) == Match(section, "found")


@given(URLS, SEGMENTS)
def test_the_last_part_of_any_address_can_be_replaced(url: str, slug: str) -> None:
    assert with_slug(url, last_segment(url)) == url
    if last_segment(url):
        assert last_segment(with_slug(url, slug)) == slug
        assert with_slug(with_slug(url, slug), last_segment(url)) == url
    else:
        assert with_slug(url, slug) == url


@pytest.mark.parametrize(
    ("url", "segment"),
    [
        ("https://a.example/r/1/found_man", "found_man"),
        ("https://a.example/r/found/?x=/y", "found"),
        ("https://a.example/", ""),
        ("https://a.example", ""),
        ("", ""),
    ],
)
def test_the_last_part_of_an_address(url: str, segment: str) -> None:
    assert last_segment(url) == segment


def test_a_file_is_named_by_its_address() -> None:
    url = "https://www.surrey.police.uk/news/surrey/news/2019/11/heforshe---uk-policing-gender-equality-summit/"
    assert file_name(url) == "a0992a60d4569347e42c6cef48b8e7654a0e495b.md"


def test_the_last_part_is_cut_to_what_the_path_leaves_of_a_hundred_characters() -> None:
    profile = Profile("A", "A", "https://a.example", "/news/latest-news/{slug}", slug="no-stop-words")
    slug = slug_for(profile, "wordy " * 40)
    assert slug == "-".join(["wordy"] * 14)  # 83 characters and no half word; a fifteenth would make it 89
    assert len(f"news/latest-news/{slug}") == 100
