"""Texts that stand on a page again, and readers' comments below it."""

from __future__ import annotations

import pytest

import declutter
from declutter.rules.comment_lists import is_comment_list

TEXT = [
    "The corner bakery has baked the same rye bread for ninety years and sells out by noon.",
    "Its oven is older than the shop: a travelling mason built it into the wall of a cowshed.",
    "Three people work there now, two of them grandchildren of the woman who bought the cowshed.",
    "They were offered money to move to the new market hall, and said that ovens do not travel.",
]  # fmt: skip


def _page(body: str) -> declutter.Document:
    head = "<title>Ninety years of rye</title>"
    return declutter.clean(f"<html><head>{head}</head><body>{body}</body></html>")


def _paragraphs(texts: list[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_a_text_for_narrow_screens_is_kept_once() -> None:
    copy = f"<div class='w'>{_paragraphs(TEXT)}</div>"
    doc = _page(f"<h1>Ninety years of rye</h1>{copy}{copy}")
    assert doc.text.split("\n\n") == TEXT
    again = [block for block in doc.blocks if block.text == TEXT[0]]
    assert [block.keep for block in again] == [True, False]
    assert any(piece.rule == "repeated" for piece in again[1].evidence)


def test_a_short_line_said_again_stays() -> None:
    said = "New in version two of the rye bread recipe."
    texts = [TEXT[0], said, TEXT[1], TEXT[2], said, TEXT[3]]
    doc = _page(f"<article><h1>Ninety years of rye</h1>{_paragraphs(texts)}</article>")
    assert doc.text.split("\n\n") == texts


def test_a_hidden_copy_does_not_count_as_the_first() -> None:
    hidden = f"<div style='display:none'>{_paragraphs(TEXT)}</div>"
    doc = _page(f"<h1>Ninety years of rye</h1>{hidden}<div>{_paragraphs(TEXT)}</div>")
    assert doc.text.split("\n\n") == TEXT


def test_a_blogs_comments_are_left_out_however_many_there_are() -> None:
    said = [
        f"I have bought bread there since {1950 + i}, and my mother before me did."
        for i in range(30)
    ]
    items = "".join(f"<li class='comment thread-odd'><p>{text}</p></li>" for text in said)
    article = f"<article><h1>Ninety years of rye</h1>{_paragraphs(TEXT)}</article>"
    doc = _page(f"{article}<ol class='comment-list'>{items}</ol>")
    assert doc.text.split("\n\n") == TEXT


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("comment-list", True),
        ("comment even thread-even", True),
        ("comments", False),
        ("post", False),
    ],
)
def test_classes_of_comment_lists(name: str, expected: bool) -> None:
    assert is_comment_list(name) is expected
