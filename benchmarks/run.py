"""Our figures on both collections: accuracy by page type, CPU beside the parse, worst pages."""

from __future__ import annotations

import resource
import time
from collections import Counter
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from lxml import etree

import declutter
from benchmarks.archives import Sample
from benchmarks.metrics import Figures, Segments, f1_of, mean, words


@dataclass
class Report:
    """Figures of pages with gold text by type, segments of the others, and CPU seconds."""

    pages: dict[str, list[tuple[str, Figures]]] = field(default_factory=dict)
    segments: Segments = field(default_factory=Segments)
    parse_seconds: float = 0.0
    clean_seconds: float = 0.0
    failed: list[str] = field(default_factory=list)
    leaks: list[tuple[float, str, str]] = field(default_factory=list)

    def add(self, sample: Sample, text: str) -> None:
        """Score one page's text."""
        if sample.content is not None:
            found, gold = Counter(words(text)), Counter(words(sample.content))
            figures = f1_of(found, gold)
            self.pages.setdefault(sample.kind, []).append((sample.name, figures))
            extra, missing = (found - gold).total(), (gold - found).total()
            self.leaks.append((figures.f1, sample.name, f"{sample.kind} +{extra} -{missing}"))
        elif sample.kind == "multilingual":
            self.segments.add(text, sample.include, sample.exclude)

    def lines(self) -> Iterable[str]:
        """The table to print."""
        yield f"{'':14s} pages  precision recall  F1"
        everything = [figures for rows in self.pages.values() for _, figures in rows]
        for kind, rows in sorted(self.pages.items()):
            yield _row(kind, [figures for _, figures in rows])
        yield _row("wcxb-dev", everything)
        segments = self.segments.figures()
        yield _row("multilingual", [segments])
        if self.parse_seconds:
            ratio = self.clean_seconds / self.parse_seconds
            seconds = f"{self.clean_seconds:.1f} s, {self.parse_seconds:.1f} s"
            yield f"CPU: {ratio:.1f} times the bare parse ({seconds})"
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        yield f"peak memory of the process: {peak:.0f} MB; pages that raised: {len(self.failed)}"


def _row(name: str, rows: list[Figures]) -> str:
    total = mean(rows)
    return f"{name:14s} {len(rows):5d}  {total.precision:9.3f} {total.recall:6.3f}  {total.f1:.4f}"


def run(samples: Iterable[Sample], text_of: Callable[[Sample], str], timed: bool) -> Report:
    """Score ``text_of`` on every page; ``timed`` puts the bare parse of each page beside it."""
    report = Report()
    for sample in samples:
        if timed:
            report.parse_seconds += bare_parse_seconds(sample.read())
        start = time.process_time()
        try:
            text = text_of(sample)
        except Exception as error:  # an exception is a finding, not the end of the run
            report.failed.append(f"{sample.key}: {error!r}")
            text = ""
        report.clean_seconds += time.process_time() - start
        report.add(sample, text)
    return report


def bare_parse_seconds(data: bytes) -> float:
    """CPU seconds of lxml's parse with its default parser, in UTF-8."""
    start = time.process_time()
    with suppress(etree.LxmlError):
        etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
    return time.process_time() - start


def cleaned(options: declutter.Options) -> Callable[[Sample], str]:
    """The product itself: fitted on these very pages, so good for speed and smoke only."""
    return lambda sample: declutter.clean(sample.read(), sample.url, options=options).text
