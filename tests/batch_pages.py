"""Pages and commands for the tests of batches."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from declutter.cli.command import main

SENTENCE = "is made by steeping leaves in hot water, which takes three or four minutes, é and ü."
COMMAND = (sys.executable, "-m", "declutter")
SETPRIV = shutil.which("setpriv")


def page(drink: str, paragraphs: int = 2) -> str:
    """A page about a drink."""
    text = f"<p>{drink} {SENTENCE}</p>" * paragraphs
    nav = '<nav><a href="/">Home</a> <a href="/tea">Drinks</a></nav>'
    return f"<!doctype html><title>{drink}</title><body>{nav}<h1>{drink}</h1>{text}</body>"


def fill(folder: Path, count: int) -> list[Path]:
    """So many pages, in folders of ten."""
    paths = []
    for n in range(count):
        path = folder / str(n // 10) / f"page{n}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(f"Tea{n}"), encoding="utf-8")
        paths.append(path)
    return paths


class Said(NamedTuple):
    """What a command left: exit status, standard output, standard error."""

    code: int
    out: str
    err: str


def call(*arguments: str | Path) -> Said:
    """The command in this process, with one worker: cheaper, where that is enough."""
    words = ["-j", "1", *map(str, arguments)]
    result = CliRunner().invoke(main, words, catch_exceptions=False)
    return Said(result.exit_code, result.stdout, result.stderr)


def run(*command: Any, given: bytes = b"", cwd: Path | None = None, **named: Any) -> Said:
    """A command in a process of its own: the words after `COMMAND`, or after another program."""
    words = command if command[0] == SETPRIV else (*COMMAND, *command)
    result = subprocess.run(
        words, input=given, capture_output=True, cwd=cwd, timeout=300, check=False, **named
    )
    return Said(result.returncode, result.stdout.decode(), result.stderr.decode())


def rows(manifest: Path) -> list[dict[str, Any]]:
    """A manifest's rows."""
    return [json.loads(line) for line in manifest.read_bytes().splitlines()]


def tree(folder: Path) -> dict[str, bytes]:
    """All files below a folder, with what may differ from run to run taken out of manifests."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            if path.name.endswith("declutter-manifest.jsonl"):
                kept = [row | {"seconds": 0, "mtime_ns": 0, "span": None} for row in rows(path)]
                data = json.dumps(kept).encode()
            found[os.fsdecode(os.path.relpath(path, folder))] = data
    return found


def run_without_privileges(*arguments: Any) -> Said:
    """The command so that permissions hold for it, even for root; skips where that cannot be."""
    if os.geteuid():
        return run(*arguments)
    if SETPRIV is None:
        pytest.skip("permissions do not hold for root here")
    dropped = "-dac_override,-dac_read_search"
    limits = (f"--inh-caps={dropped}", f"--bounding-set={dropped}")
    return run(SETPRIV, *limits, *COMMAND, *arguments)
