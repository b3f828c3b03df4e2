"""The pages in fixtures/: each is there for a reason, and each is checked in the same way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from difflib import unified_diff
from pathlib import Path

import pytest
from fixture_pages import FIXTURES, ROOT, Alignment, Fixture, Stretch

from declutter import Document, Evidence
from declutter.cli.command import writer
from declutter.model import CONTENT_LABELS, Status

_FIELDS = ("text", "title", "byline", "date", "site_name", "language", "status", "encoding")
_EXPECT = frozenset({"title", "byline", "date", "site_name"})
_ABOUT = frozenset({"why", "language", "status", "url", "options", "expect", "open"})
_WITHOUT_TEXT = frozenset({"empty", "not_html"})
#: Checks that a fixture's ``[open]`` table may name as not passed yet, each with the reason.
_OPEN = frozenset({"keep", "labels", "metadata"})

on_every_fixture = pytest.mark.parametrize(
    "fixture", FIXTURES, ids=[fixture.name for fixture in FIXTURES]
)


def test_there_are_fixtures() -> None:
    assert len(FIXTURES) > 20


@on_every_fixture
def test_folder(fixture: Fixture) -> None:
    """Every file is there and says what it must say."""
    about = fixture.about
    assert about["why"].strip()
    assert about["language"]
    assert set(about) <= _ABOUT
    assert set(about.get("open", {})) <= _OPEN
    assert all(about.get("open", {}).values()), "what is open has a reason"
    assert set(about["expect"]) <= _EXPECT
    if about.get("status") in _WITHOUT_TEXT:
        assert not fixture.rows
        assert not fixture.document.blocks
        return
    assert fixture.rows
    assert fixture.document.blocks
    lines = fixture.document.blocks[0].where.startswith("line")
    assert lines == fixture.is_text, "taken for the wrong kind of input"


@on_every_fixture
def test_gold_is_the_whole_text(fixture: Fixture) -> None:
    difference = Alignment(fixture).difference
    if difference:
        pytest.fail(f"{fixture.name}: {difference}", pytrace=False)


@on_every_fixture
def test_keep(fixture: Fixture, request: pytest.FixtureRequest) -> None:
    """Each word is kept if its gold label is content, else removed."""
    _expect_open(fixture, "keep", request)
    wrong = (s for s in _stretches(fixture) if s.block.keep != (s.gold in CONTENT_LABELS))
    _fail_on(fixture, wrong)


@on_every_fixture
def test_labels(fixture: Fixture, request: pytest.FixtureRequest) -> None:
    """Each word has its gold label."""
    _expect_open(fixture, "labels", request)
    _fail_on(fixture, (s for s in _stretches(fixture) if s.block.label is not s.gold))


@on_every_fixture
def test_metadata(fixture: Fixture, request: pytest.FixtureRequest) -> None:
    _expect_open(fixture, "metadata", request)
    expected = {name: _plain(value) for name, value in fixture.about["expect"].items()}
    actual = {name: _plain(getattr(fixture.document, name)) for name in expected}
    wrong = [
        f"  {name}: {actual[name]!r}, not {expected[name]!r}"
        for name in expected
        if actual[name] != expected[name]
    ]
    if wrong:
        pytest.fail("\n".join([_shown(fixture.source), *wrong]), pytrace=False)


@on_every_fixture
def test_status(fixture: Fixture) -> None:
    """What about.toml says; if it says nothing, there is a text."""
    status = fixture.about.get("status")
    assert fixture.document.status in ({status} if status else {"ok", "listing", "paywall_stub"})


def test_every_status_of_a_page_has_a_fixture() -> None:
    found = {str(fixture.document.status) for fixture in FIXTURES}
    of_many_pages = {Status.TIMEOUT, Status.CRASHED}
    assert found == {status.value for status in Status if status not in of_many_pages}


@on_every_fixture
@pytest.mark.parametrize("name", ["expected.md", "expected.json"])
def test_expected(fixture: Fixture, name: str, request: pytest.FixtureRequest) -> None:
    """What comes out is what came out when somebody last looked at it."""
    write: Callable[[Document], str] = _as_json if name.endswith("json") else writer("markdown")
    path, actual = fixture.folder / name, write(fixture.document)
    if request.config.getoption("--regen"):
        path.write_text(actual, encoding="utf-8", newline="\n")
    if not path.exists():
        pytest.fail(f"{_shown(path)} is missing; pytest --regen writes it", pytrace=False)
    expected = path.read_bytes().decode("utf-8")
    if actual != expected:
        pytest.fail(_diff(expected, actual, _shown(path)), pytrace=False)


def test_same_text_from_html_and_from_plain_text() -> None:
    by_name = {fixture.name: fixture for fixture in FIXTURES}
    html = by_name["news--founding-case-html"].document
    text = by_name["text--founding-case"].document
    if html.text != text.text:
        pytest.fail(_diff(html.text, text.text, "from HTML", "from text"), pytrace=False)
    assert html.title == text.title


def _expect_open(fixture: Fixture, check: str, request: pytest.FixtureRequest) -> None:
    """Expect a check to fail if about.toml says that it is open; that it passes is then an error.

    Strict, so that a fixture that has come right loses its entry and cannot go wrong again.
    """
    reason = fixture.about.get("open", {}).get(check)
    if reason:
        request.applymarker(pytest.mark.xfail(reason=reason, strict=True))


def _stretches(fixture: Fixture) -> list[Stretch]:
    alignment = Alignment(fixture)
    if alignment.difference:
        pytest.fail(f"{fixture.name}: the gold is not the page's text", pytrace=False)
    return alignment.stretches


def _fail_on(fixture: Fixture, wrong: Iterable[Stretch]) -> None:
    """List the stretches whose block was decided otherwise than the gold asks for."""
    lines = [line for stretch in wrong for line in _lines(stretch)]
    if lines:
        head = f"{_shown(fixture.source)}: {fixture.about['why']}"
        pytest.fail("\n".join([head, *lines]), pytrace=False)


def _lines(stretch: Stretch) -> tuple[str, ...]:
    block = stretch.block
    keep = "kept" if block.keep else "removed"
    part = "" if stretch.whole else f" (of it {stretch.text[:40]!r})"
    return (
        f"  - {stretch.gold}",
        f"  + {block.label}, {keep} at {block.score:.2f}: {block.text[:90]!r}{part}",
        f"      {block.where}: {'; '.join(map(_reason, block.evidence[:4]))}",
    )


def _reason(evidence: Evidence) -> str:
    return f"{evidence.rule} {evidence.weight:+.2f} {evidence.where[:40]}"


def _plain(value: str | None) -> str | None:
    return None if value is None else " ".join(value.split())


def _as_json(document: Document) -> str:
    values = {name: getattr(document, name) for name in _FIELDS}
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def _diff(expected: str, actual: str, old: str, new: str = "now") -> str:
    lines = unified_diff(expected.splitlines(), actual.splitlines(), old, new, "", "", 1, "")
    return "\n".join(lines) or f"{old}: line ends differ"


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT))
