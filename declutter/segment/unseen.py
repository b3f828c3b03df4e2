"""Text that no reader sees inside a line that is seen.

The line stays one leaf, and what is unseen in it is taken out of its text: neither the rules nor
the scorecards read it. The ledger shows it as blocks of its own, at its place in the line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from declutter.model import Block, Kind
from declutter.page import CELL_BREAK, LINE_BREAK, Leaf, Mark, Page, Unseen
from declutter.patterns import pattern

#: Characters without a glyph that carry a text: Unicode's tag characters, runs of zero-width
#: characters, and runs of variation selectors. A flag such as Scotland's is spelt in tag
#: characters as well, a family of emoji is joined by single zero-width ones: those stay.
_CARRIERS: Final = pattern(
    "(?P<flag>\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{2,6}\U000e007f)"
    "|(?P<tags>[\U000e0000-\U000e007f]+)"
    "|[\u200b-\u200d\u2060-\u2064\ufeff\u180e\u00ad]{4,}"
    "|[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2,}"
)
#: Any of their characters: one plain set, which most texts are soon through with.
_ANY: Final = pattern(
    "[\u00ad\u180e\u200b-\u200d\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0000-\U000e01ef]"
)
_TAGS: Final = 0xE0000
_SHOWN: Final = 60


def has_carriers(text: str) -> bool:
    """Whether `carriers` finds something in a text."""
    return bool(_ANY.search(text) and carriers(text))


def carriers(text: str) -> list[tuple[int, int, str]]:
    """Where a text holds characters that carry an unseen one: start, end, and what they are."""
    return [
        (match.start(), match.end(), _named(match))
        for match in _CARRIERS.finditer(text)
        if not match["flag"]
    ]


def _named(match: re.Match[str]) -> str:
    if not match["tags"]:
        return "a run of characters without a glyph"
    spelt = "".join(chr(ord(char) - _TAGS) for char in match["tags"][:_SHOWN])
    return f"tag characters that spell “{''.join(c for c in spelt if c.isprintable())}”"


def strip(text: str) -> tuple[str, list[Unseen]]:
    """A text without its carriers, and those; for plain text, where there are no pieces."""
    shown, found, at = [], [], 0
    for start, end, why in carriers(text):
        shown.append(text[at:start])
        found.append(Unseen(-1, text[start:end], why))
        at = end
    return "".join([*shown, text[at:]]), found


class InlineHiding:
    """What hidden inline elements and carriers hide of the block that is being written.

    buffer: the block's pieces so far, the writer's own. start: where in it the hidden element
    around began, -1 for none. hidden: how that one hides. unseen: what was taken out.
    """

    def __init__(self, buffer: list[str]) -> None:
        self.buffer = buffer
        self.start, self.hidden = -1, 0
        self.unseen: list[Unseen] = []

    def begin(self, hidden: int) -> None:
        """A hidden element begins here."""
        self.start, self.hidden = len(self.buffer), hidden

    def end(self) -> None:
        """It ends here."""
        self.hide()
        self.start, self.hidden = -1, 0

    def hide(self) -> None:
        """Leave blank what stands in the hidden element; marks on the pieces stay in place."""
        buffer, at = self.buffer, self.start
        text = "".join(buffer[at:])
        if text.strip():
            why = "its inline element is not shown"
            self.unseen.append(Unseen(at, text, why, self.hidden))
            buffer[at:] = [""] * (len(buffer) - at)

    def restore(self) -> int:
        """Put everything back, where nothing else is in the block; returns how it is hidden."""
        for gone in self.unseen:
            self.buffer[gone.at] = gone.text
        hidden = min(gone.hidden for gone in self.unseen)
        self.unseen = []
        return hidden

    def part(self, marks: list[Mark]) -> list[Mark]:
        """Cut carriers out of the pieces and leave them blank; returns the marks, moved along."""
        cut: list[str] = []
        place: list[int] = []  # old index -> new one
        found: list[Unseen] = []
        for piece in self.buffer:
            place.append(len(cut))
            at = 0
            for start, end, why in [] if piece.isascii() else carriers(piece):
                cut += [piece[at:start], ""]
                found.append(Unseen(len(cut) - 1, piece[start:end], why))
                at = end
            cut.append(piece[at:])
        place.append(len(cut))
        self.unseen = sorted(found + [gone._replace(at=place[gone.at]) for gone in self.unseen])
        last = len(self.buffer)
        self.buffer[:] = cut
        return [(place[min(at, last)], tag, value) for at, tag, value in marks]


def parts(leaf: Leaf) -> Iterator[tuple[str, int, int, str]]:
    """A leaf cut where something in it is unseen.

    Yields text, first piece, end of the pieces, and why it is unseen (empty for what is seen).
    """
    if not leaf.pieces:
        yield leaf.text, 0, 0, ""
        for gone in leaf.unseen:
            yield gone.text, 0, 0, gone.why
        return
    at = 0
    for gone in [*leaf.unseen, Unseen(len(leaf.pieces), "", "")]:
        text = _collapsed("".join(leaf.pieces[at : gone.at]), leaf.kind)
        if text:
            yield text, at, gone.at, ""
        at = gone.at
        if gone.text:
            yield " ".join(gone.text.split()), at, at, gone.why


def by_leaf(blocks: Sequence[Block], index: int, page: Page) -> tuple[Sequence[Block], int]:
    """One block a leaf, what is seen of it, and which leaf the block at ``index`` belongs to."""
    if not any(leaf.unseen for leaf in page.leaves):
        return blocks, index
    seen, at, own = [], 0, 0
    for number, leaf in enumerate(page.leaves):
        hidden = [bool(why) for *_, why in parts(leaf)] if leaf.unseen else [False]
        if at <= index < at + len(hidden):
            own = number
        seen.append(blocks[at + hidden.index(False)])
        at += len(hidden)
    return seen, own


def _collapsed(raw: str, kind: Kind) -> str:
    """White space as a browser shows it, breaks and cells kept; code as it is."""
    if kind is Kind.CODE:
        return raw.strip("\r\n").rstrip()
    cells = (
        "\n".join(filter(None, (" ".join(line.split()) for line in cell.split(LINE_BREAK))))
        for cell in raw.split(CELL_BREAK)
    )
    return ("\t" if kind is Kind.TABLE else " ").join(cells).strip()
