"""Hypothesis strategies for pages: HTML as authors break it, and plain text."""

from __future__ import annotations

from hypothesis import strategies as st

_BLOCKS = (
    *("div", "p", "section", "article", "aside", "main", "header", "footer", "nav", "center"),
    *("h1", "h2", "h4", "blockquote", "figure", "figcaption", "form", "fieldset", "details"),
    *("summary", "x-card", "dl", "dt", "dd", "ul", "ol", "li", "noscript", "template"),
)
_INLINES = (
    *("a", "b", "em", "strong", "span", "code", "sup", "label", "button", "small", "time"),
    *("svg", "font", "select", "option"),
)
_VOID = ("br", "br/", "hr", "img src=a.png alt=Tea", "input value=x", "wbr", "!-- note --", "meta")
_ATTRIBUTES = (
    "",
    ' class="nav"',
    ' class="post-content sr-only"',
    ' id=main class="related trending"',
    " hidden",
    ' style="display:none"',
    ' href="/tea"',
    ' role="navigation" aria-hidden=true',
    ' itemprop="articleBody"',
    ' class="broken',
)
_WORDS = st.text(st.sampled_from("abcXYZ019 \n\t.,:é中ש\u00a0\u200b\u2028'|#-"), max_size=40)
_SENTENCES = st.sampled_from(
    (
        "Tea is made by steeping leaves in hot water for three or four minutes. ",
        "Read more",
        "Trending Stories",
        "By Ida Moss, 3 May 2024",
        "© 2024 The Tea Post",
        "We use cookies to make this site work.",
        "&lt;b&gt; &amp; &nbsp; &#x41; &eacute;t&eacute;",
    )
)
_TEXT = _WORDS.map(lambda text: text.replace("<", "")) | _SENTENCES
_RAW = st.sampled_from(
    (
        "<script>var hidden = '<p>not text</p>';</script>",
        "<style>p { color: red }</style>",
        "<textarea>Your comment</textarea>",
        "<head><title>Late head</title></head>",
    )
)


@st.composite
def _element(draw: st.DrawFn, children: st.SearchStrategy[str]) -> str:
    """An element around its children; one in a few is not closed, or closed twice."""
    tag = draw(st.sampled_from(_BLOCKS) | st.sampled_from(_INLINES))
    inner = "".join(draw(st.lists(children, max_size=4)))
    close = draw(st.sampled_from((f"</{tag}>", f"</{tag}>", f"</{tag}>", "", f"</{tag}></div>")))
    return f"<{tag}{draw(st.sampled_from(_ATTRIBUTES))}>{inner}{close}"


@st.composite
def _table(draw: st.DrawFn, children: st.SearchStrategy[str]) -> str:
    cell = st.tuples(st.sampled_from(("td", "th")), children).map("<{0[0]}>{0[1]}</{0[0]}>".format)
    row = st.lists(cell, max_size=3).map(lambda cells: f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(draw(st.lists(row, max_size=3)))}</table>"


def _pre(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return children.map('<pre><code class="language-py">\n  {}\n</code></pre>'.format)


_LEAVES = _TEXT | st.sampled_from(_VOID).map("<{}>".format) | _RAW
_NODES = st.recursive(
    _LEAVES, lambda inner: _element(inner) | _table(inner) | _pre(inner), max_leaves=25
)

#: The body of an HTML page, or a whole one.
HTML = st.lists(_NODES, min_size=1, max_size=6).map("".join) | _NODES.map(
    "<!doctype html><html lang=en><head><title>Tea</title></head><body>{}</body></html>".format
)

_LINE = _TEXT | st.sampled_from(
    ("- one", "  * two", "12. three", "# Head", "```py", "```", "| a | b |", "---", "\t", "x" * 300)
)
#: Plain text, line by line.
PLAIN = st.lists(_LINE, max_size=25).map("\n".join) | st.lists(_LINE, max_size=9).map("\r\n".join)
