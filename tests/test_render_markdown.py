"""Markdown: what is written, and that a CommonMark parser reads the same text back."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import pytest
from cpu_time import assert_linear
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from benchmarks.markdown_text import text_of
from declutter.model import Block, Evidence, Kind, Label, Run
from declutter.render import render_markdown, render_text
from declutter.structures import Container, Structure

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
#: All the HTML that we write, and what it is as text.
ELEMENTS = {"<br>": " ", "<sup>": "", "</sup>": "", "<sub>": "", "</sub>": ""}


def block(text: str | Sequence[Run], kind: Kind = Kind.PARAGRAPH, **more: object) -> Block:
    """Return a block; from runs, if that is what is given."""
    runs = () if isinstance(text, str) else tuple(text)
    plain = text if isinstance(text, str) else "".join(r.text for r in runs if "img" not in r.tags)
    evidence = (Evidence("rule", 1.0, ""),)
    filled = Block(plain, kind, Label.BODY, True, 1.0, evidence, "/p", runs=runs)
    for name, value in more.items():
        object.__setattr__(filled, name, value)
    return filled


def item(text: str | Sequence[Run], level: int = 1, marker: str = "-", group: int = 1) -> Block:
    """Return a list item."""
    return block(text, Kind.ITEM, level=level, marker=marker, group=group)


def row(*cells: str, group: int = 1) -> Block:
    """Return a table row."""
    return block("\t".join(cells), Kind.TABLE, group=group)


def markdown(*runs: str | Run) -> str:
    """Return the Markdown of one paragraph."""
    return render_markdown([block([Run(r) if isinstance(r, str) else r for r in runs])])


def strong(text: str) -> Run:
    """Return text in bold type."""
    return Run(text, ("strong",))


def em(text: str) -> Run:
    """Return emphasised text."""
    return Run(text, ("em",))


def code(text: str) -> Run:
    """Return inline code."""
    return Run(text, ("code",))


def link(text: str, href: str = "http://x/") -> Run:
    """Return a link."""
    return Run(text, ("a",), href)


def inline_tokens(source: str) -> Iterator[Token]:
    """Yield the block tokens of parsed Markdown, with inline tokens in their place."""
    for token in PARSER.parse(source):
        if token.type == "inline":
            yield from token.children or ()
        else:
            yield token


def parsed_text(source: str) -> str:
    """Return the text a reader of parsed Markdown sees, images aside."""
    out: list[str] = []
    for token in inline_tokens(source):
        if token.type.startswith("html"):
            out.append(ELEMENTS[token.content])
        elif token.type in ("text", "code_inline", "fence"):
            out.append(token.content)
        elif token.type in ("softbreak", "hardbreak") or token.block:
            out.append(" ")
    return " ".join("".join(out).split())


def marked_characters(source: str) -> list[tuple[str, set[str]]]:
    """Return the characters of parsed Markdown but white space, with the marks on each."""
    out: list[tuple[str, set[str]]] = []
    marks: list[str] = []
    for token in inline_tokens(source):
        if token.block:
            continue
        if token.nesting > 0:
            marks.append(token.type.removesuffix("_open"))
        elif token.nesting < 0:
            marks.pop()
        code = {"code"} if token.type == "code_inline" else set()
        out.extend((c, code | set(marks)) for c in token.content if not c.isspace())
    return out


def count(source: str, kind: str) -> int:
    """Return how many tokens of a type parsed Markdown has."""
    return sum(token.type == kind for token in inline_tokens(source))


def test_nothing() -> None:
    assert render_markdown([]) == ""
    assert render_markdown([block(""), block(" \n "), block("", Kind.CODE), row("", "")]) == ""


def test_headings() -> None:
    levels = [block("Title", Kind.HEADING, level=level) for level in (1, 6, 0, 7)]
    assert render_markdown(levels) == "# Title\n\n###### Title\n\n## Title\n\n## Title"
    hashes = block("C #\nand ##", Kind.HEADING, level=1)
    assert render_markdown([hashes]) == "# C # and #\\#"


def test_nested_lists_are_indented_by_the_width_of_their_parents_markers() -> None:
    items = [item("a", 1, "10."), item("b", 2, "-"), item("c", 3, "-"), item("d", 1, "11.")]
    assert render_markdown(items) == "10. a\n    - b\n      - c\n11. d"


def test_levels_that_jump_and_odd_markers() -> None:
    items = [item("a", 3, ""), item("b", 9, "x"), item("c", 4), item("d", 0)]
    assert render_markdown(items) == "- a\n  - b\n  - c\n- d"


def test_deep_nesting_is_flattened() -> None:
    source = render_markdown([item(f"i{level}", level) for level in range(1, 500)])
    assert count(source, "list_item_open") == 499
    assert max(len(line) for line in source.split("\n")) < 40


def test_neighbouring_lists_stay_apart() -> None:
    bullets = [item("a", group=1), item("b", group=2), item("c", group=3)]
    assert render_markdown(bullets) == "- a\n\n* b\n\n- c"
    numbers = [item("a", 1, "1.", 1), item("b", 1, "1.", 2)]
    assert render_markdown(numbers) == "1. a\n\n1) b"
    inner = [item("a"), item("b", 2, "-", 2), item("c", 2, "-", 3)]
    assert count(render_markdown(inner), "bullet_list_open") == 3


def test_nested_number_other_than_one_does_not_continue_the_paragraph() -> None:
    source = render_markdown([item("a"), item("b", 2, "3.", 2)])
    assert count(source, "ordered_list_open") == 1
    assert "3. b" in source


def test_item_of_several_lines() -> None:
    lines = [Run("one"), Run("\n", ("br",)), Run("- two")]
    assert render_markdown([item(lines, 1, "7.")]) == "7. one\\\n   \\- two"


def test_quotes() -> None:
    quotes = [block("a\nb", Kind.QUOTE), block("> c", Kind.QUOTE)]
    assert render_markdown(quotes) == "> a\\\n> b\n>\n> \\> c"


@pytest.mark.parametrize(
    ("text", "fence"), [("x = 1", "```"), ("a ``` b", "````"), ("`````", "``````")]
)
def test_code_blocks(text: str, fence: str) -> None:
    source = render_markdown([block(text, Kind.CODE, language="c++")])
    assert source == f"{fence}c++\n{text}\n{fence}"
    assert parsed_text(source) == text


def test_code_keeps_its_indentation_and_refuses_odd_languages() -> None:
    source = render_markdown([block("  a\n\n\tb\n", Kind.CODE, language="x`\ny")])
    assert source == "```\n  a\n\n\tb\n```"


def test_tables() -> None:
    rows = [row("a", "b|c"), row("", "d\ne", "f"), row("x", group=2)]
    assert render_markdown(rows) == (
        "| a | b\\|c |  |\n| --- | --- | --- |\n|  | d<br>e | f |\n\n| x |\n| --- |"
    )


def test_table_cells_with_code_and_backslashes() -> None:
    cells = block([code("a|b"), Run("\tx\\|y\t"), strong("z")], Kind.TABLE, group=1)
    source = render_markdown([cells])
    assert parsed_text(source) == "a|b x\\|y z"
    assert count(source, "th_open") == 3


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (["a ", strong("b"), " ", em("c"), " ", code("d")], "a **b** *c* `d`"),
        (["a", strong(" b "), "c"], "a **b** c"),
        ([strong("a"), strong("b")], "**ab**"),
        ([strong("a"), em("b")], "**a**b"),
        ([strong("a"), " ", strong("b")], "**a** **b**"),
        (["un", em("believ"), "able"], "un*believ*able"),
        (["un", em("(believ)"), "able"], "un(believ)able"),
        ([Run("both", ("b", "i"))], "***both***"),
        ([strong("a "), Run("b", ("strong", "em")), strong(" c")], "**a *b* c**"),
        ([Run("old", ("s",)), " new"], "~~old~~ new"),
        (["x", Run("2", ("sup",)), Run("i", ("sub",))], "x<sup>2</sup><sub>i</sub>"),
        ([Run("Ctrl", ("kbd",)), "+", Run("a`b", ("samp",))], "`Ctrl`+``a`b``"),
        ([code("`")], "`` ` ``"),
        ([code("a\nb")], "`a`\\\n`b`"),
        ([strong("")], ""),
        (["a", Run("\n", ("br",)), Run("\n", ("br",)), " b", Run("\n", ("br",))], "a\\\nb"),
    ],
)
def test_inline(runs: list[str | Run], expected: str) -> None:
    assert markdown(*runs) == expected


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        ([link("x", "http://a/b c")], "[x](<http://a/b%20c>)"),
        ([link(" x ")], "[x](<http://x/>)"),
        (["wow!", link("x")], "wow\\![x](<http://x/>)"),
        ([link("a"), link("b", "HTTPS://y")], "[a](<http://x/>)[b](<HTTPS://y>)"),
        ([Run("b", ("a", "strong"), "/p")], "[**b**](</p>)"),
        ([link("x", "/a>(`|\\")], "[x](</a%3E(%60%7C%5C>)"),
        ([link("x", "/?a&copy;b")], "[x](</?a\\&copy;b>)"),
        ([link("x", "javascript:alert(1)")], "x"),
        ([link("x", " java\nscript:alert(1)")], "x"),
        ([link("x", "\x01JavaScript:alert(1)")], "x"),
        ([link("x", "data:text/html,x")], "x"),
        ([link("x", "")], "x"),
        ([link("x", "mailto:a@b"), link("y", "tel:1")], "[x](<mailto:a@b>)[y](<tel:1>)"),
        ([Run("a]b", ("img",), "i.png")], "![a\\]b](<i.png>)"),
        ([Run("alt", ("img",), "data:image/png;base64,x"), "a"], "a"),
        ([Run("alt", ("img",), "mailto:x"), "a"], "a"),
        ([Run("", ("img",), "i.png")], "![](<i.png>)"),
    ],
)
def test_links_and_images(runs: list[str | Run], expected: str) -> None:
    assert markdown(*runs) == expected


@pytest.mark.parametrize(
    ("href", "base", "expected"),
    [
        ("../c", "http://a/b/d/", "[x](<http://a/b/c>)"),
        ("//h/p", "https://a/", "[x](<https://h/p>)"),
        ("http://[bad/", "http://a/", "[x](<http://[bad/>)"),
        ("p", "javascript:alert(1)//", "[x](<p>)"),
        ("p", "file:///etc/", "x"),
        ("p", "http://[bad", "[x](<p>)"),
    ],
)
def test_base_url(href: str, base: str, expected: str) -> None:
    assert render_markdown([block([link("x", href)])], base) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# a", "#", "> a", "- a", "+ a", "* a", "1. a", "12) a", "-", "1.", "a\n===", "a\n---",
        "a\n-", "***", "___", "- - -", "*a*", "_a_", "__a__", "snake_case", "`a`", "[a](b)",
        "[a]: b", "![a](b)", "<b>", "<http://x>", "&amp;", "&#65;", "&", "~~a~~", "~~~", "```",
        "\\", "\\*", "a\\", "a\\\nb", "    code", "a  \nb", "|a|b|\n|-|-|", "a | b\n--- | ---",
        "a\n:-", "a | b\n:-- | --", "=", "http://x/a_b_c", "a * b", "\u00a0\u00a0a", "2 < 3",
        "AT&T;", "\u202eabc\u202c", "a\x00b", "a\rb", "- [ ] x", "[^1]", "$a$", "<!-- x -->",
    ],
)  # fmt: skip
def test_plain_text_stays_plain(text: str) -> None:
    source = render_markdown([block(text)])
    assert parsed_text(source) == " ".join(text.replace("\x00", "").split())
    kinds = {token.type for token in inline_tokens(source)}
    assert kinds <= {"paragraph_open", "paragraph_close", "text", "hardbreak"}


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        # Read as the definition of an address, the whole line would be gone.
        ([Run("]:", ("code", "a"), "/a")], "[\\]:](</a>)"),
        (
            [Run("x]: ", ("a", "code"), "/a"), Run("y", ("a",), "/a"), code("]:")],
            "[x\\]: y](</a>)`]:`",
        ),
        ([strong(""), link("a"), link("`x", "/b"), code("]:")], "[a](<http://x/>)[\\`x](</b>)`]:`"),
        ([Run("a\nb]:", ("a", "code"), "/a")], "[a\\\nb\\]:](</a>)"),
        ([Run("$x]:y$", ("a", "math"), "/a"), " b"], "[\\$x\\]:y\\$](</a>) b"),
        ([link("^1"), Run("[1]", ("note",))], "[\\^1](<http://x/>)[^1]"),
        # A formula would begin before the code.
        (["a $", code("$x$")], "a \\$`$x$`"),
        (["a ", Run("]:", ("code", "a"), "/a")], "a [`]:`](</a>)"),
        # And would end in an address.
        (["a ${", Run("b", ("a",), "/$")], "a \\${[b](</$>)"),
        ([Run("a[0]", ("code", "a"), "/a")], "[`a[0]`](</a>)"),
        # A footnote, too, would be defined rather than named.
        ([Run("[1]", ("note",), "#n"), ": so"], "[^1]\\: so"),
        (["a", Run("\n", ("br",)), Run("[1]", ("note",), "#n"), ": so"], "a\\\n[^1]\\: so"),
        (["a ", Run("[1]", ("note",), "#n"), ": so"], "a [^1]: so"),
    ],
)
def test_nothing_defines_a_link_or_a_note(runs: list[str | Run], expected: str) -> None:
    found = markdown(*runs)
    assert found == expected
    plain = "".join(run if isinstance(run, str) else run.text for run in runs)
    assert text_of(f"{found}\n\n[^1]: Note").split() == [*plain.split(), "[1]", "Note"]


def test_text_that_needs_no_escaping_has_none() -> None:
    text = "Hello! AT&T's snake_case (5 > 3), -5 + 3 = -2; #1: http://x/a?b=c&d"
    assert render_markdown([block(text)]) == text


ALPHABET = " \n*_`~[]()<>!#+-=|:&;.\\1aA\u00a0\u20ac\u201c\u00e9\u200b\u202e\u0000\ud800\U0001f600"
WORDS = st.sampled_from(["&am", "p;", "!", "**", "`", "1", ". ", "a", " ", "\n", "|", "- ", "---"])
TEXT = st.one_of(st.text(ALPHABET, max_size=8), WORDS)
TAGS = st.lists(
    st.sampled_from(["strong", "em", "code", "s", "sup", "a", "b", "i", "br", "span"]), max_size=3
)
HREFS = st.sampled_from(
    ["", "/a", "http://x/`", "http://x/>)", "java script:1", "mailto:a@b", "http://[", "a&lt;|b\\"]
)
RUNS = st.lists(st.builds(lambda t, g, h: Run(t, tuple(g), h), TEXT, TAGS, HREFS), max_size=6)
KINDS = st.sampled_from(list(Kind))


@st.composite
def ugly_blocks(draw: st.DrawFn) -> Block:
    """Return a block as bad as pages can make it; its runs concatenate to its text."""
    kind = draw(KINDS)
    runs = draw(RUNS)
    if kind == Kind.TABLE:
        runs = [Run(run.text.replace(":", "\t"), run.tags, run.href) for run in runs]
    marker = draw(st.sampled_from(["-", "", "1.", "3.", "10.", "999999999999."]))
    return block(
        runs,
        kind,
        level=draw(st.integers(-1, 9)),
        marker=marker if kind == Kind.ITEM else "",
        group=draw(st.integers(-1, 2)),
        language=draw(st.sampled_from(["", "py", "a b", "`"])),
    )


def expected_text(blocks: Sequence[Block]) -> str:
    """Return the text that should come back: without control characters, white space as one."""
    text = " ".join(entry.text for entry in blocks)
    return " ".join(text.replace("\x00", "").replace("\ud800", "\ufffd").split())


NOTE = block([Run("Note")], containers=(Container(Structure.NOTE, 99, "1"),))


@settings(max_examples=600, deadline=None)
@given(st.lists(ugly_blocks(), max_size=5))
def test_parsing_gives_the_text_back(blocks: list[Block]) -> None:
    source = render_markdown(blocks)
    assert parsed_text(source) == expected_text(blocks), source


@settings(max_examples=600, deadline=None)
@given(RUNS)
def test_parsing_gives_the_text_of_one_paragraph_back(runs: list[Run]) -> None:
    source = render_markdown([block(runs)], "http://base/")
    assert parsed_text(source) == expected_text([block(runs)]), source


BROKEN = st.lists(
    st.builds(
        Run,
        st.sampled_from(
            ["]:", "[1]", "^1", "^1]:", ": ", "$x$", "$a]: $", "1. ", "\n", "a", "|", "- "]
        )
        | st.text("[]:^$\\`a \n", max_size=4),
        st.lists(st.sampled_from(["a", "code", "math", "strong", "br", "sup"]), max_size=3).map(
            tuple
        )
        | st.just(("note",)),  # a reference to a note has no other mark: `structure.notes`
        st.sampled_from(["/a", "/b>", "#n"]),
    ),
    max_size=6,
)


@settings(max_examples=600, deadline=None)
@given(BROKEN, st.sampled_from([Kind.PARAGRAPH, Kind.ITEM, Kind.HEADING, Kind.QUOTE]))
@example([Run("]:", ("code", "a"), "/a"), Run(" x")], Kind.PARAGRAPH)
def test_links_code_notes_and_formulas_parse_into_the_text(runs: list[Run], kind: Kind) -> None:
    blocks = [block(runs, kind, level=1, marker="-" * (kind == Kind.ITEM)), NOTE]
    assert text_of(render_markdown(blocks)).split() == render_text(blocks).split()


MARKED = st.lists(
    st.builds(
        Run,
        st.text(' a*\u20ac."', min_size=1, max_size=3),
        st.lists(st.sampled_from(["strong", "em", "s", "code"]), max_size=3).map(tuple),
    ),
    max_size=8,
)


@settings(max_examples=900, deadline=None)
@given(MARKED)
def test_emphasis_never_leaks(runs: list[Run]) -> None:
    source = render_markdown([block(runs)])
    given_marks = [(c, set(run.tags)) for run in runs for c in run.text if not c.isspace()]
    found_marks = marked_characters(source)
    assert [c for c, _ in found_marks] == [c for c, _ in given_marks], source
    for (_, found), (_, meant) in zip(found_marks, given_marks, strict=True):
        assert found <= meant, source
        assert ("code" in found) == ("code" in meant), source


@settings(max_examples=300, deadline=None)
@given(st.lists(ugly_blocks(), max_size=6))
def test_parsing_gives_the_structure_back(blocks: list[Block]) -> None:
    source = render_markdown(blocks)
    seen = [entry for entry in blocks if expected_text([entry])]
    kinds = [entry.kind for entry in seen]
    assert count(source, "list_item_open") == kinds.count(Kind.ITEM), source
    assert count(source, "heading_open") == kinds.count(Kind.HEADING), source
    assert count(source, "fence") == kinds.count(Kind.CODE), source
    tables = sum(
        entry.kind == Kind.TABLE
        and not (seen[i - 1].kind == Kind.TABLE and seen[i - 1].group == entry.group and i)
        for i, entry in enumerate(seen)
    )
    assert count(source, "table_open") == tables, source
    rows = count(source, "tr_open")
    assert rows == kinds.count(Kind.TABLE), source


@pytest.mark.parametrize(
    "unit",
    ["&", "`", "_", " \n", "1", "a\\"],
)
def test_huge_texts_take_linear_time(unit: str) -> None:
    def rendered(count: int) -> Callable[[], object]:
        text = unit * count
        found = [block(text), block(text, Kind.CODE), row(text, text), item(text)]
        return partial(render_markdown, found)

    assert_linear(rendered, 6_000)


def test_many_runs_take_linear_time() -> None:
    def rendered(count: int) -> Callable[[], object]:
        return partial(render_markdown, [block([Run("x", ("em",)), Run("!", ())] * count)])

    assert_linear(rendered, 600)
