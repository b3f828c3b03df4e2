"""Twice the input takes about twice the time, on shapes that trip quadratic code."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from declutter import clean

SENTENCE = "The kettle was old, but the tea that came out of it was better than any other. "

HTML: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: f"<p>{SENTENCE * 3}</p>" * n,
    "links": lambda n: "<ul>" + "<li><a href='/a'>Read more tea</a></li>" * n + "</ul>",
    "links in one block": lambda n: "<p>" + "<a href='/a'>tea</a> and " * n + "</p>",
    "line breaks": lambda n: "<p>" + "Tea is hot<br>" * n + "</p>",
    "inline marks": lambda n: "<p>" + "<b>tea</b> <i>is</i> " * n + "</p>",
    "table rows": lambda n: "<table>" + "<tr><td>tea<td>1.20<td>hot</tr>" * n + "</table>",
    "rows in a row": lambda n: "<table>" + "<tr><td><table><tr><td>a<td>b</table>" * n,
    "headings that name lists": lambda n: "<h2>Trending Stories</h2><p>Tea again</p>" * n,
    "one long paragraph": lambda n: f"<p>{SENTENCE * n}</p>",
    "unclosed tags": lambda n: "<b><p><i><li>tea" * (n // 10),
    "meta": lambda n: "<meta name=author content=Tea>" * n + f"<p>{SENTENCE}</p>",
    "classes": lambda n: "".join(f"<p class='a{i} b{i}-nav'>tea {i}</p>" for i in range(n)),
}
TEXT: dict[str, Callable[[int], str]] = {
    "lines": lambda n: f"{SENTENCE}\n" * n,
    "short lines": lambda n: "Tea\nRead more\n" * n,
    "chunks": lambda n: "Tea is hot\nand green.\n\n" * n,
    "one long line": lambda n: SENTENCE * n,
    "one long word": lambda n: "tea" * 20 * n,
    "bullets": lambda n: "- a cup of tea\n" * n,
    "open fences": lambda n: "```\n~~~\n" * n,
    "spaces": lambda n: "tea" + " " * 80 * n + "tea",
}
SIZE = 1500


def _seconds(page: str, kind: str) -> float:
    """The least CPU time of three runs: other work on the machine only ever adds to it."""
    times = []
    for _ in range(3):
        start = process_time()
        document = clean(page, kind=kind)  # type: ignore[arg-type]
        document.text, document.markdown, document.html, document.title  # noqa: B018
        times.append(process_time() - start)
    return min(times)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("kind", "shape"),
    [*(("html", name) for name in HTML), *(("text", name) for name in TEXT)],
)
def test_linear_time(kind: str, shape: str) -> None:
    make = (HTML if kind == "html" else TEXT)[shape]
    small, large = _seconds(make(SIZE), kind), _seconds(make(2 * SIZE), kind)
    assert large < 3.5 * small + 0.05, f"{small:.3f} s became {large:.3f} s"


@pytest.mark.slow
def test_deep_nesting_takes_linear_time() -> None:
    small, large = (_seconds(f"<div><p>{SENTENCE}</p>" * depth, "html") for depth in (900, 1800))
    assert large < 3.5 * small + 0.05, f"{small:.3f} s became {large:.3f} s"
