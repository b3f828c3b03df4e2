"""The options of the command line that are about many inputs."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from typing import Any, NamedTuple

import click


class BatchOptions(NamedTuple):
    """What was asked for; see the help texts below."""

    jobs: int | None
    timeout: float
    glob: tuple[str, ...]
    exclude: tuple[str, ...]
    field: str
    jsonl: bool
    unordered: bool
    force: bool
    quiet: bool


def _timeout(_: click.Context, parameter: click.Parameter, value: float) -> float:
    if math.isnan(value) or math.isinf(value):
        raise click.BadParameter(f"{value} is not a number of seconds", param=parameter)
    return value


_OPTIONS = (
    click.option(
        "-j",
        "--jobs",
        type=click.IntRange(1),
        metavar="N",
        help="Processes for several inputs; by default one for each core.",
    ),
    click.option(
        "--timeout",
        type=click.FloatRange(0),
        callback=_timeout,
        default=60.0,
        show_default=True,
        metavar="SECONDS",
        help="Longest time for one of several inputs, which then fails; 0 for no limit.",
    ),
    click.option(
        "--glob",
        multiple=True,
        metavar="PATTERN",
        help="Files to take from directories, by name or (with /) by path; may be repeated.",
    ),
    click.option(
        "--exclude",
        multiple=True,
        metavar="PATTERN",
        help="Files and directories to leave out; may be repeated.",
    ),
    click.option(
        "--field",
        default="html",
        show_default=True,
        metavar="NAME",
        help="The field of JSON lines, or column of Parquet files, that holds the page.",
    ),
    click.option("--jsonl", is_flag=True, help="Standard input is JSON lines; so is the output."),
    click.option(
        "--unordered",
        is_flag=True,
        help="Print JSON lines as they are done, not in the order of the inputs.",
    ),
    click.option("--force", is_flag=True, help="Do again what an earlier run into OUT has done."),
    click.option("-q", "--quiet", is_flag=True, help="No progress and no summary; errors only."),
)


def batch_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command these options, as one parameter called ``batch``."""

    @functools.wraps(command)
    def wrapped(*arguments: Any, **named: Any) -> None:
        batch = BatchOptions(*(named.pop(name) for name in BatchOptions._fields))
        command(*arguments, batch=batch, **named)

    for option in reversed(_OPTIONS):
        wrapped = option(wrapped)
    return wrapped
