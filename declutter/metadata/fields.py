"""The two values this package hands out: one field of a page's metadata, and all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Field(NamedTuple):
    """One value with where it was found and how far to trust it.

    source: ``json-ld``, ``open-graph``, ``meta``, ``microdata``, ``visible``, ``url``,
        ``title-tag``, ``html`` (an attribute of the root element) or ``guess``.
    confidence: 0 to 1.
    """

    value: str
    source: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself. A field that is not known for sure is ``None``.

    byline: the authors, joined by ``", "``.
    date, modified: ISO 8601, ``YYYY-MM-DD``.
    language: BCP 47, e.g. ``en`` or ``pt-BR``.
    url: the canonical address.
    """

    title: Field | None = None
    byline: Field | None = None
    date: Field | None = None
    modified: Field | None = None
    site_name: Field | None = None
    language: Field | None = None
    url: Field | None = None
    description: Field | None = None
    image: Field | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
