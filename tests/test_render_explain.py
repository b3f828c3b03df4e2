"""The ledger as text."""

from __future__ import annotations

import time
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from declutter.model import Block, Evidence, Kind, Label
from declutter.render import render_explain

PLAIN = Block(
    text="Some text.",
    kind=Kind.PARAGRAPH,
    label=Label.BODY,
    keep=True,
    score=0.987,
    evidence=(Evidence("length", 1.5, "240 characters"),),
    where="/p",
)


def test_nothing() -> None:
    assert render_explain([]) == ""


def test_columns_are_aligned() -> None:
    strong = (
        Evidence("class", -3.0, "promo"),
        Evidence("links", -2.25, "0.9"),
        Evidence("phrase", 1.0, ""),
        Evidence("weak", 0.1, "x"),
    )
    other = replace(PLAIN, keep=False, label=Label.BREADCRUMB, score=0.0, evidence=strong)
    assert render_explain([PLAIN, other]).split("\n") == [
        "+ body        0.99  length +1.50 240 characters                       Some text.",
        "- breadcrumb  0.00  class -3.00 promo; links -2.25 0.9; phrase +1.00  Some text.",
    ]


def test_the_strongest_reasons_come_first_whatever_their_sign() -> None:
    evidence = tuple(Evidence(f"r{i}", weight, "") for i, weight in enumerate((1, -2, 3, -4)))
    assert "r3 -4.00; r2 +3.00; r1 -2.00  " in render_explain([replace(PLAIN, evidence=evidence)])


def test_wide_characters_take_two_columns() -> None:
    wide = replace(PLAIN, evidence=(Evidence("r", 1.0, "\u4e2d\u6587"),))
    narrow = replace(PLAIN, evidence=(Evidence("r", 1.0, "abcd"),))
    first, second = render_explain([wide, narrow]).split("\n")
    assert len(first) == len(second) - 2


def test_text_is_shortened_and_harmless() -> None:
    long = render_explain([replace(PLAIN, text="word " * 100)])
    assert long.endswith(" word\u2026")
    assert len(long.split("characters  ")[1]) <= 60
    odd = render_explain([replace(PLAIN, text="a\n\tb\x1b[1m\u202ec\x00\ud800")])
    assert odd.endswith("a b\ufffd[1m\ufffdc\ufffd\ufffd")


def test_long_reasons_are_shortened() -> None:
    line = render_explain([replace(PLAIN, evidence=(Evidence("r", 1.0, "w\n" * 1000),))])
    assert "r +1.00 w w w" in line
    assert len(line) < 80


REASONS = st.builds(Evidence, st.text(max_size=5), st.floats(), st.text(max_size=5))


@given(
    st.lists(
        st.builds(
            replace,
            st.just(PLAIN),
            text=st.text(),
            score=st.floats(),
            evidence=st.lists(REASONS, max_size=5).map(tuple),
        )
    )
)
def test_one_printable_line_a_block(blocks: list[Block]) -> None:
    out = render_explain(iter(blocks))
    out.encode()
    assert len(out.splitlines()) == len(blocks)


def test_huge_texts_cost_nothing() -> None:
    started = time.process_time()
    render_explain([replace(PLAIN, text=" " * 5_000_000)] * 1000)
    assert time.process_time() - started < 5
