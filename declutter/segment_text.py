"""Cuts plain text into the same leaves and frames that HTML gives.

A line is a block, unless the page is hard-wrapped: then the lines of a paragraph are joined
again. Blank lines part chunks, and inside a chunk runs of lines of one shape stand together;
both are frames, so that everything after segmentation sees containers as it does in HTML.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final, NamedTuple

from declutter.model import Kind
from declutter.page import Hiding, Leaf, Page
from declutter.title_line import title_line
from declutter.unseen import has_carriers, strip

#: Lines of a wrapped page are at most this long, in characters; terminals and mails wrap below.
MAX_WRAP: Final = 100
MIN_WRAP: Final = 40
#: A line of at least this many characters is prose to the run frames.
PROSE_LINE: Final = 100
#: A line shorter than this, in characters, without a full stop is a line, not a paragraph.
SHORT_LINE: Final = 90

_BULLET = re.compile(r"[ \t]{0,40}([*\-+•·‣▪◦●■–—►▶»]|\(?\d{1,3}[.)])[ \t]{1,8}(?=\S)")
_HEADING = re.compile(r"(#{1,6})[ \t]{1,4}(?=\S)")
_FENCE = re.compile(r"[ \t]{0,3}(`{3,40}|~{3,40})[ \t]{0,4}([\w+#.-]{0,30})")
_RULE = re.compile(r"[ \t]*[-=_*~#+.·•–—|]{3,}[ \t]*$")
_INVISIBLE = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e"
_SPACES = " \t\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_STRIPPED = _SPACES + _INVISIBLE
_ENDS = '.!?…:;。！？।؟"”»)'


class _Line(NamedTuple):
    number: int  # from 1
    text: str  # stripped
    indent: int


def segment_text(text: str) -> Page:
    """Read a text once and return its leaves and frames."""
    return _Reader(text).read()


class _Reader:
    """The state of one reading."""

    def __init__(self, text: str) -> None:
        self.page = Page(is_html=False)
        self.raw = _split(text)
        self.lines = [
            _Line(number, line.strip(_STRIPPED), len(line) - len(line.lstrip(_STRIPPED)))
            for number, line in enumerate(self.raw, 1)
        ]
        self.width = _wrap_width(self.lines)
        self.shapes: list[str] = []  # of each leaf

    def read(self) -> Page:
        root = self.open_frame("page", "", -1)
        chunk: list[_Line] = []
        at = 0
        lines = self.lines
        while at < len(lines):
            line = lines[at]
            fence = _FENCE.match(line.text)
            if fence or not line.text:
                self.read_chunk(chunk, root)
                chunk = []
                at = self.read_code(at, fence, root) if fence else at + 1
                continue
            chunk.append(line)
            at += 1
        self.read_chunk(chunk, root)
        self.page.frames.last[root] = len(self.page.leaves)
        self.page.title = title_line(self.page.leaves)
        return self.page

    # -- frames -----------------------------------------------------------------------------

    def open_frame(self, tag: str, name: str, parent: int) -> int:
        frames = self.page.frames
        frames.parent.append(parent)
        frames.tag.append(tag)
        frames.name.append(name)
        frames.mask.append(0)
        frames.hidden.append(False)
        frames.first.append(len(self.page.leaves))
        frames.last.append(len(self.page.leaves))
        return len(frames.parent) - 1

    # -- chunks -----------------------------------------------------------------------------

    def read_chunk(self, chunk: list[_Line], root: int) -> None:
        """Lines between two blank ones: join what was wrapped, then frame runs of one shape."""
        if not chunk:
            return
        frames = self.page.frames
        outer = self.open_frame("chunk", "", root)
        run, run_shape = -1, ""
        for group in self.paragraphs(chunk):
            leaf = self.leaf_of(group)
            shape = _run_shape(leaf)
            if run < 0 or shape != run_shape:
                run, run_shape = self.open_frame("run", shape, outer), shape
            # The line's own frame carries its shape, as an element carries its class.
            leaf.frame = self.open_frame("line", _line_shape(leaf, group), run)
            self.page.leaves.append(leaf)
            for frame in (leaf.frame, run, outer):
                frames.last[frame] = len(self.page.leaves)

    def paragraphs(self, chunk: list[_Line]) -> list[list[_Line]]:
        groups: list[list[_Line]] = []
        for line in chunk:
            if groups and self.continues(groups[-1], line):
                groups[-1].append(line)
            else:
                groups.append([line])
        return groups

    def continues(self, group: list[_Line], line: _Line) -> bool:
        """Whether a line goes on with the paragraph above, as greedy wrapping would break it."""
        above = group[-1]
        if not self.width or _BULLET.match(line.text) or _HEADING.match(line.text):
            return False
        if _RULE.match(above.text) or _RULE.match(line.text) or "|" in line.text[:1]:
            return False
        first_word = line.text.split(None, 1)[0]
        filled = above.indent + len(above.text) + 1 + len(first_word) > self.width
        opened = above.text[-1] not in _ENDS and line.text[:1].islower()
        item = len(group) == 1 and _BULLET.match(above.text) is not None
        aligned = line.indent == above.indent or item or len(group) == 1
        return (filled and aligned) or (opened and len(above.text) > self.width * 0.6)

    def leaf_of(self, group: list[_Line]) -> Leaf:
        text = " ".join(line.text for line in group)
        leaf = Leaf("", Kind.PARAGRAPH, 0)
        leaf.where = (group[0].number, group[-1].number)
        heading, bullet = _HEADING.match(text), _BULLET.match(text)
        if heading:
            leaf.kind, leaf.level = Kind.HEADING, len(heading.group(1))
            text = text[heading.end() :]
        elif bullet and len(text) > bullet.end():
            leaf.kind, leaf.level = Kind.ITEM, 1 + min(group[0].indent // 2, 5)
            leaf.marker = bullet.group(1)
            text = text[bullet.end() :]
        elif (text[0] == "|" and text.count("|") >= 2) or text.count("\t") >= 2:
            leaf.kind = Kind.TABLE
            text = "\t".join(
                " ".join(cell.split()) for cell in re.split(r"[|\t]", text) if cell.strip()
            )
        elif len(text) < SHORT_LINE and text[-1] not in _ENDS:
            leaf.kind = Kind.LINE
        leaf.text = text if leaf.kind is Kind.TABLE else " ".join(text.split())
        if not leaf.text:
            leaf.text = " ".join(" ".join(line.text for line in group).split())
        if not leaf.text.isascii() and has_carriers(leaf.text):
            seen, unseen = strip(leaf.text)
            if not seen:
                leaf.hidden = Hiding.NEVER_SHOWN
            else:
                leaf.text, leaf.unseen = seen, unseen
        return leaf

    def read_code(self, at: int, fence: re.Match[str] | None, root: int) -> int:
        """A fenced block is one leaf; an unclosed fence is a line like any other."""
        assert fence is not None
        lines, mark = self.lines, fence.group(1)
        end = at + 1
        # A closing fence stands alone on its line: what has words behind it is text.
        while end < len(lines) and not (
            lines[end].text.startswith(mark) and not lines[end].text.strip(mark[0])
        ):
            end += 1
        code = "\n".join(self.raw[at + 1 : end]).strip("\n")
        alone = not lines[at].text[fence.end() :].strip()
        if end == len(lines) or not code.strip() or not alone:
            self.read_chunk([lines[at]], root)
            return at + 1
        leaf = Leaf(code, Kind.CODE, self.open_frame("line", "code", root))
        leaf.where = (lines[at].number, lines[end].number)
        leaf.language = fence.group(2)
        self.page.leaves.append(leaf)
        self.page.frames.last[leaf.frame] = len(self.page.leaves)
        return end + 1


def _split(text: str) -> list[str]:
    """Lines by the line ends that editors and mails use, not by every Unicode separator."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").split("\n")


def _wrap_width(lines: list[_Line]) -> int:
    """The column a page was hard-wrapped at, or 0 if each of its lines is a paragraph.

    Wrapped text shows in pairs of lines inside a chunk, the first of which stops in the middle of
    a sentence: the first word of the second would not have fitted on it any more.
    """
    lengths = [line.indent + len(line.text) for line in lines if len(line.text) >= MIN_WRAP]
    fitting = sorted(length for length in lengths if length <= MAX_WRAP)
    if len(fitting) < 3 or len(fitting) < 0.8 * len(lengths):
        return 0
    width = fitting[int(len(fitting) * 0.97)] if len(fitting) > 30 else fitting[-1]
    pairs = full_pairs = 0
    for above, line in pairwise(lines):
        if len(above.text) < MIN_WRAP or not line.text or above.text[-1] in ".!?。！？":
            continue
        if _BULLET.match(line.text):
            continue
        pairs += 1
        word = line.text.split(None, 1)[0]
        full_pairs += above.indent + len(above.text) + 1 + len(word) > width
    return width if full_pairs >= 2 and full_pairs * 2 >= pairs else 0


def _run_shape(leaf: Leaf) -> str:
    if leaf.kind in (Kind.ITEM, Kind.TABLE, Kind.CODE, Kind.HEADING):
        return str(leaf.kind)
    return "prose" if len(leaf.text) >= PROSE_LINE else "short"


def _line_shape(leaf: Leaf, group: list[_Line]) -> str:
    """A name for how the line looks: lines of one list share it."""
    text = leaf.text
    length = "long" if len(text) > 200 else "medium" if len(text) > 60 else "short"
    ending = "cut" if text.endswith(("...", "…")) else "stop" if text[-1] in _ENDS else "open"
    marker = leaf.marker[-1:] if leaf.marker else ""
    return f"{leaf.kind} {length} {ending} {marker} {min(group[0].indent, 20)}"
