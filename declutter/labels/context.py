"""What surrounds a block says about its label: named passes over arrays, all linear.

Each pass changes `Scene.total`, labels x leaves; `declutter.labels.naming.PASSES` is their order.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from declutter.labels.asking_boxes import field_boxes
from declutter.labels.scene import MOST_VOTERS, ROWS, Scene, Where
from declutter.labels.strengths import DOUBTS, PLACES
from declutter.measure.containers import LEVELS
from declutter.measure.features import Floats, Measured, running
from declutter.model import Label
from declutter.page import Hiding
from declutter.patterns import pattern
from declutter.rules.attributes import LABEL_BIT
from declutter.rules.shapes import Shape

#: How strongly the members of a container speak for each other: at level 0, 1, ... up.
VOTES: Final = (0.3, 0.3, 0.2, 0.1)
#: What members pass on: all that their texts say, and this share of what is said around them.
PLACED_VOTE: Final = 0.3
#: Labels of which few members are enough to name the container: sums are divided by the size to
#: this power, not by the size.
NAMING: Final = (
    Label.NEWSLETTER, Label.COMMENTS, Label.AUTHOR_BOX, Label.RELATED, Label.TRENDING,
    Label.CONSENT, Label.PAYWALL, Label.SHARE, Label.TOC, Label.WEATHER, Label.AD,
)  # fmt: skip
NAMING_POWER: Final = 0.6
#: Labels whose phrases, as links in a menu at the top or in a footer, just lead to that part.
ELSEWHERE: Final = (
    Label.NEWSLETTER, Label.COMMENTS, Label.AUTHOR_BOX, Label.RELATED, Label.TRENDING, Label.TOC,
    Label.TAGS, Label.AD, Label.CONTROLS, Label.SHARE, Label.WEATHER,
)  # fmt: skip
#: What forms are for, and what cards of many parts are.
PURPOSES: Final = (Label.NEWSLETTER, Label.COMMENTS, Label.CONSENT, Label.PAYWALL)
CARDS: Final = (Label.COMMENTS, Label.RELATED, Label.TRENDING)
PARTS: Final = (Label.BYLINE, Label.DATELINE, Label.TAGS, Label.AD, Label.KICKER)
_TITLE_PARTS: Final = pattern(r"\s[|–—·•:»-]\s|\s?[|»]\s?")
_DEGREES: Final = pattern(r"\d\s?(?:°|º|℃|℉)")
_QUOTE: Final = pattern(r"\d[.,]\d{1,4}\s{1,2}[+\-−%]{1,2}\s?\d{1,3}[.,]\d|\d[.,]\d{2,4}\s?[▲▼↑↓]")
#: Prose that scores more is not named an advert for want of a better name.
_SURELY_CHROME: Final = 0.1
#: A column of links: so many that are no policies, and so many blocks at most.
_COLUMN: Final = (2, 14)
_CLAIMS: Final = 6  # copyright lines that the site's name is looked for in


def zones(scene: Scene) -> None:
    """Menus and footers say the same things: where one stands tells them apart."""
    said, placed, columns = scene.said, scene.placed, scene.measured.columns
    menu, footer, legal = ROWS[Label.NAV], ROWS[Label.FOOTER], ROWS[Label.LEGAL]
    article = columns["tag article"]
    inner = (columns["tag footer"] < article) & (article <= LEVELS)
    placed[footer, inner] *= DOUBTS["inner footer"]
    body = np.minimum(article, columns["tag main"])
    inner = (columns["tag header"] < body) & (body <= LEVELS)
    placed[menu, inner] *= DOUBTS["inner header"]
    placed[ROWS[Label.MASTHEAD], scene.index > scene.headline] *= DOUBTS["late masthead"]
    placed[footer, ~scene.after] *= DOUBTS["early footer"]
    _move(said, (Label.FOOTER,), Label.NAV, ~scene.after)
    bottom = scene.after & (placed[footer] > placed[menu])
    _move(said, (Label.NAV, Label.SHARE, Label.DATELINE), Label.FOOTER, bottom)
    placed[ROWS[Label.SHARE], bottom] = 0
    down = scene.after & scene.linked & (columns["tag footer"] <= LEVELS)
    _move(said, (*ELSEWHERE, Label.PAYWALL), Label.FOOTER, down & (scene.measured.words <= 4))
    top = scene.above & scene.linked & (placed[menu] >= 1.5)
    _move(said, (*ELSEWHERE, Label.LEGAL), Label.NAV, top)
    _move(said, (Label.LEGAL,), Label.FOOTER, _in_columns(scene))
    said[legal, (said[legal] > 1) & ~scene.linked] += PLACES["small print"]
    scene.total = said + placed


def _in_columns(scene: Scene) -> Where:
    """Links after the content that stand in one list with links to other parts than policies."""
    box = scene.measured.containers
    others = running(scene.linked & (scene.said[ROWS[Label.LEGAL]] <= 0))
    mixed = others[box.last] - others[box.first] >= _COLUMN[0]
    mixed &= box.last - box.first <= _COLUMN[1]
    mixed[0] = False
    column: Where = scene.linked & scene.after & mixed[box.ancestors[:, :3]].any(axis=1)
    return column


def _move(said: Floats, labels: tuple[Label, ...], to: Label, where: Where) -> None:
    """What texts say for some labels counts for another, where a mask says so."""
    for label in labels:
        said[ROWS[to], where] += said[ROWS[label], where]
        said[ROWS[label], where] = 0


def votes(scene: Scene) -> None:
    """A container takes on what its members are, as far as it is not content."""
    if not scene.measured.page.is_html:
        return  # runs of lines are no boxes
    box = scene.measured.containers
    voice = (scene.said + PLACED_VOTE * (scene.total - scene.said)) * (1 - scene.score)
    size = np.maximum(box.last - box.first, 1).astype(np.float32)
    power = np.full((len(voice), 1), -1.0, dtype=np.float32)
    power[[ROWS[label] for label in NAMING]] = -NAMING_POWER
    shared = _sums(voice, scene.measured) * size**power
    shared[:, size > MOST_VOTERS] = 0
    shared[:, 0] = 0
    for level, strength in enumerate(VOTES):
        scene.total += strength * shared[:, box.ancestors[:, level]]


def _sums(values: Floats, measured: Measured) -> Floats:
    """labels x containers: sums over the leaves that each container holds."""
    box = measured.containers
    total = np.zeros((len(values), measured.count + 1), dtype=np.float32)
    np.cumsum(values, axis=1, out=total[:, 1:])
    sums: Floats = total[:, box.last] - total[:, box.first]
    return sums


def places(scene: Scene) -> None:
    """Where a block stands: above the headline, around it, after the content, at the end."""
    measured, linked, above = scene.measured, scene.linked, scene.above
    columns, words = measured.columns, measured.words
    after = scene.after & (scene.index > scene.headline)
    short = words <= 6
    scene.add(Label.NAV, PLACES["link"], linked)
    scene.add(Label.NAV, PLACES["short link"], linked & short & ~after)
    scene.add(Label.NAV, PLACES["link above"], linked & above)
    alone = short & (columns["is list item"] == 0) & (columns["box 1 link density"] < 0.5)
    scene.add(Label.CONTROLS, PLACES["lone link"], alone & linked & ~above)
    story = (columns["alike 2 words"] >= 4.5) & (words >= 3) & (scene.index > scene.headline)
    story &= linked & ~scene.menu & (columns["links"] <= 3)
    aside = (columns["tag aside"] <= LEVELS) | (columns["in nav"] <= 4)
    scene.add(Label.RELATED, PLACES["story link"], story & (after | ~aside))
    scene.add(Label.TRENDING, PLACES["story link"], story & aside)
    rest = max(measured.count - scene.end, 1)
    depth = np.clip((scene.index - scene.end) / rest, 0, 1)
    scene.add(Label.FOOTER, PLACES["last blocks"], (depth * short * after).astype(np.float32))
    prose = (words >= 10) & (columns["stopword share"] > 0.1)
    loose = prose & ~linked & ~scene.menu & (scene.placed[ROWS[Label.FOOTER]] < 1)
    scene.add(Label.AD, PLACES["loose prose"], loose & (scene.score < _SURELY_CHROME))
    strip = above & (words >= 8) & (columns["stopword share"] > 0.1) & (columns["tag nav"] > LEVELS)
    strip &= (scene.index < scene.top) & measured.page.is_html
    scene.add(Label.AD, PLACES["loose line"], strip)
    aside = (columns["tag aside"] <= LEVELS) | (columns["in nav"] <= 4)
    cloud = scene.total[ROWS[Label.TAGS]] * (aside & (scene.index > scene.headline))
    scene.total[ROWS[Label.NAV]] += cloud
    scene.total[ROWS[Label.TAGS]] -= cloud
    scene.doubt(Label.NAV, "text above", above & (words >= 3) & (measured.link_density < 0.3))
    long = (words >= 12) & (measured.link_density < 0.5)
    scene.doubt(Label.NAV, "long text", long & ~scene.menu)
    scene.doubt(Label.NAV, "long link", (words >= 6) & (scene.index > scene.headline) & ~scene.menu)


def site_name(scene: Scene) -> None:
    """A short block at the top that says one part of the page's title, but not its headline."""
    measured = scene.measured
    parts = {part.strip().lower() for part in _TITLE_PARTS.split(measured.page.title)}
    top = (scene.index < max(scene.headline, 12)) & (measured.words <= 8)
    top &= scene.index != scene.headline
    whole = measured.columns["title overlap"] >= 0.9
    leaves = measured.page.leaves
    if scene.plain:  # what the title has besides the headline
        parts.discard(leaves[scene.headline].text.lower())
    claims = np.flatnonzero((measured.shapes >> Shape.COPYRIGHT) & 1)[-_CLAIMS:].tolist()
    owners = [leaves[i].text.lower() for i in claims]
    for i in np.flatnonzero(top).tolist():
        text = leaves[i].text.lower()
        if whole[i] and not (scene.plain and text in parts):
            continue
        if text in parts or (len(text) > 3 and any(text in owner for owner in owners)):
            scene.total[ROWS[Label.MASTHEAD], i] += PLACES["site name"]


def plain_lines(scene: Scene) -> None:
    """What lines of the top say by their form, where there is no markup to say it."""
    measured, shapes = scene.measured, scene.measured.shapes
    words = measured.words
    said = (scene.said.max(axis=0) > 0) | ((shapes & ~(1 << Shape.SEPARATED)) != 0)
    plain = ~said & (words <= 14) & scene.above
    many = (words >= 4) & (measured.columns["capital share"] >= 0.7)
    slogan = (words >= 3) & (measured.columns["stopword share"] > 0.15)
    plain &= ~scene.linked
    scene.add(Label.NAV, PLACES["plain line"], plain & ~slogan)
    scene.add(Label.NAV, PLACES["many names"], plain & ~slogan & many)
    scene.add(Label.MASTHEAD, PLACES["slogan"], plain & slogan)
    for i in np.flatnonzero((words <= 40) & scene.above).tolist():
        text = measured.page.leaves[i].text
        if words[i] <= 12 and _DEGREES.search(text):
            scene.total[ROWS[Label.WEATHER], i] += PLACES["degrees"]
        if text.count("+++") > 1 or len(_QUOTE.findall(text)) > 1:
            scene.total[ROWS[Label.TICKER], i] += PLACES["strip"]


def bare_addresses(scene: Scene) -> None:
    """The numbered list of links that a text browser leaves at the end of a page."""
    words, shapes = scene.measured.words, scene.measured.shapes
    leaves = scene.measured.page.leaves
    for i in np.flatnonzero((words == 1) & ((shapes >> Shape.ADDRESS) & 1)).tolist():
        if "://" in leaves[i].text[:9]:
            scene.total[ROWS[Label.OTHER], i] += PLACES["bare address"]


def strips(scene: Scene) -> None:
    """In plain text: place and day below a temperature, and the slogan over the headline."""
    measured = scene.measured
    if measured.page.is_html:
        return
    top = scene.index < scene.headline
    warm = ((measured.shapes >> Shape.TEMPERATURE) & 1) > 0
    near = np.zeros_like(warm)
    near[1:] |= warm[:-1]
    near[2:] |= warm[:-2]
    short = (measured.words <= 3) | (((measured.shapes >> Shape.DATE) & 1) > 0)
    scene.add(Label.WEATHER, PLACES["weather strip"], top & near & short & (measured.words <= 6))
    for line in (scene.headline - 1, scene.headline):
        if line >= 0 and 3 <= measured.words[line] <= 12 and scene.total[:, line].max() < 1:
            scene.total[ROWS[Label.MASTHEAD], line] += PLACES["line on top"]


def asking(scene: Scene) -> None:
    """A box with a field for an address is what its members say it is for, or a newsletter's."""
    if not scene.measured.page.is_html:
        return
    for first, last in field_boxes(scene.measured):
        box = slice(first, last)
        told = scene.said[[ROWS[label] for label in PURPOSES], box].sum(axis=1)
        purpose = PURPOSES[int(told.argmax())]  # the first of them where none is told
        scene.total[ROWS[purpose], box] += PLACES["asking box"]


def belonging(scene: Scene) -> None:
    """Fields, buttons, dates and names belong to the form or the card that they stand in."""
    purpose = scene.highest(PURPOSES)
    scene.doubt(Label.CONTROLS, "field", purpose > 1.5)
    scene.doubt(Label.FOOTER, "named footer", purpose > 2.0)
    link = scene.linked & (scene.measured.columns["tag footer"] <= LEVELS)
    own = (scene.said + scene.placed)[ROWS[Label.NEWSLETTER]]
    scene.total[ROWS[Label.NEWSLETTER], link] = own[link]
    card = scene.highest(CARDS) > 1.5
    for label in PARTS:
        scene.doubt(label, "card", card)


def unseen(scene: Scene) -> None:
    """What a text does goes before that nobody sees it: skip links, menus that open, pop-ups."""
    measured = scene.measured
    box, hiding = measured.containers, measured.columns["hidden"]
    lines = np.array([leaf.hidden for leaf in measured.page.leaves]) > 0
    scene.add(Label.HIDDEN, PLACES["unseen line"], lines)
    named = (box.mask[box.ancestors[:, 0]] & LABEL_BIT[Label.HIDDEN]) != 0
    never = hiding >= Hiding.NEVER_SHOWN
    note = (named & (hiding > 0)) | never
    says = scene.said.max(axis=0) >= PLACES["says what it does"]
    scene.add(Label.HIDDEN, PLACES["unseen note"], note & ~says & ~scene.linked)
    scene.add(Label.HIDDEN, PLACES["unseen heading"], never & measured.heading)
