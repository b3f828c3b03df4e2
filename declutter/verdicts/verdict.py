"""What a rule beside the scorecards says of a block."""

from __future__ import annotations

from typing import Final, NamedTuple

#: What scores less is removed anyway, and not worth a look.
UNLIKELY: Final = 0.2


class Verdict(NamedTuple):
    """A rule's word on a block: its name, log-odds, and what it saw."""

    rule: str
    weight: float
    where: str
