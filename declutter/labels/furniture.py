"""Furniture around the headline and above posts, by place and shape: kicker, date, author."""

from __future__ import annotations

from typing import Final

import numpy as np

from declutter.labels.scene import ROWS, Scene
from declutter.labels.strengths import PLACES
from declutter.measure.containers import LEVELS
from declutter.model import Label
from declutter.patterns import pattern
from declutter.rules.attributes import LABEL_BIT
from declutter.rules.posters import is_poster
from declutter.rules.shapes import Shape

#: Lines of author and date, or of author and category, are no longer than this, in words.
_LINE: Final = 25
#: Lines below the headline that a name is looked for in.
_BELOW: Final = 4
#: A line of up to so many words with a date and no name says when.
_WHEN: Final = 6
#: Words of a tag, and blocks between the text and its tags, at most.
_TAG: Final = 4
_BENEATH: Final = 6
#: What forums say of who wrote a post: words of a line and lines, at most.
_NAME: Final = 8
_MOST: Final = 14
_DATED: Final = sum(1 << shape for shape in (Shape.DATE, Shape.AGO, Shape.TIME))
#: A name behind the word for "by", at the start of a line or further on in it.
_BY: Final = pattern(
    r"(?:^|\s)(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]oor|[Aa]v|[Aa]f|[Aa]utora?:?|[Аа]втор:?)"
    r"\s+[^\W\d_]"
)


def kicker(scene: Scene) -> None:
    """A word or two right above the headline, in its box, that says nothing known."""
    i = scene.headline - 1
    if not scene.plain or i < 0 or scene.measured.words[i] > 4 or scene.said[:, i].max() > 1:
        return
    near = scene.measured.containers.ancestors
    if not scene.measured.page.is_html or set(near[i, :2]) & set(near[i + 1, :2]):
        scene.total[ROWS[Label.KICKER], i] += PLACES["kicker"]


def dates(scene: Scene) -> None:
    """A date well above the headline is today's."""
    shapes = scene.measured.shapes
    today = ((shapes >> Shape.DATE) & 1) & (scene.index < scene.top)
    today &= scene.measured.words <= 12
    scene.add(Label.WEATHER, PLACES["today"], today > 0)


def bylines(scene: Scene) -> None:
    """A line that says who and when is the author's, whatever else it says; a date alone is not."""
    measured = scene.measured
    short = (measured.words <= _LINE) & (measured.words >= 3) & ~measured.prose
    asked = short & ((measured.shapes & _DATED) != 0)
    bit = LABEL_BIT[Label.BYLINE]
    for i in np.flatnonzero(asked).tolist():
        leaf = measured.page.leaves[i]
        if leaf.words_mask & bit or _BY.search(leaf.text):
            scene.total[ROWS[Label.BYLINE], i] += PLACES["who and when"]
        elif measured.words[i] <= _WHEN:  # beside the author's name, and a date all the same
            scene.total[ROWS[Label.DATELINE], i] += scene.total[ROWS[Label.BYLINE], i]
            scene.total[ROWS[Label.BYLINE], i] = 0


def names(scene: Scene) -> None:
    """A name as a line of its own between the headline and the text is its author's."""
    measured, columns = scene.measured, scene.measured.columns
    asked = (measured.words >= 2) & (measured.words <= 4) & (columns["capital share"] >= 0.99)
    asked &= (scene.index > scene.headline) & (scene.index <= scene.headline + _BELOW)
    asked &= (measured.shapes == 0) & (scene.said.max(axis=0) < 0.5) & ~measured.heading
    asked &= (columns["title overlap"] < 0.5) & (columns["button share"] < 0.1)
    asked &= (columns["tag form"] > LEVELS) & (columns["tag select"] > LEVELS)
    if scene.plain:
        scene.add(Label.BYLINE, PLACES["name"], asked)


def posters(scene: Scene) -> None:
    """What stands about its author beside a forum's post."""
    measured, frames = scene.measured, scene.measured.page.frames
    short = (measured.words <= _NAME) & ~measured.prose
    short &= scene.said[ROWS[Label.DATELINE]] <= 0
    named = {name for name in set(frames.name) if name and is_poster(name)}
    if not named:
        return
    for frame, name in enumerate(frames.name):
        first, last = frames.first[frame], frames.last[frame]
        if name in named and 0 < last - first <= _MOST:
            scene.total[ROWS[Label.BYLINE], first:last] += PLACES["poster"] * short[first:last]


def tag_row(scene: Scene) -> None:
    """A line of short links that says nothing known, just below the text, is its tags."""
    measured, columns = scene.measured, scene.measured.columns
    asked = scene.linked & (columns["links"] >= 2) & (measured.words <= _TAG * columns["links"])
    asked &= (scene.index >= scene.end) & (scene.index <= scene.end + _BENEATH)
    asked &= (columns["tag article"] <= LEVELS) | (columns["tag main"] <= LEVELS)
    asked &= (columns["tag nav"] > LEVELS) & (columns["tag aside"] > LEVELS)
    scene.add(Label.TAGS, PLACES["tag row"], asked & (scene.said.max(axis=0) < 0.5))
