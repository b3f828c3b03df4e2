"""Lines just below the headline: who wrote it and when, and what sums it up."""

from __future__ import annotations

from typing import Final

from declutter.measure.features import Measured
from declutter.patterns import pattern
from declutter.rules.shapes import Shape, names_of
from declutter.rules.widgets import is_row_of_widgets
from declutter.verdicts.verdict import Verdict

#: What such a line gets for each thing that it says.
FURNITURE: Final = -2.0

#: Short lines with a date, an author or a reading time just below the headline.
AROUND_HEADLINE: Final = 8
MAX_DATELINE: Final = 14
#: With so many of these shapes a line may be longer, and look like prose.
SEVERAL: Final = 2
MAX_SEVERAL: Final = 20
_DATELINE: Final = sum(
    1 << s for s in (Shape.DATE, Shape.TIME, Shape.AGO, Shape.READ_TIME, Shape.BY)
)

#: A sentence or two just below the headline, of so many words, with prose so many blocks on.
DEK: Final = 2.0
DEK_WORDS: Final = (5, 60)
DEK_REACH: Final = 10
_IN_DEKS: Final = sum(1 << s for s in (Shape.QUOTED, Shape.CUT_OFF, Shape.SEPARATED))

#: A name alone: two to four words that begin with capitals, within so many blocks of the headline,
#: with prose within so many. Out of fold this changes 24 blocks, and no figure.
NAME: Final = pattern(r"(?:[^\W\d_a-z][\w.'’-]{0,30}(?: |$)){2,4}")
NAME_REACH: Final = 4
NAME_TO_PROSE: Final = 8


def datelines(measured: Measured, headline: int | None) -> dict[int, Verdict]:
    """Short lines there with a date, an author or a reading time."""
    if headline is None:
        return {}
    found: dict[int, Verdict] = {}
    for leaf in range(headline + 1, min(headline + 1 + AROUND_HEADLINE, measured.count)):
        shapes = int(measured.shapes[leaf]) & _DATELINE
        names = names_of(shapes)
        # Prose tells who did what when, but hardly with two such shapes in a few words.
        several = len(names) >= SEVERAL
        most = MAX_SEVERAL if several else MAX_DATELINE
        if names and measured.words[leaf] <= most and (several or not measured.prose[leaf]):
            weight = FURNITURE * len(names)
            found[leaf] = Verdict("below the headline", weight, ", ".join(names))
    return found


def deks(measured: Measured, headline: int | None) -> dict[int, Verdict]:
    """The line between a headline and the text that sums it up."""
    if headline is None or headline + 1 >= measured.count:
        return {}
    leaf = headline + 1
    words = float(measured.words[leaf])
    said = int(measured.strong[leaf] | measured.weak[leaf])
    text = measured.page.leaves[leaf].text
    plain = DEK_WORDS[0] <= words <= DEK_WORDS[1] and measured.link_density[leaf] < 0.33
    if not plain or said or int(measured.shapes[leaf]) & ~_IN_DEKS or is_row_of_widgets(text):
        return {}
    below = slice(leaf + 1, leaf + 1 + DEK_REACH)
    if not measured.prose[below].any():
        return {}
    return {leaf: Verdict("dek", DEK, "a summary between the headline and the text")}


def bare_names(measured: Measured, headline: int | None) -> dict[int, Verdict]:
    """Names that stand alone between a headline and the text: of who wrote it, or of a part."""
    if headline is None or not measured.prose[headline + 1 : headline + 1 + NAME_TO_PROSE].any():
        return {}
    verdict = Verdict("bare name", FURNITURE, "between the headline and the text")
    found = {}
    for leaf in range(headline + 1, min(headline + 1 + NAME_REACH, measured.count)):
        if measured.prose[leaf]:
            break
        text = measured.page.leaves[leaf].text
        if not measured.heading[leaf] and NAME.fullmatch(text):
            found[leaf] = verdict
    return found
