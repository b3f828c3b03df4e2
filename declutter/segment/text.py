"""Cuts plain text into the same leaves and frames that HTML gives.

A line is a block, unless the page is hard-wrapped: then the lines of a paragraph are joined
again. Blank lines part chunks, and inside a chunk runs of lines of one shape stand together;
both are frames, so that everything after segmentation sees containers as it does in HTML.
"""

from __future__ import annotations

import re
from typing import Final

from declutter.limits import FullError, LimitedList
from declutter.model import Kind
from declutter.page import Hiding, Leaf, Page
from declutter.patterns import pattern
from declutter.segment.dump_marks import DumpMarks
from declutter.segment.sentences import holding_line, sentences
from declutter.segment.title_line import title_line
from declutter.segment.unseen import has_carriers, strip
from declutter.segment.wrapping import BULLET, Joiner, Line, columns, is_full, wrap_width

#: A line of at least this many characters is prose to the run frames.
PROSE_LINE: Final = 100
#: A line shorter than this, in characters, without a full stop is a line, not a paragraph.
SHORT_LINE: Final = 90

#: Letters and signs that ``lynx -dump`` sets before the items of inner lists, far to the right.
_INNER_BULLET = pattern(r"([o+#@=])[ \t](?=\S)")
_INNER_INDENT: Final = 8
#: Markdown's headings stand at most three columns to the right.
_CODE_INDENT: Final = 4
_HEADING = pattern(r"(#{1,6})[ \t]{1,4}(?=\S)")
_FENCE = pattern(r"[ \t]{0,3}(`{3,40}|~{3,40})[ \t]{0,4}([\w+#.-]{0,30})")
_RULE = pattern(r"[ \t]*[-=_*~#+.·•–—|─━═]{3,}[ \t]*$")
#: A word that was cut in two at the end of a line.
_BROKEN = pattern(r"[^\W\d_]{2}[-\u00ad]$")
#: What Markdown sets below a line to make it a heading, by level.
_UNDERLINES = ("=", "-")
_GAP = pattern(r"(?<=\S) {3,}(?=\S)")
_BORDER = pattern(r"[│┃║|\t]")
_INVISIBLE = (
    "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u061c\u202a\u202b\u202c\u202d\u202e"
    "\u2066\u2067\u2068\u2069"
)
_SPACES = " \t\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
_STRIPPED = _SPACES + _INVISIBLE
_ENDS = '.!?…:;。！？।؟"”»)'


def segment_text(text: str, max_blocks: int | None = None) -> Page:
    """Read a text once and return its leaves and frames, up to so many leaves."""
    reader = _Reader(text)
    if max_blocks is not None:
        reader.page.leaves = LimitedList(max_blocks)
    try:
        reader.read()
    except FullError:
        reader.page.full = True
    return reader.finish()


class _Reader:
    """The state of one reading."""

    def __init__(self, text: str) -> None:
        self.page = Page(is_html=False)
        self.raw = _split(text)
        self.lines = [
            Line(number, line.strip(_STRIPPED), len(line) - len(line.lstrip(_STRIPPED)))
            for number, line in enumerate(self.raw, 1)
        ]
        self.width = wrap_width(self.lines)
        self.joiner = Joiner(self.lines)
        self.marks = DumpMarks(self.lines)
        self.holding = holding_line(self.lines)
        self.shapes: list[str] = []  # of each leaf

    def read(self) -> None:
        root = self.open_frame("page", "", -1)
        chunk: list[Line] = []
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

    def finish(self) -> Page:
        """The page, whether it was read to its end or not."""
        self.page.frames.last[0] = len(self.page.leaves)
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

    def read_chunk(self, chunk: list[Line], root: int) -> None:
        """Lines between two blank ones: join what was wrapped, then frame runs of one shape."""
        if not chunk:
            return
        frames = self.page.frames
        outer = self.open_frame("chunk", "", root)
        run, run_shape = -1, ""
        groups = self.paragraphs(chunk)
        for group, below in zip(groups, [*groups[1:], None], strict=True):
            leaf = self.leaf_of(group)
            if below is not None and (level := _underlined(leaf, below[0])):
                leaf.kind, leaf.level = Kind.HEADING, level
            shape = _run_shape(leaf)
            if run < 0 or shape != run_shape:
                run, run_shape = self.open_frame("run", shape, outer), shape
            # The line's own frame carries its shape, as an element carries its class.
            leaf.frame = self.open_frame("line", _line_shape(leaf, group), run)
            self.page.leaves.append(leaf)
            for frame in (leaf.frame, run, outer):
                frames.last[frame] = len(self.page.leaves)

    def paragraphs(self, chunk: list[Line]) -> list[list[Line]]:
        groups: list[list[Line]] = []
        for line in chunk:
            if line is self.holding:
                groups.extend([line._replace(text=text)] for text in sentences(line.text))
            elif groups and self.continues(groups[-1], line):
                groups[-1].append(line)
            else:
                groups.append([line])
        return groups

    def continues(self, group: list[Line], line: Line) -> bool:
        """Whether a line goes on with the paragraph above, as greedy wrapping would break it."""
        above = group[-1]
        if not self.width or _bullet(line) or _HEADING.match(line.text):
            return False
        if _RULE.match(above.text) or _RULE.match(line.text) or line.text[0] in "|>":
            return False
        filled = is_full(above, line, self.width)
        opened = above.text[-1] not in _ENDS and line.text[:1].islower()
        if opened and _BROKEN.search(above.text):  # wherever it was broken, the word goes on
            return True
        item = len(group) == 1 and _bullet(above) is not None
        aligned = line.indent == above.indent or item or len(group) == 1
        return (filled and aligned) or (opened and columns(above.text) > self.width * 0.6)

    def leaf_of(self, group: list[Line]) -> Leaf:
        leaf = Leaf("", Kind.PARAGRAPH, 0)
        whole = self.joiner.join([line.text for line in group])
        text, leaf.links = self.marks.without(whole)
        if self.marks.is_control(whole):
            leaf.button_chars = len(text)
        leaf.where = (group[0].number, group[-1].number)
        heading = group[0].indent < _CODE_INDENT and _HEADING.match(text)
        bullet = _bullet(group[0])
        if heading:
            leaf.kind, leaf.level = Kind.HEADING, len(heading.group(1))
            text = text[heading.end() :]
        elif bullet and len(text) > bullet.end():
            leaf.kind, leaf.level = Kind.ITEM, 1 + min(group[0].indent // 2, 5)
            leaf.marker = bullet.group(1)
            text = text[bullet.end() :]
        elif len(group) == 1 and (cells := _cells(text)):
            leaf.kind = Kind.TABLE
            text = "\t".join(cells)
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


def _bullet(line: Line) -> re.Match[str] | None:
    if line.text[0].isalpha() and line.indent < _INNER_INDENT:
        return None
    found = BULLET.match(line.text)
    return found or (_INNER_BULLET.match(line.text) if line.indent >= _INNER_INDENT else None)


def _underlined(leaf: Leaf, below: Line) -> int:
    """The level of a heading that the line below underlines from end to end, or 0."""
    mark = below.text[0]
    if mark not in _UNDERLINES or leaf.kind is not Kind.LINE or below.text.strip(mark):
        return 0
    fits = len(leaf.text) >= 3 and 0.8 <= len(below.text) / len(leaf.text) <= 1.25
    return 1 + _UNDERLINES.index(mark) if fits else 0


def _cells(text: str) -> list[str]:
    """The cells of a line that looks like a table's row, else nothing.

    Borders and tabs part cells, and so do runs of spaces, as terminals set columns.
    """
    borders = len(_BORDER.findall(text)) if not text.isascii() or "|" in text or "\t" in text else 0
    if (borders >= 2 and (text[0] in "|│┃║" or "|" not in text)) or "\t\t" in text:
        cells = _BORDER.split(text)
    elif "   " in text and len(_GAP.findall(text)) >= 2:
        cells = _GAP.split(text)
    else:
        return []
    return [" ".join(cell.split()) for cell in cells if cell.strip()]


def _run_shape(leaf: Leaf) -> str:
    if leaf.kind in (Kind.ITEM, Kind.TABLE, Kind.CODE, Kind.HEADING):
        return str(leaf.kind)
    return "prose" if len(leaf.text) >= PROSE_LINE else "short"


def _line_shape(leaf: Leaf, group: list[Line]) -> str:
    """A name for how the line looks: lines of one list share it."""
    text = leaf.text
    length = "long" if len(text) > 200 else "medium" if len(text) > 60 else "short"
    ending = "cut" if text.endswith(("...", "…")) else "stop" if text[-1] in _ENDS else "open"
    marker = leaf.marker[-1:] if leaf.marker else ""
    return f"{leaf.kind.value} {length} {ending} {marker} {min(group[0].indent, 20)}"
