"""Tell HTML from plain text, and both from what is neither.

The idea: tags alone do not make a page, for texts mention tags, and Markdown uses them. Only tags
that work as markup count: that touch the text they mark, are closed again, or carry attributes.
They are weighed, outside code, against the signs of Markdown and against the length of the text.
A page that starts like one (`<!doctype html>`, `<html>`) is decided without any of that.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from declutter.patterns import pattern

# First bytes that name a format. Only ones no text starts with: "BM" or "MZ" begin words.
_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"{\\rtf", "RTF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Microsoft Office"),
    (b"%!PS-", "PostScript"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"BZh91AY&SY", "bzip2"),
    (b"\x28\xb5\x2f\xfd", "Zstandard"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x7fELF", "ELF"),
    (b"\x00asm", "WebAssembly"),
    (b"\xca\xfe\xba\xbe", "Java class"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"OggS\x00", "Ogg"),
    (b"ID3\x02", "MP3"),
    (b"ID3\x03", "MP3"),
    (b"ID3\x04", "MP3"),
    (b"fLaC\x00", "FLAC"),
    (b"\x1aE\xdf\xa3", "Matroska"),
    (b"wOFF", "WOFF"),
    (b"wOF2", "WOFF2"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\x00\x00\x01\x00", "icon"),
)
_RIFF = ((b"WEBP", "WebP"), (b"WAVE", "WAV"), (b"AVI ", "AVI"))

_WINDOW = 1 << 17
_MAX_PROSE = 16000
_CONTROL_SAMPLE = 4096
_JSON_BYTES = 1 << 20

# Characters that no text holds. Not among them: white space, ESC (coloured logs), form feed.
_CONTROL = pattern("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
# Characters that a text read in the wrong encoding holds too.
_MISREAD = pattern("[\x7f-\x84\x86-\x9f\ufffd]")
_BLANK = pattern("[\\s\ufeff\u200b\u2060\x00]*")
_PAGE_START = pattern(
    r"<!doctype[\s>]|<\?xml[\s?]|<(?:html|head|body|frameset|svg|rss|feed)(?=[\s/>:])"
    # A script may fill all that is looked at below. "<script> tags are ..." is a sentence.
    r"|<(?:script|style)(?=[\s>])[^<>]{0,2000}>(?! )",
    re.I,
)
_JSON_START = pattern(r"[{\[]\s*(?:[\"{}\[\]\d-]|true|false|null)")
_TAG = pattern(r"<(/?)([a-z][a-z0-9]{0,20}(?:-[a-z0-9-]{1,40})?)(?=[\s/>])([^<>]*)>", re.I)
_FENCE = pattern(r"^[ >]{0,9}(?:```|~~~)", re.M)
_CODE_SPAN = pattern(r"``[^`\n]{1,500}``|`[^`\n]{1,500}`")
_HEADING = pattern(r"\#{1,6}[ ]\S")
_MARKDOWN = pattern(
    r"^\#{1,6}[ ]\S"  # a heading
    r"|^(?:===|---)[=-]*$"  # a heading's underline, a rule
    r"|^[ ]{0,3}(?:[-*+]|\d\d?\.)[ ]+\S"  # a list item
    r"|^>[ ]"  # a quote
    r"|^\|?[ ]*:?---"  # the rule below a table's head
    r"|\]\((?:https?:|\#|\.|/|[\w./-]{1,80}\))"  # a link
    r"|\*\*\w",  # strong text
    re.M | re.X,
)


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCK_NAMES = _words(
    "html head body title meta link script style noscript template base frameset iframe "
    "main article section header footer nav aside address p div h1 h2 h3 h4 h5 h6 hgroup "
    "ul ol li dl dt dd table thead tbody tfoot tr td th caption colgroup col "
    "blockquote pre hr figure figcaption form fieldset center font details summary svg "
    "rss channel item feed entry urlset"
)
_INLINE_NAMES = _words(
    "a abbr acronym b big bdi bdo br button cite code del dfn em i img input ins kbd label "
    "mark picture q s samp select small source span strike strong sub sup time tt u var "
    "video wbr path g symbol defs rect circle polygon use"
)
_RAW_NAMES = frozenset({"script", "style", "pre", "textarea"})
# What stands around a tag that a sentence talks about: `use "<p>", not <b>`.
_MENTION_MARKS = frozenset(" \t\"'`,;)\u2019\u201d\u00bb")


class Sniffed(NamedTuple):
    """What an input is.

    kind: "html" (any markup lxml's lenient parser can read), "text", "binary" (neither; JSON,
        RTF and the like included) or "empty".
    name: the kind in words for a message: "HTML", "plain text", "empty", or the format's name,
        "binary data" where it is not known.
    """

    kind: Literal["html", "text", "binary", "empty"]
    name: str


def sniff(text: str, raw: bytes | None) -> Sniffed:
    """Say whether a decoded input is HTML, plain text, nothing, or something else.

    text: the input as text.
    raw: the bytes it was decoded from, where the caller has them.
    """
    name = _by_magic(text[:32].encode("latin-1", "replace") if raw is None else raw[:32])
    if name:
        return Sniffed("binary", name)
    start = _start(text)
    if start == len(text):
        return Sniffed("empty", "empty")
    if _PAGE_START.match(text, start):
        return Sniffed("html", "HTML")
    if _is_binary(text[start : start + _CONTROL_SAMPLE]):
        return Sniffed("binary", "binary data")
    if text[start] in "{[" and _is_json(text, start):
        return Sniffed("binary", "JSON")
    return Sniffed("html", "HTML") if _is_markup(text, start) else Sniffed("text", "plain text")


def _by_magic(head: bytes) -> str:
    """The name of the format whose first bytes these are, or an empty string."""
    if head[:4] == b"RIFF":
        return next((name for mark, name in _RIFF if head[8:12] == mark), "binary data")
    if head[4:8] == b"ftyp":
        return "MP4"
    return next((name for mark, name in _MAGIC if head.startswith(mark)), "")


def _is_binary(sample: str) -> bool:
    """Whether too many characters are none a text has; one in nine bytes of noise is such."""
    controls = len(_CONTROL.findall(sample))
    if 20 * controls > len(sample):
        return True
    return 6 * (controls + len(_MISREAD.findall(sample))) > len(sample)


def _start(text: str) -> int:
    """Where the content starts, after white space and comments; ``len(text)`` for none."""
    at = _skip_blank(text, 0)
    while text.startswith("<!--", at):
        end = text.find("-->", at + 4)
        if end < 0:
            break
        at = _skip_blank(text, end + 3)
    return at


def _skip_blank(text: str, at: int) -> int:
    """The position of the first visible character from ``at`` on."""
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _is_json(text: str, start: int) -> bool:
    """Whether the text is JSON, or JSON lines: objects with nothing but objects after them."""
    if not _JSON_START.match(text, start):
        return False
    if len(text) - start > _JSON_BYTES:
        # Too much to parse for an answer; prose in brackets is never that long.
        return text[-100:].rstrip()[-1:] in ("}", "]")
    try:
        _, end = json.JSONDecoder().raw_decode(text, start)
    except RecursionError:
        return True
    except ValueError:
        return False
    # "[1] A footnote" starts with a JSON value and is none.
    after = _skip_blank(text, end)
    return after == len(text) or text[after] == text[start] == "{"


def _is_markup(text: str, start: int) -> bool:
    """Whether tags carry the text, judged on the stretch around the first tag."""
    first = _TAG.search(text, start)
    if not first:
        return False
    # Prose before the first tag is looked at as far as it is near enough to tell Markdown.
    window = text[max(start, first.start() - 4096) : first.start() + _WINDOW]
    prose, tags = _split(_without_code(window))
    leads = first.start() == start
    weight = sum(_weights(tags)) + (_lead_weight(first[2].lower()) if leads else 0)
    signs = len(_MARKDOWN.findall(prose)) + 2 * len(_FENCE.findall(window))
    # However many tables in HTML follow: a text with a Markdown heading on top is Markdown.
    if weight < 2 or (signs >= 3 and _HEADING.match(text, start)):
        return False
    if leads and first[2].lower() in _BLOCK_NAMES and signs < 3:
        return True
    # A sentence may show a whole element; a page in HTML has one in every few lines. No more than
    # some tens are asked for, as scripts and data in attributes can look like prose here.
    letters = min(len("".join(prose.split())), _MAX_PROSE)
    return weight > 2 + letters / 500 and weight > 3 * signs


def _lead_weight(name: str) -> float:
    """What it says for HTML that the text begins with a tag: fragments do, sentences hardly do."""
    if name in _RAW_NAMES:
        return 0.0  # "<script> tags are ...": read as HTML, the rest of the text would be hidden.
    return 2.0 if name in _BLOCK_NAMES else 1.5 if name in _INLINE_NAMES else 0.0


def _without_code(text: str) -> str:
    """``text`` without the code of Markdown: fenced blocks and spans between backticks."""
    if "`" not in text and "~~~" not in text:
        return text
    return _CODE_SPAN.sub(" ", "\n".join(_FENCE.split(text)[::2]))


class _Tag(NamedTuple):
    """One tag of a known element, with the characters that stand right before and after it.

    Indentation does not count: ``before`` is a newline where only white space is on the line.
    """

    closing: bool
    name: str
    attributes: str
    before: str
    after: str


def _split(text: str) -> tuple[str, list[_Tag]]:
    """The text between the tags, and the tags; scripts, styles and `<pre>` hold neither."""
    prose: list[str] = []
    tags: list[_Tag] = []
    at = 0
    while found := _TAG.search(text, at):
        prose.append(text[at : found.start()])
        at = found.end()
        name = found[2].lower()
        before = text[max(found.start() - 80, 0) : found.start()]
        if not before.rpartition("\n")[2].strip():
            before = "\n"
        # Names with a hyphen are those of custom elements.
        if name in _BLOCK_NAMES or name in _INLINE_NAMES or "-" in name:
            tags.append(_Tag(bool(found[1]), name, found[3], before[-1], text[at : at + 1] or "\n"))
        if name in _RAW_NAMES and not found[1]:
            # To the end of the window if it is not closed there, which ends the loop as well.
            end = text.find(f"</{name}", at)
            at = len(text) if end < 0 else end
    prose.append(text[at:])
    return "".join(prose), tags


def _weights(tags: list[_Tag]) -> Iterator[float]:
    """What each tag says for HTML; a tag that is only mentioned says nothing."""
    opened: set[str] = set()
    for tag in tags:
        block = tag.name in _BLOCK_NAMES
        if tag.closing:
            glued = tag.before not in _MENTION_MARKS and tag.name in opened
            yield (2.0 if block else 0.7) * glued
            continue
        has_attributes = "=" in tag.attributes
        if has_attributes or tag.after not in _MENTION_MARKS or tag.before == "\n":
            opened.add(tag.name)
            share = 1.0 if block else 0.8 if tag.name == "br" else 0.3
            yield (1.0 + has_attributes) * share
