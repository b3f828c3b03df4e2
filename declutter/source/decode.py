"""Bytes to text: find a page's character encoding, and say how it was found.

A valid UTF-8 page, which is nearly every page, costs one codec call and three searches in C.
Everything else in this module runs only when that call fails, or when the page holds NUL or ESC
bytes.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from declutter.patterns import pattern
from declutter.source.twice import undone

# Encodings that may be used, each with the labels pages give it, in lower case without punctuation.
# A closed list rather than `codecs.lookup`: that one also knows rot13, base64, unicode_escape or
# utf-7, and imports a module by whatever name the page asks for.
# Where the Web's use of a label is wider than its standard, the wider encoding is the one named
# (ISO-8859-1 pages hold windows-1252 quotes, "gb2312" pages hold GBK characters).
_ENCODINGS = (
    ("utf-8", "utf8 utf utf8mb3 utf8mb4 utf8bom utf8sig utf08 cp65001 unicode11utf8"),
    ("utf-16-le", "utf16le utf16 ucs2 unicode iso10646ucs2 csunicode unicodefeff"),
    ("utf-16-be", "utf16be unicodefffe"),
    ("utf-32-le", "utf32le utf32 ucs4"),
    ("utf-32-be", "utf32be"),
    ("windows-1252", "ascii usascii ansi ansix341968 latin1 l1 iso646us isoir100 cp819 ibm819"),
    ("iso-8859-2", "latin2 l2 isoir101"),
    ("iso-8859-3", "latin3 l3 isoir109"),
    ("iso-8859-4", "latin4 l4 isoir110"),
    ("iso-8859-5", "cyrillic isoir144"),
    ("iso-8859-6", "arabic asmo708 ecma114 isoir127 iso88596e iso88596i"),
    ("iso-8859-7", "greek greek8 ecma118 elot928 suneugreek isoir126"),
    ("iso-8859-8", "hebrew visual logical isoir138 iso88598e iso88598i"),
    ("windows-1254", "latin5 l5 isoir148"),
    ("iso-8859-10", "latin6 l6 isoir157"),
    ("iso-8859-13", "latin7 l7"),
    ("iso-8859-14", "latin8 l8"),
    ("iso-8859-15", "latin9 l9"),
    ("iso-8859-16", "latin10 l10"),
    ("cp874", "tis620 tis6200 tis6202533 windows874 dos874 ms874 thai"),
    ("koi8-r", "koi8r koi8 koi cskoi8r"),
    ("koi8-u", "koi8u koi8ru"),
    ("koi8-t", "koi8t"),
    ("kz1048", "kz1048 rk1048 strk10482002"),
    ("cp437", "ibm437 dos437"),
    ("cp850", "ibm850 dos850"),
    ("cp852", "ibm852 dos852"),
    ("cp855", "ibm855 dos855"),
    ("cp862", "ibm862 dos862"),
    ("cp866", "ibm866 dos866 csibm866"),
    ("mac-roman", "macintosh mac xmacroman macroman csmacintosh"),
    ("mac-cyrillic", "xmaccyrillic xmacukrainian maccyrillic"),
    ("mac-greek", "xmacgreek macgreek"),
    ("mac-latin2", "xmacce xmaclatin2 maccentraleurope maclatin2"),
    ("mac-turkish", "xmacturkish macturkish"),
    ("gb18030", "gb2312 gb231280 gbk xgbk gb chinese csgb2312 csiso58gb231280 isoir58 euccn ms936"),
    ("hz", "hzgb2312 hzgb"),
    ("big5hkscs", "big5 xxbig5 cnbig5 csbig5 big5eten cp950 ms950 windows950"),
    ("cp932", "shiftjis sjis xsjis xshiftjis mskanji ms932 windows31j csshiftjis windows932"),
    ("euc-jp", "xeucjp xeuc ujis cseucpkdfmtjapanese"),
    ("iso-2022-jp", "jis csiso2022jp"),
    ("cp949", "euckr xeuckr cseuckr ksc5601 ksc56011987 ksc56011989 csksc56011987 uhc korean"),
    ("cp949", "ms949 windows949 xwindows949 isoir149"),
    ("iso-2022-kr", "csiso2022kr"),
    ("johab", "ksc56011992 cp1361 ms1361"),
)


def _labels() -> Iterator[tuple[str, str]]:
    """Every accepted label with its encoding; regular families are spelled out by number."""
    for number in (1, *range(2, 9), 10, 13, 14, 15, 16):
        name = "windows-1252" if number == 1 else f"iso-8859-{number}"
        # The year is part of names such as "ISO_8859-2:1987"; it varies from 1985 to 2001.
        for year in ("", *(str(year) for year in range(1985, 2002))):
            for stem in (f"iso8859{number}{year}", f"8859{number}{year}"):
                yield stem, name
    for stem, name in (("iso88599", "windows-1254"), ("iso885911", "cp874")):
        yield from ((stem + year, name) for year in ("", "1989", "2001"))
    for number in range(1250, 1259):
        for stem in ("windows", "xwindows", "win", "cp", "xcp", "ms", "microsoftcp"):
            yield f"{stem}{number}", f"windows-{number}"
    for name, labels in _ENCODINGS:
        yield re.sub("[^a-z0-9]", "", name), name
        yield from ((label, name) for label in labels.split())


_BY_LABEL = MappingProxyType(dict(_labels()))

_BOMS = (
    # UTF-32 LE before UTF-16 LE: its mark begins with the other's.
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BOM_BYTES = tuple(mark for mark, _ in _BOMS)
_WIDE = frozenset({"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"})
_SEVEN_BIT = frozenset({"iso-2022-jp", "iso-2022-kr", "hz"})
_ALPHABET_MARKS = (
    (b"\x1b$B", "iso-2022-jp"),
    (b"\x1b$@", "iso-2022-jp"),
    (b"\x1b$)C", "iso-2022-kr"),
)

_DECLARATION_BYTES = 1 << 16
_WIDE_SAMPLE = 4096
# What no page in them has but by chance: there a zero byte follows or precedes each sign.
_NARROW_TAG = pattern(rb"</?[a-zA-Z][a-zA-Z0-9]{0,9}[\s>]")
_RAW_SAMPLE = 1 << 18
_TEXT_SAMPLE = 1 << 14
_MIN_CONFIDENCE = 0.5
# One undecodable character in this many is an accident; more means the wrong encoding.
_GOOD_PER_BAD = 4
# Each bad character that is found takes 80 bytes, and noise is full of them.
_AT_ONCE = 1 << 16

_SURROGATE = pattern("[\ud800-\udfff]")
# What a wrong single-byte table makes of text: replaced bytes and C1 control characters.
_BAD = pattern("[\x80-\x9f\ufffd]")
_HIGH = pattern(rb"[\x80-\xff]")
_HIGH_RUN = pattern(rb"[\x80-\xff]{3,}")
_TAG = pattern(rb"<[^<>]*>")
_TAG_OR_COMMENT = pattern(rb"<!--|<meta[\s/][^>]{0,1500}", re.I)
_XML_ENCODING = pattern(rb"<\?xml\s[^<>]{0,200}?\sencoding\s{0,9}=\s{0,9}[\"']([^\"'<>]{1,40})")
_CHARSET = pattern(rb"[\s\"'/;]charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([^\s\"'/>;]{1,40})", re.I)
_CONTENT = pattern(rb"content\s{0,9}=\s{0,9}(?:\"[^\"]*\"|'[^']*')", re.I)
_ASCII_BYTES = bytes(range(128))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A page's text and how it was read.

    text: without NUL characters, lone surrogates and byte order mark; line ends as they were.
    encoding: a name Python's codecs know, in lower case; empty when the source was a ``str``.
    source: what decided: "str", "bom", "transport" (the caller's hint), "meta" (the page's own
        declaration), "utf-8" (the bytes are UTF-8), "chardet" (found out from the bytes: by
        statistics, or by the zero bytes of UTF-16 or the escapes of ISO-2022-JP), or "fallback".
    utf8: the source, where it is the text's UTF-8 to the letter; empty otherwise.
    """

    text: str
    encoding: str
    source: str
    utf8: bytes = field(default=b"", compare=False, repr=False)


def decode(source: bytes | str, transport: str | None = None) -> Decoded:
    """Read a page as text; never raises, whatever the bytes and the hint.

    source: the page; a ``str`` is only cleaned.
    transport: the charset the transport named, e.g. in HTTP's ``Content-Type`` (the whole header
        will do). Unknown names are ignored.
    """
    if isinstance(source, str):
        return Decoded(_clean(source), "", "str")
    hint = _encoding(transport) if transport else ""
    if source.startswith(_BOM_BYTES):
        marked = _by_bom(source)
        if marked:
            return marked
    has_zeros = b"\0" in source
    if has_zeros:
        wide = _by_zero_bytes(source, hint)
        if wide:
            return wide
    try:
        text = source.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(source, hint)
    if text.isascii() and (b"\x1b" in source or b"~{" in source):
        escaped = _by_escapes(source, hint)
        if escaped:
            return escaped
    # Multi-byte UTF-8 overrules whatever the hint or the page says: text in a legacy encoding is
    # next to never valid UTF-8 by accident, while servers and templates often name the wrong
    # encoding. For the same reason the page's own declaration is not even looked for here.
    origin = "transport" if hint == "utf-8" else "utf-8"
    given, text = text, undone(text, source)
    if text is given and not has_zeros:
        return Decoded(text, "utf-8", origin, source)
    return _decoded(text, "utf-8", origin)


def _decoded(text: str, encoding: str, source: str) -> Decoded:
    """The result, without the NUL characters at which libxml2 would stop reading."""
    return Decoded(text.replace("\0", "") if "\0" in text else text, encoding, source)


def _clean(text: str) -> str:
    """``text`` as a decoder could have returned it: no NUL, no byte order mark, no surrogates."""
    if not text.isascii():
        if _SURROGATE.search(text):
            # A pair of surrogates is one character; only lone ones are replaced.
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        text = text.removeprefix("\ufeff")
    return text.replace("\0", "") if "\0" in text else text


def _encoding(label: str) -> str:
    """The encoding a label names, or an empty string for none that may be used."""
    label = label[:200].lower()
    label = label.rpartition("charset=")[2].partition(";")[0]
    return _BY_LABEL.get("".join(filter(str.isalnum, label)), "")


def _good_and_bad(text: str) -> tuple[int, int]:
    """How many non-ASCII characters of a decoded text look right, and how many look wrong."""
    steps = range(0, len(text), _AT_ONCE)
    bad = sum(len(_BAD.findall(text, at, at + _AT_ONCE)) for at in steps)
    return len(text) - len(text.encode("ascii", "ignore")) - bad, bad


def _attempt(source: bytes, encoding: str, origin: str) -> Decoded | None:
    """``source`` read as ``encoding``, unless more than a handful of bytes do not fit."""
    text = source.decode(encoding, "replace")
    good, bad = _good_and_bad(text)
    return _decoded(text, encoding, origin) if bad * _GOOD_PER_BAD <= good else None


def _by_bom(source: bytes) -> Decoded | None:
    """The page by its byte order mark, unless the mark contradicts what follows it."""
    for mark, encoding in _BOMS:
        if source.startswith(mark):
            found = _attempt(source[len(mark) :], encoding, "bom")
            if found:
                return found
    return None


def _by_zero_bytes(source: bytes, hint: str) -> Decoded | None:
    """UTF-16 or UTF-32 without a mark, by where the zero bytes of its ASCII characters stand.

    A hint of such an encoding is believed only here, on a page with zero bytes: any ASCII page
    reads as UTF-16 without an error.
    """
    sample = source[:_WIDE_SAMPLE]
    if sample.count(0) < 3:
        return None  # Stray ones; no pattern can be seen in so few.
    if len(_NARROW_TAG.findall(sample)) > max(sample.count(b"<\0"), sample.count(b"\0<")):
        return None  # Zeros in a page of single bytes, perhaps to hide it.
    quarter = max(len(sample) // 4, 1)
    zeros = [sample[i::4].count(0) / quarter for i in range(4)]
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    encoding = hint if hint in _WIDE and 100 * sample.count(0) > len(sample) else ""
    if min(zeros[2:]) > 0.9 and zeros[0] < 0.5:
        encoding = "utf-32-le"
    elif min(zeros[:2]) > 0.9 and zeros[3] < 0.5:
        encoding = "utf-32-be"
    # One zero in ten pairs: a Chinese page has them in its tags, spaces and line ends only.
    elif odd > 0.2 and odd > 8 * even:
        encoding = "utf-16-le"
    elif even > 0.2 and even > 8 * odd:
        encoding = "utf-16-be"
    if not encoding:
        return None
    text = source.decode(encoding, "replace")
    # An odd byte at the end of a cut page is forgiven; text with more than that is not text.
    if text.count("\ufffd") > 1 + len(text) // 100:
        return None
    return _decoded(text, encoding, "transport" if encoding == hint else "chardet")


def _by_escapes(source: bytes, hint: str) -> Decoded | None:
    """ISO-2022-JP and its like: pure ASCII bytes that switch alphabets by escape sequences."""
    named = ((hint, "transport"), (_declared(source), "meta"))
    for encoding, origin in named:
        if encoding in _SEVEN_BIT:
            found = _attempt(source, encoding, origin)
            if found:
                return found
    # Terminal colours are escapes too, so only a sequence that calls an alphabet is a sign.
    for mark, encoding in _ALPHABET_MARKS:
        if mark in source:
            return _attempt(source, encoding, "chardet")
    return None


def _decode_legacy(source: bytes, hint: str) -> Decoded:
    """Bytes that are not valid UTF-8: by hint, declaration, statistics, or windows-1252."""
    declared = _declared(source)
    named = [(hint, "transport"), (declared, "meta")]
    if hint == "windows-1252" and declared:
        # ISO-8859-1 was HTTP's default: servers and clients (`requests`) name it without knowing.
        named.reverse()
    nearly = _nearly_utf8(source, named)
    if nearly:
        return nearly
    crowded = _is_crowded(source)
    for encoding, origin in named:
        if encoding in _WIDE or not encoding or (crowded and encoding == "windows-1252"):
            continue
        found = _attempt(source, encoding, origin)
        if found:
            return found
    return _by_statistics(source) or _fallback(source)


def _nearly_utf8(source: bytes, named: list[tuple[str, str]]) -> Decoded | None:
    """UTF-8 with some broken characters: a page that was cut, or pasted together from two."""
    text = source.decode("utf-8", "replace")
    good, bad = _good_and_bad(text)
    bad -= source.count(b"\xef\xbf\xbd")  # U+FFFD that was on the page already is no damage.
    origin = next((origin for encoding, origin in named if encoding == "utf-8"), "")
    # A byte sequence is UTF-8 by accident so rarely that, if that is what the page claims to be,
    # as many good characters as bad ones are proof.
    if good > 0 and bad * (1 if origin else _GOOD_PER_BAD) <= good:
        return _decoded(text, "utf-8", origin or "utf-8")
    return None


def _declared(source: bytes) -> str:
    """The encoding that the page's ``<meta>`` or XML declaration names, or an empty string."""
    head = source[:_DECLARATION_BYTES]
    xml = _XML_ENCODING.match(head.lstrip()[:400])
    found = _encoding(xml[1].decode("latin-1")) if xml else ""
    at = 0
    while not found and (tag := _TAG_OR_COMMENT.search(head, at)):
        at = tag.end()
        if tag[0] == b"<!--":
            at = head.find(b"-->", at)
            if at < 0:
                break
        else:
            found = _encoding(_charset(tag[0]))
    # A declaration that could be read as ASCII is not in UTF-16, so it is wrong about itself.
    return "utf-8" if found in _WIDE else found


def _charset(tag: bytes) -> str:
    """The label in a ``<meta`` tag, or an empty string; talk of charsets in a text is none."""
    if not re.search(rb"http-equiv|content-type|text/html", tag, re.I):
        tag = _CONTENT.sub(b"", tag)
    found = _CHARSET.search(tag)
    return found[1].decode("latin-1") if found else ""


def _text_sample(source: bytes) -> bytes:
    """Some text of the page around its first non-ASCII bytes: the pieces that hold such bytes.

    Tags, scripts and styles are ASCII in any language and would drown the evidence.
    """
    first = _HIGH.search(source)
    start = max(first.start() - 1000, 0) if first else 0
    window = source[start : start + _RAW_SAMPLE]
    pieces = [piece for piece in _TAG.split(window) if not piece.isascii()]
    return b" ".join(pieces)[:_TEXT_SAMPLE] or window[:_TEXT_SAMPLE]


def _is_crowded(source: bytes) -> bool:
    """Whether most non-ASCII bytes of the sampled text stand three or more in a row.

    They hardly ever do in a language of Western Europe, and nearly always in any other script: a
    page that claims to be ISO-8859-1 then kept the default of its editor.
    """
    sample = _text_sample(source)
    in_runs = sum(map(len, _HIGH_RUN.findall(sample)))
    return 2 * in_runs > len(sample.translate(None, _ASCII_BYTES))


def _by_statistics(source: bytes) -> Decoded | None:
    """What chardet makes of the page's text, if it is sure enough and the bytes agree."""
    import chardet  # Slow to import, and few pages get here.

    guess = chardet.detect(_text_sample(source))
    encoding = _encoding(guess["encoding"] or "")
    if guess["confidence"] < _MIN_CONFIDENCE or encoding in _WIDE or not encoding:
        return None
    # Undeclared Macintosh pages are far rarer than Windows pages chardet takes for them.
    encoding = {"mac-cyrillic": "windows-1251", "mac-roman": "windows-1252"}.get(encoding, encoding)
    return _attempt(source, encoding, "chardet")


def _fallback(source: bytes) -> Decoded:
    """The last resort, in which a byte is at least always a character."""
    return _decoded(source.decode("windows-1252", "replace"), "windows-1252", "fallback")
