"""Every file of the shared collection of broken and hostile input opens as its row says, fast and in little memory."""

from __future__ import annotations

import csv
import re
import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.codec import Outcome, Refusal, canonical_body, dump, is_canonical, parse

HOSTILE = Path(__file__).parents[2] / "../shared/hostile"
SECONDS = 1.0  # of the processor; the machine is shared
BYTES = 100_000_000

# A conflict copy is known by its name, which the codec does not see.
BY_NAME = ("sync-conflict", "conflicted copy")
# What the notice or the refusal has to say, by the number of the case: from the manifest's own words.
SAYS = {
    "002": "empty.*backup",
    "004": "only zero bytes.*damaged.*backup",
    "011": "comment",
    "028": "Line 2: a quote",
    "035": "Line 2:.*merge conflict markers",
    "037": "Macs",
    "041": "second.*FEFF",
    "043": "UTF-16.*converts it to UTF-8",
    "046": "UTF-32",
    "047": "Line 2.*not changed here",
    "049": r"byte 157",
    "050": r"Line 7",
    "055": r"Line 2.*U\+0000",
    "058": "Line 2: a hidden line separator",
    "061": "⍽⍽title",
    "062": r"“url”.*U\+200B",
    "068": r"U\+FFFE",
    "071": "Line 3: a tab",
    "073": "Line 2: a quote",
    "074": "Line 2: .*colon.*quotes",
    "076": "Line 2: .*quotes",
    "079": "“First” in line 2, “Second” in line 4",
    "080": "“og.title”.*“A” in line 3, “B” in line 4",
    "082": "refers to itself",
    "085": "repeat each other",
    "088": "program to be run",
    "091": "!!binary.*kept",
    "100": "Line 2: .*looks like a date",
    "106": "Line 2: a name is not a text",
    "110": "Line 3: a second document",
    "112": "Line 4",
    "118": "nested",
    "121": "20000 fields",
    "127": "Line 2: .*“=”",
    "143": "not a text file",
}


def _rows() -> list[dict[str, str]]:
    if not HOSTILE.is_dir():
        return []
    with (HOSTILE / "manifest.csv").open(encoding="utf-8", newline="") as manifest:
        rows = [row for row in csv.DictReader(manifest) if row["made"] == "here"]
    return [row for row in rows if not any(part in row["name"] for part in BY_NAME)]


@pytest.fixture(params=_rows(), ids=lambda row: row["name"][:40])
def row(request: pytest.FixtureRequest) -> dict[str, str]:
    return request.param


def _opened(data: bytes) -> tuple[str, str]:
    try:
        reading = parse(data)
    except Refusal as refusal:
        return "REFUSE", refusal.sentence
    return reading.outcome, "\n".join(departure.sentence for departure in reading.notices)


def test_the_shared_collection_is_read_where_it_is_here():
    assert len(_rows()) > 90 or not HOSTILE.is_dir()


def test_a_file_opens_as_its_row_says(row):
    data = (HOSTILE / "files" / row["name"]).read_bytes()
    tracemalloc.start()
    begun = time.process_time()
    try:
        outcome, sentences = _opened(data)
        taken, most = time.process_time() - begun, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert outcome == row["outcome"], sentences
    assert bool(sentences) == (outcome != "OPEN")
    assert re.search(SAYS.get(row["name"][:3], ""), sentences), sentences
    assert most < BYTES
    # Tracing makes it some three times slower.
    assert taken < SECONDS * 3


def test_a_file_is_judged_and_written_in_time(row):
    data = (HOSTILE / "files" / row["name"]).read_bytes()
    begun = time.process_time()
    _opened(data)
    assert time.process_time() - begun < SECONDS
    begun = time.process_time()
    canonical = is_canonical(data)
    assert time.process_time() - begun < SECONDS
    if row["outcome"] in ("REFUSE", "OPEN_RAW"):
        assert not canonical
        return
    article = parse(data).article
    assert parse(dump(article)).article.front == article.front
    assert canonical_body(canonical_body(article.body)) == canonical_body(article.body)


SMALL = [data for row in _rows() if len(data := (HOSTILE / "files" / row["name"]).read_bytes()) < 2_000] or [
    b"```yaml\na: &b [*b]\n```\n"
]


@given(st.sampled_from(SMALL), st.sampled_from(SMALL), st.data())
def test_a_mixture_of_two_files_with_a_changed_byte_is_read_or_refused(one, other, data):
    head = one[: data.draw(st.integers(0, len(one)))] + data.draw(st.binary(max_size=2))
    mixed = head + other[data.draw(st.integers(0, len(other))) :]
    begun = time.process_time()
    try:
        reading = parse(mixed)
    except Refusal:
        assert not is_canonical(mixed)
        return
    assert time.process_time() - begun < SECONDS
    if reading.outcome is Outcome.OPEN_RAW:
        assert not is_canonical(mixed)
        return
    kept = all(departure.kept for departure in reading.departures)
    written = dump(reading.article)
    assert is_canonical(mixed) == (kept and written == mixed)
    assert parse(written).article.front == reading.article.front


@pytest.mark.parametrize(
    ("name", "path", "text"),
    [
        ("059-ls-ps-in-value.md", ("title",), "one\u2028two\u2029three"),
        ("097-huge-int.md", ("n",), "9" * 5_000),
        ("113-dots-in-value.md", ("description",), "wait\n...\nwhat\n"),
        ("115-folded-literal.md", ("c",), "keep\n\n\n"),
        ("128-trailing-space-values.md", ("title",), "  padded  "),
        ("131-body-front-matter-injection.md", ("title",), "Real"),
        ("125-html-entities.md", ("title",), "Safe &amp; well&#8230;"),
    ],
)
def test_a_value_survives_a_save(name, path, text):
    if not HOSTILE.is_dir():
        pytest.skip("the shared collection is not here")
    article = parse((HOSTILE / "files" / name).read_bytes()).article
    value = parse(dump(article)).article.front[path[0]]
    assert getattr(value, "value", value) == text
