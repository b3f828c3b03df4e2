"""Measures texts: words, marks, phrases and shapes. Knows nothing of the page but its title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from declutter.measure.containers import integers
from declutter.patterns import pattern
from declutter.rules.shapes import shapes_of
from declutter.rules.stopwords import STOPWORDS
from declutter.rules.text import phrase_masks

_ALL_STOPWORDS: Final = frozenset().union(
    *(words for code, words in STOPWORDS.items() if code not in ("zh", "ja", "ko", "th"))
)
# Particles of the languages without spaces, counted as substrings.
_PARTICLES: Final = ("的", "了", "在", "是", "の", "は", "を", "に", "が", "는", "을", "를", "에",
                     "ที่", "และ")  # fmt: skip
_ENDERS: Final = '.!?。！？…:;؟।"”»'
_UNSPACED_WORD: Final = 2.0  # characters that count as a word where no spaces are written

#: Characters of a text that capitals and digits are counted in.
HEAD: Final = 160

# What a character may count as. Only capitals that begin a word count, and only full stops,
# question and exclamation marks that a space follows.
_COMMA, _SENTENCE, _STOP, _LINE, _CELL, _UPPER, _DIGIT = range(1, 8)
_KINDS: Final = 8
_COUNTED: Final = {
    _COMMA: ",，、،",
    _SENTENCE: "。",
    _STOP: ".?!",
    _LINE: "\n",
    _CELL: "\t",
}
_RANGES: Final = {
    _UPPER: pattern("[A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻČŠŽĞİŞА-ЯЁΑ-Ω]+"),
    _DIGIT: pattern(r"\d+"),
}
_SLICE: Final = 1 << 20  # characters looked at in one go
#: Characters from here on count as neither letter nor digit: rare ideographs and mathematics.
_LIMIT: Final = 0x10000


class Wordings(NamedTuple):
    """What stands in some texts, an array each.

    words: what counts as words. stopwords, upper, digits, commas, sentences: counts. ends:
    whether it ends like a sentence. whole, start, weak: masks of labels whose phrases it says.
    shapes: a mask. shared: words that the page's title has too. parts: words between spaces.
    lines, cells: breaks of either kind. chars: the length.
    """

    words: npt.NDArray[np.float64]
    stopwords: npt.NDArray[np.int64]
    upper: npt.NDArray[np.int64]
    digits: npt.NDArray[np.int64]
    commas: npt.NDArray[np.int64]
    sentences: npt.NDArray[np.int64]
    ends: npt.NDArray[np.int64]
    whole: npt.NDArray[np.int64]
    start: npt.NDArray[np.int64]
    weak: npt.NDArray[np.int64]
    shapes: npt.NDArray[np.int64]
    shared: npt.NDArray[np.int64]
    parts: npt.NDArray[np.int64]
    lines: npt.NDArray[np.int64]
    cells: npt.NDArray[np.int64]
    chars: npt.NDArray[np.int64]


def wordings(texts: Sequence[str], title: frozenset[str]) -> Wordings:
    """Measure texts; ``title``: the words of the page's title."""
    lowered = [text.lower().split() for text in texts]
    parts, chars = _column(map(len, lowered)), _column(map(len, texts))
    words = parts.astype(np.float64)
    stop = _column([sum(map(_ALL_STOPWORDS.__contains__, words)) for words in lowered])
    # Scripts without spaces: no ASCII text has so long words on the whole.
    for i in np.flatnonzero(chars > 12 * parts).tolist():
        text = texts[i]
        if not text.isascii():
            words[i] = max(words[i], len(text) / _UNSPACED_WORD)
            stop[i] = sum(map(text.count, _PARTICLES))
    masks = [phrase_masks(text, said) for text, said in zip(texts, lowered, strict=True)]
    whole, start, weak = np.array(masks, dtype=np.int64).reshape(-1, 3).T
    shared = _column([len(title.intersection(said)) for said in lowered])
    marks = _marks(texts, chars)
    return Wordings(
        words,
        stop,
        marks[_UPPER],
        marks[_DIGIT],
        marks[_COMMA],
        marks[_SENTENCE] + marks[_STOP],
        _column([text[-1:] in _ENDERS if text else False for text in texts]),
        whole,
        start,
        weak,
        _column(map(shapes_of, texts)),
        shared,
        parts,
        marks[_LINE],
        marks[_CELL],
        chars,
    )


def _column(values: Iterable[int]) -> npt.NDArray[np.int64]:
    return integers(list(values))


def _tables() -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.bool_]]:
    """By code point: what the character may count as, and whether it is one of a word."""
    kinds = np.zeros(_LIMIT + 1, dtype=np.uint8)
    is_word = np.zeros(_LIMIT + 1, dtype=np.bool_)
    for kind, characters in _COUNTED.items():
        kinds[[*map(ord, characters)]] = kind
    codes = np.arange(_LIMIT, dtype="<u4")
    everything = codes.tobytes().decode("utf-32-le", "surrogatepass")
    for kind, letters in _RANGES.items():
        for match in letters.finditer(everything):
            kinds[match.start() : match.end()] = kind
    for match in re.finditer(r"\w+", everything):
        is_word[match.start() : match.end()] = True
    return kinds, is_word


_KIND_OF, _IS_WORD = _tables()


def _marks(texts: Sequence[str], chars: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """How often each kind of character counts in each text: kinds x texts.

    All texts are looked at together, as one array of code points with a zero around each.
    """
    joined = "\0".join(("", *texts, ""))
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    # In slices, so that the numbers of a huge text are not all there at once.
    at = np.concatenate(
        [
            np.flatnonzero(_KIND_OF.take(codes[low : low + _SLICE], mode="clip")) + low
            for low in range(0, len(codes), _SLICE)
        ]
    )
    kind = _KIND_OF.take(codes[at], mode="clip")
    ends = np.cumsum(chars + 1)
    owner = np.searchsorted(ends, at)
    counts = (kind < _UPPER) | (at - (ends - chars)[owner] < HEAD)
    counts &= (kind != _UPPER) | ~_IS_WORD.take(codes[at - 1], mode="clip")
    counts &= (kind != _STOP) | (codes[at + 1] == ord(" "))
    found = np.bincount((owner * _KINDS + kind)[counts], minlength=len(texts) * _KINDS)
    return found.reshape(-1, _KINDS).T
