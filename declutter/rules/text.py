"""Looks block texts up in the phrase rows of all languages at once.

Texts are compared by words through dictionaries, not by one pattern after another: the cost
does not grow with the number of rows. The language of a page is often not stated and seldom
matters: a phrase of three words hardly ever means something else in another language.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

from declutter.patterns import pattern
from declutter.rules.attributes import LABEL_BIT
from declutter.rules.rows import At, Phrase

#: Languages by script, and the letters that each of their phrases has one of. Those without such
#: letters are looked for on every page; the others are loaded by the first text with one.
SCRIPTS: dict[tuple[str, ...], str] = {
    (
        *("en", "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "sv", "da", "no", "fi", "tr", "hr"),
        *("hu", "ro", "id", "vi", "und"),
    ): "",
    ("el",): "\u0370-\u03ff\u1f00-\u1fff",
    ("ru", "uk", "bg"): "\u0400-\u052f",
    ("he",): "\u0590-\u05ff",
    ("ar", "fa"): "\u0600-\u06ff",
    ("hi",): "\u0900-\u097f",
    ("th",): "\u0e00-\u0e7f",
    ("zh", "ja", "ko"): "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af",
}
LANGUAGES = tuple(language for languages in SCRIPTS for language in languages)
# A letter of any of them, and of each.
_SCRIPTED = pattern(f"[{''.join(SCRIPTS.values())}]")
_LETTERS = {languages: pattern(f"[{span}]") for languages, span in SCRIPTS.items() if span}

#: Phrases at the start or end of a text, or inside it, count in texts up to this many words.
MAX_WORDS = 60
#: A whole-text phrase is never longer than this, in words.
MAX_WHOLE = 14
_LONGEST = 8  # words in a phrase that starts or ends a text
_COVERING = 5  # words in a phrase that stands beside others
_OPENING = 2  # letters of a script without spaces that its phrases are kept by; none has fewer
_LEAD = 40  # characters before the colon of a phrase that leads a text

# Scripts whose words are not parted by spaces: kana, Han, Thai; Hangul takes suffixes.
_UNSPACED = pattern(f"[{SCRIPTS['th',]}{SCRIPTS['zh', 'ja', 'ko']}]")


_STRIP = (
    " \t\n.,:;!?¡¿|\"'()[]{}<>«»‹›“”„‘’*•·|–—―-…→←↑↓▶►▲▼+#&/\\0123456789"
    "©®✓✔✕×＞：。、！？（）【】｜［］"
)
# Indic and Arabic marks; marks of direction and order, which have no width.
_STRIP += "०१२३४५६७८९٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹๐๑๒๓๔๕๖๗๘๙"
_STRIP += "।॥،؛؟\u200b\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\ufeff"
_ASCII_STRIP = "".join(filter(str.isascii, _STRIP))  # quicker, and enough for ASCII texts
# A mark at the edge of a word. It begins with the marks, so that the search skips to them.
_MARKED = pattern(rf"[{re.escape(_STRIP.strip())}](?:(?=\s)|(?<=\s.))")


def is_unspaced(text: str) -> bool:
    """Whether a text has letters of scripts that do not part words by spaces."""
    return _UNSPACED.search(text) is not None


def _words(text: str) -> list[str]:
    # Most words are letters only.
    return [
        said for word in text.split() if (said := word if word.isalpha() else word.strip(_STRIP))
    ]


class _Index:
    """The rows of the languages whose scripts have been met, arranged for look-up.

    Which those are changes no result: a phrase matches no text without letters of its script.
    heads, tails: the first words of the phrases that start a text, the last of those that end
    one; triggers: the words that phrases inside a text are kept by. Most texts have none of them.
    """

    def __init__(self) -> None:
        self.whole: dict[str, int] = {}
        self.start: dict[str, int] = {}
        self.lead: dict[str, int] = {}
        self.end: dict[str, int] = {}
        self.inside: dict[str, list[tuple[str, int]]] = {}  # rarest word -> phrases
        self.unspaced: dict[At, list[tuple[str, int]]] = {At.END: [], At.INSIDE: []}
        self.opening: dict[str, list[tuple[str, int]]] = {}  # two letters -> such at the start
        self.heads: set[str] = set()
        self.tails: set[str] = set()
        self.triggers: set[str] = set()
        self.missing = dict(_LETTERS)
        for languages in SCRIPTS.keys() - _LETTERS.keys():
            self.load(languages)

    def load(self, languages: tuple[str, ...]) -> None:
        """Add all rows of some languages."""
        for language in languages:
            for row in rows_of(language):
                self.add(row)
        # Copies, which other threads' loads do not change while they are gone through.
        self.heads |= {phrase.partition(" ")[0] for phrase in tuple(self.start)}
        self.tails |= {phrase.rpartition(" ")[2] for phrase in tuple(self.end)}
        self.triggers.update(tuple(self.inside))

    def meet(self, text: str) -> None:
        """Load the languages whose letters a text has, unless they are there."""
        if self.missing and _SCRIPTED.search(text):
            for languages, letters in tuple(self.missing.items()):
                if letters.search(text):
                    self.load(languages)
                    self.missing.pop(languages, None)
                    _openers.cache_clear()
                    first_words.cache_clear()

    def add(self, row: Phrase) -> None:
        """Add a row; most hold plain words only, which one look at all of them tells."""
        bit = LABEL_BIT[row.label]
        together = "\n".join(("", *row.phrases, ""))
        marked = _MARKED.search(together)
        unspaced = row.at not in (At.WHOLE, At.LEAD) and _UNSPACED.search(together)
        tables = {At.WHOLE: self.whole, At.LEAD: self.lead, At.START: self.start, At.END: self.end}
        table = tables.get(row.at)
        if table is not None and not (marked or unspaced) and table.keys().isdisjoint(row.phrases):
            table.update(dict.fromkeys(row.phrases, bit))
            return
        for phrase in row.phrases:
            if unspaced and _UNSPACED.search(phrase):
                # Texts are compared without the marks at their ends; digits within are kept.
                said = phrase.strip(_STRIP) if row.at is At.END else phrase
                if row.at is At.START:
                    self.opening.setdefault(said[:_OPENING], []).append((said, bit))
                else:
                    self.unspaced[row.at].append((said, bit))
                continue
            own = marked and _MARKED.search(f"\n{phrase}\n")
            key = " ".join(_words(phrase)) if own else phrase
            if table is None:
                # The longest word is the best stand-in for the rarest.
                trigger = max(key.split(), key=len)
                self.inside.setdefault(trigger, []).append((f" {key} ", bit))
            else:
                table[key] = table.get(key, 0) | bit


def rows_of(language: str) -> tuple[Phrase, ...]:
    """The phrase rows of one language's file."""
    rows: tuple[Phrase, ...] = import_module(f".phrases.{language}", __package__).ROWS
    return rows


@cache
def _openers() -> dict[str, int]:
    """First word -> most words of a whole-text phrase that it opens, up to `_COVERING`."""
    longest: dict[str, int] = {}
    for phrase in tuple(_INDEX.whole):
        size = phrase.count(" ") + 1
        opener = phrase.partition(" ")[0]
        if size <= _COVERING and size > longest.get(opener, 0):
            longest[opener] = size
    return longest


@cache
def first_words(bit: int) -> frozenset[str]:
    """The first words of the whole-text phrases of a label."""
    return frozenset(
        phrase.partition(" ")[0] for phrase, mask in tuple(_INDEX.whole.items()) if mask & bit
    )


_INDEX = _Index()
# Asked of every text, so without a detour.
_WHOLE, _HEADS, _TAILS, _TRIGGERS = _INDEX.whole, _INDEX.heads, _INDEX.tails, _INDEX.triggers


def phrase_masks(text: str, lowered: list[str]) -> tuple[int, int, int]:
    """The labels whose phrases a text says: (as a whole, at its start, elsewhere in it).

    ``lowered``: the text's words in lower case, as `str.split` cuts them.
    """
    if len(lowered) > MAX_WORDS:
        return 0, 0, 0
    marks = _ASCII_STRIP
    if not (is_ascii := text.isascii()):
        _INDEX.meet(text)
        marks = _STRIP
        if "’" in text or "İ" in text or "\u0307" in text:
            # Turkish: the lower case of İ is an i with a dot of its own.
            lowered = [word.replace("’", "'").replace("i\u0307", "i") for word in lowered]
    # Most words are letters only.
    words = [said for word in lowered if (said := word if word.isalpha() else word.strip(marks))]
    if not words:
        return 0, 0, 0
    count = len(words)
    whole = start = weak = 0
    if count <= MAX_WHOLE:
        said = " ".join(words)
        if said in _WHOLE:
            whole = _WHOLE[said]
    if ":" in text or (not is_ascii and "：" in text):
        start |= _lead_mask(text)
    if words[0] in _HEADS:
        prefix = ""
        for word in words[:_LONGEST]:
            prefix = f"{prefix} {word}" if prefix else word
            start |= _INDEX.start.get(prefix, 0)
    if words[-1] in _TAILS:
        suffix = ""
        for word in words[: -_LONGEST - 1 : -1]:
            suffix = f"{word} {suffix}" if suffix else word
            weak |= _INDEX.end.get(suffix, 0)
    if not _TRIGGERS.isdisjoint(words):
        padded = f" {' '.join(words)} "
        for trigger in _TRIGGERS.intersection(words):
            for phrase, bit in _INDEX.inside[trigger]:
                if phrase in padded:
                    weak |= bit
    if not is_ascii and _UNSPACED.search(text):
        masks = _unspaced_masks(text)
        return whole | masks[0], start | masks[1], weak | masks[2]
    return whole, start, weak


def covered(text: str) -> list[tuple[int, int, int]]:
    """Whole-text phrases that stand one after another in a text: (labels, place, words) of each.

    "Privacy Terms of Use" is two phrases in a row. Words that belong to none are left out; the
    longest phrase goes first.
    """
    if not text.isascii():
        _INDEX.meet(text)
        text = text.replace("’", "'")
    words = _words(text.lower().replace("i\u0307", "i"))
    found: list[tuple[int, int, int]] = []
    openers = _openers()
    if openers.keys().isdisjoint(words):
        return found
    at = 0
    while at < len(words):
        step = 1
        for size in range(min(openers.get(words[at], 0), len(words) - at), 0, -1):
            mask = _INDEX.whole.get(" ".join(words[at : at + size]), 0)
            if mask:
                found.append((mask, at, size))
                step = size
                break
        at += step
    return found


def _lead_mask(text: str) -> int:
    """The labels of phrases that a colon follows at the start of the text."""
    head = text[:_LEAD]
    ends = [at for at in (head.find(":"), head.find("：")) if at > 0]
    if not ends:
        return 0
    said = head[: min(ends)].lower().replace("’", "'").replace("i\u0307", "i")
    return _INDEX.lead.get(" ".join(_words(said)), 0)


def _unspaced_masks(text: str) -> tuple[int, int, int]:
    body = text.strip(_STRIP).lower()
    whole = _INDEX.whole.get(body, 0)
    start = weak = 0
    if len(body) > MAX_WORDS * 4:
        return whole, start, weak
    opening = text.lstrip(_STRIP).lower()  # with its last digits, which phrases may ask for
    for phrase, bit in _INDEX.opening.get(opening[:_OPENING], ()):
        if opening.startswith(phrase):
            start |= bit
    for phrase, bit in _INDEX.unspaced[At.END]:
        if body.endswith(phrase):
            weak |= bit
    for phrase, bit in _INDEX.unspaced[At.INSIDE]:
        if phrase in body:
            weak |= bit
    return whole, start, weak
