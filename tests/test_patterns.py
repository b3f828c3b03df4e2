"""Patterns that are compiled at their first use."""

from __future__ import annotations

import re

import pytest

from declutter.patterns import pattern


def test_it_is_used_like_a_compiled_one() -> None:
    tea = pattern(r"(tea)s?", re.IGNORECASE)
    assert tea.pattern == r"(tea)s?"
    assert tea.sub("cup", "Two Teas, one tea") == "Two cup, one cup"
    assert [found.group(1) for found in tea.finditer("tea TEAS")] == ["tea", "TEA"]
    assert tea.flags & re.IGNORECASE
    assert tea.groups == 1


def test_bytes() -> None:
    assert pattern(rb"\d+").findall(b"1 and 22") == [b"1", b"22"]


def test_nothing_is_compiled_before_the_first_use() -> None:
    broken = pattern("(")
    with pytest.raises(re.error):
        broken.search("")


def test_what_patterns_do_not_have() -> None:
    with pytest.raises(AttributeError):
        pattern("a").teapot  # type: ignore[attr-defined]  # noqa: B018
