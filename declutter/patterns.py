"""Regular expressions that are compiled when they are first used.

The package has over two hundred, and a page meets about eighty: compiling the others took a
tenth of the time of a process that cleans one page (20 of 220 ms).
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, Final, Generic, cast

_METHODS: Final = ("search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn")


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """A regular expression, to be used like that of `re.compile`.

    A fault in ``source`` is raised by the first use; a test compiles them all.
    """
    return cast("re.Pattern[AnyStr]", _Pattern(source, flags))


class _Pattern(Generic[AnyStr]):
    """What stands for a compiled pattern, and has its methods from the first use on."""

    def __init__(self, source: AnyStr, flags: int) -> None:
        self.pattern: AnyStr = source
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
