"""The columns that only lines of plain text have: how they are set, and what repeats.

A text has no elements; what its author or flattener left are blank lines, indents, and lines that
are like others. `features` adds these columns for pages without markup. Each is a count by group
or a difference of running totals, linear in the number of lines.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from declutter.measure.leaf_columns import Columns, LeafColumns
from declutter.measure.lexicon import package_lexicon
from declutter.patterns import pattern

Numbers: TypeAlias = "npt.NDArray[np.float64] | npt.NDArray[np.int64]"

#: Stands for "no such lines".
_NONE: Final = -1.0
#: More blank lines than that are all alike.
_MOST_BLANK: Final = 9
#: Lines are told apart by so many of their characters.
_HEAD: Final = 120
#: Words of fewer letters are in any text.
_TELLING: Final = pattern(r"[^\W\d_]{4,}")
_DIGITS: Final = pattern(r"\d+")
#: Of a line's beginning, so many characters are looked at for signs.
_SIGNED: Final = 80
_SIGN: Final = pattern(r"[^\w\s]|_")
_ADDRESSES: Final = ("://", "www.", ".com", "@")


def text_columns(leaves: LeafColumns) -> Columns:
    """The columns of a text's lines by name."""
    texts = [leaf.text for leaf in leaves.page.leaves]
    columns: dict[str, Numbers] = {}
    _setting(leaves, columns)
    _likeness(texts, columns)
    _topic(leaves, texts, columns)
    found = {name: np.asarray(values, dtype=np.float32) for name, values in columns.items()}
    return found | package_lexicon().columns(texts, leaves.words)


def _setting(leaves: LeafColumns, columns: dict[str, Numbers]) -> None:
    """Blank lines around each line, and the group of lines between two of them."""
    where: list[tuple[int, int]] = [leaf.where for leaf in leaves.page.leaves]  # type: ignore[misc]
    first, last = np.array(where).T
    gap = np.concatenate(([_MOST_BLANK + 1], first[1:] - last[:-1], [_MOST_BLANK + 1])) - 1
    blank = np.clip(gap, 0, _MOST_BLANK)
    columns["blank above"], columns["blank below"] = blank[:-1], blank[1:]
    group = np.cumsum(blank[:-1] > 0) - 1
    size = np.bincount(group)
    words = np.bincount(group, leaves.words)
    prose = np.bincount(group, leaves.words * leaves.prose) / np.maximum(words, 1)
    index = np.arange(leaves.count)
    columns["group lines"], columns["group words"] = size[group], words[group]
    columns["group prose"] = prose[group]
    columns["group to end"] = np.cumsum(size)[group] - 1 - index
    for name, values in (("words", words / size), ("prose", prose)):
        padded = np.concatenate(([_NONE], values, [_NONE]))
        columns[f"group above {name}"] = padded[group]
        columns[f"group below {name}"] = padded[group + 2]
    columns["page blanks"] = np.full(leaves.count, (blank[:-1] > 0).mean())
    columns["page group lines"] = np.full(leaves.count, leaves.count / len(size))


def _likeness(texts: Sequence[str], columns: dict[str, Numbers]) -> None:
    """How many lines are the same but for numbers, or begin with the same word or words."""
    heads = [_DIGITS.sub("0", text[:_HEAD].lower()) for text in texts]
    first = [head.split(None, 2) for head in heads]
    columns["same but numbers"] = _counts(heads)
    columns["same first word"] = _counts(words[0] if words else "" for words in first)
    columns["same first words"] = _counts(" ".join(words[:2]) for words in first)
    columns["sign share"] = np.array(
        [len(_SIGN.findall(text[:_SIGNED])) / min(max(len(text), 1), _SIGNED) for text in texts]
    )
    columns["address"] = np.array([any(map(text.__contains__, _ADDRESSES)) for text in texts])


def _counts(keys: Iterable[str]) -> npt.NDArray[np.int64]:
    """How many keys are the same as each, itself included."""
    numbers: dict[str, int] = {}
    group = np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.int64)
    counts: npt.NDArray[np.int64] = np.bincount(group)[group]
    return counts


def _topic(leaves: LeafColumns, texts: Sequence[str], columns: dict[str, Numbers]) -> None:
    """Which share of a line's longer words stands in other lines, and in other paragraphs."""
    said = [set(_TELLING.findall(text.lower())) for text in texts]
    numbers: dict[str, int] = {}
    word = np.array(
        [numbers.setdefault(each, len(numbers)) for words in said for each in words], dtype=np.int64
    )
    size = np.array([len(words) for words in said], dtype=np.int64)
    line = np.repeat(np.arange(leaves.count), size)
    prose = leaves.prose[line]
    anywhere = np.bincount(word, minlength=len(numbers))
    others = np.bincount(word, prose, minlength=len(numbers))[word] - prose

    def share(values: npt.NDArray[Any], none: float) -> npt.NDArray[np.float64]:
        total = np.bincount(line, values, minlength=leaves.count)
        return np.where(size > 0, total / np.maximum(size, 1), none)

    columns["topic shared"] = share(anywhere[word] > 1, _NONE)
    columns["topic in prose"] = share(others > 0, _NONE)
    paragraphs = max(int(leaves.prose.sum()), 1)
    columns["topic depth"] = share(others, _NONE) / paragraphs
