"""Elements of very many attributes, for which libxml2 would take quadratic time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from declutter import clean
from declutter.score import scorecard
from declutter.source.floods import has_attribute_flood
from declutter.source.parse import parse

MANY = 12_000
FLOODS: dict[str, Callable[[int], str]] = {
    "values": lambda i: f"a{i}=1 ",
    "names": lambda i: f"a{i} ",
    "quoted": lambda i: f'a{i}="x y" ',
    "tags in values": lambda i: f'a{i}="<p>Tea</p>" ',
    "tags in single quotes": lambda i: f"a{i}='<p class=\"x\">' ",
    "spaces around": lambda i: f'a{i} = ">"\n',
    "slashes": lambda i: f"a{i}/",
}


@pytest.mark.parametrize("form", FLOODS)
@pytest.mark.parametrize("before", [0, 3_333, 70_000])
def test_floods_are_found(form: str, before: int) -> None:
    flood = "".join(map(FLOODS[form], range(MANY)))
    page = f"<p>{'Tea. ' * (before // 5)}</p><p class=x {flood}>Tea is hot.</p><p>And green.</p>"
    assert has_attribute_flood(page)
    root = parse(page)
    assert root is not None
    assert max(len(element.attrib) for element in root.iter()) <= 1_000
    assert [p.get("class") for p in root.iter("p")][1] == "x"
    texts = ["".join(p.itertext()) for p in root.iter("p")]
    assert texts[1:] == ["Tea is hot.", "And green."]


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>Tea",
        "Tea is hot. " * 10_000,
        "<p " + "a=1 " * 500 + ">" + "Tea is hot. " * 10_000,
        f"<img src='data:image/png;base64,{'A' * 100_000}'>",
        f"<p data-x='{'<b>Tea</b> ' * 10_000}'>Tea",
        f"<script>{'if (a < b) c = 1; ' * 10_000}</script>",
        "<p class='a>b'>Tea is hot.</p>" * 10_000,
        "a<b " * 100,
    ],
)
def test_other_pages_are_left_alone(page: str) -> None:
    assert not has_attribute_flood(page)


def test_a_flood_takes_no_text() -> None:
    flood = " ".join(f"a{i}=1" for i in range(20_000))
    text = "Tea is made by steeping its leaves in water that has just boiled, for some minutes."
    document = clean(f"<h1>Tea</h1><p {flood}>{text}</p><p>{text}</p>")
    assert document.text == f"{text}\n\n{text}"


def test_scores_do_not_depend_on_how_many_blocks_are_scored_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = "".join(f"<p class=c{i % 7}>Tea {'is hot ' * (i % 9)}{i}.</p>" for i in range(100))
    whole = clean(page).blocks
    monkeypatch.setattr(scorecard, "_AT_ONCE", 16)
    assert clean(page).blocks == whole
