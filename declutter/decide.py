"""Decides: adds the evidence up and sets keep and label for each block.

The only place with thresholds.
"""

from __future__ import annotations

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from declutter.context import expected_f1, surroundings
from declutter.features import Columns, Floats, Measured
from declutter.label import Scope, name
from declutter.model import Kind, Label, Options
from declutter.rules.attributes import LABEL_BIT
from declutter.scorecard import Scorecard, load

#: The threshold of a page is the score that its best expected set ends at, within these bounds.
LOWEST_CUT: Final = 0.12
HIGHEST_CUT: Final = 0.55
#: How far the dial moves the threshold between its ends, in log-odds to either side.
DIAL: Final = 4.0
#: Blocks that a reader never sees go whatever they say, unless they are this share of the page's
#: words: then the page hides its text until a script runs.
HIDDEN_SHARE: Final = 0.5
#: What a rule that needs no score adds, in log-odds: hidden text is out at any setting of the
#: dial; what stands under a "Trending Stories" line stays only where all else speaks for it.
HIDDEN_WEIGHT: Final = -20.0
SCOPE_WEIGHT: Final = -4.0
_SCOPED: Final = frozenset(
    {Label.RELATED, Label.TRENDING, Label.NEWSLETTER, Label.AUTHOR_BOX, Label.SHARE, Label.CONSENT,
     Label.TAGS, Label.AD, Label.WEATHER, Label.TICKER}
)  # fmt: skip


class Verdict(NamedTuple):
    """A rule that speaks beside the scorecards: its name, log-odds, and what it saw."""

    rule: str
    weight: float
    where: str


class Decision(NamedTuple):
    """What became of a page's leaves, as columns.

    odds: log-odds of the score. score: 0 to 1. cut: the score a block must reach to be kept.
    verdicts: leaf index -> the rule that spoke beside the scorecards. certainty: 0 to 1, the F1 that
    the scores lead one to expect for the page as a whole.
    """

    odds: Floats
    score: Floats
    cut: float
    keep: npt.NDArray[np.bool_]
    labels: list[Label]
    verdicts: dict[int, Verdict]
    certainty: float


def cards(is_html: bool) -> tuple[Scorecard, Scorecard]:
    """The scorecards of the first and the second pass."""
    form = "html" if is_html else "text"
    return load(f"{form}-1"), load(f"{form}-2")


def second_pass(measured: Measured) -> tuple[Floats, Columns]:
    """Score twice: by the blocks themselves, then with what surrounds them scored."""
    first, second = cards(measured.page.is_html)
    columns = surroundings(measured, logistic(first.score(measured.columns)))
    return second.score(columns), columns


def decide(measured: Measured, odds: Floats, options: Options) -> Decision:
    """Set what is kept, and as what, by the log-odds that the scorecards gave."""
    odds = odds.copy()
    score = logistic(odds)
    order, expected = expected_f1(score, np.maximum(measured.words, 1))
    best = int(np.argmax(expected))
    cut = float(np.clip(score[order[best]], LOWEST_CUT, HIGHEST_CUT))
    threshold = _moved(cut, options.strictness)
    chrome, scopes = name(measured, score)
    verdicts = _verdicts(measured, scopes)
    for leaf, verdict in verdicts.items():
        odds[leaf] += verdict.weight
    score = logistic(odds)
    keep = score >= threshold
    labels = _labels(measured, keep, chrome)
    for leaf, label in enumerate(labels):
        if label in options.drop:
            keep[leaf] = False
        elif label in options.keep or label is Label.TITLE:
            keep[leaf] = True
    return Decision(odds, score, threshold, keep, labels, verdicts, float(expected[best]))


def logistic(odds: Floats) -> Floats:
    """Log-odds as a share, 0 to 1."""
    share: Floats = 1.0 / (1.0 + np.exp(-np.clip(odds, -30, 30)))
    return share


def _moved(cut: float, strictness: float) -> float:
    """The threshold with the dial turned: monotone, so that stricter output is a subset."""
    odds = np.log(cut / (1 - cut)) + DIAL * (2 * strictness - 1)
    return float(1 / (1 + np.exp(-odds)))


def _verdicts(measured: Measured, scopes: list[Scope]) -> dict[int, Verdict]:
    """Hidden text, and what a named line speaks for."""
    verdicts: dict[int, Verdict] = {}
    hidden = measured.columns["hidden"] > 0
    total = max(float(measured.words.sum()), 1.0)
    if float(measured.words[hidden].sum()) < HIDDEN_SHARE * total:
        for leaf in np.flatnonzero(hidden).tolist():
            verdicts[leaf] = Verdict("hidden text", HIDDEN_WEIGHT, "its element or one around it is not shown")
    for scope in scopes:
        if scope.label not in _SCOPED:
            continue
        said = measured.page.leaves[scope.head].text[:60]
        for leaf in (scope.head, *range(scope.first, scope.last)):
            verdicts.setdefault(leaf, Verdict(f"named {scope.label}", SCOPE_WEIGHT, said))
    return verdicts


def _labels(measured: Measured, keep: npt.NDArray[np.bool_], chrome: list[Label]) -> list[Label]:
    """Content labels for what is kept, the rules' label for the rest."""
    leaves = measured.page.leaves
    labels = list(chrome)
    headline = _headline(measured)
    title = leaves[headline].text.lower() if headline is not None else ""
    dek, caption = measured.columns["in dek"], measured.columns["in caption"]
    for i in np.flatnonzero(keep).tolist():
        leaf = leaves[i]
        if leaf.kind is Kind.CAPTION or caption[i] <= 1 or measured.strong[i] & LABEL_BIT[Label.CAPTION]:
            labels[i] = Label.CAPTION
        elif dek[i] <= 1 and headline is not None and 0 < i - headline <= 6:
            labels[i] = Label.DEK
        else:
            labels[i] = Label.BODY
    if headline is not None:
        for i, leaf in enumerate(leaves):
            if leaf.text.lower() == title and (keep[i] or leaf.kind is Kind.HEADING or i == headline):
                labels[i] = Label.TITLE
    return labels


def _headline(measured: Measured) -> int | None:
    """The leaf that is the page's headline, if one is plain enough."""
    i = measured.headline
    if not measured.count:
        return None
    level = measured.columns["heading level"][i]
    overlap = measured.columns["title overlap"][i]
    plain = level == 1 or (level > 0 and overlap >= 0.5) or overlap >= 0.7
    return i if plain and measured.words[i] <= 40 else None


