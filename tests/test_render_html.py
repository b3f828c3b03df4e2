"""HTML: what is written, and that nothing but allowed tags and attributes ever is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from cpu_time import assert_linear
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from declutter.model import Block, Evidence, Kind, Label, Run
from declutter.render import render_html

ALLOWED: dict[str, set[str]] = {
    **{f"h{level}": set() for level in range(1, 7)},
    **{tag: set() for tag in ("p", "ul", "blockquote", "pre", "table", "tr", "td", "figure")},
    **{tag: set() for tag in ("figcaption", "strong", "em", "kbd", "sup", "sub", "del", "br")},
    "ol": {"start"},
    "li": {"value"},
    "code": {"class"},
    "a": {"href"},
    "img": {"src", "alt"},
}


def block(text: str | Sequence[Run], kind: Kind = Kind.PARAGRAPH, **more: object) -> Block:
    """Return a block; from runs, if that is what is given."""
    runs = () if isinstance(text, str) else tuple(text)
    plain = text if isinstance(text, str) else "".join(r.text for r in runs if "img" not in r.tags)
    evidence = (Evidence("rule", 1.0, ""),)
    filled = Block(plain, kind, Label.BODY, True, 1.0, evidence, "/p", runs=runs)
    for name, value in more.items():
        object.__setattr__(filled, name, value)
    return filled


def item(text: str, level: int = 1, marker: str = "-", group: int = 1) -> Block:
    """Return a list item."""
    return block(text, Kind.ITEM, level=level, marker=marker, group=group)


def inline(*runs: Run) -> str:
    """Return the HTML of runs, without the paragraph around them."""
    return render_html([block(runs)]).removeprefix("<p>").removesuffix("</p>")


def test_blocks() -> None:
    blocks = [
        block("T & <b>", Kind.HEADING, level=3),
        block("T", Kind.HEADING),
        block("a\nb"),
        block("line", Kind.LINE),
        block("q1", Kind.QUOTE),
        block("q2", Kind.QUOTE),
        block("\n  if a < b:\n\tc\n", Kind.CODE, language="py"),
        block("x", Kind.CODE, language='"><script>'),
        block("cap", Kind.CAPTION),
        block("a\tb", Kind.TABLE, group=1),
        block("\tc", Kind.TABLE, group=1),
        block("d", Kind.TABLE, group=2),
        block(" \n"),
    ]
    assert render_html(blocks).split("\n") == [
        "<h3>T &amp; &lt;b&gt;</h3>",
        "<h2>T</h2>",
        "<p>a<br>b</p>",
        "<p>line</p>",
        "<blockquote>",
        "<p>q1</p>",
        "<p>q2</p>",
        "</blockquote>",
        '<pre><code class="language-py">  if a &lt; b:',
        "\tc</code></pre>",
        "<pre><code>x</code></pre>",
        "<figure><figcaption>cap</figcaption></figure>",
        "<table>",
        "<tr><td>a</td><td>b</td></tr>",
        "<tr><td></td><td>c</td></tr>",
        "</table>",
        "<table>",
        "<tr><td>d</td></tr>",
        "</table>",
    ]


def test_lists() -> None:
    items = [
        item("a"),
        item("b", 4, "3.", 2),
        item("c", 4, "4.", 2),
        item("d", 4, "9.", 2),
        item("e"),
        item("f", group=3),
    ]
    assert render_html(items).replace("\n", "") == (
        '<ul><li>a<ol start="3"><li>b</li><li>c</li><li value="9">d</li></ol></li><li>e</li></ul>'
        "<ul><li>f</li></ul>"
    )


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([Run("a "), Run("b", ("b",)), Run(" c", ("i",))], "a <strong>b</strong> <em>c</em>"),
        ([Run("a", ("strong",)), Run("b", ("strong", "em"))], "<strong>a<em>b</em></strong>"),
        ([Run("x", ("code", "strong"))], "<strong><code>x</code></strong>"),
        ([Run("x", ("kbd",)), Run("2", ("sup",))], "<kbd>x</kbd><sup>2</sup>"),
        ([Run("x", ("script", "font", "p"))], "x"),
        ([Run("x", ("a",), '/"><')], '<a href="/%22%3E%3C">x</a>'),
        ([Run("x", ("a",), "/?a&b'c")], '<a href="/?a&amp;b&#x27;c">x</a>'),
        ([Run("x", ("a",), "JavaScript\t:alert(1)")], "x"),
        ([Run("x", ("a",), "vbscript:x")], "x"),
        ([Run('"a', ("img",), "http://x/i")], '<img src="http://x/i" alt="&quot;a">'),
        ([Run("alt", ("img",), "javascript:x"), Run("a")], "a"),
        ([Run("<b>&amp;")], "&lt;b&gt;&amp;amp;"),
        ([Run("\n", ("br",)), Run("a"), Run("\n", ("br",))], "a"),
        ([Run("a\x00\x1b[1m\ud800")], "a[1m\ufffd"),
    ],
)
def test_inline(runs: list[Run], expected: str) -> None:
    assert inline(*runs) == expected


def test_base_url() -> None:
    runs = [Run("x", ("a",), "y"), Run("i", ("img",), "z")]
    expected = '<p><a href="http://a/y">x</a><img src="http://a/z" alt="i"></p>'
    assert render_html([block(runs)], "http://a/b") == expected


RUNS = st.lists(
    st.builds(
        Run,
        st.one_of(st.text(max_size=6), st.text("<>&\"' \n\t\x00\ud800-a/", max_size=8)),
        st.lists(
            st.sampled_from(["strong", "em", "code", "a", "br", "img", "sup", "script", "on"]),
            max_size=4,
        ).map(tuple),
        st.sampled_from(["", "/a", 'x"><script>', "javascript:1", "JAVA\nSCRIPT:1", "http://["]),
    ),
    max_size=6,
)
BLOCKS = st.lists(
    st.builds(
        lambda runs, kind, level, marker, group: block(
            runs, kind, level=level, marker=marker, group=group
        ),
        RUNS,
        st.sampled_from(list(Kind)),
        st.integers(-1, 12),
        st.sampled_from(["-", "", "3.", "x"]),
        st.integers(-1, 2),
    ),
    max_size=6,
)


def text_of(tree: html.HtmlElement) -> str:
    """Return the text of an element and all within."""
    return "".join(str(text) for text in tree.itertext())


def visible(text: str) -> str:
    """Return the text without white space and what no HTML can hold."""
    return "".join(c for c in text if c.isprintable() and not c.isspace())


@settings(max_examples=500, deadline=None)
@given(BLOCKS)
def test_only_allowed_markup_and_all_the_text(blocks: list[Block]) -> None:
    source = render_html(blocks, "http://base/")
    tree = html.fromstring(f"<div>{source}</div>")
    for element in tree.iterdescendants():
        assert element.tag in ALLOWED
        assert set(element.attrib) <= ALLOWED[element.tag]
        for name in ("href", "src"):
            assert element.get(name, "http:").startswith("http:")
    plain = render_html([block(entry.text, entry.kind, group=entry.group) for entry in blocks])
    shown = visible(text_of(html.fromstring(f"<div>{plain}</div>")))
    if not any("img" in run.tags for entry in blocks for run in entry.runs):
        assert visible(text_of(tree)) == shown
    text = "".join(entry.text for entry in blocks)
    assert shown == visible(text.replace("\ud800", "\ufffd"))


@settings(max_examples=300, deadline=None)
@given(BLOCKS)
def test_elements_close_in_order(blocks: list[Block]) -> None:
    source = render_html(blocks).replace("<br>", "<br/>")
    root = html.etree.fromstring(f"<div>{close_images(source)}</div>")
    assert root.tag == "div"


def close_images(source: str) -> str:
    """Return HTML with its images as XML has them."""
    first, *rest = source.split("<img ")
    return first + "".join("<img " + part.replace(">", "/>", 1) for part in rest)


def test_huge_input_takes_linear_time() -> None:
    def rendered(count: int) -> Callable[[], object]:
        runs = [block([Run("x", ("em",)), Run(" \n ", ())] * count)]
        items = [item("x", level) for level in range(count)]
        cells = [block("a\t" * 2 * count, Kind.TABLE)] * 2
        return lambda: [render_html(found) for found in (runs, items, cells)]

    assert_linear(rendered, 1_250)
