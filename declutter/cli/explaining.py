"""How the command line explains: the ledger on a terminal, in a pipe or as JSON, and ``--why``."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import click

from declutter.model import CONTENT_LABELS

if TYPE_CHECKING:
    from declutter.document import Document

_FURNITURE: Final = frozenset({"kicker", "byline", "dateline", "tags"})
_STYLES: Final = {
    "kept": {"fg": "green", "bold": True},
    "removed": {"fg": "red", "bold": True},
    "for": {"fg": "green"},
    "against": {"fg": "red"},
    "dim": {"dim": True},
}


def explain(document: Document, to_terminal: bool) -> str:
    """The ledger: for a terminal with a heading and colours, else plain columns."""
    if not to_terminal:
        return document.explanation
    import shutil  # most calls need none of this

    from declutter.render.explain import render_explain_screen

    width = shutil.get_terminal_size().columns
    ledger = render_explain_screen(document.blocks, width, _paint)
    return f"{_paint('dim', _heading(document))}\n{ledger}"


def explain_json(document: Document) -> str:
    """The ledger as one line of JSON."""
    from declutter.render.explain import render_explain_json

    status = str(document.status)
    return render_explain_json(document.blocks, status, document.score, document.threshold)


def is_terminal(output: str | None) -> bool:
    """Whether results go to a terminal. What ``NO_COLOR`` asks for is the painter's matter."""
    return output is None and sys.stdout is not None and sys.stdout.isatty()


def _heading(document: Document) -> str:
    kept = sum(block.keep for block in document.blocks)
    return (
        f"{document.status}: {kept} of {len(document.blocks)} blocks kept; a block of this page "
        f"needs a score of {document.threshold:.2f}; reasons are log-odds, + for keeping"
    )


def _paint(part: str, text: str) -> str:
    """Set a text off, unless colours are unwanted (https://no-color.org) or unknown there."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return text
    style = _STYLES.get(part)
    if style is None:
        label = part.removeprefix("label:")
        content = label in CONTENT_LABELS
        style = {"fg": "green" if content else "cyan" if label in _FURNITURE else "yellow"}
    return click.style(text, **style)  # type: ignore[arg-type]


def why(words: str) -> Callable[[Document], str]:
    """What became of the block that holds the words; ends the command where none does."""

    def answer(document: Document) -> str:
        try:
            return f"{document.why(words)}\n"
        except LookupError as error:
            raise click.ClickException(str(error)) from None
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint="--why") from None

    return answer


why_option = click.option(
    "--why",
    "words",
    metavar="WORDS",
    help="Explain the block that holds these words of the page, instead of printing the page.",
)
