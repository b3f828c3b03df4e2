"""The ledger as text."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from cpu_time import assert_linear
from hypothesis import given
from hypothesis import strategies as st

from declutter.model import Block, Evidence, Kind, Label
from declutter.render import render_explain
from declutter.render.explain import (
    display_width,
    render_explain_json,
    render_explain_screen,
)

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


STRONG = (
    Evidence("class", -3.0, "its class says promo"),
    Evidence("links", -2.25, "90 % of it is links"),
    Evidence("phrase", 1.0, ""),
    Evidence("weak", 0.1, "x"),
    Evidence("base", -9.0, "start"),
)


def test_columns_are_aligned() -> None:
    other = replace(PLAIN, keep=False, label=Label.BREADCRUMB, score=0.0, evidence=STRONG)
    text = f"{'Some text.':<48}"
    reasons = "-3.00 its class says promo; -2.25 90 % of it is links; +1.00"
    assert render_explain([PLAIN, other]).split("\n") == [
        f"+ body        0.99    {text}  +1.50 240 characters",
        f"- breadcrumb  0.0000  {text}  {reasons}",
    ]


def test_the_strongest_reasons_come_first_whatever_their_sign() -> None:
    evidence = tuple(Evidence(f"r{i}", weight, f"r{i}") for i, weight in enumerate((1, -2, 3, -4)))
    line = render_explain([replace(PLAIN, evidence=evidence)])
    assert line.endswith("-4.00 r3; +3.00 r2; -2.00 r1")


def test_what_settled_a_block_comes_before_all_reasons() -> None:
    asked = Evidence("your rule", 0.0, "my.toml, rule 1 means it")
    block = replace(PLAIN, decided="rule", evidence=(*PLAIN.evidence, asked))
    assert "+0.00 my.toml, rule 1 means it; +1.50 240 characters" in render_explain([block])


def test_wide_characters_take_two_columns() -> None:
    wide = replace(PLAIN, text="\u4e2d\u6587")
    narrow = replace(PLAIN, text="abcd")
    first, second = render_explain([wide, narrow]).split("\n")
    assert len(first) == len(second) - 2


def test_text_is_shortened_and_harmless() -> None:
    long = render_explain([replace(PLAIN, text="word " * 100)])
    assert " word wo\u2026  " in long
    odd = render_explain([replace(PLAIN, text="a\n\tb\x1b[1m\u202ec\x00\ud800")])
    assert "a b\ufffd[1m\ufffdc\ufffd\ufffd  " in odd
    odd = render_explain([replace(PLAIN, evidence=(Evidence("r", 1.0, "a\x1b[1m"),))])
    assert odd.endswith("a\ufffd[1m")


def test_long_reasons_are_shortened() -> None:
    line = render_explain([replace(PLAIN, evidence=(Evidence("r", 1.0, "w\n" * 1000),))])
    assert "+1.00 w w w" in line
    assert len(line) < 200


def plainly(part: str, text: str) -> str:
    return text


@pytest.mark.parametrize("width", [10, 40, 80, 200])
@pytest.mark.parametrize("text", ["Some text.", "word " * 100, "\u4e2d\u6587 " * 100, ""])
def test_lines_fit_the_screen(width: int, text: str) -> None:
    block = replace(PLAIN, text=text, evidence=STRONG)
    lines = render_explain_screen([block, block], width, plainly).split("\n")
    assert len(lines) == 8
    assert lines[0].startswith("+ body ")
    assert all(display_width(line) <= max(width, 40) for line in lines)


def test_parts_of_the_screen_are_painted() -> None:
    other = replace(PLAIN, keep=False, label=Label.AD, evidence=STRONG)
    out = render_explain_screen([PLAIN, other], 80, lambda part, text: f"<{part}>{text}</>")
    for painted in ("<kept>+</>", "<removed>-</>", "<label:ad>ad ", "<for>+1.50</>"):
        assert painted in out
    assert "<against>-3.00</>" in out


def test_json() -> None:
    other = replace(PLAIN, keep=False, label=Label.BREADCRUMB, score=0.0, evidence=STRONG)
    out = render_explain_json([PLAIN, other], "ok", 0.9, 0.43)
    assert "\n" not in out
    values = json.loads(out)
    assert (values["schema"], values["status"], values["threshold"]) == (1, "ok", 0.43)
    first, second = values["blocks"]
    assert first["keep"] is True
    assert first["reasons"] == [{"rule": "length", "weight": 1.5, "words": "240 characters"}]
    assert second["log_odds"] == pytest.approx(sum(r["weight"] for r in second["reasons"]))


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
    def explained(length: int) -> Callable[[], object]:
        return partial(render_explain, [replace(PLAIN, text=" " * length)] * 1000)

    assert_linear(explained, 50_000, times=100)
