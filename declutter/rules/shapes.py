"""Patterns of whole texts: temperatures, dates, counts, prices and the like.

Each row names a shape; shapes are searched in short texts only (`MAX_SHAPED` characters), and
every pattern is free of nested or unbounded ambiguous repeats, so matching is linear. Most texts
have no shape: a row says what every match of its pattern contains, which is far quicker to look
for than the pattern. A shape may have several rows where their patterns ask for different things.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple, TypeAlias

from declutter.patterns import pattern

#: Texts longer than this, in characters, are prose to the shape rules.
MAX_SHAPED = 240


Find: TypeAlias = "Callable[[str], re.Match[str] | None]"


class Shape(IntEnum):
    """Bit numbers of the shapes."""

    TEMPERATURE = 0
    DATE = 1
    TIME = 2
    AGO = 3
    PRICE = 4
    COPYRIGHT = 5
    CUT_OFF = 6
    ADDRESS = 7
    NUMBER = 8
    BY = 9
    SEPARATED = 10
    MARKET = 11
    COUNT = 12
    READ_TIME = 13
    RANK = 14
    QUOTED = 15


class ShapeRow(NamedTuple):
    """shape: what is named. pattern: searched in the text in lower case (`_lowered`); one that
        begins with ^ has it in all its alternatives.
    hit, miss: texts, one of each.

    digits: whether every text that matches has a digit in it.
    needs: strings of which every text that matches holds one, once it is in lower case.
    """

    shape: Shape
    pattern: str
    hit: str
    miss: str
    digits: bool = False
    needs: tuple[str, ...] = ()


# Month names, and the first letters that languages shorten them to; a number must stand beside.
_MONTH = (
    r"(?:jan|feb|f[ée]v|mar|m[äa]r|apr|avr|abr|ma[iyj]|jun|jui|jul|aug|ago|ao[uû]|sep|set|o[ck]t"
    r"|out|nov|de[czs]|d[ée]c|ene|gen|mag|giu|lug|dic|dez|sty|lut|kwi|cze|lip|sie|wrz|pa[zź]|lis|gru"
    r"|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек|січ|лют|бер|кві|тра|чер|лип|сер|вер|жов"
    r"|oca|şub|nis|haz|tem|ağu|eyl|eki|kas|ara|يناير|فبراير|مارس|أبريل|ابريل|مايو|يونيو|يوليو"
    r"|أغسطس|اغسطس|سبتمبر|أكتوبر|اكتوبر|نوفمبر|ديسمبر|जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त"
    r"|सितंबर|अक्टूबर|नवंबर|दिसंबर)\w{0,8}\.?"
)

ROWS: tuple[ShapeRow, ...] = (
    ShapeRow(
        Shape.TEMPERATURE,
        r"^\W{0,3}[+\-−–]?\d{1,3}(?:[.,]\d)?\s?°?\s?(?:°|[CF]\b|℃|℉)"
        r"|^[^.!?]{1,24}\s[+\-−–]?\d{1,3}(?:[.,]\d)?\s?(?:°\s?[CF]?\b|℃|℉)[^.!?]{0,40}$"
        # an ordinal's mark for a degree's, as Spanish and Portuguese type it
        r"|^[^.!?\d]{0,24}[+\-−–]?\d{1,2}º\s?(?:c\b|[/|–-]\s?[+\-−–]?\d{1,2}º)",
        "15.2 C",
        "15 clever tricks for the kitchen",
        digits=True,
    ),
    ShapeRow(
        Shape.DATE,
        # \d(?<!\w\d) is \b\d, but lets the search skip to the next digit.
        r"\d(?<!\w\d)\d?(?:(?:st|nd|rd|th|er|\.|º)?\s(?:de\s|of\s)?" + _MONTH
        + r"[,\s](?:de\s)?(?:19|20)?\d\d\b"
        r"|\.?\s" + _MONTH + r"(?:\s(?:19|20)\d\d)?$)",
        "Updated 12 March 2024",
        "In 2019 the league had 12 clubs",
        digits=True,
    ),
    ShapeRow(
        Shape.DATE,
        r"\b" + _MONTH + r"\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d\b"
        r"|\b(?:19|20)\d\d[-/.年]\s?[01]?\d[-/.月]\s?[0-3]?\d(?!\d)"
        r"|\b[0-3]?\d[-/.][01]?\d[-/.](?:19|20)\d\d\b"
        r"|\b(?:19|20)\d\d년\s?\d{1,2}월",
        "On May 3rd, 2021",
        "May 2021 was wet",
        digits=True,
        needs=("19", "20"),
    ),
    ShapeRow(
        Shape.TIME,
        r"(?:^|\s)[012]?\d[:.h][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b|\s?uhr\b|\s|$)",
        "Today, 14:35",
        "The ratio was 3:1",
        digits=True,
        needs=(":", ".", "h"),
    ),
    ShapeRow(
        Shape.AGO,
        r"\b(?:\d{1,3}|an?|one)\s(?:second|sec|minute|min|hour|hr|day|week|month|year)s?\sago\b",
        "3 hours ago",
        "She left two days before the storm",
        needs=("ago",),
    ),
    ShapeRow(
        Shape.AGO,
        r"\bvor\s\d{1,3}\s(?:min|std|stund|tag|woch|monat|jahr)"
        r"|\bhace\s\d{1,3}\s(?:min|hora|d[ií]a|sem|mes|a[ñn]o)"
        r"|\bhá\s\d{1,3}\s|\d{1,3}\s(?:ore|giorni|min|ora)\sfa\b"
        r"|\d{1,3}\s(?:min|godz|dni|мин|час|дн|нед)\S{0,6}\s(?:temu|назад)|\d{1,3}\s?(?:분|시간|일)\s?전"
        r"|\d{1,3}\s?(?:分钟|小时|天|分鐘|小時|分|時間|日)\s?前|\d{1,3}\s(?:dakika|saat|gün)\sönce"
        r"|منذ\s\d{1,3}\s",
        "vor 3 Stunden",
        "3 Tage vor dem Sturm",
        digits=True,
        needs=("vor", "hace", "há", "fa", "temu", "назад", "전", "前", "önce", "منذ"),
    ),
    ShapeRow(
        Shape.AGO,
        r"\bil\sy\sa\s\d{1,3}\s",
        "Il y a 3 heures",
        "Il y a longtemps",
        digits=True,
        needs=("y",),
    ),
    ShapeRow(
        Shape.PRICE,
        r"[$€£¥₹₽₩₺]\s?\d|\d\s?(?:€|EUR|USD|GBP|zł|руб|Kč|kr\b|円|元|₽|£|\$)",
        "From $19.99",
        "Prices rose by two dollars",
        digits=True,
        needs=("$", "€", "£", "¥", "₹", "₽", "₩", "₺", "eur", "usd", "gbp", "zł", "руб", "kč",
               "kr", "円", "元"),
    ),
    ShapeRow(
        Shape.COPYRIGHT,
        r"©|\(c\)\s?(?:19|20)\d\d|^copyright\b",
        "© 2024 Acme",
        "A copy of it",
        needs=("©", "(c)", "copyr"),
    ),
    ShapeRow(
        Shape.CUT_OFF,
        r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\W{0,3}$",
        "The mayor said ...",
        "Done.",
        needs=("...", "…"),
    ),
    ShapeRow(
        Shape.ADDRESS,
        r"[\w.+-]@[\w-]{1,60}\.\w{2,10}|\bhttps?://|\bwww\.|(?:\+|\b00)\d[\d\s()./-]{7,20}\d",
        "Write to info@example.org",
        "At the office, nobody answered",
        needs=("@", "://", "www.", "+", "00"),
    ),
    ShapeRow(Shape.NUMBER, r"^[\W\d_]{1,30}$", "1,204", "One"),
    ShapeRow(
        Shape.BY,
        r"^(?:by|von|par|por|di|door|av|af|autor(?:ka)?|автор|текст|作者|記者|记者|文|बाय|بقلم|كتب)"
        r"(?:\s|:|：)\s?\S{1,40}(?:\s\S{1,40}){0,7}$",
        "By Anna Lindqvist",
        "Bystanders watched in silence",
    ),
    ShapeRow(
        Shape.SEPARATED,
        r"\S\s?[|›»•·/>→]\s?\S[^|›»•·/>→]{0,60}\s?[|›»•·/>→]\s?\S",
        "Home | News | Sport",
        "Either and or",
        needs=("|", "›", "»", "•", "·", "/", ">", "→"),
    ),
    ShapeRow(
        Shape.MARKET,
        r"[+\-−]\s?\d{1,3}[.,]\d{1,3}\s?%|\d[.,]\d{2,4}\s?[▲▼↑↓]|[▲▼]\s?\d",
        "DAX 18,204.10 +0.42 %",
        "Turnout rose to 61 %",
        digits=True,
        needs=("%", "▲", "▼", "↑", "↓"),
    ),
    ShapeRow(
        Shape.COUNT,
        r"^\(?\d[\d.,]{0,9}\s?[kKmM]?\)?\s[^\W\d]{3,16}\W{0,2}$|^[^\W\d]{3,16}\s?[:(]\s?\d[\d.,]{0,9}\)?$",
        "12 comments",
        "12 people were hurt on Friday",
        digits=True,
    ),
    ShapeRow(
        Shape.READ_TIME,
        r"\b\d{1,3}[\s-]?min(?:ute|uten|utes|uti|utos|ut)?s?\.?\s"
        r"(?:read|lesezeit|de\slecture|de\slectura|de\sleitura|di\slettura|lezen|czytania)\b"
        r"|(?:reading\stime|lesezeit|temps\sde\slecture|tiempo\sde\slectura)\W{1,3}(?:\w{1,9}\s)?\d",
        "5 min read",
        "Minutes later she read the letter",
        digits=True,
        needs=("read", "eze", "lect", "tura", "zyt"),
    ),
    ShapeRow(
        Shape.RANK,
        r"^(?:#|№|\()?\d{1,2}[.)]?\s[^\W\d]",
        "3. Storm closes port",
        "1984 was dry",
        digits=True,
    ),
    ShapeRow(
        Shape.QUOTED,
        r"^[\"“„«»「『‘'].{10,}[\"”“«»」』’']\W{0,2}$",
        "“We never left the house.”",
        "No",
    ),
)  # fmt: skip

_DIGIT = pattern(r"\d")
# Which words begin a text that may have a shape without a digit or a mark.
_BEGIN = ("by", "von", "par", "por", "di", "door", "av", "af", "autor", "автор", "текст",
          "作者", "記者", "记者", "文", "बाय", "بقلم", "كتب", "copyright")  # fmt: skip


def _finder(pattern: str) -> Find:
    """A pattern, ready to look for in a text that is in lower case."""
    # What stands after a backslash is no letter. No flag: it would try each letter's look-alikes.
    compiled = re.compile(re.sub(r"(?<!\\)[A-Z]", lambda capital: capital[0].lower(), pattern))
    return compiled.match if pattern[0] == "^" else compiled.search


def _compile(digits: bool) -> tuple[tuple[int, tuple[str, ...], Find], ...]:
    """The rows that ask for a digit, or those that do not: bit, what it needs, how to look."""
    return tuple(
        (1 << row.shape, row.needs or ("",), _finder(row.pattern))
        for row in ROWS
        if row.digits == digits
    )


_WITHOUT_DIGITS = _compile(False)
_ALL = _WITHOUT_DIGITS + _compile(True)


_INITIALS = frozenset(word[0] for word in _BEGIN)


def _telling() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """What rows without digits need: those that hold a mark, as a set of them with all digits; the
    rest."""
    needs = {need for _, needs, _ in _WITHOUT_DIGITS for need in needs if need}
    needs = {need for need in needs if not need.isdigit()}
    marks = {need: next((c for c in need if not c.isalnum() and c != "."), "") for need in needs}
    charset = "".join(sorted(set(marks.values())))
    return re.compile(rf"[\d{re.escape(charset)}]"), tuple(n for n in sorted(needs) if not marks[n])


_DIGIT_OR_MARK, _NEEDED = _telling()


def shapes_of(text: str) -> int:
    """The shapes found in a text, as bits of `Shape`; 0 for long texts."""
    if not 0 < len(text) <= MAX_SHAPED:
        return 0
    lowered = text.lower() if text.isascii() else _lowered(text)
    rows = _ALL
    # Rows that need nothing ask for a mark or for one of a few words at the start.
    if not _DIGIT_OR_MARK.search(text) and text[0].isalpha():
        if lowered[0] not in _INITIALS or not lowered.startswith(_BEGIN):
            for need in _NEEDED:
                if need in lowered:
                    break
            else:
                return 0
        rows = _WITHOUT_DIGITS
    elif not _DIGIT.search(text):
        rows = _WITHOUT_DIGITS
    mask = 0
    for bit, needs, find in rows:
        for need in needs:
            if need in lowered:
                if find(lowered):
                    mask |= bit
                break
    return mask


def _lowered(text: str) -> str:
    """Lower case, with the look-alikes of i and s made these."""
    return text.lower().replace("i\u0307", "i").replace("ı", "i").replace("ſ", "s")


def names_of(mask: int) -> tuple[str, ...]:
    """The names of the shapes in a mask, lower-case."""
    return tuple(shape.name.lower().replace("_", "-") for shape in Shape if mask & (1 << shape))
