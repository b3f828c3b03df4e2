"""Decides: adds the evidence up and sets what is kept. The only place with thresholds."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import numpy.typing as npt

from declutter.labels.content import content_labels, unkept
from declutter.labels.naming import name
from declutter.labels.scopes import scopes
from declutter.measure.features import Columns, Floats, Measured
from declutter.model import Label, Options, Rule
from declutter.score.context import expected_f1, surroundings
from declutter.score.scorecard import Scorecard, load
from declutter.verdicts.headline import headline
from declutter.verdicts.rules import verdicts
from declutter.verdicts.verdict import Verdict

#: The threshold of a page is the score that its best expected set ends at, within these bounds. Out
#: of fold 0.6 gains articles 0.001 of precision over 0.45, and multilingual pages 0.006; 0.2 gains
#: collections 0.01 over 0.25 and costs listings 0.006. A fitted choice of the threshold by page (33
#: features, boosted trees) gained nothing, though the best one by hindsight would be worth 0.05.
LOWEST_CUT: Final = 0.2
HIGHEST_CUT: Final = 0.7
#: The same for plain texts: out of fold word F1 .8353 of html_text for .8338 with those above, and
#: wider ones add nothing.
LOWEST_TEXT_CUT: Final = 0.15
HIGHEST_TEXT_CUT: Final = 0.5
#: Where nearly all that looks like content looks so surely, what does not is none: such pages have
#: at least this threshold. Out of fold articles gain .0007 of precision, multilingual pages lose
#: .001 of F1, documentation .001.
SURE: Final = 0.8
SURE_SHARE: Final = 0.9
SURE_CUT: Final = 0.55
#: A page on which nothing passes keeps its best blocks of so many words and few links, if such
#: blocks hold this share of its words: those with at least this share of the best one's score.
FEWEST_WORDS: Final = 4
MOSTLY_TEXT: Final = 0.5
WITHIN_REACH: Final = 0.6
LEAST_CUT: Final = 0.01
#: A rule with a weight as low as this speaks of what is no page's text: dialogues, hidden notes.
RULED_OUT: Final = -6.0
#: How far the dial's ends move the threshold, in log-odds: a loose one lets nearly all through, and
#: the strictest still leaves three quarters of an article's words (with 4.0 it left 7 %).
LOOSEST: Final = 4.0
STRICTEST: Final = 2.5


@dataclass(frozen=True, slots=True)
class Decision:
    """What became of a page's leaves.

    odds: log-odds of each leaf's score, rules included. score: the same, 0 to 1. cut: the score
    a leaf must reach to be kept. content: what reached it. keep: the same, after the labels that
    the options keep or drop, and the user's rules. titles: the copies of the headline and at last
    itself, which are kept but printed apart (keys of a dict, since each leaf is looked up there).
    verdicts: leaf -> the rule that spoke beside the scorecards. certainty: 0 to 1, the F1 that
    the scores lead one to expect of the page. asked: leaf -> the user's rules that mean it.
    settled: leaf -> what decided on it, where that is not its score: ``label`` or ``rule``.
    """

    odds: Floats
    score: Floats
    cut: float
    content: npt.NDArray[np.bool_]
    keep: npt.NDArray[np.bool_]
    titles: dict[int, None]
    verdicts: dict[int, Verdict]
    certainty: float
    asked: dict[int, tuple[Rule, ...]] = field(default_factory=dict)
    settled: dict[int, str] = field(default_factory=dict)

    def labels(self, measured: Measured) -> list[Label]:
        """Each leaf's label. Named on demand: text alone does without most of it."""
        chrome = name(measured, self.score, min(self.titles, default=None))
        labels = content_labels(measured, self.content, self.titles, chrome)
        unkept(measured, self.score, self.cut, self.content, labels)
        self._name_copies(measured, labels)
        for leaf, rules in self.asked.items():
            labels[leaf] = asked_label(rules) or labels[leaf]
        return labels

    def _name_copies(self, measured: Measured, labels: list[Label]) -> None:
        """Give a text that stands there again the label of its copy that is kept."""
        leaves = measured.page.leaves
        copies = {leaf for leaf, verdict in self.verdicts.items() if verdict.rule == "repeated"}
        if not copies:
            return
        texts = {leaves[leaf].text for leaf in copies}
        kept = {
            leaves[leaf].text: labels[leaf]
            for leaf in np.flatnonzero(self.content).tolist()
            if leaves[leaf].text in texts
        }
        for leaf in copies:
            labels[leaf] = kept.get(leaves[leaf].text, labels[leaf])


def cards(is_html: bool) -> tuple[Scorecard, Scorecard]:
    """The scorecards of the first and the second pass."""
    form = "html" if is_html else "text"
    return load(f"{form}-1"), load(f"{form}-2")


def second_pass(measured: Measured) -> tuple[Floats, Columns]:
    """Score twice, with the package's cards: (log-odds, the columns of the second pass)."""
    return scored(measured, *cards(measured.page.is_html))


def scored(measured: Measured, first: Scorecard, second: Scorecard) -> tuple[Floats, Columns]:
    """Score by the blocks themselves, then with what surrounds them scored; the mean counts.

    Out of fold the mean is better than either pass: 0.8718 word F1 for 0.8709 and 0.8696.
    """
    alone = first.score(measured.columns)
    columns = surroundings(measured, logistic(alone))
    odds: Floats = (alone + second.score(columns)) * np.float32(0.5)
    return odds, columns


def decide(
    measured: Measured,
    odds: Floats,
    columns: Columns,
    options: Options,
    asked: dict[int, tuple[Rule, ...]] | None = None,
    opinion: dict[int, Verdict] | None = None,
) -> Decision:
    """Set what is kept, by the log-odds that the scorecards gave and the rules beside them.

    ``columns``: those of the second pass. ``asked``: leaf -> the user's rules that mean it.
    ``opinion``: leaf -> what another tool says of it; counts where no rule has a word on it.
    """
    asked = asked or {}
    score = logistic(odds)
    words = np.maximum(measured.words, 1)
    cut, certainty = page_cut(score, words, measured.page.is_html)
    found = scopes(measured, score)
    head = headline(measured, columns, found)
    spoken = (opinion or {}) | verdicts(measured, score, found, head)
    odds = odds.copy()
    for leaf, verdict in spoken.items():
        odds[leaf] += verdict.weight
    for leaf, rules in asked.items():
        odds[leaf] += sum(rule.weight or 0.0 for rule in rules)
    score = logistic(odds)
    allowed = np.ones(measured.count, bool)
    allowed[[leaf for leaf, verdict in spoken.items() if verdict.weight <= RULED_OUT]] = False
    threshold = _moved(_within_reach(cut, measured, score, head, allowed), options.strictness)
    keep = score >= threshold
    titles = _copies(measured, keep, head)
    keep[list(titles)] = True
    decision = Decision(odds, score, threshold, keep, keep, titles, spoken, certainty, asked)
    if options.keep or options.drop or asked:
        return _settled(decision, measured, options)
    return decision


def page_cut(score: Floats, words: Floats, is_html: bool) -> tuple[float, float]:
    """The score that a page's content must reach, and the F1 to expect then, both 0 to 1.

    score, words: of each block, before the rules beside the scorecards.
    """
    order, expected = expected_f1(score, words)
    best = int(np.argmax(expected))
    low, high = (LOWEST_CUT, HIGHEST_CUT) if is_html else (LOWEST_TEXT_CUT, HIGHEST_TEXT_CUT)
    mass = score * words
    if is_html and mass[score > SURE].sum() >= SURE_SHARE * mass.sum():
        low = SURE_CUT
    return float(np.clip(score[order[best]], low, high)), float(expected[best])


def asked_label(rules: tuple[Rule, ...]) -> Label | None:
    """The label that the last of a block's rules with one gives it."""
    return next((rule.label for rule in reversed(rules) if rule.label is not None), None)


def logistic(odds: Floats) -> Floats:
    """Log-odds as a share, 0 to 1."""
    return (1.0 / (1.0 + np.exp(-np.clip(odds, -30, 30)))).astype(np.float32)


def dialled(strictness: float) -> float:
    """How far a setting of the dial moves the threshold, in log-odds: little around its middle.

    Monotone, so that stricter output is a subset.
    """
    turn = 2 * strictness - 1
    return (STRICTEST if turn > 0 else LOOSEST) * turn * abs(turn)


def setting_for(odds: float) -> float:
    """The setting that moves the threshold so far; beyond 0 to 1 if none does."""
    reach = STRICTEST if odds > 0 else LOOSEST
    return 0.5 + math.copysign(math.sqrt(abs(odds) / reach), odds) / 2


def _moved(cut: float, strictness: float) -> float:
    """The threshold with the dial turned."""
    odds = np.log(cut / (1 - cut)) + dialled(strictness)
    return float(1 / (1 + np.exp(-odds)))


def _within_reach(
    cut: float, measured: Measured, score: Floats, head: int | None, allowed: npt.NDArray[np.bool_]
) -> float:
    """The threshold, lowered where nothing but the headline would pass it on a page of prose.

    The scorecards know pages of hundreds of blocks: a heading and a paragraph are strange to them.
    allowed: blocks that no rule has ruled out.
    """
    rest = np.arange(measured.count) != (-1 if head is None else head)
    if (score[rest] >= cut).any():
        return cut
    text = rest & allowed & (measured.words >= FEWEST_WORDS) & (measured.link_density < 0.33)
    if not text.any() or measured.words[text].sum() < MOSTLY_TEXT * measured.words[rest].sum():
        return cut
    return max(float(score[text].max()) * WITHIN_REACH, LEAST_CUT)


def _copies(measured: Measured, keep: npt.NDArray[np.bool_], head: int | None) -> dict[int, None]:
    """The headline and what repeats it as a heading or inside the content."""
    if head is None:
        return {}
    leaves = measured.page.leaves
    title = leaves[head].text.lower()
    found = np.flatnonzero(keep | measured.heading).tolist()
    copies = (i for i in found if i != head and leaves[i].text.lower() == title)
    return dict.fromkeys([*copies, head])


def _settled(decision: Decision, measured: Measured, options: Options) -> Decision:
    """What the user asks for by rule, then by label (drop wins), whatever the scores say.

    A rule with a verdict goes before labels; one with a label alone does not.
    """
    content, settled = decision.content.copy(), {}
    sure: set[int] = set()
    for leaf, rules in decision.asked.items():
        for rule in rules:
            if rule.decides:
                content[leaf] = rule.decides == "keep"
                settled[leaf] = "rule"
                (sure.add if rule.verdict else sure.discard)(leaf)
    titles = dict.fromkeys(
        leaf
        for leaf in decision.titles
        if content[leaf] and asked_label(decision.asked.get(leaf, ())) in (None, Label.TITLE)
    )
    decision = replace(decision, content=content, titles=titles)
    keep = content.copy()
    asked_for = options.keep | options.drop
    for leaf, label in enumerate(decision.labels(measured)):
        if label in asked_for and leaf not in sure:
            keep[leaf] = label not in options.drop
            settled[leaf] = "label"
    return replace(decision, keep=keep, settled=settled)
