"""Finds the block that is the page's headline: by markup if there is some, else by a scorecard."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from declutter.labels.scopes import Scope
from declutter.measure.features import Columns, Measured
from declutter.model import Label
from declutter.patterns import pattern
from declutter.rules.attributes import LABEL_BIT
from declutter.rules.credits import is_credit
from declutter.rules.shapes import Shape
from declutter.rules.widgets import is_row_of_widgets
from declutter.score.scorecard import load

#: Headlines are at least and at most this long, in words.
FEWEST_WORDS: Final = 2
MAX_WORDS: Final = 40
#: Log-odds that the best line of a plain text needs.
FLOOR: Final = -2.5
_TRIES: Final = 8
#: Log-odds that a line loses which is capitals throughout and has no function word, like a menu.
_MENU: Final = 1.5
#: Log-odds that a line of capital letters loses, like a kicker; and a short line whose words stand
#: in a line of copyright, law or newsletters, like the site's name. Out of fold neither finds more
#: headlines nor fewer.
_CAPITALS: Final = 1.5
_NAME: Final = 3.0
_NAME_WORDS: Final = 6
#: Log-odds that a line of some words gains which a line with an author, a day or a reading time
#: follows, or after a dek an author, and prose not far below: a site's name may have a slogan and
#: the day below it. Out of fold, headlines of every third page: .669 right, .657 without.
_SIGNED_BELOW: Final = 1.5
_SIGNED_WORDS: Final = (4, 20)
_TO_PROSE: Final = 6
_SIGNED: Final = sum(1 << s for s in (Shape.BY, Shape.DATE, Shape.AGO, Shape.READ_TIME))
#: Log-odds that a line loses in the scope of a named line ("Contents"), which often ends too late
#: without markup, and that one gains which a trail just above ends with ("Home > News > ...").
#: Out of fold, headlines of every third page: .673 right without both, .681 with them.
_SCOPED: Final = 3.0
_TRAIL: Final = 2.0
_BELOW_TRAIL: Final = 5
_TRAIL_CHARS: Final = 6
_PARTED: Final = pattern(r"[>›»/|→·«‹]")
#: Log-odds that a line loses which ends with a full stop, as captions and deks do: .687 right with
#: it and without credits of pictures, .683 before.
_FULL_STOP: Final = 1.0
_OWNERS: Final = sum(LABEL_BIT[label] for label in (Label.LEGAL, Label.FOOTER, Label.NEWSLETTER))
_MARKS: Final = ".,:;!?|()«»\"'“”„©®™"
_TELLING: Final = 3  # letters of a word that may be part of a name
#: Shapes that furniture around a headline has, and headlines have not.
_FURNITURE: Final = sum(
    1 << shape
    for shape in (
        Shape.TEMPERATURE, Shape.DATE, Shape.AGO, Shape.COPYRIGHT, Shape.ADDRESS, Shape.NUMBER,
        Shape.BY, Shape.SEPARATED, Shape.MARKET, Shape.READ_TIME, Shape.CUT_OFF,
    )
)  # fmt: skip


def headline(measured: Measured, columns: Columns, found: list[Scope]) -> int | None:
    """The index of the headline's first copy, or None where no block is plain enough one.

    ``columns``: those of the second pass; the scorecard for plain text reads them. ``found``: the
    scopes of named lines ("Read also"), in which hardly a headline of this page stands.
    """
    if measured.count < 2:  # a lone line is the text, whatever it looks like
        return None
    if measured.page.is_html:
        return _by_markup(measured)
    return _by_card(measured, columns, found)


def _by_markup(measured: Measured) -> int | None:
    i = measured.headline
    level = measured.columns["heading level"][i]
    overlap = measured.columns["title overlap"][i]
    plain = level == 1 or (level > 0 and overlap >= 0.5) or overlap >= 0.7
    return i if plain and measured.words[i] <= MAX_WORDS else None


def _by_card(measured: Measured, columns: Columns, found: list[Scope]) -> int | None:
    """The line of a plain text with the highest odds that is no widget's by its words."""
    marked = np.flatnonzero(measured.columns["heading level"] == 1)
    if len(marked):  # Markdown says it
        return int(marked[0])
    odds = load("text-title").score(columns)
    for scope in found:
        odds[scope.head : scope.last] -= _SCOPED
    menu = (columns["capital share"] >= 0.8) & (columns["stopwords"] == 0) & (measured.words >= 5)
    odds[menu] -= _MENU
    odds[[leaf.text.isupper() for leaf in measured.page.leaves]] -= _CAPITALS
    odds[_site_names(measured)] -= _NAME
    odds[_signed_below(measured)] += _SIGNED_BELOW
    odds[[leaf.text.endswith(".") for leaf in measured.page.leaves]] -= _FULL_STOP
    odds[_ends_of_trails(measured)] += _TRAIL
    barred = (measured.shapes & _FURNITURE) | (measured.strong & ~LABEL_BIT[Label.TITLE])
    length = (measured.words >= FEWEST_WORDS) & (measured.words <= MAX_WORDS)
    odds[~length | (barred != 0)] = -np.inf
    for leaf in np.argsort(-odds, kind="stable")[:_TRIES].tolist():
        if odds[leaf] <= FLOOR:
            return None
        text = measured.page.leaves[leaf].text
        if not is_row_of_widgets(text) and not is_credit(text):
            return int(leaf)
    return None


def _signed_below(measured: Measured) -> npt.NDArray[np.bool_]:
    """Lines of some words just above one that says who wrote it, or when."""
    signed = ((measured.shapes & _SIGNED) != 0) & ~measured.prose
    below = np.append(signed[1:], [False])
    by = (measured.shapes & (1 << Shape.BY)) != 0
    below |= np.append(by[2:], [False, False])[: measured.count]
    prose = np.flatnonzero(measured.prose)
    index = np.arange(measured.count)
    after = np.searchsorted(prose, index, side="right")
    ahead = np.append(prose, 2 * measured.count)[after] - index
    few, many = _SIGNED_WORDS
    found: npt.NDArray[np.bool_] = below & ~signed & (ahead <= _TO_PROSE)
    return found & (measured.words >= few) & (measured.words <= many)


def _ends_of_trails(measured: Measured) -> list[int]:
    """Lines that repeat the last part of a trail of links just above them, which may be cut off."""
    texts = [leaf.text.lower() for leaf in measured.page.leaves]
    found = []
    for trail in np.flatnonzero((measured.shapes & (1 << Shape.SEPARATED)) != 0).tolist():
        last = _PARTED.split(texts[trail])[-1].strip()
        start = last.rstrip(".… ")
        if len(start) < _TRAIL_CHARS:
            continue
        for leaf in range(trail + 1, min(trail + 1 + _BELOW_TRAIL, measured.count)):
            if texts[leaf] == last or (start != last and texts[leaf].startswith(start)):
                found.append(leaf)
                break
    return found


def _site_names(measured: Measured) -> list[int]:
    """Short lines all of whose longer words stand in lines that name the page's owner."""
    leaves = measured.page.leaves
    said_of = (measured.strong | measured.weak) & _OWNERS
    owners = np.flatnonzero((measured.shapes & (1 << Shape.COPYRIGHT)) | said_of)
    named = {word for i in owners.tolist() for word in _words(leaves[i].text)}
    if not named:
        return []
    short = np.flatnonzero(measured.words <= _NAME_WORDS).tolist()
    return [i for i in short if (said := _words(leaves[i].text)) and said <= named]


def _words(text: str) -> set[str]:
    """A text's longer words; cut at spaces, since the vowels of Indic scripts count as marks."""
    bare = (word.strip(_MARKS) for word in text.lower().split())
    return {word for word in bare if len(word) >= _TELLING and word[0].isalpha()}
