"""Cleans files one after another and writes each result where it belongs.

A first, sequential version: parallel, resumable batches are a step of their own to come.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from declutter.document import Document
from declutter.model import Options, Status
from declutter.pipeline import clean

#: Endings of the files that a directory is searched for.
ENDINGS: Final = frozenset({".html", ".htm", ".xhtml", ".txt", ".text", ".md"})


class Task(NamedTuple):
    """One input file, and the place of its result below the output directory."""

    source: Path
    name: Path


class Result(NamedTuple):
    """What became of one input: the error is empty where its result was written."""

    source: Path
    status: Status | None
    error: str


def tasks(paths: Iterable[Path], ending: str, out: Path) -> Iterator[Task]:
    """The files named, and those below the directories named, each with a name of its own.

    Results mirror the inputs' places; the input's own ending stays in the name, so that
    ``a.html`` and ``a.txt`` do not meet. A second input that would take a name that is taken
    gets a number. ``out``, where results go, is not searched: they are no inputs.
    """
    taken: set[Path] = set()
    for path in paths:
        for source, relative in _files(path, out.resolve()):
            name = relative.with_name(f"{relative.name}{ending}")
            number = 2
            while name in taken:
                name = relative.with_name(f"{relative.name}-{number}{ending}")
                number += 1
            taken.add(name)
            yield Task(source, name)


def _files(path: Path, out: Path) -> Iterator[tuple[Path, Path]]:
    if not path.is_dir():
        yield path, Path(path.name)
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if Path(folder, name).resolve() != out)
        for name in sorted(names):
            source = Path(folder, name)
            if source.suffix.lower() in ENDINGS:
                yield source, source.relative_to(path)


def run(
    work: Iterable[Task],
    out: Path,
    render: Callable[[Document], str],
    kind: str,
    options: Options,
) -> Iterator[Result]:
    """Clean each file and write what ``render`` makes of it below ``out``; report each.

    What is neither HTML nor text is reported as an error, and nothing is written for it.
    """
    for task in work:
        status: Status | None = None
        error = ""
        try:
            document = clean(task.source.read_bytes(), kind=kind, options=options)  # type: ignore[arg-type]
            status = document.status
            if status is Status.NOT_HTML:
                error = f"neither HTML nor text: {document.detail}"
            else:
                write(out / task.name, render(document))
        except OSError as failure:
            error = failure.strerror or str(failure)
        yield Result(task.source, status, error)


def write(target: Path, text: str) -> None:
    """Write a result whole or not at all: under a temporary name, then renamed.

    A device or a pipe is written to; a link stays a link, and what it points to is replaced.
    """
    special = target.exists() and not target.is_file()
    if not special:
        target = target.resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
    place = target if special else target.with_name(f".{target.name}.part")
    try:
        with place.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
            stream.write(text)
        if not special:
            place.replace(target)
    except OSError:
        if not special:
            place.unlink(missing_ok=True)
        raise
