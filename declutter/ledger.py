"""Writes the ledger: one `Block` a leaf, with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import numpy as np

from declutter.containers import LEVELS
from declutter.contrast import Apart, Share, apart
from declutter.decide import Decision, cards, logistic, second_pass
from declutter.feature_words import in_words
from declutter.features import Measured
from declutter.model import CONTENT_LABELS, Block, Evidence, Label, Run
from declutter.page import Leaf, Page
from declutter.rule_words import rule_in_words, verdict_in_words
from declutter.rules.attributes import LABEL_BIT, labels_of
from declutter.rules.shapes import names_of
from declutter.runs import runs_between, runs_of
from declutter.structure import Arrangement, arrange
from declutter.unseen import parts
from declutter.verdicts import NEVER_SHOWN

#: Reasons listed one by one, the strongest; the sum of the others makes one more.
MAX_REASONS: Final = 10
#: The second scorecard's word for what the first one said, and how many of its reasons are told.
_FIRST: Final = "first score"
_MAX_FIRST: Final = 3
_LOOKED_AT: Final = 12
_NO_SCORE: Final = float(logistic(np.array([NEVER_SHOWN]))[0])


def ledger(page: Page, decision: Decision, root: Any = None) -> tuple[Block, ...]:
    """All blocks of a page, in reading order, with evidence whose weights add up to the odds.

    root: the tree that an HTML page was read from.
    Measures the page again: reasons are asked for seldom, and keeping every number of every
    page until then would cost more than making them twice.
    """
    if not page.leaves:
        return ()
    measured = Measured(page)
    _, columns = second_pass(measured)
    one, two = cards(page.is_html)
    first = apart(one, measured.columns, _LOOKED_AT)
    second = apart(two, columns, MAX_REASONS, always=_FIRST)
    labels = decision.labels(measured)
    arrangement = arrange(page, range(len(page.leaves)), root)
    blocks: list[Block] = []
    for i, leaf in enumerate(page.leaves):
        block = block_of(
            leaf,
            labels[i],
            decision,
            i,
            arrangement,
            evidence=(
                *_evidence(measured, decision, i, first[i], second[i]),
                *_label_reason(measured, i, labels[i]),
            ),
            where=position(leaf.where),
            runs=runs_of(leaf),
        )
        blocks += _parted(block, leaf) if leaf.unseen else (block,)
    return tuple(blocks)


def labelled(page: Page, decision: Decision, measured: Measured | None) -> tuple[Block, ...]:
    """All blocks without reasons, for stages that read labels and texts only.

    measured: the page's, where it is still at hand.
    """
    if not page.leaves:
        return ()
    labels = decision.labels(measured or Measured(page))
    blocks: list[Block] = []
    for i, leaf in enumerate(page.leaves):
        block = block_of(leaf, labels[i], decision, i)
        blocks += _parted(block, leaf) if leaf.unseen else (block,)
    return tuple(blocks)


def block_of(
    leaf: Leaf,
    label: Label,
    decision: Decision,
    i: int,
    arrangement: Arrangement | None = None,
    *,
    evidence: tuple[Evidence, ...] = (),
    where: str = "",
    runs: tuple[Run, ...] = (),
) -> Block:
    """The block of a leaf; with an arrangement it says what structures it stands in."""
    path = arrangement.path(leaf) if arrangement else ()
    return Block(
        text=leaf.text,
        kind=arrangement.kind(leaf, path) if arrangement else leaf.kind,
        label=label,
        keep=bool(decision.keep[i]),
        score=float(decision.score[i]),
        evidence=evidence,
        where=where,
        level=leaf.level,
        marker=leaf.marker,
        group=leaf.group,
        language=leaf.language,
        decided=decision.settled.get(i, "headline" if i in decision.titles else "score"),
        runs=runs,
        containers=path,
    )


def _parted(block: Block, leaf: Leaf) -> Iterator[Block]:
    """A leaf's block, cut where no reader sees it; what is unseen is never kept."""
    for text, first, last, why in parts(leaf):
        if why:
            evidence = (Evidence("hidden text", NEVER_SHOWN, verdict_in_words("hidden text", why)),)
            yield Block(
                text, block.kind, Label.HIDDEN, False, _NO_SCORE, evidence, block.where,
                runs=(Run(text),),
            )  # fmt: skip
        else:
            runs = runs_between(leaf, text, first, last) if leaf.pieces else block.runs
            yield replace(block, text=text, runs=runs)


def _evidence(
    measured: Measured, decision: Decision, i: int, first: Apart, second: Apart
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
        Evidence(share.feature, share.weight, _in_words(share, first)) for share in second.strongest
    )
    if second.others:
        said = f"{second.others} smaller reasons together"
        reasons.append(Evidence("other features", second.rest, said))
    like = "content" if second.base > 0 else "chrome"
    said = f"where the blocks of this page start: on average they look like {like}"
    reasons.append(Evidence("base", second.base, said))
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
    return f"{said} (mostly because: {told})"


def position(where: object) -> str:
    """An XPath from a chain of (parent, tag, count), lines from a pair of numbers, or data."""
    if isinstance(where, str):  # which of the page's data a text was taken from
        return f"data: {where}"
    if isinstance(where, tuple) and len(where) == 2:
        first, last = where
        return f"line {first}" if first == last else f"lines {first}-{last}"
    steps = []
    while isinstance(where, tuple):
        where, tag, count = where
        # Names with a colon are prefixes to XPath, which HTML does not have.
        steps.append(f"{tag}[{count}]" if ":" not in tag else f"*[name()='{tag}'][{count}]")
    return "/" + "/".join(reversed(steps))
