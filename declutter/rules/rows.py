"""The shapes of rule rows. One row, one place; every row carries a hit and a miss.

A row only *names* what it sees: it adds a label's name to a block's evidence. How much that
weighs for or against keeping the block is the scorecard's matter (`declutter.score.scorecard`).
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple

from declutter.model import Label


class At(Enum):
    """Where in a block's text a phrase must stand."""

    WHOLE = "whole"  # the block says this and nothing else (counts, colons, arrows aside)
    START = "start"  # the block begins with it
    LEAD = "lead"  # the block begins with it, and a colon follows at once: "Tags: x"
    END = "end"  # the block ends with it
    INSIDE = "inside"  # anywhere in the block


class Phrase(NamedTuple):
    """Words that give a widget away, in one language.

    phrases: lower case, single spaces, no punctuation at the ends. Matching ignores case,
        accents stay as they are; words match whole (scripts without spaces: as substrings).
    hit, miss: a block's text that at least one phrase must match, and one that none may match.
    """

    label: Label
    at: At
    phrases: tuple[str, ...]
    hit: str
    miss: str


class Words(NamedTuple):
    """Words of class, id, role or itemprop attributes that name a part of the page.

    words: lower-case; an attribute is cut at case changes, digits, hyphens and underscores, so
        ``bar`` does not match ``barcelona``. A row entry with hyphens asks for two
        or three neighbouring words (``read-more`` also matches ``readMore`` and ``read_more``).
    hit, miss: an attribute value that must match, and one that must not.
    """

    label: Label
    words: tuple[str, ...]
    hit: str
    miss: str
