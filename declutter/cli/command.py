"""The command line: like ``cat``, but only the main content comes through."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import click

from declutter import __version__
from declutter.cli.batch_options import BatchOptions, batch_options
from declutter.cli.explaining import is_terminal, why, why_option
from declutter.cli.output_options import output_options
from declutter.cli.rules_option import rules_option
from declutter.formats import ENDINGS, MANY_IN, MANY_OUT, writer
from declutter.model import MAX_BYTES, Label, Options, Rule, Status

if TYPE_CHECKING:
    from declutter.document import Document


def _label_set(
    _: click.Context, parameter: click.Parameter, values: tuple[str, ...]
) -> frozenset[Label]:
    try:
        return frozenset(Label(name) for value in values for name in value.split(","))
    except ValueError as error:
        known = ", ".join(Label)
        raise click.BadParameter(f"{error}; known labels are {known}", param=parameter) from None


def _second_opinion(_: click.Context, parameter: click.Parameter, value: bool) -> bool:
    """An option whose extra is missing is wrong usage."""
    try:
        Options(second_opinion=value)
    except ValueError as error:
        raise click.BadParameter(str(error), param=parameter) from None
    return value


def _strictness(_: click.Context, parameter: click.Parameter, value: float) -> float:
    if math.isnan(value):  # passes for a number within any range
        raise click.BadParameter("nan is not a number from 0 to 1", param=parameter)
    return value


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("paths", nargs=-1, metavar="[PATH|-]...")
@click.option(
    "-o",
    "--output",
    metavar="OUT",
    help="Write here instead: a file, or a directory for several inputs.",
)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(tuple(ENDINGS)),
    default="text",
    show_default=True,
    help="What to write; explain prints each block with its reasons, report is a page of them.",
)
@click.option("--title/--no-title", default=True, help="Print the title above text and Markdown.")
@click.option(
    "--kind",
    type=click.Choice(("auto", "html", "text")),
    default="auto",
    show_default=True,
    help="What the input is.",
)
@click.option(
    "--url", metavar="URL", help="The page's address, for links and metadata; never fetched."
)
@click.option("--encoding", metavar="NAME", help="The charset that the page came with.")
@click.option(
    "--strictness",
    type=click.FloatRange(0, 1),
    callback=_strictness,
    default=0.5,
    show_default=True,
    metavar="0..1",
    help="0 keeps more, 1 keeps less.",
)
@click.option(
    "--keep",
    multiple=True,
    callback=_label_set,
    metavar="LABEL",
    help="Keep blocks of this label; may be repeated.",
)
@click.option(
    "--drop",
    multiple=True,
    callback=_label_set,
    metavar="LABEL",
    help="Remove blocks of this label; may be repeated.",
)
@click.option(
    "--max-bytes",
    type=click.IntRange(1),
    default=MAX_BYTES,
    show_default=True,
    metavar="N",
    help="Cut longer inputs there; what was in front is cleaned.",
)
@click.option(
    "--second-opinion",
    is_flag=True,
    callback=_second_opinion,
    help="Ask readability-lxml about unsure pages (declutter[readability]).",
)
@output_options
@rules_option
@why_option
@batch_options
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
    max_bytes: int,
    second_opinion: bool,
    images: bool,
    links: bool,
    tables: bool,
    front_matter: bool,
    rules: tuple[Rule, ...],
    words: str | None,
    batch: BatchOptions,
) -> None:
    """Print the main content of web pages and flattened texts, without the site's chrome.

    Reads standard input if no PATH or - is given. Results go to standard output or OUT, messages
    to standard error. Exits with 0 if all inputs were cleaned, 1 if some failed, 2 on wrong usage.
    """
    # numpy's algebra, for which nothing here asks, starts a thread a core when it is imported.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    options = Options(
        strictness=strictness,
        keep=keep,
        drop=drop,
        rules=rules,
        encoding=encoding,
        max_bytes=max_bytes,
        clock=perf_counter if form == "report" else None,
        images=images,
        links=links,
        tables=tables,
        second_opinion=second_opinion,
    )
    if batch.jsonl:
        if paths not in ((), ("-",)):
            raise click.UsageError(
                "--jsonl is about standard input; files of JSON lines are known by their names "
                f"({', '.join(name for name in MANY_IN if 'json' in name)})"
            )
        paths = ()
    if front_matter and form != "markdown":
        raise click.UsageError("--front-matter stands on top of Markdown: say -f markdown")
    if _is_one(paths, output, batch):
        source = paths[0] if paths else "-"
        render = writer(form, title, is_terminal(output), front_matter)
        if words is not None:
            render = why(words)
        sys.exit(_one(source, output, render, ENDINGS[form], kind, url, options))
    if output is None and not _gives_lines(paths, batch):
        what = "a directory" if _is_directory(paths) else "several inputs"
        raise click.UsageError(f"{what} cannot go to standard output; name a directory with -o")
    if words is not None:
        raise click.UsageError("--why asks about one page; there are several inputs")
    if "-" in paths:
        raise click.UsageError("standard input cannot be mixed with other inputs")
    if url is not None:
        raise click.UsageError("--url is the address of one page; there are several inputs")
    from declutter.batch.work import Work
    from declutter.cli.batch_command import Command

    work = Work(form, title, kind, options, front_matter, field=batch.field, version=__version__)
    sys.exit(Command(paths, output, work, batch, _complain, _print_line)())


def _is_one(paths: tuple[str, ...], output: str | None, batch: BatchOptions) -> bool:
    """Whether there is one page, which needs nothing of what many inputs need."""
    if len(paths) > 1 or batch.jsonl or _is_directory(paths):
        return False
    if output is not None and output.lower().endswith(MANY_OUT) and not os.path.isdir(output):
        return False
    return not (paths and paths[0].lower().endswith(MANY_IN))


def _gives_lines(paths: tuple[str, ...], batch: BatchOptions) -> bool:
    """Whether results go to standard output as lines of JSON."""
    return batch.jsonl or (bool(paths) and all(path.lower().endswith(MANY_IN) for path in paths))


def _is_directory(paths: tuple[str, ...]) -> bool:
    return any(os.path.isdir(path) for path in paths)


def _one(
    source: str,
    output: str | None,
    render: Callable[[Document], str],
    ending: str,
    kind: str,
    url: str | None,
    options: Options,
) -> int:
    """Clean one input to standard output or a file."""
    from declutter.pipeline import clean  # the engine: usage and help do without

    try:
        data = _read_input(source, options.max_bytes + 1)  # what shows that it is cut
    except OSError as error:
        return _complain(source, error.strerror or str(error))
    document = clean(data, url=url, kind=kind, options=options)  # type: ignore[arg-type]
    if document.status is Status.NOT_HTML:
        return _complain(source, f"neither HTML nor text: {document.detail}")
    text = render(document)
    if output is None:
        return _print(text)
    from declutter.batch.atomic import write  # most results go to standard output

    target = Path(output)
    if target.is_dir() or output.endswith(os.sep):
        target = target / f"{Path(source).name if source != '-' else 'stdin'}{ending}"
    try:
        write(target, text)
    except OSError as error:
        return _complain(str(target), error.strerror or str(error))
    return 0


def _complain(name: str, reason: str) -> int:
    """One line on stderr, whatever characters a file's name holds; the exit status."""
    line = "".join(char if char.isprintable() else "?" for char in f"{name}: {reason}")
    click.echo(f"declutter: {line}", err=True)
    return 1


def _read_input(source: str, most: int) -> bytes:
    """The first ``most`` bytes of a file or of standard input, which may never end."""
    if source != "-":
        with open(source, "rb") as file:
            return file.read(most)
    if sys.stdin is None:  # closed by the caller
        raise OSError("standard input is closed")
    return sys.stdin.buffer.read(most)


def _print(text: str) -> int:
    """Write to standard output as bytes: no terminal's encoding can make it fail."""
    if sys.stdout is None:
        return _complain("-", "standard output is closed")
    stream = sys.stdout.buffer
    try:
        stream.write(text.encode("utf-8", "replace"))
        stream.flush()
    except BrokenPipeError:
        _drop_output()  # the reader has what it wanted
    except OSError as error:
        _drop_output()
        return _complain("-", error.strerror or str(error))
    return 0


def _print_line(line: bytes) -> None:
    """Write one of many results at once; raises OSError, and then no more can be written."""
    if sys.stdout is None:
        raise OSError("standard output is closed")
    try:
        sys.stdout.buffer.write(line)
        sys.stdout.buffer.flush()
    except OSError:
        _drop_output()
        raise


def _drop_output() -> None:
    """Keep Python from complaining again when it closes the stream."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
