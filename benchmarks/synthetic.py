"""Made-up flattened pages: real articles with invented chrome around and inside them.

The collections hold few pages of the kind that declutter began with: an article between weather
strips, follow-us lines, author boxes and teasers of other stories, flattened to lines. So the
fit also sees such pages put together: the body of one page, teasers cut from others, and widget
lines from the examples (``hit``) of the phrase rows. Everything is drawn with a fixed seed, and
a made-up page belongs to the fold of the site its body comes from.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.archives import Sample
from benchmarks.dataset import Row, segmented
from benchmarks.gold import targets
from declutter.language import guess_language
from declutter.measure.features import Measured
from declutter.model import Label
from declutter.rules.rows import At
from declutter.rules.text import LANGUAGES, rows_of
from declutter.segment.text import segment_text
from declutter.source.decode import decode
from declutter.source.parse import parse

SEED = 20261123
_ABOVE = (Label.NAV, Label.WEATHER, Label.TICKER, Label.BREADCRUMB, Label.MASTHEAD, Label.CONSENT)
_AFTER = (
    Label.SHARE, Label.NEWSLETTER, Label.AUTHOR_BOX, Label.COMMENTS, Label.AD, Label.TAGS,
    Label.LEGAL, Label.CONTROLS, Label.PAGINATION, Label.FOOTER, Label.CONSENT, Label.PAYWALL,
)  # fmt: skip
_INSIDE = (Label.RELATED, Label.NEWSLETTER, Label.AD, Label.SHARE)
_WEATHER = ("15.2 C", "-3°C", "21 °C", "8°", "+4°C")
_DAYS = ("12 May 2024", "03.02.2025", "2025-11-04", "14/06/2023", "7. März 2024", "2024年6月3日")


@dataclass(frozen=True)
class Source:
    """What a page lends: its paragraphs and its headline, in one language."""

    sample: Sample
    language: str
    title: str
    paragraphs: tuple[str, ...]


class _Shelf:
    """Lines to build pages of one language from."""

    def __init__(self, language: str, sources: Sequence[Source]) -> None:
        self.sources = [source for source in sources if source.language == language]
        self.lines: dict[Label, list[str]] = {}
        self.heads: dict[Label, list[str]] = {}
        self.openers: dict[Label, list[str]] = {}
        for row in rows_of(language):
            self.lines.setdefault(row.label, []).append(row.hit)
            if row.at is At.WHOLE:
                self.heads.setdefault(row.label, []).extend(p.capitalize() for p in row.phrases)
            elif row.at is At.START:
                self.openers.setdefault(row.label, []).extend(p.capitalize() for p in row.phrases)

    def widgets(self, rng: random.Random, labels: Sequence[Label], count: int) -> list[str]:
        """Widget lines as the phrase rows of these labels say them."""
        found = []
        for _ in range(count):
            label = rng.choice(labels)
            pool = self.lines.get(label, []) if rng.random() < 0.6 else self.heads.get(label, [])
            if pool:
                found.append(rng.choice(pool))
        return found

    def teasers(self, rng: random.Random, label: Label) -> list[str]:
        """A named list of other stories: headlines alone, or each with a cut-off sentence."""
        heads = self.heads.get(label)
        lines = [rng.choice(heads)] if heads else []
        cut = rng.random() < 0.5
        for source in rng.sample(self.sources, min(len(self.sources), rng.randint(2, 8))):
            if source.title:
                lines.append(source.title)
            if cut and source.paragraphs:
                words = source.paragraphs[0].split()
                ending = rng.choice(("...", "…", " ...", " […]"))
                lines.append(" ".join(words[: rng.randint(8, 32)]) + ending)
        return lines


def sources(samples: Sequence[Sample]) -> Iterator[Source]:
    """The articles that can lend a body."""
    for sample in samples:
        if sample.kind not in ("article", "multilingual"):
            continue
        gold = sample.content.split("\n") if sample.content else _sure_paragraphs(sample)
        paragraphs = tuple(line for line in (" ".join(g.split()) for g in gold) if line)
        text = " ".join(paragraphs)
        if len(text) < 300:
            continue
        yield Source(sample, (guess_language(text) or "")[:2], _title(sample), paragraphs[:40])


def _sure_paragraphs(sample: Sample) -> list[str]:
    """Of pages of which only segments are known: the paragraphs that hold these."""
    page = segmented(decode(sample.read()).text, "html")
    texts = [leaf.text for leaf in page.leaves] if page is not None else []
    target = targets(texts, sample)
    return [texts[i] for i in np.flatnonzero(target == 1) if len(texts[i]) >= 60]


def _title(sample: Sample) -> str:
    known = sample.gold.get("title") if sample.gold else None
    if known:
        return str(known)
    root = parse(decode(sample.read()).text)
    found = root.findtext(".//title") if root is not None else None
    return re.split(r"\s[|\-–—»:]\s", " ".join((found or "").split()))[0]


def made_up(
    samples: Sequence[Sample], per_source: int = 1
) -> Iterator[tuple[Sample, list[tuple[str, float]]]]:
    """Lines with their targets: 1 content, 0 chrome, -1 either (the headline)."""
    rng = random.Random(SEED)
    lent = [source for source in sources(samples) if source.language in LANGUAGES]
    shelves = {language: _Shelf(language, lent) for language in LANGUAGES}
    for source in lent:
        shelf = shelves[source.language]
        if len(shelf.sources) < 5:
            continue
        for number in range(per_source):
            sample = replace(
                source.sample,
                name=f"{source.sample.kind}-{source.sample.name}-{number}",
                kind="synthetic",
                content=None,
                gold={"title": source.title},
            )
            lines = _page(rng, shelf, source)
            yield sample, [(" ".join(t.split()), y) for t, y in lines if t.strip()]


def build(samples: Sequence[Sample], per_source: int = 1) -> list[Row]:
    """One made-up page or more for each article, with targets known by construction."""
    rows = (_row(sample, lines) for sample, lines in made_up(samples, per_source))
    return [row for row in rows if row is not None]


def _page(rng: random.Random, shelf: _Shelf, source: Source) -> list[tuple[str, float]]:
    """Lines with their targets: 1 content, 0 chrome, -1 either (the headline)."""
    lines: list[tuple[str, float]] = []

    def chrome(texts: Sequence[str]) -> None:
        lines.extend((text, 0.0) for text in texts)

    if rng.random() < 0.5:
        chrome([rng.choice(_WEATHER), rng.choice(_DAYS)])
    chrome(shelf.widgets(rng, _ABOVE, rng.randint(0, 8)))
    if rng.random() < 0.25:
        chrome(shelf.teasers(rng, rng.choice((Label.RELATED, Label.TRENDING))))
    if source.title:
        lines.append((source.title, -1.0))
    if rng.random() < 0.6:
        chrome(
            [rng.choice(_DAYS), *shelf.widgets(rng, (Label.BYLINE, Label.DATELINE, Label.SHARE), 2)]
        )
    for paragraph in _paragraphs(rng, source):
        lines.append((paragraph, 1.0))
        if rng.random() < 0.06:
            chrome(_inside(rng, shelf))
    chrome(shelf.widgets(rng, _AFTER, rng.randint(1, 6)))
    for label in rng.sample((Label.TRENDING, Label.RELATED), rng.randint(1, 2)):
        chrome(shelf.teasers(rng, label))
    chrome(shelf.widgets(rng, (Label.FOOTER, Label.LEGAL, Label.NAV), rng.randint(0, 6)))
    return lines


def _paragraphs(rng: random.Random, source: Source) -> Sequence[str]:
    """The article from its beginning; two of five are short, some of single sentences."""
    if rng.random() < 0.6:
        return source.paragraphs[: rng.randint(4, 40)]
    short = source.paragraphs[: rng.randint(1, 6)]
    if rng.random() < 0.5:
        return short
    ends = [paragraph.find(". ", 30) + 1 or len(paragraph) for paragraph in short]
    return [paragraph[:end] for paragraph, end in zip(short, ends, strict=True)]


def _inside(rng: random.Random, shelf: _Shelf) -> list[str]:
    """What stands between paragraphs: an inline "also read", a newsletter line, an advert mark."""
    openers = shelf.openers.get(Label.RELATED)
    if openers and rng.random() < 0.6:
        return [f"{rng.choice(openers)}: {rng.choice(shelf.sources).title}"]
    return shelf.widgets(rng, _INSIDE, rng.randint(1, 2))


def _row(sample: Sample, lines: list[tuple[str, float]]) -> Row | None:
    blank = sample.name.endswith(("0", "2", "4", "6", "8"))  # blank lines between its blocks
    page = segment_text(("\n\n" if blank else "\n").join(text for text, _ in lines))
    step = 2 if blank else 1
    target = np.array([lines[(leaf.where[0] - 1) // step][1] for leaf in page.leaves])  # type: ignore[index]
    if not len(target):
        return None
    measured = Measured(page)
    del measured.page
    return Row(sample, "synthetic", measured, [leaf.text for leaf in page.leaves], target)
