"""Finds the inputs: files named, files below folders named, records of files."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Sequence
from fnmatch import fnmatch
from typing import BinaryIO, Final, NamedTuple

from declutter.formats import MANY_IN

#: Endings of the files that a folder is searched for.
PAGES: Final = (".html", ".htm", ".xhtml", ".txt", ".text", ".md")
_KINDS_OF_FILE: Final = (
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISCHR, "a device"),
)


class Found(NamedTuple):
    """An input file. path: absolute. place: below SRC, for the output's name. error: why what is
    below a folder stays unknown."""

    path: str
    place: str
    error: str = ""


class Search(NamedTuple):
    """What to look for: files and folders, and the patterns that files below folders must match
    (one of ``globs``, no one of ``excludes``).

    A pattern without ``/`` is held against the name, one with it against the place below SRC;
    ``*`` stands for anything. Excluded folders are not entered.
    """

    paths: Sequence[str]
    globs: Sequence[str] = ()
    excludes: Sequence[str] = ()

    def files(self, on_link: Callable[[str], None] = lambda path: None) -> Iterator[Found]:
        """All inputs, folder by folder, sorted by name.

        Below a folder, links to files are followed, links to folders are not, for they may lead
        in circles: ``on_link`` is told of them. What can be neither is found all the same:
        reading it will say why not.
        """
        several = len(self.paths) > 1
        for given in self.paths:
            path = os.path.abspath(given)
            if os.path.isdir(path):
                prefix = f"{os.path.basename(path)}/" if several and path != "/" else ""
                yield from self._below(path, prefix, on_link)
            else:
                yield Found(path, os.path.basename(path))

    def _below(self, top: str, prefix: str, on_link: Callable[[str], None]) -> Iterator[Found]:
        folders = [""]
        while folders:
            folder = folders.pop()
            try:
                with os.scandir(os.path.join(top, folder)) as entries:
                    names = sorted((entry.name, _is_folder(entry)) for entry in entries)
            except OSError as error:
                path = os.path.join(top, folder).rstrip("/")
                yield Found(path, prefix + folder, error.strerror or str(error))
                continue
            below = []
            for name, kind in names:
                place = f"{folder}/{name}" if folder else name
                if kind is not None:
                    if self._is_excluded(name, place):
                        continue
                    if kind:
                        below.append(place)
                    else:
                        on_link(os.path.join(top, place))
                elif self._is_wanted(name, place):
                    yield Found(os.path.join(top, place), prefix + place)
            folders.extend(reversed(below))

    def _is_wanted(self, name: str, place: str) -> bool:
        if self.globs:
            wanted = any(_fits(pattern, name, place) for pattern in self.globs)
        else:
            wanted = name.lower().endswith(PAGES) or is_container(name)
        return wanted and not self._is_excluded(name, place)

    def _is_excluded(self, name: str, place: str) -> bool:
        return any(_fits(pattern, name, place) for pattern in self.excludes)


def is_container(name: str) -> bool:
    """Whether a file is one of many pages, by its name."""
    return name.lower().endswith(MANY_IN)


def open_regular(path: str) -> BinaryIO:
    """Open a regular file to be read, and nothing else, for a pipe would never end.

    Raises OSError.
    """
    _refuse_special(os.stat(path).st_mode)
    # Between the two it may have been replaced: O_NONBLOCK opens a pipe without waiting.
    fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    stream = open(fd, "rb")  # noqa: SIM115 - the caller closes it
    try:
        _refuse_special(os.fstat(fd).st_mode)
    except OSError:
        stream.close()
        raise
    return stream


def _refuse_special(mode: int) -> None:
    for is_kind, words in _KINDS_OF_FILE:
        if is_kind(mode):
            raise OSError(f"{words}, not a file")


def _fits(pattern: str, name: str, place: str) -> bool:
    return fnmatch(place, pattern.strip("/")) if "/" in pattern else fnmatch(name, pattern)


def _is_folder(entry: os.DirEntry[str]) -> bool | None:
    """True for a folder, False for a link to one, None for all else."""
    try:
        return not entry.is_symlink() if entry.is_dir() else None
    except OSError:  # a link that leads to itself
        return None
