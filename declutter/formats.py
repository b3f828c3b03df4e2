"""The formats a document is written in, on the command line and in batches."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from declutter.model import Block, Kind, Label

if TYPE_CHECKING:
    from declutter.document import Document

#: The formats, and the ending that each one's files get.
ENDINGS: Final = {
    "text": ".txt",
    "markdown": ".md",
    "html": ".html",
    "tei": ".xml",
    "json": ".json",
    "explain": ".txt",
    "explain-json": ".json",
    "report": ".report.html",
}

#: Endings of files that hold many pages, as inputs and as outputs.
MANY_IN: Final = (
    *(".jsonl", ".jsonl.gz", ".jsonl.zst", ".ndjson", ".ndjson.gz", ".ndjson.zst"),
    *(".warc", ".warc.gz", ".wet", ".wet.gz", ".parquet"),
)
MANY_OUT: Final = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")


def writer(
    form: str, with_title: bool = True, to_terminal: bool = False, front_matter: bool = False
) -> Callable[[Document], str]:
    """How a document is written in a format, with the line end that files and pipes expect."""
    from declutter.cli.explaining import (  # brings in the command line's library
        explain,
        explain_json,
    )

    def text(document: Document) -> str:
        title = document.title if with_title else None
        return _joined(title, document.text)

    def markdown(document: Document) -> str:
        title = document.title if with_title else None
        body = _joined(_heading(title) if title else None, document.markdown)
        return _joined(document.front_matter, body) if front_matter else body

    writers: dict[str, Callable[[Document], str]] = {
        "text": text,
        "markdown": markdown,
        "html": lambda document: document.html,
        "tei": lambda document: document.tei,
        "json": lambda document: document.to_json(),
        "explain": lambda document: explain(document, to_terminal),
        "explain-json": explain_json,
        "report": lambda document: document.report,
    }
    write_body = writers[form]
    return lambda document: f"{body}\n" if (body := write_body(document)) else ""


def _heading(title: str) -> str:
    """A title in Markdown; whatever signs it holds are escaped."""
    from declutter.render import render_markdown  # other formats do without

    block = Block(title, Kind.HEADING, Label.TITLE, True, 1.0, (), "", level=1)
    return render_markdown([block])


def _joined(title: str | None, body: str) -> str:
    return "\n\n".join(part for part in (title, body) if part)
