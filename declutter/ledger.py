"""Writes the ledger: one `Block` a leaf, with its reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from declutter.decide import Decision, cards, second_pass
from declutter.features import Measured
from declutter.model import Block, Evidence, Kind, Label, Run
from declutter.page import Leaf, Page
from declutter.rules.attributes import labels_of
from declutter.rules.shapes import names_of
from declutter.runs import runs_of
from declutter.scorecard import Share

#: Reasons listed one by one, the strongest; the sum of the others makes one more.
MAX_REASONS: Final = 10


def ledger(page: Page, decision: Decision) -> tuple[Block, ...]:
    """All blocks of a page, in reading order, with evidence whose weights add up to the odds.

    Measures the page again: reasons are asked for seldom, and keeping every number of every
    page until then would cost more than making them twice.
    """
    if not page.leaves:
        return ()
    measured = Measured(page)
    _, columns = second_pass(measured)
    shares = cards(page.is_html)[1].explain(columns)
    labels = decision.labels(measured)
    return tuple(
        _block(
            leaf,
            labels[i],
            decision,
            i,
            evidence=_evidence(measured, decision, i, shares[i]),
            where=position(leaf.where),
            runs=runs_of(leaf),
        )
        for i, leaf in enumerate(page.leaves)
    )


def labelled(page: Page, decision: Decision) -> tuple[Block, ...]:
    """All blocks without reasons, for stages that read labels and texts only."""
    if not page.leaves:
        return ()
    labels = decision.labels(Measured(page))
    return tuple(_block(leaf, labels[i], decision, i) for i, leaf in enumerate(page.leaves))


def printed(page: Page, decision: Decision, marked: bool) -> list[Block]:
    """The kept blocks for a renderer, without the title's copies.

    No reasons, places or exact labels; inline marks and images only if ``marked``.
    """
    keep, titles = decision.keep, set(decision.titles)
    blocks = []
    images = page.images if marked else []
    at = 0
    for i, leaf in enumerate(page.leaves):
        while at < len(images) and images[at][0] <= i:
            if keep[i] and (not i or keep[i - 1] or leaf.kind is Kind.CAPTION):
                blocks.append(_image(images[at][1], images[at][2]))
            at += 1
        if keep[i] and i not in titles:
            runs = runs_of(leaf) if marked else ()
            blocks.append(_block(leaf, Label.BODY, decision, i, runs=runs))
    return blocks


def _block(
    leaf: Leaf,
    label: Label,
    decision: Decision,
    i: int,
    *,
    evidence: tuple[Evidence, ...] = (),
    where: str = "",
    runs: tuple[Run, ...] = (),
) -> Block:
    return Block(
        text=leaf.text,
        kind=leaf.kind,
        label=label,
        keep=bool(decision.keep[i]),
        score=float(decision.score[i]),
        evidence=evidence,
        where=where,
        level=leaf.level,
        marker=leaf.marker,
        group=leaf.group,
        language=leaf.language,
        runs=runs,
    )


def _image(source: str, alt: str) -> Block:
    run = Run(alt, ("img",), source)
    return Block("", Kind.PARAGRAPH, Label.BODY, True, 1.0, (), "", runs=(run,))


def _evidence(
    measured: Measured, decision: Decision, i: int, shares: Sequence[Share]
) -> tuple[Evidence, ...]:
    """Rules first, which name the block; then the scorecard's reasons, the strongest first."""
    reasons = []
    verdict = decision.verdicts.get(i)
    if verdict:
        reasons.append(Evidence(verdict.rule, verdict.weight, verdict.where))
    said, inside = int(measured.strong[i]), int(measured.weak[i])
    for rule, mask in (("phrase", said), ("phrase inside", inside)):
        if mask:
            reasons.append(Evidence(rule, 0.0, ", ".join(labels_of(mask))))
    if measured.shapes[i]:
        reasons.append(Evidence("shape", 0.0, ", ".join(names_of(int(measured.shapes[i])))))
    base, *ranked = shares
    reasons.extend(Evidence(s.feature, s.weight, f"{s.value:.3g}") for s in ranked[:MAX_REASONS])
    rest = ranked[MAX_REASONS:]
    if rest:
        total = sum(share.weight for share in rest)
        reasons.append(Evidence("other features", total, f"{len(rest)} of them"))
    reasons.append(Evidence("base", base.weight, "where every block starts"))
    return tuple(reasons)


def position(where: object) -> str:
    """An XPath from a chain of (parent, tag, count), or lines from a pair of numbers."""
    if isinstance(where, tuple) and len(where) == 2:
        first, last = where
        return f"line {first}" if first == last else f"lines {first}-{last}"
    steps = []
    while isinstance(where, tuple):
        where, tag, count = where
        # Names with a colon are prefixes to XPath, which HTML does not have.
        steps.append(f"{tag}[{count}]" if ":" not in tag else f"*[name()='{tag}'][{count}]")
    return "/" + "/".join(reversed(steps))
