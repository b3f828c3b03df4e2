"""What the dial would have to be set to for one block to fall on the other side."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Final

from declutter.decide import DIAL
from declutter.model import Block, Options
from declutter.reasons import log_odds, logit

#: Settings are named with two decimals.
_STEPS: Final = 100


def needed_strictness(block: Block, threshold: float, strictness: float) -> float | None:
    """The nearest setting, in steps of 0.01, that turns a block over; None if the dial has none.

    threshold: the one at the present ``strictness``; the dial moves it by `decide.DIAL`.
    """
    exact = strictness + (log_odds(block) - logit(threshold)) / (2 * DIAL)
    steps = exact * _STEPS  # a hair's breadth to either side is rounding
    step = floor(steps + 1e-6) + 1 if block.keep else ceil(steps - 1e-6) - 1
    return step / _STEPS if 0 <= step <= _STEPS else None


def strictness_to_turn(
    blocks: Sequence[Block], index: int, threshold: float, options: Options
) -> str:
    """The setting that turns a block over, and how many others would go with it, in words."""
    block = blocks[index]
    setting = needed_strictness(block, threshold, options.strictness)
    if setting is None:
        return f"--strictness: no setting from 0 to 1 would (it is {options.strictness:g})"
    cut = logit(threshold) + 2 * DIAL * (setting - options.strictness)
    turned = sum(
        other.decided == "score" and other.keep is block.keep
        and (log_odds(other) >= cut) is not block.keep
        for other in blocks
    )  # fmt: skip
    others = f" (and {turned - 1} more with it)" if turned > 1 else ""
    return f"--strictness {setting:g} instead of {options.strictness:g}{others}"
