"""The public face: few names in, few names out."""

from __future__ import annotations

import inspect
import re
from collections import Counter

import pytest
from fixture_pages import FIXTURES, ROOT

import declutter
from declutter import Document, Label, Options, Status, clean, clean_many
from declutter.model import CONTENT_LABELS

NAMES = [
    *("Block", "Document", "Evidence", "Field", "Kind", "Label", "Metadata", "Options", "Rule"),
    *("Run", "Status", "clean", "clean_many", "read_rules"),
]

CONTENT = ("title", "dek", "body", "caption")
FURNITURE = ("kicker", "byline", "dateline", "tags")
CHROME = (
    *("nav", "breadcrumb", "masthead", "weather", "ticker", "share", "author-box", "related"),
    *("trending", "newsletter", "comments", "ad", "consent", "paywall", "toc", "pagination"),
    *("footer", "legal", "controls", "hidden", "other"),
)
MEMBERS = (
    *("status", "detail", "encoding", "score", "blocks", "text", "markdown", "html", "explanation"),
    *("metadata", "title", "dek", "byline", "date", "site_name", "language", "url"),
    *("label_counts", "chars", "kept_blocks", "to_dict", "to_json", "why", "threshold"),
    *("report", "timings", "tei", "front_matter"),
)


def test_all() -> None:
    assert declutter.__all__ == NAMES
    assert all(hasattr(declutter, name) for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_readme_lists(name: str) -> None:
    """Under the heading "API"."""
    readme = (ROOT / "README.md").read_text("utf-8")
    section = re.search(r"^#+ API\b.*?(?=^# |^## |\Z)", readme, re.M | re.S)
    assert section, "the README has no section called API"
    assert re.search(rf"\b{name}\b", section[0])


def test_labels() -> None:
    names = (*CONTENT, *FURNITURE, *CHROME)
    assert len(names) == 29
    assert [str(label) for label in Label] == list(names)
    assert {str(label) for label in CONTENT_LABELS} == set(CONTENT)


def test_members_of_a_document() -> None:
    document = clean("<h1>Tea</h1><p>Tea is made by steeping leaves in hot water.</p>")
    assert {name for name in dir(document) if not name.startswith("_")} == set(MEMBERS)
    assert str(document) == document.text
    assert "Tea" in repr(document)


def test_signatures() -> None:
    assert list(inspect.signature(clean).parameters) == ["source", "url", "kind", "options"]
    names = ["sources", "jobs", "timeout", "kind", "options"]
    assert list(inspect.signature(clean_many).parameters) == names
    fields = ["strictness", "keep", "drop", "rules", "encoding"]
    fields += ["max_bytes", "max_depth", "max_blocks", "max_output", "clock"]
    fields += ["images", "links", "tables", "second_opinion"]
    assert list(inspect.signature(Options).parameters) == fields


def test_everything_public_has_a_docstring() -> None:
    for name in NAMES:
        assert inspect.getdoc(getattr(declutter, name)), name
    for name in MEMBERS:
        member = getattr(Document, name, None)
        assert member is None or inspect.getdoc(member), name


def test_the_version_is_a_version() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+(\.dev\d+)?", declutter.__version__)


@pytest.mark.parametrize("source", ["", b"", "  \n", "<!-- -->", "<html></html>", "\ufeff"])
def test_empty_input(source: str | bytes) -> None:
    document = clean(source)
    assert document.status is Status.EMPTY
    assert document.detail
    assert (document.text, document.markdown, document.html) == ("", "", "")
    assert document.title is None
    assert document.blocks == ()


def test_label_counts_are_those_of_the_blocks() -> None:
    document = clean(FIXTURES[0].source.read_bytes())
    counts = Counter(block.label for block in document.blocks)
    assert document.label_counts == counts
    assert clean("").label_counts == {}


def test_what_is_no_page() -> None:
    document = clean(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")
    assert document.status is Status.NOT_HTML
    assert "PDF" in document.detail
    assert document.text == ""


def test_a_url_is_kept_and_used() -> None:
    page = "<h1>Tea</h1><p>Tea is made by steeping <a href='/leaf'>leaves</a> in hot water, for "
    page += "three or four minutes, and then it is poured through a sieve into a warm cup.</p>"
    document = clean(page, url="https://tea.example/how/")
    assert document.url == "https://tea.example/how/"
    assert re.search(r"\]\(<?https://tea\.example/leaf>?\)", document.markdown)
    assert 'href="https://tea.example/leaf"' in document.html
