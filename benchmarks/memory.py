"""Peak memory of cleaning a page, as a multiple of what its parsed tree takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

#: Run in a process of its own each: the most resident kilobytes, less those before. The kernel's
#: own count (Linux), since getrusage's goes on from the parent's.
_MEASURE = """
import re, sys
import declutter
from declutter.decode import decode
from declutter.parse import parse
declutter.clean("<p>Warm, so that only the page is measured.</p>").text
data = open(sys.argv[2], "rb").read()
text = decode(data).text
def peak():
    return int(re.search(r"VmHWM:\\s+(\\d+)", open("/proc/self/status").read())[1])
before = peak()
kept = parse(text) if sys.argv[1] == "tree" else declutter.clean(data).text
print(peak() - before)
"""


def measured(path: Path) -> tuple[int, int]:
    """Kilobytes that the tree of a page takes, and that cleaning it takes at the most."""
    found = [
        int(
            subprocess.run(
                [sys.executable, "-c", _MEASURE, what, str(path)],
                capture_output=True, text=True, check=True,
            ).stdout
        )
        for what in ("tree", "clean")
    ]  # fmt: skip
    return found[0], found[1]
