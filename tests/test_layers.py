"""What may import what: the modules stand in layers, and imports point down."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from fixture_pages import ROOT

PACKAGE = ROOT / "declutter"

#: From the top: a module, or a folder of modules, may import its own layer and those below.
LAYERS = (
    ("__main__",),
    ("cli.command",),
    ("cli.batch_command",),
    ("cli.progress",),
    ("adapters", "cli.batch_options"),
    ("cli", "batch", "formats", "arrow", "warc"),
    ("__init__",),
    ("many",),
    ("pool",),
    ("pipeline",),
    ("document", "own_rules.file", "printing", "facts", "explain.ledger", "explain.why"),
    ("report",),
    ("explain.evidence",),
    ("explain.turning",),
    ("explain", "render"),
    ("status", "embedded", "second_opinion"),
    ("decide",),
    ("verdicts", "structure", "own_rules"),
    ("labels", "score"),
    ("measure",),
    ("segment",),
    ("source",),
    ("formulas", "metadata"),
    ("language", "runs"),
    ("rules",),
    ("page", "model", "stopwatch", "limits"),
    ("structures", "patterns"),
)
#: Who may import what is not ours; anything not named here is free.
ONLY = {
    "lxml": (
        *("source.parse", "embedded", "second_opinion", "segment", "metadata", "document"),
        *("own_rules.hits", "explain.why"),
    ),
    "readability": ("second_opinion",),
    "click": ("cli", "adapters.spark_job"),
    "cssselect": ("own_rules.hits",),
    "chardet": ("source.decode",),
    "dateutil": ("metadata",),
    "pyarrow": ("arrow", "adapters", "batch.parquet"),
    "warcio": ("warc",),
    "brotli": ("warc",),
    "pyspark": ("adapters.spark", "adapters.spark_warc", "adapters.spark_job"),
    "ray": ("adapters.ray_data",),
    "datatrove": ("adapters.datatrove",),
}
#: What an engine without network, clock and files has no use for, and who has one.
SIDE_EFFECTS = {
    "os": ("cli", "batch", "pool", "adapters.spark_job"),
    "sys": ("cli", "batch", "pool", "own_rules.file", "adapters.spark_job"),
    "pathlib": ("cli", "batch"),
    "time": ("cli", "batch", "pool"),
    "random": (),
    "socket": (),
    "subprocess": ("pool",),
    "threading": ("pool",),
    "urllib.request": (),
    "http": (),
    "logging": ("second_opinion",),
}
MAX_LINES = 320  # "about 300"
#: Modules that are mostly rows.
TABLES = (
    "rules.phrases",
    "rules.words",
    "rules.stopwords",
    "source.decode",
    "explain.feature_words",
)


class Import(NamedTuple):
    """One imported module, as ``import`` would name it; relative ones begin with a full stop."""

    module: str
    names: tuple[str, ...]
    line: int


def name_of(path: Path) -> str:
    """A module's dotted name below the package; a folder's ``__init__`` has the folder's."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}
on_every_module = pytest.mark.parametrize("module", MODULES)


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


def imports_of(module: str) -> Iterator[Import]:
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(alias.name, (), node.lineno)
        elif isinstance(node, ast.ImportFrom):
            source = "." * node.level + (node.module or "")
            yield Import(source, tuple(alias.name for alias in node.names), node.lineno)


def own_imports_of(module: str) -> set[str]:
    """The package's modules that a module imports, by their names below the package."""
    found = set()
    for source, names, _ in imports_of(module):
        if source == "declutter":
            # The version is a constant that stands in the package's face.
            found.update(n if n in MODULES else "__init__" for n in names if n != "__version__")
        elif source.startswith("declutter."):
            below = source.removeprefix("declutter.")
            inner = {f"{below}.{name}" for name in names} & set(MODULES)
            found.update(inner or {below})
    return found


def is_in(module: str, places: tuple[str, ...]) -> bool:
    return any(module == place or module.startswith(f"{place}.") for place in places)


def layer_of(module: str) -> int:
    for layer, places in enumerate(LAYERS):
        if is_in(module, places):
            return layer
    pytest.fail(f"{module} has no place in LAYERS", pytrace=False)


@on_every_module
def test_imports_point_down(module: str) -> None:
    layer = layer_of(module)
    above = {other for other in own_imports_of(module) if layer_of(other) < layer}
    assert not above


def test_no_module_imports_itself_in_the_end() -> None:
    below = {module: own_imports_of(module) - {module} for module in MODULES}
    # A folder's face imports the modules inside; those may import each other, not the face.
    while below:
        leaves = {module for module, others in below.items() if not others & set(below)}
        assert leaves, f"a circle among {sorted(below)}"
        below = {module: others for module, others in below.items() if module not in leaves}


@on_every_module
def test_no_relative_or_star_imports(module: str) -> None:
    for source, names, line in imports_of(module):
        assert not source.startswith("."), f"line {line}"
        assert "*" not in names, f"line {line}"


@on_every_module
def test_libraries_stay_in_their_places(module: str) -> None:
    for source, names, line in imports_of(module):
        sources = {source, *(f"{source}.{name}" for name in names)}
        for library, places in (ONLY | SIDE_EFFECTS).items():
            uses = any(is_in(used, (library,)) for used in sources)
            assert not uses or is_in(module, places), f"line {line} imports {library}"


@on_every_module
def test_modules_are_short(module: str) -> None:
    if not is_in(module, TABLES):
        lines = len(MODULES[module].read_text("utf-8").splitlines())
        assert lines <= MAX_LINES


@on_every_module
def test_every_module_says_what_it_is_for(module: str) -> None:
    assert ast.get_docstring(tree_of(module)) or module == "__main__"
