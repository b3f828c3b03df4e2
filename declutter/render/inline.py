"""A block's runs as a flat sequence of pieces, with marks made fit to be written as markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from itertools import groupby
from typing import NamedTuple

from declutter.model import Block, Run
from declutter.patterns import pattern
from declutter.render.links import IMAGE_SCHEMES, safe_target
from declutter.render.shape import clean

#: An open inline element: its name in the output, and the target of a link.
Mark = tuple[str, str]
#: Open inline elements, outermost first.
Stack = tuple[Mark, ...]

#: The elements that are written, by the name the page used.
MARKS: Mapping[str, str] = {
    "strong": "strong",
    "b": "strong",
    "em": "em",
    "i": "em",
    "cite": "em",
    "code": "code",
    "samp": "code",
    "tt": "code",
    "kbd": "kbd",
    "sup": "sup",
    "sub": "sub",
    "del": "del",
    "s": "del",
    "strike": "del",
}


_NOTE = pattern(r"\[[^\s\[\]^`<>|\\]{1,40}\]")
_MATH = pattern(r"\$[^$\s](?:[^$\n]*[^$\s\\])?\$|\$\$[^$\n]+\$\$")


class Form(Enum):
    """What a piece is; SPACE only occurs while pieces are being made."""

    TEXT = 1
    SPACE = 2
    BREAK = 3
    IMAGE = 4
    NOTE = 5
    MATH = 6


class Piece(NamedTuple):
    """A stretch of text, a line break, an image and the like, under the same marks.

    text: the text; an image's alternative text; a newline for a line break; the label of the note
        that is referred to; a formula in its dollar signs.
    stack: the marks; ``code`` is always the last of them.
    target: the address of an image.
    """

    form: Form
    text: str
    stack: Stack
    target: str = ""


def runs_of(block: Block) -> tuple[Run, ...]:
    """Return the block's runs; its text as a single run where it has none."""
    return block.runs or (Run(block.text),)


def pieces(
    runs: Iterable[Run], marks: Mapping[str, str] = MARKS, base_url: str | None = None
) -> list[Piece]:
    """Return the runs as pieces.

    marks: names of inline elements on the page, each with the mark it becomes.
    No mark begins or ends with white space, neighbours under the same marks are one piece, and
    there is no white space at either end. Images that may not be shown leave no trace.
    """
    found: list[Piece] = []
    gap: list[Piece] = []
    for piece in _split(runs, marks, base_url):
        if piece.form in (Form.SPACE, Form.BREAK):
            gap.append(piece)
            continue
        if found and gap:
            found.append(_close_gap(gap, found[-1].stack, piece.stack))
        gap = []
        found.append(piece)
    return list(_merged(found))


def shared(first: Sequence[Mark], second: Sequence[Mark]) -> int:
    """Return how many marks two stacks have in common, counted from the outermost."""
    count = 0
    for one, other in zip(first, second, strict=False):
        if one != other:
            break
        count += 1
    return count


def _split(runs: Iterable[Run], marks: Mapping[str, str], base_url: str | None) -> Iterator[Piece]:
    """Yield each run's lines, with the white space at their ends as pieces of its own."""
    for run in runs:
        text = clean(run.text).replace("\t", " ")
        stack = _stack(run, marks, base_url)
        if "img" in run.tags:
            text = " ".join(text.split())
            target = safe_target(run.href, base_url, IMAGE_SCHEMES)
            if target:
                yield Piece(Form.IMAGE, text, stack, target)
            continue
        core = text.strip()
        special = _special(run.tags, core)
        if special:
            before, _, after = text.partition(core)
            if before:
                yield Piece(Form.SPACE, " ", stack)
            yield Piece(special, core[1:-1] if special is Form.NOTE else core, stack)
            if after:
                yield Piece(Form.SPACE, " ", stack)
            continue
        if text == " " and "br" in run.tags:
            text = "\n"
        for index, line in enumerate(text.split("\n")):
            if index:
                # Code spans can't hold a line break, so code is closed before and opened after.
                yield Piece(Form.BREAK, "\n", tuple(m for m in stack if m[0] != "code"))
            yield from _line(line, stack)


def _special(tags: Iterable[str], text: str) -> Form | None:
    """The form of a run that stands for something else than text, if it is well formed."""
    if "note" in tags and _NOTE.fullmatch(text):
        return Form.NOTE
    return Form.MATH if "math" in tags and _MATH.fullmatch(text) else None


def _line(line: str, stack: Stack) -> Iterator[Piece]:
    """Yield the text of one line, and the white space before and after it."""
    core = line.strip()
    start = len(line) - len(line.lstrip())
    end = start + len(core)
    for form, text in ((Form.SPACE, line[:start]), (Form.TEXT, core), (Form.SPACE, line[end:])):
        if text:
            yield Piece(form, text, stack)


def _stack(run: Run, marks: Mapping[str, str], base_url: str | None) -> Stack:
    """Return the marks of a run: each once, only those that can be written, code innermost."""
    found: dict[str, str] = {}
    for tag in run.tags:
        if tag == "a" and "img" not in run.tags:
            target = safe_target(run.href, base_url)
            if target:
                found.setdefault("a", target)
        elif tag in marks:
            found.setdefault(marks[tag], "")
    if "code" in found:
        found["code"] = found.pop("code")
    return tuple(found.items())


def _close_gap(gap: Sequence[Piece], before: Stack, after: Stack) -> Piece:
    """Return white space between two texts as one piece, under the marks they all share."""
    stack = before[: shared(before, after)]
    for piece in gap:
        stack = stack[: shared(stack, piece.stack)]
    if any(piece.form is Form.BREAK for piece in gap):
        return Piece(Form.BREAK, "\n", stack)
    return Piece(Form.TEXT, "".join(piece.text for piece in gap), stack)


def _merged(found: Iterable[Piece]) -> Iterator[Piece]:
    """Yield the pieces, neighbouring texts under the same marks as one."""
    for (form, stack), group in groupby(found, key=lambda piece: (piece.form, piece.stack)):
        if form is Form.TEXT:
            yield Piece(form, "".join(piece.text for piece in group), stack)
        else:
            yield from group
