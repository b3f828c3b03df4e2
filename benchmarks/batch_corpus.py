"""Many files for a batch, one in a hundred of them bad or odd, and what is to become of each."""

from __future__ import annotations

import itertools
import os
import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

#: One input in so many is bad or odd.
ONE_IN = 100
FOLDER = 500
#: What is bad or odd about an input: the statuses of those that come to no output, or None for
#: good ones in odd places.
KINDS: dict[str, str | None] = {
    "dangling link": "unreadable",
    "no permission": "unreadable",
    "empty": "empty",
    "noise": "not_html",
    "named pipe": "unreadable",
    "directory named x.html": None,
    "space in the name": None,
    "newline in the name": None,
    "broken UTF-8 in the name": None,
}


@dataclass
class Corpus:
    """Where the inputs are. good: path -> the page that it is; bad: path -> kind."""

    folder: Path
    good: dict[bytes, Path] = field(default_factory=dict)
    bad: dict[bytes, str] = field(default_factory=dict)
    odd: int = 0

    def __len__(self) -> int:
        return len(self.good) + len(self.bad)


def build(
    sources: Sequence[Path], folder: Path, count: int, noise_bytes: int, one_in: int = ONE_IN
) -> Corpus:
    """So many inputs: the pages several times over under different names, by links.

    Noise is one file of random bytes, linked to. One in ``one_in`` is bad or odd.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    noise = folder.with_name("noise.bin")
    with noise.open("wb") as stream:
        chance = random.Random(0)
        for start in range(0, noise_bytes, 1 << 20):
            stream.write(chance.randbytes(min(1 << 20, noise_bytes - start)))
    corpus = Corpus(folder)
    kinds = itertools.cycle(KINDS)
    pages = itertools.cycle(sources)
    for number in range(count):
        place = folder / f"{number // FOLDER:03d}"
        place.mkdir(exist_ok=True)
        name = os.fsencode(place / f"{number:05d}")
        page = next(pages)
        if number % one_in:
            corpus.good[_linked(name + b".html", page)] = page
        else:
            corpus.odd += 1
            _odd(corpus, next(kinds), name, page, noise)
    return corpus


def _odd(corpus: Corpus, kind: str, name: bytes, page: Path, noise: Path) -> None:
    path = name + b".html"
    if KINDS[kind] is not None:
        corpus.bad[path] = kind
    if kind == "dangling link":
        os.symlink(b"nowhere.html", path)
    elif kind == "no permission":
        shutil.copyfile(page, path)
        os.chmod(path, 0)
    elif kind == "empty":
        open(path, "wb").close()
    elif kind == "noise":
        _linked(path, noise)
    elif kind == "named pipe":
        os.mkfifo(path)
    elif kind == "directory named x.html":
        os.mkdir(path)
        corpus.good[_linked(path + b"/inside.html", page)] = page
    else:
        ending = {"space": b" and space", "newline": b"\nand a line", "broken": b"\xff\xfe"}
        corpus.good[_linked(name + ending[kind.split()[0]] + b".html", page)] = page


def _linked(path: bytes, page: Path) -> bytes:
    os.symlink(os.fsencode(page.resolve()), path)
    return path
