"""Keeping and dropping by label, in the library and on the command line."""

from __future__ import annotations

import pytest
from click.testing import CliRunner
from fixture_pages import FIXTURES, Fixture

from declutter import Label, Options, clean
from declutter.cli.command import main

NAMES = ("news--full-chrome", "news--german-portal", "text--founding-case", "forum--thread")
CHOSEN = [fixture for fixture in FIXTURES if fixture.name in NAMES]
on_fixtures = pytest.mark.parametrize("fixture", CHOSEN, ids=lambda fixture: fixture.name)


@on_fixtures
@pytest.mark.parametrize(("option", "keep"), [("keep", True), ("drop", False)])
def test_each_label(fixture: Fixture, option: str, keep: bool) -> None:
    """What has the label is kept, or dropped; labels and all other blocks stay as they are."""
    plain, source = fixture.document, fixture.source.read_bytes()
    assert plain.label_counts
    for label in plain.label_counts:
        options = Options(**{option: {label}})  # type: ignore[arg-type]
        document = clean(source, options=options)
        assert [block.label for block in document.blocks] == [b.label for b in plain.blocks]
        for before, after in zip(plain.blocks, document.blocks, strict=True):
            if before.label is label:
                assert (after.keep, after.decided) == (keep, "label")
                if label is not Label.TITLE:  # printed above the text
                    printed = after.text.split("\n")[0].split("\t")[0].strip()
                    assert not keep or printed in document.text
            else:
                assert (after.keep, after.decided) == (before.keep, before.decided)
        words = ["--" + option, str(label), "--no-title", str(fixture.source)]
        result = CliRunner().invoke(main, words, catch_exceptions=False)
        assert result.stdout.rstrip("\n") == document.text


@on_fixtures
def test_drop_wins_and_lists_add_up(fixture: Fixture) -> None:
    source = fixture.source.read_bytes()
    both = clean(source, options=Options(keep=frozenset(Label), drop=frozenset({Label.BODY})))
    assert all(block.keep is (block.label is not Label.BODY) for block in both.blocks)
    words = ["--keep", ",".join(Label), "--drop", "body", "--no-title", str(fixture.source)]
    assert CliRunner().invoke(main, words).stdout.rstrip("\n") == both.text


@pytest.mark.parametrize("value", ["nav", 3, ["navigation"], [None]])
@pytest.mark.parametrize("option", ["keep", "drop"])
def test_what_is_no_set_of_labels(option: str, value: object) -> None:
    with pytest.raises((TypeError, ValueError), match=option):
        Options(**{option: value})  # type: ignore[arg-type]
