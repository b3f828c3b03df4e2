"""readability-lxml's opinion: only on request, only where ours is unsure, never an exception."""

from __future__ import annotations

from importlib.util import find_spec

import pytest

from declutter import Options, clean
from declutter.second_opinion import WEIGHT, second_opinion
from declutter.segment.html import segment_html
from declutter.source.parse import parse

pytest.importorskip("readability")

PROSE = (
    "The harbour was quiet that morning, and the boats that had come in during the night lay side "
    "by side along the wall, waiting for somebody to buy what was in them, until the bell rang."
)
PAGE = (
    "<html><head><title>Boats</title></head><body><div class=menu><a href=/a>All of the boats that "
    "we ever had</a></div><div class=article>" + f"<p>{PROSE}</p>" * 6 + "</div></body></html>"
)


def test_what_it_chose_is_inside() -> None:
    root = parse(PAGE)
    assert root is not None
    page = segment_html(root)
    found = second_opinion(page, PAGE)
    assert [found[i].weight for i in range(len(page.leaves))] == [-WEIGHT, *[WEIGHT] * 6]


@pytest.mark.parametrize("source", ["", "<", "<p>", "\0", "<meta " * 5000, "<!--" * 100])
def test_it_never_raises(source: str) -> None:
    document = clean(source, kind="html", options=Options(second_opinion=True))
    assert document.status is not None


def test_it_is_asked_only_where_ours_is_unsure(monkeypatch: pytest.MonkeyPatch) -> None:
    options = Options(second_opinion=True)
    asked = [e.rule for b in clean(PAGE, options=options).blocks for e in b.evidence]
    assert "second opinion" not in asked
    monkeypatch.setattr("declutter.second_opinion.UNSURE", 1.1)
    said = [e for b in clean(PAGE, options=options).blocks for e in b.evidence]
    assert {e.weight for e in said if e.rule == "second opinion"} <= {WEIGHT, -WEIGHT}
    assert any(e.rule == "second opinion" for e in said)
    assert all(e.rule != "second opinion" for b in clean(PAGE).blocks for e in b.evidence)


def test_the_missing_extra_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_spec("readability") is not None
    monkeypatch.setattr("declutter.model.find_spec", lambda name: None)
    with pytest.raises(ValueError, match=r"install declutter\[readability\]"):
        Options(second_opinion=True)
