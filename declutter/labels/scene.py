"""A page's evidence for labels, as the passes of `declutter.labels.naming` see and change it."""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from declutter.labels.strengths import DOUBTS
from declutter.measure.containers import LEVELS
from declutter.measure.features import Floats, Measured
from declutter.model import Label
from declutter.rules.attributes import LABELS

Where: TypeAlias = "npt.NDArray[np.bool_]"

#: The row of each label in all arrays of labels x leaves.
ROWS: Final = {label: i for i, label in enumerate(LABELS)}
#: Containers of more blocks than this hold parts of many roles.
MOST_VOTERS: Final = 60
#: Lines between a plain text's headline and the text, at most.
_FURNITURE: Final = 6


class Scene:
    """A page's evidence as passes see it.

    said, placed: labels x leaves, what texts and what elements around them say; total: their
    sum, and more. above, after: before the headline, behind the last content. linked: leaves
    that are links. menu: in a nav or header element.
    """

    def __init__(
        self, measured: Measured, score: Floats, said: Floats, placed: Floats, head: int | None
    ) -> None:
        self.measured = measured
        self.score = score
        self.said = said
        self.placed = placed
        self.total = said + placed
        columns = measured.columns
        self.index = np.arange(measured.count)
        content = np.flatnonzero((score > 0.5) & (measured.words >= 8))
        self.end = int(content[-1]) + 1 if len(content) else 0
        start = int(content[0]) if len(content) else 0
        at = measured.headline
        # The headline of a plain text is a guess: one far above the text may be the site's name.
        if head is not None and not measured.page.is_html and start - head <= _FURNITURE:
            at = head
        plain = at == head or bool(
            columns["heading level"][at] > 0 or columns["title overlap"][at] >= 0.5
        )
        self.plain = plain
        self.headline = at if plain else max(start - 1, 0)
        #: Where no headline is plain, the lines just above the text hold its date, too.
        self.top = self.headline - 1 if plain else self.headline - 5
        self.above: Where = self.index < self.headline
        self.after: Where = self.index >= self.end
        self.linked: Where = measured.link_density > 0.6
        self.menu: Where = (columns["tag nav"] <= LEVELS) | (columns["tag header"] <= LEVELS)

    def add(self, label: Label, strength: float, where: Where | Floats) -> None:
        """Add a strength to a label, where a mask says so."""
        self.total[ROWS[label]] += strength * np.asarray(where, dtype=np.float32)

    def doubt(self, label: Label, doubt: str, where: Where) -> None:
        """Multiply a label's total, where a mask says so."""
        self.total[ROWS[label], where] *= DOUBTS[doubt]

    def highest(self, labels: tuple[Label, ...]) -> Floats:
        """Per leaf, the highest total of some labels."""
        most: Floats = self.total[[ROWS[label] for label in labels]].max(axis=0)
        return most
