"""The one place that decides which link and image targets may be printed, and how."""

from __future__ import annotations

import re
from contextlib import suppress
from urllib.parse import urljoin

from declutter.patterns import pattern

#: Schemes a link may have.
LINK_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
#: Schemes an image may have.
IMAGE_SCHEMES = frozenset({"http", "https"})

# Browsers drop tabs and line ends inside an address, so a check must not see them either.
_UNPRINTABLE = pattern("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# None of these is allowed in a URL; each can end or twist an address in Markdown or HTML.
_FOREIGN = pattern('[\\s"<>\\\\^`{|}\ud800-\udfff]')
# A colon before the first of these parts a scheme from the rest.
_HEAD = pattern(r"[^/?#]*")


def safe_target(
    href: str, base_url: str | None = None, schemes: frozenset[str] = LINK_SCHEMES
) -> str:
    """Return the address to print for a link or an image, or an empty string to print none.

    href: the address as the page gives it, character references decoded.
    base_url: what a relative address is relative to; without it, it stays relative.
    schemes: the schemes that may be printed; a relative address always may.
    The result has no white space, control characters, quotes, angle brackets or backslashes.
    """
    target = _UNPRINTABLE.sub("", href).strip()
    if not target or not _is_allowed(target, schemes):
        return ""
    if base_url:
        # A malformed host: the address is of no use then, but harmless as it stands.
        with suppress(ValueError):
            target = urljoin(base_url, target)
    target = _FOREIGN.sub(_percent, _UNPRINTABLE.sub("", target).strip())
    # Checked again: a page may choose its own base, and that may have any scheme.
    return target if _is_allowed(target, schemes) else ""


def _is_allowed(target: str, schemes: frozenset[str]) -> bool:
    """Whether the target is relative or has one of the schemes.

    Strict on purpose: whatever stands before an early colon must be exactly a known scheme, so
    no trick with odd characters inside ``javascript`` can pass for a relative address.
    """
    head = _HEAD.match(target)
    scheme, colon, _ = (head.group() if head else "").partition(":")
    return not colon or scheme.lower() in schemes


def _percent(match: re.Match[str]) -> str:
    """Return the percent-encoded form of one character; a lone surrogate as U+FFFD."""
    char = match.group()
    data = ("\ufffd" if char >= "\ud800" else char).encode()
    return "".join(f"%{byte:02X}" for byte in data)
