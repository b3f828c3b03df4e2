"""Inline marks: the text of a leaf, cut where links, emphasis and the like begin and end."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from declutter.model import Kind, Run
from declutter.page import LINE_BREAK, Leaf

#: Open inline elements that a run names; pages forget to end them by the thousand.
MAX_TAGS: Final = 32


def runs_of(leaf: Leaf) -> tuple[Run, ...]:
    """A leaf's text as runs; their texts concatenate to the leaf's text, images aside."""
    if not leaf.marks and not leaf.cells:
        return (Run(leaf.text),)
    verbatim = leaf.kind is Kind.CODE
    writer = _Writer(leaf.text, verbatim)
    marks = sorted(leaf.marks, key=lambda mark: mark[0])  # stable: joined cells append theirs
    at = 0
    for index, piece in enumerate([*leaf.pieces, ""]):
        while at < len(marks) and marks[at][0] <= index:
            writer.mark(marks[at][1], marks[at][2])
            at += 1
        if piece == LINE_BREAK and leaf.cells:
            writer.break_in_cell()
        writer.write(piece)
    for _, tag, value in marks[at:]:
        writer.mark(tag, value)
    return writer.finish()


def cells_of(runs: Iterable[Run]) -> list[list[Run]]:
    """Return a table row's runs, cell by cell: cells are parted by tab characters."""
    cells: list[list[Run]] = [[]]
    for run in runs:
        if "img" in run.tags:
            cells[-1].append(run)
            continue
        first, *rest = run.text.split("\t")
        cells[-1].append(run._replace(text=first))
        cells.extend([run._replace(text=text)] for text in rest)
    return cells


def runs_between(leaf: Leaf, text: str, first: int, last: int) -> tuple[Run, ...]:
    """The runs of a part of a leaf: its text, and the pieces that it was made of."""
    writer = _Writer(text, leaf.kind is Kind.CODE)
    marks = sorted(leaf.marks, key=lambda mark: mark[0])
    at = 0
    for index in range(last + 1):
        while at < len(marks) and marks[at][0] <= index:
            _, tag, value = marks[at]
            if index >= first or tag != "img":
                writer.mark(tag, value)
            at += 1
        if first <= index < last:
            writer.write(leaf.pieces[index])
    writer.cut()  # a link may go on behind what is unseen
    return writer.finish()


class _Writer:
    """Deals the leaf's finished text out to the marks open at each of its characters.

    The pieces are the raw text; the finished text is the same without surplus white space. So
    each visible character of a piece is the next visible character of the text.
    """

    def __init__(self, text: str, verbatim: bool) -> None:
        self.text = text
        self.verbatim = verbatim
        self.at = 0  # characters of the text dealt out
        self.done = 0  # characters of the text that stand in finished runs
        self.open: list[tuple[str, str]] = []
        self.runs: list[Run] = []

    def write(self, piece: str) -> None:
        """Move on by a raw piece of the text."""
        text, at, end = self.text, self.at, len(self.text)
        for word in piece.split():
            while at < end and text[at].isspace():
                at += 1
            at = min(at + len(word), end)
        self.at = at

    def mark(self, tag: str, value: str) -> None:
        """Open or close an inline element, or place an image, here."""
        self.cut()
        if tag == "img":
            source, _, alt = value.partition("\n")
            self.runs.append(Run(alt, ("img",), source))
        elif tag[0] == "/":
            for i in range(len(self.open) - 1, -1, -1):
                if self.open[i][0] == tag[1:]:
                    del self.open[i]
                    break
        else:
            self.open.append((tag, value))

    def cut(self) -> None:
        """Finish the run up to here; forced line breaks are runs of their own."""
        stretch = self.text[self.done : self.at]
        self.done = self.at
        if not stretch:
            return
        tags = tuple(tag for tag, _ in self.open[:MAX_TAGS])
        href = next((value for tag, value in reversed(self.open) if tag == "a"), "")
        if self.verbatim:
            self.runs.append(Run(stretch, tags, href))
            return
        for i, line in enumerate(stretch.split("\n")):
            if i:
                self.runs.append(Run("\n", ("br",)))
            if line:
                self.runs.append(Run(line, tags, href))

    def break_in_cell(self) -> None:
        """Make the space that stands for a line break inside a table row a run of its own."""
        self.cut()
        if self.text[self.at : self.at + 1] == " ":
            self.runs.append(Run(" ", ("br",)))
            self.at += 1
            self.done = self.at

    def finish(self) -> tuple[Run, ...]:
        self.at = len(self.text)
        self.open.clear()
        self.cut()
        return tuple(self.runs)
