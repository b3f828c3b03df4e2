"""Title, author and date against the gold of wcxb-dev, through the product, and what they cost.

Titles and authors match where one's normalised words contain the other's (an "and" between
authors does not count), dates where they name the same day. A page without a gold value counts
only for the share of pages on which a value is invented. Domains are split into two halves, and
wrong pages are shown of one half only: the rules were made by looking at half 0, half 1 is the
check.
"""

from __future__ import annotations

import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import declutter
from benchmarks.archives import Sample
from declutter.metadata.names import fold

#: The fastest of so many runs counts: what else runs on a machine empties the caches between.
RUNS = 3
FIELDS = {"title": "title", "author": "author", "date": "publish_date"}


def verdict(name: str, value: str, gold: str) -> str:
    """``right``, ``wrong``, ``missing``, ``invented`` or ``empty``."""
    if not gold:
        return "invented" if value else "empty"
    if not value:
        return "missing"
    if name == "date":
        return "right" if value == gold[:10] else "wrong"
    ours, theirs = f" {fold(value)} ", f" {fold(gold)} "
    if name == "author":
        ours, theirs = ours.replace(" and ", " "), theirs.replace(" and ", " ")
    return "right" if ours.strip() and (ours in theirs or theirs in ours) else "wrong"


@dataclass
class Report:
    """Counts of verdicts, CPU seconds, and the pages to look at."""

    counts: dict[tuple[str, int], Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )
    by_source: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    wrong: list[tuple[str, str, int, str]] = field(default_factory=list)  # field, verdict, half
    pages: int = 0
    text_seconds: float = 0.0
    metadata_seconds: float = 0.0

    def add(self, sample: Sample) -> None:
        """Read one page."""
        data, half = sample.read(), zlib.crc32(sample.site.encode()) % 2
        text_seconds, metadata_seconds = [], []
        for _ in range(RUNS):
            begin = time.process_time()
            document = declutter.clean(data, url=sample.url)
            document.text  # noqa: B018 - computed when it is asked for
            middle = time.process_time()
            metadata = document.metadata
            metadata_seconds.append(time.process_time() - middle)
            text_seconds.append(middle - begin)
        self.metadata_seconds += min(metadata_seconds)
        self.text_seconds += min(text_seconds)
        self.pages += 1
        found = {"title": metadata.title, "author": metadata.byline, "date": metadata.date}
        for name, value in found.items():
            gold = str(sample.gold.get(FIELDS[name]) or "").strip()
            said = verdict(name, value.value if value else "", gold)
            self.counts[name, half][said] += 1
            self.by_source[name, value.source if value else "-", said] += 1
            if said in ("wrong", "missing", "invented"):
                shown = f"{value.value!r} ({value.source})" if value else "nothing"
                line = f"{sample.name} {name} {said}: {shown}, gold {gold!r} {sample.url}"
                self.wrong.append((name, said, half, line))

    def lines(self) -> Iterator[str]:
        """The table to print."""
        yield "field   pages    right  wrong missing  with gold  invented  without gold"
        for name in FIELDS:
            halves = self.counts[name, 0], self.counts[name, 1]
            for half, count in zip(
                ("all", "half 0", "half 1"), (sum(halves, Counter()), *halves), strict=True
            ):
                yield f"{name:7} {half:6}  {_row(count)}"
        for name, source in sorted({key[:2] for key in self.by_source}):
            said = (
                f"{said} {self.by_source[name, source, said]:4}"
                for said in ("right", "wrong", "missing", "invented")
            )
            yield f"{name:7} {source:11} {' '.join(said)}"
        pages = max(self.pages, 1)
        yield (
            f"{pages} pages, CPU a page: text {self.text_seconds / pages * 1000:.1f} ms, metadata "
            f"{self.metadata_seconds / pages * 1000:.1f} ms, "
            f"{self.metadata_seconds / max(self.text_seconds, 1e-9):.2f} of it"
        )

    def shown(self, name: str | None, said: str | None, half: int) -> Iterable[str]:
        """Wrong pages of one half, of one field or verdict if asked for."""
        return (
            line
            for field_name, verdict_name, own, line in self.wrong
            if own == half and name in (None, field_name) and said in (None, verdict_name)
        )


def _row(count: Counter[str]) -> str:
    gold = count["right"] + count["wrong"] + count["missing"]
    none = count["invented"] + count["empty"]
    right, wrong, missing = (count[said] / max(gold, 1) for said in ("right", "wrong", "missing"))
    invented = count["invented"] / max(none, 1)
    return f"{right:.3f}  {wrong:.3f}   {missing:.3f}  {gold:9}  {invented:8.3f}  {none:12}"
