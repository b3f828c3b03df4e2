"""Where the output of an input goes: mirrored names, never two inputs in one output."""

from __future__ import annotations

import hashlib
import os
from typing import Final

#: Longest name of a file or folder, in bytes, on all usual file systems.
MAX_BYTES: Final = 255


def mirrored(place: str, ending: str) -> str:
    """The output's place below OUT, from the input's place below SRC, with ``/`` between names.

    No two places give the same: the input's own ending stays in the name, and a folder never has
    the ending of an output, so that ``a.txt`` made from a file ``a`` does not meet a folder.
    """
    *folders, name = place.split("/")
    return "/".join([*(_folder(folder, ending) for folder in folders), _fitting(name, ending)])


def numbered(name: str, ending: str, number: int) -> str:
    """Another name, where the first one belongs to another input."""
    folder, slash, last = name.rpartition("/")
    return f"{folder}{slash}{_fitting(last.removesuffix(ending), f'-{number}{ending}')}"


def of_record(place: str, number: int, ending: str) -> str:
    """The output's place of a record: a file in a folder called as the input file."""
    return f"{mirrored(place, ending).removesuffix(ending)}/{number:09d}{ending}"


def _folder(name: str, ending: str) -> str:
    return _fitting(name, "~") if name.rstrip("~").endswith(ending) else name


def _fitting(name: str, ending: str) -> str:
    """The name with its ending, cut where file systems would refuse it."""
    if len(os.fsencode(name + ending)) <= MAX_BYTES:
        return name + ending
    ending = f"~{hashlib.blake2b(os.fsencode(name), digest_size=8).hexdigest()}{ending}"
    while len(os.fsencode(name + ending)) > MAX_BYTES:
        name = name[:-1]
    return name + ending
