"""What a page says of itself, in the forms that outputs ask for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from declutter.metadata import Field, Metadata
from declutter.model import Block
from declutter.render.front_matter import render_front_matter

if TYPE_CHECKING:
    from declutter.render.tei import TeiHeader


def front_matter(metadata: Metadata, url: str | None) -> str:
    """Metadata as YAML for the top of a Markdown file; url: the page's address, if known."""
    facts: dict[str, str | Sequence[str] | None] = {
        "title": _value(metadata.title),
        "authors": _values(metadata.authors),
        "date": _value(metadata.date),
        "modified": _value(metadata.modified),
        "site_name": _value(metadata.site_name),
        "language": _value(metadata.language),
        "url": url,
        "image": _value(metadata.image),
        "description": _value(metadata.description),
        "tags": _values(metadata.tags),
        "licence": _value(metadata.licence),
    }
    return render_front_matter(facts)


def tei_header(metadata: Metadata, url: str | None, version: str) -> TeiHeader:
    """Metadata as the header of a TEI document has it."""
    from declutter.render.tei import TeiHeader

    return TeiHeader(
        title=_value(metadata.title),
        authors=_values(metadata.authors),
        date=_value(metadata.date),
        publisher=_value(metadata.site_name),
        language=_value(metadata.language),
        url=url or "",
        description=_value(metadata.description),
        tags=_values(metadata.tags),
        licence=_value(metadata.licence),
        version=version,
    )


def plain_block(block: Block) -> dict[str, Any]:
    """A block of the ledger as JSON values."""
    return {
        "text": block.text,
        "kind": str(block.kind),
        "label": str(block.label),
        "keep": block.keep,
        "score": round(block.score, 4),
        "evidence": [
            {"rule": rule, "weight": round(weight, 4), "where": where}
            for rule, weight, where in block.evidence
        ],
        "where": block.where,
        "level": block.level,
        "marker": block.marker,
        "language": block.language,
        "containers": [
            {**container._asdict(), "form": str(container.form)} for container in block.containers
        ],
    }


def _value(field: Field | None) -> str:
    return field.value if field else ""


def _values(found: tuple[Field, ...]) -> list[str]:
    return [field.value for field in found]
