"""Patterns of whole texts: temperatures, dates, counts, prices and the like.

Each row names a shape; shapes are searched in short texts only (`MAX_SHAPED` characters), and
every pattern is free of nested or unbounded ambiguous repeats, so matching is linear.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import NamedTuple

#: Texts longer than this, in characters, are prose to the shape rules.
MAX_SHAPED = 240


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
    """shape: what is named. pattern: searched in the text. hit, miss: texts, one of each."""

    shape: Shape
    pattern: str
    hit: str
    miss: str


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
        r"^\W{0,3}[+\-−–]?\d{1,3}(?:[.,]\d)?\s?°?\s?(?:°|[CF]\b|℃|℉)",
        "15.2 C",
        "15 clever tricks for the kitchen",
    ),
    ShapeRow(
        Shape.DATE,
        r"\b\d{1,2}(?:st|nd|rd|th|er|\.|º)?\s(?:de\s|of\s)?" + _MONTH + r"[,\s](?:de\s)?(?:19|20)?\d\d\b"
        r"|\b" + _MONTH + r"\s\d{1,2}(?:st|nd|rd|th)?,?\s(?:19|20)\d\d\b"
        r"|\b(?:19|20)\d\d[-/.年]\s?[01]?\d[-/.月]\s?[0-3]?\d(?!\d)"
        r"|\b[0-3]?\d[-/.][01]?\d[-/.](?:19|20)\d\d\b"
        r"|\b(?:19|20)\d\d년\s?\d{1,2}월|\b\d{1,2}\.?\s" + _MONTH + r"(?:\s(?:19|20)\d\d)?$",
        "Updated 12 March 2024",
        "In 2019 the league had 12 clubs",
    ),
    ShapeRow(
        Shape.TIME,
        r"(?:^|\s)[012]?\d[:.h][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b|\s?uhr\b|\s|$)",
        "Today, 14:35",
        "The ratio was 3:1",
    ),
    ShapeRow(
        Shape.AGO,
        r"\b(?:\d{1,3}|an?|one)\s(?:second|sec|minute|min|hour|hr|day|week|month|year)s?\sago\b"
        r"|\bvor\s\d{1,3}\s(?:min|std|stund|tag|woch|monat|jahr)"
        r"|\bhace\s\d{1,3}\s(?:min|hora|d[ií]a|sem|mes|a[ñn]o)"
        r"|\bil\sy\sa\s\d{1,3}\s|\bhá\s\d{1,3}\s|\d{1,3}\s(?:ore|giorni|min|ora)\sfa\b"
        r"|\d{1,3}\s(?:min|godz|dni|мин|час|дн|нед)\S{0,6}\s(?:temu|назад)|\d{1,3}\s?(?:분|시간|일)\s?전"
        r"|\d{1,3}\s?(?:分钟|小时|天|分鐘|小時|分|時間|日)\s?前|\d{1,3}\s(?:dakika|saat|gün)\sönce"
        r"|منذ\s\d{1,3}\s",
        "3 hours ago",
        "She left two days before the storm",
    ),
    ShapeRow(
        Shape.PRICE,
        r"[$€£¥₹₽₩₺]\s?\d|\d\s?(?:€|EUR|USD|GBP|zł|руб|Kč|kr\b|円|元|₽|£|\$)",
        "From $19.99",
        "Prices rose by two dollars",
    ),
    ShapeRow(Shape.COPYRIGHT, r"©|\(c\)\s?(?:19|20)\d\d|^copyright\b", "© 2024 Acme", "A copy of it"),
    ShapeRow(Shape.CUT_OFF, r"(?:\.\.\.|…|\[…\]|\[\.\.\.\])\W{0,3}$", "The mayor said ...", "Done."),
    ShapeRow(
        Shape.ADDRESS,
        r"[\w.+-]{1,60}@[\w-]{1,60}\.\w{2,10}|\bhttps?://|\bwww\.|(?:\+|\b00)\d[\d\s()./-]{7,20}\d",
        "Write to info@example.org",
        "At the office, nobody answered",
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
    ),
    ShapeRow(
        Shape.MARKET,
        r"[+\-−]\s?\d{1,3}[.,]\d{1,3}\s?%|\d[.,]\d{2,4}\s?[▲▼↑↓]|[▲▼]\s?\d",
        "DAX 18,204.10 +0.42 %",
        "Turnout rose to 61 %",
    ),
    ShapeRow(
        Shape.COUNT,
        r"^\(?\d[\d.,]{0,9}\s?[kKmM]?\)?\s[^\W\d]{3,16}\W{0,2}$|^[^\W\d]{3,16}\s?[:(]\s?\d[\d.,]{0,9}\)?$",
        "12 comments",
        "12 people were hurt on Friday",
    ),
    ShapeRow(
        Shape.READ_TIME,
        r"\b\d{1,3}[\s-]?min(?:ute|uten|utes|uti|utos|ut)?s?\.?\s"
        r"(?:read|lesezeit|de\slecture|de\slectura|de\sleitura|di\slettura|lezen|czytania)\b"
        r"|(?:reading\stime|lesezeit|temps\sde\slecture|tiempo\sde\slectura)\W{1,3}(?:\w{1,9}\s)?\d",
        "5 min read",
        "Minutes later she read the letter",
    ),
    ShapeRow(Shape.RANK, r"^(?:#|№|\()?\d{1,2}[.)]?\s[^\W\d]", "3. Storm closes port", "1984 was dry"),
    ShapeRow(Shape.QUOTED, r"^[\"“„«»「『‘'].{10,}[\"”“«»」』’']\W{0,2}$", "“We never left the house.”", "No"),
)  # fmt: skip

_COMPILED = tuple((1 << row.shape, re.compile(row.pattern, re.IGNORECASE)) for row in ROWS)


def shapes_of(text: str) -> int:
    """The shapes found in a text, as bits of `Shape`; 0 for long texts."""
    if len(text) > MAX_SHAPED:
        return 0
    mask = 0
    for bit, pattern in _COMPILED:
        if pattern.search(text):
            mask |= bit
    return mask


def names_of(mask: int) -> tuple[str, ...]:
    """The names of the shapes in a mask, lower-case."""
    return tuple(shape.name.lower().replace("_", "-") for shape in Shape if mask & (1 << shape))
