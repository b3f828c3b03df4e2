"""The words every stage shares: labels, kinds, evidence, blocks and options.

Nothing here reads a page. Stages import from this module; it imports no stage.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class StrEnum(str, Enum):
    """A string enum whose ``str()`` is its value (``enum.StrEnum`` needs Python 3.11)."""

    def __str__(self) -> str:
        return str(self.value)


class Label(StrEnum):
    """What a block is for a reader of its page. Every block has exactly one."""

    TITLE = "title"
    DEK = "dek"
    BODY = "body"
    CAPTION = "caption"
    KICKER = "kicker"
    BYLINE = "byline"
    DATELINE = "dateline"
    TAGS = "tags"
    NAV = "nav"
    BREADCRUMB = "breadcrumb"
    MASTHEAD = "masthead"
    WEATHER = "weather"
    TICKER = "ticker"
    SHARE = "share"
    AUTHOR_BOX = "author-box"
    RELATED = "related"
    TRENDING = "trending"
    NEWSLETTER = "newsletter"
    COMMENTS = "comments"
    AD = "ad"
    CONSENT = "consent"
    PAYWALL = "paywall"
    TOC = "toc"
    PAGINATION = "pagination"
    FOOTER = "footer"
    LEGAL = "legal"
    CONTROLS = "controls"
    HIDDEN = "hidden"
    OTHER = "other"


#: Labels that are kept unless the options say otherwise.
CONTENT_LABELS = frozenset({Label.TITLE, Label.DEK, Label.BODY, Label.CAPTION})


class Kind(StrEnum):
    """The form a block has on the page, whatever it says."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "list item"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"
    CAPTION = "caption"
    LINE = "line"


class Status(StrEnum):
    """What became of the input as a whole."""

    OK = "ok"
    EMPTY = "empty"
    NOT_HTML = "not_html"
    TRUNCATED = "truncated"


class Evidence(NamedTuple):
    """One reason for or against keeping a block.

    rule: the name of the rule row or feature that spoke.
    weight: its share of the block's score in log-odds; above 0 speaks for keeping.
    where: what it saw, e.g. the attribute word, the phrase or the feature's value.
    """

    rule: str
    weight: float
    where: str


class Run(NamedTuple):
    """A stretch of a block's text under the same inline marks.

    tags: names of the open inline elements (``a``, ``strong``, ``em``, ``code``, ``sup``, …),
        outermost first; ``("img",)`` for an image, whose ``text`` is its alternative text and is
        not part of the block's text; ``("br",)`` for a line break, whose ``text`` is a newline.
    href: the target of the enclosing link, or the address of an image; else an empty string.
    """

    text: str
    tags: tuple[str, ...] = ()
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One entry of the ledger: a stretch of the page's text, and what was decided about it.

    text: the block's text; white space is collapsed except in code. A table row's cells are
        parted by tab characters, a forced line break is a newline.
    score: 0 to 1, how likely it is that the block belongs to the main content.
    evidence: never empty; the reasons, strongest first.
    where: an XPath in HTML, ``line 3`` or ``lines 3-5`` in plain text.
    level: the level of a heading (1 to 6), the nesting depth of a list item (from 1), else 0.
    marker: what stands before a list item, ``-`` or its number with a full stop; else empty.
    group: a number that the rows of one table, or the items of one list, have in common; else -1.
    language: the language of a code block where the page names it; else empty.
    runs: the text again, cut where inline marks change; run texts concatenate to ``text``
        (images aside).
    """

    text: str
    kind: Kind
    label: Label
    keep: bool
    score: float
    evidence: tuple[Evidence, ...]
    where: str
    level: int = 0
    marker: str = ""
    group: int = -1
    language: str = ""
    runs: tuple[Run, ...] = ()


#: Texts longer than this, in characters, are cut (and reported), as a guard against runaway input.
MAX_CHARS = 50_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller can ask for; frozen and picklable.

    strictness: 0 to 1, the dial between keeping more (0) and keeping less (1). What is kept at a
        stricter setting is always a subset of what is kept at a looser one.
    keep, drop: labels whose blocks are always kept, or always removed; drop wins. They act on
        the label a block has, whatever its score.
    encoding: the charset a transport (HTTP) has named for inputs of bytes, or None.
    max_chars: longer inputs are cut there, and the document's status says so.
    """

    strictness: float = 0.5
    keep: frozenset[Label] = frozenset()
    drop: frozenset[Label] = frozenset()
    encoding: str | None = None
    max_chars: int = MAX_CHARS

    def __post_init__(self) -> None:
        number = isinstance(self.strictness, (int, float)) and not isinstance(self.strictness, bool)
        if not number or not 0 <= self.strictness <= 1:
            raise ValueError(f"strictness must be a number from 0 to 1, not {self.strictness!r}")
        for name in ("keep", "drop"):
            object.__setattr__(self, name, _labels(name, getattr(self, name)))
        if self.encoding is not None and not isinstance(self.encoding, str):
            raise TypeError(f"encoding must be a str or None, not {type(self.encoding).__name__}")
        if not isinstance(self.max_chars, int) or isinstance(self.max_chars, bool):
            raise TypeError(f"max_chars must be an int, not {type(self.max_chars).__name__}")
        if self.max_chars < 1:
            raise ValueError(f"max_chars must be at least 1, not {self.max_chars}")


def _labels(name: str, values: Iterable[Label | str]) -> frozenset[Label]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise TypeError(f"{name} must be a set of labels, not {values!r}")
    try:
        return frozenset(Label(value) for value in values)
    except ValueError:
        known = ", ".join(Label)
        raise ValueError(f"{name} holds an unknown label: {values!r}; known are {known}") from None
