"""The page around the article: address, language, tags, description and image."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from declutter.language import guess_language
from declutter.metadata import jsonld
from declutter.metadata.addresses import absolute, path_of
from declutter.metadata.collect import Facts
from declutter.metadata.fields import Field, fields_of
from declutter.metadata.titles import tidy
from declutter.patterns import pattern

_TAG = pattern(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]{2,8}))*$")
MAX_TAGS = 30


def canonical(facts: Facts, url: str) -> Field | None:
    """The canonical address; not a home page where the page itself is none."""
    deep = bool(url) and path_of(url) not in ("", "/")
    for source, confidence, value in (
        ("html", 0.95, facts.canonical),
        ("open-graph", 0.85, facts.meta("og:url")),
    ):
        address = absolute(value, url) if value else ""
        if address and not (deep and path_of(address) in ("", "/")):
            return Field(address, source, confidence)
    address = absolute(url, "") if url else ""
    return Field(address, "url", 0.7) if address else None


def language_of(facts: Facts, prose: Callable[[], str]) -> Field | None:
    """The declared language, else what the text looks like."""
    for source, confidence, value in (
        ("html", 0.9, facts.lang),
        ("meta", 0.8, facts.meta("content-language", "language", "dc.language")),
        ("open-graph", 0.7, facts.meta("og:locale")),
    ):
        tag = language_tag(value)
        if tag:
            return Field(tag, source, confidence)
    return guessed(prose())


def guessed(text: str) -> Field | None:
    """The language that a text looks to be in."""
    language = guess_language(text) if text else None
    return Field(language, "guess", 0.6) if language else None


def language_tag(value: str) -> str:
    """``en``, ``pt-BR``: a declared tag in its usual spelling; empty where it is none."""
    value = value.strip().split(",")[0].strip().split(".")[0]
    match = _TAG.match(value)
    if not match or len(value) > 20 or match[1].lower() in ("und", "mul", "zxx"):
        return ""
    first, *rest = re.split("[-_]", value)
    tidied = [part.upper() if len(part) == 2 else part.title() for part in rest]
    return "-".join([first.lower(), *tidied])


def tags_of(
    facts: Facts, linked: jsonld.Linked, articles: Sequence[jsonld.Node]
) -> tuple[Field, ...]:
    """The page's tags or keywords, each once."""
    keywords = ("parsely-tags", "news_keywords", "sailthru.tags", "keywords")
    source, values = "open-graph", facts.metas.get("article:tag", [])
    if not values:
        source = "json-ld"
        values = jsonld.names(linked, [node.get("keywords") for node in articles[:1]])
    if not values:
        source, values = "meta", [facts.meta(*keywords)]
    found: dict[str, str] = {}
    for value in values:
        for part in value[:4_000].split(","):
            tag = tidy(part)
            if tag and len(tag) <= 80:
                found.setdefault(tag.lower(), tag)
    return fields_of(list(found.values())[:MAX_TAGS], source, 0.7 if source == "meta" else 0.85)


def texts(
    facts: Facts, linked: jsonld.Linked, articles: Sequence[jsonld.Node], url: str
) -> tuple[Field | None, Field | None]:
    """The description and the image's address."""
    description = image = None
    for source, confidence, value in (
        ("open-graph", 0.9, facts.meta("og:description")),
        ("meta", 0.85, facts.meta("description", "twitter:description", "dc.description")),
        ("json-ld", 0.8, jsonld.first(linked, articles[:1], "description", "abstract")),
    ):
        if value and description is None:
            text = tidy(value)
            description = Field(text, source, confidence) if len(text) > 10 else None
    for source, confidence, value in (
        ("open-graph", 0.9, facts.meta("og:image", "og:image:url", "og:image:secure_url")),
        ("json-ld", 0.8, _image(linked, articles)),
        ("meta", 0.75, facts.meta("twitter:image", "twitter:image:src", "itemprop:image")),
    ):
        address = absolute(value, url) if value and image is None else ""
        if address:
            image = Field(address, source, confidence)
    return description, image


def _image(linked: jsonld.Linked, articles: Sequence[jsonld.Node]) -> str:
    for node in articles[:1]:
        value = node.get("image")
        for _ in range(3):
            if isinstance(value, list):
                value = value[0] if value else None
            elif isinstance(value, dict):
                value = value.get("url") or linked.by_id.get(str(value.get("@id")), {}).get("url")
        if isinstance(value, str):
            return value.strip()
    return ""
