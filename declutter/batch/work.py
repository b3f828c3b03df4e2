"""What a worker does with one input: reads it, cleans it, writes the result, fills in the row."""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
import time
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

from declutter.batch.atomic import replace
from declutter.batch.sources import open_regular
from declutter.batch.task import BAD_RECORD, UNREADABLE, UNWRITABLE, Row, Task, failed, new_row
from declutter.document import SCHEMA, Document
from declutter.formats import writer
from declutter.model import Options
from declutter.pipeline import clean

#: The field of an output record that holds the page, for each format.
CONTENT: Final = {
    "text": "text",
    "markdown": "markdown",
    "html": "html",
    "explain": "explanation",
    "tei": "tei",
    "report": "report",
    "explain-json": "explanation",
}
_METADATA: Final = ("title", "byline", "date", "site_name", "language", "url")


class BadRecordError(ValueError):
    """A line is not the JSON object it should be; the message says why."""


@dataclass(frozen=True)
class Work:
    """How the inputs of a run are cleaned; picklable, called with one task after another.

    form, title, kind, options: as on the command line. out: the folder that gets a file for
    each page; None: the page comes back as a line of JSON. field: the field of a JSON record
    that holds the page; ``url`` and ``id`` are read from fields of these names. columns: the only
    fields of an output record, in this order; empty for all. version: of declutter.
    """

    form: str = "text"
    title: bool = True
    kind: str = "auto"
    options: Options = dataclasses.field(default_factory=Options)
    front_matter: bool = False
    out: str | None = None
    field: str = "html"
    columns: tuple[str, ...] = ()
    version: str = ""

    @cached_property
    def settings(self) -> str:
        """A hash of all that a result depends on beside its input."""
        options = [
            (field.name, sorted(value) if isinstance(value, frozenset) else value)
            for field in dataclasses.fields(self.options)
            if (value := getattr(self.options, field.name)) is not None
        ]
        what = [SCHEMA, self.version, self.form, self.title, self.kind, options, self.field]
        what += [self.out is None, self.columns, self.front_matter]
        return hashlib.blake2b(repr(what).encode(), digest_size=8).hexdigest()

    def __call__(self, task: Task) -> tuple[Row, bytes]:
        """The input's row, and its line of output if there is no folder for it.

        What is wrong with the input, or with the place of its output, stands in the row.
        """
        start = time.perf_counter()
        row = new_row(task, self.settings)
        row["status"] = ""
        line = b""
        try:
            line = self._clean(task, row)
        except BadRecordError as error:
            row.update(status=task.status if task.error else BAD_RECORD, detail=str(error))
        except OSError as error:
            status, detail = UNREADABLE, error.strerror or str(error)
            if row["status"]:  # it was read and cleaned
                status, detail = UNWRITABLE, f"its result cannot be written: {detail}"
            row.update(status=status, detail=detail, errno=error.errno)
        row["seconds"] = round(time.perf_counter() - start, 4)
        return row, line

    def _clean(self, task: Task, row: Row) -> bytes:
        if task.error:
            raise BadRecordError(task.error)
        data = task.data
        if data is None:
            data = read_file(task.path, self.options.max_bytes, row)
        raw = data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")
        row["hash"] = digest(raw)
        given: dict[str, Any] = {}
        page: bytes | str = data
        if task.is_json:
            given, page = parsed(raw, self.field)
            row["id"] = _short(given["id"]) if "id" in given else row["id"]
        options = self.options
        if task.encoding and options.encoding is None:
            options = _with_encoding(options, task.encoding)
        address = task.url or (url if isinstance(url := given.get("url"), str) else None)
        kind = task.kind if task.kind and self.kind == "auto" else self.kind
        document = clean(page, url=address, kind=kind, options=options)  # type: ignore[arg-type]
        seen, kept = document.chars
        row.update(
            status=str(document.status),
            detail=document.detail,
            labels={str(label): count for label, count in document.label_counts.items()},
            chars_in=seen,
            chars_out=kept,
            encoding=document.encoding,
            score=round(document.score, 4),
        )
        if failed(row):
            return b""
        if self.out is not None:
            output = self._write(document).encode("utf-8", "replace")
            replace(Path(self.out, task.name), output)
            row.update(output=task.name, bytes=len(output))
            return b""
        record = self._record(task, given, document)
        if self.columns:
            record = {name: record.get(name) for name in self.columns}
        line = dumped(record) + b"\n"
        row.update(bytes=len(line))
        return line

    @cached_property
    def _write(self) -> Any:
        return writer(self.form, self.title, front_matter=self.front_matter)

    def _record(self, task: Task, given: dict[str, Any], document: Document) -> dict[str, Any]:
        """The output record: what was given but the page, then what was found."""
        record = {name: value for name, value in given.items() if name != self.field}
        if not task.is_json:
            record |= {"path": task.path} if not task.record else {"id": task.id or task.record}
        if self.form == "json":
            return record | document.to_dict()
        record |= {
            "status": str(document.status),
            "detail": document.detail,
            "score": round(document.score, 4),
        }
        record |= {name: getattr(document, name) for name in _METADATA}
        name = CONTENT[self.form]
        is_json = self.form == "explain-json"
        content = json.loads(self._write(document)) if is_json else getattr(document, name)
        return record | {"encoding": document.encoding, name: content}


def read_file(path: str, max_bytes: int, row: Row) -> bytes:
    """A regular file's content, of a larger one no more than shows that it is larger.

    The row gets its size and time of change. Raises OSError.
    """
    with open_regular(path) as stream:
        found = os.fstat(stream.fileno())
        row.update(size=found.st_size, mtime_ns=found.st_mtime_ns)
        return stream.read(max_bytes + 1)


def digest(data: bytes) -> str:
    """The hash that a manifest holds of an input."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def parsed(line: bytes, field: str) -> tuple[dict[str, Any], str]:
    """The object of a line of JSON and the page in it; raises `BadRecordError`."""
    try:
        given = json.loads(line.decode("utf-8-sig"))
    except RecursionError:
        raise BadRecordError("nested too deeply") from None
    except ValueError as error:
        raise BadRecordError(f"not JSON: {error}") from None
    if not isinstance(given, dict):
        raise BadRecordError(f"not a JSON object but {_json_type(given)}")
    if field not in given:
        known = ", ".join(map(str, list(given)[:8]))
        said = f"it has {_short(known)}; --field names the one to take" if known else "it has none"
        raise BadRecordError(f"no field {field!r}; {said}")
    page = given[field]
    if not isinstance(page, str):
        raise BadRecordError(f"field {field!r} is not a string but {_json_type(page)}")
    return given, page


def _json_type(value: object) -> str:
    """A parsed value's type as JSON calls it."""
    names = {dict: "an object", list: "an array", str: "a string", type(None): "null"}
    return names.get(type(value), "true or false" if isinstance(value, bool) else "a number")


def dumped(value: object) -> bytes:
    """JSON in UTF-8; what UTF-8 cannot hold, as in broken file names, is written as ``\\udcff``."""
    try:
        return json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(value).encode()


def _short(value: object, length: int = 200) -> str:
    return text if len(text := str(value)) <= length else f"{text[: length - 1]}…"


def _with_encoding(options: Options, encoding: str) -> Options:
    return dataclasses.replace(options, encoding=encoding)
