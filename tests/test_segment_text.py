"""How plain text is cut into leaves."""

from __future__ import annotations

import pytest

from declutter.model import Kind
from declutter.page import Leaf
from declutter.segment.text import segment_text

WRAPPED = """\
Tea is made by steeping leaves in hot water, which takes three or
four minutes, or five if the leaves are large and whole and the
water is not quite hot enough yet.

Then it is poured through a sieve into a warm cup, and milk is added
by those who like it.
"""


def leaves(text: str) -> list[Leaf]:
    return segment_text(text).leaves


def texts(text: str) -> list[str]:
    return [leaf.text for leaf in leaves(text)]


# -- lines ----------------------------------------------------------------------------------


def test_wrapped_paragraphs_are_joined() -> None:
    first, second = leaves(WRAPPED)
    assert first.text.startswith(
        "Tea is made by steeping leaves in hot water, which takes three or"
    )
    assert first.text.endswith("and the water is not quite hot enough yet.")
    assert (first.where, second.where) == ((1, 3), (5, 6))
    assert first.kind is Kind.PARAGRAPH


def test_indented_paragraphs_are_joined() -> None:
    indented = "".join(f"   {line}\n" for line in WRAPPED.splitlines())
    assert texts(indented) == texts(WRAPPED)


def test_the_lines_of_an_item_are_joined() -> None:
    text = (
        "Some things that every cup of tea needs, whoever it is made for:\n\n"
        "- leaves that have been kept dry and dark, in a tin with a lid on\n"
        "  it, or in a bag\n"
        "- water that has just boiled and has not been boiled before, since\n"
        "  that makes it flat\n"
        "- a warm cup, and somebody to drink from it who has got the time to\n"
        "  sit down\n"
    )
    found = leaves(text)
    assert [leaf.kind for leaf in found[1:]] == [Kind.ITEM] * 3
    assert found[1].text.endswith("in a tin with a lid on it, or in a bag")


def test_lines_that_are_not_wrapped_stay_apart() -> None:
    assert texts("Home\nNews\nTea\n\nTea is hot.\nIt is green.") == [
        *("Home", "News", "Tea", "Tea is hot.", "It is green."),
    ]


def test_wrapping_does_not_reach_over_headings_and_bullets() -> None:
    assert texts(WRAPPED.rstrip() + "\n# Cups\n- a cup\n- a pot")[2:] == ["Cups", "a cup", "a pot"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028"])
def test_line_ends(end: str) -> None:
    found = leaves(f"one{end}two{end}{end}three{end}")
    assert [(leaf.text, leaf.where) for leaf in found] == [
        ("one", (1, 1)),
        ("two", (2, 2)),
        ("three", (4, 4)),
    ]


def test_one_long_line_is_read_by_sentences() -> None:
    text = "Tea is made by steeping leaves. " * 3000
    assert texts(text) == ["Tea is made by steeping leaves."] * 3000


@pytest.mark.parametrize(
    "text", ["", "\n", " \t\r\n", "\ufeff", "\u200b\n\u200e", "\u00a0", "\u3000\n\u2003", "\x1c"]
)
def test_nothing_to_read(text: str) -> None:
    assert texts(text) == []


def test_white_space_is_collapsed() -> None:
    assert texts("\ufeff  Tea  is\u00a0 hot.\u200b\n") == ["Tea is hot."]


# -- forms ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "marker", "text"),
    [
        ("- one", "-", "one"),
        ("* one", "*", "one"),
        ("  • one", "•", "one"),
        ("1. one", "1.", "one"),
        ("12) one", "12)", "one"),
        ("(3) one", "(3)", "one"),
    ],
)
def test_bullets(line: str, marker: str, text: str) -> None:
    (leaf,) = leaves(line)
    assert (leaf.kind, leaf.marker, leaf.text) == (Kind.ITEM, marker, text)


@pytest.mark.parametrize("line", ["-one", "1.5 litres", "2024. ", "*", "- ", "3.14159"])
def test_no_bullets(line: str) -> None:
    assert [(leaf.marker, leaf.text) for leaf in leaves(line)] == [("", line.strip())]


def test_depth_of_items() -> None:
    assert [leaf.level for leaf in leaves("- a\n  - b\n    - c\n- d")] == [1, 2, 3, 1]


@pytest.mark.parametrize(
    ("line", "level", "text"),
    [
        ("# Tea", 1, "Tea"),
        ("### Tea", 3, "Tea"),
        ("#tea", 0, "#tea"),
        ("####### x", 0, "####### x"),
    ],
)
def test_headings(line: str, level: int, text: str) -> None:
    (leaf,) = leaves(line)
    assert (leaf.level, leaf.text) == (level, text)
    assert (leaf.kind is Kind.HEADING) == (level > 0)


@pytest.mark.parametrize("line", ["| Tea | 1.20 |", "|Tea|1.20|", "Tea\t1.20\t"])
def test_rows(line: str) -> None:
    (leaf,) = leaves(line + "hot")
    assert (leaf.kind, leaf.text) == (Kind.TABLE, "Tea\t1.20\thot")


def test_lines_and_paragraphs() -> None:
    assert [leaf.kind for leaf in leaves("Trending Stories\nTea is hot.")] == [
        Kind.LINE,
        Kind.PARAGRAPH,
    ]


# -- code -----------------------------------------------------------------------------------


@pytest.mark.parametrize("fence", ["```", "~~~", "`````"])
def test_fences(fence: str) -> None:
    code, after = leaves(f"{fence}python\nif x:\n\n    y()\n{fence}\nafter")
    assert (code.kind, code.text, code.language) == (Kind.CODE, "if x:\n\n    y()", "python")
    assert code.where == (1, 5)
    assert after.text == "after"


def test_white_space_inside_a_line_of_code_is_kept() -> None:
    assert texts("```\nx  =  1\n\ty\n```") == ["x  =  1\n\ty"]


def test_an_open_fence_is_a_line() -> None:
    assert texts("```\nTea is hot.") == ["```", "Tea is hot."]


def test_words_behind_a_fence_are_not_lost() -> None:
    assert "Words" in " ".join(texts("```\ncode\n``` Words"))


# -- frames ---------------------------------------------------------------------------------


def test_blank_lines_part_chunks_and_shapes_part_runs() -> None:
    page = segment_text("Home\nNews\n- a\n- b\n\nTea")
    frames = page.frames
    held = [
        (frames.tag[i], [leaf.text for leaf in page.leaves[frames.first[i] : frames.last[i]]])
        for i in range(len(frames.tag))
        if frames.tag[i] != "line"
    ]
    assert held == [
        ("page", ["Home", "News", "a", "b", "Tea"]),
        ("chunk", ["Home", "News", "a", "b"]),
        ("run", ["Home", "News"]),
        ("run", ["a", "b"]),
        ("chunk", ["Tea"]),
        ("run", ["Tea"]),
    ]


def test_lines_of_one_look_have_one_name() -> None:
    page = segment_text("- a cup\n- a pot\nTea is hot.")
    names = [page.frames.name[leaf.frame] for leaf in page.leaves]
    assert names[0] == names[1] != names[2]


def test_underlined_lines_are_headings() -> None:
    leaves = segment_text("The tea\n=======\nIt is hot.\n\nLeaves\n------\nA menu\n---\n").leaves
    assert [(leaf.text, leaf.level) for leaf in leaves if leaf.kind is Kind.HEADING] == [
        ("The tea", 1),
        ("Leaves", 2),
    ]


def test_a_word_cut_at_a_hyphen_goes_on_wherever_the_line_ends() -> None:
    text = (
        "This is a paragraph that was wrapped by a mail program at some column, and\n"
        "it goes on with a long-\nwinded sentence that nobody needs, but which has to be read to\n"
        "the very end of it by everybody who lives here or comes to visit the place\nnow and then."
    )
    assert [" ".join(leaf.text.split()) for leaf in segment_text(text).leaves] == [
        " ".join(text.replace("long-\n", "long-").split())
    ]
