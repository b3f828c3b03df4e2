"""Metadata of plain text: only what its labelled blocks show."""

from __future__ import annotations

from collections.abc import Sequence

from declutter.metadata.addresses import absolute
from declutter.metadata.days import split_days
from declutter.metadata.fields import Field, Metadata, fields_of
from declutter.metadata.names import Refused, authors_of, fold
from declutter.metadata.page import guessed
from declutter.metadata.titles import tidy
from declutter.model import Block, Label

#: Names of sites are short; a longer masthead is a slogan. In words.
_NAME = 4
#: Characters of kept text that are enough to guess a language from.
ENOUGH = 200


def read_text_metadata(blocks: Sequence[Block], url: str | None) -> Metadata:
    """What a plain text says about itself, by its title, byline, dateline and masthead blocks."""
    text = " ".join(block.text for block in blocks if block.keep)
    if len(text) < ENOUGH:
        text = " ".join(block.text for block in blocks)
    language = guessed(text)
    title = _first(blocks, Label.TITLE)
    site = _first(blocks, Label.MASTHEAD)
    refused = Refused(sites=frozenset({fold(site)} if site else ()))
    authors, published, modified = block_values(blocks, refused, language.value if language else "")
    address = absolute(url, "") if url else ""
    return Metadata(
        title=Field(title, "visible", 0.8) if title else None,
        authors=fields_of(authors, "visible", 0.7),
        date=Field(published, "visible", 0.7) if published else None,
        modified=Field(modified, "visible", 0.6) if modified else None,
        site_name=Field(site, "visible", 0.5) if 0 < len(site.split()) <= _NAME else None,
        language=language,
        url=Field(address, "url", 0.7) if address else None,
    )


def block_values(
    blocks: Sequence[Block], refused: Refused, language: str
) -> tuple[list[str], str, str]:
    """Authors, day of publication and day of change, as the labelled blocks show them."""
    authors: list[str] = []
    published = modified = ""
    for block in blocks:
        if block.label is Label.BYLINE and not authors:
            authors = authors_of([block.text[:300]], refused, strict=True)
        if block.label in (Label.BYLINE, Label.DATELINE):
            first, last = split_days(block.text, language)
            published, modified = published or first, modified or last
    return authors, published, modified


def _first(blocks: Sequence[Block], label: Label) -> str:
    return next((tidy(b.text) for b in blocks if b.label is label and b.text.strip()), "")
