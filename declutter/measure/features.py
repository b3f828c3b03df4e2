"""Measures blocks: numbers per leaf, as numpy columns, computed once for the whole page.

What a leaf is by itself stands in `leaf_columns`; here is added what stands around it. Columns
come in groups, a function each. HTML and text share them; where a page has no markup, the columns
about markup are zero. Sums over containers and windows are differences of running totals, so
every group is linear in the number of blocks.
"""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from declutter.measure.containers import LEVELS, Containers
from declutter.measure.leaf_columns import GROUP_MASKS, PHRASE_GROUPS, LeafColumns
from declutter.measure.text_columns import text_columns
from declutter.model import Label
from declutter.page import Page
from declutter.rules.attributes import LABEL_BIT
from declutter.rules.shapes import Shape

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
#: Labels whose phrases, as a line of plain text, name nothing below it: a button between
#: paragraphs, who wrote them and when. Out of fold .0017 word F1 of what html_text flattens
#: (listings .014), -.001 of lynx's dumps; in HTML, where headings name parts, .0007 less.
_OF_ONE_BLOCK: Final = sum(
    LABEL_BIT[label]
    for label in (
        Label.CONTROLS, Label.BYLINE, Label.DATELINE, Label.CAPTION, Label.PAGINATION,
    )
)  # fmt: skip
_REACH: Final = 3  # neighbours looked at on either side, one by one
_FAR: Final = 99.0  # stands for "none" in distances
#: By the number of levels that a hit is away.
_LEVEL: Final = np.array([*range(LEVELS + 1), _FAR], dtype=np.float32)


class Measured(LeafColumns):
    """A page's columns, and the arrays later stages share. containers: see there."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.containers = Containers(page)
        self._attributes()
        self._containers()
        self._position()
        self._neighbours()
        self._lookalikes()
        self._headings()
        self._whole_page()
        if not page.is_html:
            self.columns.update(text_columns(self))

    # -- containers -------------------------------------------------------------------------

    def _attributes(self) -> None:
        """How many containers up stands one whose attributes name a label."""
        box = self.containers
        inline = np.array([leaf.words_mask for leaf in self.page.leaves], dtype=np.int64)
        bits = box.bits[box.ancestors.T]
        bits[0] |= inline
        bits[1:] &= ~box.mask[0]  # the page itself: body and html classes name no part
        levels = _first_levels(bits, box.inherited_bits[box.ancestors[:, 0]])
        wanted = [LABEL_BIT[label].bit_length() - 1 for label in ATTRIBUTE_LABELS]
        self._put_rows((f"in {label}" for label in ATTRIBUTE_LABELS), levels[wanted])
        names = box.TAG_BITS.keys()
        at = box.TAG_SHIFT
        self._put_rows((f"tag {name}" for name in names), levels[at : at + len(names)])
        self._put("hidden", box.hidden[box.ancestors[:, 0]])

    def _containers(self) -> None:
        """Sums over the containers around each leaf."""
        box = self.containers
        around = box.ancestors.T[1:]
        first, last = box.first[around], box.last[around]
        words, chars = running(self.words), running(self.chars)
        links, prose = running(self.link_chars), running(self.words * self.prose)
        heads = running(self.heading)
        total_words, total_prose = max(words[-1], 1.0), max(prose[-1], 1.0)
        box_words, box_prose, size = (
            words[last] - words[first],
            prose[last] - prose[first],
            last - first,
        )
        words_or_one, size_or_one = np.maximum(box_words, 1), np.maximum(size, 1)
        for name, values in (
            ("words", box_words),
            ("text share", box_words / total_words),
            (
                "link density",
                (links[last] - links[first]) / np.maximum(chars[last] - chars[first], 1),
            ),
            ("prose share", box_prose / words_or_one),
            ("page prose", box_prose / total_prose),
            ("mean words", box_words / size_or_one),
            ("blocks", size),
            ("position", (np.arange(self.count) - first) / size_or_one),
            ("headings", (heads[last] - heads[first]) / size),
        ):
            self._put_rows((f"box {level} {name}" for level in range(1, LEVELS)), values)
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
            self._put(
                f"main {percent} share", np.full(self.count, (high - low) / max(self.count, 1))
            )
            found = box.ancestors == main
            inside = np.where(found.any(axis=1), found.argmax(axis=1), _FAR)
            self._put(f"levels below main {percent}", inside)

    # -- the order on the page --------------------------------------------------------------

    def _position(self) -> None:
        index = np.arange(self.count)
        words = running(self.words)
        total = max(words[-1], 1.0)
        self._put("blocks before", index)
        self._put("blocks after", self.count - 1 - index)
        self._put("position", index / max(self.count - 1, 1))
        self._put("text before", words[:-1] / total)
        self.headline = headline = self._headline(self.columns["title overlap"])
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
            for name in (
                "blocks since prose",
                "blocks to prose",
                "prose before",
                "blocks from longest",
            ):
                self._put(name, np.full(self.count, _FAR))

    def _headline(self, overlap: Floats) -> int:
        """Index of the leaf that most likely is the page's headline; 0 if there is none."""
        level = self.columns["heading level"]
        telling = (self.words >= 3) | ((self.chars >= 8) & (overlap >= 0.9))
        rank = np.where(level > 0, 1.5 - 0.1 * level, 0.0) + overlap * (0.6 + 0.6 * telling)
        rank = rank * (1 - 0.3 * np.arange(self.count) / max(self.count, 1))
        return int(np.argmax(rank)) if self.count and rank.max() > 0.5 else 0

    def _neighbours(self) -> None:
        log_words = np.log1p(self.words)
        padded = np.full((5, self.count + 2 * _REACH), -1.0, dtype=np.float32)
        padded[:, _REACH : _REACH + self.count] = (
            log_words,
            self.link_density,
            self.columns["stopword share"],
            self.heading,
            self.columns["ends like a sentence"],
        )
        names = ("words", "link density", "stopword share", "heading", "ends")
        for name, values in zip(names, padded, strict=True):
            for step in (-3, -2, -1, 1, 2, 3):
                self.columns[f"{name} at {step:+d}"] = values[_REACH + step :][: self.count]
        index = np.arange(self.count)
        totals = (("prose", running(self.prose)), ("words", running(log_words)))
        chars, links = running(self.chars), running(self.link_chars)
        for reach in (3, 8, 20):
            low, high = np.maximum(index - reach, 0), np.minimum(index + reach + 1, self.count)
            span = np.maximum(high - low, 1)
            for name, total in totals:
                self._put(f"{name} within {reach}", (total[high] - total[low]) / span)
                self._put(f"{name} in {reach} before", (total[index] - total[low]) / reach)
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
            self._put(
                f"alike {depth} links", (np.bincount(group, self.link_density) / count)[group]
            )
            self._put(f"alike {depth} prose", (np.bincount(group, self.prose) / count)[group])

    def _headings(self) -> None:
        """What the heading above says, and how far up it is."""
        index = np.arange(self.count)
        naming = self.whole if self.page.is_html else self.whole & ~_OF_ONE_BLOCK
        named = self.heading | (naming != 0)
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
        self._put_rows((f"under {group}" for group in PHRASE_GROUPS), (said & GROUP_MASKS) != 0)

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
            (
                "page dates",
                float((((shapes >> Shape.DATE) | (shapes >> Shape.AGO)) & 1).sum()) / count,
            ),
            ("page code", float(self.columns["is code"].sum()) / count),
            ("page longest", float(self.words.max()) if self.count else 0.0),
            ("page prose blocks", float(self.prose.sum())),
        )
        for name, value in columns:
            self._put(name, np.full(self.count, value))


def running(values: npt.ArrayLike) -> Floats:
    """Running totals with a zero in front: the sum over [i, j) is total[j] - total[i]."""
    total: Floats = np.concatenate(([0.0], np.cumsum(np.asarray(values, dtype=np.float64))))
    return total


def _first_levels(bits: Ints, inherited: Ints) -> Floats:
    """For each of 64 bits, per leaf: the first level with it, LEVELS if further up, else `_FAR`.

    bits: levels x leaves. A bit that was met stays set on all levels further up: what counts is
    how many levels come before that.
    """
    met = np.bitwise_or.accumulate(np.concatenate((bits, inherited[None])), axis=0).astype("<i8")
    single = np.unpackbits(met.view(np.uint8).reshape(LEVELS + 1, -1, 8), axis=2, bitorder="little")
    levels: Floats = _LEVEL[LEVELS + 1 - single.sum(axis=0, dtype=np.uint8).T]
    return levels
