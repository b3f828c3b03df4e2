"""Blocks as an outline: the lists, tables, quotations and figures they stand in, nested.

Blocks from HTML say what they stand in. Those from plain text, and any that are put together by
hand, have a kind, a level, a marker and a group, from which the same follows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from declutter.model import Block, Kind
from declutter.render.shape import MAX_DEPTH, Part, item_number
from declutter.structures import Container, Structure

Path: TypeAlias = "tuple[Container, ...]"


class Node(NamedTuple):
    """A structure with what stands in it."""

    container: Container
    children: list[Node | Part]

    @property
    def form(self) -> Structure:
        return self.container.form

    @property
    def value(self) -> str:
        return self.container.value


Entry: TypeAlias = "Node | Part"


def outline(parts: Iterable[Part]) -> list[Entry]:
    """Put the parts into their structures; the order stays."""
    top: list[Entry] = []
    opened: list[Node] = []
    terms = False
    for part, path in _paths(parts):
        kept = 0
        while (
            kept < len(opened) and kept < len(path) and opened[kept].container[:2] == path[kept][:2]
        ):
            kept += 1
        if kept == len(path) and _has_rows(opened[:kept][-1:]):
            path, kept = path[:-1], kept - 1  # a caption below the rows: it ends the table
        del opened[kept:]
        for container in path[kept:]:
            node = Node(container, [])
            (opened[-1].children if opened else top).append(node)
            opened.append(node)
            terms = terms or container.form is Structure.TERMS
        (opened[-1].children if opened else top).append(part)
    return _without_odd_terms(top) if terms else top


def _has_rows(innermost: list[Node]) -> bool:
    """Whether the innermost structure, if there is one, is a table that is past its caption."""
    return any(n.form is Structure.TABLE and isinstance(n.children[-1], Node) for n in innermost)


def _paths(parts: Iterable[Part]) -> Iterator[tuple[Part, Path]]:
    """Yield each part with its containers."""
    implied = _Implied()
    for part in parts:
        block = part.block
        yield part, block.containers or implied.path(block)


def _without_odd_terms(entries: list[Entry]) -> list[Entry]:
    """The entries with definition lists that no format has as what they look like.

    Terms without a definition, terms of several blocks and the like: they become what they hold,
    and their definitions the items of a list. What is around them in a list stays one.
    """
    out: list[Entry] = []
    for entry in entries:
        if isinstance(entry, Part):
            out.append(entry)
            continue
        entry.children[:] = _without_odd_terms(entry.children)
        if entry.form is not Structure.TERMS:
            out.append(entry)
            continue
        images = _set_images_in(entry)
        out.extend(_parted(entry))
        out.extend(images)
    return out


def _set_images_in(terms: Node) -> list[Entry]:
    """Move images that stand for a term, as in galleries, into the definition after them.

    Plain text has no images, and its list must be the same. Returns those with none after them.
    """
    images: list[Entry] = []
    rest: list[Entry] = []
    for child in terms.children:
        if not has_text(child):
            images.extend([child] if isinstance(child, Part) else child.children)
            continue
        if isinstance(child, Node) and child.form is Structure.DEFINITION:
            child.children[:0] = images
            images = []
        rest.append(child)
    terms.children[:] = rest
    return images


def has_text(entry: Entry) -> bool:
    """Whether there is anything but images in an entry."""
    entries = [entry]
    while entries:
        last = entries.pop()
        if isinstance(last, Node):
            entries.extend(last.children)
        elif last.block.text.strip():
            return True
    return False


def _parted(terms: Node) -> Iterator[Entry]:
    """Yield a definition list, cut where a term and its definitions are odd."""
    regular: list[Entry] = []
    for group in _groups(terms):
        if _is_regular(group):
            regular += group
            continue
        if regular:
            yield Node(terms.container, regular)
            regular = []
        yield from _plain(group)
    if regular:
        yield Node(terms.container, regular)


def _groups(terms: Node) -> Iterator[list[Entry]]:
    """Yield what stands in a definition list: each term, or row of terms, and what follows it."""
    group: list[Entry] = []
    for child in terms.children:
        if group and _has_form(child, Structure.TERM) and not _has_form(group[-1], Structure.TERM):
            yield group
            group = []
        group.append(child)
    if group:
        yield group


def _has_form(entry: Entry, form: Structure) -> bool:
    return isinstance(entry, Node) and entry.form is form


def _is_regular(group: list[Entry]) -> bool:
    """Whether a term of one short block is followed by its definitions, and by nothing else."""
    first, *rest = group
    if not (isinstance(first, Node) and first.form is Structure.TERM and _is_term(first)):
        return False
    return bool(rest) and all(_has_form(child, Structure.DEFINITION) for child in rest)


def _is_term(term: Node) -> bool:
    """Whether a term is one block of text."""
    (first, *rest) = term.children
    plain = (Kind.PARAGRAPH, Kind.ITEM, Kind.LINE)
    return not rest and isinstance(first, Part) and first.block.kind in plain


def _plain(group: list[Entry]) -> Iterator[Entry]:
    """Yield what an odd term and its definitions hold; those in a row are the items of a list."""
    items: list[Entry] = []
    for child in group:
        if isinstance(child, Node) and child.form is Structure.DEFINITION:
            items.append(Node(child.container._replace(form=Structure.ITEM), child.children))
            continue
        if items:
            yield _list_of(items)
            items = []
        if isinstance(child, Node) and child.form is Structure.TERM:
            yield from child.children
        else:
            yield child
    if items:
        yield _list_of(items)


def _list_of(items: list[Entry]) -> Node:
    """A list of these items."""
    assert isinstance(items[0], Node)
    return Node(Container(Structure.LIST, items[0].container.number), items)


def unwrapped(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Yield the entries, but what stands in them for figures and code that hold other structures.

    Only HTML has elements for such; in text and Markdown their lists are neighbours of those
    around them.
    """
    for entry in entries:
        wraps = isinstance(entry, Node) and entry.form in (Structure.FIGURE, Structure.CODE)
        if wraps and any(isinstance(child, Node) for child in entry.children):  # type: ignore[union-attr]
            yield from unwrapped(entry.children)  # type: ignore[union-attr]
        else:
            yield entry


class _Implied:
    """Containers for blocks that say none; their numbers are below zero."""

    def __init__(self) -> None:
        self.last = -1
        self.lists: list[tuple[int, int, bool, int]] = []  # level, group, ordered, number
        self.items: list[Container] = []
        self.before: Block | None = None
        self.holder = 0  # of the last table or quotation

    def path(self, block: Block) -> Path:
        """The containers of a block, given the blocks before it."""
        before, self.before = self.before, block
        follows = before is not None and before.kind is block.kind and not before.containers
        if block.kind is Kind.ITEM:
            if not follows:
                self.lists.clear()
                self.items.clear()
            return self._item(block)
        if block.kind is Kind.TABLE:
            first = not (follows and before is not None and before.group == block.group)
            if first:
                self.holder = self._new()
            table = Container(Structure.TABLE, self.holder)
            return (table, Container(Structure.ROW, self._new(), "header" if first else ""))
        if block.kind is Kind.QUOTE:
            if not (follows and before is not None and before.group == block.group):
                self.holder = self._new()
            return (Container(Structure.QUOTE, self.holder),)
        return ()

    def _new(self) -> int:
        self.last -= 1
        return self.last

    def _item(self, block: Block) -> Path:
        """The lists and items around a list item; levels that jump are evened out."""
        level, group, number = block.level, block.group, item_number(block)
        ordered = number is not None
        lists, items = self.lists, self.items
        while len(lists) > 1 and lists[-2][0] >= level:
            lists.pop()
        deeper = not lists or (lists[-1][0] < level and len(lists) < MAX_DEPTH)
        starts = deeper or lists[-1][1:3] != (group, ordered)
        known = 0 if starts else lists[-1][3]
        if not deeper:
            lists.pop()
        lists.append((level, group, ordered, known or self._new()))
        del items[len(lists) - 1 :]
        items.append(Container(Structure.ITEM, self._new(), str(number) if ordered else ""))
        path: list[Container] = []
        for (_, _, is_ordered, holder), item in zip(lists, items, strict=True):
            path.append(Container(Structure.LIST, holder, "ordered" if is_ordered else ""))
            path.append(item)
        return tuple(path)


def numbers(node: Node) -> Iterator[tuple[Entry, int | None]]:
    """Yield what stands in a list, with the number of each item of a numbered one.

    An item that says no number has the next one; more than nine digits are none in CommonMark.
    """
    last = 0
    ordered = node.value == "ordered"
    for child in node.children:
        if not ordered or isinstance(child, Part):
            yield child, None
            continue
        value = child.value
        last = int(value) if value.isdigit() and len(value) < 10 else last + 1
        yield child, last
