"""Looks block texts up in the phrase rows of all languages at once.

Texts are compared by words through dictionaries, not by one pattern after another: the cost
does not grow with the number of rows. The language of a page is often not stated and seldom
matters: a phrase of three words hardly ever means something else in another language.
"""

from __future__ import annotations

import re
from importlib import import_module

from declutter.rules.attributes import LABEL_BIT
from declutter.rules.rows import At, Phrase

LANGUAGES = (
    "en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "uk", "cs", "sv", "tr", "ar", "hi",
    "zh", "ja", "ko",
)  # fmt: skip

#: Phrases at the start or end of a text, or inside it, count in texts up to this many words.
MAX_WORDS = 60
#: A whole-text phrase is never longer than this, in words.
MAX_WHOLE = 14
_LONGEST = 8  # words in a phrase that starts or ends a text

# Scripts whose words are not parted by spaces: kana, Han, Thai; Hangul takes suffixes.
_UNSPACED = re.compile(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


class _Index:
    """The rows of all languages, arranged for look-up."""

    def __init__(self) -> None:
        self.whole: dict[str, int] = {}
        self.start: dict[str, int] = {}
        self.end: dict[str, int] = {}
        self.inside: dict[str, list[tuple[str, int]]] = {}  # rarest word -> phrases
        self.unspaced: dict[At, list[tuple[str, int]]] = {at: [] for at in At}
        for language in LANGUAGES:
            for row in rows_of(language):
                for phrase in row.phrases:
                    self.add(row, phrase, LABEL_BIT[row.label])

    def add(self, row: Phrase, phrase: str, bit: int) -> None:
        if _UNSPACED.search(phrase) and row.at is not At.WHOLE:
            self.unspaced[row.at].append((phrase, bit))
        elif row.at is At.INSIDE:
            # The longest word is the best stand-in for the rarest.
            words = _words(phrase)
            trigger = max(words, key=len)
            self.inside.setdefault(trigger, []).append((f" {' '.join(words)} ", bit))
        else:
            table = {At.WHOLE: self.whole, At.START: self.start, At.END: self.end}[row.at]
            key = " ".join(_words(phrase))
            table[key] = table.get(key, 0) | bit


def rows_of(language: str) -> tuple[Phrase, ...]:
    """The phrase rows of one language's file."""
    rows: tuple[Phrase, ...] = import_module(f".phrases.{language}", __package__).ROWS
    return rows


_STRIP = " \t\n.,:;!?¡¿|\"'()[]{}<>«»‹›“”„‘’*•·|–—-…→←↑↓▶►▲▼+#&/\\0123456789©®✓✔✕×＞：。、！？（）【】｜"


def _words(text: str) -> list[str]:
    stripped = (word.strip(_STRIP) for word in text.split())
    return [word for word in stripped if word]


_INDEX = _Index()
_TRIGGERS = frozenset(_INDEX.inside)
def phrase_masks(text: str, lowered: list[str]) -> tuple[int, int, int]:
    """The labels whose phrases a text says: (as a whole, at its start, elsewhere in it).

    ``lowered``: the text's words in lower case, as `str.split` cuts them.
    """
    count = len(lowered)
    if count > MAX_WORDS:
        return 0, 0
    words = [stripped for word in lowered if (stripped := word.strip(_STRIP))]
    if not words:
        return 0, 0, 0
    count = len(words)
    whole = start = weak = 0
    if count <= MAX_WHOLE:
        whole |= _INDEX.whole.get(" ".join(words), 0)
    prefix = suffix = ""
    for k in range(min(count, _LONGEST)):
        prefix = f"{prefix} {words[k]}" if k else words[0]
        start |= _INDEX.start.get(prefix, 0)
        suffix = f"{words[-1 - k]} {suffix}" if k else words[-1]
        weak |= _INDEX.end.get(suffix, 0)
    found = _TRIGGERS.intersection(words)
    if found:
        padded = f" {' '.join(words)} "
        for trigger in found:
            for phrase, bit in _INDEX.inside[trigger]:
                if phrase in padded:
                    weak |= bit
    if not text.isascii() and _UNSPACED.search(text):
        masks = _unspaced_masks(text)
        return whole | masks[0], start | masks[1], weak | masks[2]
    return whole, start, weak


def _unspaced_masks(text: str) -> tuple[int, int, int]:
    body = text.strip(_STRIP).lower()
    whole = _INDEX.whole.get(body, 0)
    start = weak = 0
    if len(body) > MAX_WORDS * 4:
        return whole, start, weak
    for phrase, bit in _INDEX.unspaced[At.START]:
        if body.startswith(phrase):
            start |= bit
    for phrase, bit in _INDEX.unspaced[At.END]:
        if body.endswith(phrase):
            weak |= bit
    for phrase, bit in _INDEX.unspaced[At.INSIDE]:
        if phrase in body:
            weak |= bit
    return whole, start, weak
