"""What is too large is cut, what was found so far comes out, and status and detail say so."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from declutter import Options, Status, clean
from declutter.limits import cut

LINES = ["How tea is made"] + [
    f"Tea number {i} is made by steeping its leaves in water that has just boiled, which takes "
    "three or four minutes, and then it is poured through a sieve into a warm cup."
    for i in range(6)
]
ARTICLE = f"<h1>{LINES[0]}</h1>" + "".join(f"<p>{line}</p>" for line in LINES[1:])


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


@pytest.mark.parametrize("depth", [300, 1_500, 20_000])
def test_depth(depth: int) -> None:
    document = clean("<div>" * depth + ARTICLE)
    deep = depth > 500
    assert all(f"Tea number {i}" in document.text for i in range(6))
    assert document.status is (Status.TRUNCATED if deep else Status.OK)
    assert document.detail == ("elements deeper than 500 (max_depth) were moved up" if deep else "")
    assert max(block.where.count("/") for block in document.blocks) <= 510


@pytest.mark.parametrize("depth", [1, 2, 10, 5_000])
def test_depth_is_asked_for(depth: int) -> None:
    document = clean("<div>" * 3_000 + ARTICLE, options=Options(max_depth=depth))
    assert all(f"Tea number {i}" in document.text for i in range(6))
    assert f"{min(depth, 1_900)} (max_depth)" in document.detail
    assert max(block.where.count("/") for block in document.blocks) <= min(depth, 1_900) + 5


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        (ARTICLE + "<p>x" * 50, "html"),
        (ARTICLE + "<table><tr><td>" + "<ul><li>x" * 50, "html"),
        (ARTICLE + "<p>x<br><br>" * 50, "html"),
        ("\n".join([*LINES, *["x"] * 50]), "text"),
        ("\r\r".join([*LINES, *["x"] * 50]), "text"),
        ("\t".join([*LINES, *["x"] * 50]), "text"),  # a page on one line
    ],
)
@pytest.mark.parametrize("most", [1, 7, 20, 30])
def test_blocks(page: str, kind: str, most: int) -> None:
    options = Options(max_blocks=most)
    document = clean(page, kind=kind, options=options)  # type: ignore[arg-type]
    assert len(document.blocks) == most
    assert document.status is Status.TRUNCATED
    assert document.detail == f"page cut at {most} blocks (max_blocks)"
    whole = clean(page, kind=kind)  # type: ignore[arg-type]
    assert [b.text for b in document.blocks] == [b.text for b in whole.blocks[:most]]
    if most >= 7:
        assert "Tea number 4" in document.text


def test_as_many_blocks_as_allowed_are_no_cut() -> None:
    for page in (ARTICLE, "\n".join(LINES)):
        assert clean(page, options=Options(max_blocks=7)).status is Status.OK


def test_blocks_of_embedded_data() -> None:
    body = "\\n".join(["Tea is made by steeping leaves in hot water for a long time."] * 50)
    page = (
        f'<script type="application/ld+json">{{"@type":"Article","articleBody":"{body}"}}</script>'
    )
    document = clean(page, options=Options(max_blocks=20))
    assert len(document.blocks) == 20
    assert document.detail == "page cut at 20 blocks (max_blocks)"
    assert "steeping" in document.text


@pytest.mark.parametrize("form", ["text", "markdown", "html", "tei"])
def test_output(form: str) -> None:
    whole = clean(ARTICLE)
    kept = sum(len(block.text) for block in whole.kept_blocks())
    for most in (1, 100, 400, kept - 1):
        document = clean(ARTICLE, options=Options(max_output=most))
        assert document.status is Status.TRUNCATED
        assert document.detail == f"output cut at {most} of {kept} characters (max_output)"
        assert sum(len(block.text) for block in document.kept_blocks()) == most
        assert whole.text.startswith(document.text.rstrip())
        shown = "".join(getattr(document, form).split())
        assert "".join(document.text.split())[-20:] in shown
        assert len(document.blocks) == len(whole.blocks)
    assert clean(ARTICLE, options=Options(max_output=kept)).status is Status.OK


def test_output_ends_in_the_midst_of_marks() -> None:
    page = (
        f"{ARTICLE}<p>Tea <b>is <a href='https://example.org'>made</a> by</b> steeping leaves.</p>"
    )
    whole = clean(page)
    for most in range(1, 1 + sum(len(block.text) for block in whole.kept_blocks()), 7):
        document = clean(page, options=Options(max_output=most))
        for block in document._marked:
            assert "".join(run.text for run in block.runs) == block.text


def test_several_limits_at_once() -> None:
    options = Options(max_bytes=2_000, max_depth=50, max_blocks=5, max_output=300)
    document = clean("<div>" * 100 + ARTICLE * 4, options=options)
    for name in ("max_bytes", "max_depth", "max_blocks", "max_output"):
        assert f"({name})" in document.detail
    assert "Tea number 0" in document.text


def test_inline_elements_that_are_never_closed() -> None:
    """Marks are kept of a few of them only: blocks times depth would be without bound."""
    document = clean(ARTICLE + "<i>" * 400 + "<div>It is tea.</div>" * 100)
    assert all(len(run.tags) <= 32 for block in document.blocks for run in block.runs)
