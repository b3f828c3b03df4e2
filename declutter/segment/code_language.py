"""The language of a code block, as the classes on it and around it name it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Final

from declutter.page import Frames
from declutter.patterns import pattern
from declutter.segment.elements import ROWS

_PREFIXES: Final = ("language-", "lang-", "highlight-source-", "highlight-", "brush:")
#: Classes beside which highlighters put the bare name of the language.
_BESIDE: Final = frozenset({"hljs", "sourceCode", "brush:"})
_NAME: Final = pattern(r"[a-z][a-z0-9+#-]{0,19}")
#: What stands there as well, and is none.
_NO_LANGUAGE: Final = frozenset(
    {"hljs", "numberlines", "copyable", "wrap", "code", "line-numbers", "default", "notranslate"}
)
#: Beside the plain ``highlight`` stands more than languages: there it must be one of these.
_KNOWN: Final = frozenset(
    {
        "bash", "c", "cpp", "csharp", "css", "diff", "go", "html", "http", "ini", "java",
        "javascript", "js", "json", "kotlin", "lua", "makefile", "perl", "php", "python", "r",
        "ruby", "rust", "scala", "sh", "shell", "sql", "swift", "toml", "ts", "typescript", "xml",
        "yaml",
    }
)  # fmt: skip
#: A highlighter's word for a language that nobody has named.
_UNSAID: Final = frozenset({"auto", "default", "none", "nohighlight", "unknown", "undefined"})
#: Attributes that hold the bare name.
NAMING: Final = frozenset({"data-lang", "data-language"})
#: So many elements around code may name it, and so many are looked at.
NAMES_AROUND: Final = 3
MAX_AROUND: Final = 8
MAX_WORDS: Final = 60
MAX_NAME: Final = 30


def named_language(attribute: Callable[[str], str | None]) -> str:
    """The class that would say what an attribute of the code says; empty where none does."""
    names = filter(None, map(attribute, sorted(NAMING)))
    return next((f"language-{name}" for name in names), "")


def names_around(frames: Frames, frame: int) -> list[str]:
    """The classes of the innermost elements from a frame on.

    Code whose lines are numbered stands in a table: what that is made of does not count.
    """
    names: list[str] = []
    for _ in range(MAX_AROUND):
        if frame < 0 or len(names) == NAMES_AROUND:
            break
        if frames.tag[frame] not in ROWS:
            names.append(frames.name[frame])
        frame = frames.parent[frame]
    return names


def code_language(classes: Iterable[str]) -> str:
    """The language that class attributes name, innermost first; empty where they name none.

    Known are ``language-x``, ``lang-x``, ``highlight-x``, ``brush: x``, and a name beside ``hljs``
    or ``sourceCode``; beside ``highlight`` one of the common ones.
    """
    attributes = [value.split()[:MAX_WORDS] for value in classes]
    for words in attributes:
        for word in words:
            for prefix in _PREFIXES:
                if word.startswith(prefix) and len(word) > len(prefix):
                    name = word[len(prefix) :].rstrip(";")[:MAX_NAME]
                    return "" if name.lower() in _UNSAID else name
    for words in attributes:
        for word, after in pairwise(words):
            name = after.rstrip(";")
            if word == "highlight" and name in _KNOWN:
                return name
            if word in _BESIDE and _NAME.fullmatch(name) and name not in _NO_LANGUAGE:
                return name
    return ""
