"""What hard wrapping and terminal browsers do to a text, and what is made of it again."""

from __future__ import annotations

import pytest

from declutter.model import Kind
from declutter.page import Leaf
from declutter.segment.text import segment_text

DUMP = """\
   [1]Skip to content
     * [2]Home
          + [3]Teas
               o [4]Green teas
                    # [5]Sencha

   Tea is made by steeping leaves in hot water, which takes three or four
   minutes, or five if the leaves are large and whole and the water is not
   hot enough yet. A warm cup helps.

   Then it is poured through a [6]sieve into a warm cup, and milk is added
   by those who like it.

References

   1. https://tea.example/#content
   2. https://tea.example/a/rather/long/address/which/no/terminal/would/ever/break/into/two/lines
   3. https://tea.example/another/long/address/which/no/terminal/would/ever/break/into/two/lines
   4. https://tea.example/a/third/long/address/which/no/terminal/would/ever/break/into/two/lines
   5. https://tea.example/a/fourth/long/address/which/no/terminal/would/ever/break/into/lines/too
"""


def leaves(text: str) -> list[Leaf]:
    return segment_text(text).leaves


def test_long_addresses_do_not_hide_that_a_dump_is_wrapped() -> None:
    found = {leaf.text for leaf in leaves(DUMP) if leaf.kind is Kind.PARAGRAPH}
    assert sum(text.startswith(("Tea is made", "Then it is")) for text in found) == 2
    assert any(text.endswith("by those who like it.") for text in found)


def test_bullets_of_lynx() -> None:
    items = [leaf for leaf in leaves(DUMP) if leaf.kind is Kind.ITEM][:4]
    assert [(leaf.marker, leaf.text) for leaf in items] == [
        ("*", "Home"),
        ("+", "Teas"),
        ("o", "Green teas"),
        ("#", "Sencha"),
    ]


@pytest.mark.parametrize("sign", "•□☆○■★◎●△")
def test_bullets_of_w3m(sign: str) -> None:
    (leaf,) = leaves(f"      {sign} Green teas")
    assert (leaf.kind, leaf.marker, leaf.text) == (Kind.ITEM, sign, "Green teas")


def test_the_letter_o_is_no_bullet_in_prose() -> None:
    (leaf,) = leaves("o tempora, o mores")
    assert leaf.marker == ""


def wrapped(first: str, second: str, more: str = "") -> str:
    """The one paragraph that two full lines and a last one make."""
    lead = "These two lines are here to show at which column the page is broken,\n"
    lead += "which is where a terminal of seventy columns would have to break off\n"
    lead += "and go on.\n\n"
    return next(
        leaf.text
        for leaf in leaves(f"{lead}{first}\n{second}\n\n{more}")
        if leaf.text.startswith(first[:10])
    )


_ENDING = "A line of the same length as the others which ends with a word of "


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("tea-", "pots and cups.", "tea-pots and cups."),
        ("pre-", "and post-war cups.", "pre- and post-war cups."),
        ("tea", "pots and cups.", "tea pots and cups."),
        ("tea\u00ad", "pots and cups.", "teapots and cups."),
    ],
)
def test_words_are_joined_with_their_hyphen(end: str, start: str, joined: str) -> None:
    assert wrapped(_ENDING + end, start).endswith(f" {joined}")


def test_a_hyphen_goes_if_the_page_has_the_word_without_it() -> None:
    assert wrapped(_ENDING + "tea-", "pots and cups.", "Two teapots").endswith(" teapots and cups.")
    both = "Two teapots, one tea-pots"
    assert wrapped(_ENDING + "tea-", "pots and cups.", both).endswith(" tea-pots and cups.")


def test_chinese_lines_are_joined_without_spaces() -> None:
    line = "茶" * 37
    text = f"{line}\n{line}\n{line}\n{line[:9]}水。\n"
    assert [leaf.text for leaf in leaves(text)] == ["茶" * (3 * 37 + 9) + "水。"]


@pytest.mark.parametrize(
    "row", ["Green   │ 1.20 │ hot", "Green tea     1.20      hot", "Green\t1.20\thot"]
)
def test_columns_of_terminals(row: str) -> None:
    (leaf,) = leaves(row)
    assert leaf.kind is Kind.TABLE
    assert leaf.text.split("\t")[1:] == ["1.20", "hot"]


def test_bidi_isolates_around_a_line() -> None:
    (leaf,) = leaves("\u2067Steeping leaves.\u2069")
    assert leaf.text == "Steeping leaves."
