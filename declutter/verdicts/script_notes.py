"""Notes in ``<noscript>`` that ask for a script: none of them is a page's text."""

from __future__ import annotations

from declutter.page import Leaf, Page
from declutter.rules.pages import says_shell


def in_noscript(page: Page) -> list[tuple[int, Leaf]]:
    """The leaves of ``<noscript>`` elements, with their indices."""
    frames = page.frames
    if "noscript" not in frames.tag:
        return []
    inside: list[bool] = []
    for parent, tag in zip(frames.parent, frames.tag, strict=True):
        inside.append(tag == "noscript" or (parent >= 0 and inside[parent]))
    return [(i, leaf) for i, leaf in enumerate(page.leaves) if inside[leaf.frame]]


def script_notes(page: Page) -> list[int]:
    """Which leaves say no more than that a script is needed."""
    return [i for i, leaf in in_noscript(page) if says_shell(leaf.text)]
