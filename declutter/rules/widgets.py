"""Tells lines that are widgets' words one after another: share bars, menus, rows of buttons."""

from __future__ import annotations

from typing import Final

from declutter.model import CONTENT_LABELS, Label
from declutter.patterns import pattern
from declutter.rules.attributes import LABEL_BIT
from declutter.rules.text import covered, first_words, rows_of

#: A line of which this share of the words belong to widgets' phrases is a row of them.
ROW_SHARE: Final = 0.7
#: Longer lines, in words, are prose.
MAX_ROW: Final = 24
#: Bits of the labels that are parts of a page, not its content.
WIDGETS: Final = sum(
    bit for label, bit in LABEL_BIT.items() if label not in {*CONTENT_LABELS, Label.OTHER}
)
_MARKS: Final = ".,:;|/()[]"
_HASHTAG: Final = pattern(r"#[^\W\d_]")
_SERVICES: Final = frozenset(
    phrase for row in rows_of("und") for phrase in row.phrases if " " not in phrase
)


def is_row_of_widgets(text: str) -> bool:
    """Whether a text is two words or more, nearly all hashtags, services or widgets' phrases."""
    words = text.split()
    if not 2 <= len(words) <= MAX_ROW:
        return False
    bare = [word.strip(_MARKS).lower() for word in words]
    known = {i for i, word in enumerate(bare) if word in _SERVICES or _HASHTAG.match(word)}
    for mask, at, size in covered(text):
        if mask & WIDGETS:
            known.update(range(at, at + size))
    return len(known) >= ROW_SHARE * len(words)


def says_mostly(text: str, bit: int) -> bool:
    """Whether most of a text's words belong to phrases of one label, as on a row of buttons."""
    first = text.split(None, 1)[:1]
    if not first or first[0].strip(_MARKS).lower() not in first_words(bit):
        return False
    count = len(text.split())
    return sum(size for mask, _, size in covered(text) if mask & bit) >= ROW_SHARE * count
