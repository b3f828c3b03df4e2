"""The option ``--rules``: users' own rules from TOML files."""

from __future__ import annotations

from pathlib import Path

import click

from declutter.model import Rule


def _read(_: click.Context, parameter: click.Parameter, paths: tuple[str, ...]) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    for path in paths:
        from declutter.own_rules.file import read_rules  # costs time that most calls need not spend

        try:
            rules += read_rules(Path(path).read_text("utf-8"), path)
        except OSError as error:
            fault = f"{path}: {error.strerror or error}"
            raise click.BadParameter(fault, param=parameter) from None
        except UnicodeDecodeError:
            raise click.BadParameter(f"{path}: not UTF-8 text", param=parameter) from None
        except ValueError as error:
            raise click.BadParameter(str(error), param=parameter) from None
    return tuple(rules)


rules_option = click.option(
    "--rules",
    multiple=True,
    callback=_read,
    metavar="FILE",
    help="Your own rules, in TOML: what blocks of a selector or phrase are; may be repeated.",
)
