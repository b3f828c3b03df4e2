"""The licence of a page, where it says under which one its text may be used."""

from __future__ import annotations

from collections.abc import Sequence

from declutter.metadata import jsonld
from declutter.metadata.addresses import absolute
from declutter.metadata.collect import Facts, text_of
from declutter.metadata.fields import Field
from declutter.patterns import pattern

_MAX_NAME = 120
#: Names of licences that are said in running text; a bare "copyright" names none.
_NAME = pattern(
    r"\b(?:CC[ -](?:BY|0)(?:[ -](?:NC|ND|SA)){0,2}(?:[ -][1-4]\.0)?"
    r"|Creative Commons Attribution"
    r"(?:[ -](?:Non-?Commercial|No-?Deriv(?:ative)?s|Share-?Alike)){0,2}(?: [1-4]\.0)?"
    r"|GNU (?:Free Documentation|General Public) License"
    r"|Open Government Licence(?: v[1-3]\.0)?"
    r"|Apache License,? (?:Version )?2\.0|MIT License)\b"
)
#: Other addresses under rel="license" are a shop's terms as often as not.
_KNOWN = pattern(
    r"creativecommons\.org/(?:licenses|publicdomain)/|gnu\.org/(?:licenses|copyleft)"
    r"|opensource\.org/licenses?/|nationalarchives\.gov\.uk/doc/open-government-licence"
    r"|apache\.org/licenses/|opendatacommons\.org/licenses/"
)


def licence_of(
    facts: Facts, linked: jsonld.Linked, articles: Sequence[jsonld.Node], url: str
) -> Field | None:
    """The licence's address, or its name where there is no address."""
    nodes = [*articles[:1], *linked.pages[:1]]
    for node in nodes:
        said = node.get("license")
        value = (said.get("url") or said.get("@id")) if isinstance(said, dict) else said
        value = value or jsonld.first(linked, [node], "license")
        found = _field(value, url, "json-ld", 0.9) if isinstance(value, str) else None
        if found:
            return found
    for source, confidence, value in (
        ("html", 0.9, facts.licence),
        ("meta", 0.8, facts.meta("dcterms.license", "dc.rights", "dcterms.rights", "license")),
    ):
        found = _field(value, url, source, confidence)
        if found:
            return found
    for order in facts.licences:
        element = facts.elements[order]
        target = element.get("href") or ""
        if element.get("rel") and not _KNOWN.search(target):
            continue
        found = _field(target or text_of(element), url, "visible", 0.8)
        if found:
            return found
    return None


def named_licence(texts: Sequence[str]) -> Field | None:
    """The first licence that one of these short texts names."""
    for text in texts:
        match = _NAME.search(text)
        if match:
            return Field(match.group(), "visible", 0.7)
    return None


def _field(value: str, url: str, source: str, confidence: float) -> Field | None:
    value = value.strip()
    if not value:
        return None
    looks_like_address = "/" in value and " " not in value
    address = absolute(value, url) if looks_like_address else ""
    if address:
        return Field(address, source, confidence)
    match = _NAME.search(value)
    if match or (source == "json-ld" and len(value) <= _MAX_NAME and not looks_like_address):
        return Field(match.group() if match else value, source, confidence)
    return None
