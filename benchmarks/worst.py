"""Why a page scores badly: the words that leaked and those that were missed, by label."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from benchmarks import folds
from benchmarks.archives import Sample
from benchmarks.dataset import segmented
from benchmarks.gold import targets
from declutter.model import Options
from declutter.source.decode import decode

#: So many labels and characters of a block's text are shown.
_LABELS = 3
_SHOWN = 70


def reasons(sample: Sample, options: Options) -> Iterator[str]:
    """Lines on a page with gold text: what leaked and what is missing, the most words first.

    Labels are those that the engine gave, out of fold. A block counts by the share of its words
    that the gold text has at its place.
    """
    page = segmented(decode(sample.read()).text, "html")
    if page is None or not page.leaves:
        yield "  nothing was read of it"
        return
    measured, decision = folds.decided(page, sample.fold, options)
    target = targets([leaf.text for leaf in page.leaves], sample)
    words = measured.words * (target >= 0)
    keep = decision.keep.copy()
    keep[list(decision.titles)] = False
    labels = decision.labels(measured)
    for name, lost in (
        ("leaked", words * keep * (1 - target)),
        ("missed", words * ~decision.keep * target),
    ):
        totals: dict[str, float] = defaultdict(float)
        for label, amount in zip(labels, lost, strict=True):
            totals[str(label)] += float(amount)
        if sum(totals.values()) < 1:
            continue
        most = sorted(totals.items(), key=lambda item: -item[1])[:_LABELS]
        text = page.leaves[int(np.argmax(lost))].text[:_SHOWN].replace("\n", " ")
        shares = ", ".join(f"{amount:.0f} {label}" for label, amount in most if amount >= 1)
        yield f"  {name} {sum(totals.values()):.0f} words ({shares}), most of them in: {text}"
