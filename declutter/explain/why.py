"""Answers why a stretch of a page was kept or removed, and what would turn that over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from declutter.explain.reasons import chief, in_order, log_odds, score_words, verdict, why_settled
from declutter.explain.trail import Trails
from declutter.explain.turning import Setting, Turning
from declutter.model import Block, Evidence
from declutter.own_rules.advice import Advice, advise
from declutter.page import Page
from declutter.render.explain import shorten

#: Blocks that are explained one by one where the words stand in several.
MOST: Final = 3
#: Words that do not stand on the page as they are given: this share of them makes a block near.
NEAR: Final = 0.5


class Found(NamedTuple):
    """The blocks that hold the words, by index; ``exact`` if word for word."""

    blocks: list[int]
    exact: bool


def answer(
    words: str, blocks: Sequence[Block], setting: Setting, page: Page | None, root: object = None
) -> str:
    """Explain the blocks that hold ``words``; case, white space and borders do not count.

    page, root: what the blocks were read from, for rules by selector; None if it is gone.
    Raises LookupError, with the reason in words, where no block holds them; ValueError for none.
    """
    found = find(words, blocks)
    if not found.blocks:
        raise LookupError(_not_found(words, blocks, root))
    parts = []
    if not found.exact:
        parts.append(f"{_quoted(words)} stands nowhere word for word; the nearest text is this.")
    elif len(found.blocks) > MOST:
        parts.append(f"{_quoted(words)} stands in {len(found.blocks)} blocks; the first {MOST}:")
    around = Trails(page)
    for index in found.blocks[:MOST]:
        advice = advise(blocks, index, page, root)
        parts.append(_explain(blocks, index, setting, advice, around(index)))
    return "\n\n".join(parts)


def find(words: str, blocks: Sequence[Block]) -> Found:
    """The blocks that hold the words, together where a text runs over several, or else nearly."""
    wanted = _plain(words)
    if not wanted:
        raise ValueError("there are no words to look for")
    texts = [_plain(block.text) for block in blocks]
    whole = [i for i, text in enumerate(texts) if wanted in text]
    if whole:
        return Found(whole, True)
    joined = " ".join(texts)
    at = joined.find(wanted)
    if at >= 0:
        spanned, end = [], 0
        for i, text in enumerate(texts):
            start, end = end, end + len(text) + 1
            if start < at + len(wanted) and end - 1 > at:
                spanned.append(i)
        return Found(spanned, True)
    asked = set(wanted.split())
    shares = [len(asked & set(text.split())) / len(asked) for text in texts]
    best = max(shares, default=0.0)
    return Found([shares.index(best)] if best >= NEAR else [], False)


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("’", "'").split()).strip("“”\"'… ")


def _quoted(words: str) -> str:
    return f"“{shorten(words, 60)}”"


def _explain(
    blocks: Sequence[Block],
    index: int,
    setting: Setting,
    advice: Sequence[Advice],
    around: str,
) -> str:
    block = blocks[index]
    place = f"block {index + 1} of {len(blocks)}, {block.kind}, at {block.where}"
    lines = [
        f"{verdict(block).capitalize()}: {place}",
        f"  {shorten(block.text, 90)}",
        *([f"  in {around}"] if around else []),
        "",
        f"Decided: {why_settled(block, setting.threshold)}.",
        *([f"Chief reason: {chief(block)}."] if block.decided == "score" else []),
        "",
        f"Reasons, in log-odds; they add up to {log_odds(block):+.2f}, which is the score "
        f"{score_words(block.score)}:",
        *map(_reason, in_order(block)),
        "",
        f"What would {'remove' if block.keep else 'keep'} it:",
        *_indented(Turning(blocks, setting).advice(index)),
        *_indented(advice),
    ]
    return "\n".join(lines)


def _reason(reason: Evidence) -> str:
    return (
        f"  {reason.weight:+6.2f}  {reason.where}" if reason.weight else f"    seen  {reason.where}"
    )


def _indented(items: Sequence[Advice]) -> list[str]:
    lines = []
    for item in items:
        lines.append(f"  * {item.words}")
        lines.extend(f"      {line}" for line in item.toml.splitlines())
    return lines


def _not_found(words: str, blocks: Sequence[Block], root: object) -> str:
    if not blocks:
        return "the page has no text"
    said = f"{_quoted(words)} is in none of the page's {len(blocks)} blocks"
    for place in _elsewhere(_plain(words), root):
        return f"{said}; it stands in {place}, which is no visible text"
    return f"{said}: the page's source does not hold it as text, a script may fill it in"


def _elsewhere(wanted: str, root: object) -> list[str]:
    """Where in a tree's scripts, head and attributes the words stand: the first such place."""
    from lxml import etree

    if not isinstance(root, etree._Element):
        return []
    for element in root.iter(etree.Element):
        tag = str(element.tag)
        if tag in ("script", "style", "title") and wanted in _plain(element.text or ""):
            return [f"a <{tag}> element"]
        for name, value in element.items():
            if len(value) >= len(wanted) and wanted in _plain(str(value)):
                return [f"the {name!s} attribute of a <{tag}> element"]
    return []
