"""Generated articles and profiles: what archives hold, and what they might."""

from __future__ import annotations

from hypothesis import strategies as st

from editor.core.article import Article, Tagged
from editor.core.profile import Profile

PLATFORM = Profile(
    area="Surrey",
    name="Surrey Police",
    base="https://www.surrey.example",
    path="/news/{section}/{yyyy}/{mm}/{slug}/",
    sections=("news", "appeals"),
    slug="keep-dashes",
    title_suffix=" | Surrey Police",
    date_keys={"publish.date": "{HH}:{MM} {dd}/{mm}/{yyyy}"},
    image_key="og.image",
    constants={"og.type": "website", "og.locale": "en_GB", "og.image": "https://www.surrey.example/a.png?a=1&amp;b=2"},
    encoders={"default": "aspnet"},
)
PLAIN = Profile(
    area="Elsewhere",
    name="Elsewhere Council",
    base="http://elsewhere.example",
    path="/news-article/{slug}",
    title_suffix=" - Elsewhere",
    keys=("title",),
)
DAYS = Profile(
    area="Days",
    name="Days",
    base="https://days.example",
    path="/{yyyy}/{month}/{slug}",
    slug="no-stop-words",
    date_keys={"publish.date": "{d} {Month} {yyyy}", "article.published.time": "iso"},
    image_key="og.image.url",
    keys=("title", "og.title", "og.description", "og.url", "twitter.title", "twitter.description", "twitter.url"),
    encoders={"default": "attribute", "title": "none"},
)
PROFILES = (None, PLATFORM, PLAIN, DAYS)
profiles = st.sampled_from(PROFILES)

# Characters that break editors: markup, codes, invisible ones, other planes; no half characters.
characters = st.one_of(
    st.sampled_from(list("ab C'\"&<>;#:|-–’£é\u00a0\u200b\u2028\ufeff\U0001f693\n")),
    st.characters(exclude_categories=("Cs",), exclude_characters="\r\x00"),
)
texts = st.one_of(
    st.text(characters, max_size=12),
    st.sampled_from(
        [
            "Fish &amp; chips",
            "&#39;",
            "&copy",
            "true",
            "23",
            "2020-01-01",
            "~",
            "",
            "Missing | Surrey Police",
            "a: b # c",
        ]
    ),
)
dates = st.sampled_from(
    ["12:08 21/11/2019", "13 Jan 2021", "2021-03-12T16:25:22+00:00", "17 July 2018", "soon", "00:00 01/02/2021"]
)
urls = st.sampled_from(
    [
        "https://www.surrey.example/news/appeals/2019/11/found-safe/",
        "http://elsewhere.example/news-article/found-safe",
        "https://days.example/2021/january/found-safe",
        "https://other.example/x?y=1&amp;z=2",
        "not an address",
        "",
    ]
)
odd = st.one_of(
    st.just(Tagged("tag:yaml.org,2002:int", "5")),
    st.just(Tagged("tag:yaml.org,2002:null", "")),
    st.just(Tagged("tag:yaml.org,2002:binary", "aGk=")),
    st.tuples(texts, texts),
)
values = st.one_of(texts, texts, texts, odd)


def _group(**known: st.SearchStrategy[object]) -> st.SearchStrategy[dict[str, object]]:
    return st.fixed_dictionaries({}, optional=known)


fronts = _group(
    area=texts,
    title=values,
    url=urls,
    og=st.one_of(
        _group(
            title=values, description=texts, url=urls, image=st.one_of(urls, _group(url=urls)), type=texts, odd=values
        ),
        texts,
    ),
    publish=_group(date=dates),
    article=_group(published=_group(time=dates), author=texts),
    twitter=_group(title=texts, url=urls, image=urls),
    incident=_group(reference=texts, day=texts),
    unknown=st.dictionaries(texts, st.one_of(values, st.dictionaries(texts, values, max_size=2)), max_size=3),
)
bodies = st.text(characters, max_size=40)
articles = st.builds(Article, fronts, bodies)
