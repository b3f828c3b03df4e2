"""What the segmenters hand on: leaf blocks, and the frames (open elements) they stand in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple, TypeAlias

from declutter.model import Kind

#: Stand in a leaf's pieces for a forced line break and for the border of two table cells.
#: Both are white space to `str.split`, so that no text depends on them.
LINE_BREAK = "\x1e"
CELL_BREAK = "\x1d"

#: The source of leaves that only browsers without scripts show.
NOSCRIPT = "<noscript>"

#: (index into the pieces, name of the inline element or "/" + name, link target or image source)
Mark: TypeAlias = "tuple[int, str, str]"


class Hiding(IntEnum):
    """How surely a reader does not see an element."""

    SHOWN = 0
    #: Its attributes hide it for now: tabs, answers and streamed pages start like that.
    NOT_DISPLAYED = 1
    #: No browser shows it: templates, texts for screen readers, drawings' titles.
    NEVER_SHOWN = 2


class Unseen(NamedTuple):
    """A stretch of a leaf that no reader sees; its text is not part of the leaf's.

    at: the index of the leaf's piece that it stood in, -1 in plain text. why: in words.
    hidden: how surely, a `Hiding`.
    """

    at: int
    text: str
    why: str
    hidden: int = Hiding.NEVER_SHOWN


class Leaf:
    """One block before anything is known about it. Plain slots: a page has hundreds."""

    __slots__ = (
        "button_chars",
        "cells",
        "frame",
        "group",
        "hidden",
        "kind",
        "language",
        "level",
        "link_chars",
        "links",
        "marker",
        "marks",
        "pieces",
        "source",
        "text",
        "unseen",
        "where",
        "words_mask",
    )

    def __init__(
        self,
        text: str,
        kind: Kind,
        frame: int,
        where: object = None,
        pieces: list[str] | None = None,
        marks: list[Mark] | None = None,
        link_chars: int = 0,
        links: int = 0,
        button_chars: int = 0,
        words_mask: int = 0,
        unseen: list[Unseen] | None = None,
    ) -> None:
        self.text = text
        self.kind = kind
        self.frame = frame  # index of the innermost frame
        self.where = where  # its element in HTML, (first, last) line numbers in text
        self.pieces = [] if pieces is None else pieces  # raw text pieces, HTML only
        self.marks = [] if marks is None else marks  # inline marks on the pieces
        self.link_chars = link_chars  # characters inside links
        self.links = links
        self.button_chars = button_chars  # characters inside buttons, labels and options
        self.words_mask = words_mask  # labels named by attributes of inline elements
        self.hidden = 0  # `Hiding`, of all the inline elements or characters it consists of
        self.unseen = [] if unseen is None else unseen  # what was taken out of its text
        self.source = ""  # which of the page's data it was taken from, if no element showed it
        self.level = 0
        self.marker = ""
        self.group = -1
        self.language = ""
        self.cells: tuple[int, ...] = ()  # of a joined table row: the frames of its cells


@dataclass(slots=True)
class Frames:
    """Block-level elements in document order, as columns; frame 0 is the whole page.

    A frame holds the leaves ``first[i]`` up to, not including, ``last[i]``.
    """

    parent: list[int] = field(default_factory=list)
    tag: list[str] = field(default_factory=list)
    name: list[str] = field(default_factory=list)  # class attribute, for look-alike signatures
    mask: list[int] = field(default_factory=list)  # bits of labels its attributes name
    hidden: list[int] = field(default_factory=list)  # `Hiding`, of itself or an ancestor
    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """A segmented page: leaves in reading order, frames, and what the walk came across."""

    is_html: bool
    leaves: list[Leaf] = field(default_factory=list)
    frames: Frames = field(default_factory=Frames)
    title: str = ""  # text of the <title> element
    images: list[tuple[int, str, str, int]] = field(default_factory=list)
    """Images without text beside them: (next leaf, source, alternative text, frame)."""
    mail_fields: list[int] = field(default_factory=list)
    """The frame of each field that asks for a reader's address."""
    deep: bool = False  # elements stand deeper than was allowed
    flattened: bool = False  # such elements were moved up
    full: bool = False  # the page goes on behind the last leaf that was allowed
