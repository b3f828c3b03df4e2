"""What the fuzzer does with an input, and what holds of every document; needs no fuzzer."""

from __future__ import annotations

import codecs
import json
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from benchmarks.markdown_text import text_of
from declutter import Document, Label, Options, clean

_KINDS = ("auto", "html", "html", "text")
_ENCODINGS = (None, "utf-8", "windows-1252", "gbk")
#: Small limits, so that inputs of some kilobytes reach them.
_LIMITS = Options(max_bytes=1000, max_depth=6, max_blocks=8, strictness=0.0)


class Call(NamedTuple):
    """The arguments of `declutter.clean`."""

    source: bytes | str
    kind: Any
    options: Options


def call_of(data: bytes) -> Call:
    """The call that a fuzzer's input stands for.

    Bits 0 and 1 of the first byte: the kind. 2: as str. 3: with small limits. 4 and 5: the
    encoding that the transport names.
    """
    first, page = (data[0], data[1:]) if data else (0, b"")
    source: bytes | str = page.decode("utf-8", "surrogatepass_or_latin") if first & 4 else page
    options = _LIMITS if first & 8 else Options(encoding=_ENCODINGS[first >> 4 & 3])
    return Call(source, _KINDS[first & 3], options)


def check(document: Document) -> None:
    """Ask a document for everything, and hold it to what every document has."""
    plain = json.loads(document.to_json())
    for name in ("text", "markdown", "html", "tei", "front_matter", "explanation", "report"):
        getattr(document, name).encode("utf-8")
    for block in plain["blocks"]:
        assert block["evidence"], block
        assert 0 <= block["score"] <= 1, block
    for block in document.blocks:
        said = "".join(run.text for run in block.runs if run.tags != ("img",))
        assert said == block.text, block
    blocks = [b for b in document.blocks if b.keep and b.label is not Label.TITLE]
    kept = _letters("".join(block.text for block in blocks))
    if "[^" not in document.markdown:  # links back to the text are left out of footnotes
        assert _letters(document.text) == kept, "what is kept is not what is printed"
    shown = LexborHTMLParser(f"<body>{document.html}").text()
    assert _letters(shown) == _letters(document.text), "the HTML says something else"
    assert text_of(document.markdown) == document.text, "the Markdown says something else"


def _letters(text: str) -> str:
    """The letters only: renderers add marks and numbers, and take invisible characters out."""
    return "".join(filter(str.isalpha, text))


def one_input(data: bytes) -> None:
    """What libFuzzer calls."""
    call = call_of(data)
    check(clean(call.source, "https://a.example/tea", call.kind, call.options))


def _latin_where_broken(error: UnicodeError) -> tuple[str, int]:
    """Broken UTF-8 in a ``str`` input: lone surrogates where they are written, else Latin-1."""
    assert isinstance(error, UnicodeDecodeError)
    piece = error.object[error.start : error.start + 3]
    try:
        return piece.decode("utf-8", "surrogatepass"), error.start + 3
    except UnicodeDecodeError:
        return chr(error.object[error.start]), error.start + 1


codecs.register_error("surrogatepass_or_latin", _latin_where_broken)
