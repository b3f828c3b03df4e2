"""Writes the ledger: one `Block` a leaf, with its reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

import numpy as np

from declutter.decide import Decision, logistic
from declutter.measure.features import Measured
from declutter.model import Block, Evidence, Label, Run
from declutter.page import Leaf, Page
from declutter.runs import runs_between, runs_of
from declutter.segment.unseen import parts
from declutter.structure import Arrangement, arrange
from declutter.verdicts.hidden_text import NEVER_SHOWN

_NO_SCORE: Final = float(logistic(np.array([NEVER_SHOWN]))[0])


def ledger(page: Page, decision: Decision, root: Any = None) -> tuple[Block, ...]:
    """All blocks of a page, in reading order, with evidence whose weights add up to the odds.

    root: the tree that an HTML page was read from.
    Measures the page again: reasons are asked for seldom, and keeping every number of every
    page until then would cost more than making them twice.
    """
    if not page.leaves:
        return ()
    from declutter.explain.evidence import Reasons  # words that printing the text does without

    measured = Measured(page)
    labels = decision.labels(measured)
    reasons = Reasons(measured, decision, labels)
    arrangement = arrange(page, range(len(page.leaves)), root)
    positions = Positions()
    blocks: list[Block] = []
    for i, leaf in enumerate(page.leaves):
        block = block_of(
            leaf,
            labels[i],
            decision,
            i,
            arrangement,
            evidence=reasons.of(i),
            where=positions.of(leaf.where),
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
            from declutter.explain.evidence import unseen

            evidence = (unseen(why),)
            yield Block(
                text, block.kind, Label.HIDDEN, False, _NO_SCORE, evidence, block.where,
                runs=(Run(text),), decided="unseen",
            )  # fmt: skip
        else:
            runs = runs_between(leaf, text, first, last) if leaf.pieces else block.runs
            yield replace(block, text=text, runs=runs)


class Positions:
    """Says where leaves stand: an XPath, line numbers, or the data that a text was taken from."""

    def __init__(self) -> None:
        self._steps: dict[Any, str] = {}  # element -> its part of a path

    def of(self, where: Any) -> str:
        """The place of a leaf in words; ``where``: as the leaf has it."""
        if isinstance(where, str):
            return f"data: {where}"
        if isinstance(where, tuple):
            first, last = where
            return f"line {first}" if first == last else f"lines {first}-{last}"
        steps = []
        while where is not None:
            parent = where.getparent()
            if where not in self._steps:
                self._number([where] if parent is None else parent)
            steps.append(self._steps[where])
            where = parent
        return "/" + "/".join(reversed(steps))

    def _number(self, siblings: Iterable[Any]) -> None:
        """Note the steps of siblings: how many of the same name stand before each."""
        counts: Counter[str] = Counter()
        for element in siblings:
            tag = str(element.tag)
            counts[tag] += 1
            # Names with a colon are prefixes to XPath, which HTML does not have.
            name = f"*[name()='{tag}']" if ":" in tag else tag
            self._steps[element] = f"{name}[{counts[tag]}]"
