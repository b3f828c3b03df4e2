"""How often block labels are right: `python -m benchmarks labels`.

Our blocks' words are aligned in order to those of the gold rows; each gold word that has a
partner votes with the label of the block its partner stands in. What is kept is decided out of
fold, since content labels hang on it. Domains are split into two halves: label rules are made by
looking at half 0, half 1 is the check.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from benchmarks import folds
from benchmarks.archives import wcxb
from benchmarks.dataset import segmented
from benchmarks.metrics import words
from declutter import clean
from declutter.model import CONTENT_LABELS, Label, Options
from declutter.source.decode import decode

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
FIXTURES = Path(__file__).parent.parent / "fixtures"
#: Labels of content.
CONTENT = frozenset(map(str, CONTENT_LABELS))


class Page(NamedTuple):
    """One page: its gold rows and our blocks, each as (label, text); and its half, 0 or 1."""

    name: str
    half: int
    gold: Rows
    found: Rows


class Cell(NamedTuple):
    """A run of aligned words: its place in the gold rows and in our blocks."""

    gold: int
    found: int


def pages(data: Path, labels: Path) -> Iterator[Page]:
    """The labelled pages of wcxb-dev, decided by the cards that have not seen their site."""
    wanted = json.loads(labels.read_text("utf-8"))["pages"]
    for sample in wcxb(data):
        page = segmented(decode(sample.read()).text, "html") if sample.name in wanted else None
        if page is not None:
            measured, decision = folds.decided(page, sample.fold, Options())
            texts = [leaf.text for leaf in page.leaves]
            found = zip(map(str, decision.labels(measured)), texts, strict=True)
            gold = [(label, text) for label, text in wanted[sample.name]]
            yield Page(sample.name, sample.fold % 2, gold, list(found))


def own_pages() -> Iterator[Page]:
    """The repository's own labelled pages, through the engine as it ships (fitted on them)."""
    for folder in sorted(FIXTURES.iterdir()):
        rows = (folder / "labels.tsv").read_text("utf-8").split("\n")
        gold = [(row.split("\t", 1)[0], row.split("\t", 1)[1]) for row in rows if row]
        blocks = clean(next(folder.glob("input.*")).read_bytes()).blocks
        yield Page(folder.name, 0, gold, [(str(block.label), block.text) for block in blocks])


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


def table(counts: Counter[tuple[str, str]], top: int) -> Iterator[str]:
    """Lines with the figures of each label and the most frequent confusions."""
    yield "label        precision  recall     F1   words"
    for score in by_label(counts):
        figures = f"{score.precision:9.3f} {score.recall:7.3f} {score.f1:6.3f} {score.words:7}"
        yield f"{score.label:12} {figures}"
    wrong = Counter({cell: n for cell, n in counts.items() if cell[0] != cell[1]})
    yield "\nwords  gold -> ours"
    for (gold, ours), number in wrong.most_common(top):
        yield f"{number:5}  {gold} -> {ours}"


def total(tables: Iterable[Counter[tuple[str, str]]]) -> Counter[tuple[str, str]]:
    """The sum of confusion tables."""
    result: Counter[tuple[str, str]] = Counter()
    for counts in tables:
        result.update(counts)
    return result


def run(found: Iterable[Page], half: int | None, top: int) -> Iterator[str]:
    """The figures of some pages, line by line; those of each label for one half, or for all."""
    tables = [(page.half, confusion(page)) for page in found]
    if len({number for number, _ in tables}) > 1:
        for each in (0, 1):
            yield f"half {each}: {headline(total(t for h, t in tables if h == each))}"
    yield f"{len(tables)} pages: {headline(total(t for _, t in tables))}\n"
    yield from table(total(t for h, t in tables if half in (None, h)), top)
