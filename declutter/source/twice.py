"""Undoes UTF-8 that was encoded twice: ``CafÃ©`` for ``Café``, on whole pages only.

Somebody read UTF-8 bytes as windows-1252 (or ISO-8859-1) and wrote them as UTF-8 again. It is
undone where it is certain: every character of the page beyond ASCII is a part of such a sequence,
and there are several. A page that has such text in one place only, say in a quotation, or a lesson
about it beside the right letters, stays as it is.
"""

from __future__ import annotations

from codecs import utf_8_decode
from typing import Final

from declutter.patterns import pattern

#: Fewer sequences than this may be a page about just this fault. Set by hand: of the 27 pages in
#: the collections' 1,984 that are such text as a whole, 22 have as many, and all 27 are such.
MIN_SEQUENCES: Final = 8

#: So many characters from the first one beyond ASCII on are tried before the whole page is.
_SAMPLE: Final = 4096

#: What windows-1252 has in place of the C1 control characters, as the byte it is.
_TO_BYTE: Final = {
    ord(bytes([byte]).decode("windows-1252", "ignore") or chr(byte)): byte
    for byte in range(0x80, 0xA0)
}
_MOVED: Final = "".join(map(chr, _TO_BYTE))
_ANY_MOVED = pattern(f"[{_MOVED}]")
#: What the first two bytes of a UTF-8 sequence become.
_SEQUENCE = pattern(f"[\u00c2-\u00f4][\u0080-\u00bf{_MOVED}]")


def undone(text: str, source: bytes) -> str:
    """The text with UTF-8 decoded the second time; the very text where that is not certain.

    source: the text's UTF-8.
    Costs one search up to the first character beyond ASCII, unless a sequence begins there.
    """
    try:
        source.decode("ascii")  # the fastest search there is
        return text
    except UnicodeDecodeError as error:
        first = error.start
    # Most pages with such a sequence have other characters as well, and soon.
    if not _SEQUENCE.match(text, first) or _once_more(text[first : first + _SAMPLE], False) is None:
        return text
    found = _once_more(text, True)
    if found is None:
        return text
    sequences = len(found) - len(found.encode("ascii", "ignore"))
    return found if sequences >= MIN_SEQUENCES else text


def _once_more(text: str, whole: bool) -> str | None:
    """The text decoded the second time, None where it cannot be; ``whole``: it ends there."""
    try:
        # Few characters are moved: a search for them is quicker than `str.translate` for all.
        moved = _ANY_MOVED.sub(lambda found: chr(_TO_BYTE[ord(found[0])]), text)
        return utf_8_decode(moved.encode("latin-1"), "strict", whole)[0]
    except UnicodeError:
        return None
