"""What is too large is cut, what was found so far comes out, and status and detail say so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from declutter import Options, Status, clean
from declutter.limits import cut

ARTICLE = "<h1>How tea is made</h1>" + "".join(
    f"<p>Tea number {i} is made by steeping its leaves in water that has just boiled, which takes "
    "three or four minutes, and then it is poured through a sieve into a warm cup.</p>"
    for i in range(6)
)


@pytest.mark.parametrize("text", ["tea", "thé", "お茶です", "茶\U0001f375茶", "\ud800é"])
def test_cut_counts_bytes_and_parts_no_character(text: str) -> None:
    encoded = text.encode("utf-8", "surrogatepass")
    for most in range(1, len(encoded) + 2):
        left, left_bytes = cut(text, most), cut(encoded, most)
        assert left.encode("utf-8", "surrogatepass") == left_bytes
        assert encoded.startswith(left_bytes)
        assert most - 4 < len(left_bytes) <= most or left_bytes == encoded


def test_cut_leaves_what_is_short_enough() -> None:
    for source in ("tea" * 100, "thé" * 75):
        assert cut(source, 300) is source
    assert cut(b"tea" * 100, 300) == b"tea" * 100
    assert cut(b"\x80" * 100, 50) == b"\x80" * 50


@pytest.mark.parametrize("source", [ARTICLE + "<p>x" * 500, (ARTICLE + "<p>x" * 500).encode()])
def test_bytes(source: str | bytes) -> None:
    document = clean(source, options=Options(max_bytes=len(ARTICLE)))
    assert document.status is Status.TRUNCATED
    assert document.detail == f"input cut at {len(ARTICLE)} bytes (max_bytes)"
    assert document.text == clean(ARTICLE).text
    assert clean(source, options=Options(max_bytes=len(source))).status is Status.OK


def test_a_cut_inside_of_a_character_spoils_no_encoding() -> None:
    page = f"<p>{'Té et café. ' * 50}".encode()
    for most in range(300, 320):
        assert clean(page, options=Options(max_bytes=most)).encoding == "utf-8"


def test_the_command_stops_to_read(tmp_path: Path) -> None:
    """Standard input that never ends, and a file beyond the limit."""
    command = [sys.executable, "-m", "declutter", "--max-bytes", "2000", "-f", "json"]
    with subprocess.Popen(["yes", "Tea is hot."], stdout=subprocess.PIPE) as endless:
        done = subprocess.run(command, stdin=endless.stdout, capture_output=True, timeout=60)
        endless.kill()
    assert b'"status": "truncated"' in done.stdout
    page = tmp_path / "page.html"
    page.write_text(ARTICLE + "<p>Cold coffee is not tea." * 5000, "utf-8")
    done = subprocess.run([*command, str(page)], capture_output=True, timeout=60)
    assert b"input cut at 2000 bytes (max_bytes)" in done.stdout
    assert b"warm cup" in done.stdout
