"""The page around the article: address, site, language, tags, description and image."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin, urlsplit

from declutter.language import guess_language
from declutter.metadata import jsonld
from declutter.metadata.collect import Facts
from declutter.metadata.fields import Field
from declutter.metadata.titles import tidy
from declutter.model import CONTENT_LABELS, Block

_TAG = re.compile(r"([A-Za-z]{2,3})(?:[-_]([A-Za-z0-9]{2,8}))*$")
MAX_TAGS = 30
#: Second-level labels below country domains, as in ``co.uk``.
_SECOND = frozenset(["co", "com", "org", "net", "edu", "gov", "ac", "or", "ne", "gob", "go"])


def host_of(address: str) -> str:
    """The host's name, lower-case; empty where the address has none."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def domain_name(host: str) -> str:
    """The word that was registered: ``example`` of ``www.example.co.uk``."""
    labels = host.split(".")
    if len(labels) < 2:
        return ""
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND:
        return labels[-3]
    return labels[-2]


def absolute(address: str, base: str) -> str:
    """The address made absolute; empty unless it is one of the web then."""
    try:
        joined = urljoin(base, address)
        parts = urlsplit(joined)
    except ValueError:
        return ""
    return joined if parts.scheme in ("http", "https") and parts.hostname else ""


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


def path_of(address: str) -> str:
    """The address's path; empty where it cannot be read."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


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
        if name and len(name) < 80:
            found.append(Field(name, source, confidence))
    return found


def language_of(facts: Facts, blocks: Sequence[Block]) -> Field | None:
    """The declared language, else what the kept text looks like."""
    for source, confidence, value in (
        ("html", 0.9, facts.lang),
        ("meta", 0.8, facts.meta("content-language", "language", "dc.language")),
        ("open-graph", 0.7, facts.meta("og:locale")),
    ):
        tag = language_tag(value)
        if tag:
            return Field(tag, source, confidence)
    return guessed(blocks)


def guessed(blocks: Sequence[Block]) -> Field | None:
    """The language of the content blocks, or of all where there is too little content."""
    text = " ".join(block.text for block in blocks if block.label in CONTENT_LABELS)
    if len(text) < 200:
        text = " ".join(block.text for block in blocks)
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
) -> tuple[str, ...]:
    """The page's tags or keywords, each once."""
    values = facts.metas.get("article:tag", [])
    values = values or jsonld.names(linked, [node.get("keywords") for node in articles[:1]])
    values = values or [facts.meta("parsely-tags", "news_keywords", "sailthru.tags", "keywords")]
    found: dict[str, str] = {}
    for value in values:
        for part in value[:4_000].split(","):
            tag = tidy(part)
            if tag and len(tag) <= 80:
                found.setdefault(tag.lower(), tag)
    return tuple(found.values())[:MAX_TAGS]


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
