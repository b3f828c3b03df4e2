"""Hard-wrapped text: the column that its lines were broken at, and their paragraphs joined again.

Mails, ``lynx -dump``, ``w3m -dump`` and the text files of old wrap at 65 to 80 columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final, NamedTuple

from declutter.patterns import pattern

#: Lines of a wrapped page end by this column at the latest; terminals and mails wrap before it.
MAX_WRAP: Final = 100
MIN_WRAP: Final = 40
#: Terminal browsers break up to so many columns early, where they count signs they do not print.
SLACK: Final = 2
#: The share of a page's lines of prose that end there, if it is wrapped.
MOSTLY: Final = 0.9
#: Pairs of lines of which the second could not have begun on the first: so many, and this share
#: of all pairs that end in the middle of a sentence; or many and a smaller share, where lists of
#: headlines stand beside the text. On pages that are not wrapped, 98 of 100 have less than both.
FULL_PAIRS: Final = ((2, 0.5), (10, 0.2))

BULLET: Final = pattern(r"[ \t]{0,40}([*\-+•·‣▪◦●■□☆★○◎△▲–—►▶»]|\(?\d{1,3}[.)])[ \t]{1,8}(?=\S)")
#: East Asian letters and signs fill two columns, and lines may break between any two of them.
_WIDE = (
    "\u2e80-\u2fff\u3000-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0003fffd"
)
_WIDE_SIGNS = pattern(f"[\u1100-\u115f\uac00-\ud7a3{_WIDE}]")
_UNSPACED = pattern(f"[{_WIDE}]")
#: What no line of wrapped prose has: columns, borders, addresses.
_NOT_PROSE = pattern(r"\S {3,}\S|[│┃━─|]|://")
_HYPHENATED = pattern(r"(?<![^\W_])([^\W_]+)-$")
_FIRST_WORD = pattern(r"[^\W_]+")
_WORDS = pattern(r"[^\W_]+(?:-[^\W_]+)*")
_SENTENCE_END: Final = ".!?。！？"
#: Words that a suspended hyphen stands before: "pre- and post-war", "Haupt- und Nebenstraße".
_JOINERS: Final = frozenset(
    "and or to und oder bzw sowie bis et ou y e o en of och eller og i lub".split()  # noqa: SIM905
)


class Line(NamedTuple):
    """A line of the input without the space around it."""

    number: int  # from 1
    text: str
    indent: int


def columns(text: str) -> int:
    """How many columns a text fills on a terminal."""
    return len(text) if text.isascii() else len(text) + len(_WIDE_SIGNS.findall(text))


def _first_word(text: str) -> int:
    """Columns of the shortest piece that a line could have been broken after."""
    if _UNSPACED.match(text):
        return 2
    return columns(text.split(None, 1)[0])


def is_full(above: Line, line: Line, width: int) -> bool:
    """Whether the first word of a line would not have fitted on the line above."""
    space = 0 if _UNSPACED.match(line.text) else 1
    slack = 0 if above.text[-1] in _SENTENCE_END else SLACK
    return above.indent + columns(above.text) + space + _first_word(line.text) > width - slack


def wrap_width(lines: Sequence[Line]) -> int:
    """The column a page was hard-wrapped at, or 0 if each of its lines is a paragraph.

    Wrapped text shows in pairs of lines inside a chunk, the first of which stops in the middle of
    a sentence: the first word of the second would not have fitted on it any more.
    """
    prose = [_is_prose(line) for line in lines]
    ends = [
        line.indent + columns(line.text) for line, is_prose in zip(lines, prose, strict=True)
        if is_prose
    ]  # fmt: skip
    fitting = sorted(end for end in ends if end <= MAX_WRAP)
    if len(fitting) < 3 or len(fitting) < MOSTLY * len(ends):
        return 0
    width = fitting[int(len(fitting) * 0.97)] if len(fitting) > 30 else fitting[-1]
    pairs = full = 0
    for (above, is_prose), (line, _) in pairwise(zip(lines, prose, strict=True)):
        if not is_prose or not line.text or above.text[-1] in _SENTENCE_END:
            continue
        if BULLET.match(line.text):
            continue
        pairs += 1
        full += is_full(above, line, width)
    return width if any(full >= n and full >= share * pairs for n, share in FULL_PAIRS) else 0


def _is_prose(line: Line) -> bool:
    text = line.text
    if len(text) < MIN_WRAP and (text.isascii() or columns(text) < MIN_WRAP):
        return False
    unspaced = not text.isascii() and _UNSPACED.search(text)
    return not _NOT_PROSE.search(text) and (bool(unspaced) or text.count(" ") >= 3)


class Joiner:
    """Joins the lines of a paragraph; knows the words of the page they stand on."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines

    @cached_property
    def _known(self) -> frozenset[str]:
        """All words that stand on one line, the hyphenated ones whole."""
        return frozenset(word.lower() for line in self._lines for word in _WORDS.findall(line.text))

    def join(self, texts: Sequence[str]) -> str:
        """The text of a paragraph whose lines were broken."""
        if len(texts) == 1:
            return texts[0]
        pieces = [texts[0]]
        for above, text in pairwise(texts):
            pieces[-1] = pieces[-1][: len(pieces[-1]) - self._cut(above, text)]
            pieces += (self._between(above, text), text)
        return "".join(pieces)

    def _cut(self, above: str, text: str) -> int:
        """How many characters the line above loses: a hyphen that only breaks the word.

        A hyphen goes if the page has the word without it elsewhere, and never with it.
        """
        if above[-1] == "\u00ad":
            return 1
        head, tail = _HYPHENATED.search(above), _FIRST_WORD.match(text)
        if not head or not tail:
            return 0
        one, other = head.group(1).lower(), tail.group().lower()
        return int(one + other in self._known and f"{one}-{other}" not in self._known)

    def _between(self, above: str, text: str) -> str:
        if above[-1] == "\u00ad":
            return ""
        if above[-1] == "-" and above[-2:-1].isalnum() and text[0].isalnum():
            first = _FIRST_WORD.match(text)
            return " " if first and first.group().lower() in _JOINERS else ""
        return "" if _UNSPACED.match(above[-1]) and _UNSPACED.match(text) else " "
