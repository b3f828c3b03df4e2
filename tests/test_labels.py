"""What surrounds a block says about its label: boxes, trails, link targets, what is not seen."""

from __future__ import annotations

import pytest

from declutter import Label, clean
from declutter.rules import cues, targets

_TEXT = "".join(
    f"<p>{sentence} The ferry left at dawn, and nobody on the pier could say when it would be "
    "back, since the harbour master had gone home with the only key.</p>"
    for sentence in ("It rained.", "It snowed.", "It froze.", "It thawed.")
)


def labels(above: str = "", below: str = "") -> dict[str, Label]:
    """The labels by text on a page with a headline and four paragraphs."""
    page = f"<body>{above}<main><h1>The ferry</h1>{_TEXT}</main>{below}</body>"
    return {block.text: block.label for block in clean(page).blocks}


@pytest.mark.parametrize("row", targets.ROWS, ids=lambda row: str(row.label))
def test_rows_of_targets(row: targets.Target) -> None:
    assert targets.label_of(row.hit) is row.label
    assert targets.label_of(row.miss) is None


@pytest.mark.parametrize("row", cues.ROWS, ids=lambda row: str(row.label))
def test_rows_of_cues(row: cues.Cue) -> None:
    assert any(word in row.hit.lower() for word in row.words)
    assert not any(word in row.miss.lower() for word in row.words)
    assert all(word == word.lower() for word in row.words)


def test_what_leads_to_a_part() -> None:
    assert targets.leads_to_part("#results")
    assert not targets.leads_to_part("#top")
    assert not targets.leads_to_part("#")
    assert not targets.leads_to_part("/page#results")


def test_numbered_list_in_a_menu_by_the_headline_is_a_trail() -> None:
    found = labels(
        '<nav><ol><li><a href="/m">Manual</a></li><li><a href="/b">Boats</a></li></ol></nav>'
    )
    assert found["Manual"] is found["Boats"] is Label.BREADCRUMB


def test_unnumbered_list_in_a_menu_is_none() -> None:
    found = labels(
        '<nav><ul><li><a href="/m">Manual</a></li><li><a href="/b">Boats</a></li></ul></nav>'
    )
    assert found["Manual"] is found["Boats"] is Label.NAV


def test_links_into_the_page_are_its_contents() -> None:
    jumps = "".join(f'<li><a href="#p{i}">Of {i} winters</a></li>' for i in range(4))
    found = labels(below=f"<div><ul>{jumps}</ul></div>")
    assert {found[f"Of {i} winters"] for i in range(4)} == {Label.TOC}


def test_what_a_card_holds_belongs_to_its_story() -> None:
    cards = "".join(
        f'<div class="card"><h3><a href="/{i}">How winter number {i} came to the pier</a></h3>'
        f"<p>{i + 1} May 2025</p><p><button>Open it</button></p></div>"
        for i in range(3)
    )
    found = labels(below=f'<div class="related"><h2>Related stories</h2>{cards}</div>')
    assert found["2 May 2025"] is found["Open it"] is Label.RELATED


def test_function_goes_before_not_being_seen() -> None:
    found = labels(
        '<a class="sr-only" href="#main">Skip to content</a><h2 class="sr-only">Site parts</h2>'
        '<nav style="display:none"><a href="/boats">Boats</a></nav>'
    )
    assert found["Skip to content"] is found["Boats"] is Label.NAV
    assert found["Site parts"] is Label.HIDDEN
