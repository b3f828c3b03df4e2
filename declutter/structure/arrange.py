"""Gives the blocks that are printed their containers, and joins up what the walk took apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from declutter.model import Block, Kind, Run
from declutter.page import Leaf, Page
from declutter.runs import cells_of, runs_of
from declutter.structure.notes import find_notes, with_references, without_back_links
from declutter.structure.paths import Path, Paths
from declutter.structure.tables import data_tables
from declutter.structure.tree import Elements
from declutter.structures import Container, Structure


class Arrangement:
    """Where the leaves of one page stand."""

    def __init__(self, page: Page, kept: Sequence[int], root: Any = None) -> None:
        elements = Elements(page, root)
        self.page = page
        self.cells = data_tables(page, kept, elements) if page.is_html else {}
        self.paths = Paths(page, kept, self.cells)
        self.notes = find_notes(page, kept, elements)

    def path(self, leaf: Leaf) -> Path:
        """The containers around a leaf, outermost first."""
        if not self.page.is_html:
            return ()
        if leaf.kind is Kind.CAPTION:
            return self.paths.caption(leaf.frame)
        return self.paths.of(leaf.frame)

    def kind(self, leaf: Leaf, path: Path) -> Kind:
        """The leaf's kind; a cell of a layout is a paragraph, and so is an item without a list."""
        if leaf.kind not in (Kind.TABLE, Kind.ITEM) or not self.page.is_html:
            return leaf.kind
        forms = [container.form for container in path]
        if leaf.kind is Kind.TABLE and Structure.TABLE not in forms:
            return Kind.PARAGRAPH
        if leaf.cells and not _is_row(leaf, path):
            return Kind.PARAGRAPH
        in_list = Structure.ITEM in forms or Structure.DEFINITION in forms
        if leaf.kind is Kind.ITEM and not in_list:
            return Kind.PARAGRAPH
        return leaf.kind

    def printed(self, block: Block, index: int, marked: bool) -> Iterator[Block]:
        """A kept block as the renderers want it: a row cell by cell, footnotes resolved.

        marked: whether the block's runs are wanted.
        """
        leaf = self.page.leaves[index]
        block = self._noted(block, leaf, index, marked)
        path = block.containers
        if not leaf.cells:
            yield block
            return
        if not _is_row(leaf, path):  # one line, as its text is
            yield replace(block, runs=tuple(map(_unbroken, block.runs)))
            return
        runs = block.runs or (Run(block.text),)
        for frame, cell in zip(leaf.cells, cells_of(runs), strict=False):
            place = self.cells.get(frame)
            text = "".join(run.text for run in cell if "img" not in run.tags)
            yield replace(
                block,
                text=text,
                runs=tuple(cell) if block.runs else (),
                containers=path if place is None else (*path, self.paths.cell(frame, place)),
            )

    def _noted(self, block: Block, leaf: Leaf, index: int, marked: bool) -> Block:
        """The block with its references and, in a note, without links back."""
        notes = self.notes
        frame = notes.frames.get(index)
        refers = bool(notes.labels) and any(value in notes.labels for _, _, value in leaf.marks)
        if frame is None and not refers:
            return block
        runs: Sequence[Run] = runs_of(leaf)
        if refers:
            runs = with_references(runs, notes.labels)
        containers = block.containers
        if frame is not None:
            label = notes.named[frame]
            runs = without_back_links(runs, label)
            inner = self._below(containers, frame)
            containers = (Container(Structure.NOTE, frame, label), *inner)
        text = "".join(run.text for run in runs if "img" not in run.tags)
        kind = Kind.PARAGRAPH if frame is not None and block.kind is Kind.ITEM else block.kind
        return replace(
            block, text=text, kind=kind, containers=containers, runs=tuple(runs) if marked else ()
        )

    @staticmethod
    def _below(path: Path, frame: int) -> Path:
        """The containers of a path that stand inside a frame."""
        return tuple(container for container in path if container.number > frame)


def _is_row(leaf: Leaf, path: Path) -> bool:
    """Whether a leaf of several cells is a row of a data table, not one within another's cell."""
    return bool(path) and path[-1].form is Structure.ROW and path[-1].number == leaf.frame


def _unbroken(run: Run) -> Run:
    """A run without a forced line break that its text has as a space."""
    if run.text != " " or "br" not in run.tags:
        return run
    return run._replace(tags=tuple(tag for tag in run.tags if tag != "br"))


def arrange(page: Page, kept: Iterable[int], root: Any = None) -> Arrangement:
    """Find the structures that the kept leaves of a page stand in.

    root: the tree that the page was read from, for spans and footnotes; neither is found without.
    """
    return Arrangement(page, list(kept), root)
