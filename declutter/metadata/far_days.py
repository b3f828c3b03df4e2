"""Dates far from the headline: a thread's first post, and the last edit."""

from __future__ import annotations

import re

from declutter.metadata.collect import Facts, text_of
from declutter.metadata.dates import find_dates, parse_stamp
from declutter.metadata.place import Place
from declutter.patterns import pattern

_LAST_CHANGE = pattern(
    r"last (?:edited|modified|updated|changed)|zuletzt (?:bearbeitet|geändert|aktualisiert)|"
    r"dernière (?:modification|mise à jour)|última (?:modificación|edición|edição|atualização)|"
    r"ultima modifica|laatst (?:bewerkt|gewijzigd)|последн\w{1,4} (?:изменени|редактировани)|"
    r"最后(?:编辑|更新)|最終更新|마지막으로 편집",
    re.IGNORECASE,
)
_HAS_YEAR = pattern(r"(?:19|20)\d\d")
#: Posts of forums are dated to the minute; days of birth and membership are not.
_CLOCK = pattern(r"\b\d{1,2}:\d\d\b")
#: How many elements of a page's end are looked at, and of a thread's beginning.
_END = 400
_FIRST_POST = 400
_THREAD = pattern(r"forum|thread|topic|/t/|community|discussion|viewtopic", re.IGNORECASE)


def last_change(facts: Facts, language: str) -> str:
    """The day that a page names as that of its last change, in a line near its end."""
    for element in reversed(facts.elements[-_END:]):
        for text in (element.text, element.tail):
            if not text or len(text) >= 200 or not ("20" in text or "19" in text):
                continue  # for speed, before what costs more
            if _HAS_YEAR.search(text) and _LAST_CHANGE.search(text):
                found = find_dates(text, language)
                if found:
                    return found[0][1]
    return ""


def first_post(facts: Facts, place: Place, url: str) -> str:
    """The day of the first post below the headline, on pages whose address is that of a thread."""
    if place.order < 0 or not _THREAD.search(url):
        return ""
    for order in sorted(facts.times + facts.dates):
        element = facts.elements[order]
        if order > place.order:
            day = parse_stamp(element.get("datetime") or text_of(element, 100))
            if day:
                return day
    for element in facts.elements[place.order : place.order + _FIRST_POST]:
        for text in (element.text, element.tail):
            if text and len(text) < 80 and _HAS_YEAR.search(text) and _CLOCK.search(text):
                found = find_dates(text)
                if found:
                    return found[0][1]
    return ""
