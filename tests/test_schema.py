"""The JSON output is what the schema in the package says."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pytest
from fixture_pages import FIXTURES, Fixture
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from made_pages import HTML, PLAIN

from declutter import Kind, Label, Status, clean
from declutter.document import SCHEMA
from declutter.metadata import Metadata
from declutter.structures import Structure

TEXT: dict[str, Any] = json.loads((files("declutter") / "schema.json").read_text("utf-8"))
VALIDATOR = Draft202012Validator(TEXT)


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(TEXT)
    assert TEXT["properties"]["schema"]["const"] == SCHEMA


def test_the_schema_lists_what_there_is() -> None:
    block = TEXT["$defs"]["block"]["properties"]
    assert TEXT["properties"]["status"]["enum"] == list(map(str, Status))
    assert block["kind"]["enum"] == list(map(str, Kind))
    assert block["label"]["enum"] == list(map(str, Label))
    container = block["containers"]["items"]["properties"]
    assert container["form"]["enum"] == list(map(str, Structure))
    assert set(TEXT["properties"]["metadata"]["properties"]) == set(Metadata().to_dict())


@pytest.mark.parametrize("fixture", FIXTURES, ids=[fixture.name for fixture in FIXTURES])
def test_fixtures(fixture: Fixture) -> None:
    VALIDATOR.validate(json.loads(fixture.document.to_json()))


@settings(max_examples=80, deadline=None)
@given(HTML | PLAIN)
def test_any_page(page: str) -> None:
    VALIDATOR.validate(json.loads(clean(page).to_json()))


@pytest.mark.parametrize("source", ["", b"%PDF-1.7\n1 0 obj", "<p>x"])
def test_pages_without_content(source: str | bytes) -> None:
    VALIDATOR.validate(json.loads(clean(source).to_json()))
