"""The pages in fixtures/: what each folder holds, and the document that its input gives."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from declutter import Block, Document, Kind, Label, Options, clean

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

ROOT = Path(__file__).parents[1]
INPUTS = ("input.html", "input.txt", "input.bin")
_NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Fixture:
    """One folder of fixtures/; a missing file raises an error that names it."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def source(self) -> Path:
        """The only input of the folder."""
        found = [self.folder / name for name in INPUTS if (self.folder / name).exists()]
        if len(found) != 1:
            raise FileNotFoundError(f"{self.folder} must hold one of {', '.join(INPUTS)}")
        return found[0]

    @property
    def is_text(self) -> bool:
        return self.source.suffix == ".txt"

    @property
    def about(self) -> dict[str, Any]:
        return tomllib.loads((self.folder / "about.toml").read_text("utf-8"))

    @property
    def rows(self) -> list[tuple[Label, str]]:
        """The gold: a label and a text for each stretch of the page, in order."""
        lines = (self.folder / "labels.tsv").read_text("utf-8").split("\n")
        rows = [line.split("\t", 1) for line in lines if line]
        return [(Label(label), text) for label, text in rows]

    @property
    def document(self) -> Document:
        return _document(self)

    def clean(self) -> Document:
        """The document, made anew."""
        about = self.about
        options = Options(**about.get("options", {}))
        return clean(self.source.read_bytes(), about.get("url"), options=options)


@cache
def _document(fixture: Fixture) -> Document:
    return fixture.clean()


FIXTURES = [Fixture(path) for path in sorted((ROOT / "fixtures").iterdir()) if path.is_dir()]


def letters(text: str) -> str:
    """A text's word characters: what is left where spaces, signs and cuts do not count."""
    return _NO_WORD.sub("", text)


def printed(block: Block, is_text: bool) -> str:
    """A block's text with what the reader of a plain text has taken off in front of it."""
    if not is_text:
        return block.text
    before = block.language if block.kind is Kind.CODE else block.marker
    return f"{before} {block.text}"


@dataclass(frozen=True)
class Stretch:
    """A stretch of a page's text that lies in one gold row and in one block."""

    text: str
    gold: Label
    block: Block
    whole: bool  # whether it is all of the block


class Alignment:
    """A fixture's gold rows laid over the blocks of its document, letter by letter."""

    def __init__(self, fixture: Fixture) -> None:
        self.rows = fixture.rows
        self.blocks = fixture.document.blocks
        self.gold = [letters(text) for _, text in self.rows]
        self.found = [letters(printed(block, fixture.is_text)) for block in self.blocks]

    @property
    def difference(self) -> str:
        """Where the two texts part, or an empty string."""
        gold, found = "".join(self.gold), "".join(self.found)
        if gold == found:
            return ""
        at = next(
            (i for i, pair in enumerate(zip(gold, found, strict=False)) if pair[0] != pair[1]),
            min(len(gold), len(found)),
        )
        start = max(at - 40, 0)
        return (
            f"the texts part at letter {at}:\n"
            f"  labels.tsv  …{gold[start : at + 40]}…\n"
            f"  the blocks  …{found[start : at + 40]}…"
        )

    @cached_property
    def stretches(self) -> list[Stretch]:
        """The page cut wherever a gold row or a block ends. The texts must be equal."""
        result = []
        rows, blocks = _bounds(self.gold), _bounds(self.found)
        text = "".join(self.gold)
        start = row = block = 0
        for end in sorted({*rows, *blocks} - {0}):
            while rows[row] < end:
                row += 1
            while blocks[block] < end:
                block += 1
            whole = end - start == len(self.found[block])
            result.append(Stretch(text[start:end], self.rows[row][0], self.blocks[block], whole))
            start = end
        return result


def _bounds(texts: list[str]) -> list[int]:
    """Where each text ends once they are all joined."""
    ends, at = [], 0
    for text in texts:
        at += len(text)
        ends.append(at)
    return ends
