"""Every feature of the scorecards has a sentence that a user understands."""

from __future__ import annotations

import re
from functools import cache

import pytest
from fixture_pages import FIXTURES, ROOT, Fixture

from declutter.decide import second_pass
from declutter.explain.feature_words import ROWS, Theme, in_words, is_known, theme_of
from declutter.labels.words import GROUP_WORDS, LABEL_WORDS
from declutter.measure.features import Measured
from declutter.measure.leaf_columns import PHRASE_GROUPS
from declutter.model import Label
from declutter.page import Page
from declutter.score.scorecard import load
from declutter.segment.html import segment_html
from declutter.segment.text import segment_text
from declutter.source.parse import parse

TABLES = sorted(path.stem for path in (ROOT / "declutter" / "score" / "tables").glob("*.tsv"))
PAGE = "<h1>Tea</h1><p>Tea is made by steeping leaves in hot water.</p>"


@cache
def all_features() -> tuple[str, ...]:
    """Every feature that the engine measures, in HTML and in plain text."""
    root = parse(PAGE)
    assert root is not None
    pages: list[Page] = [segment_html(root), segment_text("Tea\n\nTea is made of leaves.")]
    names = dict.fromkeys(name for page in pages for name in second_pass(Measured(page))[1])
    return tuple(names)


def test_there_are_features() -> None:
    assert len(all_features()) > 300
    assert len(TABLES) >= 5


def test_every_measured_feature_has_words() -> None:
    assert [name for name in all_features() if not is_known(name)] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_feature_of_a_table_has_words(table: str) -> None:
    features = load(table).features
    assert features
    assert [name for name in features if not is_known(name)] == []


def test_no_row_without_a_feature() -> None:
    names = all_features()
    unused = [r.pattern for r in ROWS if not any(re.fullmatch(r.pattern, name) for name in names)]
    assert unused == []


@pytest.mark.parametrize("value", [-1.0, 0.0, 0.25, 1.0, 2.0, 3.0, 7.0, 99.0, 12345.678])
def test_words_are_a_clause(value: float) -> None:
    for name in all_features():
        said = in_words(name, value)
        assert re.fullmatch(r"[^{}\n]*[^\s{}]", said), name
        assert 8 < len(said) < 110, said
        if "%" not in said:  # a share is never that large, a number has a comma
            assert not re.search(r"\d{6}|\d\.\d{3}", said), said


def test_none_is_said_as_such() -> None:
    assert in_words("in nav", 99) == "nothing around it has class or id words for menus"
    assert in_words("in nav", 2) == "class or id words for menus: 2 levels up"
    assert in_words("link density", 0) == "no links in it"
    assert in_words("link density", 0.5) == "50 % of its text is links"
    assert in_words("score 1 after", -1) == "nothing comes after it"
    assert (
        in_words("phrase related", 3)
        == "it is, as a whole, a phrase of related and popular stories"
    )


def test_a_feature_without_a_row_is_named() -> None:
    assert in_words("brand new", 0.5) == "brand new: 0.5"
    assert theme_of("brand new") is Theme.RULE


def test_labels_and_groups_have_words() -> None:
    assert set(LABEL_WORDS) == set(Label)
    assert set(GROUP_WORDS) == set(PHRASE_GROUPS)


@pytest.mark.parametrize("fixture", FIXTURES[::4], ids=lambda fixture: fixture.name)
def test_reasons_of_a_page_are_words(fixture: Fixture) -> None:
    """What a user reads holds no feature's raw name and no number with many digits."""
    for block in fixture.document.blocks:
        for reason in block.evidence:
            assert reason.where[0].isalnum(), reason
            if is_known(reason.rule):
                assert not re.search(r"\d\.\d{3,}", reason.where), reason
            assert " " in reason.where
