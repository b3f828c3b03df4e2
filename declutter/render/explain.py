"""Blocks as a ledger to read: what was decided about each, and why."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from unicodedata import combining, east_asian_width

from declutter.explain.reasons import log_odds, score_words, telling
from declutter.model import Block, Evidence, Label
from declutter.patterns import pattern

_TEXT_WIDTH = 48
_LABEL_WIDTH = max(len(label.value) for label in Label)
_SCORE_WIDTH = 6
_REASON_WIDTH = 90
_MOST_REASONS = 3
#: Version of the layout of the JSON form.
SCHEMA = 1
# Bidi controls would reorder the line on a terminal; the rest has no glyph, or drives it.
_UNSEEN = pattern("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")

#: Sets a text off by the name of its part: ``kept``, ``removed``, ``for``, ``against``, ``dim``,
#: or ``label:…`` with the label.
Paint = Callable[[str, str], str]


def render_explain(blocks: Iterable[Block]) -> str:
    """Return one line a block: kept or not, label, score, how its text begins, reasons.

    Meant for all blocks, kept (``+``) and removed (``-``). The columns are aligned and parted by
    two spaces or more. No newline at the end.
    """
    return "\n".join(_row(block) for block in blocks)


def render_explain_screen(blocks: Iterable[Block], width: int, paint: Paint) -> str:
    """Return the blocks for a terminal ``width`` columns wide: a line, and one for the reasons."""
    return "\n".join(_lines(block, max(width, 40), paint) for block in blocks)


def render_explain_json(
    blocks: Iterable[Block], status: str, score: float, threshold: float
) -> str:
    """Return the ledger as one line of JSON, reasons in words; weights add up to ``log_odds``.

    status, score: the document's. threshold: the score that a block of this page must reach.
    """
    values = {
        "schema": SCHEMA,
        "status": status,
        "score": round(score, 4),
        "threshold": round(threshold, 6),
        "blocks": [_plain(block) for block in blocks],
    }
    return json.dumps(values, ensure_ascii=False)


def _plain(block: Block) -> dict[str, object]:
    return {
        "keep": block.keep,
        "decided": block.decided,
        "label": str(block.label),
        "score": round(block.score, 6),
        "log_odds": round(log_odds(block), 4),
        "where": block.where,
        "kind": str(block.kind),
        "text": block.text,
        "reasons": [
            {"rule": rule, "weight": round(weight, 6), "words": where}
            for rule, weight, where in block.evidence
        ],
    }


def _row(block: Block) -> str:
    mark = "+" if block.keep else "-"
    head = f"{mark} {block.label.value:<{_LABEL_WIDTH}}  {score_words(block.score):<{_SCORE_WIDTH}}"
    text = shorten(block.text, _TEXT_WIDTH)
    padding = " " * (_TEXT_WIDTH - display_width(text))
    reasons = "; ".join(_reason(reason) for reason in telling(block, _MOST_REASONS))
    return f"{head}  {text}{padding}  {reasons}".rstrip()


def _reason(reason: Evidence) -> str:
    return f"{reason.weight:+.2f} {shorten(reason.where, _REASON_WIDTH)}".rstrip()


def _lines(block: Block, width: int, paint: Paint) -> str:
    mark = paint("kept", "+") if block.keep else paint("removed", "-")
    label = paint(f"label:{block.label}", f"{block.label.value:<{_LABEL_WIDTH}}")
    score = f"{score_words(block.score):<{_SCORE_WIDTH}}"
    indent = _LABEL_WIDTH + _SCORE_WIDTH + 6
    text = shorten(block.text, width - indent)
    lines = [f"{mark} {label}  {score}  {text if block.keep else paint('dim', text)}"]
    for reason in telling(block, _MOST_REASONS):
        side = "for" if reason.weight > 0 else "against" if reason.weight < 0 else "dim"
        words = shorten(reason.where, width - indent - 7)
        lines.append(" " * indent + paint(side, f"{reason.weight:+.2f}") + f"  {words}")
    return "\n".join(lines)


def shorten(text: str, limit: int) -> str:
    """Return the beginning of a text on one line, in no more columns than the limit."""
    # Only the beginning is looked at: a text may be as long as its page.
    plain = " ".join(text[: 8 * limit].split())
    plain = _UNSEEN.sub("\ufffd", plain)
    if display_width(plain) <= limit and len(text) <= 8 * limit:
        return plain
    plain = plain[: limit - 1]
    while display_width(plain) > limit - 1:
        plain = plain[:-1]
    return plain.rstrip() + "\u2026"


def display_width(text: str) -> int:
    """Return how many columns a terminal needs for the text, near enough to align columns."""
    if text.isascii():
        return len(text)
    return sum(
        0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text
    )
