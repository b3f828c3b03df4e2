"""Turns a page's gold text into a target for each of its blocks.

A block's target is the share of its words that the gold text has at this place: the longest
common subsequence of the page's and the gold's words, which keeps the order, so that a menu word
that also occurs in the article is not taken for it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz.distance import LCSseq

from benchmarks.archives import Sample
from benchmarks.metrics import words

#: Blocks that no gold speaks of get no target.
UNKNOWN = -1.0


def targets(texts: Sequence[str], sample: Sample) -> np.ndarray:
    """Per block a target 0 to 1, or UNKNOWN."""
    if sample.content is not None:
        return _by_alignment(texts, sample.content)
    return _by_segments(texts, sample)


def _by_alignment(texts: Sequence[str], content: str) -> np.ndarray:
    vocabulary: dict[str, int] = {}
    page: list[int] = []
    owner: list[int] = []
    for index, text in enumerate(texts):
        for word in words(text):
            page.append(vocabulary.setdefault(word, len(vocabulary)))
            owner.append(index)
    gold = [vocabulary.setdefault(word, len(vocabulary)) for word in words(content)]
    count = np.zeros(len(texts))
    hits = np.zeros(len(texts))
    np.add.at(count, owner, 1)
    if page and gold:
        for op in LCSseq.opcodes(page, gold):
            if op.tag == "equal":
                np.add.at(hits, owner[op.src_start : op.src_end], 1)
    return np.where(count > 0, hits / np.maximum(count, 1), UNKNOWN)


def _by_segments(texts: Sequence[str], sample: Sample) -> np.ndarray:
    """1 for blocks that hold or stand in a wanted segment, 0 for unwanted, else UNKNOWN."""
    result = np.full(len(texts), UNKNOWN)
    include = [" ".join(words(segment)) for segment in sample.include]
    exclude = [" ".join(words(segment)) for segment in sample.exclude]
    for index, text in enumerate(texts):
        plain = " ".join(words(text))
        if not plain:
            continue
        for segments, value in ((include, 1.0), (exclude, 0.0)):
            for segment in segments:
                inside = len(plain) > 25 and plain in segment
                if segment and (segment in plain or inside):
                    result[index] = value
    return result
