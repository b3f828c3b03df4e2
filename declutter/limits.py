"""Cuts at the sizes that the options allow."""

from __future__ import annotations

from typing import TypeVar

_Item = TypeVar("_Item")


def cut(source: bytes | str, max_bytes: int) -> bytes | str:
    """The source, or its first ``max_bytes`` bytes without a character that they end inside of.

    A str counts as its UTF-8. The same object comes back where nothing is cut.
    """
    if isinstance(source, bytes):
        return source if len(source) <= max_bytes else source[: _end(source, max_bytes)]
    # No character takes more than four bytes: short texts need not be encoded to be measured.
    if len(source) * 4 <= max_bytes or (len(source) <= max_bytes and source.isascii()):
        return source
    encoded = source[: max_bytes + 1].encode("utf-8", "surrogatepass")
    if len(encoded) <= max_bytes:
        return source
    return encoded[: _end(encoded, max_bytes)].decode("utf-8", "surrogatepass")


def _end(source: bytes, at: int) -> int:
    """The last place up to ``at`` where no UTF-8 character goes on; one has three bytes behind its
    first."""
    for end in range(at, max(at - 4, -1), -1):
        if source[end] & 0xC0 != 0x80:
            return end
    return at


class FullError(Exception):
    """A list has as many items as it may have."""


class LimitedList(list[_Item]):
    """A list to which no more than ``most`` items can be appended."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self.most = most

    def append(self, item: _Item) -> None:
        """Append an item, or raise `FullError`."""
        if len(self) >= self.most:
            raise FullError
        super().append(item)
