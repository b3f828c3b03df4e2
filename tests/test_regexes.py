"""No regular expression of the package takes more than linear time on strings made to stall it.

Each is attacked with strings pumped from its own parse tree: what leads up to a repeat, then what
is repeated thousands of times, then something that does not fit.
"""

from __future__ import annotations

import importlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from fixture_pages import ROOT

try:
    from re import _parser as sre_parse  # from Python 3.11 on
except ImportError:
    import sre_parse

#: Imports every module, cleans every fixture to every output, and prints the patterns that were
#: compiled by the package's own code: pattern, flags, module.
COLLECT = """
import importlib, json, pkgutil, re, sys
from pathlib import Path
found = {}
compile = re._compile
def noting(pattern, flags):
    compiled = compile(pattern, flags)
    frame = sys._getframe(1)
    while frame.f_globals.get("__name__") in ("re", "functools"):
        frame = frame.f_back
    name = frame.f_globals.get("__name__", "")
    if name.startswith("declutter") and isinstance(compiled.pattern, (str, bytes)):
        found[compiled.pattern, int(compiled.flags)] = name
    return compiled
re._compile = noting
import declutter.patterns
def at_once(source, flags=0):
    compiled = re.compile(source, flags)
    found[compiled.pattern, int(compiled.flags)] = sys._getframe(1).f_globals["__name__"]
    return compiled
declutter.patterns.pattern = at_once
import declutter
for module in pkgutil.walk_packages(declutter.__path__, "declutter."):
    if "adapters" not in module.name and "__main__" not in module.name:
        try:
            importlib.import_module(module.name)
        except ImportError:
            pass  # of an extra that is not there
for path in sorted(Path("fixtures").glob("*/input.*")):
    document = declutter.clean(path.read_bytes())
    for output in ("markdown", "html", "tei", "front_matter", "explanation", "report", "blocks"):
        getattr(document, output)
rows = [
    (p.decode("latin-1") if isinstance(p, bytes) else p, isinstance(p, bytes), flags, module)
    for (p, flags), module in found.items()
]
print(json.dumps(rows))
"""
#: Characters of the longer attack, how many times shorter the other is, and what that may cost.
LONG, SHORTER, MOST = 4_000, 8, 24.0
#: Seconds below which a time is not told from noise.
NOISE = 0.002
#: Values for a repeat's body: characters of any class, and those that patterns like to name.
ALPHABET = "a0 A-.,:;/\\\"'<>=&|(_\t\n\u00e9\u6587\u0660"
#: What ends an attack: nothing, and characters that hardly any pattern goes on with.
TAILS = ("", "\x00", "\n!")


#: Patterns that only ever get short texts with single spaces, by module and how they begin, and how
#: long those are at most.
CAPPED = {
    ("declutter.embedded", r"[^\W\d_]{2,}\W+"): 400,
    ("declutter.metadata.names", ""): 400,
    ("declutter.metadata.sites", r"\s*\b(?:logo"): 400,
    ("declutter.metadata.text_sites", "(?:(?:The|El"): 400,
    ("declutter.metadata.titles", r"\s+[|"): 400,
    ("declutter.rules.pages", "(?:^(?:error )?"): 200,
}


def patterns() -> list[tuple[str, bool, int, str]]:
    """Each pattern of the package: its text, whether of bytes, its flags, its module."""
    done = subprocess.run(
        [sys.executable, "-c", COLLECT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return [tuple(row) for row in json.loads(done.stdout)]  # type: ignore[misc]


def methods(pattern: str, module: str) -> tuple[str, ...]:
    """How a pattern is used: only at one place of a string, or tried at each."""
    home = importlib.import_module(module)
    names = [
        name for name, value in vars(home).items() if getattr(value, "pattern", None) == pattern
    ]
    source = Path(str(home.__file__)).read_text("utf-8")
    private = bool(names) and all(name.startswith("_") for name in names)
    searched = not private or any(is_searched(name, source) for name in names)
    return ("search",) if searched else ("match",)


def is_searched(name: str, source: str) -> bool:
    """Whether a module uses a pattern of its own for more than to match at one place."""
    uses = re.findall(rf"\b{name}\b(?! = pattern|: Final)(.{{0,12}})", source)
    return not all(re.match(r"\.(full)?match\(", use) for use in uses)


def attacks(tree: Any, before: str = "") -> Iterator[tuple[str, str]]:
    """What leads up to each repeat without a small bound, and bodies of it."""
    for operation, value in tree:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            _, most, body = value
            if most > 50:
                for body_text in dict.fromkeys(samples(body)):
                    if body_text:
                        yield before, body_text
            yield from attacks(body, before)
        elif name == "SUBPATTERN":
            yield from attacks(value[3], before)
        elif name == "BRANCH":
            for branch in value[1]:
                yield from attacks(branch, before)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from attacks(value[1], before)
        before += next(samples([(operation, value)]), "")


def samples(tree: Any) -> Iterator[str]:
    """Some strings that a part of a pattern matches."""
    texts = [""]
    for operation, value in tree:
        texts = [text + more for text in texts[:6] for more in choices(str(operation), value)]
    yield from texts


def choices(name: str, value: Any) -> list[str]:
    if name == "LITERAL":
        return [chr(value)]
    if name == "NOT_LITERAL":
        return [char for char in ALPHABET if ord(char) != value][:4]
    if name == "ANY":
        return ["a", " ", "<"]
    if name == "IN":
        return in_class(value)
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        least, _, body = value
        return [text * max(least, 0) for text in list(samples(body))[:3]] or [""]
    if name == "SUBPATTERN":
        return list(samples(value[3]))[:6]
    if name == "BRANCH":
        return [text for branch in value[1] for text in list(samples(branch))[:1]][:6]
    return [""]


def in_class(value: Any) -> list[str]:
    """Characters of a class: of the alphabet, and the ends of its ranges."""
    escaped = {"CATEGORY_DIGIT": "\\d", "CATEGORY_SPACE": "\\s", "CATEGORY_WORD": "\\w"}
    parts, own = [], []
    for operation, item in value:
        name = str(operation)
        if name == "NEGATE":
            parts.append("^")
        elif name == "LITERAL":
            parts.append(re.escape(chr(item)))
            own.append(chr(item))
        elif name == "RANGE":
            parts.append(f"{re.escape(chr(item[0]))}-{re.escape(chr(item[1]))}")
            own.append(chr(item[0]))
        else:
            said = str(item).replace("NOT_", "")
            letter = escaped[said]
            parts.append(letter.upper() if "NOT_" in str(item) else letter)
    found = re.compile(f"[{''.join(parts)}]")
    return [char for char in [*own[:4], *ALPHABET] if found.match(char)][:8] or [""]


def seconds(call: Any, text: str | bytes) -> float:
    best = 60.0
    for _ in range(2):
        start = process_time()
        call(text)
        best = min(best, process_time() - start)
        if best > 1:
            break
    return best


def grows(call: Any, texts: list[str], is_bytes: bool) -> bool:
    """Whether the time grows faster than the text: twice as long, and `SHORTER` times as long."""
    given = [text.encode("latin-1", "replace") if is_bytes else text for text in texts]
    if (time := seconds(call, given[1])) > NOISE:  # exponential: longer ones would never end
        return time > MOST * seconds(call, given[0])
    small = seconds(call, given[2])
    if small * SHORTER**2 < NOISE:
        return False
    large = seconds(call, given[3])
    return large > NOISE and large > MOST * small


def stalls(pattern: str, is_bytes: bool, flags: int, module: str) -> str:
    """The attack that takes a pattern more than linear time, or an empty string."""
    compiled = re.compile(pattern.encode("latin-1") if is_bytes else pattern, flags)
    tree = sre_parse.parse(compiled.pattern, flags)
    for method in methods(pattern, module):
        call = getattr(compiled, method)
        for before, body in dict.fromkeys(attacks(tree)):
            for head, unit in ((before, body), ("", before + body)):
                for tail in TAILS:
                    texts = [head + unit * n + tail for n in (12, 24)]
                    many = LONG // len(unit)
                    texts += [head + unit * n + tail for n in (many // SHORTER, many)]
                    # Other work on the machine may slow one measurement, not three in a row.
                    if all(grows(call, texts, is_bytes) for _ in range(3)):
                        return f"{method} of {head[:20]!r} + {unit[:20]!r} * n + {tail!r}"
    return ""


@pytest.mark.slow
def test_no_pattern_stalls() -> None:
    """Eight times the length may take 24 times the time; what is quadratic takes 64 times."""
    rows = patterns()
    assert len(rows) > 250
    found = {
        f"{module}: {pattern[:80]}": attack
        for pattern, is_bytes, flags, module in rows
        if not any(module == place and pattern.startswith(start) for place, start in CAPPED)
        if (attack := stalls(pattern, is_bytes, flags, module))
    }
    assert not found


@pytest.mark.parametrize(
    "pattern", [r"\s+$", r"(a|a)*b", r"<[^>]*>", r"x(?:[^y]+)+y", r"\w+@\w+\.com"]
)
def test_the_attacks_find_patterns_that_stall(pattern: str) -> None:
    assert stalls(pattern, False, int(re.compile(pattern).flags), "re")
