"""A block's score taken apart against the page's other blocks."""

from __future__ import annotations

import numpy as np
import pytest

from declutter.explain.contrast import FEWEST, apart
from declutter.score.scorecard import Scorecard

CARD = Scorecard(
    "base\t0.5\n"
    "words > 10 & links > 0.5\t-1 2 -3 0.5\n"
    "links > 0.2 & page > 100\t0.25 -0.5 1 -2\n"
    "words > 40 & page > 100\t0 1 0.5 3\n"
)


def columns(count: int) -> dict[str, np.ndarray]:
    numbers = np.arange(count, dtype=np.float32)
    return {"words": numbers * 7, "links": (numbers % 4) / 4, "page": np.full_like(numbers, 300)}


@pytest.mark.parametrize("count", [1, 2, FEWEST - 1, FEWEST, 30])
@pytest.mark.parametrize("most", [1, 2, 10])
def test_parts_add_up_to_the_score(count: int, most: int) -> None:
    values = columns(count)
    scores = CARD.score(values).tolist()
    parts = apart(CARD, values, most)
    assert len(parts) == count
    for score, part in zip(scores, parts, strict=True):
        told = sum(share.weight for share in part.strongest)
        assert part.base + told + part.rest == pytest.approx(score, abs=1e-5)
        assert len(part.strongest) <= most
        if not part.others:
            assert part.rest == pytest.approx(0, abs=1e-5)


def test_what_all_blocks_have_is_no_reason() -> None:
    values = columns(30)
    values["words"][:] = values["links"][:] = 1
    assert all(not part.strongest and not part.others for part in apart(CARD, values, 10))


def test_the_strongest_come_first_and_one_is_always_there() -> None:
    for part in apart(CARD, columns(30), 2, always="links"):
        strengths = [abs(share.weight) for share in part.strongest]
        assert strengths == sorted(strengths, reverse=True)
        assert "links" in [share.feature for share in part.strongest]


def test_a_share_tells_the_value_it_is_for() -> None:
    values = columns(30)
    for block, part in enumerate(apart(CARD, values, 10)):
        for share in part.strongest:
            assert share.value == values[share.feature][block]
