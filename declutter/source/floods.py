"""Tells pages with an element of very many attributes, for which libxml2 takes quadratic time.

Nearly all pages are through with a few searches in C for long stretches without a ``>``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

#: An element of so many attributes is a flood; fewer take 0.1 s. Pages of the collections have up
#: to 136.
_MANY: Final = 4_000
#: Characters that they take at least, with white space between.
_SHORTEST: Final = 2 * _MANY
#: Values in quotes may hold a ``>``. For those a part of each such stretch of the page is read, and
#: it is a flood if it goes on from there. What is shorter takes 0.03 s: 4,500 such attributes.
_STEP: Final = 4 * _SHORTEST
_MANY_MORE: Final = 1_000


def has_attribute_flood(text: str) -> bool:
    """Whether an element of the page has thousands of attributes."""
    if len(text) <= _SHORTEST:
        return False
    for start, end in _stretches(text):
        tag = _openers()[0].search(text, start, end)
        if tag and _is_flood(text, tag.end(), _MANY):
            return True
    for at in range(_STEP - _SHORTEST, len(text), _STEP):
        for found in _openers()[1].finditer(text, at, at + _SHORTEST):
            end = text.find(found[1] or found[2], found.end()) + 1
            if end and _is_flood(text, end, _MANY_MORE):
                return True
    return False


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where the text goes on without a ``>`` for long: start and end."""
    at = 0
    while at < len(text):
        last = text.rfind(">", at, at + _SHORTEST)
        if last < 0:
            last = text.find(">", at + _SHORTEST)
            last = len(text) if last < 0 else last
            yield at, last
        at = last + 1


def _is_flood(text: str, at: int, many: int) -> bool:
    """Whether so many attributes stand there."""
    from declutter.source.tame import ATTRIBUTE  # hardly any page needs it

    found = re.compile(f"(?:{ATTRIBUTE}){{0,{many}}}").match(text, at)
    if not found or found.end() - at < 2 * many:  # a character each, and what parts it
        return False
    return len(re.compile(ATTRIBUTE).findall(text, at, found.end())) >= many


@cache
def _openers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A start tag, and the start of a value with ``>`` in it; small pages need neither."""
    return re.compile(r"<[a-zA-Z]"), re.compile(r"=\s{0,9}(?:(\")[^\">]*>|(')[^'>]*>)")
