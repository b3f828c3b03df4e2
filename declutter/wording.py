"""Measures texts one at a time: words, marks, phrases and shapes. Knows nothing of the page."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from declutter.rules.shapes import shapes_of
from declutter.rules.stopwords import STOPWORDS
from declutter.rules.text import phrase_masks

_ALL_STOPWORDS: Final = frozenset().union(
    *(words for code, words in STOPWORDS.items() if code not in ("zh", "ja", "ko", "th"))
)
# Particles of the languages without spaces, counted as substrings.
_PARTICLES: Final = (
    "的",
    "了",
    "在",
    "是",
    "の",
    "は",
    "を",
    "に",
    "が",
    "는",
    "을",
    "를",
    "에",
    "ที่",
    "และ",
)
_UPPER: Final = re.compile(r"\b[A-ZÀ-ÖØ-ÞĄĆĘŁŃŚŹŻČŠŽĞİŞА-ЯЁΑ-Ω]")
_DIGITS: Final = re.compile(r"\d")
_ENDERS: Final = '.!?。！？…:;؟।"”»'
_UNSPACED_WORD: Final = 2.0  # characters that count as a word where no spaces are written

#: Characters of a text that letters and digits are counted in.
HEAD: Final = 160


class Wording(NamedTuple):
    """What stands in one text.

    words: what counts as words. stopwords, upper, digits, commas, sentences: counts. ends:
    whether it ends like a sentence. whole, start, weak: masks of labels whose phrases it says.
    shapes: a mask. shared: words that the page's title has too. parts: words between spaces.
    lines, cells: breaks of either kind.
    """

    words: float
    stopwords: int
    upper: int
    digits: int
    commas: int
    sentences: int
    ends: bool
    whole: int
    start: int
    weak: int
    shapes: int
    shared: int
    parts: int
    lines: int
    cells: int
    chars: int


def wording(text: str, title: frozenset[str]) -> Wording:
    """Measure a text; ``title``: the words of the page's title."""
    lowered = text.lower().split()
    words = float(len(lowered))
    stop = sum(map(_ALL_STOPWORDS.__contains__, lowered))
    commas, sentences = text.count(","), text.count(". ") + text.count("? ") + text.count("! ")
    if not text.isascii():
        commas += text.count("，") + text.count("、") + text.count("،")
        sentences += text.count("。")
        if len(text) > 12 * words:  # a script without spaces
            words = max(words, len(text) / _UNSPACED_WORD)
            stop = sum(map(text.count, _PARTICLES))
    head = text[:HEAD]
    return Wording(
        words,
        stop,
        len(_UPPER.findall(head)),
        len(_DIGITS.findall(head)),
        commas,
        sentences,
        text[-1:] in _ENDERS if text else False,
        *phrase_masks(text, lowered),
        shapes_of(text),
        len(title.intersection(lowered)) if title else 0,
        len(lowered),
        text.count("\n"),
        text.count("\t"),
        len(text),
    )
