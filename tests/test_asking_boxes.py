"""Boxes that ask the reader for an address or a click, and what they must not take with them."""

from __future__ import annotations

import declutter

PROSE = (
    "The harbour was quiet that morning, and the boats that had come in during the night lay side "
    "by side along the wall, waiting for somebody to buy what was in them."
)
TEXT = f"<p>{PROSE}</p><p>{PROSE} Nobody came before noon.</p>"


def text_of(box: str, after: str = "<p>By two o'clock the last crate was sold.</p>") -> str:
    page = (
        "<html><head><title>The quiet harbour</title></head><body><main><h1>The quiet harbour</h1>"
        f"<div class=x1>{TEXT}{box}{after}{TEXT.replace('harbour', 'quay')}</div></main></body>"
    )
    return declutter.clean(page, kind="html").text


def test_a_box_with_a_field_for_an_address_goes_as_a_whole() -> None:
    box = (
        "<div class=q7><h4>Once a month</h4><p>A letter about nets and knots, for ninety people."
        "<div><input type=email placeholder='you@there'><button>Yes, please</button></div></div>"
    )
    assert "nets and knots" not in text_of(box)
    assert "By two o'clock" in text_of(box)


def test_a_box_with_a_button_that_asks_goes_as_a_whole() -> None:
    box = (
        "<div class=q7><p>The gulls' paper</p><p>All the news of the wall before you have had tea."
        "</p><p><a href=/app>Download the app</a></p></div>"
    )
    assert "before you have had tea" not in text_of(box)


def test_a_button_names_nothing_below_its_box() -> None:
    box = "<div class=q7><p>Our letter comes on Fridays.</p><a href=/l>Sign up</a></div>"
    assert "By two o'clock" in text_of(box)


def test_a_field_in_a_large_part_takes_nothing_with_it() -> None:
    field = "<form><input name=email></form>"
    assert declutter.clean(f"<main><h1>Boats</h1>{TEXT}{field}</main>").text.count("Nobody") == 1
