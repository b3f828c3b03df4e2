"""Hypothesis strategies for the worst of the web: markup soup, broken encodings, mutated pages."""

from __future__ import annotations

import json
from typing import Any

from fixture_pages import FIXTURES
from hypothesis import strategies as st

TAGS = (
    *("html", "head", "body", "title", "div", "p", "span", "a", "b", "ul", "ol", "li", "dl", "dt"),
    *("dd", "table", "caption", "thead", "tbody", "tr", "td", "th", "pre", "code", "h1", "h3"),
    *("blockquote", "figure", "figcaption", "nav", "main", "article", "aside", "footer", "form"),
    *("select", "option", "button", "label", "textarea", "svg", "math", "mi", "template", "sup"),
    *("noscript", "iframe", "frameset", "details", "x-card", "font", "p:x", "img", "br", "meta"),
)
_VALUES = st.sampled_from(
    (
        *("nav", "related trending", "sr-only", "post-content", "display:none", "9999999999", "-1"),
        *("/tea", "//[x", "javascript:alert(1)", "#n", "data:text/html,x", "\"'>", "", "é", "\x00"),
        *("&amp;", "&#0;", "application/ld+json", "text/html; charset=gbk", "author", "2024-13-99"),
    )
) | st.text(max_size=12)
_NAMES = st.sampled_from(
    (
        *("class", "id", "href", "src", "style", "role", "hidden", "aria-hidden", "itemprop"),
        *("colspan", "rowspan", "start", "value", "type", "charset", "content", "name", "lang"),
        *("http-equiv", "property", "datetime", "onclick", "=", "<", "x:y", "\x00"),
    )
)
_QUOTES = st.sampled_from(('"{}"', "'{}'", "{}", '"{}', "= {}"))


@st.composite
def _attribute(draw: st.DrawFn) -> str:
    return f" {draw(_NAMES)}={draw(_QUOTES).format(draw(_VALUES))}"


@st.composite
def _tag(draw: st.DrawFn) -> str:
    """A tag as authors leave it: opened, closed, both, cut, in capitals, with any attributes."""
    form = draw(st.sampled_from(("<{}{}>", "<{}{}>", "</{}>", "<{}{}/>", "<{}{}", "< {}{}>")))
    name = draw(st.sampled_from(TAGS))
    attributes = "".join(draw(st.lists(_attribute(), max_size=3)))
    return form.format(name.upper() if draw(st.booleans()) else name, attributes)


_ENTITIES = st.sampled_from(
    (
        *(
            "&amp;",
            "&lt;p&gt;",
            "&nbsp;",
            "&#x41;",
            "&#0;",
            "&#xD800;",
            "&#1114112;",
            "&#99999999999;",
        ),
        *("&eacute", "&notit;", "&bogus;", "&", "&#", "&#x;", "&ThickSpace;", "&NotEqualTilde;"),
    )
)
_ODD = st.sampled_from(
    (
        *("<!--", "-->", "<!-->", "<![CDATA[", "]]>", "<?xml version='1.0'?>", "<!doctype html>"),
        *("</", "<", ">", "<script>", "</script>", "<style>p{display:none}</style>", "<plaintext>"),
        *("\x00", "\x0b", "\x1b$B", "\u2028", "\u202e", "\u200b", "\ufeff", "\ud800", "\r\n", "\t"),
    )
)
_WORDS = st.sampled_from(
    (
        "Tea is made by steeping leaves in hot water, and people have done so for a long time. ",
        *(
            "Read more",
            "Trending Stories",
            "By Ida Moss",
            "3 May 2024",
            "© Tea Post",
            "Wir über uns",
        ),
        *(
            "お茶は湯で入れる。",
            "чай заваривают",
            "شاي",
            "$x]:$",
            "[^1]: ",
            "1. ",
            "- ",
            "# ",
            "| a | b |",
        ),
    )
)
#: Markup without any order.
SOUP = st.lists(_tag() | _tag() | _WORDS | _ENTITIES | _ODD | st.text(max_size=8), max_size=40).map(
    "".join
)
_CODECS = (
    "utf-8",
    "cp1252",
    "cp1251",
    "koi8-r",
    "gbk",
    "big5",
    "cp932",
    "euc_jp",
    "cp949",
    "utf-16",
)


@st.composite
def mixed(draw: st.DrawFn) -> bytes:
    """A page whose parts are in several encodings, and which declares any or none."""
    label = draw(st.sampled_from(("", *_CODECS, "utf8mb4", "none", "x-user-defined", "utf-7")))
    head = f'<meta charset="{label}">'.encode() if label else b""
    parts = draw(st.lists(st.tuples(SOUP, st.sampled_from(_CODECS)), min_size=1, max_size=4))
    return head + b"".join(text.encode(codec, "ignore") for text, codec in parts)


#: Repaired pages of our own to break again; long ones would take the time of many.
SOURCES = [
    source
    for source in (fixture.source.read_bytes() for fixture in FIXTURES)
    if len(source) < 12_000
]


@st.composite
def mutated(draw: st.DrawFn, sources: list[bytes]) -> bytes:
    """A page of ``sources`` with pieces cut, doubled, moved, overwritten or put in."""
    page = draw(st.sampled_from(sources))
    for _ in range(draw(st.integers(1, 8))):
        at, size = draw(st.integers(0, len(page))), draw(st.integers(0, 400))
        piece = page[at : at + size]
        how = draw(st.sampled_from(("cut", "double", "move", "put", "bytes", "end")))
        if how == "cut":
            page = page[:at] + page[at + size :]
        elif how == "double":
            page = page[:at] + piece * draw(st.integers(2, 5)) + page[at:]
        elif how == "move":
            rest = page[:at] + page[at + size :]
            to = draw(st.integers(0, len(rest)))
            page = rest[:to] + piece + rest[to:]
        elif how == "put":
            new = draw(_tag() | _ENTITIES | _ODD)
            page = page[:at] + new.encode("utf-8", "surrogatepass") + page[at:]
        elif how == "bytes":
            new_bytes = draw(st.binary(max_size=8))
            page = page[:at] + new_bytes + page[at + len(new_bytes) :]
        elif at > len(page) // 2:
            page = page[:at]
    return page


_KEYS = st.sampled_from(
    (
        *("@context", "@type", "@graph", "@id", "name", "headline", "author", "publisher", "url"),
        *(
            "datePublished",
            "dateModified",
            "articleBody",
            "mainEntity",
            "image",
            "keywords",
            "license",
        ),
        *("description", "isPartOf", "inLanguage", "props", "state", "children", "text", "__html"),
    )
) | st.text(max_size=6)
_SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(
        ("NewsArticle", "Person", "WebPage", "2024-05-03T10:00:00Z", "0000-00-00", "#p")
    )
    | _WORDS
    | st.text(max_size=20)
)
_JSON: st.SearchStrategy[Any] = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_KEYS, inner, max_size=5),
    max_leaves=30,
)


@st.composite
def with_data(draw: st.DrawFn) -> str:
    """A page with JSON of any shape in its scripts, well formed or cut; little text or none."""
    out = [draw(st.sampled_from(("", "<title>Tea</title>", "<p>Tea is made of leaves.</p>")))]
    for value in draw(st.lists(_JSON, min_size=1, max_size=3)):
        kind = draw(
            st.sampled_from(
                ("type=application/ld+json", "id=__NEXT_DATA__ type=application/json", "", "type=x")
            )
        )
        text = json.dumps(value, ensure_ascii=draw(st.booleans()))
        if draw(st.booleans()):
            text = text[: draw(st.integers(0, len(text)))]
        before = draw(st.sampled_from(("", "", "window.__NUXT__=", "<!--", "//<![CDATA[\n")))
        out.append(f"<script {kind}>{before}{text}</script>")
    return "".join(out)
