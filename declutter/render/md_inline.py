"""Inline Markdown: escaping, links, code spans, and emphasis that a parser will see as meant.

Whether a run of asterisks opens or closes emphasis depends on the characters around it. So the
text is first laid out as tokens; then marks that would be misread are struck out; then the rest
is joined. A struck mark takes its partner with it, and no check relies on another mark staying.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import Enum
from typing import NamedTuple
from unicodedata import category

from declutter.model import Run
from declutter.patterns import pattern
from declutter.render.inline import MARKS, Form, Mark, Piece, pieces, shared

# Keys are set like code.
_MARKS: Mapping[str, str] = {**MARKS, "kbd": "code"}
_SIGNS: Mapping[str, str] = {"strong": "**", "em": "*", "del": "~~"}
# Markdown has no sign for these, but lets their elements stand.
_ELEMENTS = frozenset({"sup", "sub"})
# An underscore between letters or digits is harmless, and frequent in names. An ampersand
# matters where a character reference follows, or is cut short by the end of the text.
# A dollar sign that may end a formula is escaped, since many readers of Markdown know formulas.
_SPECIAL = pattern(r"[\\`*\[\]<~]|(?<!\s)\$|&(?=#?[0-9A-Za-z]{1,32};)|(?<![^\W_])_|_(?![^\W_])")
_BESIDE_FORMULAS = pattern(_SPECIAL.pattern.replace(r"(?<!\s)\$", r"\$"))
_REFERENCE = pattern(r"&(?=#?[0-9A-Za-z]{1,32};)")
_REFERENCE_START = pattern(r"&(?=#?[0-9A-Za-z]{0,32}\Z)")
_REFERENCE_REST = pattern(r"[#0-9A-Za-z;]")
# What defines an address at the start of a paragraph, which takes the line away: a link whose code
# or formula holds "]:", where brackets can't be escaped.
_DEFINITION = pattern(r"\[(?:[^\[\]\\]|\\.)*\]:", re.DOTALL)
_BACKTICKS = pattern(r"`+")
_ASCII_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


class _Op(Enum):
    """What a token is."""

    TEXT = 1
    CODE = 2
    LINK = 3
    OPEN = 4
    CLOSE = 5


class _Token(NamedTuple):
    """A stretch of Markdown.

    value: the Markdown itself; for code, what goes between the backticks.
    span: for marks, the number that an opening and its closing mark share.
    """

    op: _Op
    value: str
    span: int = -1


def inline_lines(runs: Iterable[Run], base_url: str | None) -> list[str]:
    """Return the runs as lines of inline Markdown, cut at forced line breaks.

    No line is empty, or begins or ends with a space or tab. What would be special at the start
    of a line only is not escaped.
    """
    found = pieces(runs, _MARKS, base_url)
    text = _inline(found)
    if _DEFINITION.match(text):
        text = _inline([_plain_in_link(piece) for piece in found])
    return [line for line in (line.strip(" \t") for line in text.split("\n")) if line]


def _inline(found: Sequence[Piece]) -> str:
    """Return the pieces as Markdown."""
    formulas = any(
        piece.form is Form.MATH
        or (piece.stack[-1:] == (("code", ""),) and "$" in piece.text)
        or any("$" in target for _, target in (*piece.stack, ("img", piece.target)))
        for piece in found
    )
    tokens = list(_tokens(found, _BESIDE_FORMULAS if formulas else _SPECIAL))
    struck = _struck(tokens)
    return _joined(token for token in tokens if token.span not in struck)


def _plain_in_link(piece: Piece) -> Piece:
    """Return a piece of a link without what keeps it from being escaped."""
    if piece.form not in (Form.TEXT, Form.MATH) or all(tag != "a" for tag, _ in piece.stack):
        return piece
    stack = tuple(mark for mark in piece.stack if mark[0] != "code")
    return piece._replace(form=Form.TEXT, stack=stack)


def fence_for(text: str, least: int) -> str:
    """Return a run of at least so many backticks, longer than any run in the text."""
    longest = max(map(len, _BACKTICKS.findall(text)), default=0)
    return "`" * max(least, longest + 1)


def _tokens(found: Sequence[Piece], special: re.Pattern[str]) -> Iterator[_Token]:
    """Yield the pieces as tokens, with marks that open and close in step.

    special: what is escaped in text.
    """
    stack: list[tuple[Mark, int]] = []
    count = 0
    followers = [piece.text for piece in found[1:]] + [""]
    for piece, follower in zip(found, followers, strict=False):
        is_code = any(tag == "code" for tag, _ in piece.stack)
        marks = piece.stack[:-1] if is_code else piece.stack
        kept = shared([mark for mark, _ in stack], marks)
        while len(stack) > kept:
            yield _close(*stack.pop())
        for mark in marks[kept:]:
            stack.append((mark, count))
            yield _open(mark, count)
            count += 1
        if is_code and piece.form is Form.TEXT:
            yield _Token(_Op.CODE, piece.text)
        else:
            yield _Token(_Op.TEXT, _source(piece, follower, special))
    while stack:
        yield _close(*stack.pop())


def _open(mark: Mark, span: int) -> _Token:
    """Return the token that opens a mark."""
    tag, _ = mark
    if tag in _ELEMENTS:
        return _Token(_Op.TEXT, f"<{tag}>")
    return _Token(_Op.LINK, "[") if tag == "a" else _Token(_Op.OPEN, _SIGNS[tag], span)


def _close(mark: Mark, span: int) -> _Token:
    """Return the token that closes a mark."""
    tag, target = mark
    if tag == "a":
        return _Token(_Op.TEXT, f"]({_destination(target)})")
    if tag in _ELEMENTS:
        return _Token(_Op.TEXT, f"</{tag}>")
    return _Token(_Op.CLOSE, _SIGNS[tag], span)


def _source(piece: Piece, follower: str, special: re.Pattern[str]) -> str:
    """Return the Markdown of a piece that is no code, given the text that follows."""
    if piece.form is Form.BREAK:
        return "\n"
    if piece.form is Form.NOTE:
        return f"[^{piece.text}]"
    if piece.form is Form.MATH:
        return piece.text
    text = special.sub(r"\\\g<0>", piece.text)
    if piece.form is Form.IMAGE:
        return f"![{text}]({_destination(piece.target)})"
    if _REFERENCE_REST.match(follower):
        return _REFERENCE_START.sub(r"\\&", text)
    return text


def _destination(target: str) -> str:
    """Return the address of a link; the link policy has dealt with all but references."""
    return "<" + _REFERENCE.sub(r"\\&", target) + ">"


def _struck(tokens: Sequence[_Token]) -> set[int]:
    """Return the numbers of the marks that a parser would not read as meant."""
    struck: set[int] = set()
    stars: set[int] = set()  # open emphasis in asterisks
    before, start = " ", 0
    while start < len(tokens):
        end = start
        while end < len(tokens) and tokens[end].span >= 0:
            end += 1
        if end > start:
            after = _edge(tokens[end], 0) if end < len(tokens) else " "
            _check(tokens[start:end], before, after, stars, struck)
            start = end
        else:
            before = _edge(tokens[start], -1)
            start += 1
    return struck


def _check(
    group: Sequence[_Token], before: str, after: str, stars: set[int], struck: set[int]
) -> None:
    """Strike out what can't stand among marks with no text between them.

    before, after: the characters on either side of the group.
    stars: marks in asterisks that are open; brought up to date.
    struck: marks struck out; brought up to date.
    """
    closing = [token for token in group if token.op is _Op.CLOSE]
    opening = [token for token in group if token.op is _Op.OPEN]
    stars.difference_update(token.span for token in closing)
    alike = len({token.value[0] for token in group}) == 1
    if not (_parts_words(after) or (alike and not _may_be_punctuation(before))):
        struck.update(token.span for token in closing)
    may_open = _parts_words(before) or (alike and not _may_be_punctuation(after))
    # A mark that could close as well would close what is open around it.
    # Where signs differ, they are one another's punctuation.
    may_close = not alike or (
        not before.isspace() and (not _is_punctuation(before) or _may_be_punctuation(after))
    )
    if closing or not may_open or (stars and may_close):
        struck.update(token.span for token in opening)
    else:
        stars.update(token.span for token in opening if token.value[0] == "*")


def _edge(token: _Token, index: int) -> str:
    """Return the first (0) or last (-1) character of what a token becomes."""
    return "`" if token.op is _Op.CODE else token.value[index]


def _parts_words(char: str) -> bool:
    """Whether the character is white space or punctuation in every version of CommonMark."""
    return char.isspace() or _is_punctuation(char)


def _is_punctuation(char: str) -> bool:
    """Whether the character is punctuation in every version of CommonMark."""
    return char in _ASCII_PUNCTUATION or category(char)[0] == "P"


def _may_be_punctuation(char: str) -> bool:
    """Whether the character is punctuation in some version: symbols have become it in 0.31."""
    return category(char)[0] in "PS"


def _joined(tokens: Iterable[_Token]) -> str:
    """Return the tokens as Markdown; neighbouring code becomes one code span."""
    out: list[str] = []
    code: list[str] = []
    for token in tokens:
        if token.op is _Op.CODE:
            code.append(token.value)
            continue
        if code:
            out.append(code_span("".join(code)))
            code = []
        if token.op is _Op.LINK and out and out[-1].endswith("!"):
            out[-1] = out[-1][:-1] + "\\!"  # else the link would be an image
        # Else a link would be a footnote.
        begins_link = bool(out) and out[-1] == "[" and token.value.startswith("^")
        out.append("\\" + token.value if begins_link else token.value)
    if code:
        out.append(code_span("".join(code)))
    return "".join(out)


def code_span(text: str) -> str:
    """Return text as a code span; a space keeps backticks at its ends apart from the fence."""
    fence = fence_for(text, 1)
    padding = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{padding}{text}{padding}{fence}"
