"""Hostile shapes: pages of about ``n`` characters that trip quadratic code and loose limits.

The benchmark measures them, and `tests/test_scaling.py` holds that ours takes linear time.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

Shape = Callable[[int], str]

SENTENCE: Final = "The kettle was old, but the tea that came out of it was better than any other. "
ARTICLE: Final = "<h1>How tea is made</h1>" + "".join(
    f"<p>Tea number {i} is made by steeping its leaves in water that has just boiled, which takes "
    "three or four minutes, and then it is poured through a sieve into a warm cup.</p>"
    for i in range(6)
)
#: Stands in every page that begins or ends with the article.
FOUND: Final = "Tea number 5 is made by steeping"
_JSON: Final = '<script type="application/ld+json">'


def _after(unit: str, before: str = "", after: str = "") -> Shape:
    """The article, and then one thing over and over."""
    return lambda n: ARTICLE + before + unit * (n // len(unit)) + after


def _before(unit: str, before: str = "", after: str = "") -> Shape:
    """One thing over and over, and then the article."""
    return lambda n: before + unit * (n // len(unit)) + after + ARTICLE


def _numbered(unit: str, before: str = "", after: str = "") -> Shape:
    """The article, and then things that each have a number of their own."""
    return lambda n: ARTICLE + before + "".join(map(unit.format, range(n // len(unit)))) + after


HTML: Final[dict[str, Shape]] = {
    # Blocks
    "short paragraphs": _after("<p>Tea is hot.</p>"),
    "unclosed paragraphs": _after("<p>a"),
    "links": _after("<a href=/a>tea</a> "),
    "links in a list": _after("<li><a href=/a>Read more</a>", "<ul>"),
    "headings": _after("<h2>Tea</h2>"),
    "headings that name lists": _after("<h2>Trending Stories</h2><p>Tea again</p>"),
    "main headings": _after("<h1>How tea is made</h1>"),
    "the same block": _after("<p>Read more</p>"),
    "line breaks": _after("Tea is hot<br>", "<p>"),
    "comments section": _after("<p>Nice tea</p>", "<div class=comments><h3>Comments</h3>"),
    "copyright lines": _after("<p>© 2026 All rights reserved</p>"),
    "bylines": _after("<p class=author>By Ida Moss, 3 May 2026</p>"),
    "definitions": _after("<dt>a<dd>b", "<dl>"),
    "forms": _after("<select><option>a<option>b</select><textarea>c</textarea>"),
    "noscript": _after("<noscript><p>x</p></noscript>"),
    # Nesting
    "nested divs": _before("<div>"),
    "nested spans": _before("<span>"),
    "nested lists": _before("<ul><li>t"),
    "nested tables": _before("<table><tr><td>"),
    "nested quotes": _before("<blockquote>"),
    "nested framesets": _before("<frameset>"),
    "nested drawings": _after("<g>", "<svg>"),
    "paragraphs 450 deep": _after("<p>x", "<div>" * 450),
    "paragraphs in 450 unclosed marks": _after("<div>x</div>", "<i>" * 450),
    "marks in 450 unclosed marks": _after("<i>x</i> ", "<p>" + "<b>" * 450),
    "misnested marks": _after("<b><i>x</b></i>"),
    "unclosed anchors": _after("<a href=/a>tea "),
    "a long unclosed anchor": lambda n: f"{ARTICLE}<a href='/{'a' * (n // 2)}'>{'<p>x' * (n // 8)}",
    "unknown elements": _numbered("<x{0}>a"),
    "custom elements": _numbered("<x-{0}>a</x-{0}>"),
    "end tags": _after("</p></x>"),
    # Attributes
    "attributes": _numbered("a{0}=1 ", "<p ", ">x"),
    "attributes with >": _numbered('a{0}=">" ', "<p ", ">x"),
    "the same attribute": _after("a=1 ", "<p ", ">x"),
    "elements with 500 attributes": lambda n: (
        ARTICLE + f"<p {' '.join(f'a{i}=1' for i in range(500))}>x" * (n // 3900)
    ),
    "classes": _numbered("<p class='a{0} b{0}-nav'>tea {0}</p>"),
    "one long class": _after("nav-box ", "<div class='", "'>x</div>"),
    "inline styles": _after("<p style='display : none; opacity : 0'>x</p>"),
    "data URIs": _after("A", "<img src='data:image/png;base64,", "'>"),
    "a long relative link": _after("../", "<p>x<a href='", "'>y</a>"),
    # The head
    "meta floods": _after("<meta "),
    "meta elements": _before("<meta name=author content=Tea>"),
    "titles": _before("<title>x</title>"),
    "a long title": _before("tea ", "<title>", "</title>"),
    "canonical links": _before("<link rel=canonical href=/a>"),
    "a style sheet of many rules": lambda n: (
        f"<style>{''.join(f'.a{i}{{display:none}}' for i in range(n // 20))}</style>{ARTICLE}"
    ),
    "selectors inside others": lambda n: (
        f"<style>{''.join(f'.z{i} .y .a{{display:none}}' for i in range(300))}</style>"
        + "<div>" * 30
        + "<b class='a b'>x</b> " * (n // 20)
        + ARTICLE
    ),
    "many style sheets": _before("<style>.a{display:none}</style>"),
    "a style sheet of brackets": _before("{", "<style>", "</style>"),
    # Tables
    "a table": _after("<tr><td>tea<td>1.20<td>hot</tr>", "<table>"),
    "a table of one row": _after("<td>t", "<table><tr>"),
    "huge spans": _after("<tr><td colspan=999999999 rowspan=999999999>t<td>u", "<table>"),
    "spans of 200": _after("<tr><td colspan=200 rowspan=1000>t<td>u", "<table>"),
    "tables in rows": _after("<tr><td>a<td>b<td><table>", "<table>"),
    "numbered items": _after("<li value=99999>b", "<ol start=99999>"),
    # Embedded data
    "JSON-LD, nested": lambda n: f"{_JSON}{'[' * (n // 2)}{']' * (n // 2)}</script>{ARTICLE}",
    "JSON-LD, never closed": _before('[{"a":', _JSON, "</script>"),
    "JSON-LD, wide": _before('{"@type":"Article","headline":"x"},', _JSON + "[", "1]</script>"),
    "JSON-LD, many": _before(f'{_JSON}{{"@type":"Article","headline":"x"}}</script>'),
    "JSON-LD, backslashes": _before("\\a", _JSON + '["', "</script>"),
    "a state in a script": _before('{"a":"b"},', "<script>window.__STATE__=[", "1]</script>"),
    "states in a script": _before('__A_STATE__=["', "<script>", "</script>"),
    "times": _after("<time datetime=2026-05-03>3 May 2026</time>"),
    "authors": _after("<span itemprop=author>Ida</span>"),
    # Text
    "one huge word": _after("tea", "<p>"),
    "one huge line": _after(SENTENCE, "<p>"),
    "spaces": _after(" ", "<p>tea", "tea"),
    "protected spaces": _after("&nbsp;"),
    "entities": _after("&amp;"),
    "broken entities": _after("&am"),
    "numeric entities": _after("&#x41;"),
    "digits": _after("1", "<p>"),
    "commas": _after(",", "<p>"),
    "full stops": _after(". ", "<p>"),
    "brackets": _after("![](", "<p>"),
    "backticks": _after("`", "<p>"),
    "stars": _after("*", "<p>"),
    "pipes": _after("|", "<p>"),
    "addresses": _after("http://a.b "),
    "at signs": _after("a@", "<p>"),
    "right to left": _after("\u202e\u202cא"),
    "zero width": _after("\u200b\u200d", "<p>x"),
    "accents": _after("\u0301", "<p>e"),
    "control characters": _after("\x01\x02", "<p>x"),
    "NUL": _after("\0a", "<p>"),
    "code": _after("a  b\n", "<pre>"),
    "code blocks": _after("<pre><code class=language-py>x</code></pre>"),
    "footnotes": _after("<sup><a href=#a>1</a></sup>"),
    "formulas": _after("<math><mi>x</mi></math>", "<p>"),
    # What is no text
    "comments": _after("<!-- -->"),
    "open comments": _after("<!--"),
    "open tags": _after("<"),
    "a long tag": _after("x", "<", ">a"),
    "processing instructions": _after("<?php x ?>"),
    "declarations": _before("<!doctype html>"),
    "scripts": _after("<script>x</script>"),
    "an open script": _after("a<", "<script>"),
    "drawings": _after("<svg><path d='M0 0'/></svg>"),
    "images": _after("<p><img src=a.png alt=x>"),
    "templates": _after("<template><p>x</p></template>"),
}
TEXT: Final[dict[str, Shape]] = {
    "lines": lambda n: (SENTENCE + "\n") * (n // len(SENTENCE)),
    "short lines": lambda n: "Tea\nRead more\n" * (n // 14),
    "wrapped lines": lambda n: (
        "Tea is made by steeping leaves in hot water, and people have done so for\n" * (n // 75)
    ),
    "paragraphs": lambda n: "Tea is hot\nand green.\n\n" * (n // 23),
    "one line": lambda n: SENTENCE * (n // len(SENTENCE)),
    "one word": lambda n: "tea" * (n // 3),
    "bullets": lambda n: "- a cup of tea\n" * (n // 15),
    "indented bullets": lambda n: "".join(f"{' ' * (i % 50)}- a\n" for i in range(n // 30)),
    "headings that name lists": lambda n: "Trending Stories\nTea again\n" * (n // 27),
    "open fences": lambda n: "```\n~~~\n" * (n // 8),
    "growing fences": lambda n: "".join(f"{'`' * (3 + i % 37)}\nx\n" for i in range(n // 25)),
    "spaces": lambda n: f"tea{' ' * n}tea",
    "line ends": lambda n: f"tea{chr(10) * n}tea",
    "carriage returns": lambda n: "a\r" * (n // 2),
    "tabs": lambda n: "a\t\tb\t\t" * (n // 6),
    "pipes": lambda n: "|" * n,
    "dashes": lambda n: "-" * n + "x",
    "quote marks": lambda n: "> > > a\n" * (n // 8),
    "hashes": lambda n: "#" * n,
    "zero width": lambda n: "\u200b" * n,
    "open tags": lambda n: "<b " * (n // 3),
}
