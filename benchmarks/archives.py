"""Readers for the two collections of real pages, and their split into folds by site.

The collections stay outside the repository; README.md says how to unpack them.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import tldextract

# The list of public suffixes that ships with the package: no network, same split everywhere.
_SUFFIXES = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)
FOLDS = 5


@dataclass(frozen=True)
class Sample:
    """One page with what is known of it.

    content: the gold text (wcxb), or None. include, exclude: segments that must and must not
    appear (multilingual). kind: the page type, "multilingual" for the second collection.
    """

    name: str
    kind: str
    url: str
    path: Path
    content: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    gold: dict[str, object] = field(default_factory=dict)

    def read(self) -> bytes:
        return self.path.read_bytes()

    @property
    def key(self) -> str:
        """A name for the page; the collections number their pages alike."""
        return f"{'multilingual' if self.kind == 'multilingual' else 'wcxb'}/{self.name}"

    @property
    def site(self) -> str:
        return site_of(self.url)

    @property
    def fold(self) -> int:
        """0 to FOLDS - 1; the same for all pages of a site, in both collections."""
        return zlib.crc32(self.site.encode()) % FOLDS


def site_of(url: str) -> str:
    """The registered domain of a URL, or of the ``hard::site.tld-rest`` names of the set."""
    if "::" in url:
        url = re.sub(r"^.*?::", "", url).split("/")[0]
        match = re.match(r"[\w.-]+?\.(?:com?|net|org|[a-z]{2})(?:\.[a-z]{2})?(?=-|_|\.|$)", url)
        return match.group(0) if match else url
    parts = _SUFFIXES(urlsplit(url).netloc or url)
    return f"{parts.domain}.{parts.suffix}" if parts.suffix else parts.domain


def wcxb(folder: Path) -> Iterator[Sample]:
    """The pages of wcxb-dev below ``folder``."""
    root = folder / "wcxb-dev"
    for path in sorted((root / "ground-truth").glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        gold = data["ground_truth"]
        yield Sample(
            name=path.stem,
            kind=data["_internal"]["page_type"]["primary"],
            url=data.get("url") or f"unknown.{path.stem}",
            path=root / "html" / f"{path.stem}.html",
            content=gold.get("main_content"),
            include=tuple(gold.get("with") or ()),
            exclude=tuple(gold.get("without") or ()),
            gold=gold,
        )


def multilingual(folder: Path) -> Iterator[Sample]:
    """The pages of multilingual-dev below ``folder``."""
    root = folder / "multilingual-dev"
    segments = json.loads((root / "segments.json").read_text("utf-8"))
    for name, entry in sorted(segments.items()):
        yield Sample(
            name=Path(name).stem,
            kind="multilingual",
            url=entry["url"],
            path=root / "html" / name,
            include=tuple(entry["with"]),
            exclude=tuple(entry["without"]),
        )
