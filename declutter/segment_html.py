"""Cuts an HTML tree into leaf blocks in one walk.

A block-level element ends the block before it and opens a frame; inline elements leave marks on
the text. Nothing is dropped but scripts, styles and the document head: every visible character
stands in exactly one leaf.
"""

from __future__ import annotations

from typing import Final

from lxml import etree

from declutter.model import Kind
from declutter.page import CELL_BREAK, LINE_BREAK, Leaf, Page
from declutter.rules.attributes import mask_of
from declutter.rules.hidden import is_hidden

# What an element does to the walk.
_INLINE, _BLOCK, _SKIP, _BREAK, _LINK, _BUTTON, _IMAGE, _HIDDEN, _SPACED, _MARK = range(10)

_ROLES: Final[dict[str, int]] = {
    **dict.fromkeys(
        (
            "address", "article", "aside", "audio", "blockquote", "body", "canvas", "caption",
            "center", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset",
            "figcaption", "figure", "footer", "form", "frameset", "h1", "h2", "h3", "h4", "h5",
            "h6", "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "marquee",
            "menu", "nav", "noframes", "object", "ol", "optgroup", "p", "plaintext", "pre",
            "search", "section", "select", "summary", "table", "tbody", "td", "textarea", "tfoot",
            "th", "thead", "tr", "ul", "video", "xmp",
        ),
        _BLOCK,
    ),
    **dict.fromkeys(("script", "style", "head", "link", "meta", "param", "source", "col"), _SKIP),
    **dict.fromkeys(("noscript", "template", "svg", "iframe", "noembed"), _HIDDEN),
    **dict.fromkeys(("button", "label"), _BUTTON),
    **dict.fromkeys(
        ("b", "strong", "i", "em", "cite", "code", "kbd", "samp", "tt", "sup", "sub", "del", "s"),
        _MARK,
    ),
    "option": _SPACED,
    "br": _BREAK,
    "a": _LINK,
    "img": _IMAGE,
}  # fmt: skip

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_KINDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(_HEADINGS, Kind.HEADING),
    "li": Kind.ITEM,
    "dd": Kind.ITEM,
    "blockquote": Kind.QUOTE,
    "pre": Kind.CODE,
    "xmp": Kind.CODE,
    "listing": Kind.CODE,
    "td": Kind.TABLE,
    "th": Kind.TABLE,
    "caption": Kind.CAPTION,
    "figcaption": Kind.CAPTION,
}
_LISTS: Final = frozenset({"ul", "ol", "menu", "dir", "dl"})

#: libxml2 drops what lies deeper than 2,048 elements even in huge trees.
DEPTH_LIMIT: Final = 2040
#: A table row is one block where no cell is longer than this, in characters: longer cells are
#: columns of a layout, and each decides for itself.
MAX_CELL: Final = 160
MAX_COLUMNS: Final = 40


def segment_html(root: etree._Element) -> Page:
    """Walk a tree once, without changing it, and return its leaves and frames."""
    return _Walker().walk(root)


class _Walker:
    """The state of one walk."""

    def __init__(self) -> None:
        self.page = Page(is_html=True)
        self.frame = -1
        self.frame_kind: list[Kind] = []
        self.frame_level: list[int] = []  # nesting depth of lists
        self.frame_list: list[int] = []  # innermost list or table frame
        self.items_begun: set[int] = set()  # list item frames that have their first leaf
        self.counters: dict[int, int] = {}  # items so far, of an ordered list
        self.masks: dict[str, int] = {}  # attribute value -> labels it names
        self.buffer: list[str] = []
        self.marks: list[tuple[int, str, str]] = []
        self.open_marks: list[tuple[str, str]] = []
        self.break_at = -1  # where the buffer stood after its last line break
        self.link_depth = 0
        self.link_start = 0
        self.link_chars = 0
        self.links = 0
        self.button_chars = 0
        self.words_mask = 0
        self.closed_at = -1  # where the buffer stood when an inline element ended
        self.node: object = None

    # -- the walk ---------------------------------------------------------------------------

    def walk(self, root: etree._Element) -> Page:
        """Visit every element with an explicit stack: depth costs memory, never recursion."""
        page, buffer = self.page, self.buffer
        tag = root.tag if isinstance(root.tag, str) else "html"
        node = (None, tag, 1)
        self.node = node
        self.open_frame(root, tag, False)
        if root.text:
            buffer.append(root.text)
        # (children still to come, element, tag, role, position node, sibling counts, link start)
        stack = [(iter(root), root, tag, _BLOCK, node, {}, 0)]
        while stack:
            children, element, tag, role, node, counts, begun = stack[-1]
            for child in children:
                name = child.tag
                kind = _ROLES.get(name, -1)
                if kind < 0:
                    kind = _BLOCK if "-" in name else _INLINE  # custom elements lay pages out
                counts[name] = count = counts.get(name, 0) + 1
                if kind == _SKIP:
                    if name == "head":
                        self.read_head(child)
                else:
                    if kind == _BLOCK or len(child):
                        at = (node, name, count)
                    else:
                        at = node
                    start = self.enter(child, name, kind, at)
                    if len(child):
                        stack.append((iter(child), child, name, kind, at, {}, start))
                        break
                    self.leave(name, kind, start, node)
                tail = child.tail
                if tail:
                    buffer.append(tail)
            else:
                stack.pop()
                if stack:
                    self.leave(tag, role, begun, stack[-1][4])
                    if element.tail:
                        buffer.append(element.tail)
                continue
            if len(stack) >= DEPTH_LIMIT:
                page.truncated = True
        self.leave_frame()
        return page

    def enter(self, element: etree._Element, name: str, role: int, node: object) -> int:
        """Open an element; returns the buffer position its text starts at."""
        if role == _BLOCK or role == _HIDDEN:
            self.flush()
            self.node = node
            self.open_frame(element, name, role == _HIDDEN)
        elif role == _BREAK:
            self.line_break()
        elif role == _IMAGE:
            self.image(element)
        else:
            self.enter_inline(element, name, role)
        start = len(self.buffer)
        text = element.text
        if text:
            self.buffer.append(text)
        return start

    def leave(self, name: str, role: int, start: int, node: object) -> None:
        """Close an element that `enter` opened; ``node`` is its parent's position."""
        if role == _BLOCK or role == _HIDDEN:
            self.leave_frame()
            self.node = node
        elif role == _LINK:
            self.leave_link()
        elif role == _MARK:
            self.marks.append((len(self.buffer), "/" + name, ""))
            self.open_marks.pop()
            self.closed_at = len(self.buffer)
        elif role == _BUTTON:
            self.button_chars += sum(map(len, self.buffer[start:]))
            self.buffer.append(" ")
        elif role == _SPACED:
            self.buffer.append(" ")
        else:
            self.closed_at = len(self.buffer)

    # -- inline elements --------------------------------------------------------------------

    def enter_inline(self, element: etree._Element, name: str, role: int) -> None:
        if self.closed_at == len(self.buffer) and self.buffer:
            self.part(element)
        value = element.get("class")
        if value:
            mask = self.masks.get(value)
            if mask is None:
                mask = self.masks[value] = mask_of(value)
            self.words_mask |= mask
        if role == _LINK:
            href = element.get("href") or ""
            self.links += 1
            self.link_depth += 1
            if self.link_depth == 1:
                self.link_start = len(self.buffer)
            self.marks.append((len(self.buffer), "a", href))
            self.open_marks.append(("a", href))
        elif role == _MARK:
            self.marks.append((len(self.buffer), name, ""))
            self.open_marks.append((name, ""))
        elif role == _BUTTON:
            self.buffer.append(" ")

    def part(self, element: etree._Element) -> None:
        """Put a space between inline elements that touch where their words would run together.

        Style sheets set such neighbours apart (``<b>Oslo</b><b>14</b>``). A capital after a
        small letter, or a digit beside a letter, tells them from a word that is styled in parts.
        """
        text = element.text
        last = self.buffer[-1][-1:]
        if not text or not (last.isalnum() and text[0].isalnum()):
            return
        if self.frame_kind[self.frame] is Kind.CODE:
            return
        if (last.islower() and text[0].isupper()) or last.isdigit() != text[0].isdigit():
            self.buffer.append(" ")

    def leave_link(self) -> None:
        self.link_depth -= 1
        self.marks.append((len(self.buffer), "/a", ""))
        self.open_marks.pop()
        if not self.link_depth:
            self.link_chars += _visible(self.buffer[self.link_start :])
            # Neighbouring links of a menu are laid out apart though no space stands between.
            self.buffer.append(" ") if self.frame_kind[self.frame] is not Kind.CODE else None

    def line_break(self) -> None:
        """One break stays inside the block; two in a row end it, as they end a paragraph."""
        at = self.break_at
        code = self.frame_kind[self.frame] is Kind.CODE
        if at >= 0 and not code and not "".join(self.buffer[at:]).strip():
            self.flush()
            return
        self.buffer.append("\n" if code else LINE_BREAK)
        self.break_at = len(self.buffer)

    def image(self, element: etree._Element) -> None:
        source = element.get("src") or ""
        if not source or source.startswith("data:"):  # a placeholder until a script runs
            source = element.get("data-src") or ""
        if source:
            alt = element.get("alt") or ""
            # Neither half can hold the separator once white space is collapsed.
            value = f"{' '.join(source.split())}\n{' '.join(alt.split())}"
            self.marks.append((len(self.buffer), "img", value))

    def read_head(self, head: etree._Element) -> None:
        title = head.find("title")
        if title is not None and title.text and not self.page.title:
            self.page.title = " ".join(title.text.split())

    # -- frames -----------------------------------------------------------------------------

    def open_frame(self, element: etree._Element, tag: str, hidden: bool) -> None:
        frames, parent = self.page.frames, self.frame
        get = element.get
        name = get("class") or ""
        ident = get("id")
        key = f"{name} {ident}" if ident else name
        role = get("role")
        if role:
            key = f"{key} {role}"
        prop = get("itemprop")
        if prop:
            key = f"{key} {prop}"
        mask = self.masks.get(key)
        if mask is None:
            mask = self.masks[key] = mask_of(key)
        if parent >= 0:
            hidden = hidden or frames.hidden[parent]
        frames.hidden.append(hidden or is_hidden(element, name))
        self.frame = len(frames.parent)
        frames.parent.append(parent)
        frames.tag.append(tag)
        frames.name.append(name)
        frames.mask.append(mask)
        frames.first.append(len(self.page.leaves))
        frames.last.append(0)
        self.inherit(tag, parent, element)

    def inherit(self, tag: str, parent: int, element: etree._Element) -> None:
        """Give the new frame its kind, list depth and innermost list."""
        kind = _KINDS.get(tag)
        if kind is None:
            kind = self.frame_kind[parent] if parent >= 0 else Kind.PARAGRAPH
            if tag in ("table", "article", "section"):
                kind = Kind.PARAGRAPH
        level = self.frame_level[parent] if parent >= 0 else 0
        innermost = self.frame_list[parent] if parent >= 0 else -1
        if tag in _LISTS:
            level += 1
            innermost = self.frame
            if tag == "ol":
                self.counters[self.frame] = _number(element.get("start"))
        elif tag == "table":
            level = 0
            innermost = self.frame
        elif tag == "li" and innermost in self.counters:
            self.counters[innermost] += 1
        self.frame_kind.append(kind)
        self.frame_level.append(level)
        self.frame_list.append(innermost)

    def leave_frame(self) -> None:
        self.flush()
        frames, frame = self.page.frames, self.frame
        frames.last[frame] = len(self.page.leaves)
        if frames.tag[frame] == "tr":
            self.join_cells(frame)
        self.frame = frames.parent[frame]

    def join_cells(self, row: int) -> None:
        """Make the short cells of a table row one block; leave the columns of a layout apart."""
        page = self.page
        frames = page.frames
        leaves = page.leaves[frames.first[row] :]
        if not 2 <= len(leaves) <= MAX_COLUMNS:
            return
        for leaf in leaves:
            if frames.parent[leaf.frame] != row or len(leaf.text) > MAX_CELL:
                return
        head = leaves[0]
        for leaf in leaves[1:]:
            head.pieces.append(CELL_BREAK)
            shift = len(head.pieces)
            head.pieces.extend(leaf.pieces)
            head.marks.extend((at + shift, tag, value) for at, tag, value in leaf.marks)
            head.link_chars += leaf.link_chars
            head.links += leaf.links
            head.button_chars += leaf.button_chars
            head.words_mask |= leaf.words_mask
        head.text = "\t".join(leaf.text.replace("\n", " ") for leaf in leaves)
        head.frame = row
        del page.leaves[frames.first[row] + 1 :]
        for frame in range(row, len(frames.parent)):
            frames.first[frame] = frames.first[row]
            frames.last[frame] = len(page.leaves)

    # -- blocks -----------------------------------------------------------------------------

    def flush(self) -> None:
        """End the current block, if there is any text in it."""
        buffer = self.buffer
        if buffer:
            if self.link_depth:
                self.link_chars += _visible(buffer[self.link_start :])
            raw = "".join(buffer)
            if self.frame_kind[self.frame] is Kind.CODE:
                text = raw.strip("\r\n").rstrip() if raw.strip() else ""
            elif self.break_at >= 0:
                lines = (" ".join(line.split()) for line in raw.split(LINE_BREAK))
                text = "\n".join(line for line in lines if line)
            else:
                text = " ".join(raw.split())
            if text:
                self.add_leaf(text)
            else:
                self.keep_images()
            buffer.clear()
        elif self.marks:
            self.keep_images()
        self.break_at = -1
        self.link_start = self.link_chars = self.button_chars = self.words_mask = 0
        self.links = 1 if self.link_depth else 0
        self.marks = [(0, tag, value) for tag, value in self.open_marks]

    def add_leaf(self, text: str) -> None:
        frame = self.frame
        kind = self.frame_kind[frame]
        leaf = Leaf(text, kind, frame)
        leaf.where = self.node
        leaf.pieces = self.buffer.copy()
        leaf.marks = self.marks
        leaf.link_chars = min(self.link_chars, len(text))
        leaf.links = self.links
        leaf.button_chars = min(self.button_chars, len(text))
        leaf.words_mask = self.words_mask
        if kind is Kind.HEADING:
            leaf.level = self.heading_level(frame)
        elif kind is Kind.ITEM or kind is Kind.TABLE:
            self.describe_item(leaf, frame)
        elif kind is Kind.CODE:
            leaf.language = self.code_language(frame)
        self.page.leaves.append(leaf)

    def keep_images(self) -> None:
        """Remember where images stand that have no text beside them."""
        for _, tag, value in self.marks:
            if tag == "img":
                source, _, alt = value.partition("\n")
                self.page.images.append((len(self.page.leaves), source, alt))

    def heading_level(self, frame: int) -> int:
        frames = self.page.frames
        while frame >= 0:
            level = _HEADINGS.get(frames.tag[frame])
            if level:
                return level
            frame = frames.parent[frame]
        return 2

    def describe_item(self, leaf: Leaf, frame: int) -> None:
        """Number a list item; what follows in the same item is a paragraph inside it."""
        frames = self.page.frames
        leaf.level = self.frame_level[frame]
        leaf.group = innermost = self.frame_list[frame]
        if leaf.kind is Kind.TABLE:
            return
        item = frame
        while item >= 0 and frames.tag[item] not in ("li", "dd"):
            item = frames.parent[item]
        if item in self.items_begun:
            leaf.kind = Kind.PARAGRAPH
            return
        self.items_begun.add(item)
        number = self.counters.get(innermost)
        leaf.marker = f"{number}." if number is not None and frames.tag[item] == "li" else "-"

    def code_language(self, frame: int) -> str:
        """The language that a ``language-x`` or ``lang-x`` class names around the code."""
        frames = self.page.frames
        for _ in range(3):
            if frame < 0:
                break
            for word in frames.name[frame].split()[:20]:
                for prefix in ("language-", "lang-", "highlight-source-", "highlight-"):
                    if word.startswith(prefix):
                        return word[len(prefix) :][:30]
            frame = frames.parent[frame]
        return ""


def _visible(pieces: list[str]) -> int:
    """Characters in pieces once white space is collapsed."""
    return len(" ".join("".join(pieces).split()))


def _number(value: str | None) -> int:
    """One less than where an ordered list starts, capped: pages write absurd numbers."""
    if value and value.isascii() and value.isdigit() and len(value) < 6:
        return int(value) - 1
    return 0
