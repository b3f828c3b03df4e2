"""The second look: what a block's surroundings scored in the first pass.

Each pass adds columns to the measured ones; `PASSES` is their order. All are running totals or
sums by group, linear in the number of blocks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from declutter.measure.containers import LEVELS
from declutter.measure.features import Columns, Floats, Measured, running

_NONE: Final = -1.0
_FAR: Final = 99.0
_SURE: Final = 0.7  # a first-pass score from which a block counts as surely content


class Scored:
    """First-pass scores (0 to 1) with the weights that passes share."""

    def __init__(self, measured: Measured, score: Floats) -> None:
        self.measured = measured
        self.score = score.astype(np.float64)
        self.words = np.maximum(measured.words, 1)
        # Long blocks speak louder, but not in proportion: a paragraph is one vote for its list.
        self.votes = np.sqrt(self.words)
        self.kept = running(self.words * self.score)
        self.total = running(self.words)


Pass: TypeAlias = "Callable[[Scored], dict[str, npt.NDArray[np.float64]]]"


def own_score(scored: Scored) -> dict[str, npt.NDArray[np.float64]]:
    """What the block itself scored."""
    return {"first score": scored.score}


def containers(scored: Scored) -> dict[str, npt.NDArray[np.float64]]:
    """Each container's mean score, with and without the block, and its share of what is kept."""
    box = scored.measured.containers
    first, last = box.first[box.ancestors], box.last[box.ancestors]
    mass = scored.kept[last] - scored.kept[first]
    total = np.maximum(scored.total[last] - scored.total[first], 1e-9)
    own = (scored.words * scored.score)[:, None]
    rest = (mass - own) / np.maximum(total - scored.words[:, None], 1e-9)
    everything = max(float(scored.kept[-1]), 1e-9)
    columns = {}
    for level in range(LEVELS):
        columns[f"box {level} score"] = (mass / total)[:, level]
        columns[f"box {level} kept"] = mass[:, level] / everything
        if level:
            columns[f"box {level} others"] = rest[:, level]
    return columns


def lookalikes(scored: Scored) -> dict[str, npt.NDArray[np.float64]]:
    """The mean score of blocks in elements of the same tags and classes: cards, posts, teasers."""
    columns = {}
    votes = scored.votes
    for depth, group in zip((1, 2, 4), scored.measured.groups, strict=True):
        total = np.bincount(group, votes)
        mass = np.bincount(group, votes * scored.score)
        columns[f"alike {depth} score"] = (mass / total)[group]
        others = total[group] - votes
        mean = (mass[group] - votes * scored.score) / np.maximum(others, 1e-9)
        columns[f"alike {depth} others"] = np.where(others > 1e-9, mean, _NONE)
    return columns


def neighbours(scored: Scored) -> dict[str, npt.NDArray[np.float64]]:
    """Mean scores of the blocks just before and after, near and far."""
    count = len(scored.score)
    index = np.arange(count)
    votes, mass = running(scored.votes), running(scored.votes * scored.score)
    columns = {}
    for reach in (1, 3, 8, 20):
        low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, count)
        for name, start, end in (("before", low, index), ("after", index + 1, high)):
            start = np.minimum(start, count)
            mean = (mass[end] - mass[start]) / np.maximum(votes[end] - votes[start], 1e-9)
            columns[f"score {reach} {name}"] = np.where(end > start, mean, _NONE)
    return columns


def extent(scored: Scored) -> dict[str, npt.NDArray[np.float64]]:
    """Where the block stands from the first, the last and the nearest sure block."""
    index = np.arange(len(scored.score))
    sure = np.flatnonzero(scored.score > _SURE)
    columns = {"kept before": scored.kept[:-1] / max(float(scored.kept[-1]), 1e-9)}
    if not len(sure):
        far = np.full(len(index), _FAR)
        return columns | {"from first sure": far, "from last sure": far, "to nearest sure": far}
    after = np.searchsorted(sure, index)
    following = np.abs(sure[np.minimum(after, len(sure) - 1)] - index)
    previous = np.abs(sure[np.maximum(after - 1, 0)] - index)
    return columns | {
        "from first sure": index - sure[0],
        "from last sure": index - sure[-1],
        "to nearest sure": np.minimum(following, previous),
    }


def whole_page(scored: Scored) -> dict[str, npt.NDArray[np.float64]]:
    """How much the page keeps, how sure that is, and where a cut would be best."""
    score, words = scored.score, scored.words
    total = float(scored.total[-1])
    order, expected = expected_f1(score, words)
    best = int(np.argmax(expected))
    cut = float(score[order[best]])
    rank = np.empty(len(score))
    rank[order] = np.cumsum(words[order]) / total
    values = {
        "page kept words": float(scored.kept[-1]),
        "page score": float(scored.kept[-1]) / total,
        "page unsure": float((words * score * (1 - score)).sum()) / total,
        "page highest": float(score.max()),
        "page cut": cut,
        "page expected f1": float(expected[best]),
    }
    columns = {name: np.full(len(score), value) for name, value in values.items()}
    return columns | {"rank": rank, "over cut": score - cut}


PASSES: Final[tuple[Pass, ...]] = (
    own_score, containers, lookalikes, neighbours, extent, whole_page,
)  # fmt: skip


def surroundings(measured: Measured, score: Floats) -> Columns:
    """The measured columns and those of all passes over the first-pass scores."""
    scored = Scored(measured, score)
    columns = dict(measured.columns)
    for step in PASSES:
        for name, values in step(scored).items():
            columns[name] = values.astype(np.float32)
    return columns


def expected_f1(
    score: npt.NDArray[np.floating], words: npt.NDArray[np.floating]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Blocks by falling score, and the F1 to expect (by words) from keeping each prefix of them.

    A prefix that takes n words of which sum(p * words) are expected to be content has the
    expected F1 of about 2 * sum(p * words) / (n + all content words expected on the page).
    """
    order = np.argsort(-score, kind="stable")
    mass = np.cumsum((score * words)[order])
    expected = 2 * mass / (np.cumsum(words[order]) + (mass[-1] if len(mass) else 0.0) + 1e-9)
    return order, expected
