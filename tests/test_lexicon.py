"""The lexicon: terms of a text, and what their weights make of a page's lines."""

from __future__ import annotations

import numpy as np

from declutter.measure.lexicon import HEAD, NAMES, Lexicon, package_lexicon, terms

LEXICON = Lexicon("# a head\nall rights\t-5\nrights\t-2\nkettle\t1.5\n=0 comments\t-3\n")


def test_terms_are_words_pairs_and_short_lines() -> None:
    assert terms("All Rights, all") == [
        "all",
        "rights",
        "all rights",
        "rights all",
        "=all rights, all",
    ]
    assert terms("12  comments")[-1] == "=0 comments"
    assert not any(term[0] == "=" for term in terms("one two three four five six"))


def test_only_the_beginning_is_looked_up() -> None:
    assert terms("tea " * HEAD) == terms("tea " * (HEAD // 4))


def test_a_line_has_the_mean_the_sum_and_the_ends_of_its_weights() -> None:
    found = LEXICON.columns(["All rights kettle", "Teapot"], np.array([3.0, 1.0]))
    own = [found[name].astype(float).round(3).tolist() for name in NAMES[:4]]
    assert own == [[-1.833, 0], [-5.5, 0], [1.5, 0], [-5, 0]]


def test_windows_are_means_of_the_lines_around() -> None:
    found = LEXICON.columns(["3 comments", "Teapot", "Kettle"], np.ones(3))
    assert found["lexicon in 3 before"].tolist() == [0, -3, -1.5]
    assert found["lexicon in 3 after"].tolist() == [0.75, 1.5, 0]
    assert found["lexicon page"].tolist() == [-0.5] * 3


def test_the_package_has_a_lexicon_that_knows_chrome_from_prose() -> None:
    weights = package_lexicon().weights
    assert weights["all rights"] < -2
    assert weights["=privacy policy"] < -2
    assert all("\t" not in term and term == term.lower() for term in weights)
