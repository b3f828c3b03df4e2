"""Dates: ISO-like strings are read directly, textual ones by python-dateutil.

The clock is never asked: the same page must give the same answer next year. "Not in the future"
is held as a bound on years instead.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from declutter.metadata.months import MONTHS
from declutter.patterns import pattern

if TYPE_CHECKING:
    from dateutil.parser import parser

#: Years outside are typing errors, placeholders (0001, 1970) or promises (9999).
FIRST_YEAR, LAST_YEAR = 1990, 2100
#: No longer text is searched for a date.
MAX_TEXT = 400

_ISO = pattern(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_COMPACT = pattern(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}Z?)?$")
_EPOCH = pattern(r"\d{10}(?:\d{3})?(?:\.\d+)?$")
_CJK = pattern(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_WORDS = pattern(
    r"(?<!\w)[^\W\d_]{3,12}\.?\s{0,2}\d{1,2}(?:st|nd|rd|th)?(?:\s{0,2},\s{0,2}|\s{1,2})\d{4}(?!\d)"
    r"|(?<!\d)\d{1,2}(?:st|nd|rd|th|er|º|ª|°|\.)?(?:\s{1,2}|-)(?:of\s|de\s|d'|del\s|-)?"
    r"(?:[^\W\d_]|[\u0900-\u0963]){2,12}\.?(?:\s{0,2},\s{0,2}|\s{1,2}|-)"
    r"(?:de\s|del\s)?\d{4}(?!\d)",
    re.IGNORECASE,
)
_NUMERIC = pattern(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?![\d/-])")
_ORDINAL = pattern(r"(\d)(?:st|nd|rd|th|er|º|ª|°|\.)(?=[\s,-])", re.IGNORECASE)
_ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Devanagari writes vowels as marks, at which python-dateutil would cut a word.
_MONTH_NAME = pattern(r"[^\W\d_](?:[^\W\d_]|[\u0900-\u0963])+")
_IN_URL = pattern(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/_-])")
_NAMED_IN_URL = pattern(r"/(\d{4})[/-]([a-z]{3,12})[/-](\d{1,2})(?=[/_-])", re.IGNORECASE)
_LINK_WORD = pattern(r"(?<=[\s-])(?:of|de|del|d')\s", re.IGNORECASE)
_MONTH_FIRST_REGIONS = ("us", "ph", "ca", "pr")


def iso_day(year: int, month: int, day: int) -> str | None:
    """The day as ``YYYY-MM-DD``, or None where there is no such day within the bounds."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def parse_stamp(value: str, language: str = "") -> str | None:
    """The day that a machine-readable value names, e.g. of a meta tag; text is read as well."""
    value = value.strip()[:MAX_TEXT]
    if len(value) < 6:
        return None
    compact = _COMPACT.match(value)
    if compact:
        day = iso_day(*map(int, compact.groups()))
        if day:
            return day
    if _EPOCH.match(value):
        seconds = int(value[:10])
        moment = datetime(1970, 1, 1) + timedelta(seconds=seconds)
        return iso_day(moment.year, moment.month, moment.day)
    return find_date(value, language)


def url_day(address: str) -> str | None:
    """The day in an address's path: ``/2024/05/17/``, ``/2024-05-17-`` or ``/2024/may/17/``."""
    match = _IN_URL.search(address[:MAX_TEXT])
    if match:
        return iso_day(*map(int, match.groups()))
    match = _NAMED_IN_URL.search(address[:MAX_TEXT])
    return _textual(f"{match[3]} {match[2]} {match[1]}") if match else None


def find_date(text: str, language: str = "") -> str | None:
    """The first whole date written in the text, or None."""
    found = find_dates(text, language)
    return found[0][1] if found else None


def find_dates(text: str, language: str = "") -> list[tuple[int, str]]:
    """All whole dates written in the text, each with its offset, in order."""
    text = text[:MAX_TEXT]
    found: list[tuple[int, str]] = []
    if not any(map(str.isdigit, text)):
        return found
    for order in (_ISO, _CJK):
        for match in order.finditer(text):
            day = iso_day(*map(int, match.groups()))
            if day:
                found.append((match.start(), day))
    for match in _NUMERIC.finditer(text):
        day = _numeric(int(match[1]), int(match[3]), int(match[4]), match[2], language)
        if day:
            found.append((match.start(), day))
    for match in _WORDS.finditer(text):
        day = _textual(match.group())
        if day:
            found.append((match.start(), day))
    return sorted(found)


def _numeric(first: int, second: int, year: int, mark: str, language: str) -> str | None:
    """``3/4/2024``: the language's region decides which number is the month."""
    parts = language.lower().replace("_", "-").split("-")
    month_first = mark != "." and parts[0] in ("en", "")
    if len(parts) > 1 and parts[-1] not in _MONTH_FIRST_REGIONS:
        month_first = False
    if first > 12 or not month_first:
        day = iso_day(year, second, first)
        return day or (iso_day(year, first, second) if second > 12 else None)
    return iso_day(year, first, second)


def _textual(text: str) -> str | None:
    """A date with a month's name, by python-dateutil."""
    text = _LINK_WORD.sub("", _ORDINAL.sub(r"\1", text)).replace("-", " ")
    text = _MONTH_NAME.sub(_in_english, text)
    try:
        # Day, month and year are all in the text, so the default is never seen in the result.
        moment = _parser().parse(text, default=datetime(2000, 1, 1), ignoretz=True)
    except (ValueError, OverflowError, TypeError, AttributeError):
        return None
    return iso_day(moment.year, moment.month, moment.day)


def _in_english(match: re.Match[str]) -> str:
    name = match.group()
    return _english_names().get(name.lower(), name)


@lru_cache(maxsize=1)
def _english_names() -> dict[str, str]:
    """Month name in another language -> the name that python-dateutil knows."""
    return {
        name: month for month, names in zip(_ENGLISH, MONTHS, strict=True) for name in names.split()
    }


@lru_cache(maxsize=1)
def _parser() -> parser:
    """The parser, imported when first needed: it costs 50 ms, and most pages name ISO dates."""
    from dateutil.parser import parser

    return parser()
