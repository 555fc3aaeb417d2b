"""Made-up articles for the tests of the library's rules."""

from __future__ import annotations

from editor.core.library.records import Record

AREA = "Northshire"
# Two different accounts, long enough to be told apart.
ROBBERY = (
    "A shopkeeper was threatened with a hammer when two men burst into a newsagent in Mill Lane, Oakham, shortly "
    "before closing time on Saturday evening. They emptied the till, knocked over a stand of magazines and ran "
    "towards the canal, where a grey van was waiting with its engine running and its lights switched off."
)
FESTIVAL = (
    "Families are invited to meet the dogs, horses and drones that keep the county safe when headquarters opens its "
    "gates this summer. Visitors can try on uniforms, sit in a patrol car, and see how fingerprints are lifted from a "
    "window, while the band plays on the lawn and volunteers serve cream teas in the old stables."
)
STANDING = (
    "Anyone with information is asked to call 101 quoting 317 of 27 January, or contact Crimestoppers anonymously on "
    "0800 555 111."
)


def made(path: str, headline: str = "", body: str = "", **more: str) -> Record:
    """An article with an address of its own."""
    return Record(
        f"news/{AREA}/{path}.md",
        area=more.get("area", AREA),
        headline=headline,
        body=body,
        url=more.get("url", f"https://northshire.example/news/{path}/"),
        published=more.get("published", ""),
        incident=more.get("incident", ""),
    )
