"""The text of pages whose elements hold none: JSON-LD, the state of a framework, ``<noscript>``.

Asked only where next to nothing is left of a page. What is found becomes leaves behind the page's
own, so that it is scored, labelled and written like any other text; each leaf names its source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from itertools import islice
from typing import Any, Final, NamedTuple

from lxml import etree

from declutter.metadata.jsonld import load, read_linked
from declutter.page import NOSCRIPT, Page
from declutter.patterns import pattern
from declutter.segment.html import segment_html
from declutter.source.parse import parse
from declutter.verdicts.script_notes import in_noscript, script_notes

#: Words from which on an embedded text is one, not a description.
ENOUGH: Final = 40
#: Bounds on hostile pages: scripts, characters of one and of all, values of a state, their depth.
MAX_SCRIPTS: Final = 200
MAX_SCRIPT: Final = 3_000_000
MAX_CHARS: Final = 6_000_000
MAX_VALUES: Final = 200_000
MAX_DEPTH: Final = 60
#: Characters of a string that may be a paragraph.
_PARAGRAPH: Final = 60
_STATES: Final = pattern(
    r"(?:window|self|globalThis)?\.?(__[A-Z][A-Z0-9_]{2,40}__|__(?:preloaded|initial|apollo|remix)\w{0,30}|"
    r"[A-Z_]{3,20}_STATE)\s{0,4}=\s{0,4}"
)
_PUSHED: Final = pattern(r"\.push\(\s{0,4}(?=\[)")
_MARKUP: Final = pattern(r"<(?:p|div|h[1-6]|ul|br|section|article)[\s>/]", re.IGNORECASE)
_PROSE: Final = pattern(r"[^\W\d_]{2,}\W+[^\W\d_]{2,}\W+[^\W\d_]{2,}")
_NOT_PROSE: Final = pattern(r"^(?:https?:|data:|/|[\w-]+/[\w-]+$|function\b|[.#@{<]?[\w-]+\s*\{)")
_NUMBERED: Final = pattern(r"[^A-Za-z_].*", re.DOTALL)
_NOT_TEXT_KEYS: Final = pattern(
    r"css|style|svg|script|policy|consent|cookie|legal|disclaimer|translation|i18n|locale|query|"
    r"seo|meta|alt|caption|tooltip|error|comment|related",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """An embedded text as HTML, and where it stood."""

    html: str
    source: str
    words: int


def append_embedded(page: Page, root: etree._Element, max_blocks: int) -> str:
    """Put the longest text that the page's data holds behind its leaves; returns its source.

    max_blocks: how many leaves the page may come to. Returns an empty string, and changes
    nothing, where there is none.
    """
    best = max(_texts(root), key=lambda found: found.words, default=None)
    words = best.words if best is not None else 0
    notes = set(script_notes(page))
    unseen = [leaf for i, leaf in in_noscript(page) if i not in notes]
    if sum(len(leaf.text.split()) for leaf in unseen) >= max(words, ENOUGH):
        for leaf in unseen:
            leaf.source = NOSCRIPT
        return NOSCRIPT
    tree = parse(best.html) if best is not None and words >= ENOUGH else None
    if best is None or tree is None:
        return ""
    _append(page, segment_html(tree, max_blocks=max_blocks - len(page.leaves)), best.source)
    return best.source


def _append(page: Page, more: Page, source: str) -> None:
    """Hang the frames and leaves of another page under this one's root."""
    frames, own = page.frames, more.frames
    shift, behind = len(frames.parent), len(page.leaves)
    frames.parent += [parent + shift if parent >= 0 else 0 for parent in own.parent]
    frames.tag += own.tag
    frames.name += own.name
    frames.mask += own.mask
    frames.hidden += own.hidden
    frames.first += [first + behind for first in own.first]
    frames.last += [last + behind for last in own.last]
    for leaf in more.leaves:
        leaf.frame += shift
        leaf.group += shift if leaf.group >= 0 else 0
        leaf.where = leaf.source = source
    page.leaves += more.leaves
    page.full = page.full or more.full
    page.images += [(at + behind, src, alt, frame + shift) for at, src, alt, frame in more.images]
    frames.last[0] = len(page.leaves)


def _texts(root: etree._Element) -> Iterator[Found]:
    """Every text that the page's scripts hold."""
    scripts: list[str] = []
    left = MAX_CHARS
    for element in islice(root.iter("script"), MAX_SCRIPTS):
        text = (element.text or "")[: min(MAX_SCRIPT, left)]
        left -= len(text)
        kind = (element.get("type") or "").lower()
        if "ld+json" in kind:
            scripts.append(text)
        elif "json" in kind:
            name = element.get("id") or "application/json"
            yield from _of_state(load(text), name)
        elif kind in ("", "text/javascript", "module"):
            yield from _of_code(text)
    for node in read_linked(scripts).articles:
        body = node.get("articleBody") or node.get("text")
        if isinstance(body, str):
            yield _found([body], "JSON-LD articleBody")


def _of_code(script: str) -> Iterator[Found]:
    """States that a script assigns, and what React's streaming pushes."""
    decoder = json.JSONDecoder(strict=False)
    for match in islice(_STATES.finditer(script), 20):
        start = script[match.end() : match.end() + 1]
        if start in ("{", "["):
            yield from _of_state(_value(decoder, script, match.end()), match[1])
        elif script.startswith("JSON.parse(", match.end()):
            quoted = _value(decoder, script, match.end() + len("JSON.parse("))
            if isinstance(quoted, str):
                yield from _of_state(load(quoted), match[1])
        elif script.startswith("(function", match.end()):
            # Not JSON but a call that returns the state: its string literals are the texts.
            strings = _literals(script[match.end() :])
            yield _found(strings, match[1])
    if "__next_f" in script:
        pushed = (_value(decoder, script, m.end()) for m in islice(_PUSHED.finditer(script), 400))
        parts = [part for value in pushed if isinstance(value, list) for part in value]
        yield _found(_literals("".join(p for p in parts if isinstance(p, str))), "__next_f")


def _value(decoder: json.JSONDecoder, text: str, at: int) -> Any:
    try:
        return decoder.raw_decode(text, at)[0]
    except (ValueError, RecursionError):
        return None


# An unclosed literal runs to the end: trying again at each quote inside of it would be quadratic.
_LITERAL: Final = pattern(r'"((?:[^"\\]|\\[\s\S])*)(?:"|\\?\Z)')


def _literals(code: str) -> list[str]:
    """The string literals of code that are long enough to be paragraphs."""
    found = []
    for match in islice(_LITERAL.finditer(code), MAX_VALUES):
        if len(match[1]) >= _PARAGRAPH:
            text = _value(json.JSONDecoder(strict=False), match.group(), 0)
            if isinstance(text, str):
                found.append(text)
    return found


def _of_state(state: Any, name: str) -> Iterator[Found]:
    """The strings at like places of a state, its items' numbers aside: the longest text wins.

    Clients keep each object under its type and number (``Part:7``): those are alike.
    """
    by_place: dict[str, list[str]] = {}
    stack: list[tuple[Any, str, int]] = [(state, "", 0)]
    left = MAX_VALUES
    while stack and left:
        value, place, depth = stack.pop()
        left -= 1
        if isinstance(value, str):
            if len(value) >= _PARAGRAPH:
                by_place.setdefault(place, []).append(value)
        elif depth >= MAX_DEPTH:
            continue
        elif isinstance(value, list):
            stack.extend((item, f"{place}[]", depth + 1) for item in reversed(value))
        elif isinstance(value, dict):
            stack.extend(
                (item, f"{place}.{_NUMBERED.sub('', key[:40])}", depth + 1)
                for key, item in reversed(value.items())
                if not _NOT_TEXT_KEYS.search(key)
            )
    for strings in by_place.values():
        yield _found(strings, name)


def _found(strings: list[str], source: str) -> Found:
    """The strings that are prose as one text, each once."""
    texts = dict.fromkeys(
        text for text in strings if _PROSE.search(text[:400]) and not _NOT_PROSE.match(text[:200])
    )
    parts = [text if _MARKUP.search(text[:2000]) else _paragraphs(text) for text in texts]
    words = sum(text.count(" ") + sum(map(_is_wide, text)) // 2 for text in texts)
    return Found(f"<article>{''.join(parts)}</article>", source, words)


def _paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in text.split("\n") if line.strip())


def _is_wide(char: str) -> bool:
    """Whether a character is of a script that writes without spaces."""
    return "\u3040" <= char <= "\u9fff"
