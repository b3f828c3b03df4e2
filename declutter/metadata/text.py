"""Metadata of plain text: only what its labelled blocks show."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from declutter.metadata.addresses import absolute
from declutter.metadata.days import split_days
from declutter.metadata.fields import Field, Metadata, fields_of
from declutter.metadata.licence import named_licence
from declutter.metadata.names import Refused, authors_of, fold, is_person
from declutter.metadata.page import guessed
from declutter.metadata.text_sites import plain, site_in_text
from declutter.metadata.titles import tidy
from declutter.model import Block, Label
from declutter.patterns import pattern

#: Characters of kept text that are enough to guess a language from.
ENOUGH = 200
#: Words of an author's box's head: "About the author".
_HEAD = 4
#: A kept block so long, in characters, begins the text.
_PROSE = 200
#: A line of a day and a time is no longer than this.
_LINE = 40
_CLOCK = pattern(r"(?<![\d.:])[0-2]?\d[:.h][0-5]\d(?![\d.:])")
#: Labels that a removed line with nothing but a name gets.
_UNNAMED = frozenset({Label.BYLINE, Label.NAV, Label.OTHER, Label.MASTHEAD, Label.BODY})
#: A Japanese name: a family name of two signs, and a given one.
_JAPANESE = pattern(r"[\u4e00-\u9fff]{2}[\u4e00-\u9fff\u3041-\u3096]{1,4}")


def read_text_metadata(blocks: Sequence[Block], url: str | None) -> Metadata:
    """What a plain text says about itself, by its title, byline, dateline and masthead blocks."""
    text = " ".join(block.text for block in blocks if block.keep)
    if len(text) < ENOUGH:
        text = " ".join(block.text for block in blocks)
    language = guessed(text)
    site = site_in_text(blocks)
    names = frozenset({fold(site.value)} if site else ())
    authors, published, modified = block_values(
        blocks, Refused(sites=names), language.value if language else ""
    )
    address = absolute(url, "") if url else ""
    date = Field(published, "visible", 0.7) if published else None
    return Metadata(
        title=text_title(blocks),
        authors=fields_of(authors, "visible", 0.7),
        date=date or (Field(modified, "visible", 0.5) if modified else None),
        modified=Field(modified, "visible", 0.6) if modified else None,
        site_name=site,
        language=language,
        url=Field(address, "url", 0.7) if address else None,
        licence=named_licence([block.text[:300] for block in blocks if not block.keep]),
    )


def block_values(
    blocks: Sequence[Block], refused: Refused, language: str
) -> tuple[list[str], str, str]:
    """Authors, day of publication and day of change, as the labelled blocks show them."""
    authors: list[str] = []
    published = modified = ""
    for block in blocks:
        if block.label is Label.BYLINE and not authors:
            authors = authors_of([plain(block.text)[:300]], refused, strict=True)
            if any(map(_is_word, authors)):  # "Shop by Brand", "Filter by Size"
                authors = []
        if block.label in (Label.BYLINE, Label.DATELINE):
            first, last = split_days(block.text, language)
            published, modified = published or first, modified or last
    if not published:
        published = _timed(blocks, language)
    authors = authors or _beside_day(blocks, refused, language) or _boxed(blocks, refused)
    return authors, published, modified


def _is_word(name: str) -> bool:
    """Whether a name is a single Latin word, which tells nothing of a person."""
    return name.isalpha() and name.isascii() and name[:1].isupper()


def _timed(blocks: Sequence[Block], language: str) -> str:
    """The day on a line below the headline that says a day and a time, and hardly more."""
    below = False
    for block in blocks:
        below = below or block.label is Label.TITLE
        if block.keep and len(block.text) > _PROSE:
            break
        if below and not block.keep and len(block.text) <= _LINE and _CLOCK.search(block.text):
            day = split_days(block.text, language)[0]
            if day:
                return day
    return ""


def _beside_day(blocks: Sequence[Block], refused: Refused, language: str) -> list[str]:
    """A person's name on a line of its own, right above or below the day of a plain text."""
    for at, block in enumerate(blocks):
        if block.keep and len(block.text) > _PROSE:
            break  # the text begins
        if block.label is not Label.DATELINE or not split_days(block.text, language)[0]:
            continue
        for near in (*blocks[max(at - 1, 0) : at], *blocks[at + 1 : at + 2]):
            line = plain(near.text)
            if near.keep or near.label not in _UNNAMED:
                continue
            if is_person(line) or (language == "ja" and _JAPANESE.fullmatch(line)):
                said = sum(line in other.text for other in blocks if not other.keep)
                if said == 1:  # sections and places stand in menus as well
                    return authors_of([line], refused)
    return []


def _boxed(blocks: Sequence[Block], refused: Refused) -> list[str]:
    """The person whom an author's box is about: a name as a line of its own, said in its head."""
    box = [plain(block.text) for block in blocks if block.label is Label.AUTHOR_BOX]
    for above, line in pairwise(box):
        if len(above.split()) <= _HEAD and is_person(line) and not is_person(above):
            return authors_of([line], refused, strict=True)
    return []


def text_title(blocks: Sequence[Block]) -> Field | None:
    """The first block that is labelled a title, or None."""
    titles = (block.text for block in blocks if block.label is Label.TITLE)
    title = next((tidy(text) for text in titles if text.strip()), "")
    return Field(title, "visible", 0.8) if title else None
