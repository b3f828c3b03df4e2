"""Writes a file whole or not at all."""

from __future__ import annotations

import hashlib
from pathlib import Path


def write(target: Path, text: str) -> None:
    """Write a result under a temporary name, then rename it.

    A device or a pipe is written to; a link stays a link, and what it points to is replaced.
    """
    if target.exists() and not target.is_file():
        target.write_text(text, encoding="utf-8", errors="replace", newline="\n")
    else:
        replace(target.resolve(), text.encode("utf-8", "replace"))


def replace(target: Path, data: bytes) -> None:
    """Put ``data`` in the place of a file or of nothing; folders on the way are made.

    If that fails, and an OSError says so, what was there before is still there.
    """
    place = temporary(target)
    try:
        try:
            stream = place.open("wb")
        except FileNotFoundError:
            target.parent.mkdir(parents=True, exist_ok=True)
            stream = place.open("wb")
        with stream:
            stream.write(data)
        place.replace(target)
    except OSError:
        discard(place)
        raise


def temporary(target: Path) -> Path:
    """Where a file is written before it is renamed.

    Always the same name for the same target, so that what a killed process left there is
    overwritten by the next; and a short one, for the target's may be as long as names can be.
    """
    digest = hashlib.blake2b(target.name.encode("utf-8", "surrogateescape"), digest_size=8)
    return target.with_name(f".{digest.hexdigest()}.part")


def discard(place: Path) -> None:
    """Remove a temporary file, if it was made."""
    try:
        place.unlink(missing_ok=True)
    except OSError:
        return  # below something that is no folder: there is nothing
