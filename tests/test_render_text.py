"""Plain text."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from cpu_time import assert_linear
from hypothesis import given
from hypothesis import strategies as st

from declutter import clean
from declutter.model import Block, Evidence, Kind, Label, Run
from declutter.render import render_text


def block(
    text: str, kind: Kind = Kind.PARAGRAPH, level: int = 0, marker: str = "", group: int = -1
) -> Block:
    """Return a block of body text."""
    evidence = (Evidence("rule", 1.0, ""),)
    return Block(text, kind, Label.BODY, True, 1.0, evidence, "/p", level, marker, group)


def item(text: str, level: int = 1, marker: str = "-", group: int = 1) -> Block:
    """Return a list item."""
    return block(text, Kind.ITEM, level, marker, group)


def test_nothing() -> None:
    assert render_text([]) == ""
    assert render_text([block(""), block(" \n"), block("\t", Kind.TABLE)]) == ""


def test_paragraphs() -> None:
    kinds = (Kind.HEADING, Kind.PARAGRAPH, Kind.QUOTE, Kind.QUOTE, Kind.CAPTION, Kind.LINE)
    blocks = [block(f"t{i}", kind) for i, kind in enumerate((*kinds, Kind.LINE))]
    assert render_text(blocks) == "t0\n\nt1\n\nt2\n\nt3\n\nt4\n\nt5\n\nt6"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb", "a\nb"),
        (" a \n b ", "a\nb"),
        ("a\n\n\n\nb\n", "a\nb"),
        ("a\tb", "a b"),
        ("a\x00\x1b[0m\u202eb", "a[0m\u202eb"),
        ("a\r\nb\rc\ud800", "a\nb\nc\ufffd"),
        ("10\u00a0km", "10\u00a0km"),
    ],
)
def test_text_of_a_paragraph(text: str, expected: str) -> None:
    assert render_text([block(text)]) == expected


def test_lists() -> None:
    items = [
        item("a", 1, "3."),
        item("b\nc", 2, ""),
        item("d", 7, "x"),
        item("e", 1, "10."),
        item("f", 1, "-", 2),
        item("g", 1, "-", 2),
    ]
    assert render_text([block("p"), *items]) == (
        "p\n\n3. a\n  - b\n    c\n    - d\n10. e\n\n- f\n- g"
    )


def test_blank_items_do_not_cut_a_list() -> None:
    assert render_text([item("a"), block(" "), item(" "), item("b")]) == "- a\n- b"


def test_tables() -> None:
    rows = [block("a\tb\t", Kind.TABLE, group=1), block("\tc\nd", Kind.TABLE, group=1)]
    assert render_text([*rows, block("e", Kind.TABLE, group=2)]) == "a | b\n | c d\n\ne"


def test_code_is_verbatim() -> None:
    assert render_text([block("\n  a\n\n\tb  \n", Kind.CODE)]) == "  a\n\n\tb  "


def test_images_leave_no_trace() -> None:
    runs = (Run("alt", ("img",), "/i"), Run("a"))
    evidence = (Evidence("rule", 1.0, ""),)
    entry = Block("a", Kind.PARAGRAPH, Label.BODY, True, 1.0, evidence, "/p", runs=runs)
    assert render_text([entry]) == "a"


@given(
    st.lists(
        st.builds(
            block,
            st.text(),
            st.sampled_from(list(Kind)),
            st.integers(),
            st.text(max_size=3),
            st.integers(-1, 2),
        )
    )
)
def test_never_fails_and_can_be_written(blocks: list[Block]) -> None:
    render_text(iter(blocks)).encode()


def test_huge_input_takes_linear_time() -> None:
    def rendered(count: int) -> Callable[[], object]:
        items = [item("x", level) for level in range(count)]
        texts = [block("a\n" * 10 * count), block("a\t" * 10 * count, Kind.TABLE)]
        return lambda: [render_text(found) for found in (items, texts)]

    assert_linear(rendered, 1_250)


def test_a_line_of_control_characters_leaves_no_empty_line() -> None:
    page = "<p>Tea is made by steeping leaves in hot water.<br><code>\x0e<br>j</code>"
    document = clean(page)
    assert document.text == "Tea is made by steeping leaves in hot water.\nj"
