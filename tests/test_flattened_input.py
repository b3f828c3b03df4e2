"""Plain text as programs flatten it: link numbers, and whole pages on one line."""

from __future__ import annotations

import declutter
from declutter.measure.features import Measured
from declutter.segment.sentences import sentences
from declutter.segment.text import segment_text
from declutter.verdicts.contents import contents

PARAGRAPHS = [
    "The ferry to the outer islands runs again from Monday, after three weeks in the dock.",
    "Its engine had lost a bearing in the November storms, and no spare part was to be had.",
    "“We built one ourselves,” the chief engineer said, and laughed for the first time in weeks.",
    "Tickets are sold at the pier from six in the morning; the old timetable holds until spring.",
]  # fmt: skip


def _dump(text: str, addresses: int) -> str:
    """A text with the list of addresses that ``lynx -dump`` puts at its end."""
    listed = "\n".join(f"   {n}. https://ferry.example/{n}" for n in range(1, addresses + 1))
    return f"{text}\n\nReferences\n\n   Visible links:\n{listed}\n"


def test_link_numbers_are_marks_of_the_program() -> None:
    leaves = segment_text(_dump("[1]Home [2]News\n\nSee [3]the timetable [12] of 1999.", 3)).leaves
    assert [leaf.text for leaf in leaves[:2]] == ["Home News", "See the timetable [12] of 1999."]
    assert [leaf.links for leaf in leaves[:2]] == [2, 1]


def test_numbers_in_brackets_stay_where_no_list_explains_them() -> None:
    text = "The result is older than thought [1], as others found [2] and denied [3]."
    assert segment_text(text).leaves[0].text == text


def test_buttons_fields_and_picture_files_are_marks_of_the_program() -> None:
    dump = _dump("[1](BUTTON) Menu\n\nName: ____________ [boat-2x.webp?w=80] [2]Go [3]on", 3)
    leaves = segment_text(dump).leaves
    assert [leaf.text for leaf in leaves[:2]] == ["Menu", "Name: Go on"]
    assert [leaf.button_chars for leaf in leaves[:2]] == [4, 0]


def test_a_picture_file_alone_is_no_text() -> None:
    text = "[1][boat-2x.webp?w=80]\n\n[2]The boat [pier?w=8&fmt=png-a lpha]"
    leaves = segment_text(_dump(text, 3)).leaves
    assert [leaf.text for leaf in leaves[:2]] == ["[boat-2x.webp?w=80]", "The boat"]
    assert [bool(leaf.button_chars) for leaf in leaves[:2]] == [True, False]


def test_a_text_that_is_no_dump_keeps_what_looks_like_a_mark() -> None:
    text = "Write (BUTTON) in brackets, then the file [boat.png] and a line ______ for the name."
    assert segment_text(text).leaves[0].text == text


def test_a_line_that_is_one_number_stays() -> None:
    leaves = segment_text(_dump("[2]\n\nSome words.", 3)).leaves
    assert [leaf.text for leaf in leaves[:2]] == ["[2]", "Some words."]


def test_a_page_on_one_line_is_cut_into_sentences_and_printed_as_one_line() -> None:
    line = " ".join(PARAGRAPHS * 4)
    leaves = segment_text(line).leaves
    assert len(leaves) == 16
    assert {leaf.where for leaf in leaves} == {(1, 1)}
    assert "\n" not in declutter.clean(line, kind="text").text


def test_no_word_of_a_single_line_is_lost() -> None:
    line = (
        "Home | News · Sport   Weather 15.2 C " + " ".join(PARAGRAPHS * 4) + " 私は行く。君も来る。"
    )
    texts = " ".join(leaf.text for leaf in segment_text(line).leaves)
    assert "".join(texts.split()) == "".join(line.split())


def test_abbreviations_and_initials_end_no_sentence() -> None:
    text = "Dr. Poe met J. Doe at 3 p.m. on Monday. He left. “Fine.” She stayed, e.g. for tea."
    assert list(sentences(text)) == [
        "Dr. Poe met J. Doe at 3 p.m. on Monday.",
        "He left.",
        "“Fine.”",
        "She stayed, e.g. for tea.",
    ]


def test_a_long_paragraph_among_others_is_not_cut() -> None:
    long = " ".join(PARAGRAPHS * 4)
    assert segment_text(f"{long}\n\n{long}").leaves[0].text == long


def test_lines_that_the_text_says_again_are_its_contents() -> None:
    parts = ("The bearing", "The crossing", "The timetable")
    text = "\n".join(
        f"{part}\n{line} {line}" for part, line in zip(parts, PARAGRAPHS, strict=False)
    )
    head = "The ferry runs again\nOn this page\n" + "\n".join(parts)
    measured = Measured(segment_text(f"{head}\n{PARAGRAPHS[3]}\n{text}"))
    assert contents(measured) == [2, 3, 4]
    twice = Measured(segment_text(f"{head}\n{PARAGRAPHS[3]}\n" + "\n".join(parts)))
    assert contents(twice) == []  # a menu at both ends of the page
