"""The dates that the page shows near its headline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from declutter.metadata.collect import Facts, class_words, text_of
from declutter.metadata.dates import find_dates, parse_stamp
from declutter.metadata.place import Place
from declutter.patterns import pattern

_NOT_DATE = frozenset(
    ["read", "reading", "duration", "event", "countdown", "copyright", "expiry", "birth", "joined"]
)
_CHANGED = pattern(
    r"updated|modified|revised|edited|aktualisiert|actualizado|mis à jour|aggiornato|atualizado|"
    r"reviewed|changed|обновлено|оновлено|modifica|bijgewerkt|aktualizacj|zaktualizowan|güncelle|"
    r"تحديث|अपडेट|수정|更新",
    re.IGNORECASE,
)
_HAS_YEAR = pattern(r"(?:19|20)\d\d")
#: A line that says of its date that it is that of publication.
_ANNOUNCED = pattern(
    r"(?:(?:this )?(?:article|story|post) was (?:originally )?published (?:on )?|(?:originally )?"
    r"(?:post(?:ed|ing)?|publi(?:shed|é|cado|cato|sh date)|pubblicato|release[d]?|date|"
    r"veröffentlicht|gepubliceerd|опубликовано|publikowan\w|yayın\w*|投稿|公開|发布|發佈|등록|"
    r"입력|نشر)|started (?:by|on))\b",
    re.IGNORECASE,
)
#: What leads to a day in the life of a writer or a member, not of the page.
_OF_A_PERSON = pattern(
    r"\b(?:joined|founded|registered|member since|born|since)\b(?: on)?\W*\Z", re.IGNORECASE
)
_ALONE = pattern(r"[\w.,/ -]{6,30}")
_KINDS = {"published": 0.8, "modified": 0.8, "time": 0.65, "class": 0.55}
#: What it adds to a score that the words right before a day announce it.
_SAID = 0.15
#: A day that is announced, or alone on its line, so many elements below the headline, is sure.
_RIGHT_BELOW = 60

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
            before = _before(facts, order)
            changed = own or bool(_CHANGED.search(f"{before} {text[:offset]}"))
            said = _SAID if kind in ("time", "class") and _ANNOUNCED.match(before.strip()) else 0
            (modified if changed else published).append((score + said, order, found))
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


def plain_days(facts: Facts, place: Place, language: str, below: bool = False) -> Days:
    """Dates without any mark, in short texts close to the headline.

    Further down, and on pages whose headline is not found, only a line that says what its date is,
    or that is a date and nothing else. below: look right below the headline only.
    """
    published = modified = ""
    score = 0.5
    for order, near in _orders(facts, place, below):
        if published and not near:
            break
        element = facts.elements[order]
        for text in (element.text, element.tail):
            # All years that count begin with one of these; looked for first, for speed.
            if not text or len(text) >= 100 or not ("20" in text or "19" in text):
                continue
            line = text.strip()
            if not _may_date(line, near, place.order < 0) or _is_no_text(element):
                continue
            before = _before(facts, order) if text is element.text else text_of(element, 60)
            if place.elsewhere(element):
                continue
            first, last = split_days(line, language, before)
            if first and not published and _is_sure(element, order - place.order, before, line):
                score = 0.7
            published, modified = published or first, modified or last
    return Days(published, modified, score)


def _orders(facts: Facts, place: Place, below: bool) -> Iterator[tuple[int, bool]]:
    """The elements that a plain date may stand in, and whether they are near the headline."""
    head, count = place.order, len(facts.elements)
    if below:
        begin, end = head + 1, head + 1 + _RIGHT_BELOW
        yield from ((order, True) for order in range(begin, min(end, count)) if head >= 0)
        return
    if head >= 0:
        begin, end = max(head - place.BEFORE, 0), head + place.AFTER
        yield from ((order, True) for order in range(begin, min(end, count)))
        yield from ((order, False) for order in range(end, min(head + place.AFTER * 4, count)))
    else:
        yield from ((order, False) for order in range(min(place.AFTER * 8, count)))


def _may_date(line: str, near: bool, lost: bool) -> bool:
    """Whether a line's date may be the page's; ``lost``: the headline was not found."""
    if not _HAS_YEAR.search(line):
        return False
    return near or bool(_ANNOUNCED.match(line)) or (lost and bool(_ALONE.fullmatch(line)))


def _is_no_text(element: etree._Element) -> bool:
    return not isinstance(element.tag, str) or element.tag in ("script", "style", "title")


def _is_sure(element: etree._Element, distance: int, before: str, line: str) -> bool:
    """Whether a date right below the headline is announced, or all that its line says."""
    if not 0 < distance <= _RIGHT_BELOW or element.tag in ("td", "th"):
        return False
    return bool(
        _ANNOUNCED.match(before.strip()) or _ANNOUNCED.match(line) or _ALONE.fullmatch(line)
    )


def split_days(text: str, language: str, before: str = "") -> tuple[str, str]:
    """The day of publication and of change in one line; ``""`` for what it does not say."""
    published = modified = ""
    end = 0
    for offset, day in find_dates(text, language):
        words = text[end:offset].strip() or before
        if _OF_A_PERSON.search(words):
            pass
        elif _CHANGED.search(words):
            modified = modified or day
        else:
            published = published or day
        end = offset
    return published, modified
