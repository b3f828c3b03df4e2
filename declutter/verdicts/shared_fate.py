"""What unsure blocks share with blocks that are content: the rules that let them go together.

`declutter.verdicts.siblings` and `declutter.verdicts.below_text` find the blocks, the weights that
they get stand here. What another rule took out speaks for none.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from declutter.measure.features import Floats, Measured
from declutter.verdicts.below_text import credits_beside, headings_above, sentences_below
from declutter.verdicts.siblings import (
    between_content,
    code_of_content,
    headings_of_content,
    siblings_of_content,
    terms_of_content,
)
from declutter.verdicts.verdict import Verdict

#: Out of fold this gains 0.008 on documentation, 0.0005 in all.
SIBLING: Final = 2.0

#: Listings of an article are its own. Out of fold this gains 0.001 on documentation, 0.0005 on
#: articles (recall 0.0008), and costs no type anything.
LISTING: Final = 3.0
#: What short pages have between blocks of content is content: .0003 out of fold.
BETWEEN: Final = 2.5
#: A heading goes with what it heads: multilingual F1 .0012 out of fold, the others no figure.
HEADS: Final = 2.5

#: A term goes with its definition.
TERM: Final = 2.5

#: Captions go with what stands around them. The collections count half of them as content; by
#: the label guide they are. Out of fold this costs 0.0006 on wcxb-dev, 0.0025 on multilingual-dev.
CAPTION: Final = 2.0
_CAPTION_WORDS: Final = 80

#: A sentence below a text's paragraph goes on with it: out of fold recall .0014 for .0008 of
#: precision on every third page as html_text flattens it.
GOES_ON: Final = 2.0
#: Credits as captions next to a plain text's paragraphs: F1 -.0001.
CREDIT: Final = 3.0
#: A short line above a text's paragraph heads it: F1 .0002, documentation .0013, services .002.
HEADS_TEXT: Final = 2.0


def shared_fate(measured: Measured, score: Floats) -> tuple[dict[int, Verdict], ...]:
    """What each rule says, leaf index -> its word, the first ones first.

    score: without the blocks that a rule has taken out.
    """
    return (
        _siblings(measured, score),
        _listings(measured, score),
        _between(measured, score),
        _headings(measured, score),
        _terms(measured, score),
        _captions(measured, score),
        _below_text(measured, score),
    )


def _siblings(measured: Measured, score: Floats) -> dict[int, Verdict]:
    verdict = Verdict("sibling", SIBLING, "a paragraph marked up like one that is content")
    return dict.fromkeys(siblings_of_content(measured, score), verdict)


def _listings(measured: Measured, score: Floats) -> dict[int, Verdict]:
    verdict = Verdict("listing", LISTING, "code between blocks of the main content")
    return dict.fromkeys(code_of_content(measured, score), verdict)


def _between(measured: Measured, score: Floats) -> dict[int, Verdict]:
    verdict = Verdict("between", BETWEEN, "between blocks of the main content of a short page")
    return dict.fromkeys(between_content(measured, score), verdict)


def _headings(measured: Measured, score: Floats) -> dict[int, Verdict]:
    verdict = Verdict("heading", HEADS, "right above a block of the main content")
    return dict.fromkeys(headings_of_content(measured, score), verdict)


def _terms(measured: Measured, score: Floats) -> dict[int, Verdict]:
    verdict = Verdict("term", TERM, "whose definition is main content")
    return dict.fromkeys(terms_of_content(measured, score), verdict)


def _captions(measured: Measured, score: Floats) -> dict[int, Verdict]:
    """Captions between content blocks belong to the content."""
    found: dict[int, Verdict] = {}
    caption = measured.columns["is caption"] > 0
    content = np.flatnonzero((score > 0.5) & (measured.words >= 8))
    if not len(content):
        return found
    inside = np.arange(measured.count)
    inside = (inside > content[0] - 6) & (inside < content[-1])
    for leaf in np.flatnonzero(caption & inside & (measured.words <= _CAPTION_WORDS)).tolist():
        found[leaf] = Verdict("caption", CAPTION, "between blocks of the main content")
    return found


def _below_text(measured: Measured, score: Floats) -> dict[int, Verdict]:
    if measured.page.is_html:
        return {}
    credit = Verdict("caption", CREDIT, "next to a block of the main content")
    heading = Verdict("heading", HEADS_TEXT, "right above a block of the main content")
    goes_on = Verdict("goes on", GOES_ON, "a sentence right below the main content")
    return (
        dict.fromkeys(headings_above(measured, score), heading)
        | dict.fromkeys(sentences_below(measured, score), goes_on)
        | dict.fromkeys(credits_beside(measured, score), credit)
    )
