"""The pinned figures of the fixtures, and how floors move."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fixture_pages import ROOT

floors = pytest.importorskip("benchmarks.floors", reason="the benchmarks are not beside the tests")


def test_no_figure_of_the_fixtures_is_below_its_floor() -> None:
    assert (ROOT / "benchmarks" / "floors.json").exists()
    assert floors.fallen(floors.fixtures(), floors.pinned()) == []


def test_floors_rise_and_sink_only_when_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "floors.json"
    monkeypatch.setattr(floors, "FILE", file)
    floors.pin({"a": 0.50009, "b": 0.5}, lower=False)
    floors.pin({"a": 0.6, "b": 0.4}, lower=False)
    assert json.loads(file.read_text()) == {"a": 0.6, "b": 0.5}
    assert floors.fallen({"a": 0.6, "b": 0.4}, floors.pinned()) == ["b"]
    floors.pin({"a": 0.6, "b": 0.4}, lower=True)
    assert floors.pinned() == {"a": 0.6, "b": 0.4}
