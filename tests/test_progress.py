"""How far a batch is: a bar on a terminal, lines now and then elsewhere, and what it came to."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batch_pages import COMMAND, fill, page

from declutter.batch.summary import Summary
from declutter.batch.task import Task, new_row
from declutter.cli.progress import Progress

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")


def on_terminal(*arguments: str | Path, printing: bool = False) -> tuple[int, str]:
    """The exit status, and what standard error shows on a terminal of 100 columns.

    printing: standard output goes to the same terminal.
    """
    import fcntl
    import pty
    import struct
    import termios

    inner, outer = pty.openpty()
    fcntl.ioctl(outer, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    process = subprocess.Popen(
        [*COMMAND, *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=outer if printing else subprocess.DEVNULL,
        stderr=outer,
        env=os.environ | {"TERM": "xterm"},
    )
    os.close(outer)
    shown = b""
    while True:
        try:
            piece = os.read(inner, 65536)
        except OSError:  # closed at the other end
            break
        if not piece:
            break
        shown += piece
    os.close(inner)
    return process.wait(timeout=60), shown.decode()


@on_posix
def test_a_bar_on_a_terminal(tmp_path: Path) -> None:
    fill(tmp_path / "pages", 200)
    (tmp_path / "pages" / "dangling.html").symlink_to("nowhere")
    begin = time.monotonic()
    code, shown = on_terminal(tmp_path / "pages", "-o", tmp_path / "out", "-j", "1")
    seconds = time.monotonic() - begin
    assert code == 1
    assert re.search(r"\[#* *-*\]", shown)  # the bar
    looks = re.findall(r"(\d+) done, 1 failed, (\d+) pages/s", shown)
    assert looks
    counts = [int(done) for done, _ in looks]
    assert counts == sorted(counts)
    # Time left: the bar waits a second before it says it, which a fast machine may not need.
    assert re.search(r"\d\d:\d\d:\d\d", shown) or seconds < 3
    *_, summary = shown.split("\x1b[K")  # the bar is taken away for messages and at the end
    assert re.search(r"^declutter: 201 inputs: 200 ok, 1 unreadable", summary.strip())
    assert "dangling.html: No such file" in shown
    assert shown.rindex("\x1b[?25h") > shown.rindex("\x1b[?25l")  # the cursor is there again


@on_posix
def test_no_bar_among_printed_lines(tmp_path: Path) -> None:
    lines = tmp_path / "pages.jsonl"
    lines.write_text(f"{json.dumps({'html': page('Green')})}\n" * 3, "utf-8")
    code, shown = on_terminal(lines, printing=True)
    assert code == 0
    assert "\x1b" not in shown
    assert shown.count('"status": "ok"') == 3


@on_posix
def test_no_bar_if_quiet(tmp_path: Path) -> None:
    fill(tmp_path / "pages", 3)
    assert on_terminal(tmp_path / "pages", "-o", tmp_path / "out", "-q") == (0, "")


def test_plain_lines_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    """Each step is worth a line here; in a run, one in half a minute is."""
    at = 0
    progress = Progress(is_quiet=False, total=4, position=lambda: at, every=0)
    summary = Summary()
    for at in range(1, 5):
        summary.add(new_row(Task(at, "a"), "") | {"status": "ok" if at < 4 else "timeout"}, "a")
        progress.step(summary)
    progress.close()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 4
    assert re.fullmatch(r"declutter: 1 done, \d+ pages/s, 25%, about \d+ min \d+ s left", lines[0])
    assert lines[3].startswith("declutter: 4 done, 1 failed, ")
    assert "\x1b" not in "".join(lines)


def test_the_summary_lists_the_slowest_and_the_outliers() -> None:
    summary = Summary()
    for n in range(10):
        row = new_row(Task(n, "a"), "") | {"status": "ok", "labels": {"nav": 2}}
        summary.add(row | {"seconds": n, "chars_in": 1000, "chars_out": 100 * n}, f"page {n}")
    summary.add(new_row(Task(10, "b"), "") | {"status": "crashed", "seconds": 0.5}, "page 10")
    lines = list(summary.lines())
    assert lines[0] == "11 inputs: 10 ok, 1 crashed"
    assert lines[1] == "kept 45% of 10000 characters"
    assert [line for line in lines if line.startswith("slow")] == [
        "slow: 9.0 s page 9",
        "slow: 8.0 s page 8",
        "slow: 7.0 s page 7",
    ]
    assert sum(line.startswith("least kept") for line in lines) == 3
    assert "least kept: 0.0% page 0" in lines
    assert "most kept: 90.0% page 9" in lines


def test_a_page_alone_has_no_bar(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page("Tea"), encoding="utf-8")
    result = subprocess.run(
        [*COMMAND, tmp_path / "a.html"], capture_output=True, text=True, check=True
    )
    assert result.stderr == ""
