"""Blocks that share the fate of others: rules on made pages, with scores given."""

from __future__ import annotations

import numpy as np
import pytest

from declutter.measure.features import Measured
from declutter.segment.html import segment_html
from declutter.source.parse import parse
from declutter.verdicts.below_headline import bare_names
from declutter.verdicts.other_articles import other_articles
from declutter.verdicts.siblings import (
    between_content,
    code_of_content,
    headings_of_content,
    headings_within_text,
    items_of_content,
    rows_of_content,
    terms_of_content,
)

PROSE = (
    "The harbour was quiet that morning, and the boats that had come in during the night lay side "
    "by side along the wall, waiting for somebody to buy what was in them."
)
P = f"<p>{PROSE}</p>"


def measured_of(html: str) -> Measured:
    root = parse(html)
    assert root is not None
    return Measured(segment_html(root))


def scores(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def test_code_between_content_is_content() -> None:
    page = measured_of(
        f"{P}<pre>a = 1</pre>{P}<pre>b = 2</pre><div>Menu</div>" + "<i>x</i><hr>" * 4
    )
    rest = [0.1] * (page.count - 4)
    assert code_of_content(page, scores(0.9, 0.2, 0.9, 0.2, *rest)) == [1]
    assert code_of_content(page, scores(0.9, 0.01, 0.9, 0.01, *rest)) == []
    assert code_of_content(page, scores(0.1, 0.2, 0.9, 0.2, *rest)) == []


def test_short_pages_keep_what_stands_between_content() -> None:
    page = measured_of(f"{P}<ul><li>Hard</li><li><a href=/a>Home</a></li></ul><p>By Ida</p>{P}")
    assert between_content(page, scores(0.9, 0.2, 0.2, 0.2, 0.9)) == [1]  # no link, no byline
    assert between_content(page, scores(0.9, 0.05, 0.2, 0.2, 0.9)) == []
    assert between_content(page, scores(0.9, 0.2, 0.2, 0.2, 0.1)) == []
    long = measured_of(f"{P}<p>Hard</p>{P}" * 40)
    assert between_content(long, scores(*(0.9, 0.2, 0.9) * 40)) == []


def test_headings_go_with_what_they_head() -> None:
    page = measured_of(f"<h2>Boats</h2>{P}<h2>Quays</h2><h3>Walls</h3>{P}")
    assert headings_of_content(page, scores(0.2, 0.9, 0.2, 0.2, 0.9)) == [0, 3]
    assert headings_of_content(page, scores(0.2, 0.1, 0.2, 0.2, 0.1)) == []


@pytest.mark.parametrize(("last", "within"), [(P, True), (f"<div class=b>{PROSE}</div>", False)])
def test_headings_within_text_are_the_text_s(last: str, within: bool) -> None:
    page = measured_of(f"{P}<h2>Trending now</h2>{last}")
    score = scores(0.9, 0.2, 0.9)
    assert headings_within_text(page, score).tolist() == [False, within, False]
    assert headings_of_content(page, score) == ([1] if within else [])


def article(title: str, signed: str = "<p>3 May 2026</p>") -> str:
    return f"<article><h1>{title}</h1>{signed}{P * 3}</article>"


HEAD = "<title>Boats of the north come home</title>"


def test_an_appended_article_is_another() -> None:
    own, other = article("Boats of the north come home"), article("Quays to be repaired in spring")
    page = measured_of(HEAD + own + other)
    assert other_articles(page, 0) == [(5, 10)]
    assert other_articles(page, None) == []


def test_parts_of_an_article_and_lists_of_stories_are_no_other_articles() -> None:
    own, part = article("Boats of the north come home"), article("Where they lie", signed="")
    assert other_articles(measured_of(HEAD + own + part), 0) == []
    stories = article("Quays to be repaired in spring") + article("A wall falls into the sea")
    assert other_articles(measured_of(f"<title>Harbour news</title>{stories}"), 0) == []


def test_a_bare_name_below_the_headline_is_furniture() -> None:
    head = "<h1>Boats of the north come home</h1>"
    assert list(bare_names(measured_of(f"{head}<div>Ida Moss</div>{P}"), 0)) == [1]
    assert not bare_names(measured_of(f"{head}<div>Ida lives here</div>{P}"), 0)
    assert not bare_names(measured_of(f"{head}<div>Ida Moss</div>"), 0)


def test_terms_go_with_their_definitions() -> None:
    page = measured_of(
        f"<dl><dt>Hard<dt>Chalky<dd>{PROSE}<dt>Soft<dd>no<dt>Brack<dd>{PROSE}</dl><dl><dt>Last</dl>"
    )
    kept = scores(0.2, 0.2, 0.9, 0.2, 0.1, 0.01, 0.9, 0.2)
    assert sorted(terms_of_content(page, kept)) == [0, 1]


def test_rows_go_with_their_table_and_items_with_their_list() -> None:
    rows = "".join(f"<tr><td>Quay {n}</td><td>{n} boats and a crane</td></tr>" for n in range(4))
    page = measured_of(f"<table>{rows}</table>{P}")
    assert rows_of_content(page, scores(0.9, 0.9, 0.9, 0.3, 0.9)) == [3]
    assert rows_of_content(page, scores(0.9, 0.9, 0.9, 0.1, 0.9)) == []
    assert rows_of_content(page, scores(0.9, 0.3, 0.3, 0.3, 0.9)) == []
    items = "".join(f"<li>Boat {n} with a red sail</li>" for n in range(4))
    page = measured_of(f"<ul>{items}<li><a href=/a>All boats</a></li></ul>{P}")
    assert items_of_content(page, scores(0.9, 0.9, 0.3, 0.9, 0.3, 0.9)) == [2]  # no link
    assert items_of_content(page, scores(0.9, 0.3, 0.3, 0.3, 0.3, 0.9)) == []
