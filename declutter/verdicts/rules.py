"""Rules that speak beside the scorecards, for what is rare in the pages they were fitted on.

Each adds a fixed number of log-odds to a block's score and says why. The weights are hand-set;
what was measured of them out of fold stands beside them. Captions cost most; deks and comments cost
little.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

from declutter.labels.asking_boxes import button_boxes, field_boxes
from declutter.labels.scopes import Scope
from declutter.measure.containers import LEVELS
from declutter.measure.features import Floats, Measured
from declutter.model import Kind, Label
from declutter.page import NOSCRIPT
from declutter.rules.attributes import LABEL_BIT, labels_of
from declutter.rules.shapes import Shape
from declutter.rules.widgets import MAX_ROW, WIDGETS, is_row_of_widgets
from declutter.verdicts.below_headline import FURNITURE, bare_names, datelines, deks
from declutter.verdicts.comments import comments
from declutter.verdicts.contents import contents
from declutter.verdicts.dialogues import dialogues
from declutter.verdicts.hidden_text import hidden_text
from declutter.verdicts.other_articles import other_articles
from declutter.verdicts.repeats import repeats
from declutter.verdicts.shared_fate import shared_fate
from declutter.verdicts.siblings import headings_within_text
from declutter.verdicts.verdict import UNLIKELY, Verdict

#: Where next to nothing is shown, the text in the page's data is the content. Hand-set.
EMBEDDED: Final = 6.0
#: What stands under a line like "Trending Stories" stays only where all else speaks for it.
SCOPED: Final = -2.0
#: Under "Author" or "Newsletter" there is hardly ever anything else.
SCOPED_BOX: Final = -4.0
_BOXES: Final = frozenset({Label.AUTHOR_BOX, Label.NEWSLETTER})
_SCOPES: Final = frozenset(
    {Label.RELATED, Label.TRENDING, Label.NEWSLETTER, Label.AUTHOR_BOX, Label.SHARE, Label.CONSENT,
     Label.TAGS, Label.AD, Label.WEATHER, Label.TICKER}
)  # fmt: skip

#: A block that says a widget's phrase, as a whole or at its start: prompts and link lists are never
#: content, furniture and controls may be the items of a listing.
PROMPT: Final = -4.0
_PROMPTS: Final = frozenset(
    {Label.RELATED, Label.TRENDING, Label.SHARE, Label.NEWSLETTER, Label.AUTHOR_BOX, Label.COMMENTS,
     Label.AD, Label.CONSENT, Label.PAYWALL}
)  # fmt: skip
#: Phrases that stand inside a sentence of a prompt, and hardly ever in one of the text: out of fold
#: .0002 of the articles' F1, .0007 of the multilingual pages'.
_INSIDE: Final = sum(
    LABEL_BIT[label]
    for label in (
        Label.AD, Label.NEWSLETTER, Label.CONSENT, Label.PAYWALL, Label.COMMENTS, Label.LEGAL,
    )
)  # fmt: skip
#: Longer blocks, in words, that begin like a prompt are prose.
MAX_SAYING: Final = 30

#: Texts of cookies and data just above buttons that agree or refuse are a dialogue's.
DIALOGUE: Final = -6.0

#: Comments under a heading, and in a blog's list: that one gains 0.0013 word F1 out of fold, and
#: 0.004 of the articles' precision.
COMMENT: Final = -2.0
COMMENT_LIST: Final = -3.0

#: Texts that stand there again: out of fold this gains 0.003 word F1, and as much precision.
REPEATED: Final = -6.0

#: Trails and menus on one line of plain text, parted by bars or arrows.
_SEPARATED: Final = 1 << Shape.SEPARATED

#: Buttons as terminal browsers mark them, up to so many words: .001 word F1 of lynx's text.
BUTTON_WORDS: Final = 12
#: Lines with so many words for each of their links, which lynx numbers, are most likely links
#: alone: .0023 word F1 of its text out of fold (products .009, listings -.01).
LINK_WORDS: Final = 6
LINKS_ALONE: Final = -1.0

#: Out of fold this gains 0.0015 word F1, most of it on products.
FOOTER: Final = -4.0

#: The next story of an endless scroll.
OTHER_ARTICLE: Final = -6.0


def verdicts(
    measured: Measured, score: Floats, scopes: list[Scope], headline: int | None
) -> dict[int, Verdict]:
    """Leaf index -> the word of the first rule, in this order, that has one on it.

    The last rules let blocks share the fate of others: what the first took out speaks for none.
    """
    found: dict[int, Verdict] = {}
    hidden = hidden_text(measured, score)
    within = headings_within_text(measured, score)
    for rule in (
        _embedded(measured),
        hidden,
        _repeats(measured, score, hidden),
        _dialogues(measured),
        _contents(measured),
        _asking(measured, score),
        _scoped(measured, [scope for scope in scopes if not within[scope.head]]),
        _saying(measured, within),
        _comments(measured, score, scopes),
        _other_articles(measured, headline),
        _rows_of_widgets(measured, np.where(within, 0, score)),
        _dump_lines(measured),
        _separated(measured),
        datelines(measured, headline),
        deks(measured, headline),
        bare_names(measured, headline),
        _footers(measured, score),
    ):
        for leaf, verdict in rule.items():
            found.setdefault(leaf, verdict)
    left = score.copy()
    left[[leaf for leaf, verdict in found.items() if verdict.weight < 0]] = 0.0
    return shared_fate(measured, left) | found


def _embedded(measured: Measured) -> dict[int, Verdict]:
    """Where the text stands in the page's data, what its elements show is a frame around it.

    What stands in ``<noscript>`` is a whole page, chrome and all: there the score alone decides.
    """
    leaves = measured.page.leaves
    sources = {leaf.source for leaf in leaves} - {""}
    if not sources:
        return {}
    weight = 0.0 if sources == {NOSCRIPT} else EMBEDDED
    shown = Verdict("embedded data", -weight, "the page's text stands in its data")
    around = np.flatnonzero(~measured.heading).tolist() if weight else []
    found = dict.fromkeys(around, shown)
    for i, leaf in enumerate(leaves):
        if leaf.source:
            where = f"it stands in the page's data: {leaf.source}"
            found[i] = Verdict("embedded data", weight, where)
    return found


def _contents(measured: Measured) -> dict[int, Verdict]:
    verdict = Verdict("contents", PROMPT, "lines that the text says again one by one")
    return dict.fromkeys(contents(measured), verdict)


def _scoped(measured: Measured, scopes: list[Scope]) -> dict[int, Verdict]:
    found: dict[int, Verdict] = {}
    for scope in scopes:
        if scope.label in _SCOPES:
            said = measured.page.leaves[scope.head].text[:60]
            weight = SCOPED_BOX if scope.label in _BOXES else SCOPED
            verdict = Verdict(f"named {scope.label}", weight, said)
            for leaf in (scope.head, *range(scope.first, scope.last)):
                found.setdefault(leaf, verdict)
    return found


def _other_articles(measured: Measured, headline: int | None) -> dict[int, Verdict]:
    verdict = Verdict("other article", OTHER_ARTICLE, "an article of its own below the page's")
    return {
        leaf: verdict
        for first, last in other_articles(measured, headline)
        for leaf in range(first, last)
    }


def _saying(measured: Measured, within: npt.NDArray[np.bool_]) -> dict[int, Verdict]:
    found: dict[int, Verdict] = {}
    said = np.where(within, 0, measured.strong & WIDGETS)
    for leaf in np.flatnonzero((said != 0) & (measured.words <= MAX_SAYING)).tolist():
        labels = labels_of(int(said[leaf]))
        prompt = any(label in _PROMPTS for label in labels)
        weight = PROMPT if prompt else FURNITURE
        found[leaf] = Verdict("says", weight, ", ".join(labels))
    inside = np.where(within, 0, measured.weak & _INSIDE)
    for leaf in np.flatnonzero(inside).tolist():
        found.setdefault(leaf, Verdict("says", PROMPT, ", ".join(labels_of(int(inside[leaf])))))
    return found


def _dialogues(measured: Measured) -> dict[int, Verdict]:
    return {
        leaf: Verdict("consent dialogue", DIALOGUE, f"above “{buttons[:40]}”")
        for leaf, buttons in dialogues(measured).items()
    }


def _asking(measured: Measured, score: Floats) -> dict[int, Verdict]:
    """Boxes that end with a field for the reader's address, or with a button that asks."""
    found: dict[int, Verdict] = {}
    if not measured.page.is_html:  # there nothing says where a box begins
        return found
    field = Verdict("asking box", PROMPT, "a field for an address")
    for first, last in field_boxes(measured):
        found.update(dict.fromkeys(range(first, last), field))
    button = Verdict("asking box", PROMPT, "a button that asks for something")
    for first, last in button_boxes(measured, score):
        found.update(dict.fromkeys(range(first, last), button))
    return found


def _rows_of_widgets(measured: Measured, score: Floats) -> dict[int, Verdict]:
    """Lines that are widgets' words one after another: share bars, menus, rows of buttons."""
    found: dict[int, Verdict] = {}
    unsure = (score > UNLIKELY) & (measured.words <= MAX_ROW) & ~measured.prose
    for leaf in np.flatnonzero(unsure).tolist():
        text = measured.page.leaves[leaf].text
        if is_row_of_widgets(text):
            found[leaf] = Verdict("row of widgets", PROMPT, text[:60])
    return found


def _comments(measured: Measured, score: Floats, scopes: list[Scope]) -> dict[int, Verdict]:
    found: dict[int, Verdict] = {}
    for leaves, rule, seen in comments(measured, score, scopes):
        weight = COMMENT_LIST if rule == "comment list" else COMMENT
        for leaf in leaves:
            found.setdefault(leaf, Verdict(rule, weight, seen))
    return found


def _repeats(measured: Measured, score: Floats, unseen: dict[int, Verdict]) -> dict[int, Verdict]:
    verdict = Verdict("repeated", REPEATED, "the same text stands further up")
    return dict.fromkeys(repeats(measured, score, unseen), verdict)


def _separated(measured: Measured) -> dict[int, Verdict]:
    if measured.page.is_html:  # the markup says more about a menu than its bars do
        return {}
    lines = ((measured.shapes & _SEPARATED) != 0) & (measured.words <= MAX_SAYING)
    ends = measured.columns["ends like a sentence"] > 0
    return {
        leaf: Verdict("parted by bars", FURNITURE, measured.page.leaves[leaf].text[:60])
        for leaf in np.flatnonzero(lines & ~ends).tolist()
        if measured.page.leaves[leaf].kind not in (Kind.TABLE, Kind.CODE)
    }


def _dump_lines(measured: Measured) -> dict[int, Verdict]:
    """Buttons and links that the program that flattened the page has marked."""
    if measured.page.is_html:  # there the scorecards know how much of a block its links are
        return {}
    found = {}
    for i, leaf in enumerate(measured.page.leaves):
        if leaf.button_chars and measured.words[i] <= BUTTON_WORDS:
            found[i] = Verdict("button", FURNITURE, leaf.text[:60])
        elif leaf.links and measured.words[i] <= LINK_WORDS * leaf.links:
            found[i] = Verdict("links alone", LINKS_ALONE, leaf.text[:60])
    return found


def _footers(measured: Measured, score: Floats) -> dict[int, Verdict]:
    """What stands in the page's own footer; articles and posts have footers, too."""
    inner = np.minimum(measured.columns["tag article"], measured.columns["tag main"])
    footer = measured.columns["tag footer"]
    inside = (footer <= LEVELS) & (footer <= inner) & (score > UNLIKELY)
    verdict = Verdict("page footer", FOOTER, "in the page's footer element")
    return dict.fromkeys(np.flatnonzero(inside).tolist(), verdict)
