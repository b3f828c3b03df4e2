"""Looks attribute values up in the word rows."""

from __future__ import annotations

from string import ascii_lowercase

from declutter.model import Label
from declutter.patterns import pattern
from declutter.rules.words import ROWS

#: The bit of each label in the masks that attribute words set.
LABEL_BIT: dict[Label, int] = {label: 1 << i for i, label in enumerate(Label)}
LABELS: tuple[Label, ...] = tuple(Label)

# One alternative a token, no nesting: linear.
_TOKEN = pattern(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_a-zA-Z]+")
# Where all letters are small ASCII ones, as in most values, cutting at all others does the same.
# Bytes are cut twice as fast as `str`, so all words are bytes here, in UTF-8.
_SMALL_LETTERS = bytes(byte if chr(byte) in ascii_lowercase else ord(" ") for byte in range(256))

#: Attribute values longer than this (in characters) are machine-made; the head is enough.
MAX_ATTRIBUTE = 400


def _compile() -> tuple[dict[bytes, int], dict[bytes, int]]:
    single: dict[bytes, int] = {}
    pairs: dict[bytes, int] = {}
    for row in ROWS:
        bit = LABEL_BIT[row.label]
        for word in map(str.encode, row.words):
            table = pairs if b"-" in word else single
            table[word] = table.get(word, 0) | bit
            if b"-" in word:  # authors also write the words as one
                joined = word.replace(b"-", b"")
                single[joined] = single.get(joined, 0) | bit
    return single, pairs


_SINGLE, _PAIRS = _compile()
_FIRST = frozenset(pair.partition(b"-")[0] for pair in _PAIRS)  # few words begin a pair
_TELLING = _FIRST.union(_SINGLE)


def words_of(value: str) -> list[bytes]:
    """Cut an attribute value into lower-case words: ``postMeta-box2`` → post, meta, box."""
    value = value[:MAX_ATTRIBUTE]
    if value.isascii() and value.islower():  # as most are
        return value.encode().translate(_SMALL_LETTERS).split()
    return [word.lower().encode() for word in _TOKEN.findall(value)]


def mask_of(value: str) -> int:
    """The labels that an attribute value names, as bits of `LABEL_BIT`."""
    words = words_of(value)
    if _TELLING.isdisjoint(words):
        return 0
    mask = 0
    before = previous = b""
    for word in words:
        if word in _SINGLE:
            mask |= _SINGLE[word]
        if previous in _FIRST:
            mask |= _PAIRS.get(b"%b-%b" % (previous, word), 0)
        if before in _FIRST:
            mask |= _PAIRS.get(b"%b-%b-%b" % (before, previous, word), 0)
        before, previous = previous, word
    return mask


def labels_of(mask: int) -> tuple[Label, ...]:
    """The labels whose bits are set in a mask."""
    return tuple(label for label in LABELS if mask & LABEL_BIT[label])
