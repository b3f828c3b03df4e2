"""The words every stage shares: labels, kinds, evidence, blocks and options.

Nothing here reads a page. Stages import from this module; it imports no stage.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from math import isfinite
from typing import Literal, NamedTuple

from declutter.structures import Container, StrEnum


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
    """What became of the input as a whole, judged on what is left after the removal.

    ok: there is content. empty: there is none. not_html: the input is something else (PDF, JSON,
    an image …), which `Document.detail` names. listing: links to other pages and no text of its
    own. consent_wall, paywall_stub: next to nothing but a consent dialogue, or the first lines
    before a paywall. js_shell: a script fills the page. error_page: "not found" and the like.
    truncated: one of the options' limits was reached, which `Document.detail` names. timeout,
    crashed: of many pages (`declutter.clean_many`, the command), one that took longer than its
    limit, or that the engine failed on; there is no text of it.
    """

    OK = "ok"
    EMPTY = "empty"
    NOT_HTML = "not_html"
    LISTING = "listing"
    CONSENT_WALL = "consent_wall"
    PAYWALL_STUB = "paywall_stub"
    JS_SHELL = "js_shell"
    ERROR_PAGE = "error_page"
    TRUNCATED = "truncated"
    TIMEOUT = "timeout"
    CRASHED = "crashed"


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
        not part of the block's text; ``("br",)`` for a line break, whose ``text`` is a newline, or
        a space in a table row; ``math`` for LaTeX in dollar signs; ``note`` for ``[label]``.
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
    where: an XPath in HTML, ``line 3`` or ``lines 3-5`` in plain text; ``data: `` and the name of
        the data for text that no element of the page holds.
    level: the level of a heading (1 to 6), the nesting depth of a list item (from 1), else 0.
    marker: what stands before a list item, ``-`` or its number with a full stop; else empty.
    group: a number that the rows of one table, or the items of one list, have in common; else -1.
    language: the language of a code block where the page names it; else empty.
    decided: what settled whether it is kept: ``score``, ``headline`` (it is the page's title or
        repeats it), ``label`` (an option's), ``rule`` (the user's), ``unseen`` (inside a line).
    runs: the text again, cut where inline marks change; run texts concatenate to ``text``
        (images aside).
    containers: lists, tables, quotations and the like that it stands in, outermost first.
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
    decided: str = "score"
    containers: tuple[Container, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A user's own word on blocks: which ones it means, and what is to become of them.

    css, xpath: elements of an HTML page; a block is meant that is such an element or stands in
        one. phrase: words that a block holds, in HTML and in plain text; case and white space do
        not count. One of the three must be given.
    at: where the phrase stands: ``inside`` the block (the default), at its ``start`` or ``end``,
        or as the ``whole`` of it.
    label: the label that the blocks get. Without weight or verdict, blocks that get a content
        label are kept, others are removed.
    weight: log-odds that are added to the blocks' scores; above 0 speaks for keeping.
    verdict: ``keep`` or ``drop``, whatever score, headline and labels say.
    name: how reasons and errors call the rule, e.g. ``my.toml, rule 2``.

    Of several rules on one block the weights add up, the last label and verdict speak.
    Raises ValueError where the fields do not make a rule.
    """

    css: str = ""
    xpath: str = ""
    phrase: str = ""
    at: Literal["inside", "start", "end", "whole"] = "inside"
    label: Label | None = None
    weight: float | None = None
    verdict: Literal["keep", "drop"] | None = None
    name: str = "rule"

    def __post_init__(self) -> None:
        for field in ("css", "xpath", "phrase", "name"):
            if not isinstance(getattr(self, field), str):
                raise ValueError(f"{field} must be a text, not {getattr(self, field)!r}")
        if sum(bool(given.strip()) for given in (self.css, self.xpath, self.phrase)) != 1:
            raise ValueError("it needs one of css, xpath and phrase, and only one")
        if self.at not in ("inside", "start", "end", "whole"):
            raise ValueError(f"at must be inside, start, end or whole, not {self.at!r}")
        if self.at != "inside" and not self.phrase:
            raise ValueError("at goes with a phrase only")
        if self.label is None and self.weight is None and self.verdict is None:
            raise ValueError("it needs a label, a weight or a verdict")
        if self.label is not None:
            try:
                object.__setattr__(self, "label", Label(self.label))
            except ValueError:
                known = ", ".join(Label)
                raise ValueError(f"unknown label {self.label!r}; known are {known}") from None
        if self.verdict not in (None, "keep", "drop"):
            raise ValueError(f"verdict must be keep or drop, not {self.verdict!r}")
        if self.weight is not None:
            number = isinstance(self.weight, (int, float)) and not isinstance(self.weight, bool)
            if not number or not isfinite(self.weight):
                raise ValueError(f"weight must be a number of log-odds, not {self.weight!r}")

    @property
    def decides(self) -> Literal["keep", "drop"] | None:
        """The verdict, or the one that a label alone stands for; None where a weight is all."""
        if self.verdict is not None or self.weight is not None or self.label is None:
            return self.verdict
        return "keep" if self.label in CONTENT_LABELS else "drop"


#: What `Options` allow if they say nothing else: guards against runaway input, far above what
#: pages of the collections reach (5 MB, 46 elements, 17,000 blocks, 300,000 characters).
MAX_BYTES = 50_000_000
MAX_DEPTH = 500
MAX_BLOCKS = 100_000
MAX_OUTPUT = 20_000_000


@dataclass(frozen=True, slots=True)
class Options:
    """What a caller can ask for; frozen and picklable.

    strictness: 0 to 1, the dial between keeping more (0) and keeping less (1). What is kept at a
        stricter setting is always a subset of what is kept at a looser one.
    keep, drop: labels whose blocks are always kept, or always removed; drop wins. They act on
        the label a block has, whatever its score.
    rules: the user's own rules (`Rule`, `declutter.read_rules`); what they say of a block goes
        before what the options say of its label.
    second_opinion: ask readability-lxml about HTML pages that the scorecards are unsure of; needs
        the extra ``declutter[readability]``.
    images, links, tables: whether they are printed (links: as such); `Document.blocks` has all.
    encoding: the charset a transport (HTTP) has named for inputs of bytes, or None.
    max_bytes: longer inputs are cut there. A str counts as its UTF-8.
    max_depth: elements that stand deeper than about this are moved up; no text is lost.
    max_blocks: the page ends after so many blocks.
    max_output: text, Markdown, HTML and TEI end after so many characters of kept text; what
        parts and marks it is not counted. The ledger (`blocks`) goes on.
        Whoever reaches one of the four has the status `truncated`; the detail says which.
    clock: tells seconds, e.g. `time.perf_counter`, to fill `Document.timings`; changes nothing.
    """

    strictness: float = 0.5
    keep: frozenset[Label] = frozenset()
    drop: frozenset[Label] = frozenset()
    rules: tuple[Rule, ...] = ()
    encoding: str | None = None
    max_bytes: int = MAX_BYTES
    max_depth: int = MAX_DEPTH
    max_blocks: int = MAX_BLOCKS
    max_output: int = MAX_OUTPUT
    clock: Callable[[], float] | None = None
    images: bool = True
    links: bool = True
    tables: bool = True
    second_opinion: bool = False

    def __post_init__(self) -> None:
        number = isinstance(self.strictness, (int, float)) and not isinstance(self.strictness, bool)
        if not number or not 0 <= self.strictness <= 1:
            raise ValueError(f"strictness must be a number from 0 to 1, not {self.strictness!r}")
        for name in ("keep", "drop"):
            object.__setattr__(self, name, _labels(name, getattr(self, name)))
        object.__setattr__(self, "rules", _rules(self.rules))
        if self.encoding is not None and not isinstance(self.encoding, str):
            raise TypeError(f"encoding must be a str or None, not {type(self.encoding).__name__}")
        for name in ("max_bytes", "max_depth", "max_blocks", "max_output"):
            most = getattr(self, name)
            if not isinstance(most, int) or isinstance(most, bool):
                raise TypeError(f"{name} must be an int, not {type(most).__name__}")
            if most < 1:
                raise ValueError(f"{name} must be at least 1, not {most}")
        if self.clock is not None and not callable(self.clock):
            raise TypeError(f"clock must be a function or None, not {self.clock!r}")
        for name in ("images", "links", "tables", "second_opinion"):
            if not isinstance(getattr(self, name), bool):
                raise TypeError(f"{name} must be True or False, not {getattr(self, name)!r}")
        if self.second_opinion and find_spec("readability") is None:
            raise ValueError("second_opinion needs an extra: install declutter[readability]")


def _labels(name: str, values: Iterable[Label | str]) -> frozenset[Label]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise TypeError(f"{name} must be a set of labels, not {values!r}")
    try:
        return frozenset(Label(value) for value in values)
    except ValueError:
        known = ", ".join(Label)
        raise ValueError(f"{name} holds an unknown label: {values!r}; known are {known}") from None


def _rules(values: Iterable[Rule]) -> tuple[Rule, ...]:
    if isinstance(values, (str, Rule)) or not isinstance(values, Iterable):
        raise TypeError(f"rules must be a sequence of Rule, not {values!r}; see read_rules")
    rules = tuple(values)
    for rule in rules:
        if not isinstance(rule, Rule):
            raise TypeError(f"rules holds {rule!r}, which is no Rule; see read_rules")
    return rules
