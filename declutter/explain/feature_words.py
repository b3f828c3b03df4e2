"""What each feature of the scorecards says of a block, in words that a reader of the page knows.

One row, one feature or one family of them (``box 1 words``, ``box 2 words``, …). Read by whoever
explains: the scorecards know features by name and value only.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from math import expm1
from typing import Final, NamedTuple

from declutter.labels.words import GROUP_WORDS, label_noun


class Theme(str, Enum):
    """What a reason is about; reports add reasons up by it."""

    TEXT = "what it says"
    FORM = "its form"
    LINKS = "links in it"
    MARKUP = "the elements around it"
    PLACE = "its place on the page"
    NEIGHBOURS = "what stands beside it"
    ALIKE = "blocks that look like it"
    FIRST = "how it scored by itself"
    PAGE = "the page as a whole"
    RULE = "rules"


#: How features say "there is none" in a distance, and in a score of neighbours.
_FAR: Final = 99.0
_NONE: Final = -1.0


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == round(value) or abs(value) >= 100 else f"{value:.2g}"


def _share(value: float) -> str:
    return f"{100 * value:.0f} %"


def _score(value: float) -> str:
    return f"{value:.2f}"


def _word_count(value: float) -> str:
    return _number(round(expm1(min(value, 20.0))))


def _steps(value: float) -> str:
    """The number of elements from a block up to the one that is spoken of."""
    return "itself" if value < 1 else "1 level up" if value < 2 else f"{value:.0f} levels up"


def _levels(value: float) -> str:
    return f"{value:.0f} level{'s' if value != 1 else ''}"


def _strength(value: float) -> str:
    return "is, as a whole," if value >= 3 else "begins with" if value >= 2 else "holds"


def _away(value: float) -> str:
    """Blocks after (above 0) or before something."""
    if value == 0:
        return "right at"
    return f"{_number(abs(value))} {'after' if value > 0 else 'before'}"


class Row(NamedTuple):
    """A family of features in words.

    pattern: matches the whole name of a feature; its groups are nouns or numbers of levels.
    words: what a value says; ``{n}`` is the value as ``show`` writes it, ``{0}``, ``{1}`` are the
        pattern's groups.
    none: what the value ``at`` says, where it means that there is no such thing.
    """

    pattern: str
    theme: Theme
    show: Callable[[float], str]
    words: str
    none: str = ""
    at: float = 0.0


_T = Theme
ROWS: Final = (
    # its own text
    Row("words", _T.TEXT, _number, "it is {n} words long"),
    Row("stopword share", _T.TEXT, _share, "{n} of its words are little ones like “the” and “of”"),
    Row("stopwords", _T.TEXT, _number, "it has {n} little words like “the” and “of”"),
    Row("capital share", _T.TEXT, _share, "{n} of its words begin with a capital"),
    Row("digit share", _T.TEXT, _share, "{n} of its characters are digits", "it has no digits"),
    Row("comma share", _T.TEXT, _score, "it has {n} commas a word", "it has no commas"),
    Row("commas", _T.TEXT, _number, "commas in it: {n}", "it has no commas"),
    Row("sentences", _T.TEXT, _number, "ends of sentences in it: {n}", "no sentence ends in it"),
    Row("ends like a sentence", _T.TEXT, _number, "it ends like a sentence",
        "it does not end like a sentence"),
    Row("word length", _T.TEXT, _number, "its words have {n} characters on average"),
    Row("title overlap", _T.TEXT, _share, "it shares {n} of its words with the page's title",
        "it shares no words with the page's title"),
    Row("copies", _T.TEXT, _number, "the same text stands {n} times on the page",
        "its text stands only once on the page", 1.0),
    Row(r"shape (\w+)", _T.TEXT, _number, "it looks like {0}", "it does not look like {0}"),
    Row(r"phrase (\w+)", _T.TEXT, _strength, "it {n} a phrase of {0}", "no phrase of {0} in it"),
    Row("lexicon (mean|sum|highest|lowest)", _T.TEXT, _score,
        "its words stand in the content of other sites ({0}, log-odds: {n})",
        "the lexicon knows none of its words"),
    Row("same but numbers", _T.TEXT, _number, "lines that are the same but for numbers: {n}",
        "no other line is the same but for numbers", 1.0),
    Row("same first words?", _T.TEXT, _number, "lines that begin like it: {n}",
        "no other line begins like it", 1.0),
    Row("sign share", _T.TEXT, _share, "{n} of its characters are signs", "no signs in it"),
    Row("address", _T.TEXT, _number, "there is an address in it", "no address in it"),
    Row("topic shared", _T.TEXT, _share, "{n} of its longer words stand in other lines too",
        "it has no longer words", _NONE),
    Row("topic in prose", _T.TEXT, _share, "{n} of its longer words stand in other paragraphs",
        "it has no longer words", _NONE),
    Row("topic depth", _T.TEXT, _share, "its longer words stand in {n} of the other paragraphs",
        "no other paragraph has its longer words"),
    # its form
    Row("lines", _T.FORM, _number, "lines in it: {n}"),
    Row("cells", _T.FORM, _number, "table cells in it: {n}", "it is no row of a table"),
    Row("button share", _T.FORM, _share, "{n} of it is buttons", "no buttons in it"),
    Row("heading level", _T.FORM, _number, "it is a heading of level {n}", "it is no heading"),
    Row("list depth", _T.FORM, _number, "it is an item of a list, at depth {n}",
        "it is no item of a list"),
    Row(r"is (list item|quote|code|table|caption)", _T.FORM, _number, "it is a {0}",
        "it is no {0}"),
    # links
    Row("link density", _T.LINKS, _share, "{n} of its text is links", "no links in it"),
    Row("links", _T.LINKS, _number, "links in it: {n}", "no links in it"),
    # elements around it
    Row(r"in ([\w-]+)", _T.MARKUP, _steps, "class or id words for {0}: {n}",
        "nothing around it has class or id words for {0}", _FAR),
    Row(r"tag (\w+)", _T.MARKUP, _steps, "inside an element for {0}: {n}",
        "not inside an element for {0}", _FAR),
    Row("hidden", _T.MARKUP, _number, "its element is hidden", "its element is not hidden"),
    Row("depth", _T.MARKUP, _number, "it stands in {n} parts, one inside the other"),
    Row(r"box (\d) words", _T.MARKUP, _number, "{0} has {n} words"),
    Row(r"box (\d) text share", _T.MARKUP, _share, "{0} has {n} of the page's words"),
    Row(r"box (\d) link density", _T.MARKUP, _share, "{n} of the text in {0} is links",
        "no links in {0}"),
    Row(r"box (\d) prose share", _T.MARKUP, _share, "{n} of the words in {0} are in paragraphs",
        "no paragraphs in {0}"),
    Row(r"box (\d) page prose", _T.MARKUP, _share, "{0} has {n} of the page's paragraph text",
        "{0} has none of the page's paragraph text"),
    Row(r"box (\d) mean words", _T.MARKUP, _number, "blocks in {0} have {n} words on average"),
    Row(r"box (\d) blocks", _T.MARKUP, _number, "blocks in {0}: {n}"),
    Row(r"box (\d) position", _T.MARKUP, _share, "it stands {n} of the way through {0}",
        "it comes first in {0}"),
    Row(r"box (\d) headings", _T.MARKUP, _share, "{n} of the blocks in {0} are headings",
        "no headings in {0}"),
    Row(r"levels below main (\d+)", _T.MARKUP, _levels,
        "it is {n} inside the part with {0} % of the page's paragraph text",
        "it is outside the part with {0} % of the page's paragraph text", _FAR),
    # its place on the page
    Row(r"blocks after main (\d+)", _T.PLACE, _number,
        "it comes {n} blocks after the part with {0} % of the page's paragraph text",
        "it does not come after the part with {0} % of the page's paragraph text"),
    Row(r"blocks before main (\d+)", _T.PLACE, _number,
        "it comes {n} blocks before the part with {0} % of the page's paragraph text",
        "it does not come before the part with {0} % of the page's paragraph text"),
    Row(r"main (\d+) share", _T.PAGE, _share,
        "the part with {0} % of the page's paragraph text has {n} of its blocks"),
    Row("blocks before", _T.PLACE, _number, "blocks before it: {n}", "it is the first block"),
    Row("blocks after", _T.PLACE, _number, "blocks after it: {n}", "it is the last block"),
    Row("position", _T.PLACE, _share, "it stands {n} of the way down the page",
        "it is the first block"),
    Row("text before", _T.PLACE, _share, "{n} of the page's words come before it",
        "no words come before it"),
    Row("blocks from headline", _T.PLACE, _away, "blocks from the headline: {n}",
        "it may be the headline"),
    Row("words from headline", _T.PLACE, _away, "words from the headline: {n}",
        "it stands at the headline"),
    Row("blocks from longest", _T.PLACE, _away, "blocks from the longest paragraph: {n}",
        "it is the longest paragraph"),
    Row("prose before", _T.PLACE, _share, "{n} of the page's paragraphs come before it or are it",
        "no paragraphs come before it"),
    Row("kept before", _T.PLACE, _share, "{n} of what looks like content comes before it",
        "nothing that looks like content comes before it"),
    Row("from first sure", _T.PLACE, _away, "blocks from the first sure content: {n}",
        "no block is surely content", _FAR),
    Row("from last sure", _T.PLACE, _away, "blocks from the last sure content: {n}",
        "no block is surely content", _FAR),
    # what stands beside it
    Row("to nearest sure", _T.NEIGHBOURS, _number, "blocks to the nearest sure content: {n}",
        "no block is surely content", _FAR),
    Row("blocks since prose", _T.NEIGHBOURS, _number, "blocks since the last paragraph: {n}",
        "no paragraph comes before it", _FAR),
    Row("blocks to prose", _T.NEIGHBOURS, _number, "blocks to the next paragraph: {n}",
        "no paragraph comes after it", _FAR),
    Row("blocks since heading", _T.NEIGHBOURS, _number, "blocks since the last heading: {n}",
        "no heading comes before it", _FAR),
    Row("words since named line", _T.NEIGHBOURS, _number,
        "words since the last heading or line that names a part: {n}",
        "no heading or line that names a part comes before it", _FAR),
    Row("level above", _T.NEIGHBOURS, _number, "the heading above it is of level {n}",
        "no heading is above it"),
    Row(r"under (\w+)", _T.NEIGHBOURS, _number, "the line above it announces {0}",
        "the line above it does not announce {0}"),
    Row(r"words at ([+-]\d)", _T.NEIGHBOURS, _word_count, "{0} has {n} words",
        "nothing stands there: {0}", _NONE),
    Row(r"link density at ([+-]\d)", _T.NEIGHBOURS, _share, "{n} of {0} is links",
        "nothing stands there: {0}", _NONE),
    Row(r"stopword share at ([+-]\d)", _T.NEIGHBOURS, _share,
        "{n} of the words of {0} are little ones", "nothing stands there: {0}", _NONE),
    Row(r"heading at ([+-]\d)", _T.NEIGHBOURS, _number, "{0} is a heading", "{0} is no heading"),
    Row(r"ends at ([+-]\d)", _T.NEIGHBOURS, _number, "{0} ends like a sentence",
        "{0} does not end like a sentence"),
    Row(r"prose within (\d+)", _T.NEIGHBOURS, _share,
        "{n} of the blocks up to {0} away are paragraphs", "no paragraph within {0} blocks"),
    Row(r"prose in (\d+) before", _T.NEIGHBOURS, _share,
        "{n} of the {0} blocks before it are paragraphs", "no paragraph in the {0} blocks before"),
    Row(r"words within (\d+)", _T.NEIGHBOURS, _word_count,
        "blocks up to {0} away have {n} words, typically"),
    Row(r"words in (\d+) before", _T.NEIGHBOURS, _word_count,
        "the {0} blocks before it have {n} words, typically"),
    Row(r"link density within (\d+)", _T.NEIGHBOURS, _share,
        "{n} of the text up to {0} blocks away is links", "no links up to {0} blocks away"),
    Row(r"score 1 (before|after)", _T.NEIGHBOURS, _score, "the block {0} it scored {n} by itself",
        "nothing comes {0} it", _NONE),
    Row(r"score (\d+) before", _T.NEIGHBOURS, _score,
        "the {0} blocks before it scored {n} by themselves", "nothing comes before it", _NONE),
    Row(r"score (\d+) after", _T.NEIGHBOURS, _score,
        "the {0} blocks after it scored {n} by themselves", "nothing comes after it", _NONE),
    # blocks that look like it
    Row(r"alike (\d) count", _T.ALIKE, _number, "blocks marked up like it ({0}): {n}",
        "no other block is marked up like it ({0})", 1.0),
    Row(r"alike (\d) words", _T.ALIKE, _number,
        "blocks marked up like it ({0}) have {n} words on average"),
    Row(r"alike (\d) spread", _T.ALIKE, _number,
        "blocks marked up like it ({0}) differ in length by {n} words",
        "blocks marked up like it ({0}) are all of one length"),
    Row(r"alike (\d) links", _T.ALIKE, _share,
        "{n} of the blocks marked up like it ({0}) is links",
        "blocks marked up like it ({0}) have no links"),
    Row(r"alike (\d) prose", _T.ALIKE, _share,
        "{n} of the blocks marked up like it ({0}) are paragraphs",
        "no block marked up like it ({0}) is a paragraph"),
    Row(r"alike (\d) score", _T.ALIKE, _score,
        "blocks marked up like it ({0}) scored {n} by themselves"),
    Row(r"alike (\d) others", _T.ALIKE, _score,
        "the other blocks marked up like it ({0}) scored {n} by themselves",
        "no other block is marked up like it ({0})", _NONE),
    # the first pass
    Row("first score", _T.FIRST, _score, "by itself, before its surroundings, it scored {n}"),
    Row(r"box (\d) score", _T.MARKUP, _score, "what stands in {0} scored {n} by itself"),
    Row(r"box (\d) others", _T.MARKUP, _score, "the rest of {0} scored {n} by itself"),
    Row(r"box (\d) kept", _T.MARKUP, _share,
        "{0} has {n} of what looks like content on the page"),
    Row("rank", _T.FIRST, _share, "the blocks that scored as well or better hold {n} of the words"),
    Row("over cut", _T.FIRST, "{:+.2f}".format, "by itself it scored {n} against the page's cut"),
    Row(r"lexicon in (\d+) (before|after)", _T.NEIGHBOURS, _score,
        "words of the {0} lines {1} it stand in the content of other sites (log-odds: {n})",
        "the lexicon knows none of the words {1} it"),
    Row("blank (above|below)", _T.NEIGHBOURS, _number, "blank lines {0} it: {n}",
        "no blank line {0} it"),
    Row("group lines", _T.NEIGHBOURS, _number, "lines between the blank lines around it: {n}"),
    Row("group words", _T.NEIGHBOURS, _number, "words between the blank lines around it: {n}"),
    Row("group prose", _T.NEIGHBOURS, _share,
        "{n} of the words between the blank lines around it are in paragraphs",
        "no paragraph between the blank lines around it"),
    Row("group to end", _T.NEIGHBOURS, _number, "lines from it to the next blank line: {n}",
        "a blank line follows it"),
    Row("group (above|below) words", _T.NEIGHBOURS, _number,
        "lines of the group {0} have {n} words on average", "nothing stands {0}", _NONE),
    Row("group (above|below) prose", _T.NEIGHBOURS, _share,
        "{n} of the words of the group {0} are in paragraphs", "nothing stands {0}", _NONE),
    # the whole page
    Row("page words", _T.PAGE, _number, "the page has {n} words"),
    Row("page blocks", _T.PAGE, _number, "the page has {n} blocks"),
    Row("page prose", _T.PAGE, _number, "the page has {n} words in paragraphs",
        "the page has no paragraphs"),
    Row("page prose share", _T.PAGE, _share, "{n} of the page's words are in paragraphs"),
    Row("page link share", _T.PAGE, _share, "{n} of the page's text is links"),
    Row("page headings", _T.PAGE, _share, "{n} of the page's blocks are headings"),
    Row("page prices", _T.PAGE, _share, "{n} of the page's blocks are prices",
        "the page has no prices"),
    Row("page dates", _T.PAGE, _share, "{n} of the page's blocks are dates",
        "the page has no dates"),
    Row("page code", _T.PAGE, _share, "{n} of the page's blocks are code", "the page has no code"),
    Row("page longest", _T.PAGE, _number, "the page's longest block has {n} words"),
    Row("page prose blocks", _T.PAGE, _number, "the page has {n} paragraphs",
        "the page has no paragraphs"),
    Row("lexicon page", _T.PAGE, _score,
        "the page's words stand in the content of other sites (log-odds: {n})",
        "the lexicon knows none of the page's words"),
    Row("page blanks", _T.PAGE, _share, "{n} of the page's lines have a blank one above"),
    Row("page group lines", _T.PAGE, _number, "groups of the page have {n} lines on average"),
    Row("page kept words", _T.PAGE, _number, "about {n} words of the page look like content"),
    Row("page score", _T.PAGE, _share, "{n} of the page looks like content"),
    Row("page unsure", _T.PAGE, _score, "how unsure the page is as a whole: {n}"),
    Row("page highest", _T.PAGE, _score, "the page's best block scored {n} by itself"),
    Row("page cut", _T.PAGE, _score, "the page's cut would stand at {n}"),
    Row("page expected f1", _T.PAGE, _score, "how well the page can be told apart: {n}"),
)  # fmt: skip

_TAG_WORDS: Final = {
    "nav": "menus (nav)", "header": "headers (header)", "footer": "footers (footer)",
    "aside": "asides (aside)", "main": "the main part (main)", "article": "articles (article)",
    "section": "sections (section)", "list": "lists (ul, ol)", "table": "tables (table)",
    "form": "forms (form)", "figure": "figures (figure)", "quote": "quotes (blockquote)",
    "item": "list items (li)", "p": "paragraphs (p)", "select": "choices (select, textarea)",
    "definition": "definitions (dl)",
}  # fmt: skip
SHAPE_WORDS: Final = {
    "temperature": "a temperature", "date": "a date", "time": "a time of day",
    "ago": "a time ago", "price": "a price", "copyright": "a copyright line",
    "cut_off": "a text that is cut off", "address": "an address", "number": "a bare number",
    "by": "a line that names an author", "separated": "words parted by bars or arrows",
    "market": "a market's figures", "count": "a count", "read_time": "a reading time",
    "rank": "a rank in a list", "quoted": "a quotation",
}  # fmt: skip
_ALIKE_WORDS: Final = {
    "1": "same element", "2": "same element and parent", "4": "same element and three around it",
}  # fmt: skip


def _group(pattern: str, word: str) -> str:
    """A group of a feature's name in words."""
    if pattern.startswith("box"):
        if word == "0":
            return "its own element"
        return "the part around it" if word == "1" else f"the part {word} levels around it"
    if pattern.startswith("tag"):
        return _TAG_WORDS.get(word, word)
    if pattern.startswith("shape"):
        return SHAPE_WORDS.get(word, word)
    if pattern.startswith("alike"):
        return _ALIKE_WORDS.get(word, word)
    if word[0] in "+-":
        side = "after" if word[0] == "+" else "before"
        return f"the block {side} it" if word[1:] == "1" else f"the block {word[1:]} {side} it"
    if pattern.startswith("in "):
        return label_noun(word)
    return GROUP_WORDS.get(word, word)


@lru_cache(maxsize=1024)
def _row_of(feature: str) -> tuple[Row, tuple[str, ...]] | None:
    for row in ROWS:
        if found := re.fullmatch(row.pattern, feature):
            return row, tuple(_group(row.pattern, word) for word in found.groups())
    return None


def is_known(feature: str) -> bool:
    """Whether a row says what the feature is."""
    return _row_of(feature) is not None


def in_words(feature: str, value: float) -> str:
    """What a feature's value says of its block; name and number where no row knows it."""
    found = _row_of(feature)
    if found is None:
        return f"{feature}: {value:.3g}"
    row, groups = found
    if row.none and abs(value - row.at) < 1e-6:
        return row.none.format(*groups)
    return row.words.format(*groups, n=row.show(value))


def theme_of(feature: str) -> Theme:
    """What a reason is about; whatever is no feature is a rule."""
    found = _row_of(feature)
    return found[0].theme if found else Theme.RULE
