"""The name of the site that a plain text is from: a short line on top, said again elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from declutter.metadata.fields import Field
from declutter.metadata.names import fold
from declutter.metadata.titles import tidy
from declutter.model import Block, Label
from declutter.patterns import pattern

#: Names are short; a longer line on top is a slogan or a menu. In words and characters.
_WORDS = 5
_LETTERS = 40
_TOP = 12
#: Confidence of a name that is said again in the page's furniture, and of a masthead alone.
_TWICE, _MASTHEAD = 0.7, 0.5
_HEADS = frozenset({Label.MASTHEAD, Label.NAV, Label.OTHER, Label.BREADCRUMB, Label.CONTROLS})
_FURNITURE = frozenset(
    {Label.NEWSLETTER, Label.AUTHOR_BOX, Label.FOOTER, Label.LEGAL, Label.BYLINE, Label.DATELINE,
     Label.MASTHEAD, Label.OTHER, Label.PAYWALL, Label.CONSENT, Label.AD}
)  # fmt: skip
#: Numbers that text browsers put before links.
_LINK = pattern(r"\[\d{1,4}\]\s?")
_NO_NAME = pattern(r"[|>›»/@#:：]|\d|\.{2}|^\W*$")
_COPYRIGHT = pattern(r"\W{0,3}(?:©|ⓒ|copyright|\(c\))[\s\d–-]{0,12}([\u3040-\u9fff]{3,30})", re.I)
#: So many signs that two names begin with are no chance.
_SHARED = 3
#: Capitalised words in a row, small ones between.
_CAPITALS = pattern(
    r"(?:(?:The|El|La|Le|Il|Die|Der|Das|De) )?[^\W\d_a-zß-ÿ][\w'’-]+(?:(?: (?:of|de|di|la|the))?"
    r" [^\W\d_a-zß-ÿ][\w'’-]+){1,4}"
)


def plain(text: str) -> str:
    """A line without the link numbers of a text browser."""
    return tidy(_LINK.sub("", text))


def site_in_text(blocks: Sequence[Block]) -> Field | None:
    """The name that a line on top and the furniture have in common, or else a masthead's."""
    title = next((i for i, b in enumerate(blocks) if b.label is Label.TITLE), len(blocks))
    furniture = [plain(b.text[:400]) for b in blocks if not b.keep and b.label in _FURNITURE]
    lines = [
        (block.label, plain(block.text))
        for block in blocks[: min(title, _TOP)]
        if block.label in _HEADS and not block.keep
    ]
    lines = [(label, line) for label, line in lines if _may_be_name(line)]
    for label, line in lines:
        again = [text for text in furniture if _says(text, line)]
        if len(again) >= (2 if label in _FURNITURE else 1):
            return Field(_spelling(line, again), "visible", _TWICE)
    owned = _owner(lines, [plain(block.text[:400]) for block in blocks if not block.keep])
    if owned:
        return Field(owned, "visible", _MASTHEAD)
    mastheads = [line for label, line in lines if label is Label.MASTHEAD]
    if mastheads and _is_spelt_as_name(mastheads[0]):
        return Field(mastheads[0], "visible", _MASTHEAD)
    above = _above_slogan(lines)
    if above:
        return Field(above, "visible", _MASTHEAD)
    return _in_furniture(furniture, fold(blocks[title].text) if title < len(blocks) else "")


def _owner(lines: Sequence[tuple[Label, str]], removed: Sequence[str]) -> str:
    """The first line on top that begins like the owner in the copyright line does.

    In scripts without spaces only, where a paper and its company share the first signs.
    """
    owners = [match[1] for text in removed if (match := _COPYRIGHT.match(text))]
    for _, line in lines[:1]:
        if any(line[:_SHARED] == owner[:_SHARED] for owner in owners):
            return line
    return ""


def _above_slogan(lines: Sequence[tuple[Label, str]]) -> str:
    """The very first line, where it is spelt as a name and the one below is a slogan."""
    if len(lines) < 2 or lines[1][0] is not Label.MASTHEAD or _is_spelt_as_name(lines[1][1]):
        return ""
    name = lines[0][1]
    return name if len(name.split()) > 1 and _is_spelt_as_name(name) else ""


def _may_be_name(line: str) -> bool:
    return len(line) <= _LETTERS and len(line.split()) <= _WORDS and not _NO_NAME.search(line)


def _says(text: str, name: str) -> bool:
    if name.isascii() or " " in name:
        return f" {fold(name)} " in f" {fold(text)} "
    return name in text


def _spelling(line: str, again: Sequence[str]) -> str:
    """The name as running text spells it, where the line on top is all in capitals."""
    if not line.isupper():
        return line
    said = re.compile(re.escape(line), re.IGNORECASE)
    found = (match.group() for text in again for match in said.finditer(text))
    return next((name for name in found if not name.isupper()), line)


def _is_spelt_as_name(line: str) -> bool:
    """Whether most words begin with a capital, in scripts that have some; a slogan's do not."""
    words = [word for word in line.split() if word[0].isalpha()]
    small = sum(word[0].islower() for word in words)
    return bool(words) and small * 2 <= len(words) - 1 + (len(words) == 1 and not small)


def _in_furniture(furniture: Sequence[str], title: str) -> Field | None:
    """Capitalised words that two lines of the furniture have in common."""
    seen: dict[str, int] = {}
    for text in furniture:
        for name in dict.fromkeys(_names(text)):
            seen[name] = seen.get(name, 0) + 1
    twice = [name for name, times in seen.items() if times > 1 and fold(name) not in title]
    return Field(max(twice, key=len), "visible", _MASTHEAD) if twice else None


def _names(text: str) -> Iterator[str]:
    for match in _CAPITALS.finditer(text):
        words = match.group().split()
        for start in range(len(words) - 1):  # "Follow The Daily Example": the first may be a verb
            yield " ".join(words[start:])
