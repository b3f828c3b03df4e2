"""The dates that the page shows near its headline."""

from __future__ import annotations

import re
from typing import NamedTuple

from declutter.metadata.collect import Facts, class_words, text_of
from declutter.metadata.dates import find_dates, parse_stamp
from declutter.metadata.place import Place

_NOT_DATE = frozenset(
    ["read", "reading", "duration", "event", "countdown", "copyright", "expiry", "birth", "joined"]
)
_CHANGED = re.compile(
    r"updated|modified|revised|edited|aktualisiert|actualizado|mis à jour|aggiornato|atualizado|"
    r"reviewed|changed|обновлено|оновлено|modifica|bijgewerkt|aktualizacj|zaktualizowan|güncelle|"
    r"تحديث|अपडेट|수정|更新",
    re.IGNORECASE,
)
_HAS_YEAR = re.compile(r"(?:19|20)\d\d")
#: A line that says of its date that it is that of publication.
_ANNOUNCED = re.compile(
    r"(?:post(?:ed|ing)?|publi(?:shed|é|cado|cato)|pubblicato|release[d]?|date|veröffentlicht|"
    r"gepubliceerd|опубликовано|publikowan\w|yayın\w*|投稿|公開|发布|發佈|등록|입력|نشر)\b",
    re.IGNORECASE,
)
_ALONE = re.compile(r"[\w.,/ -]{6,30}")
_KINDS = {"published": 0.8, "modified": 0.8, "time": 0.65, "class": 0.55}

Dated = tuple[float, int, str]


class Days(NamedTuple):
    """The days that the page shows near its headline; empty where none."""

    published: str
    modified: str
    score: float


def visible_days(facts: Facts, place: Place, language: str) -> Days:
    """The days of publication and change that marked elements name."""
    published: list[Dated] = []
    modified: list[Dated] = []
    seen: set[int] = set()
    for kind, order in _date_places(facts):
        if order in seen:
            continue
        seen.add(order)
        element = facts.elements[order]
        words = class_words(element.get("class") or "")
        if not _NOT_DATE.isdisjoint(words) or place.elsewhere(element):
            continue
        text = text_of(element, 200)
        stamp = element.get("datetime") or element.get("content") or ""
        day = parse_stamp(stamp, language) if stamp else None
        score = _KINDS[kind] + place.nearness(order)
        own = kind == "modified" or bool(_CHANGED.search(" ".join(words)))
        for offset, found in [(len(text), day)] if day else find_dates(text, language)[:2]:
            changed = own or bool(_CHANGED.search(f"{_before(facts, order)} {text[:offset]}"))
            (modified if changed else published).append((score, order, found))
    best, last = _best(published, place.order), _best(modified, place.order)
    return Days(best[2], last[2], best[0] if best[2] else last[0])


def _before(facts: Facts, order: int) -> str:
    """The words that lead to an element: the text right before it in its parent."""
    element = facts.elements[order]
    previous = element.getprevious()
    if previous is not None:
        said = (previous.tail or "").strip() or text_of(previous, 60)
        # A date of its own ends what the words before it are about.
        return "" if _HAS_YEAR.search(said) else said
    parent = element.getparent()
    return (parent.text or "") if parent is not None else ""


def _date_places(facts: Facts) -> list[tuple[str, int]]:
    places = [("published", order) for order in facts.props.get("datepublished", [])]
    places += [("published", order) for order in facts.props.get("datecreated", [])]
    places += [("modified", order) for order in facts.props.get("datemodified", [])]
    places += [("time", order) for order in facts.times]
    places += [("class", order) for order in facts.dates]
    return places


def _best(found: list[Dated], headline: int) -> Dated:
    if not found:
        return (0.0, -1, "")
    return max(found, key=lambda item: (item[0], -abs(item[1] - headline)))


def plain_days(facts: Facts, place: Place, language: str) -> Days:
    """Dates without any mark, in short texts close to the headline.

    Further down, and on pages whose headline is not found, only a line that says what its date is,
    or that is a date and nothing else.
    """
    published = modified = ""
    near = range(max(place.order - place.BEFORE, 0), place.order + place.AFTER)
    far = range(max(place.order, 0), place.order + place.AFTER * (4 if place.order >= 0 else 8))
    count = len(facts.elements)
    for order in (*near, *far[place.AFTER :]) if place.order >= 0 else far:
        if order >= count or (published and order not in near):
            break
        element = facts.elements[order]
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "title"):
            continue
        for text in (element.text, element.tail):
            if not text or len(text) >= 100 or not _HAS_YEAR.search(text):
                continue
            line = text.strip()
            alone = place.order < 0 and _ALONE.fullmatch(line)
            if order not in near and not alone and not _ANNOUNCED.match(line):
                continue
            if place.elsewhere(element):
                continue
            first, last = split_days(line, language, _before(facts, order))
            published, modified = published or first, modified or last
    return Days(published, modified, 0.5)


def split_days(text: str, language: str, before: str = "") -> tuple[str, str]:
    """The day of publication and of change in one line; ``""`` for what it does not say."""
    published = modified = ""
    end = 0
    for offset, day in find_dates(text, language):
        if _CHANGED.search(text[end:offset].strip() or before):
            modified = modified or day
        else:
            published = published or day
        end = offset
    return published, modified
