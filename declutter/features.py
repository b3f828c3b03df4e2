"""Measures blocks: numbers per leaf, as numpy columns, computed once for the whole page.

Columns come in groups, a function each. HTML and text share them; where a page has no markup,
the columns about markup are zero. Sums over containers and windows are differences of running
totals, so every group is linear in the number of blocks.
"""

from __future__ import annotations

import re
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from declutter.containers import LEVELS, Containers
from declutter.model import Kind, Label
from declutter.page import Page
from declutter.rules.attributes import LABEL_BIT
from declutter.rules.shapes import Shape, shapes_of
from declutter.rules.stopwords import STOPWORDS
from declutter.rules.text import phrase_masks

Floats: TypeAlias = npt.NDArray[np.float32]
Ints: TypeAlias = npt.NDArray[np.int64]
Columns: TypeAlias = "dict[str, Floats]"

#: Labels whose attribute words are measured as distances; the rest are too rare to matter.
ATTRIBUTE_LABELS: Final = (
    Label.BODY, Label.TITLE, Label.DEK, Label.CAPTION, Label.BYLINE, Label.DATELINE, Label.TAGS,
    Label.NAV, Label.BREADCRUMB, Label.MASTHEAD, Label.SHARE, Label.AUTHOR_BOX, Label.RELATED,
    Label.TRENDING, Label.NEWSLETTER, Label.COMMENTS, Label.AD, Label.CONSENT, Label.PAYWALL,
    Label.TOC, Label.PAGINATION, Label.FOOTER, Label.LEGAL, Label.CONTROLS, Label.HIDDEN,
    Label.TICKER, Label.WEATHER,
)  # fmt: skip
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
_ALL_STOPWORDS: Final = frozenset().union(
    *(words for code, words in STOPWORDS.items() if code not in ("zh", "ja", "ko", "th"))
)
# Particles of the languages without spaces, counted as substrings.
_PARTICLES: Final = ("的", "了", "在", "是", "の", "は", "を", "に", "が", "는", "을", "를", "에", "ที่", "และ")
_UPPER: Final = re.compile(r"\b[A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻČŠŽĞİŞА-ЯЁΑ-Ω]")
_DIGITS: Final = re.compile(r"\d")
_ENDERS: Final = ".!?。！？…:;؟।\"”»"
_HEAD: Final = 160  # characters of a block that letters and digits are counted in
_UNSPACED_WORD: Final = 2.0  # characters that count as a word where no spaces are written

_FAR: Final = 99.0  # stands for "none" in distances


class Measured:
    """A page's columns, and the arrays later stages share.

    columns: name -> one number per leaf. words, chars: per leaf. whole, strong, weak: masks of
    labels whose phrases the text says as a whole, so or at its start, elsewhere. shapes: masks of `Shape`. containers: see there.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = len(page.leaves)
        self.columns: Columns = {}
        self.containers = Containers(page)
        self._texts()
        self._own()
        self._attributes()
        self._containers()
        self._position()
        self._neighbours()
        self._lookalikes()
        self._headings()
        self._whole_page()

    def _put(self, name: str, values: npt.ArrayLike) -> None:
        self.columns[name] = np.asarray(values, dtype=np.float32)

    # -- one leaf at a time -----------------------------------------------------------------

    def _texts(self) -> None:
        rows = [_measure_text(leaf.text) for leaf in self.page.leaves]
        table = np.array(rows, dtype=np.float64).reshape(len(rows), 11)
        (self.words, stop, upper, digits, commas, sentences, ends, whole, start, weak, shapes) = table.T
        self.chars = np.array([len(leaf.text) for leaf in self.page.leaves], dtype=np.float64)
        self.whole = whole.astype(np.int64)
        self.strong = self.whole | start.astype(np.int64)
        self.weak = weak.astype(np.int64)
        self.shapes = shapes.astype(np.int64)
        words = np.maximum(self.words, 1)
        head = np.maximum(np.minimum(self.chars, _HEAD), 1)
        self._put("words", self.words)
        self._put("stopword share", stop / words)
        self._put("stopwords", stop)
        self._put("capital share", upper / np.minimum(words, 28))
        self._put("digit share", digits / head)
        self._put("comma share", commas / words)
        self._put("commas", commas)
        self._put("sentences", sentences)
        self._put("ends like a sentence", ends)
        self._put("word length", self.chars / words)
        for shape in Shape:
            self._put(f"shape {shape.name.lower()}", (self.shapes >> shape) & 1)
        for group, labels in PHRASE_GROUPS.items():
            mask = sum(LABEL_BIT[label] for label in labels)
            said = ((self.weak & mask) != 0) + 2 * ((self.strong & mask) != 0)
            self._put(f"phrase {group}", said + ((self.whole & mask) != 0))

    def _own(self) -> None:
        leaves = self.page.leaves
        links = np.array([leaf.link_chars for leaf in leaves], dtype=np.float64)
        self.link_chars = links
        self.link_density = links / np.maximum(self.chars, 1)
        buttons = np.array([leaf.button_chars for leaf in leaves]) / np.maximum(self.chars, 1)
        kinds = [leaf.kind for leaf in leaves]
        self.heading = np.array([kind is Kind.HEADING for kind in kinds], dtype=bool)
        ends = self.columns["ends like a sentence"] > 0
        #: Looks like a paragraph of prose: 12 words, a third of them linked at most.
        self.prose = (self.words >= 12) & (self.link_density < 0.33) & ends
        self._put("link density", self.link_density)
        self._put("links", [leaf.links for leaf in leaves])
        self._put("button share", np.minimum(buttons, 1))
        self._put("heading level", [leaf.level if leaf.kind is Kind.HEADING else 0 for leaf in leaves])
        self._put("list depth", [leaf.level if leaf.kind is not Kind.HEADING else 0 for leaf in leaves])
        for kind in (Kind.ITEM, Kind.QUOTE, Kind.CODE, Kind.TABLE, Kind.CAPTION):
            self._put(f"is {kind}", [k is kind for k in kinds])
        self._put("lines", [leaf.text.count("\n") for leaf in leaves])
        self._put("cells", [leaf.text.count("\t") for leaf in leaves])

    # -- containers -------------------------------------------------------------------------

    def _attributes(self) -> None:
        """How many containers up stands one whose attributes name a label."""
        box = self.containers
        inline = np.array([leaf.words_mask for leaf in self.page.leaves], dtype=np.int64)
        masks = box.mask[box.ancestors]
        masks[:, 0] |= inline
        masks[:, 1:] &= ~box.mask[0]  # the page itself: body and html classes name no part
        far = box.inherited[box.ancestors[:, 0]]
        for label in ATTRIBUTE_LABELS:
            bit = LABEL_BIT[label]
            self._put(f"in {label}", _first_level(masks & bit, far & bit))
        tags = box.tags[box.ancestors]
        far = box.inherited_tags[box.ancestors[:, 0]]
        for name, bit in box.TAG_BITS.items():
            self._put(f"tag {name}", _first_level(tags & bit, far & bit))
        self._put("hidden", box.hidden[box.ancestors[:, 0]])

    def _containers(self) -> None:
        """Sums over the containers around each leaf."""
        box = self.containers
        first, last = box.first[box.ancestors], box.last[box.ancestors]
        words, chars = running(self.words), running(self.chars)
        links, prose = running(self.link_chars), running(self.words * self.prose)
        heads = running(self.heading)
        total_words, total_prose = max(words[-1], 1.0), max(prose[-1], 1.0)
        box_words = words[last] - words[first]
        box_chars = np.maximum(chars[last] - chars[first], 1)
        box_prose = prose[last] - prose[first]
        size = last - first
        position = (np.arange(self.count)[:, None] - first) / np.maximum(size, 1)
        for level in range(1, LEVELS):
            at = slice(None), level
            self._put(f"box {level} words", box_words[at])
            self._put(f"box {level} text share", box_words[at] / total_words)
            self._put(f"box {level} link density", (links[last] - links[first])[at] / box_chars[at])
            self._put(f"box {level} prose share", box_prose[at] / np.maximum(box_words[at], 1))
            self._put(f"box {level} page prose", box_prose[at] / total_prose)
            self._put(f"box {level} mean words", box_words[at] / np.maximum(size[at], 1))
            self._put(f"box {level} blocks", size[at])
            self._put(f"box {level} position", position[at])
            self._put(f"box {level} headings", (heads[last] - heads[first])[at] / size[at])
        self._main_container(prose, total_prose)
        self._put("depth", box.depth[box.ancestors[:, 0]])

    def _main_container(self, prose: Floats, total: float) -> None:
        """Distance to the smallest container that holds a share of the page's prose."""
        box = self.containers
        share = (prose[box.last] - prose[box.first]) / total
        size = box.last - box.first
        index = np.arange(self.count)
        for percent in (50, 80):
            holds = np.flatnonzero(share * 100 >= percent)
            main = holds[np.argmin(size[holds])] if len(holds) else 0
            low, high = box.first[main], box.last[main]
            after = np.maximum(index - high + 1, 0)
            before = np.maximum(low - index, 0)
            self._put(f"blocks after main {percent}", after)
            self._put(f"blocks before main {percent}", before)
            self._put(f"main {percent} share", np.full(self.count, (high - low) / max(self.count, 1)))
            inside = (box.ancestors == main).argmax(axis=1)
            known = (box.ancestors == main).any(axis=1)
            self._put(f"levels below main {percent}", np.where(known, inside, _FAR))

    # -- the order on the page --------------------------------------------------------------

    def _position(self) -> None:
        index = np.arange(self.count)
        words = running(self.words)
        total = max(words[-1], 1.0)
        self._put("blocks before", index)
        self._put("blocks after", self.count - 1 - index)
        self._put("position", index / max(self.count - 1, 1))
        self._put("text before", words[:-1] / total)
        title = self._title_overlap()
        headline = self._headline(title)
        self.headline = headline
        self._put("title overlap", title)
        self._put("blocks from headline", index - headline)
        self._put("words from headline", words[:-1] - words[headline])
        prose_at = np.flatnonzero(self.prose)
        if len(prose_at):
            after = np.searchsorted(prose_at, index, side="right")
            previous = prose_at[np.maximum(after - 1, 0)]
            following = prose_at[np.minimum(np.searchsorted(prose_at, index), len(prose_at) - 1)]
            self._put("blocks since prose", np.where(after > 0, index - previous, _FAR))
            self._put("blocks to prose", np.where(following >= index, following - index, _FAR))
            self._put("prose before", after / len(prose_at))
            long_at = prose_at[np.argmax(self.words[prose_at])]
            self._put("blocks from longest", index - long_at)
        else:
            for name in ("blocks since prose", "blocks to prose", "prose before", "blocks from longest"):
                self._put(name, np.full(self.count, _FAR))

    def _title_overlap(self) -> Floats:
        """Share of a short block's words that the page's <title> has."""
        overlap = np.zeros(self.count, dtype=np.float32)
        wanted = set(self.page.title.lower().split())
        if not wanted:
            return overlap
        for i in np.flatnonzero((self.words <= 30) & (self.words >= 1)):
            words = self.page.leaves[i].text.lower().split()
            overlap[i] = len(wanted.intersection(words)) / max(len(words), len(wanted) * 0.5)
        return overlap

    def _headline(self, overlap: Floats) -> int:
        """Index of the leaf that most likely is the page's headline; 0 if there is none."""
        level = self.columns["heading level"]
        rank = np.where(level > 0, 1.5 - 0.1 * level, 0.0) + overlap * (0.6 + 0.6 * (self.words >= 3))
        rank = rank * (1 - 0.3 * np.arange(self.count) / max(self.count, 1))
        return int(np.argmax(rank)) if self.count and rank.max() > 0.5 else 0

    def _neighbours(self) -> None:
        for name, values in (
            ("words", np.log1p(self.words)),
            ("link density", self.link_density),
            ("stopword share", self.columns["stopword share"]),
            ("heading", self.heading),
            ("ends", self.columns["ends like a sentence"]),
        ):
            for step in (-3, -2, -1, 1, 2, 3):
                self._put(f"{name} at {step:+d}", _shift(values, step))
        index = np.arange(self.count)
        for reach in (3, 8, 20):
            low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, self.count)
            span = np.maximum(high - low, 1)
            for name, values in (("prose", self.prose), ("words", np.log1p(self.words))):
                total = running(values)
                self._put(f"{name} within {reach}", (total[high] - total[low]) / span)
                self._put(f"{name} in {reach} before", (total[index] - total[low]) / reach)
            chars, links = running(self.chars), running(self.link_chars)
            density = (links[high] - links[low]) / np.maximum(chars[high] - chars[low], 1)
            self._put(f"link density within {reach}", density)

    def _lookalikes(self) -> None:
        """Means over the leaves that stand in elements of the same tags and classes."""
        self.groups: list[Ints] = []
        for depth, signature in zip((1, 2, 4), self.containers.signatures, strict=True):
            _, group = np.unique(signature, return_inverse=True)
            self.groups.append(group)
            count = np.maximum(np.bincount(group), 1)
            mean = np.bincount(group, self.words) / count
            square = np.bincount(group, self.words**2) / count
            self._put(f"alike {depth} count", count[group])
            self._put(f"alike {depth} words", mean[group])
            self._put(f"alike {depth} spread", np.sqrt(np.maximum(square - mean**2, 0))[group])
            self._put(f"alike {depth} links", (np.bincount(group, self.link_density) / count)[group])
            self._put(f"alike {depth} prose", (np.bincount(group, self.prose) / count)[group])
        seen: dict[str, int] = {}
        for leaf in self.page.leaves:
            seen[leaf.text] = seen.get(leaf.text, 0) + 1
        self._put("copies", [seen[leaf.text] for leaf in self.page.leaves])

    def _headings(self) -> None:
        """What the heading above says, and how far up it is."""
        index = np.arange(self.count)
        named = self.heading | (self.whole != 0)
        above = np.maximum.accumulate(np.where(named, index, -1))
        heads = np.maximum.accumulate(np.where(self.heading, index, -1))
        known = above >= 0
        self._put("blocks since heading", np.where(heads >= 0, index - heads, _FAR))
        words = running(self.words)
        since = words[:-1] - words[np.maximum(above, 0)]
        self._put("words since named line", np.where(known, since, _FAR))
        level = self.columns["heading level"]
        self._put("level above", np.where(heads >= 0, level[np.maximum(heads, 0)], 0))
        said = np.where(known, self.whole[np.maximum(above, 0)], 0)
        for group, labels in PHRASE_GROUPS.items():
            mask = sum(LABEL_BIT[label] for label in labels)
            self._put(f"under {group}", (said & mask) != 0)

    def _whole_page(self) -> None:
        total = float(self.words.sum())
        prose = float((self.words * self.prose).sum())
        heads = float(self.heading.sum())
        count = max(self.count, 1)
        shapes = self.shapes
        columns = (
            ("page words", total),
            ("page blocks", self.count),
            ("page prose", prose),
            ("page prose share", prose / max(total, 1)),
            ("page link share", float(self.link_chars.sum()) / max(float(self.chars.sum()), 1)),
            ("page headings", heads / count),
            ("page prices", float(((shapes >> Shape.PRICE) & 1).sum()) / count),
            ("page dates", float((((shapes >> Shape.DATE) | (shapes >> Shape.AGO)) & 1).sum()) / count),
            ("page code", float(self.columns["is code"].sum()) / count),
            ("page longest", float(self.words.max()) if self.count else 0.0),
            ("page prose blocks", float(self.prose.sum())),
        )
        for name, value in columns:
            self._put(name, np.full(self.count, value))


def _measure_text(text: str) -> tuple[float, ...]:
    """Counts of one text, in the order that `Measured._texts` unpacks."""
    lowered = text.lower().split()
    words = float(len(lowered))
    stop = float(sum(map(_ALL_STOPWORDS.__contains__, lowered)))
    if not text.isascii() and len(text) > 12 * words:  # a script without spaces
        words = max(words, len(text) / _UNSPACED_WORD)
        stop = float(sum(map(text.count, _PARTICLES)))
    head = text[:_HEAD]
    whole, start, weak = phrase_masks(text, lowered)
    commas = text.count(",") + text.count("，") + text.count("、") + text.count("،")
    sentences = text.count(". ") + text.count("? ") + text.count("! ") + text.count("。")
    ends = text[-1] in _ENDERS if text else False
    return (
        words,
        stop,
        float(len(_UPPER.findall(head))),
        float(len(_DIGITS.findall(head))),
        float(commas),
        float(sentences),
        float(ends),
        float(whole),
        float(start),
        float(weak),
        float(shapes_of(text)),
    )


def running(values: npt.ArrayLike) -> Floats:
    """Running totals with a zero in front: the sum over [i, j) is total[j] - total[i]."""
    total: Floats = np.concatenate(([0.0], np.cumsum(np.asarray(values, dtype=np.float64))))
    return total


def _shift(values: Floats, step: int) -> Floats:
    """The value of the block ``step`` places on; -1 beyond the page's ends."""
    moved = np.full(len(values), -1.0)
    if step < 0:
        moved[-step:] = values[:step]
    elif step < len(values):
        moved[:-step] = values[step:]
    return moved


def _first_level(hits: Ints, anywhere: Ints) -> Floats:
    """The first level with a hit; LEVELS if only further up; `_FAR` if nowhere."""
    found = hits != 0
    level = np.where(found.any(axis=1), found.argmax(axis=1), np.where(anywhere != 0, LEVELS, _FAR))
    return level.astype(np.float32)
