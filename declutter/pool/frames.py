"""How a pool and its workers talk: pickled messages with their length before them."""

from __future__ import annotations

import os
import pickle
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

_HEAD: Final = 8
_READ: Final = 1 << 20


def packed(message: object) -> bytes:
    """A message as it goes over the pipe."""
    body = pickle.dumps(message, protocol=5)
    return len(body).to_bytes(_HEAD, "big") + body


def send(fd: int, frame: bytes) -> None:
    """Write a whole frame."""
    view = memoryview(frame)
    while view:
        view = view[os.write(fd, view) :]


def receive(stream: BinaryIO) -> Any:
    """The next message; raises EOFError where the other side has gone."""
    head = stream.read(_HEAD)
    length = int.from_bytes(head, "big")
    body = stream.read(length)
    if len(head) < _HEAD or len(body) < length:
        raise EOFError
    return pickle.loads(body)


class Inbox:
    """Puts frames together from what is there to be read, so that a reader never has to wait."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._buffer = bytearray()

    def read(self) -> bool:
        """Take what has come; False at the end. The descriptor must be ready to be read."""
        data = os.read(self._fd, _READ)
        self._buffer += data
        return bool(data)

    def messages(self) -> Iterator[bytes]:
        """Complete messages, still pickled."""
        while len(self._buffer) >= _HEAD:
            end = _HEAD + int.from_bytes(self._buffer[:_HEAD], "big")
            if len(self._buffer) < end:
                return
            body = bytes(self._buffer[_HEAD:end])
            del self._buffer[:end]
            yield body
