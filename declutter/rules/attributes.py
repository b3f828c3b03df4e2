"""Looks attribute values up in the word rows."""

from __future__ import annotations

import re

from declutter.model import Label
from declutter.rules.words import ROWS

#: The bit of each label in the masks that attribute words set.
LABEL_BIT: dict[Label, int] = {label: 1 << i for i, label in enumerate(Label)}
LABELS: tuple[Label, ...] = tuple(Label)

# One alternative a token, no nesting: linear.
_TOKEN = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_a-zA-Z]+")
_LOWER_TOKEN = re.compile(r"[a-z]+")  # the same, where all letters are of this kind

#: Attribute values longer than this (in characters) are machine-made; the head is enough.
MAX_ATTRIBUTE = 400


def _compile() -> tuple[dict[str, int], dict[str, int]]:
    single: dict[str, int] = {}
    pairs: dict[str, int] = {}
    for row in ROWS:
        bit = LABEL_BIT[row.label]
        for word in row.words:
            table = pairs if "-" in word else single
            table[word] = table.get(word, 0) | bit
            if "-" in word:  # authors also write the words as one
                joined = word.replace("-", "")
                single[joined] = single.get(joined, 0) | bit
    return single, pairs


_SINGLE, _PAIRS = _compile()
_FIRST = frozenset(pair.partition("-")[0] for pair in _PAIRS)  # few words begin a pair
_TELLING = _FIRST.union(_SINGLE)


def words_of(value: str) -> list[str]:
    """Cut an attribute value into lower-case words: ``postMeta-box2`` → post, meta, box."""
    if value.islower() and value.isascii():  # as most are
        return _LOWER_TOKEN.findall(value[:MAX_ATTRIBUTE])
    return list(map(str.lower, _TOKEN.findall(value[:MAX_ATTRIBUTE])))


def mask_of(value: str) -> int:
    """The labels that an attribute value names, as bits of `LABEL_BIT`."""
    words = words_of(value)
    if _TELLING.isdisjoint(words):
        return 0
    mask = 0
    before = previous = ""
    for word in words:
        mask |= _SINGLE.get(word, 0)
        if previous in _FIRST:
            mask |= _PAIRS.get(f"{previous}-{word}", 0)
        if before in _FIRST:
            mask |= _PAIRS.get(f"{before}-{previous}-{word}", 0)
        before, previous = previous, word
    return mask


def labels_of(mask: int) -> tuple[Label, ...]:
    """The labels whose bits are set in a mask."""
    return tuple(label for label in LABELS if mask & LABEL_BIT[label])
