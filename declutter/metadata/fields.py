"""The two values this package hands out: one field of a page's metadata, and all of them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, NamedTuple


class Field(NamedTuple):
    """One value with where it was found and how far to trust it.

    source: ``json-ld``, ``open-graph``, ``meta``, ``microdata``, ``visible`` (a block or an element
        that a reader sees), ``url``, ``title-tag``, ``html`` (an
        attribute of the root element or a link in the head) or ``guess``.
    confidence: 0 to 1. Set by hand per source and rule, in the order in which they were right on
        the development pages; what would score below 0.5 is mostly left out.
    """

    value: str
    source: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself. A field that is not known for sure is ``None`` or empty.

    authors: one field a person, in the page's order.
    date, modified: the day of publication and of the last change, ISO 8601, ``YYYY-MM-DD``.
    language: BCP 47, e.g. ``en`` or ``pt-BR``.
    url: the canonical address. image: the address of the lead image. Both are absolute.
    licence: the address of the licence, or its name where the page only names it.
    """

    title: Field | None = None
    authors: tuple[Field, ...] = ()
    date: Field | None = None
    modified: Field | None = None
    site_name: Field | None = None
    language: Field | None = None
    url: Field | None = None
    image: Field | None = None
    description: Field | None = None
    tags: tuple[Field, ...] = ()
    licence: Field | None = None

    @property
    def byline(self) -> Field | None:
        """The authors as one value, joined by ``", "``."""
        if not self.authors:
            return None
        return self.authors[0]._replace(value=", ".join(author.value for author in self.authors))

    def to_dict(self) -> dict[str, Any]:
        """The same as JSON values: an object a field, ``None`` or a list."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


def fields_of(values: list[str], source: str, confidence: float) -> tuple[Field, ...]:
    """Several values that one source gives."""
    return tuple(Field(value, source, round(confidence, 2)) for value in values)


def _plain(value: Field | tuple[Field, ...] | None) -> Any:
    if isinstance(value, Field):
        return {"value": value.value, "source": value.source, "confidence": value.confidence}
    return None if value is None else [_plain(field) for field in value]
