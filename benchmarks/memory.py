"""Peak memory of cleaning a page, as a multiple of what its parsed tree takes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

#: Run in a process of its own each: resident kilobytes, by the kernel's own count (Linux), since
#: getrusage's goes on from the parent's. The tree is that of the bare parse, and takes what stays
#: resident once it is parsed; of cleaning counts the peak, from the page's bytes on. Writing 5
#: forgets earlier peaks.
_MEASURE = """
import re, sys
import declutter
from lxml import etree
declutter.clean("<p>Warm, so that only the page is measured.</p>").text
data = open(sys.argv[2], "rb").read()
def kilobytes(what):
    return int(re.search(what + r":\\s+(\\d+)", open("/proc/self/status").read())[1])
open("/proc/self/clear_refs", "w").write("5")
before = kilobytes("VmRSS")
bare = etree.HTMLParser(encoding="utf-8")
kept = etree.fromstring(data, bare) if sys.argv[1] == "tree" else declutter.clean(data).text
print(kilobytes("VmRSS" if sys.argv[1] == "tree" else "VmHWM") - before)
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
