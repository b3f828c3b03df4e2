"""Says in plain words why each block of a page was kept or removed, and where its label is from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from declutter.decide import Decision, cards, second_pass
from declutter.explain.contrast import Apart, Share, apart
from declutter.explain.feature_words import in_words
from declutter.explain.rule_words import rule_in_words, verdict_in_words
from declutter.measure.containers import LEVELS
from declutter.measure.features import Measured
from declutter.model import CONTENT_LABELS, Evidence, Label
from declutter.rules.attributes import LABEL_BIT, labels_of
from declutter.rules.shapes import names_of
from declutter.score.scorecard import Scorecard
from declutter.verdicts.hidden_text import NEVER_SHOWN

#: Reasons listed one by one, the strongest; the sum of the others makes one more.
MAX_REASONS: Final = 10
#: The second scorecard's word for what the first one said, and how many of its reasons are told.
_FIRST: Final = "first score"
_MAX_FIRST: Final = 3
_LOOKED_AT: Final = 12


class Reasons:
    """The evidence of each of a page's leaves; weights add up to the log-odds of its score."""

    def __init__(self, measured: Measured, decision: Decision, labels: Sequence[Label]) -> None:
        self._measured, self._decision, self._labels = measured, decision, labels
        _, columns = second_pass(measured)
        one, two = cards(measured.page.is_html)
        self._first = apart(one, measured.columns, _LOOKED_AT)
        self._both = apart(Scorecard.mean(one, two), columns, MAX_REASONS, always=_FIRST)

    def of(self, i: int) -> tuple[Evidence, ...]:
        """A leaf's reasons, and what gave it its label."""
        first, both = self._first[i], self._both[i]
        reasons = _evidence(self._measured, self._decision, i, first, both)
        return (*reasons, *_label_reason(self._measured, i, self._labels[i]))


def unseen(why: str) -> Evidence:
    """The one reason of a stretch that is hidden inside a line."""
    return Evidence("hidden text", NEVER_SHOWN, verdict_in_words("hidden text", why))


def _evidence(
    measured: Measured, decision: Decision, i: int, first: Apart, both: Apart
) -> tuple[Evidence, ...]:
    """Rules first, which name the block; then the scorecard's reasons, the strongest first.

    Each says in plain words what it saw; the weights add up to the block's log-odds.
    """
    reasons = [
        Evidence("your rule", rule.weight or 0.0, rule_in_words(rule))
        for rule in decision.asked.get(i, ())
    ]
    if decision.settled.get(i) == "label":
        did = "keep" if decision.keep[i] else "drop"
        reasons.append(Evidence("label option", 0.0, f"the options {did} blocks of its label"))
    elif i in decision.titles and i not in decision.settled:
        said = "it is the page's headline, or the same text again: kept, printed as the title"
        reasons.append(Evidence("headline", 0.0, said))
    verdict = decision.verdicts.get(i)
    if verdict:
        said = verdict_in_words(verdict.rule, verdict.where)
        reasons.append(Evidence(verdict.rule, verdict.weight, said))
    strong, weak = labels_of(int(measured.strong[i])), labels_of(int(measured.weak[i]))
    for rule, labels in (("phrase", strong), ("phrase inside", weak)):
        if labels and not (verdict and verdict.rule == "says" and rule == "phrase"):
            said = verdict_in_words(rule, ", ".join(labels))
            reasons.append(Evidence(rule, 0.0, said))
    if shapes := int(measured.shapes[i]):
        said = verdict_in_words("shape", ", ".join(names_of(shapes)))
        reasons.append(Evidence("shape", 0.0, said))
    reasons.extend(
        Evidence(share.feature, share.weight, _in_words(share, first)) for share in both.strongest
    )
    if both.others:
        said = f"{both.others} smaller reasons together"
        reasons.append(Evidence("other features", both.rest, said))
    like = "content" if both.base > 0 else "chrome"
    said = f"where the blocks of this page start: on average they look like {like}"
    reasons.append(Evidence("base", both.base, said))
    return tuple(reasons)


def _label_reason(measured: Measured, i: int, label: Label) -> tuple[Evidence, ...]:
    """What gives a block of chrome or furniture its label; it weighs nothing for keeping."""
    if label in CONTENT_LABELS or label is Label.OTHER:
        return ()
    bit, column = LABEL_BIT[label], measured.columns.get(f"in {label}")
    if int(measured.strong[i]) & bit:
        said = verdict_in_words("phrase", label)
    elif column is not None and column[i] <= LEVELS:
        said = in_words(f"in {label}", float(column[i]))
    elif int(measured.weak[i]) & bit:
        said = verdict_in_words("phrase inside", label)
    else:
        said = "its form and what stands around it"
    return (Evidence("label", 0.0, f"labelled {label}: {said}"),)


def _in_words(share: Share, first: Apart) -> str:
    """A feature's value in words; what the block scored by itself is said with its reasons.

    Those are the ones that set it apart from the page's mean in the direction it went.
    """
    said = in_words(share.feature, share.value)
    if share.feature != _FIRST:
        return said
    total = first.rest + sum(reason.weight for reason in first.strongest)
    sides = [reason for reason in first.strongest if reason.weight * total > 0][:_MAX_FIRST]
    if not sides:
        return said
    told = "; ".join(in_words(reason.feature, reason.value) for reason in sides)
    return f"{said}, mostly because: {told}"
