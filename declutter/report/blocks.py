"""One block of the report: its text, and the panel that says why."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Final

from declutter.explain.reasons import chief, in_order, log_odds, score_words, verdict, why_settled
from declutter.model import Block, Evidence, Kind
from declutter.own_rules.advice import Advice, rule_for, toml
from declutter.render.shape import clean

#: The heaviest reason's bar fills its half, if it has at least this weight, in log-odds.
_LEAST: Final = 1.0
_STEPS: Final = 20
_BAR: Final = 72
_QUOTED: Final = 160


def word_count(block: Block) -> int:
    """Words as white space parts them."""
    return len(block.text.split())


def render_block(
    index: int, block: Block, threshold: float, advice: Sequence[Advice], around: str = ""
) -> str:
    """Return a block, with its reasons for those who point at it or come by with the keyboard.

    around: the elements it stands in, in words.
    """
    side, done = ("k", "kept") if block.keep else ("r", "removed")
    return (
        f'<article class="b {side} l-{block.label}" id="b{index}" tabindex="0" '
        f'aria-describedby="w{index}">\n'
        f'<div class="h"><span class="m">{done}</span><span class="l">{block.label}</span>'
        f'<span class="sc">{score_words(block.score)}</span>{_bar(block.score, threshold)}</div>\n'
        f"{_body(block)}\n{_why(index, block, threshold, advice, around)}\n</article>"
    )


def _bar(score: float, threshold: float) -> str:
    value, cut = score * _BAR, threshold * _BAR
    return (
        f'<svg class="bar" viewBox="0 0 {_BAR} 8" aria-hidden="true">'
        f'<rect class="bg" width="{_BAR}" height="4" y="2" rx="2"/>'
        f'<rect class="v" width="{value:.1f}" height="4" y="2" rx="2"/>'
        f'<rect class="cut" x="{min(cut, _BAR - 1.5):.1f}" width="1.5" height="8"/></svg>'
    )


def _body(block: Block) -> str:
    text = clean(block.text)
    if block.kind is Kind.TABLE:
        text = " | ".join(cell.strip() for cell in text.split("\t"))
    marker = f"{clean(block.marker)} " if block.marker else ""
    kind = {Kind.CODE: " code", Kind.HEADING: " heading", Kind.QUOTE: " quote"}.get(block.kind, "")
    return f'<p class="t{kind}" dir="auto">{escape(marker + text)}</p>'


def _why(index: int, block: Block, threshold: float, advice: Sequence[Advice], around: str) -> str:
    full = max((abs(reason.weight) for reason in block.evidence), default=0.0)
    rows = [_reason(reason, max(full, _LEAST)) for reason in in_order(block)]
    total = log_odds(block)
    settled = why_settled(block, threshold)
    start = " ".join(clean(block.text[: 2 * _QUOTED]).split())[:_QUOTED]
    place = escape(clean(f"{around}, {block.where}" if around else block.where))
    turned = "remove" if block.keep else "keep"
    items = [f"<li>{escape(item.words)}</li>" for item in advice]
    if block.decided != "unseen":
        items.append(
            "<li>a rule for it alone, in a file for --rules:"
            f"<pre>{escape(clean(toml(rule_for(block))))}</pre></li>"
        )
    return (
        f'<div class="why" id="w{index}" role="tooltip">\n'
        f"<h3>{escape(verdict(block).capitalize())}</h3>\n"
        f'<p class="quoted" dir="auto">{escape(start)}</p>\n'
        f"<p>{escape(settled[:1].upper() + settled[1:])}.</p>\n{_chief(block)}"
        f"<h4>What would {turned} it</h4>\n<ul>{''.join(items)}</ul>\n"
        "<h4>Reasons, in log-odds (+ for keeping, − for removing)</h4>\n"
        f"<table>{''.join(rows)}"
        f'<tr class="sum"><th>{_signed(total)}</th><td class="w"></td>'
        f"<td>together: the score {score_words(block.score)}</td></tr></table>\n"
        f'<p class="at">Block {index + 1}, {block.kind}: {place}</p>\n</div>'
    )


def _chief(block: Block) -> str:
    if block.decided != "score":
        return ""
    return f"<p><b>Chief reason:</b> {escape(clean(chief(block)))}.</p>\n"


def _reason(reason: Evidence, full: float) -> str:
    words = escape(clean(reason.where))
    if not reason.weight:
        return f'<tr class="z"><th>seen</th><td class="w"></td><td>{words}</td></tr>'
    side = "p" if reason.weight > 0 else "n"
    size = max(1, round(abs(reason.weight) / full * _STEPS))
    return (
        f'<tr class="{side}"><th>{_signed(reason.weight)}</th>'
        f'<td class="w"><i class="w{size}"></i></td><td>{words}</td></tr>'
    )


def _signed(weight: float) -> str:
    return f"{weight:+.2f}".replace("-", "−")
