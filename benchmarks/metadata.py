"""How often the metadata is right: ``python benchmarks/metadata.py DATA [--show N] [--half 0]``.

DATA has ``html/ID.html`` and ``ground-truth/ID.json``. Titles and authors match where one's words
contain the other's (an "and" between authors does not count unless ``--strict`` is given), dates
where they name the same day. A page without a gold value counts only
for the share of pages on which a value is invented. Domains are split into two halves: the rules
were made by looking at half 0, half 1 is the check.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from lxml import etree

from declutter.metadata import Metadata, read_metadata
from declutter.metadata.names import fold
from declutter.metadata.page import domain_name, host_of

#: Whether "A and B" in the gold is another author than our "A, B"; set by ``--strict``.
STRICT = False
FIELDS = {"title": "title", "author": "author", "date": "publish_date"}


def pages(data: Path) -> Iterator[tuple[str, dict[str, Any], bytes]]:
    """Every page: its number, its gold record and its bytes."""
    for path in sorted((data / "ground-truth").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        yield path.stem, record, (data / "html" / f"{path.stem}.html").read_bytes()


def half_of(record: dict[str, Any], page: str) -> int:
    """0 or 1, the same for all pages of one registered domain."""
    domain = domain_name(host_of(record.get("url") or "")) or page
    return zlib.crc32(domain.encode()) % 2


def verdict(field: str, value: str, gold: str) -> str:
    """``right``, ``wrong``, ``missing``, ``invented`` or ``empty``."""
    if not gold:
        return "invented" if value else "empty"
    if not value:
        return "missing"
    if field == "date":
        return "right" if value == gold[:10] else "wrong"
    ours, theirs = f" {fold(value)} ", f" {fold(gold)} "
    if field == "author" and not STRICT:
        ours, theirs = ours.replace(" and ", " "), theirs.replace(" and ", " ")
    return "right" if ours.strip() and (ours in theirs or theirs in ours) else "wrong"


def values_of(metadata: Metadata) -> dict[str, tuple[str, str]]:
    """The measured fields: value and source."""
    fields = {"title": metadata.title, "author": metadata.byline, "date": metadata.date}
    return {name: (f.value, f.source) if f else ("", "") for name, f in fields.items()}


def main() -> None:
    """Measure, print the figures, and list wrong pages if asked to."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("data", type=Path)
    options.add_argument("--show", type=int, default=0, metavar="N")
    options.add_argument("--half", type=int, default=0, help="the half to show pages of")
    options.add_argument("--field", choices=[*FIELDS], help="show pages of this field only")
    options.add_argument("--verdict", help="show pages with this verdict only")
    options.add_argument("--strict", action="store_true", help="an 'and' in a byline must match")
    asked = options.parse_args()
    global STRICT
    STRICT = asked.strict
    counts: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    by_source: Counter[tuple[str, str, str]] = Counter()
    shown: list[str] = []
    parse = read = 0.0
    number = 0
    for page, record, content in pages(asked.data):
        half = half_of(record, page)
        begin = time.process_time()
        parser = etree.HTMLParser(
            encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
        )
        root = etree.fromstring(content, parser)
        middle = time.process_time()
        metadata = Metadata() if root is None else read_metadata(root, (), record.get("url"))
        read += time.process_time() - middle
        parse += middle - begin
        number += 1
        for field, (value, source) in values_of(metadata).items():
            gold = (record["ground_truth"].get(FIELDS[field]) or "").strip()
            said = verdict(field, value, gold)
            counts[field, half][said] += 1
            by_source[field, source or "-", said] += 1
            wanted = asked.field in (None, field) and half == asked.half
            if wanted and said == (asked.verdict or said) and said not in ("right", "empty"):
                line = f"{page} {field} {said}: {value!r} ({source}), gold {gold!r}"
                shown.append(f"{line} {record.get('url')}")
    report(counts, by_source)
    print(f"\n{number} pages, CPU per page: parse {parse / number * 1000:.2f} ms, ", end="")
    print(f"metadata {read / number * 1000:.2f} ms")
    print("\n".join(shown[: asked.show]))


def report(
    counts: dict[tuple[str, int], Counter[str]], by_source: Counter[tuple[str, str, str]]
) -> None:
    """The table of figures, and the verdicts by source."""
    print("field   pages    right  wrong missing  with gold  invented  without gold")
    for field in FIELDS:
        both = counts[field, 0] + counts[field, 1]
        for name, count in (
            ("all", both),
            ("half 0", counts[field, 0]),
            ("half 1", counts[field, 1]),
        ):
            gold = count["right"] + count["wrong"] + count["missing"]
            none = count["invented"] + count["empty"]
            shares = [count[said] / max(gold, 1) for said in ("right", "wrong", "missing")]
            print(f"{field:7} {name:6}  {shares[0]:.3f}  {shares[1]:.3f}   {shares[2]:.3f}", end="")
            print(f"  {gold:9}  {count['invented'] / max(none, 1):8.3f}  {none:12}")
    print()
    for key in sorted({key[:2] for key in by_source}):
        said = {name: by_source[(*key, name)] for name in ("right", "wrong", "missing", "invented")}
        print(f"{key[0]:7} {key[1]:11}", *(f"{name} {n:4}" for name, n in said.items()))


if __name__ == "__main__":
    main()
