"""Pinned figures that may rise and must not fall: fixtures always, out of fold with the archives.

The figures stand in floors.json. Those out of fold are of every `EVERY`-th page, scored with the
folds' cards through the engine as it is, so that they fit into the time of a check.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from declutter.model import CONTENT_LABELS, Options

ROOT = Path(__file__).parent.parent
FILE = Path(__file__).parent / "floors.json"
EVERY = 8
#: Figures are rounded down to so many decimals, and compared so.
DECIMALS = 4


def measure(data: Path) -> dict[str, float]:
    """All figures that can be had here, by name; those out of fold only if ``data`` is there."""
    return fixtures() | (out_of_fold(data) if (data / "wcxb-dev").is_dir() else {})


def fixtures() -> dict[str, float]:
    """Letters of all fixtures: precision and recall of what is kept, and right labels."""
    sys.path.insert(0, str(ROOT / "tests"))
    from fixture_pages import FIXTURES, Alignment

    hit = kept = wanted = named = total = 0
    for fixture in FIXTURES:
        for stretch in Alignment(fixture).stretches:
            size = len(stretch.text)
            gold = stretch.gold in CONTENT_LABELS
            hit += size * (gold and stretch.block.keep)
            kept += size * stretch.block.keep
            wanted += size * gold
            named += size * (stretch.gold is stretch.block.label)
            total += size
    return {
        "fixtures, precision of what is kept": hit / max(kept, 1),
        "fixtures, recall of what is kept": hit / max(wanted, 1),
        "fixtures, right labels": named / max(total, 1),
    }


def out_of_fold(data: Path) -> dict[str, float]:
    """Word F1 and segment F1 of a sample of the archives' pages, as HTML."""
    from benchmarks import folds
    from benchmarks.dataset import samples
    from benchmarks.tables import KINDS, Line

    line = Line("declutter")
    text_of = folds.out_of_fold(Options())
    for sample in samples(data)[::EVERY]:
        line.add(sample, text_of(sample))
    found = {f"out of fold, {kind} F1": line.of(kind).f1 for kind in KINDS}
    found["out of fold, wcxb-dev F1"] = line.overall.f1
    found["out of fold, article precision"] = line.of("article").precision
    found["out of fold, multilingual F1"] = line.segments.figures().f1
    return found


def pinned() -> dict[str, float]:
    """The floors as they are committed."""
    return dict(json.loads(FILE.read_text("utf-8"))) if FILE.exists() else {}


def rounded(figure: float) -> float:
    """Down, so that a floor is never above what was measured."""
    return int(figure * 10**DECIMALS) / 10**DECIMALS


def fallen(figures: dict[str, float], floors: dict[str, float]) -> list[str]:
    """The names of the figures that are below their floors."""
    return [name for name, floor in floors.items() if rounded(figures.get(name, 1.0)) < floor]


def pin(figures: dict[str, float], lower: bool) -> None:
    """Set the floors to these figures; a floor only sinks if ``lower`` says so."""
    floors = pinned()
    for name, figure in figures.items():
        floors[name] = rounded(figure) if lower else max(rounded(figure), floors.get(name, 0.0))
    FILE.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")
