"""A page decides alike as HTML and as the lines of its text."""

from __future__ import annotations

import pytest
from fixture_pages import FIXTURES

from declutter import Document

#: Fixtures that exist in both forms: the HTML, and the text as it was flattened.
PAIRS = {"news--founding-case-html": "text--founding-case"}
#: What the markup of a page alone says, so that its lines may be judged otherwise: the fixtures
#: that each of these holds for, and the most blocks of theirs that are.
EXCEPTIONS: dict[str, tuple[str, int]] = {}
_BY_NAME = {fixture.name: fixture for fixture in FIXTURES}


def decisions(document: Document) -> dict[str, bool]:
    """What becomes of each text of a page; of one that stands there twice, the first time."""
    found: dict[str, bool] = {}
    for block in document.blocks:
        found.setdefault(" ".join(block.text.split()), block.keep)
    return found


@pytest.mark.parametrize(("html", "text"), PAIRS.items())
def test_fixtures_in_both_forms_keep_the_same(html: str, text: str) -> None:
    one, other = (decisions(_BY_NAME[name].document) for name in (html, text))
    shared = one.keys() & other.keys()
    assert len(shared) > 0.9 * len(one)
    assert [line for line in shared if one[line] != other[line]] == []
