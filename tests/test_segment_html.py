"""How an HTML tree is cut into leaves."""

from __future__ import annotations

import pytest
from lxml import etree

from declutter.model import Kind
from declutter.page import Hiding, Leaf, Page
from declutter.runs import runs_of
from declutter.segment.html import segment_html
from declutter.segment.table_rows import MAX_CELL
from declutter.source.parse import parse

SHOWN, NOT_DISPLAYED, NEVER_SHOWN = Hiding


def segment(html: str) -> Page:
    root = parse(html)
    assert root is not None
    return segment_html(root)


def leaves(html: str) -> list[Leaf]:
    return segment(html).leaves


def texts(html: str) -> list[str]:
    return [leaf.text for leaf in leaves(html)]


# -- paragraphs -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a<p>b", ["a", "b"]),
        ("<div>a<p>b</p>c</div>", ["a", "b", "c"]),
        ("<p> a\n\t b  </p>", ["a b"]),
        ("<p>a<br>b", ["a\nb"]),
        ("<p>a<br><br>b", ["a", "b"]),
        ("<p>a<br> \n<br/>b<br><br><br>c", ["a", "b", "c"]),
        ("<p><br>a<br></p>", ["a"]),
        ("<p>a<hr>b</p>", ["a", "b"]),
        ("<x-card>a</x-card><x-card>b</x-card>", ["a", "b"]),
        ("<a href=/><div>a</div><div>b</div></a>", ["a", "b"]),
        ("<p>a<!-- no -->b<script>no</script><style>no</style>c", ["abc"]),
        ("<p>a&nbsp;&amp;&eacute;", ["a &é"]),
        ("<title>no</title><p>a", ["a"]),
        ("a", ["a"]),
    ],
)
def test_paragraphs(html: str, expected: list[str]) -> None:
    assert texts(html) == expected


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        ("<title>a</title> <g>b <text>c</text> d</g> e", "a b c d e"),
        ("<style>no</style>a <g>b<style>no</style> c</g><script>no</script> d", "a b c d"),
        ("<style>.no { fill: red }</style><path d='M0 0'></path>", ""),
        ("<svg><style>no</style><text>a</text></svg> b", "a b"),
    ],
)
def test_words_of_a_drawing(drawing: str, expected: str) -> None:
    before_and_after = texts(f"<p>x<svg>{drawing}</svg>y</p>")
    assert before_and_after == (["x", expected, "y"] if expected else ["xy"])


def test_title_of_the_head() -> None:
    assert segment("<head><title> How tea\nis made </title></head><p>a").title == "How tea is made"


# -- inline elements ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<nav><a href=1>Home</a><a href=2>News</a></nav>", "Home News"),
        ("<nav><a href=1>home</a><a href=2>news</a></nav>", "home news"),
        ("<div><b>Oslo</b><b>14</b></div>", "Oslo 14"),
        ("<div><span>3</span><span>days</span></div>", "3 days"),
        ("<div><span>Tea</span><span>Post</span></div>", "Tea Post"),
        ("<div><span>Very poor</span><span>OK</span><span>Fine</span></div>", "Very poor OK Fine"),
        ("<p><span>T</span><b>He</b> <i>HT</i><b>ML</b>", "THe HTML"),
        ("<h1>Black Tea<span class=tag>A cup of it</span></h1>", "Black Tea A cup of it"),
        ("<p>Mac<b>Donald</b> and i<span>Phone</span>", "MacDonald and iPhone"),
        ("<p><i>un</i><b>believable</b>", "unbelievable"),
        ("<p>H<sub>2</sub>O and Mac<b>Donald</b>", "H2O and MacDonald"),
        ("<p>see <a href=1>this</a>, or <a href=2>that</a>.", "see this, or that."),
        ("<div>Mail<button>Send</button><label>Name</label></div>", "Mail Send Name"),
        ("<select><option>x<option>y</select>", "x y"),
    ],
)
def test_words_of_neighbouring_elements(html: str, expected: str) -> None:
    assert " ".join(texts(html)) == expected


def test_links_and_buttons_are_measured() -> None:
    (leaf,) = leaves("<p>see <a href=/a>this <b>one</b></a> or <button>press</button></p>")
    assert (leaf.links, leaf.link_chars, leaf.button_chars) == (1, len("this one"), len("press"))


def test_a_link_around_blocks_counts_in_each() -> None:
    first, second = leaves("<a href=/a><h3>Tea</h3><p>hot</p></a>")
    assert (first.links, first.link_chars) == (1, 3)
    assert (second.links, second.link_chars) == (1, 3)


def test_runs() -> None:
    (leaf,) = leaves("<p>a <a href=/x>b <em>c</em></a><br><code>d</code> <img src=i.png alt=I></p>")
    runs = [(run.text.strip(" "), run.tags, run.href) for run in runs_of(leaf)]
    assert [run for run in runs if run[0]] == [
        ("a", (), ""),
        ("b", ("a",), "/x"),
        ("c", ("a", "em"), "/x"),
        ("\n", ("br",), ""),
        ("d", ("code",), ""),
        ("I", ("img",), "i.png"),
    ]


def test_images_without_text_are_remembered() -> None:
    page = segment("<p>a</p><figure><img data-src=i.png src=data:x alt='A  b'></figure><p>b</p>")
    (image,) = page.images
    assert image[:3] == (1, "i.png", "A b")
    assert page.frames.tag[image[3]] == "figure"


# -- lists ----------------------------------------------------------------------------------


def test_nested_lists() -> None:
    found = leaves("<ul><li>a<ul><li>b</ul>tail<li><p>c<p>d</ul><p>e</p>")
    assert [(leaf.text, leaf.kind, leaf.level) for leaf in found[:-1]] == [
        ("a", Kind.ITEM, 1),
        ("b", Kind.ITEM, 2),
        ("tail", Kind.PARAGRAPH, 1),
        ("c", Kind.ITEM, 1),
        ("d", Kind.PARAGRAPH, 1),
    ]
    outer = found[0].group
    assert [leaf.group == outer for leaf in found] == [True, False, True, True, True, False]
    assert found[-1].kind is Kind.PARAGRAPH


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<ul><li>a<li>b</ul>", ["-", "-"]),
        ("<ol><li>a<li>b</ol>", ["1.", "2."]),
        ("<ol start=4><li>a<li>b</ol>", ["4.", "5."]),
        ("<ol start=99999999999><li>a</ol>", ["1."]),
        ("<ol start=x><li>a</ol>", ["1."]),
        ("<ol><li>a<ul><li>b</ul><li>c</ol>", ["1.", "-", "2."]),
        ("<dl><dt>a<dd>b</dl>", ["", "-"]),
    ],
)
def test_markers(html: str, expected: list[str]) -> None:
    assert [leaf.marker for leaf in leaves(html)] == expected


# -- tables ---------------------------------------------------------------------------------


def test_short_cells_of_a_row_are_one_block() -> None:
    found = leaves("<table><tr><th>a<th>b</tr><tr><td>c<br>d<td><b>e</b> f</tr></table>")
    assert [(leaf.text, leaf.kind) for leaf in found] == [
        ("a\tb", Kind.TABLE),
        ("c d\te f", Kind.TABLE),
    ]
    assert found[0].group == found[1].group >= 0
    assert "".join(run.text for run in runs_of(found[1])) == "c d\te f"


def test_cells_of_a_layout_stay_apart() -> None:
    long = "word " * (MAX_CELL // 5) + "word"
    assert texts(f"<table><tr><td>menu<td>{long}</table>") == ["menu", long]


def test_cells_that_hold_paragraphs_stay_apart() -> None:
    assert texts("<table><tr><td><p>a<p>b<td>c</table>") == ["a", "b", "c"]


def test_a_row_of_too_many_cells_is_none() -> None:
    assert len(leaves(f"<table><tr>{'<td>a' * 60}</table>")) == 60


# -- code -----------------------------------------------------------------------------------


def test_white_space_of_code_is_kept() -> None:
    (leaf,) = leaves("<pre>\n  if x:\n\n      <b>y()</b>  # ok\n\n</pre>")
    assert (leaf.text, leaf.kind) == ("  if x:\n\n      y()  # ok", Kind.CODE)


def test_breaks_and_links_in_code() -> None:
    assert texts("<pre>a<br><br>b<a href=1>c</a><a href=2>d</a></pre>") == ["a\n\nbcd"]


@pytest.mark.parametrize(
    "html",
    [
        '<pre><code class="language-python">x = 1</code></pre>',
        '<pre><code class="hljs lang-python">x = 1</code></pre>',
        '<pre class="language-python"><code>x = 1</code></pre>',
        '<pre data-lang="python"><code>x = 1</code></pre>',
        '<pre><code class="wide" data-language="python">x = 1</code></pre>',
        '<div class="highlight-source-python"><pre>x = 1</pre></div>',
        '<div class="highlight highlight-python"><div><pre>x = 1</pre></div></div>',
        '<pre class="brush: python; gutter: false">x = 1</pre>',
        '<pre><code class="hljs python">x = 1</code></pre>',
        '<div class="sourceCode"><pre class="sourceCode python"><code>x = 1</code></pre></div>',
    ],
)
def test_language_of_code(html: str) -> None:
    assert [leaf.language for leaf in leaves(html)] == ["python"]


@pytest.mark.parametrize(
    "html",
    [
        "<pre class='wp-block'>x = 1</pre>",
        "<div class='post body'><pre class='sourceCode'>x = 1</pre></div>",
        "<pre><code class='hljs'>x = 1</code></pre>",
    ],
)
def test_code_without_a_language(html: str) -> None:
    assert leaves(html)[0].language == ""


# -- frames ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "hidden"),
    [
        ("<p hidden>a", NOT_DISPLAYED),
        ("<p hidden=until-found>a", SHOWN),
        ("<p style='color: red; display : none'>a", NOT_DISPLAYED),
        ("<p style='visibility:hidden'>a", NOT_DISPLAYED),
        ("<p style='opacity: 0.5'>a", SHOWN),
        ("<p style='font-size: 0.9em'>a", SHOWN),
        ("<p class='entry sr-only'>a", NEVER_SHOWN),
        ("<p class='hidden-gems'>a", SHOWN),
        ("<p aria-hidden=true>a", NOT_DISPLAYED),
        ("<p aria-hidden=false>a", SHOWN),
        ("<section hidden><div><p>a</p></div></section>", NOT_DISPLAYED),
        ("<template><p hidden>a</template>", NEVER_SHOWN),
        ("<div hidden><p class=sr-only>a</div>", NEVER_SHOWN),
        ("<template><p>a</template>", NEVER_SHOWN),
        ("<noscript>a</noscript>", NOT_DISPLAYED),
        ("<svg><title>a</title></svg>", NEVER_SHOWN),
        ("<p>a", SHOWN),
    ],
)
def test_hidden(html: str, hidden: Hiding) -> None:
    page = segment(html)
    assert [page.frames.hidden[leaf.frame] for leaf in page.leaves] == [hidden]


def test_hiding_ends_with_its_element() -> None:
    page = segment("<div hidden><p>a</div><p>b")
    assert [page.frames.hidden[leaf.frame] for leaf in page.leaves] == [NOT_DISPLAYED, SHOWN]


def test_headings_quotes_and_captions() -> None:
    found = leaves(
        "<h3>a</h3><blockquote><p>b</blockquote><figure><img src=i><figcaption>c</figure>"
    )
    assert [(leaf.kind, leaf.level) for leaf in found] == [
        (Kind.HEADING, 3),
        (Kind.QUOTE, 0),
        (Kind.CAPTION, 0),
    ]


def test_frames_hold_their_leaves() -> None:
    page = segment("<main><h1>a</h1><ul><li>b<li>c</ul></main><table><tr><td>d<td>e</table><p>f")
    frames = page.frames
    held = {
        tag: [leaf.text for leaf in page.leaves[first:last]]
        for tag, first, last in zip(frames.tag, frames.first, frames.last, strict=True)
    }
    assert held["main"] == ["a", "b", "c"]
    assert held["ul"] == ["b", "c"]
    assert held["tr"] == ["d\te"]
    assert held["html"] == ["a", "b", "c", "d\te", "f"]


def test_a_page_deeper_than_the_parser_goes() -> None:
    assert segment("<div>" * 3000 + "a").deep
    assert not segment("<div>" * 1000 + "a").deep


def test_text_inside_elements_that_should_be_empty() -> None:
    """libxml2 lets <source> and <param> have children, where HTML closes them at once."""
    page = segment_html(_root("<video><source src=a.mp4><p>Plain words</p></video>"))
    assert [leaf.text for leaf in page.leaves] == ["Plain words"]


def _root(html: str) -> etree._Element:
    root = parse(html)
    assert root is not None
    return root


@pytest.mark.parametrize("tag", ["main", "nav", "header", "article", "section"])
def test_a_page_without_body_tags_is_not_lost_in_its_head(tag: str) -> None:
    page = segment(
        f"<!doctype html><title>Tea</title><{tag}>Menu</{tag}><main><p>Tea is.</p></main>"
    )
    assert [leaf.text for leaf in page.leaves] == ["Menu", "Tea is."]
    assert page.title == "Tea"
