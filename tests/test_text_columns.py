"""The columns of plain text: blank lines, lines that repeat, words of the page's topic."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from cpu_time import assert_linear

from declutter.measure.features import Measured
from declutter.segment.text import segment_text

STORY = (
    "The harbour ferry stopped running on Monday because its engine had failed again.\n\n"
    "Engineers from the harbour looked at the engine for two days and found a crack.\n\n"
)


def columns(text: str, *names: str) -> list[list[float]]:
    """The named columns of a text's lines."""
    measured = Measured(segment_text(text)).columns
    return [np.round(measured[name].astype(float), 2).tolist() for name in names]


def test_blank_lines_part_groups() -> None:
    above, below, lines, left = columns(
        "Home\nNews\n\n\nTea is hot.\n", "blank above", "blank below", "group lines", "group to end"
    )
    assert above == [9, 0, 2]
    assert below == [0, 2, 9]
    assert lines == [2, 2, 1]
    assert left == [1, 0, 0]


def test_groups_know_their_neighbours() -> None:
    words, prose = columns(STORY + "Home\nNews", "group above words", "group below prose")
    assert words == [-1, 13, 15, 15]
    assert prose == [1, 0, -1, -1]


def test_lines_that_differ_in_numbers_alone_are_the_same() -> None:
    same, first, begin = columns(
        "12 comments\n3 comments\n12 days\nNo comments",
        "same but numbers", "same first word", "same first words",
    )  # fmt: skip
    assert same == [2, 2, 1, 1]
    assert first == [3, 3, 3, 1]
    assert begin == [2, 2, 1, 1]


def test_words_of_the_topic_stand_in_other_paragraphs() -> None:
    topic, shared = columns(
        STORY + "Harbour engine\nBest pancakes", "topic in prose", "topic shared"
    )
    assert topic[2:] == [1, 0]
    assert shared[2:] == [1, 0]
    assert 0 < topic[0] < 1


def test_lines_without_longer_words_have_no_topic() -> None:
    assert columns("12.50\n\n" + STORY, "topic depth", "topic in prose")[1][0] == -1


def test_html_has_no_such_columns() -> None:
    from declutter.segment.html import segment_html
    from declutter.source.parse import parse

    root = parse("<p>Tea is hot.</p>")
    assert root is not None
    assert "blank above" not in Measured(segment_html(root)).columns


@pytest.mark.slow
@pytest.mark.parametrize(
    "line", ["Tea is made of leaves, and this one is number {}.\n", "Tea {} is made of leaves. "]
)
def test_columns_take_linear_time(line: str) -> None:
    def measured(count: int) -> Callable[[], object]:
        page = segment_text("".join(map(line.format, range(count))))
        return lambda: Measured(page)

    assert_linear(measured, 2_500)
