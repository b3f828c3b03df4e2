"""Structures of a page: what each becomes as text, Markdown and HTML; a test a structure."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from cpu_time import assert_linear
from hypothesis import given, settings
from hypothesis import strategies as st
from made_pages import HTML

from benchmarks.markdown_text import text_of
from declutter import Block, clean
from declutter.printing import printed
from declutter.render import render_html, render_markdown, render_text
from declutter.source.parse import parse

BASE = "https://tea.example/how/"


def blocks(html: str, marked: bool = True) -> list[Block]:
    """All blocks of a page as the renderers get them, whatever the engine would keep.

    marked: with inline marks and images; the text is made without.
    """
    document = clean(f"<html><body>{html}</body></html>", kind="html")
    page, decision, root = document._page, document._decision, document._root
    assert page is not None
    assert decision is not None
    decision.keep[:] = True
    object.__setattr__(decision, "titles", {})
    return printed(page, decision, marked, root)


def check(html: str, text: str, markdown: str) -> None:
    """The page's text and Markdown, and that the one parses into the other."""
    found = blocks(html)
    assert render_text(found) == text
    assert render_markdown(found, BASE) == markdown
    assert text_of(markdown) == text


# -- lists ----------------------------------------------------------------------------------


def test_nested_lists() -> None:
    check(
        "<ul><li>a<ol><li>b<li>c<ul><li>d</ul></ol><li>e</ul>",
        "- a\n  1. b\n  2. c\n    - d\n- e",
        "- a\n  1. b\n  2. c\n     - d\n- e",
    )


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", ["1. a", "2. b", "9. c", "10. d"]),
        ("start=4", ["4. a", "5. b", "9. c", "10. d"]),
        ("reversed", ["4. a", "3. b", "9. c", "8. d"]),
        ("start=20 reversed", ["20. a", "19. b", "9. c", "8. d"]),
        ("start=x", ["1. a", "2. b", "9. c", "10. d"]),
    ],
)
def test_numbers_of_a_list(attributes: str, expected: list[str]) -> None:
    page = f"<ol {attributes}><li>a</li><li>b</li><li value=9>c</li><li>d</li></ol>"
    check(page, "\n".join(expected), "\n".join(expected))


def test_item_of_several_blocks() -> None:
    check(
        "<ol><li><p>one<p>two<pre>  x</pre><li>three</ol><p>four",
        "1. one\n\n   two\n\n  x\n2. three\n\nfour",
        "1. one\n\n   two\n\n   ```\n     x\n   ```\n2. three\n\nfour",
    )


def test_neighbouring_lists() -> None:
    check("<ul><li>a</ul><ul><li>b</ul><ol><li>c</ol>", "- a\n\n- b\n\n1. c", "- a\n\n* b\n\n1. c")


def test_a_list_of_cards_is_none() -> None:
    check(
        "<ul><li><h3>a</h3><p>b</p><li><h3>c</h3><p>d</p></ul>",
        "a\n\nb\n\nc\n\nd",
        "### a\n\nb\n\n### c\n\nd",
    )


def test_definitions() -> None:
    check(
        "<dl><dt>a<dd>b<dd>c<dt><b>d</b><dd><p>e<p>f</dl>",
        "a\n- b\n- c\nd\n- e\n\n  f",
        "a\n:   b\n:   c\n\n**d**\n:   e\n\n    f",
    )


def test_definition_lists_in_a_definition() -> None:
    check(
        "<dl><dt>a<dd><p>b<dl><dt>c<dd>d</dl><dl><dt>e<dd>f</dl></dl>",
        "a\n- b\n\n  c\n  - d\n  e\n  - f",
        "a\n:   b\n\n    c\n    :   d\n\n    e\n    :   f",
    )


def test_odd_definitions_are_lists() -> None:
    check("<dl><dt>a<dt>b<dd>c<dd>d</dl>", "a\n\nb\n\n- c\n- d", "a\n\nb\n\n- c\n- d")


@pytest.mark.parametrize(
    ("page", "text", "markdown"),
    [
        ("<dl><dt><img src=a><dd>b</dl>", "- b", "- ![](<{0}a>)\n\n  b"),
        (
            "<dl><dt><img src=a><dd>b<dt><img src=c><dd>d</dl>",
            "- b\n- d",
            "- ![](<{0}a>)\n\n  b\n- ![](<{0}c>)\n\n  d",
        ),
        ("<dl><img src=a><dt>b<dd>c</dl>", "b\n- c", "b\n:   ![](<{0}a>)\n\n    c"),
        (
            "<dl><dt>a<dd><img src=b></dl><dl><dt>c<dd>d</dl>",
            "a\n\nc\n- d",
            "a\n\n![](<{0}b>)\n\nc\n:   d",
        ),
    ],
)
def test_images_in_definition_lists(page: str, text: str, markdown: str) -> None:
    # Fuzzing found it: with the images, lists were others than without.
    marked = render_markdown(blocks(page), BASE)
    assert render_text(blocks(page, marked=False)) == text
    assert marked == markdown.format(BASE)
    assert text_of(marked) == text


def test_odd_definitions_leave_the_others_alone() -> None:
    check(
        "<dl><dd>a<dt>b<dd>c<dt>d<dt>e<dd>f<dt>g<dd>h</dl>",
        "- a\n\nb\n- c\n\nd\n\ne\n\n- f\n\ng\n- h",
        "- a\n\nb\n:   c\n\nd\n\ne\n\n- f\n\ng\n:   h",
    )


# -- tables ---------------------------------------------------------------------------------

HEAD = "<table><tr><th>a<th>b"


def test_table() -> None:
    check(
        f"{HEAD}<tr><td>c|d<td>e<br>f</table>",
        "a | b\nc|d | e f",
        "| a | b |\n| --- | --- |\n| c\\|d | e<br>f |",
    )


def test_cells_that_span_columns_and_rows() -> None:
    check(
        "<table><tr><th colspan=2>a<th>b<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td>g</table>",
        "a |  | b\nc | d | e\n | f | g",
        "| a |  | b |\n| --- | --- | --- |\n| c | d | e |\n|  | f | g |",
    )


@pytest.mark.parametrize(
    ("table", "html"),
    [
        (
            "<tr><th colspan=2>a<th>b<tr><td rowspan=2>c<td>d<td>e<tr><td>f<td>g",
            "<thead><tr><th colspan=2>a</th><th>b</th></tr></thead><tbody><tr><td rowspan=2>c</td>"
            "<td>d</td><td>e</td></tr><tr><td>f</td><td>g</td></tr></tbody>",
        ),
        (  # a head of two rows
            "<tr><th rowspan=2>a<th colspan=2>b<tr><th>c<th>d<tr><td>e<td>f<td>g",
            "<thead><tr><th rowspan=2>a</th><th colspan=2>b</th></tr><tr><th>c</th><th>d</th></tr>"
            "</thead><tbody><tr><td>e</td><td>f</td><td>g</td></tr></tbody>",
        ),
        (  # a row of which nothing is printed
            "<tr><th>a<th>b<tr><td rowspan=3>c<td>d<tr><td> <tr><td>e",
            "<thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td rowspan=2>c</td><td>d</td>"
            "</tr><tr><td>e</td></tr></tbody>",
        ),
        (  # beyond the table
            "<tr><th>a<th>b<tr><td colspan=900>c<tr><td>d<td rowspan=900>e",
            "<thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td colspan=2>c</td></tr>"
            "<tr><td>d</td><td>e</td></tr></tbody>",
        ),
    ],
)
def test_html_keeps_spans(table: str, html: str) -> None:
    written = render_html(blocks(f"<table>{table}</table>")).replace('"', "")
    assert written.replace("\n", "") == f"<table>{html}</table>"


def test_empty_cells_keep_their_columns() -> None:
    check(f"{HEAD}<tr><td></td><td>c</table>", "a | b\n | c", "| a | b |\n| --- | --- |\n|  | c |")


def test_blocks_in_a_cell() -> None:
    check(
        f"{HEAD}<tr><td>c<td><p>d<p>e<ul><li>f<li>g</ul><pre>h  i</pre></table>",
        "a | b\nc | d e - f - g h i",
        "| a | b |\n| --- | --- |\n| c | d<br>e<br>- f<br>- g<br>`h  i` |",
    )


def test_images_in_cells() -> None:
    check(
        f"{HEAD}<tr><td>c<td><img src=i.png alt=I></table>",
        "a | b\nc",
        f"| a | b |\n| --- | --- |\n| c | ![I](<{BASE}i.png>) |",
    )


def test_an_image_in_a_cell_stays_in_its_column() -> None:
    check(
        f"{HEAD}<th>x<tr><td>c<td><img src=i.png><td>d</table>",
        "a | b | x\nc |  | d",
        f"| a | b | x |\n| --- | --- | --- |\n| c | ![](<{BASE}i.png>) | d |",
    )


def test_table_without_header_and_caption() -> None:
    check(
        "<table><caption>x</caption><tr><td>a<td>b<tr><td>c<td>d</table>",
        "x\n\na | b\nc | d",
        "x\n\n|  |  |\n| --- | --- |\n| a | b |\n| c | d |",
    )


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>a<td>b</table>",
        "<table><tr><td>a<tr><td>b</table>",
        "<table><tr><td><h2>a</h2><td>b<tr><td>c<td>d</table>",
        f"<table><tr><td>a<td>{'long text ' * 60}<tr><td>c<td>d</table>",
        f"<table><tr><td>a<td>{'<p>some words of a paragraph' * 9}<tr><td>c<td>d</table>",
        "<table><tr><td>a<td>b<tr><td>c<td><table><tr><td>d<td>e</table></table>",
        "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
    ],
)
def test_layout_tables_are_no_tables(table: str) -> None:
    found = blocks(f"<p>x</p>{table}<p>y</p>")
    assert "| --- |" not in render_markdown(found)
    assert "<table" not in render_html(found)
    assert " | " not in render_text(found)


def test_absurd_spans() -> None:
    rows = "<tr><td colspan=9007199254740991 rowspan=99999>a<td>b" * 3
    found = blocks(f"<table>{rows}</table>")
    assert len(render_markdown(found)) < 10_000
    assert len(render_html(found)) < 10_000


def test_what_stands_beside_the_cells_of_a_row_keeps_its_place() -> None:
    # Fuzzing found it: the parser leaves text between cells where it stands.
    check(
        f"{HEAD}<tr>c<td>d</td>e<td>f<tr><td colspan=3>g</td>h</table>",
        "a | b\nc | d | e | f\ng | h",
        "| a | b |  |  |\n| --- | --- | --- | --- |\n| c | d | e | f |\n| g | h |  |  |",
    )


def test_a_line_break_beside_the_cells_of_a_row() -> None:
    # Fuzzing found it: the row ended there in Markdown.
    check(
        f"{HEAD}<tr><td>c</td>d<br>e<td>f</table>",
        "a | b\nc | d e | f",
        "| a | b |  |\n| --- | --- | --- |\n| c | d<br>e | f |",
    )


def test_images_move_no_text_beside_the_cells_of_a_row() -> None:
    # Property tests found it: the text began its line, and stood behind an image in Markdown.
    check(
        f"{HEAD}<tr><td><img src=i.png></td>c<td>d<tr><td><img src=j.png><td>e</table>",
        "a | b\nc | d\n | e",
        "| a | b |\n| --- | --- |\n| ![](<https://tea.example/how/i.png>)<br>c | d |\n"
        "| ![](<https://tea.example/how/j.png>) | e |",
    )


def test_rows_in_a_cell_without_a_table_are_its_content() -> None:
    # Fuzzing found it: the parser leaves rows in a cell if an unknown element opened it.
    check(
        f"{HEAD}<tr><td>c<x-y><tr><td>d<td>e</tr><tr><td>f</tr></x-y></td><td>g</table>",
        "a | b\nc d e f | g",
        "| a | b |\n| --- | --- |\n| c<br>d<br>e<br>f | g |",
    )


def test_what_stands_in_a_row_but_in_no_cell_is_printed() -> None:
    check(
        f"{HEAD}<tr><td>c</td><div>d</div></tr><tr><td></td><x-y><tr><td>e<td>f</table>",
        "a | b\nc | d\ne f",
        "| a | b |\n| --- | --- |\n| c | d |\n| e f |  |",
    )


def test_a_row_of_a_layout_is_one_line() -> None:
    # Fuzzing found it: the text had a space, Markdown a line break.
    check("<table><tr><td>a<br>b<td>c</table>", "a b c", "a b c")


def test_a_caption_below_its_rows_stays_there() -> None:
    rows = "<tr><td>a<td>b</tr><tr><td>c<td>d</tr>"
    check(
        f"<table>{rows}<caption>x</caption>{rows}</table>",
        "a | b\nc | d\n\nx\n\na | b\nc | d",
        "|  |  |\n| --- | --- |\n| a | b |\n| c | d |\n\nx\n\n"
        "|  |  |\n| --- | --- |\n| a | b |\n| c | d |",
    )


def test_a_caption_without_rows_makes_no_table() -> None:
    check("<table><caption>x</caption><tr><td></tr>y<tr><td>a<td>b<tr><td>c<td>d</table>",
          "x\n\ny\n\na | b\nc | d",
          "x\n\ny\n\n|  |  |\n| --- | --- |\n| a | b |\n| c | d |")  # fmt: skip


# -- code -----------------------------------------------------------------------------------


def test_code_keeps_its_white_space_and_language() -> None:
    check(
        '<pre><code class="language-python">def f():\n\n\treturn  1  # a`b\n</code></pre>',
        "def f():\n\n\treturn  1  # a`b",
        "```python\ndef f():\n\n\treturn  1  # a`b\n```",
    )


@pytest.mark.parametrize("name", ["lang-auto", "highlight-default", "language-none"])
def test_a_language_that_nobody_has_named(name: str) -> None:
    check(f"<pre><code class={name}>a</code></pre>", "a", "```\na\n```")


NUMBERS = "".join(f"<span class=line>{n}</span>\n" for n in (1, 2))
LISTING = "<span class=line>def f():</span>\n<span class=line>    return 1</span>\n"


@pytest.mark.parametrize(
    "listing",
    [
        f"<table class=highlighttable><tr><td class=linenos><pre>{NUMBERS}</pre></td>"
        f"<td class=code><pre class=language-python>{LISTING}</pre></td></tr></table>",
        f"<figure class='highlight python'><table><tr><td class=gutter><pre>{NUMBERS}</pre></td>"
        f"<td class=code><pre>{LISTING}</pre></td></tr></table></figure>",
        "<div class=language-python><pre><code><table class=rouge-table><tr><td class='gutter gl'>"
        f"<pre class=lineno>1\n2\n</pre></td><td class=code><pre>{LISTING}</pre></td></tr></table>"
        "</code></pre></div>",
        "<pre class=language-python><span class=linenos>1</span>def f():\n"
        "<span class=linenos>2</span>    return 1\n</pre>",
        "<pre><code class=language-python><span class=ln>1</span>def f():\n"
        "<span class=ln>2</span>    return 1\n</code></pre>",
    ],
    ids=["beside", "gutter", "inside", "in the lines", "short name"],
)
def test_numbers_of_lines_are_no_code(listing: str) -> None:
    text = "The function gives one, whatever is asked of it, which is all that the example needs."
    document = clean(f"<article><h1>One</h1><p>{text}</p>{listing}<p>{text}</p></article>")
    assert "```python\ndef f():\n    return 1\n```" in document.markdown


def test_a_gutter_of_a_layout_is_none() -> None:
    text = "The function gives one, whatever is asked of it, which is all that the example needs."
    page = f"<article><h1>One</h1><div class='row gutter'><p>{text}</p></div></article>"
    assert text in clean(page).text


def test_code_that_comes_line_by_line() -> None:
    check("<pre><div>a:</div><div>  b</div></pre>", "a:\n  b", "```\na:\n  b\n```")


def test_code_of_control_characters_is_none() -> None:
    check("<pre><x-y>\x1e\x0e</x-y><li>a</pre>", "- a", "- a")  # fuzzing found it


def test_code_in_a_quotation_keeps_spaces_at_the_ends_of_lines() -> None:
    check("<blockquote><pre>a \n\nb</pre></blockquote>", "a \n\nb", "> ```\n> a \n>\n> b\n> ```")


# -- quotations, figures, notes ---------------------------------------------------------------


def test_quotations() -> None:
    check(
        "<blockquote><p>a<ul><li>b<li>c</ul><blockquote>d</blockquote></blockquote><p>e",
        "a\n\n- b\n- c\n\nd\n\ne",
        "> a\n>\n> - b\n> - c\n>\n> > d\n\ne",
    )


def test_figures() -> None:
    check(
        "<figure><img src=i.png alt='a [b]'><figcaption>c <em>d</em></figcaption></figure><p>e",
        "c d\n\ne",
        f"![a \\[b\\]](<{BASE}i.png>)\\\nc *d*\n\ne",
    )


def test_a_list_in_a_figure_in_an_item_follows_its_text() -> None:
    check("<ul><li><figure>a<ul><li>b</ul></figure></ul>", "- a\n  - b", "- a\n  - b")
    check("<ul><li><pre>a<x-y><ul><li>b</ul></pre></ul>", "- a\n  - b", "- ```\n  a\n  ```\n  - b")
    check("<dl><figure><li>a<dd>b</dl>", "- a\n\n- b", "- a\n\n* b")


def test_an_image_that_a_script_loads_comes_once() -> None:
    page = (
        "<p>a<figure><img src=data:x data-src=i.png><noscript><img src=i.png></noscript></figure>"
    )
    assert render_markdown(blocks(page + "<p>b")).count("i.png") == 1


@pytest.mark.parametrize("lazy", ["src=p.gif data-src=i.png", "src=data:x data-lazy-src=i.png"])
def test_a_placeholder_is_no_image(lazy: str) -> None:
    image = f"<p>a<div><img {lazy}></div><noscript><img src=i.png></noscript><p>b"
    check(image, "a\n\nb", f"a\n\n![](<{BASE}i.png>)\n\nb")


def test_ornaments_are_left_out() -> None:
    pin, line = "<div><img src=pin.png></div>", "<div><img src=line.png></div>"
    check(f"<p>a{pin}<p>b{pin}{line}<p>c{pin}<p>d", "a\n\nb\n\nc\n\nd",
          f"a\n\nb\n\n![](<{BASE}line.png>)\n\nc\n\nd")  # fmt: skip


@pytest.mark.parametrize(
    "page",
    [
        "<p>a<sup><a href=#f1>1</a></sup> b<ol><li id=f1>c <a href=#r>↩</a></ol>",
        "<p>a[<a href=#cite-1>1</a>] b<ul><li id=cite-1><a href=#r>^</a> c</ul>",
        "<p>a<a href=#_ftn1 name=_ftnref1><sup>[1]</sup></a> b"
        "<p><a href=#_ftnref1 name=_ftn1>[1]</a> c",
        "<p>a<sup id=r><a href=#fn:1>1</a></sup> b<div><ol><li id=fn:1><p>c <a href=#r>↩︎</a></ol>",
        "<p>a<a id=r href=#note1>1</a> b<p id=note1>1. c",
    ],
)
def test_footnotes(page: str) -> None:
    check(page, "a[1] b\n\n[1] c", "a[^1] b\n\n[^1]: c")
    found = render_html(blocks(page))
    assert '<sup><a href="#note-1">1</a></sup>' in found
    assert '<aside id="note-1">\n<p>c</p>\n</aside>' in found


@pytest.mark.parametrize(
    "page",
    [
        "<p>a <a href=#part>part 1</a> b<h2 id=part>c</h2>",
        "<p>a<sup><a href=#gone>1</a></sup> b<p>c",
        "<p id=f1>c<p>a<sup><a href=#f1>1</a></sup> b",
    ],
)
def test_links_within_the_page_that_are_no_footnotes(page: str) -> None:
    assert "[^" not in render_markdown(blocks(page))


# -- inline ---------------------------------------------------------------------------------


def test_raised_and_lowered_text() -> None:
    check("<p>10<sup>−3</sup> H<sub>2</sub>O", "10−3 H2O", "10<sup>−3</sup> H<sub>2</sub>O")


def test_links_and_images_are_absolute() -> None:
    check(
        "<p>a <a href='../b?c=d#e'>f</a> <img src=//i.example/j.png alt=k>",
        "a f",
        "a [f](<https://tea.example/b?c=d#e>)![k](<https://i.example/j.png>)",
    )


KATEX = (
    '<span class="katex"><span class="katex-mathml"><math><semantics><mi>E</mi><annotation '
    'encoding="application/x-tex">E=m_c*c_2</annotation></semantics></math></span>'
    '<span class="katex-html" aria-hidden="true">E=mc2</span></span>'
)
MATHJAX_2 = (
    '<span class="MathJax_Preview">E</span><span class="MathJax"><nobr>E</nobr></span>'
    '<script type="math/tex">E=m_c*c_2</script>'
)
MATHJAX_3 = (
    '<mjx-container class="MathJax"><mjx-math aria-hidden="true"><mjx-mi></mjx-mi></mjx-math>'
    '<mjx-assistive-mml><math alttext="\\E"><msup><mi>E</mi></msup><annotation encoding="TeX">'
    "E=m_c*c_2</annotation></math></mjx-assistive-mml></mjx-container>"
)
WIKI = (
    '<span class="mwe-math-element"><span style="display:none"><math><annotation '
    'encoding="application/x-tex">{\\displaystyle E=m_c*c_2}</annotation></math></span>'
    '<img src="e.svg" alt="E"></span>'
)


@pytest.mark.parametrize(
    "formula",
    [KATEX, MATHJAX_2, MATHJAX_3, WIKI, '<span class="math inline">\\(E=m_c*c_2\\)</span>'],
    ids=["KaTeX", "MathJax 2", "MathJax 3", "wiki", "raw"],
)
def test_formulas(formula: str) -> None:
    check(
        f"<p>a {formula}, b *c* $5$", "a $E=m_c*c_2$, b *c* $5$", "a $E=m_c*c_2$, b \\*c\\* \\$5\\$"
    )


@pytest.mark.parametrize(
    ("mathml", "latex"),
    [
        ("<mfrac><mi>a</mi><mrow><mi>b</mi><mo>+</mo><mn>1</mn></mrow></mfrac>", r"\frac{a}{b+1}"),
        ("<msup><mi>α</mi><mn>2</mn></msup><mo>≤</mo><mi>x</mi>", r"\alpha^{2}\leq x"),
        ("<msqrt><mi>x</mi><mo>−</mo><mn>1</mn></msqrt>", r"\sqrt{x-1}"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", r"\sqrt[3]{x}"),
        ("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "x_{i}^{2}"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>i</mi>", r"\sum_{i}^{n}i"),
        ("<mover><mi>v</mi><mo>→</mo></mover>", r"\vec{v}"),
        ("<mi>sin</mi><mi>x</mi><mtext>if</mtext>", r"\sin x\text{if}"),
        ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", r"\left(a,b\right)"),
        ("<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr></mtable>",
         r"\begin{matrix}a & b\end{matrix}"),
        ("<mi>a</mi><mo>&lt;</mo><mi>b</mi>", r"a\lt b"),
    ],
)  # fmt: skip
def test_mathml(mathml: str, latex: str) -> None:
    check(f"<p>x <math>{mathml}</math> y", f"x ${latex}$ y", f"x ${latex}$ y")


def test_displayed_formulas() -> None:
    check('<p>a<div><math display="block"><mi>x</mi></math></div>', "a\n\n$$x$$", "a\n\n$$x$$")


SETTER = "<script src=https://cdn.example/mathjax@3/es5/tex-mml-chtml.js></script>"


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        (r"\(a_1 * b\)", "x $a_1 * b$ y"),
        (r"\[a \\ b\]", r"x $$a \\ b$$ y"),
        ("$$\na\n= b$$", "x $$a = b$$ y"),
        (r"<b>z</b> \(a\) and \(b\)", "x z $a$ and $b$ y"),
        (r"\begin{align*}a &= b\end{align*}", r"x $$\begin{align*}a &= b\end{align*}$$ y"),
        (r"\(a", r"x \(a y"),
        (r"\(\)", r"x \(\) y"),
        (r"<code>\(a\)</code>", r"x \(a\) y"),
        ("$5 and $6", "x $5 and $6 y"),
    ],
)
def test_formulas_in_the_text_of_a_page_that_sets_them(formula: str, expected: str) -> None:
    found = blocks(f"{SETTER}<p>x {formula} y</p>")
    assert render_text(found) == expected
    assert text_of(render_markdown(found)) == expected
    plain = blocks(f"<p>x {formula} y</p>")  # no such script: it is what it looks like
    assert "math" not in {tag for block in plain for run in block.runs for tag in run.tags}


def test_single_dollar_signs_where_the_page_s_script_is_told_so() -> None:
    told = "<script>MathJax = {tex: {inlineMath: [['$', '$'], ['\\\\(', '\\\\)']]}}</script>"
    found = blocks(f"{told}<p>x $a_1$ costs $5 or $6, $ b $, $c$9</p>")
    math = [run.text.strip() for block in found for run in block.runs if "math" in run.tags]
    assert math == ["$a_1$"]


def test_formulas_in_delimiters_take_linear_time() -> None:
    for text in (r"\(", r"\(x\)", "$$", "$$x", r"\begin{align}", r"\(\["):

        def parsed(count: int, text: str = text) -> Callable[[], object]:
            page = f"{SETTER}<p>{text * count}</p><p>{(text + '<b>y</b>') * count}</p>"
            return partial(parse, page)

        assert_linear(parsed, 2_000)


# -- the whole ------------------------------------------------------------------------------


@settings(max_examples=300, deadline=None)
@given(HTML)
def test_markdown_parses_into_the_text(html: str) -> None:
    document = clean(html, kind="html", url=BASE)
    assert text_of(document.markdown) == document.text


@settings(max_examples=200, deadline=None)
@given(HTML)
def test_markdown_of_all_blocks_parses_into_their_text(html: str) -> None:
    document = clean(html, kind="html")
    if document._decision is not None:
        found = blocks(html)
        assert text_of(render_markdown(found)) == render_text(found)


_WORDS = st.sampled_from(["ape", "Bee", "cat", "dog9", "7elk", "Fox"])
_BORDERS = st.sampled_from(
    [
        *("<br>", "<p>", "<div>", "<li>", "<td>", "<tr><td>", "<h2>", "<hr>", "<pre>"),
        *("<blockquote>", "<dt>", "<dd>", "<figcaption>", "<summary>"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(_WORDS, _BORDERS), max_size=12), st.sampled_from(["div", "table", "ul"]))
def test_nothing_is_glued_and_nothing_comes_twice(
    pairs: list[tuple[str, str]], around: str
) -> None:
    page = f"<{around}>{''.join(f'{word}{border}' for word, border in pairs)}</{around}><p>end</p>"
    words = [word for word, _ in pairs]
    for text in (render_text(blocks(page)), text_of(render_markdown(blocks(page)))):
        found = [word for word in text.split() if word.strip("-|0123456789.") or len(word) > 3]
        assert sorted(found) == sorted([*words, "end"])
