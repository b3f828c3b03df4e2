"""What would turn a block over: the gap to the threshold, the dial, one reason, its label."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from math import ceil, floor
from typing import Final, NamedTuple

from declutter.decide import dialled, setting_for
from declutter.explain.reasons import SUMS, log_odds, logit
from declutter.model import Block, Label, Options
from declutter.own_rules.advice import Advice

#: Settings of the dial are named with two decimals.
_STEPS: Final = 100


class Setting(NamedTuple):
    """What a page was decided with. threshold: the score that its blocks must reach."""

    threshold: float
    options: Options


def needed_strictness(block: Block, threshold: float, strictness: float) -> float | None:
    """The nearest setting, in steps of 0.01, that turns a block over; None if the dial has none.

    threshold: the one at the present ``strictness``; the dial moves it by `decide.dialled`.
    """
    exact = setting_for(dialled(strictness) + log_odds(block) - logit(threshold))
    steps = exact * _STEPS  # a hair's breadth to either side is rounding
    step = floor(steps + 1e-6) + 1 if block.keep else ceil(steps - 1e-6) - 1
    if step == round(strictness * _STEPS, 6):  # the present one, by rounding, turns nothing over
        step += 1 if block.keep else -1
    return step / _STEPS if 0 <= step <= _STEPS else None


class Turning:
    """The ways to turn each of a page's blocks over, but for rules. Counts the page once."""

    def __init__(self, blocks: Sequence[Block], setting: Setting) -> None:
        self._blocks = blocks
        self._setting = setting
        #: Sorted log-odds of what was decided by score, removed and kept.
        self._odds: dict[bool, list[float]] = {False: [], True: []}
        self._alike: Counter[tuple[Label, bool]] = Counter()
        self._words: Counter[tuple[Label, bool]] = Counter()
        for block in blocks:
            if block.decided == "score":
                self._odds[block.keep].append(log_odds(block))
            self._alike[block.label, block.keep] += 1
            self._words[block.label, block.keep] += len(block.text.split())
        for odds in self._odds.values():
            odds.sort()

    def advice(self, index: int) -> list[Advice]:
        """What of score and options would turn a block over, in words."""
        block = self._blocks[index]
        if block.decided == "label":
            return [Advice(f"leaving out --{'keep' if block.keep else 'drop'} {block.label}")]
        if block.decided == "unseen":
            return [Advice("nothing: no reader of the page sees it")]
        if block.decided == "rule":
            return [Advice("another rule after the one that decides on it, or none")]
        items = []
        if block.decided == "score":
            items = [Advice(self._gap(block)), Advice(self._dial(block))]
            if reason := self._tipping(block):
                items.append(Advice(f"without this one reason it would have been: {reason}"))
        option = "drop" if block.keep else "keep"
        alike = self._alike[block.label, block.keep] - 1
        words = self._words[block.label, block.keep]
        brings = f" (with {alike:,} more, {words:,} words in all)" if alike else ""
        told = f"--{option} {block.label}: all blocks that are {block.label}{brings}"
        return [*items, Advice(told)]

    def _gap(self, block: Block) -> str:
        gap = logit(self._setting.threshold) - log_odds(block)
        if block.keep:
            return f"{-gap:.2f} log-odds less: that is how far its score is over the threshold"
        return f"{gap:.2f} log-odds more: that is how far its score is from the threshold"

    def _dial(self, block: Block) -> str:
        """The setting that turns a block over, and how many others would go with it."""
        threshold, options = self._setting
        setting = needed_strictness(block, threshold, options.strictness)
        if setting is None:
            return f"--strictness: no setting from 0 to 1 would (it is {options.strictness:g})"
        cut = logit(threshold) + dialled(setting) - dialled(options.strictness)
        odds = self._odds[block.keep]
        below = bisect_left(odds, cut)
        turned = below if block.keep else len(odds) - below
        others = f" (and {turned - 1:,} more with it)" if turned > 1 else ""
        return f"--strictness {setting:g} instead of {options.strictness:g}{others}"

    def _tipping(self, block: Block) -> str | None:
        """The one reason without which the score would be on the other side, if there is one."""
        total, needed = log_odds(block), logit(self._setting.threshold)
        for reason in sorted(block.evidence, key=lambda reason: -abs(reason.weight)):
            over = (total - reason.weight >= needed) is not block.keep
            if over and reason.rule not in SUMS:
                return f"{reason.where} ({reason.weight:+.2f})"
        return None
