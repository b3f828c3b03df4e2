"""Options and markers of the test suite."""

from __future__ import annotations

import pytest
from hypothesis import settings

# The same examples in every run: what passes here passes there. New ones are the fuzzer's matter.
settings.register_profile("same", derandomize=True)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regen",
        action="store_true",
        help="rewrite expected.md and expected.json of each fixture, never labels.tsv",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes seconds; left out on other Python versions")
