"""Active content of a page comes through in no output; a test a vector.

The HTML is parsed by lexbor, not by the parser that read the page; Markdown is first rendered by
markdown-it-py with raw HTML on, as the most careless reader would. The first 17 vectors are those
that the field's tools were measured with.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from lxml import etree
from made_pages import HTML
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from declutter import Options, clean

CARELESS = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
CARELESS.validateLink = lambda url: True  # type: ignore[method-assign]

ALLOWED: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            *("html", "head", "body", "h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "blockquote"),
            *("pre", "table", "caption", "thead", "tbody", "tr", "figure", "dl", "dt"),
            *("figcaption", "dd", "strong", "em", "kbd", "sup", "sub", "del", "br", "s"),
        ),
        frozenset[str](),
    ),
    **dict.fromkeys(("th", "td"), frozenset({"colspan", "rowspan"})),
    "ol": frozenset({"start"}),
    "li": frozenset({"value"}),
    "code": frozenset({"class"}),
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt"}),
    "aside": frozenset({"id"}),
}
SCHEMES = ("http:", "https:", "mailto:", "tel:")

FIELD = {
    "javascript link": "<a href='javascript:alert(1)'>x</a>",
    "javascript link with a tab": "<a href='java\tscript:alert(1)'>x</a>",
    "vbscript link": "<a href='vbscript:msgbox(1)'>x</a>",
    "data link": "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "onerror": "<img src=i.png onerror=alert(1)>",
    "ontoggle": "<details open ontoggle=alert(1)><summary>x</summary>y</details>",
    "link in an svg": "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "svg onload": "<svg onload=alert(1)><text>x</text></svg>",
    "iframe srcdoc": "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "iframe onload": "<iframe src=//evil.example onload=alert(1)></iframe>",
    "object": "<object data='javascript:alert(1)'>x</object>",
    "embed": "<embed src='javascript:alert(1)'>",
    "meta refresh": "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "base": "<base href='javascript:alert(1)//'><a href='x'>x</a>",
    "escaped tag": "&lt;img src=x onerror=alert(1)&gt;",
    "script": "<script>alert(1)</script>",
    "style": "<b style='background:url(javascript:alert(1))'>x</b>",
}
OWN = {
    "references in the scheme": "<a href='&#106;avascript&colon;alert(1)'>x</a>",
    "control character before the scheme": "<a href='\x01javascript:alert(1)'>x</a>",
    "image of a script": "<img src='javascript:alert(1)' alt=x>",
    "scheme of a blob": "<a href='blob:https://e.example/1'>x</a>",
    "quotes that leave the attribute": "<a href='http://e.example/\"onclick=alert(1) x=\"'>x</a>",
    "tag in an alternative text": "<img src=i.png alt='\"><script>alert(1)</script>'>",
    "link written in Markdown": "[x](javascript:alert(1)) ![x](javascript:alert(1))",
    "autolink written in Markdown": "&lt;javascript:alert(1)&gt;",
    "code that ends its fence": "<pre>```\n\n&lt;script&gt;alert(1)&lt;/script&gt;\n</pre>",
    "language with a tag": "<pre><code class='language-\"><script>alert(1)//'>x</code></pre>",
    "formula with a tag": "<math><annotation encoding='application/x-tex'>&lt;img src=x "
    "onerror=alert(1)&gt; [x](javascript:alert(1))</annotation></math>",
    "form": "<form action='javascript:1'><button formaction='javascript:1'>x</button></form>",
    "comment that ends early": "<!--><img src=x onerror=alert(1)>-->x",
    "mutated namespace": '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;'
    '&lt;img src=1 onerror=alert(1)&gt;">x',
    "table cell with a tag": "<table><tr><th>a<th>b<tr><td>&lt;script&gt;alert(1)<td>c</table>",
    "footnote with a tag": "<sup><a href='#fn1'>1</a></sup><p id=fn1>&lt;script&gt;alert(1)</p>",
}
PROSE = "Tea is made by steeping leaves in hot water, and people have done so for a long time."
PAGE = "<html><body><article><h1>Tea</h1><p>{0}</p><p>{0} {1} {0}</p>{1}<p>{0}</p></article>"


def check(html: str) -> None:
    """Nothing but the allowed elements, attributes and schemes is in it."""
    for node in LexborHTMLParser(html).root.traverse():  # type: ignore[union-attr]
        if node.tag in ("-text", "-doctype"):
            continue
        assert node.tag in ALLOWED, html
        assert set(node.attributes) <= ALLOWED[node.tag], html
        for name in ("href", "src"):
            address = (node.attributes.get(name) or "").lower().lstrip()
            head = address.split("/")[0].split("?")[0].split("#")[0]
            assert ":" not in head or address.startswith(SCHEMES), html


@pytest.mark.parametrize("url", [None, "https://tea.example/"])
@pytest.mark.parametrize("vector", [*FIELD, *OWN])
def test_vector(vector: str, url: str | None) -> None:
    page = PAGE.format(PROSE, (FIELD | OWN)[vector])
    document = clean(page, url=url, options=Options(strictness=0))
    assert document.text.count(PROSE) >= 2, "what is around the vector is kept"
    check(document.html)
    check(CARELESS.render(document.markdown))
    check_tei(document.tei)


def check_tei(tei: str) -> None:
    for element in etree.fromstring(tei.encode()).iter():
        for name in ("target", "url"):
            address = (element.get(name) or "").lower()
            head = address.split("/")[0].split("?")[0].split("#")[0]
            assert ":" not in head or address.startswith(SCHEMES), address


def test_there_are_enough_vectors() -> None:
    assert len(FIELD) == 17
    assert len(OWN) >= 10


@settings(max_examples=150, deadline=None)
@given(HTML)
def test_any_page(html: str) -> None:
    document = clean(html, kind="html", url="https://tea.example/")
    check(document.html)
    check(CARELESS.render(document.markdown))
