"""Blocks that share the fate of others: paragraphs of those marked up like them, code of the text.

The scorecards know pages of hundreds of blocks, and few that are short or hold much code.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from declutter.measure.containers import LEVELS
from declutter.measure.features import Floats, Measured
from declutter.rules.shapes import Shape

_SIGNED: Final = (1 << Shape.COPYRIGHT) | (1 << Shape.BY)

#: Longer pages, in blocks, are judged block by block.
MOST_BLOCKS: Final = 60
#: A block that scores this speaks for others; a paragraph, for those with at least the next. What
#: scores the last needs no word: no page's threshold is higher (`declutter.decide.HIGHEST_CUT`).
SPEAKS: Final = 0.45
LEAST_PARAGRAPH: Final = 0.1
SETTLED: Final = 0.7


def siblings_of_content(measured: Measured, score: Floats) -> list[int]:
    """Unsure paragraphs in elements of the same tag, class and parent as one that is content."""
    if measured.count > MOST_BLOCKS:
        return []
    group = measured.groups[1]
    best = np.zeros(int(group.max(initial=0)) + 1)
    np.maximum.at(best, group, np.where(measured.prose, score, 0.0))
    unsure = measured.prose & (score > LEAST_PARAGRAPH) & (score < SETTLED)
    found: list[int] = np.flatnonzero(unsure & (best[group] >= SPEAKS)).tolist()
    return found


#: Blocks at least this likely, with few links, belong to the blocks of content before and after
#: them if those are no further apart than this; content of fewer words says nothing.
LEAST_BETWEEN: Final = 0.12
MOST_BETWEEN: Final = 8
MOST_LINKS: Final = 0.5
FEWEST_WORDS: Final = 8


def between_content(measured: Measured, score: Floats) -> list[int]:
    """Unsure blocks of a short page that stand between two of its content, not far apart."""
    if measured.count > MOST_BLOCKS:
        return []
    content = np.flatnonzero((score >= SPEAKS) & (measured.words >= FEWEST_WORDS))
    unsure = (score >= LEAST_BETWEEN) & (score < SETTLED) & (measured.link_density <= MOST_LINKS)
    leaves = np.flatnonzero(unsure & _written(measured) & plain(measured))
    after = np.searchsorted(content, leaves)
    inside = (after > 0) & (after < len(content))
    leaves, after = leaves[inside], after[inside]
    found: list[int] = leaves[content[after] - content[after - 1] - 1 <= MOST_BETWEEN].tolist()
    return found


#: A heading at least this likely goes with the block of content just below it.
LEAST_HEADING: Final = 0.1


def headings_of_content(measured: Measured, score: Floats) -> list[int]:
    """Unsure headings, of no widget, right above a block of content."""
    below = np.append(((score >= SPEAKS) & ~measured.heading)[1:], False)
    unsure = measured.heading & (score >= LEAST_HEADING) & (score < SETTLED)
    unsure &= measured.link_density <= MOST_LINKS  # the title of another page
    named = ~plain(measured) & ~headings_within_text(measured, score)
    found: list[int] = np.flatnonzero(unsure & below & ~named).tolist()
    return found


#: A term at least this likely goes with the definition below it; so many terms may share one.
LEAST_TERM: Final = 0.05
MOST_TERMS: Final = 3


def terms_of_content(measured: Measured, score: Floats) -> list[int]:
    """Unsure terms of a definition list whose definition is content."""
    tags = measured.page.frames.tag
    if "dt" not in tags:
        return []
    own = [tags[leaf.frame] for leaf in measured.page.leaves]
    found = []
    below = False  # whether what stands there is content, or a term of such
    for leaf in range(measured.count - 1, -1, -1):
        if own[leaf] != "dt":
            below, terms = own[leaf] == "dd" and score[leaf] >= SPEAKS, 0
        elif below and LEAST_TERM <= score[leaf] < SETTLED and terms < MOST_TERMS:
            found.append(leaf)
            terms += 1
    return found


#: A row or an item at least this likely goes with its table or list if this share of its words is
#: content.
LEAST_ROW: Final = 0.2
CONTENT_SHARE: Final = 0.6


def rows_of_content(measured: Measured, score: Floats) -> list[int]:
    """Unsure rows of tables most of which is content."""
    return _parts_of_content(measured, score, ("table",))


def items_of_content(measured: Measured, score: Floats) -> list[int]:
    """Unsure items of lists most of which is content."""
    return _parts_of_content(measured, score, ("ul", "ol"))


def _parts_of_content(measured: Measured, score: Floats, tags: tuple[str, ...]) -> list[int]:
    """Unsure blocks of no widget whose innermost element of such a tag is mostly content."""
    frames = measured.page.frames
    unsure = (score >= LEAST_ROW) & (score < SETTLED) & (measured.link_density <= MOST_LINKS)
    is_content: dict[int, bool] = {}
    found = []
    content = np.where(score >= SPEAKS, measured.words, 0)
    for leaf in np.flatnonzero(unsure & plain(measured)).tolist():
        frame = measured.page.leaves[leaf].frame
        while frame >= 0 and frames.tag[frame] not in tags:
            frame = frames.parent[frame]
        if frame < 0:
            continue
        if frame not in is_content:
            span = slice(frames.first[frame], frames.last[frame])
            share = CONTENT_SHARE * measured.words[span].sum()
            is_content[frame] = bool(content[span].sum() >= share)
        if is_content[frame]:
            found.append(leaf)
    return found


#: Captions of up to so many words stand between the first block of content, or so many above it,
#: and the last.
CAPTION_WORDS: Final = 80
ABOVE_CONTENT: Final = 6
SURE_CONTENT: Final = 0.5


def captions_of_content(measured: Measured, score: Floats) -> list[int]:
    """Captions between blocks of content."""
    content = np.flatnonzero((score > SURE_CONTENT) & (measured.words >= FEWEST_WORDS))
    if not len(content):
        return []
    index = np.arange(measured.count)
    inside = (index > content[0] - ABOVE_CONTENT) & (index < content[-1])
    caption = (measured.columns["is caption"] > 0) & (measured.words <= CAPTION_WORDS)
    found: list[int] = np.flatnonzero(caption & inside).tolist()
    return found


#: Paragraphs this likely on either side make a heading part of their text.
SURE: Final = 0.8


def headings_within_text(measured: Measured, score: Floats) -> npt.NDArray[np.bool_]:
    """Headings between sure content and a sure paragraph marked up like the last one before it.

    Whatever they say is said of the text, as "Trending now" in an article about such lists.
    """
    sure = score >= SURE
    prose = sure & measured.prose
    index = np.arange(measured.count)
    last = np.maximum.accumulate(np.where(prose, index, -1))
    group = np.where(prose, measured.groups[1], -1)
    within: npt.NDArray[np.bool_] = measured.heading.copy()
    within[:1] = within[-1:] = False
    within[1:-1] &= sure[:-2] & prose[2:] & (last[:-2] >= 0) & (group[last[:-2]] == group[2:])
    return within


def plain(measured: Measured) -> npt.NDArray[np.bool_]:
    """Blocks that neither say a widget's phrase nor look like a line of the law or of an author."""
    said = measured.strong | measured.weak | (measured.shapes & _SIGNED)
    plain: npt.NDArray[np.bool_] = said == 0
    return plain


def _written(measured: Measured) -> npt.NDArray[np.bool_]:
    """Blocks marked up as a text's are: paragraphs, items, definitions, cells, headings."""
    columns = measured.columns
    own = np.minimum(columns["tag p"], columns["tag definition"]) <= 1
    written: npt.NDArray[np.bool_] = own | measured.heading
    for kind in ("list item", "table", "quote", "caption"):
        written = written | (columns[f"is {kind}"] > 0)
    return written & (columns["tag footer"] > LEVELS)


#: Code at least this likely is a listing of the text that it stands in: so many blocks on, on
#: either side, there is content.
LEAST_CODE: Final = 0.05
AROUND_CODE: Final = 3


def code_of_content(measured: Measured, score: Floats) -> list[int]:
    """Code blocks with content just before and just after them, or at the page's end."""
    code = (measured.columns["is code"] > 0) & (score >= LEAST_CODE)
    if not code.any():
        return []
    content = np.flatnonzero(score >= SPEAKS)
    last = measured.count - AROUND_CODE
    return [
        leaf
        for leaf in np.flatnonzero(code).tolist()
        if _near(content, leaf - AROUND_CODE, leaf)
        and (leaf >= last or _near(content, leaf + 1, leaf + 1 + AROUND_CODE))
    ]


def _near(content: npt.NDArray[np.int64], low: int, high: int) -> bool:
    """Whether a block of content stands from ``low`` to before ``high``."""
    at = np.searchsorted(content, low)
    return bool(at < len(content) and content[at] < high)
