"""HTML, plain text, or neither."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Callable

import pytest
from cpu_time import assert_linear
from hypothesis import given
from hypothesis import strategies as st

from declutter.source.decode import decode
from declutter.source.sniff import Sniffed, sniff

PROSE = "The town library will open its new house next month. "
README = """# Widget

A **small** library. Press <kbd>Ctrl</kbd>+<kbd>C</kbd> to stop.<br>
It is <b>fast</b>.

<img src="logo.png" width="50">

- one
- two

```html
<html><body><div class="a"><p>Hi</p></div></body></html>
```

See [the manual](https://example.org/).
"""
README_WITH_BANNER = """<h1 align="center">Widget</h1>
<p align="center"><a href="https://example.org"><img src="badge.svg" alt="x"></a></p>

## Install

```
pip install widget
```

## Use

- Call `widget()`.
- Read [the manual](manual.md).
"""
DETAILS = """Some notes.

<details>
<summary>More</summary>

- an item
- another item

</details>

## Next

1. First
2. Second
"""

HTML = [
    "<!doctype html>",
    "<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>\n<title>x</title>",
    "\ufeff \n<!-- a --> <!-- b --><!DOCTYPE html><p>x",
    "<html lang=en><body>hello",
    "<HTML><BODY>hello</BODY></HTML>",
    "<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html><html xmlns='x'/>",
    "<?xml version='1.0'?><rss><channel/></rss>",
    "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>",
    "<body>hello",
    "<p>Hi</p>",
    "<P>Hi</P>",
    "<p>Hi",
    "<div>",
    "<div class=a>text",
    "<div\n  class='a'\n>text",
    "<!-- comment --><div>text</div>",
    "<h1>Title</h1>\n<p>one<p>two",
    "<p> spaced </p>",
    "<p>One - two\n<p># three\n<p>* four",
    "<ul>\n  <li>a\n  <li>b\n</ul>",
    "<table><tr><td>x<td>y</table>",
    "<b>Bold</b> and <i>italic</i>",
    "<span>Hello</span>",
    "<a href='/x'>y</a>",
    "<img src=a.png>",
    "Hello <p>World</p>",
    "Hello <a href='x.html'>link</a> and <b>bold</b> text.",
    "</div></div><div class=x><p>cut from a page</p></div>",
    "<my-app><p>text</p></my-app>",
    "<script>var a = '" + "x" * 200_000 + "'</script><p>text",
    "<style>" + "p { color: red }\n" * 20_000 + "</style><p>text",
    PROSE * 2000 + "<div class='a'><p>one</p><p>two</p></div>",
    PROSE * 20 + "<div class='a'><p>one</p><p>two</p></div>",
    "<pre>\n# not a heading\n- not an item\n- nor this\n</pre>\n<p>text</p>",
]

TEXT = [
    PROSE,
    "use <b> for bold",
    "Use <b> for bold and <i> for italics, <p> for paragraphs.",
    "Wrap paragraphs in <p> and </p>.",
    'He said "<p>" and "</p>" are tags.',
    "The <div> element is a block; the <span> element is inline. <table> is for tables.",
    "Put it before the </body> tag. The <head> tag is first; see <html>.",
    "<script> tags should go last",
    "<b> is for bold",
    "The tag is `<div class='x'>` and it ends with `</div>`.",
    "I `<p>like</p>` code",
    "write to <a@b.org> or <bob@example.com>",
    "From: Bob <bob@example.com>\nTo: <list@example.org>\n\nHi",
    "See <https://example.org/a> and <http://example.org>.",
    "<https://example.org/>",
    "a < b and c > d",
    "if (a<b && c>d) { return; }",
    "SELECT * FROM a WHERE x<y AND z>1",
    "vector<int> x; map<string, vector<int>> y;",
    "List<Object> a = new ArrayList<Object>();",
    "template <class T> struct A {};",
    "#include <stdio.h>\nint main(void) { return 0; }",
    "2026-01-01 <INFO> started\n2026-01-01 <WARN> disk is full",
    "<event id='1' level='info'>started</event>\n<event id='2'>stopped</event>",
    "usage: cmd [options] <input> <output>",
    "<input> is the file to read",
    "Press <enter> to go on",
    "<nick> hello\n<other> hi there",
    "<3 you",
    "x <- 5; y <- x",
    "{curly} text",
    "{{ template }}",
    "[link](http://example.org)",
    "[1] Smith, A note.\n[2] Jones, Another.",
    "\x1b[1mbold\x1b[0m on a terminal",
    README,
    README_WITH_BANNER,
    DETAILS,
    "# Tables\n\n- a\n- b\n\n" + "<table><tr><td>x</td></tr></table>\n" * 500,
    README * 40,
]

JSON = ['{"a": 1}', "[1, 2]", " \n[]", '{"html": "<p>Hi</p><p>Ho</p>"}', '{"a": 1}\n{"a": 2}\n']

MAGIC = [
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG"),
    (b"GIF89a\x01\0", "GIF"),
    (b"RIFF\x24\0\0\0WEBPVP8 ", "WebP"),
    (b"RIFF\x24\0\0\0WAVEfmt ", "WAV"),
    (b"PK\x03\x04\x14\0", "ZIP"),
    (b"{\\rtf1\\ansi Hello}", "RTF"),
    (b"\0\0\0\x18ftypmp42", "MP4"),
    (b"\x7fELF\x02\x01", "ELF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "Microsoft Office"),
    (gzip.compress(b"<html>"), "gzip"),
]


@pytest.mark.parametrize("text", HTML, ids=lambda text: text[:40])
def test_html(text: str) -> None:
    assert sniff(text, None) == Sniffed("html", "HTML")
    assert sniff(text, text.encode()) == Sniffed("html", "HTML")
    assert sniff(f"\r\n\t{text}\n", None).kind == "html"


@pytest.mark.parametrize("text", TEXT, ids=lambda text: text[:40])
def test_text(text: str) -> None:
    assert sniff(text, None) == Sniffed("text", "plain text")
    assert sniff(f"\n{text}\n", text.encode()).kind == "text"
    assert sniff(text.replace("\n", "\r\n"), None).kind == "text"


@pytest.mark.parametrize("text", JSON)
def test_json(text: str) -> None:
    assert sniff(text, text.encode()) == Sniffed("binary", "JSON")


def test_json_of_any_size_and_depth() -> None:
    large = json.dumps([{"text": PROSE}] * 50_000)
    assert sniff(large, None).name == "JSON"
    assert sniff("[" * 100_000, None).kind in ("binary", "text")
    assert sniff("[" + PROSE * 50_000, None).kind == "text"
    assert sniff("[" + "9" * 10_000 + "]", None).kind in ("binary", "text")


@pytest.mark.parametrize(("raw", "name"), MAGIC)
def test_known_formats(raw: bytes, name: str) -> None:
    assert sniff(decode(raw).text, raw) == Sniffed("binary", name)


def test_known_formats_in_text() -> None:
    assert sniff("%PDF-1.4 and so on", None) == Sniffed("binary", "PDF")


@pytest.mark.parametrize("size", [500, 5_000, 50_000])
def test_noise(size: int) -> None:
    raw = b"\x9c" + random.Random(size).randbytes(size)
    assert sniff(decode(raw).text, raw) == Sniffed("binary", "binary data")


@pytest.mark.parametrize("text", ["", " \r\n\t", "\ufeff", "\0\0", "<!-- a comment -->", "\u200b"])
def test_empty(text: str) -> None:
    assert sniff(text, None) == Sniffed("empty", "empty")


def test_text_in_a_wrong_encoding_is_still_text() -> None:
    raw = ("Городская библиотека откроет новое здание. " * 20).encode("cp1251")
    assert sniff(raw.decode("windows-1252", "replace"), raw).kind == "text"


@given(st.text(), st.none() | st.binary())
def test_never_raises(text: str, raw: bytes | None) -> None:
    assert sniff(text, raw).kind in ("html", "text", "binary", "empty")


@given(st.text("<>/ab p=\"'`-!#[]{}\n", max_size=200))
def test_never_raises_on_shapes_of_markup(text: str) -> None:
    assert sniff(text, None) == sniff(text, text.encode())


@pytest.mark.parametrize(
    "unit",
    ["<meta ", "<", "<a ", "<!--", "<!---->", "`", "`a", "```\n", "[", '{"a":', "<div>", "-",
     "# a\n", "\x01", "<pre>", "<pre>x</pre>", "<a-", "](a",
     "<p x='", " ", "<script>", "</p>", "**", "|-"],
)  # fmt: skip
@pytest.mark.parametrize("tail", ["", "<p>x</p>"])
def test_time_is_linear(unit: str, tail: str) -> None:
    def sniffed(length: int) -> Callable[[], object]:
        text = "x" + unit * (length // len(unit)) + tail
        return lambda: (sniff(text, None), sniff(text[1:], None))

    assert_linear(sniffed, 250_000)


def test_a_page_is_decided_by_its_start() -> None:
    def sniffed(length: int) -> Callable[[], object]:
        text = "<!doctype html>" + "<p>x" * (length // 4)
        return lambda: [sniff(text, None) for _ in range(1000)]

    assert_linear(sniffed, 10_000, times=800)
