"""What became of a page as a whole, judged on what is left of it after the removal.

The bounds were set on the collections, where each page is known to have content: an article with
a cookie banner is ``ok``. How often a page there gets another status stands in the README.
"""

from __future__ import annotations

from typing import Any, Final

import numpy as np

from declutter.decide import Decision
from declutter.measure.features import Measured
from declutter.model import Label, Status
from declutter.rules.attributes import LABEL_BIT

#: Words that are left of a page, below which it may be: a stub, an error, a wall, a shell.
FEW: Final = 60  # words below which the page's data may hold more
STUB: Final = 250
ERROR: Final = 150
WALL: Final = 60
SHELL: Final = 30
#: A shell has no more words than this, menus and all, unless it asks for JavaScript.
SHELL_PAGE: Final = 250
#: What a consent dialogue makes up of the words of a page that has nothing else.
CONSENT_SHARE: Final = 0.4
CONSENT_WORDS: Final = 15
#: What a paywall says has so many words at least, and stands so many blocks below the text.
WALL_WORDS: Final = 4
WALL_REACH: Final = 8
#: Lines of a plain text above what is left of it that may be its headline.
ABOVE: Final = 2
#: Lines at a plain text's beginning that are looked at where nothing is left of it.
LINES: Final = 12
#: Elements up to which a container is the one of a text.
NEAR: Final = 6
#: A listing: so many links of two words or more, that make up such a share of the characters,
#: and no stretch of prose between headings or links that is longer, in words. Or so many headings
#: that are links, as a share of all headings.
LINKS: Final = 8
LINKED_SHARE: Final = 0.25
PROSE_RUN: Final = 60
SENTENCE: Final = 8
LINKED_HEADINGS: Final = 6
HEADINGS_SHARE: Final = 0.8
_FILLED: Final = "the page is empty until a script fills it"
#: Elements that a script fills.
_MOUNTS: Final = frozenset(
    {"root", "app", "__next", "__nuxt", "app-root", "react-root", "main-app", "svelte", "___gatsby"}
)


def words_left(measured: Measured, decision: Decision) -> int:
    """Words that are kept, the title aside."""
    keep = decision.keep.copy()
    keep[list(decision.titles)] = False
    return int(measured.words[keep].sum())


def words_shown(measured: Measured, decision: Decision) -> int:
    """Words that are kept, the title and what only browsers without scripts show aside."""
    left = words_left(measured, decision)
    frames = measured.page.frames
    if "noscript" not in frames.tag:
        return left
    for frame, tag in enumerate(frames.tag):
        if tag == "noscript":
            inside = slice(frames.first[frame], frames.last[frame])
            left -= int(measured.words[inside][decision.keep[inside]].sum())
    return left


def status_without_text(root: Any) -> tuple[Status, str]:
    """The status of an input in which there is no text at all."""
    if root is not None and _has_mount(root):
        return Status.JS_SHELL, _FILLED
    return Status.EMPTY, "no text in the input"


def status_of(measured: Measured, decision: Decision, root: Any) -> tuple[Status, str]:
    """The status and why; ``root``: the tree, None for plain text."""
    left = words_left(measured, decision)
    if left < STUB:
        found = _few(measured, decision, root, left)
        if found is not None:
            return found
    listing = _listing(measured, decision)
    if listing:
        return Status.LISTING, listing
    return Status.OK, ""


def _few(measured: Measured, decision: Decision, root: Any, left: int) -> tuple[Status, str] | None:
    """What a page may be of which little is left."""
    if left < ERROR:
        said = _error(measured, decision)
        if said:
            return Status.ERROR_PAGE, f"it says “{said}”"
    if left < WALL and _is_consent(measured, decision):
        return Status.CONSENT_WALL, "next to nothing but a consent dialogue"
    wall = _paywall(measured, decision)
    if wall:
        return Status.PAYWALL_STUB, f"{left} words, and then: “{wall}”"
    if left < SHELL and root is not None and _is_shell(measured, root):
        return Status.JS_SHELL, _FILLED
    if not left:
        return Status.EMPTY, "nothing on the page is content"
    return None


def _error(measured: Measured, decision: Decision) -> str:
    """The line that says so: the page's title, its headline, or a short line that is kept."""
    from declutter.rules.pages import says_error

    leaves = measured.page.leaves
    lines = [*_pieces(measured.page.title), leaves[measured.headline].text]
    short = np.flatnonzero(decision.keep & (measured.words <= 16))[:8]
    if not measured.page.is_html:
        # Without headings the line right above what is left may be the one that says so, or, where
        # nothing is left, any of the first ones.
        first = int(decision.keep.argmax()) if decision.keep.any() else LINES
        above = ABOVE if decision.keep.any() else LINES
        lines += [leaf.text for leaf in leaves[max(first - above, 0) : first]]
    lines += [leaves[leaf].text for leaf in short.tolist()]
    return next((line for line in lines if says_error(line)), "")


def _pieces(title: str) -> list[str]:
    for mark in ("|", " - ", " – ", " — ", " : ", "»", "·"):
        title = title.replace(mark, "|")
    return [title.replace("|", " - "), *title.split("|")]


def _is_consent(measured: Measured, decision: Decision) -> bool:
    bit = LABEL_BIT[Label.CONSENT]
    says = ((measured.strong | measured.weak) & bit) != 0
    about = says | (measured.columns[f"in {Label.CONSENT}"] <= NEAR)
    if not says.any():
        return False
    words = measured.words
    other = int(words[decision.keep & ~about].sum()) - sum(
        int(words[title]) for title in decision.titles
    )
    share = words[about].sum() / max(words.sum(), 1)
    return bool(words[about].sum() >= CONSENT_WORDS and share >= CONSENT_SHARE and other < WALL)


def _paywall(measured: Measured, decision: Decision) -> str:
    """What a paywall says below the text that is left; between paragraphs it is an offer."""
    kept = np.flatnonzero(decision.keep & measured.prose)
    if not len(kept):
        return ""
    says = (measured.strong & LABEL_BIT[Label.PAYWALL]) != 0
    # Shorter ones are buttons. Far below is the footer, which offers the same to everybody.
    says &= measured.words >= WALL_WORDS
    last = int(kept[-1])
    below = np.flatnonzero(says[last + 1 : last + 1 + WALL_REACH])
    return measured.page.leaves[last + 1 + int(below[0])].text[:80] if len(below) else ""


def _is_shell(measured: Measured, root: Any) -> bool:
    from declutter.rules.pages import says_shell

    leaves = measured.page.leaves
    if any(says_shell(leaf.text) for leaf in leaves[:400]):
        return True
    return bool(measured.words.sum() <= SHELL_PAGE) and _has_mount(root)


def _has_mount(root: Any) -> bool:
    """Whether there is an empty element that scripts are known to fill."""
    mounts = (element for element in root.iter("div", "main", "app-root") if not len(element))
    return any(
        (element.get("id") or element.tag) in _MOUNTS and not (element.text or "").strip()
        for element in mounts
    )


def _listing(measured: Measured, decision: Decision) -> str:
    """In words why what is left is a list of other pages, or an empty text."""
    keep = decision.keep.copy()
    keep[list(decision.titles)] = False
    linked = measured.link_density > 0.8
    # Sentences inside of a link are a text that somebody has forgotten to end the link before.
    sentence = (measured.words >= SENTENCE) & (measured.columns["ends like a sentence"] > 0)
    if (keep & linked & sentence).sum() * 2 > (keep & linked).sum():
        return ""
    links = int((keep & linked & (measured.words >= 2)).sum())
    headings = keep & measured.heading
    linked_headings = int((headings & linked).sum())
    share = measured.link_chars[keep].sum() / max(measured.chars[keep].sum(), 1)
    many = links >= LINKS and share > LINKED_SHARE
    headed = linked_headings >= max(LINKED_HEADINGS, HEADINGS_SHARE * headings.sum())
    if not (many or headed) or _longest_run(measured, keep, linked) >= PROSE_RUN:
        return ""
    return f"{links} links to other pages, and no text of its own"


def _longest_run(measured: Measured, keep: Any, linked: Any) -> int:
    """The words of the longest stretch of kept prose without a heading or link between."""
    longest = run = 0
    for leaf in np.flatnonzero(keep).tolist():
        if linked[leaf] or measured.heading[leaf]:
            run = 0
        elif measured.prose[leaf]:
            run += int(measured.words[leaf])
            longest = max(longest, run)
    return longest
