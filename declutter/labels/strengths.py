"""The hand-set strengths that labels are named by, all in one unit.

Most were last moved up or down by a half, one at a time, where that named more words of half 0 of
the labelled pages and of the fixtures; half 1 is the check (`benchmarks labels`).

A strength says how much one sign speaks for one label; `declutter.labels.naming` adds them up and
`declutter.labels.context` adds what surrounds a block. A new sign is a new entry here.
"""

from __future__ import annotations

from typing import Final

from declutter.model import Label
from declutter.rules.shapes import Shape

#: What a text says as a whole outweighs where it stands.
WHOLE_PHRASE: Final = 3.4
START_PHRASE: Final = 1.7
INSIDE_PHRASE: Final = 2.0
#: Labels whose phrases also stand in menus and footers as links: strengths are multiplied.
VAGUE_PHRASES: Final[dict[Label, float]] = {
    Label.NAV: 0.6,
    Label.FOOTER: 0.75,
    Label.LEGAL: 0.75,
    Label.CONTROLS: 0.65,
    Label.SHARE: 0.7,
    Label.PAGINATION: 0.4,
    Label.TAGS: 0.9,
    Label.TRENDING: 0.8,
    Label.RELATED: 0.8,
    Label.BYLINE: 0.8,
}
#: For each of several phrases in a row, by the root of the row's words; rows of up to so many.
PHRASE_ROW: Final = 1.2
MOST_ROW: Final = 24
OPENING: Final = 0.8  # more for the one that opens the text
#: Words of a text, neither content nor a link, that `rules.cues` are looked for in.
MOST_CUED: Final = 80
UNDER_HEADING: Final = 2.0
#: What a word in the attributes of a container says: of the one that holds the block, of the
#: next, of the two after that, of any further up.
ATTRIBUTES: Final[dict[Label, tuple[float, float, float, float]]] = {
    Label.KICKER: (1.6, 0.5, 0.0, 0.0),
    Label.BYLINE: (2.0, 1.5, 1.0, 0.0),
    Label.DATELINE: (1.3, 0.5, 0.0, 0.0),
    Label.TAGS: (1.2, 0.5, 0.1, 0.0),
    Label.NAV: (1.6, 1.3, 0.9, 0.7),
    Label.BREADCRUMB: (3.0, 2.8, 0.3, 0.0),
    Label.MASTHEAD: (2.5, 1.5, 0.0, 0.0),
    Label.WEATHER: (2.0, 1.5, 0.5, 0.0),
    Label.TICKER: (1.3, 0.7, 0.3, 0.0),
    Label.SHARE: (0.8, 0.45, 0.2, 0.0),
    Label.AUTHOR_BOX: (3.0, 2.6, 1.2, 0.5),
    Label.RELATED: (1.2, 1.8, 1.8, 1.6),
    Label.TRENDING: (1.6, 1.4, 1.6, 1.0),
    Label.NEWSLETTER: (2.2, 2.4, 1.8, 1.0),
    Label.COMMENTS: (3.3, 3.6, 2.4, 1.8),
    Label.AD: (0.9, 0.8, 0.6, 0.4),
    Label.CONSENT: (1.6, 1.2, 1.2, 0.8),
    Label.PAYWALL: (2.0, 1.8, 1.4, 0.8),
    Label.TOC: (1.8, 1.2, 1.0, 1.0),
    Label.PAGINATION: (0.8, 0.65, 0.2, 0.0),
    Label.FOOTER: (1.3, 1.5, 1.7, 1.7),
    Label.LEGAL: (2.2, 0.9, 0.3, 0.0),
    Label.CONTROLS: (1.3, 0.75, 0.6, 0.3),
    Label.HIDDEN: (0.2, 0.1, 0.0, 0.0),
}
#: Labels of small parts: what blocks of more words than this have of them counts for little.
SHORT: Final[dict[Label, int]] = {
    Label.KICKER: 8, Label.BYLINE: 20, Label.DATELINE: 20, Label.MASTHEAD: 14,
    Label.BREADCRUMB: 30, Label.WEATHER: 12, Label.TICKER: 40, Label.SHARE: 16,
    Label.PAGINATION: 14, Label.CONTROLS: 30, Label.NAV: 40,
}  # fmt: skip
TOO_LONG: Final = 0.2
#: A container of more words than this is none of these parts, whatever its attributes say.
ROOM: Final[dict[Label, int]] = {
    Label.KICKER: 20, Label.BYLINE: 60, Label.DATELINE: 60, Label.TAGS: 200, Label.MASTHEAD: 60,
    Label.BREADCRUMB: 60, Label.WEATHER: 60, Label.TICKER: 150, Label.SHARE: 80,
    Label.NEWSLETTER: 180, Label.AUTHOR_BOX: 300, Label.CONSENT: 500, Label.PAYWALL: 300,
    Label.TOC: 900, Label.PAGINATION: 80, Label.LEGAL: 500, Label.CONTROLS: 200, Label.AD: 400,
}  # fmt: skip
#: A container of more than this share of the page's blocks names no part but comments.
MOST_OF_PAGE: Final = 0.6
TAGS: Final[dict[str, tuple[Label, float]]] = {
    "nav": (Label.NAV, 1.8),
    "header": (Label.NAV, 0.6),
    "footer": (Label.FOOTER, 1.9),
    "form": (Label.CONTROLS, 0.75),
    "select": (Label.CONTROLS, 1.2),
}
SHAPES: Final[dict[Shape, tuple[Label, float]]] = {
    Shape.TEMPERATURE: (Label.WEATHER, 2.5),
    Shape.DATE: (Label.DATELINE, 1.2),
    Shape.TIME: (Label.DATELINE, 0.8),
    Shape.AGO: (Label.DATELINE, 1.3),
    Shape.READ_TIME: (Label.DATELINE, 2.0),
    Shape.COPYRIGHT: (Label.LEGAL, 4.0),
    Shape.BY: (Label.BYLINE, 1.8),
    Shape.MARKET: (Label.TICKER, 2.5),
    Shape.CUT_OFF: (Label.RELATED, 0.5),
    Shape.ADDRESS: (Label.FOOTER, 0.8),
}
HIDDEN: Final = 1.2
BUTTON: Final = 1.2
#: What places say.
PLACES: Final[dict[str, float]] = {
    "link": 0.7,  # nav: any block that is a link
    "short link": 0.6,  # nav: of up to six words, before the end of the content
    "link above": 0.5,  # nav: above the headline
    "lone link": 1.0,  # controls: a link of few words in a box of other text
    "story link": 1.2,  # related or trending: among links of many words each
    "last blocks": 1.2,  # footer: short blocks, growing to the end of the page
    "loose prose": 0.9,  # ad: text that no menu holds and nothing names
    "small print": 4.0,  # legal: text, not links, that claims rights
    "trail": 5.0,  # breadcrumb: what follows "Home" just above the headline
    "site name": 4.0,  # masthead: a short block at the top that the page's title ends with
    "plain line": 0.5,  # nav: short lines above the headline that say nothing known
    "kicker": 1.6,  # kicker: a word or two right above the headline
    "tag row": 1.5,  # tags: a line of short links just below the text, in its element
    "name": 2.0,  # byline: two or more capitalised words just below the headline
    "poster": 6.0,  # byline: beside a forum's post
    "who and when": 6.0,  # byline: a line with a date that names an author
    "bare address": 5.0,  # other: the address of a link and nothing else
    "many names": 0.5,  # nav: such a line with a capital on most words
    "slogan": 1.0,  # masthead: such a line that reads like a phrase
    "degrees": 3.0,  # weather: degrees in a short line outside the content
    "strip": 3.0,  # ticker: several quotes, or news parted by "+++"
    "today": 4.5,  # weather: a date well above the headline
    "weather strip": 4.5,  # plain text: a place or a date just below a temperature
    "line on top": 1.0,  # plain text: a line over the headline that nothing else names
    "link target": 1.5,  # share, tags, pagination: by where a link of few words leads to
    "arrow": 3.0,  # related: a title behind or before an arrow
    "loose line": 1.5,  # ad: a sentence above the headline that no menu holds
    "same link": 3.0,  # controls: a link of words that other links of the page have too
    "jump": 3.0,  # toc: in a box of links to the page's own parts
    "member": 0.1,  # more than its own label, for a part of a card or form
    "adjacent": 3.5,  # related: the posts before and after, by the names of their boxes
    "page number": 3.0,  # pagination: a number beside a page link
    "asking box": 1.5,  # newsletter: around a field for the reader's address
    "sentences": 4.5,  # legal: sentences in a footer
    "unseen line": 0.9,  # hidden: all of a line's inline elements are
    "says what it does": 1.0,  # what texts say that keep their labels though they are hidden
    "unseen note": 4.0,  # hidden: by style and by name, or never shown, and not a link
    "unseen heading": 4.0,  # hidden: for screen readers, names what others see by its look
}
#: What multiplies evidence that its place makes doubtful.
DOUBTS: Final[dict[str, float]] = {
    "inner footer": 0.25,  # a footer element inside an article
    "early footer": 0.25,  # a footer by element or class with content behind it
    "inner header": 0.6,  # a header element inside an article
    "late masthead": 0.3,  # a logo below the headline
    "text above": 0.7,  # nav: text, not links, above the headline
    "long text": 0.4,  # nav: text, not links, of a dozen words outside menus
    "long link": 0.7,  # nav: links of many words below the headline
    "field": 0.5,  # controls in a form that something else names
    "named footer": 0.6,  # footer: a sign-up box or comment form down there
    "jumps": 0.3,  # nav: links to the page's own parts under a heading or class that says so
    "card": 0.5,  # dates and names in comments and teasers
}
