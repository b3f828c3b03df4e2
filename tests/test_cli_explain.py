"""``-f explain`` on a terminal, in a pipe and as JSON."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner
from fixture_pages import FIXTURES, Fixture

from declutter.cli.command import main

PAGE = (
    "<nav><a href='/'>Home</a> <a href='/n'>News</a></nav><h1>Tea</h1><p>Tea is made by steeping "
)
PAGE += "leaves in hot water, and people have done so for a long time.</p>"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
on_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def on_terminal(**environment: str) -> str:
    """What the command prints on a terminal of 70 columns."""
    import fcntl
    import pty
    import struct
    import termios

    inner, outer = pty.openpty()
    fcntl.ioctl(outer, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 70, 0, 0))
    surroundings = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS")}
    process = subprocess.Popen(
        [sys.executable, "-m", "declutter", "-f", "explain"],
        stdin=subprocess.PIPE,
        stdout=outer,
        env=surroundings | {"TERM": "xterm"} | environment,
    )
    os.close(outer)
    assert process.stdin
    process.stdin.write(PAGE.encode())
    process.stdin.close()
    out = b""
    while True:
        try:
            piece = os.read(inner, 65536)
        except OSError:  # closed at the other end
            break
        if not piece:
            break
        out += piece
    os.close(inner)
    assert process.wait(timeout=60) == 0
    return out.decode().replace("\r\n", "\n")


@on_posix
def test_a_terminal_gets_colours_and_lines_that_fit() -> None:
    out = on_terminal()
    assert "\x1b[32m\x1b[1m+\x1b[0m" in out
    assert "\x1b[31m\x1b[1m-\x1b[0m" in out
    first, *lines = COLOUR.sub("", out).splitlines()
    assert re.match(r"ok: \d+ of \d+ blocks kept; a block of this page needs a score of 0\.", first)
    assert all(len(line) <= 70 for line in lines)
    assert any(line.startswith("+ body") for line in lines)


@on_posix
@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colours_where_they_are_unwanted(environment: dict[str, str]) -> None:
    out = on_terminal(**environment)
    assert "\x1b" not in out
    assert out == COLOUR.sub("", on_terminal())


@on_posix
def test_an_empty_no_color_asks_for_nothing() -> None:
    assert "\x1b[32m" in on_terminal(NO_COLOR="")


def call(form: str, source: str | None = None) -> str:
    arguments = ["-f", form] if source is None else ["-f", form, source]
    result = CliRunner().invoke(main, arguments, input=PAGE, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.parametrize(
    "fixture",
    [fixture for fixture in FIXTURES[::5] if "options" not in fixture.about],
    ids=lambda fixture: fixture.name,
)
def test_a_pipe_gets_plain_columns(fixture: Fixture) -> None:
    lines = call("explain", str(fixture.source)).splitlines()
    assert len(lines) == len(fixture.document.blocks)
    for line, block in zip(lines, fixture.document.blocks, strict=True):
        mark, label, score = line[:24].split()[:3]
        assert mark == "+-"[not block.keep]
        assert label == str(block.label)
        assert 0 <= float(score) <= 1
        assert "\x1b" not in line


@pytest.mark.parametrize("fixture", FIXTURES[::5], ids=lambda fixture: fixture.name)
def test_json_adds_up(fixture: Fixture) -> None:
    values = json.loads(call("explain-json", str(fixture.source)))
    assert values["threshold"] == pytest.approx(fixture.document.threshold, abs=1e-6)
    for block in values["blocks"]:
        weights = sum(reason["weight"] for reason in block["reasons"])
        assert weights == pytest.approx(block["log_odds"], abs=1e-4)
        if block["decided"] == "score":
            assert block["keep"] is (block["score"] >= values["threshold"] - 1e-6)
        assert all(reason["words"] for reason in block["reasons"])
