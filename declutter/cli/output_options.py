"""Options of the command line about what is printed of the kept blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

_Command = TypeVar("_Command", bound=Callable[..., Any])


def output_options(command: _Command) -> _Command:
    """Add --images, --links, --tables and --front-matter, each with its contrary."""
    for option in (
        click.option(
            "--front-matter", is_flag=True, help="Put the metadata on top of Markdown, as YAML."
        ),
        click.option("--tables/--no-tables", default=True, help="Print tables that hold data."),
        click.option("--links/--no-links", default=True, help="Print links, not just their text."),
        click.option("--images/--no-images", default=True, help="Print images."),
    ):
        command = option(command)
    return command
