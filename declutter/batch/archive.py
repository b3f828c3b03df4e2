"""The pages of a web archive as tasks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from declutter.batch.jsonl import MissingLibraryError
from declutter.batch.sources import open_regular
from declutter.batch.task import UNREADABLE, Task

#: Media types of pages; a record that names none is looked into as well.
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml", "text/plain", ""})


def pages_of(whole: Task, max_bytes: int) -> Iterator[Task]:
    """A task for each record of a page; other records (images, requests) are no inputs.

    WET records are plain text. Of a page, no more is read than shows that it is larger than
    ``max_bytes``. Raises OSError, `MissingLibraryError`.
    """
    try:
        from declutter.warc import read_records
    except ImportError:
        raise MissingLibraryError(
            "web archives need a library: pip install 'declutter[warc]'"
        ) from None
    with open_regular(whole.path) as stream:
        number = 0
        for record in read_records(stream, max_bytes + 1):
            if not record.id and not record.payload and record.error:
                yield whole._replace(error=record.error, status=UNREADABLE)
            elif record.media_type in _PAGES:
                number += 1
                yield whole._replace(
                    record=number,
                    id=record.id,
                    data=record.payload,
                    kind="text" if record.media_type == "text/plain" else "",
                    url=record.url or None,
                    encoding=record.charset,
                )
