"""The command line: like ``cat``, but only the main content comes through."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from declutter import __version__
from declutter.batch import run, tasks, write
from declutter.document import Document
from declutter.model import Label, Options, Status
from declutter.pipeline import clean

_ENDINGS: Final = {"text": ".txt", "markdown": ".md", "html": ".html", "json": ".json", "explain": ".txt"}


def _render(form: str, with_title: bool) -> Callable[[Document], str]:
    """How a document is written in a format, with the line end that files and pipes expect."""

    def text(document: Document) -> str:
        title = document.title if with_title else None
        return _joined(title, document.text)

    def markdown(document: Document) -> str:
        from declutter.render.markdown import render_title

        title = document.title if with_title else None
        return _joined(render_title(title) if title else None, document.markdown)

    writers: dict[str, Callable[[Document], str]] = {
        "text": text,
        "markdown": markdown,
        "html": lambda document: document.html,
        "json": lambda document: document.to_json(),
        "explain": lambda document: document.explanation,
    }
    write_body = writers[form]
    return lambda document: f"{body}\n" if (body := write_body(document)) else ""


def _joined(title: str | None, body: str) -> str:
    return "\n\n".join(part for part in (title, body) if part)


def _label_set(_: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> frozenset[Label]:
    try:
        return frozenset(Label(name) for value in values for name in value.split(","))
    except ValueError as error:
        known = ", ".join(Label)
        raise click.BadParameter(f"{error}; known labels are {known}", param=parameter) from None


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, metavar="[PATH|-]...")
@click.option("-o", "--output", metavar="OUT", help="Write here instead: a file, or a directory for several inputs.")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(tuple(_ENDINGS)),
    default="text",
    show_default=True,
    help="What to write; explain prints a line for each block of the page.",
)
@click.option("--title/--no-title", default=True, help="Print the title above text and Markdown.")
@click.option("--kind", type=click.Choice(("auto", "html", "text")), default="auto", show_default=True, help="What the input is.")
@click.option("--url", metavar="URL", help="The page's address, for links and metadata; never fetched.")
@click.option("--encoding", metavar="NAME", help="The charset that the page came with, if you know it.")
@click.option("--strictness", type=click.FloatRange(0, 1), default=0.5, show_default=True, metavar="0..1", help="0 keeps more, 1 keeps less.")
@click.option("--keep", multiple=True, callback=_label_set, metavar="LABEL", help="Keep blocks of this label; may be repeated.")
@click.option("--drop", multiple=True, callback=_label_set, metavar="LABEL", help="Remove blocks of this label; may be repeated.")
@click.version_option(__version__, prog_name="declutter")
def main(
    paths: tuple[str, ...],
    output: str | None,
    form: str,
    title: bool,
    kind: str,
    url: str | None,
    encoding: str | None,
    strictness: float,
    keep: frozenset[Label],
    drop: frozenset[Label],
) -> None:
    """Print the main content of web pages and flattened texts, without the site's chrome.

    Reads standard input if no PATH or - is given. Results go to standard output or OUT, messages
    to standard error. Exits with 0 if all inputs were cleaned, 1 if some failed, 2 on wrong usage.
    """  # fmt: skip
    options = Options(strictness=strictness, keep=keep, drop=drop, encoding=encoding)
    render = _render(form, title)
    if len(paths) <= 1 and not _is_directory(paths):
        source = paths[0] if paths else "-"
        sys.exit(_one(source, output, render, kind, url, options))
    if output is None:
        what = "a directory" if _is_directory(paths) else "several inputs"
        raise click.UsageError(f"{what} cannot go to standard output; name a directory with -o")
    if "-" in paths:
        raise click.UsageError("standard input cannot be mixed with other inputs")
    sys.exit(_many(paths, Path(output), render, _ENDINGS[form], kind, options))


def _is_directory(paths: tuple[str, ...]) -> bool:
    return any(os.path.isdir(path) for path in paths)


def _one(
    source: str, output: str | None, render: Callable[[Document], str], kind: str, url: str | None, options: Options
) -> int:
    """Clean one input to standard output or a file."""
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        return _complain(source, error)
    document = clean(data, url=url, kind=kind, options=options)  # type: ignore[arg-type]
    if document.status is Status.NOT_HTML:
        click.echo(f"declutter: {source}: neither HTML nor text: {document.detail}", err=True)
        return 1
    text = render(document)
    if output is None:
        return _print(text)
    target = Path(output)
    if target.is_dir():
        target = target / f"{Path(source).name if source != '-' else 'stdin'}.txt"
    try:
        write(target, text)
    except OSError as error:
        return _complain(str(target), error)
    return 0


def _many(
    paths: tuple[str, ...], out: Path, render: Callable[[Document], str], ending: str, kind: str, options: Options
) -> int:
    """Clean files and directories into a directory; every failure is one line on stderr."""
    if out.exists() and not out.is_dir():
        raise click.UsageError(f"{out} is a file; several inputs need a directory")
    count = failed = 0
    for result in run(tasks(map(Path, paths), ending), out, render, kind, options):
        count += 1
        if result.error or result.status is Status.NOT_HTML:
            failed += 1
            reason = result.error or "neither HTML nor text"
            click.echo(f"declutter: {result.source}: {reason}", err=True)
    if not count:
        click.echo("declutter: no HTML or text file found in " + ", ".join(paths), err=True)
        return 1
    return 1 if failed else 0


def _complain(name: str, error: OSError) -> int:
    click.echo(f"declutter: {name}: {error.strerror or error}", err=True)
    return 1


def _print(text: str) -> int:
    """Write to standard output as bytes: no terminal's encoding can make it fail."""
    stream = sys.stdout.buffer
    try:
        stream.write(text.encode("utf-8", "replace"))
        stream.flush()
    except BrokenPipeError:
        # The reader has what it wanted. Python would complain again when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0
