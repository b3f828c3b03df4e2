"""Writes leaves and frames while an HTML tree is walked: the half that knows no tree order.

`segment_html` calls in reading order: open a frame, add text and marks, close the frame. The
text between two of these calls is a block.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from lxml import etree

from declutter.model import Kind
from declutter.page import LINE_BREAK, Leaf, Mark, Page
from declutter.rules.stylesheet import Hiders
from declutter.segment.attribute_words import (
    HIDES,
    LABELS_AT,
    NEVER_SHOWN,
    NOT_DISPLAYED,
    Attributes,
)
from declutter.segment.code_language import code_language, named_language, names_around
from declutter.segment.elements import DISTINCT, HEADINGS, HIDING, KINDS, LISTS, PLAIN
from declutter.segment.list_numbers import ListNumbers
from declutter.segment.table_rows import join_cells
from declutter.segment.unseen import InlineHiding, has_carriers

#: Inline elements around a block that it keeps marks of: pages forget to end them by the thousand.
MAX_MARKS: Final = 32
# Looking a member of an enum up costs more than comparing it.
_CODE, _HEADING, _ITEM, _TABLE, _PARAGRAPH = (
    Kind.CODE, Kind.HEADING, Kind.ITEM, Kind.TABLE, Kind.PARAGRAPH,
)  # fmt: skip


class Setting(NamedTuple):
    """What the frames around a block make of it.

    kind: of its leaves. level: nesting depth of lists. group: the innermost list or table.
    heading: level of the heading it stands in. item: frame of the list item it stands in.
    """

    kind: Kind
    level: int
    group: int
    heading: int
    item: int


class BlockWriter:
    """The page so far, the open frame, and the text that is not yet a block."""

    def __init__(self, hiders: Hiders) -> None:
        self.page = Page(is_html=True)
        self.leaves = self.page.leaves
        self.frames = self.page.frames
        self.frame = -1
        self.hidden: dict[int, int] = {}  # frame -> how it hides by itself, bits of `Hiding`
        self.first, self.last = self.frames.first, self.frames.last
        self.setting = Setting(_PARAGRAPH, 0, -1, 0, -1)
        self.verbatim = False  # whether the setting is that of code
        self.element: Any = None  # the innermost one around the walk that opened or holds frames
        self.items_begun: set[int] = set()  # list item frames that have their first leaf
        self.numbers = ListNumbers()
        self.hidden_tags = hiders.tags  # by the page's style sheets
        self.attributes = Attributes(hiders)
        self.buffer: list[str] = []
        self.inline = InlineHiding(self.buffer)
        self.marks: list[Mark] = []
        self.open_marks: list[tuple[str, str]] = []
        # Where the buffer stood after its last line break, inline element and link; -1 for none.
        self.break_at = self.closed_at = self.link_closed_at = -1
        self.link_depth = self.link_start = self.link_chars = self.links = 0
        self.link_end = 0  # where a link ended that the block begins with
        self.button_chars = self.words_mask = 0
        self.code_class = ""  # class of a <code> inside <pre>

    def finish(self) -> Page:
        """The page, with what is still open ended, and what is hidden around what is inside."""
        frames = self.frames
        while self.frame >= 0:
            self.last[self.frame] = len(self.leaves)
            self.frame = frames.parent[self.frame]
        frames.hidden = hidden = [0] * len(self.first)
        if self.hidden:
            for frame, hides in self.hidden.items():
                hidden[frame] = min(hides, NEVER_SHOWN)
            for frame in range(min(self.hidden), len(hidden)):
                around = hidden[frames.parent[frame]] if frame else 0
                if around > hidden[frame]:
                    hidden[frame] = around
        return self.page

    # -- frames -----------------------------------------------------------------------------

    def open_frame(self, element: Any, tag: str, said: int, name: str) -> Setting:
        """Begin a frame; returns the setting to give back to `close_frame`.

        said: what its attributes say (`attribute_words`). name: its class attribute.
        """
        if self.buffer or self.marks or self.words_mask:
            self.flush()
        frames, parent = self.frames, self.frame
        self.frame, self.element = len(self.first), element
        frames.parent.append(parent)
        frames.tag.append(tag)
        frames.name.append(name)
        frames.mask.append(said >> LABELS_AT)
        self.first.append(len(self.leaves))
        self.last.append(0)
        return self.enter_part(element, tag, said & HIDES)

    def enter_part(self, element: Any, tag: str, hides: int) -> Setting:
        """The frame just begun makes a difference; returns the setting before.

        hides: bits of `Hiding`, by the frame's attributes.
        """
        hides |= HIDING.get(tag, 0)
        if tag in self.hidden_tags:
            hides |= NOT_DISPLAYED
        if hides:
            self.hidden[self.frame] = hides
        before = self.setting
        if tag in DISTINCT:
            self.describe(tag, element)
        return before

    def describe(self, tag: str, element: etree._Element) -> None:
        """Change the setting for a frame that makes a difference to its blocks."""
        kind, level, group, heading, item = self.setting
        kind = KINDS.get(tag) or (_PARAGRAPH if tag in PLAIN else kind)
        if tag == "li":
            item = self.frame
            self.numbers.item(group, element)
        elif tag in LISTS:
            level += 1
            group = self.frame
            if tag == "ol":
                self.numbers.begin(group, element)
        elif tag in HEADINGS:
            heading = HEADINGS[tag]
        elif tag == "table":
            level, group = 0, self.frame
        elif tag == "pre":
            self.code_class = named_language(element.get)
        elif tag == "dd":
            item = self.frame
        self.setting = Setting(kind, level, group, heading, item)
        self.verbatim = kind is _CODE

    def close_frame(self, before: Setting, around: Any) -> None:
        """End the open frame. before: what `open_frame` returned. around: the element around."""
        if self.buffer or self.marks or self.words_mask:
            self.flush()
        frame = self.frame
        self.last[frame] = len(self.leaves)
        self.leave_part(frame, before)
        self.frame, self.element = self.frames.parent[frame], around

    def leave_part(self, frame: int, before: Setting) -> None:
        """A frame ends that made a difference; ``before``: the setting around it."""
        if self.frames.tag[frame] == "tr":
            join_cells(self.page, frame)
        self.setting = before
        self.verbatim = before.kind is _CODE

    # -- blocks -----------------------------------------------------------------------------

    def flush(self) -> None:
        """Make the text so far a block, if there is any."""
        buffer, inline = self.buffer, self.inline
        if buffer:
            if inline.start >= 0:
                inline.hide()
            if self.link_depth:
                self.end_link()
            raw = "".join(buffer)
            if not raw.isascii() and has_carriers(raw):
                self.count_link()
                self.marks = inline.part(self.marks)
                raw = "".join(buffer)
            text = self.text_of(raw)
            if text:
                self.add_leaf(text)
            elif inline.unseen:  # nothing else: a leaf like others, and marked
                self.count_link()
                hidden = inline.restore()
                self.add_leaf(self.text_of("".join(buffer)))
                self.leaves[-1].hidden = hidden
            elif self.marks:
                self.keep_images()
            buffer.clear()
        else:
            self.keep_images()
        self.break_at = self.closed_at = self.link_closed_at = -1
        self.link_start = self.link_end = self.link_chars = 0
        self.button_chars = self.words_mask = 0
        self.links = 1 if self.link_depth else 0
        if inline.unseen:
            inline.unseen = []
        if inline.start > 0:
            inline.start = 0
        marks = self.open_marks
        self.marks = [(0, tag, value) for tag, value in marks[:MAX_MARKS]] if marks else []

    def end_link(self) -> None:
        """A link ends here. How long it is, is counted later where it begins the block: most
        often it is all of it."""
        if self.link_start:
            self.link_chars += visible(self.buffer[self.link_start :])
        else:
            self.link_end = len(self.buffer)
            if self.inline.start >= 0:  # part of it may be taken out
                self.count_link()

    def count_link(self) -> None:
        """Count the characters of the link that the block begins with."""
        if self.link_end:
            self.link_chars += visible(self.buffer[: self.link_end])
            self.link_end = 0

    def text_of(self, raw: str) -> str:
        """Raw text with its white space as a browser shows it."""
        if self.verbatim:
            return raw.strip("\r\n").rstrip() if raw.strip() else ""
        if self.break_at >= 0:
            lines = (" ".join(line.split()) for line in raw.split(LINE_BREAK))
            return "\n".join(line for line in lines if line)
        return " ".join(raw.split())

    def add_leaf(self, text: str) -> None:
        """Add a leaf with the counts and marks gathered since the last one."""
        kind, buffer, chars = self.setting.kind, self.buffer, len(text)
        if self.link_end:
            rest = buffer[self.link_end :]
            if self.verbatim or len(rest) > 1 or (rest and not rest[0].isspace()):
                self.count_link()
            else:
                self.link_chars = chars
        leaf = Leaf(
            text,
            kind,
            self.frame,
            self.element,
            buffer.copy(),
            self.marks,
            self.link_chars if self.link_chars < chars else chars,
            self.links,
            self.button_chars if self.button_chars < chars else chars,
            self.words_mask,
            self.inline.unseen or None,
        )
        if kind is _HEADING:
            leaf.level = self.setting.heading
        elif kind is _ITEM or kind is _TABLE:
            self.describe_item(leaf)
        elif kind is _CODE:
            leaf.language = self.code_language()
        self.leaves.append(leaf)

    def keep_images(self) -> None:
        """Remember where images stand that have no text beside them."""
        for _, tag, value in self.marks:
            if tag == "img":
                source, _, alt = value.partition("\n")
                self.page.images.append((len(self.leaves), source, alt, self.frame))

    def describe_item(self, leaf: Leaf) -> None:
        """Number a list item; what follows in the same item is a paragraph inside it."""
        _, leaf.level, leaf.group, _, item = self.setting
        if leaf.kind is _TABLE:
            return
        if item in self.items_begun:
            leaf.kind = _PARAGRAPH
            return
        self.items_begun.add(item)
        number = self.numbers.last.get(leaf.group)
        numbered = number is not None and self.frames.tag[item] == "li"
        leaf.marker = f"{number}." if numbered else "-"

    def code_language(self) -> str:
        """The language that a ``language-x`` class names in the code or just around it."""
        names = [self.code_class, *names_around(self.frames, self.frame)]
        self.code_class = ""
        return code_language(names)


def visible(pieces: list[str]) -> int:
    """Characters in pieces once white space is collapsed."""
    return len(" ".join("".join(pieces).split()))
