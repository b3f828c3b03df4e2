"""Reads users' rules from TOML.

A file is a list of ``[[rule]]`` tables with the fields of `Rule`. Whatever is wrong with a row is
one ValueError that names the file, the row and the fault.
"""

from __future__ import annotations

import re
import sys
from difflib import get_close_matches
from typing import Any, Final

from declutter.model import Rule
from declutter.own_rules.hits import check
from declutter.patterns import pattern

FIELDS: Final = ("css", "xpath", "phrase", "at", "label", "weight", "verdict")
_HEADER: Final = pattern(r"^[ \t]*\[\[[ \t]*rule[ \t]*\]\]", re.M)


def read_rules(text: str, name: str = "rules") -> tuple[Rule, ...]:
    """See `declutter.read_rules`, which loads this module when it is needed."""
    if not isinstance(text, str):
        raise TypeError(f"text must be the TOML itself as a str, not {type(text).__name__}")
    values = _parsed(text, name)
    rows = values.pop("rule", [])
    if values:
        raise ValueError(f"{name}: {_unknown(next(iter(values)), ('rule',))}; use [[rule]] tables")
    if not isinstance(rows, list):
        raise ValueError(f"{name}: rules are [[rule]] tables, with two brackets")
    lines = [text.count("\n", 0, found.start()) + 1 for found in _HEADER.finditer(text)]
    rules = []
    for number, row in enumerate(rows, 1):
        line = f" (line {lines[number - 1]})" if len(lines) == len(rows) else ""
        try:
            rules.append(_rule(row, f"{name}, rule {number}"))
        except ValueError as fault:
            said = " ".join(str(fault).split())
            raise ValueError(f"{name}, rule {number}{line}: {said}") from None
    return tuple(rules)


def _parsed(text: str, name: str) -> dict[str, Any]:
    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        said = " ".join(str(fault).split())
        raise ValueError(f"{name}: not TOML: {said}") from None


def _rule(row: object, name: str) -> Rule:
    if not isinstance(row, dict):
        raise ValueError(f"it must be a table of fields, not {row!r}")
    for field in row:
        if field not in FIELDS:
            raise ValueError(_unknown(field, FIELDS))
    rule = Rule(**row, name=name)
    check(rule)
    return rule


def _unknown(field: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(field, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
    return f"unknown field {field!r}; {hint}"
