"""The language of a text: by its script, else by the share of each language's stopwords."""

from __future__ import annotations

import re
from collections import Counter

from declutter.patterns import pattern
from declutter.rules.stopwords import STOPWORDS

#: How much of a text is read.
MAX_WORDS = 5_000
MAX_CHARACTERS = 40_000
#: Fewer words or letters tell nothing.
MIN_WORDS = 20
MIN_LETTERS = 12
#: The winner's share of stopwords, and how far it must lead the next language.
MIN_SHARE = 0.12
MIN_LEAD = 1.15

_ASCII = pattern(r"[\x00-\x7f]+")
_WORD = pattern(r"[^\W\d_]+")
_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (language, pattern(f"[{span}]"))
    for language, span in (
        ("kana", "\u3041-\u30ff"),
        ("han", "\u3400-\u9fff"),
        ("ko", "\uac00-\ud7af\u1100-\u11ff"),
        ("th", "\u0e01-\u0e5b"),
        ("el", "\u0370-\u03ff\u1f00-\u1fff"),
        ("he", "\u0590-\u05ff"),
        ("hi", "\u0900-\u097f"),
        ("arabic", "\u0600-\u06ff\u0750-\u077f"),
        ("cyrillic", "\u0400-\u04ff"),
        ("bn", "\u0980-\u09ff"),
        ("pa", "\u0a00-\u0a7f"),
        ("gu", "\u0a80-\u0aff"),
        ("ta", "\u0b80-\u0bff"),
        ("te", "\u0c00-\u0c7f"),
        ("kn", "\u0c80-\u0cff"),
        ("ml", "\u0d00-\u0d7f"),
        ("si", "\u0d80-\u0dff"),
        ("lo", "\u0e80-\u0eff"),
        ("my", "\u1000-\u109f"),
        ("ka", "\u10a0-\u10ff"),
        ("hy", "\u0530-\u058f"),
        ("am", "\u1200-\u137f"),
        ("km", "\u1780-\u17ff"),
        ("latin", "A-Za-z\u00c0-\u024f\u1e00-\u1eff"),
    )
)
#: Scripts that several languages share, with what tells them apart: (language, its own letters).
_SHARED: dict[str, tuple[tuple[str, str], ...]] = {
    "arabic": (("ur", "ٹڈڑےں"), ("fa", "پچژگ")),
    "cyrillic": (("uk", "іїєґ"), ("sr", "ђћџљњ"), ("bg", "ъ"), ("ru", "ыэё")),
    "hi": (),
}
_FALLBACK = {"arabic": "ar"}


def guess_language(text: str) -> str | None:
    """The ISO 639-1 code of the language that the text is written in; None if unsure."""
    sample = text[:MAX_CHARACTERS]
    # Most letters of most pages are ASCII ones, which only one of the scripts has.
    other = _ASCII.sub("", sample)
    counts = {
        name: len(pattern.findall(sample if name == "latin" else other))
        for name, pattern in (_SCRIPTS if other else _SCRIPTS[-1:])
    }
    counts = dict.fromkeys((name for name, _ in _SCRIPTS), 0) | counts
    letters = sum(counts.values())
    if letters < MIN_LETTERS:
        return None
    # A Japanese text mixes kana with Han; a quote in kana leaves a Chinese text Chinese.
    if counts["kana"] + counts["han"] > letters * 0.5:
        return "ja" if counts["kana"] > counts["han"] * 0.1 else "zh"
    script = max(counts, key=lambda name: counts[name])
    if counts[script] < letters * 0.5:
        return None
    if script == "latin":
        return _by_stopwords(sample)
    if script in _SHARED:
        by_words = _by_stopwords(sample)
        if by_words:
            return by_words
        return _by_letters(script, sample.lower(), counts[script])
    return script


def _by_letters(script: str, text: str, letters: int) -> str | None:
    best = _FALLBACK.get(script, "hi" if script == "hi" else None)
    for language, own in _SHARED[script]:
        share = sum(text.count(letter) for letter in own) / letters
        if share > 0.01 or (language == "ru" and share > 0.004):
            return language
    return best


def _by_stopwords(text: str) -> str | None:
    words = Counter(_WORD.findall(text.lower())[:MAX_WORDS])
    total = sum(words.values())
    if total < MIN_WORDS:
        return None
    shares = sorted(
        (sum(words[word] for word in words.keys() & stops) / total, language)
        for language, stops in STOPWORDS.items()
    )
    if not shares or shares[-1][0] < MIN_SHARE:
        return None
    if len(shares) > 1 and shares[-1][0] < shares[-2][0] * MIN_LEAD:
        return None
    return shares[-1][1]
