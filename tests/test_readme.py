"""The README's examples do what they say."""

from __future__ import annotations

import doctest
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from fixture_pages import ROOT

README = ROOT / "README.md"
_BLOCK = re.compile(r"^```(\w+)[^\n]*\n(.*?)^```$", re.M | re.S)
_FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
#: Commands of these are run where `declutter` is one of them; others (pip, curl) are not.
_RUNNABLE = frozenset({"declutter", "cat", "echo", "printf", "head", "grep"})


class Example(NamedTuple):
    """A command of a console block, and the lines that follow it."""

    command: str
    output: str


def blocks(*languages: str) -> list[str]:
    text = README.read_text("utf-8") if README.exists() else ""
    return [found[2] for found in _BLOCK.finditer(text) if found[1] in languages]


def examples() -> list[Example]:
    """The commands that can run here: no network, no installing."""
    found = []
    for block in blocks("console", "shell", "sh"):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            while command.endswith("\\"):
                line, _, output = output.partition("\n")
                command = f"{command[:-1]} {line.removeprefix('> ')}"
            if "declutter" in (names := programs(command)) and names <= _RUNNABLE:
                found.append(Example(command, output))
    return found


def programs(command: str) -> set[str]:
    """The first word of each command of a pipeline."""
    words = ["|", *shlex.split(command, comments=True)]
    return {words[i + 1] for i, word in enumerate(words[:-1]) if word in ("|", "&&", ";")}


def test_there_is_a_readme() -> None:
    assert README.exists()
    assert any(">>>" in block for block in blocks("python", "pycon"))
    assert examples()


@pytest.mark.parametrize("block", [b for b in blocks("python", "pycon") if b.startswith(">>>")])
def test_python(block: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    test = doctest.DocTestParser().get_doctest(block, {}, "README.md", str(README), 0)
    report: list[str] = []
    doctest.DocTestRunner(optionflags=_FLAGS).run(test, out=report.append)
    if report:
        pytest.fail("".join(report), pytrace=False)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")
@pytest.mark.parametrize("example", examples(), ids=lambda example: example.command)
def test_command(example: Example, tmp_path: Path) -> None:
    """In a copy of nothing but the fixtures, so that results land nowhere else."""
    (tmp_path / "fixtures").symlink_to(ROOT / "fixtures")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    result = subprocess.run(
        ["sh", "-c", example.command],
        cwd=tmp_path,
        env=os.environ | {"PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=60,
        check=False,
    )
    output = result.stdout.decode("utf-8")
    assert doctest.OutputChecker().check_output(example.output, output, _FLAGS), output


def test_the_docstring_of_the_package() -> None:
    import declutter

    assert doctest.testmod(declutter, optionflags=_FLAGS).failed == 0
