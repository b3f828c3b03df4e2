"""Tables of figures in Markdown, and the plot of accuracy against cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.archives import Sample
from benchmarks.metrics import Figures, Segments, f1_of, mean, words

KINDS = ("article", "documentation", "service", "forum", "collection", "listing", "product")


@dataclass
class Line:
    """What one tool reached: pages by type, segments, CPU against the bare parse, failures."""

    name: str
    pages: dict[str, list[Figures]] = field(default_factory=dict)
    segments: Segments = field(default_factory=Segments)
    cpu: float = 0.0  # times the bare parse of the same pages; 0: not measured
    failed: int = 0  # exceptions and pages over the time limit

    def add(self, sample: Sample, text: str) -> None:
        """Score one page's text."""
        if sample.content is not None:
            figures = f1_of(Counter(words(text)), Counter(words(sample.content)))
            self.pages.setdefault(sample.kind, []).append(figures)
        else:
            self.segments.add(text, sample.include, sample.exclude)

    @property
    def overall(self) -> Figures:
        """The mean over all pages with gold text."""
        return mean(figures for pages in self.pages.values() for figures in pages)

    def of(self, kind: str) -> Figures:
        """The mean over the pages of a type."""
        return mean(self.pages.get(kind, []))


def main_table(lines: Sequence[Line]) -> str:
    """Word F1 overall and by type, segments, cost and failures: a row a tool."""
    head = ["", "P", "R", "**F1**", *KINDS, "multilingual P / R / F1", "CPU", "failed"]
    rows = []
    for line in lines:
        total, segments = line.overall, line.segments.figures()
        rows.append([
            line.name, f"{total.precision:.3f}", f"{total.recall:.3f}", f"**{total.f1:.3f}**",
            *(f"{line.of(kind).f1:.3f}" for kind in KINDS),
            " / ".join(f"{value:.3f}" for value in segments),
            f"{line.cpu:.1f}" if line.cpu else "", str(line.failed),
        ])  # fmt: skip
    return table(head, rows)


def kinds_table(lines: Sequence[Line]) -> str:
    """Precision / recall by page type: a row a tool."""
    rows = [
        [line.name, *(f"{f.precision:.3f} / {f.recall:.3f}" for f in map(line.of, KINDS))]
        for line in lines
    ]
    return table(["precision / recall", *KINDS], rows)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A pipe table."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def plot(lines: Sequence[Line], file: Path) -> None:
    """Word F1 against CPU time; the same figures give the same file."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "declutter"
    from matplotlib import pyplot
    from matplotlib.ticker import ScalarFormatter

    figure, axes = pyplot.subplots(figsize=(7.5, 4.5), layout="constrained")
    for line in lines:
        if line.cpu:
            ours = line.name.startswith("declutter")
            axes.plot(line.cpu, line.overall.f1, "o", color="#c0392b" if ours else "#34495e")
            axes.annotate(
                line.name, (line.cpu, line.overall.f1), (5, 4), textcoords="offset points",
                fontsize=8, fontweight="bold" if ours else "normal",
            )  # fmt: skip
    axes.set_xscale("log")
    axes.xaxis.set_major_formatter(ScalarFormatter())
    axes.set_xlabel("CPU time, lxml's bare parse = 1 (log scale)")
    axes.set_ylabel("word F1 on wcxb-dev")
    axes.margins(x=0.15, y=0.1)
    axes.grid(alpha=0.3)
    figure.savefig(file, metadata={"Date": None})
    pyplot.close(figure)
