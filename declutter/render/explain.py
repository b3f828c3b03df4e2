"""Blocks as a ledger to read: what was decided about each, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from heapq import nlargest
from unicodedata import combining, east_asian_width

from declutter.model import Block, Evidence, Label

_TEXT_WIDTH = 60
_WHERE_WIDTH = 24
_LABEL_WIDTH = max(len(label.value) for label in Label)
# Bidi controls would reorder the line on a terminal; the rest has no glyph, or drives it.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def render_explain(blocks: Iterable[Block]) -> str:
    """Return one line a block: kept or not, label, score, reasons and how its text begins.

    Meant for all blocks, kept (``+``) and removed (``-``). No newline at the end.
    """
    rows = [(block, _reasons(block.evidence)) for block in blocks]
    width = max((_width(reasons) for _, reasons in rows), default=0)
    return "\n".join(_row(block, reasons, width) for block, reasons in rows)


def _row(block: Block, reasons: str, width: int) -> str:
    """Return a block's line; the reasons are padded to the width given."""
    mark = "+" if block.keep else "-"
    head = f"{mark} {block.label.value:<{_LABEL_WIDTH}}  {block.score:.2f}"
    padding = " " * (width - _width(reasons))
    return f"{head}  {reasons}{padding}  {_shorten(block.text, _TEXT_WIDTH)}".rstrip()


def _reasons(evidence: Iterable[Evidence]) -> str:
    """Return the three strongest reasons, strongest first."""
    strongest = nlargest(3, evidence, key=lambda reason: abs(reason.weight))
    return "; ".join(
        f"{_shorten(rule, _WHERE_WIDTH)} {weight:+.2f} {_shorten(where, _WHERE_WIDTH)}".rstrip()
        for rule, weight, where in strongest
    )


def _shorten(text: str, limit: int) -> str:
    """Return the beginning of a text on one line, in no more characters than the limit."""
    # Only the beginning is looked at: a text may be as long as its page.
    plain = " ".join(text[: 8 * limit].split())
    plain = _UNSEEN.sub("\ufffd", plain)
    shortened = len(plain) > limit or len(text) > 8 * limit
    return plain[: limit - 1].rstrip() + "\u2026" if shortened else plain


def _width(text: str) -> int:
    """Return how many columns a terminal needs for the text, near enough to align columns."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text
    )
