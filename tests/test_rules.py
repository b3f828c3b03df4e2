"""Every rule row says what it matches and what it does not: both are checked, for each row."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter

import pytest

from declutter.rules.attributes import LABEL_BIT, mask_of
from declutter.rules.rows import At, Phrase, Words
from declutter.rules.shapes import ROWS as SHAPES
from declutter.rules.shapes import ShapeRow, shapes_of
from declutter.rules.text import LANGUAGES, SCRIPTS, phrase_masks, rows_of
from declutter.rules.words import ROWS as WORDS

PHRASES = [(language, row) for language in LANGUAGES for row in rows_of(language)]


def phrase_id(case: tuple[str, Phrase]) -> str:
    language, row = case
    return f"{language} {row.label} {row.at.value}: {row.phrases[0]}"


def said(row: Phrase, text: str) -> bool:
    """Whether a text says a phrase of the row's label, at least as strongly as the row does."""
    whole, start, inside = phrase_masks(text, text.lower().split())
    strong = whole | start
    mask = {
        At.WHOLE: whole,
        At.START: strong,
        At.LEAD: strong,
        At.END: strong | inside,
        At.INSIDE: strong | inside,
    }[row.at]
    return bool(mask & LABEL_BIT[row.label])


def only(row: Phrase, phrase: str) -> str:
    """The shortest text that holds a phrase where the row wants it."""
    return f"{phrase}:" if row.at is At.LEAD else phrase


@pytest.mark.parametrize("case", PHRASES, ids=phrase_id)
def test_a_phrase_rows_hit_matches(case: tuple[str, Phrase]) -> None:
    _, row = case
    assert said(row, row.hit)


@pytest.mark.parametrize("case", PHRASES, ids=phrase_id)
def test_a_phrase_rows_miss_does_not(case: tuple[str, Phrase]) -> None:
    _, row = case
    assert not said(row, row.miss)


@pytest.mark.parametrize("case", PHRASES, ids=phrase_id)
def test_each_phrase_of_a_row_matches_by_itself(case: tuple[str, Phrase]) -> None:
    _, row = case
    assert [p for p in row.phrases if not said(row, only(row, p))] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_phrase_stands_twice(language: str) -> None:
    said = Counter((row.label, row.at, p) for row in rows_of(language) for p in row.phrases)
    assert not [phrase for phrase, times in said.items() if times > 1]


def test_phrases_have_a_letter_of_the_script_that_loads_them() -> None:
    """So that what earlier pages loaded changes no later page's result."""
    without = [
        (language, phrase)
        for languages, span in SCRIPTS.items()
        for language in languages
        for row in rows_of(language)
        for phrase in row.phrases
        if span and not re.search(f"[{span}]", phrase)
    ]
    assert not without


def test_a_page_loads_the_phrases_of_its_scripts_only() -> None:
    asked = "import sys, declutter; declutter.clean(sys.argv[1]).text; print(*sys.modules)"
    for page, there in (("Tea is hot — “very”", False), ("Чай горячий", True)):
        done = subprocess.run(
            [sys.executable, "-c", asked, page], capture_output=True, text=True, check=True
        )
        assert ("declutter.rules.phrases.ru" in done.stdout.split()) is there
        assert "declutter.rules.phrases.zh" not in done.stdout.split()


@pytest.mark.parametrize("row", WORDS, ids=lambda row: str(row.label))
def test_a_words_rows_hit_matches_and_its_miss_does_not(row: Words) -> None:
    bit = LABEL_BIT[row.label]
    assert mask_of(row.hit) & bit
    assert not mask_of(row.miss) & bit
    assert [word for word in row.words if not mask_of(word) & bit] == []


@pytest.mark.parametrize("row", SHAPES, ids=lambda row: row.shape.name)
def test_a_shape_rows_hit_matches_and_its_miss_does_not(row: ShapeRow) -> None:
    bit = 1 << row.shape
    assert shapes_of(row.hit) & bit
    assert not shapes_of(row.miss) & bit


@pytest.mark.parametrize(
    ("text", "language", "at"),
    [
        ("Tags: harbour, storms", "en", At.LEAD),
        ("责任编辑：王晓琳", "zh", At.LEAD),
        ("İLGİLİ HABERLER", "tr", At.WHOLE),
        ("\u200fاقرأ أيضا\u200e", "ar", At.WHOLE),
    ],
)
def test_spellings_that_texts_come_in(text: str, language: str, at: At) -> None:
    rows = [row for row in rows_of(language) if row.at is at]
    assert any(said(row, text) for row in rows)


def test_a_lead_needs_its_colon_at_once() -> None:
    row = next(row for row in rows_of("en") if row.at is At.LEAD and "topics" in row.phrases)
    assert said(row, "Topics : harbour")
    assert not said(row, "Topics are chosen: harbour, storms")
