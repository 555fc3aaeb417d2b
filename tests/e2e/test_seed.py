"""An article goes through the real window, key by key, and is what the archive would hold, byte for byte."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from editor.core import lens
from editor.core.codec import parse
from tests.e2e.writer import Release, Writer

pytestmark = pytest.mark.display

SEED = "news/Surrey/a0992a60d4569347e42c6cef48b8e7654a0e495b.md"

HEADLINE = 'Riders\' café - a "safe place" to park & talk – opens in Llŷn Road'
SUMMARY = "Bikers can meet officers over a £1 tea every Thursday from 7pm."
BODY = """Bikers can meet officers over a £1 tea every Thursday from 7pm.

## What is on

There are three things to do:

 * Have your bike marked, so that it is known as yours wherever it is found.
 * Ask about the _Better Rider_ day: it costs **nothing**.
 * Tell us which bends worry you - we'll look at them together.

"It's the tea that brings them," said PC Ann Sample, “and the talk that keeps them.”"""
PLACE = "news/Surrey/e6c474f858bcc4cb15395ad7b35dc040bd6b9b54.md"
# By hand from the rules: "&" and "–" leave no trace in the address; Latin-1 becomes a code, what is beyond is escaped.
TOP = """```yaml
area: Surrey
og:
  description: Bikers can meet officers over a &#163;1 tea every Thursday from 7pm.
  image: https://www.surrey.police.uk/SysSiteAssets/media/images/brand/central/soh-default-og-image.png\
?crop=(5,0,195,100)&amp;w=600&amp;h=300&amp;scale=both
  locale: en_GB
  title: "Riders&#39; caf&#233; - a &quot;safe place&quot; to park &amp; talk \\u2013 opens in Ll\\u0177n Road"
  type: website
  url: https://www.surrey.police.uk/news/surrey/news/2019/11/\
riders-cafe---a-safe-place-to-park--talk--opens-in-llyn-road/
publish:
  date: 12:08 21/11/2019
title: "Riders&#39; caf&#233; - a &quot;safe place&quot; to park &amp; talk \\u2013 opens in Ll\\u0177n Road\
 | Surrey Police"
url: https://www.surrey.police.uk/news/surrey/news/2019/11/\
riders-cafe---a-safe-place-to-park--talk--opens-in-llyn-road/
```

"""


def test_the_seed_article(writer: Writer, shared: Path) -> None:
    seed = (shared / "seed-article.md").read_bytes()
    reading = parse(seed)
    fields = lens.read(reading.article)
    when = datetime.fromisoformat(fields["published"])
    writer.start()
    writer.draft(
        Release(
            organisation="surrey",
            headline=fields["headline"],
            summary=fields["summary"],
            body=reading.article.body,
            day=f"{when:%d/%m/%Y}",
            clock=f"{when:%H:%M}",
        )
    )
    place = writer.release()
    assert place == writer.archive / SEED
    assert place.read_bytes() == seed


def test_an_article_of_our_own(writer: Writer) -> None:
    writer.start()
    writer.draft(Release("Surrey Pol", HEADLINE, SUMMARY, BODY, day="21/11/2019", clock="12:08"))
    place = writer.release()
    assert place.read_text(encoding="utf-8") == TOP + BODY + "\n"
    assert place == writer.archive / PLACE
    assert sorted(path for path in writer.archive.rglob("*") if path.is_file()) == [place]
