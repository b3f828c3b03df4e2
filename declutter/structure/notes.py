"""Footnotes: which links refer to one, and which parts of the page are the notes.

A reference is a short link within the page, raised, bracketed or named as a note; the note is the
kept item, paragraph or box further down that carries the link's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple
from urllib.parse import unquote

from declutter.model import Run
from declutter.page import Leaf, Page
from declutter.patterns import pattern
from declutter.structure.tree import Elements

#: More notes than this are not told apart from other links.
MAX_NOTES: Final = 2_000
#: A note of more blocks than this is a section that a link leads to.
MAX_BLOCKS: Final = 12

_HOLDERS: Final = frozenset({"li", "p", "div", "dd", "section", "aside", "blockquote"})
_LABEL = pattern(r"\(?\[?\s?((?:note )?\d{1,4}|[a-z]{1,2}|[ivx]{1,6}|[*†‡§¶#]{1,3})\s?\]?\)?", re.I)
_NAMED = pattern(r"fn|ftn|note|cite|ref|endn", re.I)
_BACK = pattern(r"[\s\[\]()^↑↩↵⤴⏎⇑\ufe0e\ufe0f]*(?:[a-z]|\d{1,4}(?:\.\d{1,3})?|back|[*†‡§¶])?"
                   r"[\s\[\]()^↑↩↵⤴⏎⇑\ufe0e\ufe0f.]*", re.I)  # fmt: skip


class _Reference(NamedTuple):
    """A link to a name on the same page: the leaf it stands in, the name, and what it says."""

    leaf: int
    target: str
    label: str


@dataclass(slots=True)
class Notes:
    """The footnotes of a page.

    labels: target of a link -> the label of the note it leads to. frames: leaf that belongs to a
    note -> the frame that holds the note. named: frame of a note -> its label.
    """

    labels: dict[str, str] = field(default_factory=dict)
    frames: dict[int, int] = field(default_factory=dict)
    named: dict[int, str] = field(default_factory=dict)


def find_notes(page: Page, kept: Sequence[int], elements: Elements) -> Notes:
    """Find the footnotes among the kept leaves that kept leaves refer to."""
    notes = Notes()
    leaves = page.leaves
    references = [found for i in kept if leaves[i].links for found in _references(leaves[i], i)][
        :MAX_NOTES
    ]
    if not references:
        return notes
    names = {_name(reference.target) for reference in references}
    frames = elements.frames_of(names)
    wanted = set(kept)
    taken: set[str] = set()
    for leaf, target, label in references:
        frame = frames.get(_name(target))
        if frame is None or target in notes.labels:
            continue
        if frame not in notes.named:
            held = _held(page, frame, wanted)
            if not held or held[0] <= leaf or not notes.frames.keys().isdisjoint(held):
                continue
            label = _free(label, taken)
            taken.add(label)
            notes.named[frame] = label
            notes.frames.update(dict.fromkeys(held, frame))
        notes.labels[target] = notes.named[frame]
    return notes


def _references(leaf: Leaf, index: int) -> list[_Reference]:
    """The links of a leaf that look like references to a footnote."""
    found: list[_Reference] = []
    raised = 0
    start, target = 0, ""
    for at, tag, value in leaf.marks:
        if tag == "sup":
            raised += 1
        elif tag == "/sup":
            raised -= 1
        elif tag == "a":
            start, target = at, value
        elif tag == "/a" and target[:1] == "#" and at - start < 12:
            text = "".join(leaf.pieces[start:at]).strip()
            label = _LABEL.fullmatch(text)
            if label and (raised or text[0] in "[(" or _NAMED.search(target)):
                found.append(_Reference(index, target, label.group(1)))
            target = ""
    return found


def _name(target: str) -> str:
    """The name that a link within a page leads to."""
    return unquote(target[1:])


def _held(page: Page, frame: int, kept: set[int]) -> list[int]:
    """The kept leaves of a frame that may be a note."""
    frames = page.frames
    first, last = frames.first[frame], frames.last[frame]
    if frames.tag[frame] not in _HOLDERS or last - first > MAX_BLOCKS:
        return []
    return [i for i in range(first, last) if i in kept and not page.leaves[i].cells]


def _free(label: str, taken: set[str]) -> str:
    """A label that no other note has."""
    label = label.replace(" ", "-")
    number, free = 2, label
    while free in taken:
        free = f"{label}-{number}"
        number += 1
    return free


def with_references(runs: Sequence[Run], labels: dict[str, str]) -> list[Run]:
    """Runs with each reference as one run that says ``[label]``, and no brackets around that."""
    out: list[Run] = []
    before = ""
    for run in runs:
        label = labels.get(run.href) if "a" in run.tags and "img" not in run.tags else None
        if label is None:
            out.append(run)
        elif before != run.href:  # a link may come in several runs
            space = run.text[: len(run.text) - len(run.text.lstrip())]
            if space:
                out.append(Run(space))
            out.append(Run(f"[{label}]", ("note",), run.href))
        before = run.href if label is not None else ""
    return _unbracketed(out)


def _unbracketed(runs: list[Run]) -> list[Run]:
    """The runs without brackets that stood right around a reference."""
    for at in range(1, len(runs) - 1):
        if runs[at].tags == ("note",):
            before, after = runs[at - 1], runs[at + 1]
            if before.text.endswith("[") and after.text.startswith("]"):
                runs[at - 1] = before._replace(text=before.text[:-1])
                runs[at + 1] = after._replace(text=after.text[1:])
    return [run for run in runs if run.text or "img" in run.tags]


def without_back_links(runs: Sequence[Run], label: str) -> list[Run]:
    """A note's runs without links back to where it is referred to, and without its own label."""
    left = [
        run for run in runs
        if not (run.href[:1] == "#" and "img" not in run.tags and _BACK.fullmatch(run.text))
    ]  # fmt: skip
    own = re.compile(rf"[\s^]*[\[(]?{re.escape(label)}[\])]?(?:[.:)]|\s|\Z)\s*|[\s^]+")
    for at, run in enumerate(left):
        if "img" in run.tags or not run.text.strip():
            continue
        # A label at the start stands in the first run that says anything.
        match = own.match(run.text)
        if match:
            left[at] = run._replace(text=run.text[match.end() :])
        break
    return [run for run in left if run.text or "img" in run.tags]
