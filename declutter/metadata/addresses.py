"""Addresses of the web: their host, registered name and path, and how they are made absolute."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

#: Second-level labels below country domains, as in ``co.uk``.
_SECOND = frozenset(["co", "com", "org", "net", "edu", "gov", "ac", "or", "ne", "gob", "go"])


def host_of(address: str) -> str:
    """The host's name, lower-case; empty where the address has none."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def domain_name(host: str) -> str:
    """The word that was registered: ``example`` of ``www.example.co.uk``."""
    labels = host.split(".")
    if len(labels) < 2:
        return ""
    if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND:
        return labels[-3]
    return labels[-2]


def absolute(address: str, base: str) -> str:
    """The address made absolute; empty unless it is one of the web then."""
    try:
        joined = urljoin(base, address)
        parts = urlsplit(joined)
    except ValueError:
        return ""
    return joined if parts.scheme in ("http", "https") and parts.hostname else ""


def path_of(address: str) -> str:
    """The address's path; empty where it cannot be read."""
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
