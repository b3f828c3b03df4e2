"""The blocks that are printed: what is kept, where it stands, and the images between.

Apart from the ledger, which has a block for every leaf of the page: here a table row comes cell
by cell, and footnotes are resolved.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from declutter.decide import Decision
from declutter.explain.ledger import block_of
from declutter.model import Block, Kind, Label, Options, Run
from declutter.page import Page
from declutter.runs import runs_of
from declutter.structure import Arrangement, arrange
from declutter.structures import Container, Structure

#: An image that a page shows so often, and without a word on it, is a button or an ornament.
DECORATION: Final = 3
#: A figure at the edge of the text stays if this share of the blocks around it is kept.
KEPT_SHARE: Final = 0.5


def printed(page: Page, decision: Decision, marked: bool, root: Any = None) -> list[Block]:
    """The kept blocks for a renderer, without the title's copies.

    No reasons, places or exact labels; inline marks and images only if ``marked``. root: the
    tree that an HTML page was read from.
    """
    titles = set(decision.titles)
    kept = np.flatnonzero(decision.keep).tolist()
    arrangement = arrange(page, [i for i in kept if i not in titles], root)
    images = list(_images(page, decision, arrangement)) if marked else []
    blocks: list[Block] = []
    sentences: defaultdict[int, list[Block]] = defaultdict(list)
    at, before = 0, -1
    for i in kept:
        first = len(blocks)
        while at < len(images) and images[at][0] <= i:
            blocks.append(images[at][1])
            at += 1
        if i not in titles:
            leaf = page.leaves[i]
            runs = runs_of(leaf) if marked else ()
            block = block_of(leaf, Label.BODY, decision, i, arrangement, runs=runs)
            if leaf.cells:
                cells = arrangement.printed(block, i, marked)
                blocks[first:] = _in_row(blocks[first:], cells)
            elif arrangement.notes.labels:
                blocks.extend(arrangement.printed(block, i, marked))
            elif before >= 0 and not page.is_html and page.leaves[before].where == leaf.where:
                # Sentences of a page that is one line: what is kept of it stays one.
                sentences[len(blocks) - 1].append(block)
            else:
                blocks.append(block)
            before = i
    blocks.extend(image for _, image in images[at:])
    for first, others in sentences.items():
        blocks[first] = _joined([blocks[first], *others])
    return blocks


def _in_row(images: Sequence[Block], cells: Iterable[Block]) -> list[Block]:
    """A table row's blocks with the images that came before it, each at its cell's place."""
    out: list[Block] = []
    waiting = list(reversed(images))
    for cell in cells:
        while waiting and _cell_of(waiting[-1]) < _cell_of(cell):
            out.append(waiting.pop())
        out.append(cell)
    return out + waiting[::-1]


def _cell_of(block: Block) -> int:
    """The number of the innermost table cell around a block, which grows in the page's order."""
    numbers = [c.number for c in block.containers if c.form is Structure.CELL]
    return numbers[-1] if numbers else -1


def printed_chars(page: Page, decision: Decision) -> int:
    """Characters of the blocks that are printed."""
    keep = decision.keep.tolist()
    kept = sum(len(leaf.text) for leaf, kept in zip(page.leaves, keep, strict=True) if kept)
    return kept - sum(len(page.leaves[i].text) for i in set(decision.titles))


def _joined(sentences: list[Block]) -> Block:
    """Sentences as one block; scripts without spaces have none between sentences either."""
    texts: list[str] = []
    runs: list[Run] = []
    for sentence in sentences:
        if texts:
            space = "" if texts[-1][-1:] in "。！？" else " "
            texts.append(space)
            runs.append(Run(space))
        texts.append(sentence.text)
        runs += sentence.runs
    first = sentences[0]
    return replace(first, text="".join(texts), runs=tuple(runs) if first.runs else ())


def _images(
    page: Page, decision: Decision, arrangement: Arrangement
) -> Iterator[tuple[int, Block]]:
    """The images without text beside them that stay, each with the leaf that it stands before."""
    before = ""
    times = Counter(source for _, source, _, _ in page.images)
    for i, source, alt, frame in page.images:
        if not alt and times[source] >= DECORATION:
            continue
        path = arrangement.paths.of(frame)
        in_code = any(container.form is Structure.CODE for container in path)
        if not in_code and source != before and _stays(page, decision.keep, i, frame, path):
            before = source  # once: a <noscript> holds it again where a script loads the image
            run = Run(alt, ("img",), source)
            image = Block("", Kind.PARAGRAPH, Label.BODY, True, 1.0, (), "", runs=(run,))
            yield i, replace(image, containers=path)


def _stays(
    page: Page, keep: npt.NDArray[np.bool_], i: int, frame: int, path: tuple[Container, ...]
) -> bool:
    """Whether an image before leaf ``i`` stays: between kept leaves, in a kept part's figure, or in
    a data table beside something kept."""
    if _is_hidden(page, keep, frame):
        return False
    before = i > 0 and bool(keep[i - 1])
    after = i < len(keep) and bool(keep[i])
    if after and (before or not i or page.leaves[i].kind is Kind.CAPTION):
        return True
    if not before and not after:
        return False
    if path and path[-1].form is Structure.CELL:
        return True
    frames, is_figure = page.frames, False
    while frame >= 0 and frames.first[frame] == frames.last[frame]:
        is_figure = is_figure or frames.tag[frame] == "figure"
        frame = frames.parent[frame]
    if frame < 0 or not (is_figure or frames.tag[frame] == "figure"):
        return False
    return float(keep[frames.first[frame] : frames.last[frame]].mean()) >= KEPT_SHARE


def _is_hidden(page: Page, keep: npt.NDArray[np.bool_], frame: int) -> bool:
    """Whether an element that is hidden, and that nothing is kept of, is around a frame's images.

    What only browsers without scripts show is a copy of what scripts load.
    """
    frames, outermost = page.frames, -1
    while frame >= 0 and frames.hidden[frame]:
        if frames.tag[frame] == "noscript":
            return False
        outermost = frame
        frame = frames.parent[frame]
    if outermost < 0:
        return False
    return not keep[frames.first[outermost] : frames.last[outermost]].any()


def shortened(blocks: list[Block], most: int) -> list[Block]:
    """The first ``most`` characters of the blocks; the last one may be cut in its midst."""
    for i, block in enumerate(blocks):
        if len(block.text) > most:
            if not most:
                return blocks[:i]
            return [*blocks[:i], replace(block, text=block.text[:most], runs=_first(block, most))]
        most -= len(block.text)
    return blocks


def _first(block: Block, most: int) -> tuple[Run, ...]:
    """The runs of the first ``most`` characters of a block."""
    runs = []
    for run in block.runs:
        image = "img" in run.tags
        if not most and not image:
            break
        runs.append(run if image else run._replace(text=run.text[:most]))
        most -= 0 if image else min(len(run.text), most)
    return tuple(runs)


def without(blocks: Iterable[Block], options: Options) -> list[Block]:
    """The blocks without the images, links and data tables that the options leave out."""
    left = []
    for block in blocks:
        if not options.tables and _is_tabular(block):
            continue
        runs = block.runs
        if not options.images:
            runs = tuple(run for run in runs if "img" not in run.tags)
        if not options.links:
            runs = tuple(_unlinked(run) for run in runs)
        if runs or not block.runs:
            left.append(replace(block, runs=runs))
    return left


def _is_tabular(block: Block) -> bool:
    in_table = any(container.form is Structure.TABLE for container in block.containers)
    return in_table or block.kind is Kind.TABLE


def _unlinked(run: Run) -> Run:
    """A run outside of its link; images and references to footnotes are none."""
    if "a" not in run.tags or "img" in run.tags:
        return run
    return Run(run.text, tuple(tag for tag in run.tags if tag != "a"))
