"""declutter takes a web page apart: the main content on one side, the site's chrome on the other.

>>> import declutter
>>> declutter.clean("<h1>Tea</h1><p>Tea is made by steeping leaves in hot water.</p>").status
<Status.OK: 'ok'>
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from declutter.document import Document
    from declutter.many import clean_many
    from declutter.metadata import Field, Metadata
    from declutter.model import Block, Evidence, Kind, Label, Options, Rule, Run, Status
    from declutter.pipeline import clean

__version__ = "0.1.0"
__all__ = [
    "Block",
    "Document",
    "Evidence",
    "Field",
    "Kind",
    "Label",
    "Metadata",
    "Options",
    "Rule",
    "Run",
    "Status",
    "clean",
    "clean_many",
    "read_rules",
]


def read_rules(text: str, name: str = "rules") -> tuple[Rule, ...]:
    """The rules of a TOML text, for `Options(rules=...)`: a list of ``[[rule]]`` tables.

    Each has the fields of `Rule`: one of ``css``, ``xpath`` and ``phrase`` (with ``at``), and
    ``label``, ``weight`` or ``verdict``. name: how errors and reasons call the text, e.g. its
    file's name. Raises ValueError, in one line that names file, row and fault, where the text
    holds anything but valid rules.
    """
    from declutter.own_rules.file import read_rules  # TOML and selectors: few pages need them

    return read_rules(text, name)


#: Where the names live. Each module is imported when one of its names is asked for first: the
#: command line needs few of them, and none before it knows its arguments.
_HOMES = {
    "Document": "document",
    "clean": "pipeline",
    "clean_many": "many",
    **dict.fromkeys(("Field", "Metadata"), "metadata"),
    **dict.fromkeys(
        ("Block", "Evidence", "Kind", "Label", "Options", "Rule", "Run", "Status"), "model"
    ),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
