"""How often block labels are right.

Run as ``python -m benchmarks.labels --data DATA --labels PAGES.JSON``.

Our blocks' words are aligned in order to those of the gold rows; each gold word that has a
partner votes with the label of the block its partner stands in. Domains are split into two
halves: label rules are made by looking at half 0, half 1 is the check.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from benchmarks.archives import Sample, wcxb
from benchmarks.metrics import words
from declutter import clean
from declutter.model import CONTENT_LABELS, Label

Rows = Sequence[tuple[str, str]]
#: Neighbours between which either is defensible.
PAIRS = frozenset(
    frozenset(pair)
    for pair in (
        (Label.FOOTER, Label.NAV),
        (Label.FOOTER, Label.LEGAL),
        (Label.RELATED, Label.TRENDING),
        (Label.CONTROLS, Label.NAV),
    )
)
#: Labels of content.
CONTENT = frozenset(map(str, CONTENT_LABELS))


class Page(NamedTuple):
    """One page: its gold rows and our blocks, each as (label, text)."""

    sample: Sample
    gold: Rows
    found: Rows

    @property
    def half(self) -> int:
        return self.sample.fold % 2


class Cell(NamedTuple):
    """A run of aligned words: its place in the gold rows and in our blocks."""

    gold: int
    found: int


def pages(data: Path, labels: Path) -> Iterator[Page]:
    """The labelled pages, cleaned."""
    wanted = json.loads(labels.read_text("utf-8"))["pages"]
    for sample in wcxb(data):
        if sample.name in wanted:
            blocks = clean(sample.read()).blocks
            gold = [(label, text) for label, text in wanted[sample.name]]
            yield Page(sample, gold, [(str(block.label), block.text) for block in blocks])


def numbered(rows: Rows, vocabulary: dict[str, int]) -> tuple[list[int], list[int]]:
    """A number for each word of the rows' texts, and the row that each stands in."""
    numbers, owners = [], []
    for index, (_, text) in enumerate(rows):
        for word in words(text):
            numbers.append(vocabulary.setdefault(word, len(vocabulary)))
            owners.append(index)
    return numbers, owners


def aligned(page: Page) -> Iterator[Cell]:
    """One cell for each gold word that has a partner in our blocks, in order."""
    vocabulary: dict[str, int] = {}
    gold, gold_row = numbered(page.gold, vocabulary)
    found, found_row = numbered(page.found, vocabulary)
    if not gold or not found:
        return
    for op in LCSseq.opcodes(gold, found):
        if op.tag == "equal":
            for step in range(op.src_end - op.src_start):
                yield Cell(gold_row[op.src_start + step], found_row[op.dest_start + step])


def confusion(page: Page) -> Counter[tuple[str, str]]:
    """(gold label, our label) -> words."""
    return Counter((page.gold[cell.gold][0], page.found[cell.found][0]) for cell in aligned(page))


def alike(gold: str, found: str) -> bool:
    """Whether two labels are the same, or a pair between which either is defensible."""
    pair = frozenset((gold, found))
    return len(pair) == 1 or pair in PAIRS


def share(hits: int, total: int) -> float:
    """A share that is 0 where there is nothing to share."""
    return hits / total if total else 0.0


class Score(NamedTuple):
    """Precision, recall and F1 of one label, with its number of gold words."""

    label: str
    precision: float
    recall: float
    f1: float
    words: int


def by_label(counts: Counter[tuple[str, str]]) -> list[Score]:
    """The figures of each label that occurs in gold."""
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for (wanted, ours), number in counts.items():
        gold[wanted] += number
        found[ours] += number
    scores = []
    for label, number in gold.most_common():
        hits = counts[label, label]
        f1 = share(2 * hits, number + found[label])
        scores.append(Score(label, share(hits, found[label]), share(hits, number), f1, number))
    return scores


def headline(counts: Counter[tuple[str, str]]) -> str:
    """The overall shares and the macro F1, in one line."""

    def right(cells: Iterable[tuple[str, str]], pairs: bool) -> int:
        return sum(counts[c] for c in cells if (alike(*c) if pairs else c[0] == c[1]))

    chrome = [cell for cell in counts if cell[0] not in CONTENT]
    removed = [cell for cell in chrome if cell[1] not in CONTENT]
    scores = by_label(counts)
    macro = share(sum(score.f1 for score in scores), len(scores)) if scores else 0.0
    parts = [f"macro F1 {macro:.3f}"]
    for name, cells in (("all", list(counts)), ("chrome", chrome), ("chrome removed", removed)):
        total = sum(counts[cell] for cell in cells)
        plain, paired = share(right(cells, False), total), share(right(cells, True), total)
        parts.append(f"{name} {plain:.3f} merged {paired:.3f}")
    return "; ".join(parts)


def report(counts: Counter[tuple[str, str]], top: int) -> None:
    """Print the figures of each label and the most frequent confusions."""
    print("label        precision  recall     F1   words")
    for score in by_label(counts):
        figures = f"{score.precision:9.3f} {score.recall:7.3f} {score.f1:6.3f} {score.words:7}"
        print(f"{score.label:12} {figures}")
    wrong = Counter({cell: n for cell, n in counts.items() if cell[0] != cell[1]})
    print("\nwords  gold -> ours")
    for (gold, ours), number in wrong.most_common(top):
        print(f"{number:5}  {gold} -> {ours}")


def total(tables: Iterable[Counter[tuple[str, str]]]) -> Counter[tuple[str, str]]:
    """The sum of confusion tables."""
    result: Counter[tuple[str, str]] = Counter()
    for table in tables:
        result.update(table)
    return result


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--labels", type=Path, required=True)
    options.add_argument("--half", type=int, choices=(0, 1), help="report on this half only")
    options.add_argument("--top", type=int, default=30, help="confusions to list")
    asked = options.parse_args()
    tables = [(page.half, confusion(page)) for page in pages(asked.data, asked.labels)]
    for half in (0, 1):
        print(f"half {half}: {headline(total(t for h, t in tables if h == half))}")
    print(f"both:   {headline(total(t for _, t in tables))}\n")
    report(total(t for h, t in tables if asked.half in (None, h)), asked.top)


if __name__ == "__main__":
    main()
