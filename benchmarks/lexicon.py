"""Counts the lexicon of `declutter.measure.lexicon` on the flattened pages of the collections.

A term's weight is the log-odds of the mean target of the lines that hold it, over those of any
line. Each site has one vote a term, however many pages and lines of it hold the term. A fold's
lexicon is counted without the fold's sites, and a row gets the columns of its own fold's: no line
is judged by what its own site's labels say of its words.
"""

from __future__ import annotations

import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from benchmarks import folds
from benchmarks.archives import FOLDS
from benchmarks.dataset import Row
from benchmarks.gold import UNKNOWN
from declutter.measure.lexicon import NAMES, Lexicon, terms

NAME = "lexicon"
PACKAGE_FILE = Path(__file__).parent.parent / "declutter" / "measure" / "lexicon.tsv"
#: The form whose rows are counted: each page once.
FORM = "html_text"
#: So many sites must have a term; less says more of the sites than of the term.
FEWEST_SITES = 10
#: Votes of the mean that every term starts with.
PRIOR = 3.0
#: Weaker terms, in log-odds, are left out.
LEAST = 0.3
#: Of the rows of other forms than `FORM`, every so many-th is fitted on as if the lexicon did not
#: know its language: the collections are English and German, and other texts come like that.
UNKNOWN_EVERY = 3

Votes = dict[str, dict[str, tuple[float, float]]]


def count(rows: Sequence[Row]) -> Votes:
    """term -> site -> (lines with the term, the sum of their targets), real pages only."""
    by_site: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row.form == FORM:
            by_site[row.sample.site].append(row)
    sites_of = Counter[str]()
    for own in by_site.values():
        sites_of.update({term for text, _ in _known(own) for term in terms(text)})
    votes: Votes = {term: {} for term, sites in sites_of.items() if sites >= FEWEST_SITES}
    for site, own in by_site.items():
        for text, target in _known(own):
            for term in terms(text):
                if term in votes:
                    lines, kept = votes[term].get(site, (0.0, 0.0))
                    votes[term][site] = (lines + 1, kept + target)
    return votes


def _known(rows: Sequence[Row]) -> Iterator[tuple[str, float]]:
    """Lines with a target."""
    for row in rows:
        for text, target in zip(row.texts, row.target.tolist(), strict=True):
            if target != UNKNOWN:
                yield text, target


def table(votes: Votes, fold_of: dict[str, int], left_out: int, head: Sequence[str]) -> str:
    """A lexicon as `declutter.measure.lexicon` reads it, without one fold's sites (-1: all)."""
    means = {
        term: [kept / lines for site, (lines, kept) in sites.items() if fold_of[site] != left_out]
        for term, sites in votes.items()
    }
    average = float(np.mean([mean for found in means.values() for mean in found]))
    lines = [f"# {line}" for line in head]
    for term, found in sorted(means.items()):
        if len(found) < FEWEST_SITES:
            continue
        share = (sum(found) + PRIOR * average) / (len(found) + PRIOR)
        weight = math.log(share / (1 - share)) - math.log(average / (1 - average))
        if abs(weight) >= LEAST:
            lines.append(f"{term}\t{weight:.2f}")
    return "\n".join(lines) + "\n"


def fit(rows: Sequence[Row], date: str) -> None:
    """Count, write the folds' lexicons and the package's, give each row its columns."""
    votes = count(rows)
    fold_of = {row.sample.site: row.fold for row in rows if row.form == FORM}
    pages = sum(row.form == FORM for row in rows)
    for fold in range(FOLDS):
        folds.write(NAME, fold, table(votes, fold_of, fold, [f"counted without fold {fold}"]))
    head = (
        f"{NAME}: words, pairs and short lines (=) of at least {FEWEST_SITES} sites",
        f"counted {date} on wcxb-dev and multilingual-dev, {pages} pages, a vote a site and term",
    )
    whole = table(votes, fold_of, -1, head)
    PACKAGE_FILE.write_text(whole, "utf-8")
    lexicons = {fold: folds.lexicon(fold) for fold in range(FOLDS)} | {-1: Lexicon(whole)}
    for row in rows:
        if row.form != FORM and zlib.crc32(row.key.encode()) % UNKNOWN_EVERY == 0:
            nothing = np.zeros(len(row.texts), dtype=np.float32)
            row.measured.columns.update(dict.fromkeys(NAMES, nothing))
        else:
            lexicon = lexicons[row.fold]
            row.measured.columns.update(lexicon.columns(row.texts, row.measured.words))
