"""What a block's evidence comes to: its log-odds, its telling reasons, its verdict in words."""

from __future__ import annotations

from heapq import nsmallest
from math import log
from typing import Final

from declutter.labels.words import LABEL_WORDS
from declutter.model import Block, Evidence

#: Reasons that name nothing of the block: where it started, and what is summed up.
SUMS: Final = frozenset({"base", "other features"})
#: Reasons that settle a block whatever its score, by what `Block.decided` calls them.
_SETTLING: Final = {"rule": "your rule", "label": "label option", "headline": "headline"}
#: Scores are shown with two decimals; those at the ends with as many as tell them from 0 and 1.
_ENDS: Final = 0.01
#: A reason that is called the chief one has this weight, in log-odds, and this part of the start's.
_LEAST: Final = 0.25
_CHIEF: Final = 3


def log_odds(block: Block) -> float:
    """The sum of a block's reasons: the log-odds of its score."""
    return sum(reason.weight for reason in block.evidence)


def logit(score: float) -> float:
    """A score, 0 to 1, as log-odds; at the ends those of 1e-9."""
    score = min(max(score, 1e-9), 1 - 1e-9)
    return log(score / (1 - score))


def telling(block: Block, most: int) -> list[Evidence]:
    """The reasons that say most: what settled the block, then the heaviest, without sums."""
    settling = _SETTLING.get(block.decided)

    def rank(reason: Evidence) -> tuple[bool, float]:
        return reason.rule != settling, -abs(reason.weight)

    named = [reason for reason in block.evidence if reason.rule not in SUMS]
    weighty = [reason for reason in named if abs(reason.weight) >= 0.005 or not rank(reason)[0]]
    return nsmallest(most, weighty or named or list(block.evidence), key=rank)


def in_order(block: Block) -> list[Evidence]:
    """All reasons as a sum reads best: where it starts, what adds to that, what was only seen."""
    start = [reason for reason in block.evidence if reason.rule == "base"]
    rest = [reason for reason in block.evidence if reason.rule != "base"]
    weighty = [reason for reason in rest if reason.weight]
    return [*start, *weighty, *(reason for reason in rest if not reason.weight)]


def score_words(score: float) -> str:
    """A score as people read it: 0.43, 0.004, 0.998."""
    near = min(score, 1 - score)
    return f"{score:.2f}" if near >= _ENDS else f"{score:.4f}" if near < 0.001 else f"{score:.3f}"


def verdict(block: Block) -> str:
    """``kept as body (main content)``, ``removed as nav (menus)``."""
    return f"{'kept' if block.keep else 'removed'} as {block.label} ({LABEL_WORDS[block.label]})"


def why_settled(block: Block, threshold: float) -> str:
    """What decided on a block, as a sentence without its full stop."""
    if block.decided == "rule":
        return "a rule of yours decides on it, whatever its score"
    if block.decided == "label":
        did = "keep" if block.keep else "drop"
        return f"the options say to {did} {block.label}, whatever its score"
    if block.decided == "unseen":
        return "it is hidden inside a line that is seen, and no option or rule keeps it"
    if block.decided == "headline":
        return "it is the page's headline, or the same text again, which is always kept"
    score, needed = score_words(block.score), score_words(threshold)
    if block.keep:
        return f"its score {score} reaches the {needed} that this page asks for"
    return f"its score {score} is below the {needed} that this page asks for"


def chief(block: Block) -> str:
    """The reason that did most for the verdict, as a sentence without its full stop."""
    side = 1 if block.keep else -1
    named = [reason for reason in block.evidence if reason.rule not in SUMS]
    start = sum(reason.weight for reason in block.evidence if reason.rule == "base")
    best = max(named, key=lambda reason: reason.weight * side, default=None)
    if best is None or best.weight * side < max(abs(start) / _CHIEF, _LEAST):
        if start * side > 0:
            what = "removing" if block.keep else "keeping"
            return f"blocks of this page start at {start:+.2f}, and little speaks for {what} it"
        return "many small reasons together"
    return f"{best.where} ({best.weight:+.2f})"
