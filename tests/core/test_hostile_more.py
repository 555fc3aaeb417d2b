"""Broken and hostile input that the shared collection does not show: what its neighbours suggest, and worse."""

from __future__ import annotations

import re
import time

import pytest

from editor.core.article import Tagged
from editor.core.codec import Outcome, Refusal, dump, is_canonical, parse

SECONDS = 1.0  # of the processor; the machine is shared
TITLE = "title: Lost dog found\n"
TEXT = "\nThe dog is well.\n"
FILE = f"```yaml\n{TITLE}```\n{TEXT}"

OPEN, WARN, RAW, REFUSE = Outcome.OPEN, Outcome.OPEN_WARN, Outcome.OPEN_RAW, "REFUSE"


def fields(lines: str) -> str:
    return f"```yaml\n{lines}```\n{TEXT}"


def body(text: str) -> str:
    return f"```yaml\n{TITLE}```\n\n{text}\n"


# The case, the outcome, and what the notices (or the refusal) have to say; "" where there are none.
LAYOUT = (
    ("one newline", "\n", WARN, "empty"),
    ("blanks only", " \n\t\n \n", WARN, "empty"),
    ("a mark only", "\ufeff", WARN, "byte-order mark(?s:.)*empty"),
    ("a no-break space only", "\u00a0\n", WARN, "only text"),
    ("one word", "x", WARN, "only text"),
    ("block never ends", f"```yaml\n{TITLE}\nThe dog is well.\n", RAW, "Line 1: .*no end"),
    ("ends with other fence", f"```yaml\n{TITLE}~~~\n{TEXT}", RAW, "Line 1: .*no end"),
    ("longer fence ends too early", f"````yaml\n{TITLE}```\n{TEXT}", RAW, "no end"),
    ("empty block, nothing else", "```yaml\n```\n", OPEN, ""),
    ("empty lines in the block", "```yaml\n\n\n```\n\nText\n", OPEN, ""),
    ("no newline after the block", f"```yaml\n{TITLE}```", OPEN, ""),
    ("fields between dashes", f"---\n{TITLE}---\n{TEXT}", RAW, "---"),
    ("dashes, ended by dots", f"---\n{TITLE}...\n{TEXT}", RAW, "---"),
    ("dashes, with Windows line ends", f"---\r\n{TITLE}---\r\n{TEXT}", RAW, "---"),
    ("dashes, never ended", f"---\n{TITLE}{TEXT}", RAW, "---"),
    ("a rule, and no fields", "---\n\nText\n", WARN, "only text"),
    ("JSON", '{"title": "x"}\n', RAW, "JSON"),
    ("yml", FILE.replace("yaml", "yml"), WARN, "not spelt"),
    ("Yml in capitals", FILE.replace("yaml", "YML"), WARN, "not spelt"),
    ("tildes", FILE.replace("```", "~~~"), WARN, "not spelt"),
    ("no language", FILE.replace("yaml", ""), WARN, "not spelt"),
    ("language in braces", FILE.replace("yaml", "{yaml}"), WARN, "not spelt"),
    ("more in the first line", FILE.replace("yaml", "yaml title=x"), RAW, "more than"),
    ("another language", FILE.replace("yaml", "python"), WARN, "only text"),
    ("empty lines above", "\n\n" + FILE, WARN, "not spelt"),
    ("lines of blanks above", "  \n\t\n" + FILE, WARN, "not spelt"),
    ("a comment above", "<!-- draft -->\n\n" + FILE, RAW, "text before"),
    ("one blank before the fence", " " + FILE, RAW, "indented"),
    ("three empty lines below", FILE.replace(TEXT, "\n\n" + TEXT), OPEN, ""),
    ("fence inside an indented value", fields("title: |\n  a\n  ```\n  b\n"), OPEN, ""),
    ("fence inside quotes", fields("title: 'a\n\n  ```\n\n  b'\n"), OPEN, ""),
    ("other fence inside the block", fields("title: |\n  a\n  ~~~\n"), OPEN, ""),
    ("text of blanks", f"```yaml\n{TITLE}```\n\n  \n \n", OPEN, ""),
    ("text that is only a fence", body("```"), OPEN, ""),
    ("unclosed tildes in the text", body("~~~\ncode"), OPEN, ""),
    ("text with dashes", body("---\ntitle: y\n---\n\nText"), OPEN, ""),
    ("many newlines at the end", FILE + "\n\n\n\n", OPEN, ""),
    ("Windows line ends", FILE.replace("\n", "\r\n"), WARN, "CRLF"),
    ("doubled returns", FILE.replace("\n", "\r\r\n"), WARN, "mixed"),
    ("Windows line ends in the fields only", FILE.replace(TITLE, TITLE[:-1] + "\r\n"), WARN, "mixed"),
    ("one return in a line", body("one\rtwo"), WARN, "mixed"),
    ("merge conflict in the text", body("<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs"), WARN, "Line 5: merge conflict"),
)

BYTES = (
    ("mark and Windows line ends", ("\ufeff" + FILE.replace("\n", "\r\n")), WARN, "byte-order"),
    ("mark inside the text", body("a\ufeffb"), OPEN, ""),
    ("mark before the first name", fields("\ufeff" + TITLE), WARN, "Line 2 begins with an invisible mark"),
    ("UTF-16 without a mark", FILE.encode("utf-16-le"), REFUSE, "UTF-16"),
    ("UTF-16-BE without a mark", FILE.encode("utf-16-be"), REFUSE, "UTF-16"),
    ("UTF-16, one byte lost", b"\xff\xfe" + FILE.encode("utf-16-le") + b"x", REFUSE, "UTF-16.*damaged"),
    ("UTF-16 with Windows line ends", FILE.replace("\n", "\r\n").encode("utf-16"), WARN, "UTF-16(?s:.)*CRLF"),
    ("UTF-32-BE", b"\0\0\xfe\xff" + FILE.encode("utf-32-be"), REFUSE, "UTF-32"),
    ("UTF-32 without a mark", FILE.encode("utf-32-be"), REFUSE, "zero bytes"),
    ("older Windows quotes", FILE.encode() + b"\x93Yes\x94 \x96 no\n", WARN, "Line 6 is not valid UTF-8"),
    ("older Windows, old Mac line ends", FILE.encode().replace(b"\n", b"\r") + b"\x93Yes\x94\r", WARN, "Line 6 "),
    ("overlong code", FILE.encode() + b"\xc0\xaf\n", WARN, "Line 6 .*0xC0"),
    ("beyond Unicode", FILE.encode() + b"\xf5\x80\x80\x80\n", WARN, "Line 6 .*0xF5"),
    ("byte 0xFE", FILE.encode() + b"caf\xc3\xa9 \xfe\n", WARN, "Line 6 .*0xFE"),
    ("zero byte in the text", body("a\0b"), WARN, r"Line 5 .*U\+0000"),
    ("zeros at the end, after a power cut", FILE.encode() + bytes(512), REFUSE, "zero bytes.*damaged"),
    ("all control characters", body("".join(map(chr, [*range(1, 9), 11, *range(14, 32)]))), WARN, "cannot be shown"),
    ("older control characters", body("a\x80\x9f"), WARN, r"U\+0080"),
    ("older control character in a value", fields("title: a\x9fb\n"), RAW, r"Line 2: .*U\+009F"),
    ("delete character", body("a\x7fb"), WARN, r"U\+007F"),
    ("no-break space in a value", fields("title: a\u00a0b\n"), OPEN, ""),
    ("no-break space in the text", body("a\u00a0b"), OPEN, ""),
    ("no-break space after a colon", fields("title:\u00a0b\n"), RAW, "Line 2"),
    ("text turned round", body("a\u202eb\u202c"), WARN, r"U\+202E"),
    ("value turned round", fields("title: a\u202eb\n"), WARN, r"“title”.*U\+202E"),
    ("isolates", body("a\u2066b\u2069"), WARN, r"U\+2066"),
    ("a pair of half characters as codes", fields('title: "\\ud83d\\ude93"\n'), RAW, "Line 2: a code"),
    ("characters for private use", body("\uf0b7 item"), WARN, r"U\+F0B7"),
    ("private use in a value", fields("title: a\U0010fff0b\n"), WARN, r"U\+10FFF0"),
    ("replaced characters", body("caf\ufffd"), WARN, r"U\+FFFD"),
    ("soft hyphen and joiner", body("po\u00adlice \u200b"), OPEN, ""),
    ("Arabic and Hebrew", fields('title: "\u0634\u0631\u0637\u0629 \u05de\u05e9\u05d8\u05e8\u05d4"\n'), OPEN, ""),
    ("flag of Wales", body("\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"), OPEN, ""),
    ("zip", b"PK\x03\x04" + bytes(range(64)), REFUSE, "not a text file"),
    ("empty zip", b"PK\x05\x06" + bytes(18), REFUSE, "not a text file"),
    ("old Word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), REFUSE, "not a text file"),
    ("rich text", b"{\\rtf1\\ansi Text}", REFUSE, "not a text file"),
    ("gzip", b"\x1f\x8b\x08\x00" + bytes(range(64)), REFUSE, "not a text file"),
    ("PDF", b"%PDF-1.7\n1 0 obj\n", REFUSE, "not a text file"),
    ("JPEG", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(20), REFUSE, "not a text file"),
    ("every byte", bytes(range(256)), REFUSE, "not a text file"),
)

VALUES = (
    ("tab after the colon", fields("title:\tx\n"), OPEN, ""),
    ("number sign in a value", fields("title: Win #1 prize\n"), WARN, "Line 2: the comment “#1 prize”"),
    ("number sign in an address", fields("url: https://x.example/a#b\n"), OPEN, ""),
    ("star", fields("title: *Breaking* news\n"), RAW, "Line 2: .*quotes"),
    ("ampersand", fields("title: & more\n"), RAW, "Line 2: .*quotes"),
    ("exclamation mark", fields("title: ! more\n"), WARN, "“title”"),
    ("backtick", fields("title: `x`\n"), RAW, "Line 2: .*quotes"),
    ("bracket", fields("title: [Update] found\n"), RAW, "Line 2: .*quotes"),
    ("brace", fields("title: {x} found\n"), RAW, "Line 2: .*quotes"),
    ("quotes around a part", fields('title: "Yes" he said\n'), RAW, "Line 2: .*quotes"),
    ("apostrophe inside apostrophes", fields("title: 'It's'\n"), RAW, "Line 2: .*quotes"),
    ("dash", fields("title: - x\n"), RAW, "Line 2: .*quotes"),
    ("greater than", fields("title: > x\n"), RAW, "Line 2: .*quotes"),
    ("backslash in quotes", fields('title: "C:\\path"\n'), RAW, "Line 2: .*backslash"),
    ("no blank after the colon", fields("title:x\n"), RAW, "name: value"),
    ("value over two lines", fields("title: one\ntwo\nurl: x\n"), RAW, "Line 3: .*name: value"),
    ("name indented too far", fields("title: x\n  url: y\n"), RAW, "Line 3: .*colon"),
    ("first name indented", fields("  title: x\nurl: y\n"), RAW, "Line 3: .*begin"),
    ("anchor and alias", fields("a: &x hello\nb: *x\n"), WARN, "“&x”"),
    ("anchor on a name", fields("&x a: y\nb: *x\n"), WARN, "“&x”"),
    ("merge with itself", fields("a: &a\n  <<: *a\n"), RAW, "Line 3: .*itself"),
    ("merge of a list", fields("a: &a {x: '1'}\nb: {<<: [*a, {y: '2'}]}\n"), WARN, "<<"),
    ("merge of a text", fields("a: {<<: x}\n"), RAW, "<<"),
    ("tag of another program", fields("title: !secret x\n"), WARN, "!secret"),
    ("tag on the whole", fields("!x\ntitle: y\n"), RAW, "!x"),
    ("tag on a name", fields("!x title: y\n"), RAW, "title"),
    ("text marked as text", fields("a: !!str 5\n"), WARN, "text"),
    ("object of Python", fields("a: !!python/object/new:os.system [x]\n"), REFUSE, "program"),
    (
        "object of Python by its long name",
        fields("a: !<tag:yaml.org,2002:python/name:os.system> x\n"),
        REFUSE,
        "program",
    ),
    (
        "object of Python by a directive",
        fields("%TAG !p! tag:yaml.org,2002:python/\n---\na: !p!name:x y\n"),
        REFUSE,
        "program",
    ),
    ("object of Python as the whole", fields("!!python/object/apply:os.system [x]\n"), REFUSE, "program"),
    ("object of Python as a name", fields("? !!python/name:os.system x\n: y\n"), REFUSE, "program"),
    ("object of Ruby", fields("a: !ruby/object:X {}\n"), REFUSE, "program"),
    ("yes, no, on, off", fields("a: yes\nb: No\nc: on\nd: OFF\n"), WARN, "“a”.*(\n.*)*“d”"),
    ("infinity and no number", fields("a: .inf\nb: .NaN\nc: 1_000\nd: 1.50\n"), WARN, "“a”.*(\n.*)*“d”"),
    ("binary number", fields("a: 0b101\n"), WARN, "0b101"),
    ("impossible day", fields("date: 2024-02-30\n"), RAW, "Line 2: .*looks like a date"),
    ("impossible hour", fields("date: 2024-02-28 25:00:00\n"), RAW, "Line 2: .*looks like a date"),
    ("impossible day, marked as one", fields("date: !!timestamp 2024-02-30\n"), RAW, "looks like a date"),
    ("list for a text", fields("title: [a, b]\n"), WARN, "list"),
    ("group for a text", fields("title: {a: b}\n"), WARN, "group"),
    ("list for a group", fields("og:\n- title: a\n"), WARN, "og"),
    ("names that are no texts", fields("1: a\ntrue: b\n2024-01-01: c\n~: d\n1.5: e\n"), WARN, "“1”(?s:.)*“1.5”"),
    ("no name", fields(": x\n"), RAW, "Line 2"),
    ("list as the whole", fields("- a\n- b\n"), RAW, "name: value"),
    ("list of groups as the whole", fields("- title: a\n"), RAW, "name: value"),
    ("number as the whole", fields("42\n"), RAW, "name: value"),
    ("marker first", fields("---\ntitle: x\n"), WARN, "---"),
    ("directive", fields("%YAML 1.2\n---\ntitle: x\n"), WARN, "---"),
    ("directive of a later version", fields("%YAML 3.0\n---\ntitle: x\n"), RAW, "Line 2"),
    ("marker last", fields("title: x\n---\n"), RAW, "Line 3: .*second document"),
    ("dots last", fields("title: x\n...\n"), WARN, "“...”"),
    ("dashes as values", fields('title: "---"\nd: |\n  a\n  ---\n  b\n'), OPEN, ""),
    ("dashes inside a value", fields("title: a --- b\n"), OPEN, ""),
    ("names that differ in capitals", fields("Title: a\ntitle: b\n"), WARN, "capitals"),
    ("names of other languages", fields("teitl_newyddion: a\n\u00fcberschrift: b\n"), OPEN, ""),
    ("very long name", fields("k" * 2_000 + ": b\n"), RAW, "name: value"),
    ("name of a thousand letters, asked for", fields("? " + "k" * 2_000 + "\n: b\n"), OPEN, ""),
    ("the same name twice, a group and a text", fields("og: x\nog:\n  title: y\n"), WARN, "“og” stands twice"),
    ("three times", fields("a: 1\na: 2\na: 3\n"), WARN, "“2” in line 3, “3” in line 4"),
)

BIG = (
    ("each alias once, but large", fields(f"a: &a {'x' * 900_000}\nb: [{', '.join(['*a'] * 20)}]\n"), REFUSE, "repeat"),
    ("many aliases", fields(f"a: &a {'x' * 50_000}\nb: [{', '.join(['*a'] * 2_000)}]\n"), REFUSE, "repeat"),
    ("a value of five megabytes", fields(f'title: "{"x" * 5_000_000}"\n'), REFUSE, "larger than one megabyte"),
    ("a value of half a megabyte", fields(f"title: {'word ' * 100_000}end\n"), OPEN, ""),
    ("nested names", fields("".join(" " * depth + "a:\n" for depth in range(1_000))), REFUSE, "nested"),
    ("nested lists", fields("a:\n  " + "- " * 3_000 + "x\n"), REFUSE, "nested"),
    ("nested lists as the whole", fields("- " * 3_000 + "x\n"), REFUSE, "nested"),
    ("nested groups in one line", fields("a: " + "{a: " * 500 + "\n"), REFUSE, "nested"),
    ("a hundred thousand items", fields("a:\n" + "- x\n" * 100_000), REFUSE, "more than"),
    ("half a million comments", fields("#\n" * 499_000), WARN, "comment"),
    ("comments between values", fields("".join(f"a{n}: x #\n" for n in range(20_000))), WARN, "comment"),
    ("the same name, thousands of times", fields("a: x\n" * 20_000), RAW, "stand twice"),
    ("thousands of marks", fields("".join(f"a{n}: !x y\n" for n in range(20_000))), WARN, "!x"),
    ("thousands of truth values", fields("".join(f"a{n}: yes\n" for n in range(20_000))), WARN, "yes"),
    ("thousands of odd names", fields("".join(f"{n}: x\n" for n in range(20_000))), WARN, "“1”"),
    ("thousands of hidden characters", fields("".join(f'a{n}: "\u202ex"\n' for n in range(20_000))), WARN, "202E"),
    ("many blocks of lines", fields("".join(f"a{n}: >\n  x\n" for n in range(10_000))), WARN, "block of lines"),
    ("many merges", fields("a:\n" + "".join(f"  <<: {{a{n}: x}}\n" for n in range(6_000))), WARN, "<<"),
    ("a million empty lines", "\n" * 1_000_000 + FILE, WARN, "not spelt"),
    ("a brace and a million empty lines", "{" + "\n" * 1_000_000 + "x", WARN, "only text"),
    ("dashes and a million empty lines", "---\n" + "\n" * 1_000_000 + "x", WARN, "only text"),
    ("a megabyte of backticks", "`" * 1_000_000 + "yaml\n", RAW, "no end"),
    ("half a megabyte of text", body("The dog is well. " * 30_000 + "."), WARN, "very long"),
    ("five megabytes of text", body("The dog is well.\n\n" * 280_000 + "."), WARN, "very long"),
    ("one line of a megabyte", body("x" * 1_000_000), WARN, "very long"),
    ("two hundred thousand lines", body("x\n" * 200_000 + "."), WARN, "very long"),
    ("quotes in quotes", body("> " * 5_000 + "x"), WARN, "repeats itself"),
    ("greater thans", body(">" * 20_000 + "x"), WARN, "repeats itself"),
    ("dashes and blanks", body("- " * 496), WARN, "repeats itself"),
    ("numbers in numbers", body("1. " * 496 + "x"), WARN, "repeats itself"),
    ("beginnings of images", body("![" * 4_000), WARN, "repeats itself"),
    ("beginnings of links", body("[a](" * 2_000), WARN, "repeats itself"),
    ("beginnings of data", body("<![CDATA[" * 500), WARN, "repeats itself"),
    ("bold without end", body("*a**b" * 30_000), WARN, "repeats itself"),
    ("a list of forty levels", body("\n".join("    " * n + "- x" for n in range(40))), WARN, "repeats itself"),
    ("a table of ten thousand rows", body("| a | b |\n|---|---|\n" + "| 1 | 2 |\n" * 10_000), WARN, "very long"),
    ("three thousand footnotes", body("\n\n".join(f"x[^{n}]\n\n[^{n}]: y" for n in range(3_000))), WARN, "very long"),
    (
        "a hundred links and images",
        body("\n\n".join(f"[a{n}](https://x.example/{n}) ![b](c.png)" for n in range(100))),
        OPEN,
        "",
    ),
    ("runs of brackets, each short", body(("[" * 199 + "\n") * 1_000 + "x"), WARN, "repeats itself"),
    ("thousands of conflict marks", body("<<<<<<< a\n" * 20_000 + "x"), WARN, "repeats itself"),
    ("a line of dashes", body("a\n\n" + "-" * 300 + "\n\nb"), OPEN, ""),
)

CASES = (*LAYOUT, *BYTES, *VALUES, *BIG)


def _opened(data: bytes) -> tuple[str, str]:
    try:
        reading = parse(data)
    except Refusal as refusal:
        return REFUSE, refusal.sentence
    return reading.outcome, "\n".join(departure.sentence for departure in reading.notices)


@pytest.fixture(params=CASES, ids=[case[0] for case in CASES])
def case(request: pytest.FixtureRequest) -> tuple[bytes, str, str]:
    _, content, outcome, says = request.param
    return content if isinstance(content, bytes) else content.encode(), outcome, says


def test_a_file_opens_as_it_should(case):
    data, outcome, says = case
    begun = time.process_time()
    found, sentences = _opened(data)
    taken = time.process_time() - begun
    assert found == outcome, sentences
    assert re.search(says, sentences) if says else not sentences, sentences
    assert taken < SECONDS


def test_a_file_is_judged_in_time_and_written_so_that_it_can_be_read(case):
    data, outcome, _ = case
    begun = time.process_time()
    canonical = is_canonical(data)
    assert time.process_time() - begun < SECONDS
    if outcome in (REFUSE, RAW):
        assert not canonical
        return
    article = parse(data).article
    again = parse(dump(article)).article
    assert again.front == article.front
    assert again.body == article.body.strip(" \t\n\r")


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("a: yes", Tagged("tag:yaml.org,2002:bool", "yes")),
        ("a: 012", Tagged("tag:yaml.org,2002:int", "012")),
        ("a: .inf", Tagged("tag:yaml.org,2002:float", ".inf")),
        ("a: 2024-05-01", Tagged("tag:yaml.org,2002:timestamp", "2024-05-01")),
        ("a:", Tagged("tag:yaml.org,2002:null", "")),
        ("a: 1e3", "1e3"),
        ("a: '012'", "012"),
        ("a: !x 5", Tagged("!x", "5")),
        ("a: !!int '5'", Tagged("tag:yaml.org,2002:int", "5")),
        ("a: [1, b]", (Tagged("tag:yaml.org,2002:int", "1"), "b")),
        ("a: &x {b: c}", {"b": "c"}),
        ('a: "\\u2019\\U0001f693\\_"', "\u2019\U0001f693\u00a0"),
        ('a: "\ufffe\U00100000"', "\ufffe\U00100000"),
        ("a: \u00e9", "\u00e9"),
    ],
)
def test_a_value_is_kept_with_its_type(line, value):
    article = parse(fields(line + "\n").encode()).article
    assert article.front == {"a": value}
    assert parse(dump(article)).article == article
