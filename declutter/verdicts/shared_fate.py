"""What unsure blocks share with blocks that are content: the rules that let them go together.

`declutter.verdicts.siblings` and `declutter.verdicts.beside_text` find the blocks, the weights that
they get stand here. What another rule took out speaks for none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from declutter.measure.features import Floats, Measured
from declutter.verdicts.beside_text import credits_beside, headings_above, sentences_below
from declutter.verdicts.siblings import (
    between_content,
    captions_of_content,
    code_of_content,
    headings_of_content,
    items_of_content,
    rows_of_content,
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

#: A row goes with its table, an item with its list: .0006 on documentation out of fold, on forums
#: and collections .0002 less, in all nothing.
PART: Final = 2.0

#: Captions go with what stands around them. The collections count half of them as content; by
#: the label guide they are. Out of fold this costs 0.0006 on wcxb-dev, 0.0025 on multilingual-dev.
CAPTION: Final = 2.0

#: A sentence below a text's paragraph goes on with it: out of fold recall .0014 for .0008 of
#: precision on every third page as html_text flattens it.
GOES_ON: Final = 2.0
#: Credits as captions next to a plain text's paragraphs: F1 -.0001.
CREDIT: Final = 3.0
#: A short line above a text's paragraph heads it: F1 .0002, documentation .0013, services .002.
HEADS_TEXT: Final = 2.0


#: What finds the blocks, and its word on them; the first that finds a block has it.
_RULES: Final[tuple[tuple[Callable[[Measured, Floats], list[int]], Verdict], ...]] = (
    (
        siblings_of_content,
        Verdict("sibling", SIBLING, "a paragraph marked up like one that is content"),
    ),
    (code_of_content, Verdict("listing", LISTING, "code between blocks of the main content")),
    (
        between_content,
        Verdict("between", BETWEEN, "between blocks of the main content of a short page"),
    ),
    (headings_of_content, Verdict("heading", HEADS, "right above a block of the main content")),
    (terms_of_content, Verdict("term", TERM, "whose definition is main content")),
    (rows_of_content, Verdict("row", PART, "in a table most of which is main content")),
    (items_of_content, Verdict("item", PART, "in a list most of which is main content")),
    (captions_of_content, Verdict("caption", CAPTION, "between blocks of the main content")),
    (credits_beside, Verdict("caption", CREDIT, "next to a block of the main content")),
    (sentences_below, Verdict("goes on", GOES_ON, "a sentence right below the main content")),
    (headings_above, Verdict("heading", HEADS_TEXT, "right above a block of the main content")),
)


def shared_fate(measured: Measured, score: Floats) -> dict[int, Verdict]:
    """Leaf index -> what the first rule that finds the leaf says of it.

    score: without the blocks that a rule has taken out.
    """
    found: dict[int, Verdict] = {}
    for blocks, verdict in _RULES:
        for leaf in blocks(measured, score):
            found.setdefault(leaf, verdict)
    return found
