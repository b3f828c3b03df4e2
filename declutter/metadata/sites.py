"""The site's name: what the page declares, else what its title tag or its logo says."""

from __future__ import annotations

import re

from declutter.metadata import jsonld
from declutter.metadata.addresses import domain_name, host_of
from declutter.metadata.collect import Facts, text_of
from declutter.metadata.fields import Field
from declutter.metadata.names import fold
from declutter.metadata.titles import pieces_of, tidy
from declutter.patterns import pattern

#: A site's name is no longer than this, in characters; in words where nothing declares it.
MAX_NAME = 80
MAX_WORDS = 6
#: A logo stands on top: how many elements down a page it is looked for.
_TOP = 400
_NO_NAME = pattern(r"^(?:logo|home|homepage|menu|image|header|site|brand|skip\b.*)$", re.I)
_LOGO_WORD = pattern(r"\s*\b(?:logo(?:type)?|home\s?page)\b\s*", re.I)
_UNTITLED = pattern(r"^(?:home|news|blog|untitled|page \d+|\d+)$", re.I)


def site_names(facts: Facts, linked: jsonld.Linked, url: str) -> list[Field]:
    """The site's names, surest first; the last is the domain's, which is no name to show."""
    found: list[Field] = []
    for source, confidence, value in (
        ("open-graph", 0.95, facts.meta("og:site_name")),
        ("json-ld", 0.85, jsonld.first(linked, linked.sites, "name", "alternateName")),
        ("json-ld", 0.75, jsonld.first(linked, linked.organisations[:1], "name")),
        ("meta", 0.7, facts.meta("application-name", "apple-mobile-web-app-title")),
        ("meta", 0.6, facts.meta("cre", "dc.publisher", "publisher", "copyright")[:60]),
        ("url", 0.3, domain_name(host_of(url or facts.canonical or facts.meta("og:url")))),
        ("url", 0.2, host_of(url or facts.canonical).removeprefix("www.")),
    ):
        name = tidy(value)
        if name and len(name) < MAX_NAME:
            found.append(Field(name, source, confidence))
    return found


def site_name(facts: Facts, known: list[Field], title: str) -> Field | None:
    """The name to show: a declared one, the title tag's last part, or the logo's words.

    known: what `site_names` found. title: the page's title.
    """
    if known and known[0].source != "url":
        return known[0]
    domain = known[0].value if known else ""
    tagged = _in_title_tag(facts.title, title, domain)
    return tagged or _in_logo(facts, title)


def _in_title_tag(tag: str, title: str, domain: str) -> Field | None:
    """What the title tag says beside the title, or as its domain does."""
    pieces = pieces_of(tag)
    if len(pieces) < 2:
        return None
    for piece in (pieces[-1], pieces[0]):
        squeezed = fold(piece).replace(" ", "")
        if domain and squeezed in (domain, f"the{domain}"):
            return Field(piece, "title-tag", 0.75)
    last, head = pieces[-1], fold(title)
    beside = head and (fold(pieces[0]) in head or head in fold(pieces[0]))
    short = len(last) < MAX_NAME and len(last.split()) <= MAX_WORDS
    if beside and short and fold(last) not in head and not _UNTITLED.match(last):
        return Field(last, "title-tag", 0.6)
    return None


def _in_logo(facts: Facts, title: str) -> Field | None:
    """The words of the first element on top that is called the site's logo or name."""
    for order in facts.logos:
        if order > _TOP:
            break
        element = facts.elements[order]
        text = text_of(element, MAX_NAME)
        if not text:
            images = [element] if element.tag == "img" else element.iter("img")
            text = next((image.get("alt") or "" for image in images), "")
        name = _LOGO_WORD.sub(" ", tidy(text)).strip(" -–|:")
        if not name or len(name) >= MAX_NAME or len(name.split()) > MAX_WORDS:
            continue
        if not _NO_NAME.match(name) and fold(name) != fold(title):
            return Field(name, "visible", 0.5)
    return None
