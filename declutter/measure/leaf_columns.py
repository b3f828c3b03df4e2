"""The columns of each leaf by itself: what its text says, and what its markup is.

`features` adds what stands around it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from declutter.measure.containers import integers
from declutter.measure.wording import HEAD, Wordings, wordings
from declutter.model import Kind, Label
from declutter.page import Page
from declutter.rules.attributes import LABEL_BIT
from declutter.rules.shapes import Shape
from declutter.rules.text import is_unspaced

Floats: TypeAlias = npt.NDArray[np.float32]
Columns: TypeAlias = "dict[str, Floats]"

#: Groups of labels whose phrases are measured together.
PHRASE_GROUPS: Final[dict[str, tuple[Label, ...]]] = {
    "nav": (Label.NAV, Label.BREADCRUMB, Label.MASTHEAD, Label.TOC),
    "ticker": (Label.WEATHER, Label.TICKER, Label.AD),
    "share": (Label.SHARE,),
    "author": (Label.AUTHOR_BOX, Label.BYLINE, Label.DATELINE, Label.TAGS),
    "related": (Label.RELATED, Label.TRENDING),
    "newsletter": (Label.NEWSLETTER, Label.PAYWALL),
    "comments": (Label.COMMENTS,),
    "consent": (Label.CONSENT, Label.LEGAL, Label.FOOTER),
    "controls": (Label.CONTROLS, Label.PAGINATION),
    "caption": (Label.CAPTION,),
}
GROUP_MASKS: Final = np.array(
    [sum(LABEL_BIT[label] for label in labels) for labels in PHRASE_GROUPS.values()], dtype=np.int64
)[:, None]
_SHAPE_NAMES: Final = tuple(f"shape {shape.name.lower()}" for shape in Shape)
_SHAPE_BITS: Final = np.array([[shape] for shape in Shape], dtype=np.int64)
_TITLE_WORDS: Final = 30  # longer blocks are not compared with the page's title
_KIND_NUMBER: Final = {kind: number for number, kind in enumerate(Kind)}
_KIND_COLUMNS: Final = tuple(
    (kind, f"is {kind}") for kind in (Kind.ITEM, Kind.QUOTE, Kind.CODE, Kind.TABLE, Kind.CAPTION)
)


class LeafColumns:
    """The columns that a leaf has without its page; what each leaf says is kept for others.

    columns: name -> one number per leaf. words, chars: per leaf. whole, strong, weak: masks of
    labels whose phrases the text says as a whole, so or at its start, elsewhere. shapes: masks of
    `Shape`.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = len(page.leaves)
        self.columns: Columns = {}
        self._texts()
        self._own()

    def _put(self, name: str, values: npt.ArrayLike) -> None:
        self.columns[name] = np.asarray(values, dtype=np.float32)

    def _put_rows(self, names: Iterable[str], rows: npt.NDArray[Any]) -> None:
        """Put one column a row; far quicker than one by one."""
        self.columns.update(zip(names, rows.astype(np.float32), strict=True))

    def _texts(self) -> None:
        """Measure each text once: menus and buttons repeat theirs."""
        title = frozenset(self.page.title.lower().split())
        numbers: dict[str, int] = {}
        of_leaf = integers(
            [numbers.setdefault(leaf.text, len(numbers)) for leaf in self.page.leaves]
        )
        measured: Any = wordings(tuple(numbers), title)
        said = Wordings(*(column[of_leaf] for column in measured))
        self.words, self.chars, self.shapes = said.words, said.chars, said.shapes
        self.whole, self.weak = said.whole, said.weak
        self.strong = said.whole | said.start
        words = np.maximum(self.words, 1)
        self._put("words", self.words)
        self._put("stopword share", said.stopwords / words)
        self._put("stopwords", said.stopwords)
        self._put("capital share", said.upper / np.minimum(words, 28))
        self._put("digit share", said.digits / np.maximum(np.minimum(self.chars, HEAD), 1))
        self._put("comma share", said.commas / words)
        self._put("commas", said.commas)
        self._put("sentences", said.sentences)
        self._put("ends like a sentence", said.ends)
        self._put("word length", self.chars / words)
        self._put("lines", said.lines)
        self._put("cells", said.cells)
        self._put("copies", np.bincount(of_leaf)[of_leaf])
        overlap = said.shared / np.maximum(np.maximum(said.parts, len(title) * 0.5), 1)
        self._overlap_without_spaces(overlap)
        if title and not self.page.is_html:
            overlap[0] = 0  # the title element itself, flattened
        self._put("title overlap", np.where(self.words <= _TITLE_WORDS, overlap, 0))
        self._said()

    def _overlap_without_spaces(self, overlap: npt.NDArray[np.float64]) -> None:
        """In scripts without spaces words cannot be compared: half a title is all of it."""
        title = self.page.title
        if title.isascii() or not is_unspaced(title):
            return
        for i, leaf in enumerate(self.page.leaves):
            if len(leaf.text) > 1 and leaf.text in title:
                overlap[i] = min(2 * len(leaf.text) / len(title), 1)

    def _said(self) -> None:
        """What phrases and shapes the texts have."""
        self._put_rows(_SHAPE_NAMES, (self.shapes >> _SHAPE_BITS) & 1)
        said = np.where((self.weak & GROUP_MASKS) != 0, 1.0, 0.0)
        said += 2.0 * ((self.strong & GROUP_MASKS) != 0)
        said += (self.whole & GROUP_MASKS) != 0
        self._put_rows((f"phrase {group}" for group in PHRASE_GROUPS), said)

    def _own(self) -> None:
        leaves = self.page.leaves
        links = integers([leaf.link_chars for leaf in leaves]).astype(np.float64)
        self.link_chars = links
        self.link_density = links / np.maximum(self.chars, 1)
        buttons = integers([leaf.button_chars for leaf in leaves]) / np.maximum(self.chars, 1)
        kinds = integers([_KIND_NUMBER[leaf.kind] for leaf in leaves])
        levels = integers([leaf.level for leaf in leaves]).astype(np.float64)
        self.heading = kinds == _KIND_NUMBER[Kind.HEADING]
        ends = self.columns["ends like a sentence"] > 0
        #: Looks like a paragraph of prose: 12 words, a third of them linked at most.
        self.prose = (self.words >= 12) & (self.link_density < 0.33) & ends
        self._put("link density", self.link_density)
        self._put("links", integers([leaf.links for leaf in leaves]))
        self._put("button share", np.minimum(buttons, 1))
        self._put("heading level", np.where(self.heading, levels, 0))
        self._put("list depth", np.where(self.heading, 0, levels))
        for kind, column in _KIND_COLUMNS:
            self._put(column, kinds == _KIND_NUMBER[kind])
