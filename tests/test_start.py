"""What the command line imports: nothing that the call at hand does without."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from fixture_pages import ROOT

_COMMAND = """
import json, sys
from declutter.cli.command import main
try:
    main()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
_TEA = "<p>Tea is made by steeping leaves in hot water, and has been for a long time.</p>"
_PAGE = "<h1>Tea</h1>" + 9 * _TEA

#: Slow to import, and of no use before there is a page.
ENGINE = ("numpy", "lxml", "declutter.pipeline", "declutter.document", "declutter.rules")
#: What a page of HTML in UTF-8, printed as text, does without.
SELDOM = (
    *("chardet", "cssselect", "dateutil", "pyarrow", "warcio", "tomllib", "tomli"),
    *("readability", "declutter.second_opinion"),
    *("multiprocessing", "asyncio", "concurrent", "urllib.request", "http"),
    # The uuid of Python 3.10, which click imports, brings it in.
    *(("subprocess",) if sys.version_info >= (3, 11) else ()),
    *("declutter.many", "declutter.pool", "declutter.batch", "declutter.cli.batch_command"),
    *("declutter.own_rules", "declutter.report", "declutter.embedded", "declutter.formulas"),
    *("declutter.segment.text", "declutter.source.tame", "declutter.explain.evidence"),
    *("declutter.explain.why", "declutter.facts", "declutter.render.markdown"),
    *("declutter.render.html", "declutter.render.tei", "declutter.render.explain"),
)


@pytest.mark.parametrize(
    ("arguments", "unwanted"),
    [(["--help"], ENGINE + SELDOM), (["--version"], ENGINE + SELDOM), ([], SELDOM)],
    ids=["help", "version", "page"],
)
def test_only_what_is_needed_is_imported(arguments: list[str], unwanted: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _COMMAND, *arguments],
        input=_PAGE, capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    modules = json.loads(done.stderr.splitlines()[-1])
    found = [m for m in modules for name in unwanted if m == name or m.startswith(f"{name}.")]
    assert not found
