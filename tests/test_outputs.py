"""TEI, front matter, and what can be left out of every output."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from fixture_pages import FIXTURES, Fixture
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from made_pages import HTML, PLAIN

from declutter import Options, clean
from declutter.cli.command import main
from declutter.render.front_matter import render_front_matter
from declutter.render.tei import TeiHeader, render_tei

SCHEMA = etree.RelaxNG(etree.parse(str(Path(__file__).with_name("tei.rng"))))
TEI = "{http://www.tei-c.org/ns/1.0}"
PAGE = """<html lang=en><head><title>Tea</title><meta property=og:site_name content="Tea & Co">
<meta name=author content="Ida Moss"><meta property=article:published_time content=2023-05-04>
</head><body><article><h1>Tea</h1><p>Tea is made by <a href=/leaf>steeping leaves</a> in hot water,
and people have done so for a long time.<sup><a href=#fn1>1</a></sup></p><h2>How</h2>
<figure><img src=pot.jpg alt=Pot><figcaption>A pot of the best tea there is.</figcaption></figure>
<p>It is poured through a sieve into a warm cup, and nobody <em>ever</em> minds waiting.</p>
<table><tr><th>Leaf</th><th>Minutes</th></tr><tr><td>Green</td><td>two</td></tr></table>
<ol><li>Boil the water in the kettle.</li><li>Pour it over the leaves, and wait.</li></ol>
<p id=fn1>1. Some say that it was longer than anybody can tell, and who are we to argue.</p>
</article></body></html>"""


def parsed(tei: str) -> etree._Element:
    """A TEI document, valid."""
    root = etree.fromstring(tei.encode())
    SCHEMA.assertValid(root)
    return root


def words(root: etree._Element, path: str) -> list[str]:
    return [" ".join("".join(map(str, e.itertext())).split()) for e in root.iterfind(path)]


# -- TEI ------------------------------------------------------------------------------------


def test_tei_header() -> None:
    root = parsed(clean(PAGE, "https://tea.example/how/").tei)
    statement = f".//{TEI}fileDesc/{TEI}titleStmt/{TEI}"
    assert words(root, f"{statement}title") == ["Tea"]
    assert words(root, f"{statement}author") == ["Ida Moss"]
    publication = f".//{TEI}fileDesc/{TEI}publicationStmt/{TEI}"
    assert words(root, f"{publication}publisher") == ["Tea & Co"]
    assert words(root, f"{publication}date") == ["2023-05-04"]
    (pointer,) = root.iterfind(f"{publication}ptr")
    assert pointer.get("target") == "https://tea.example/how/"


def test_tei_body() -> None:
    root = parsed(clean(PAGE, "https://tea.example/how/", options=Options(strictness=0)).tei)
    assert words(root, f".//{TEI}head") == ["How"]
    assert words(root, f".//{TEI}list/{TEI}item")[0] == "Boil the water in the kettle."
    assert words(root, f".//{TEI}cell") == ["Leaf", "Minutes", "Green", "two"]
    assert root.find(f".//{TEI}graphic").get("url") == "https://tea.example/how/pot.jpg"
    references = [ref.get("target") for ref in root.iterfind(f".//{TEI}ref")]
    assert references == ["https://tea.example/leaf", "#note-1"]
    (note,) = root.iterfind(f".//{TEI}note")
    assert note.get("{http://www.w3.org/XML/1998/namespace}id") == "note-1"


@pytest.mark.parametrize("fixture", FIXTURES, ids=[fixture.name for fixture in FIXTURES])
def test_tei_of_fixtures_is_valid(fixture: Fixture) -> None:
    parsed(fixture.document.tei)


@settings(max_examples=150, deadline=None)
@given(HTML | PLAIN)
def test_tei_of_any_page_is_valid(page: str) -> None:
    parsed(clean(page, options=Options(strictness=0)).tei)


@settings(max_examples=100, deadline=None)
@given(st.text(), st.lists(st.text(min_size=1), max_size=3))
def test_tei_header_of_any_text(text: str, tags: list[str]) -> None:
    parsed(render_tei([], TeiHeader(text, tags, text, text, "en", text, text, tags, text)))


# -- front matter ---------------------------------------------------------------------------


def test_front_matter() -> None:
    front = clean(PAGE, "https://tea.example/how/").front_matter
    assert front.startswith("---\n")
    assert front.endswith("\n---")
    facts = yaml.safe_load(front.strip("-"))
    assert facts["title"] == "Tea"
    assert facts["authors"] == ["Ida Moss"]
    assert facts["date"] == "2023-05-04"
    assert facts["site_name"] == "Tea & Co"
    assert facts["url"] == "https://tea.example/how/"
    assert None not in facts.values()


@settings(max_examples=300, deadline=None)
@given(st.text(), st.lists(st.text(), max_size=3))
def test_front_matter_of_any_text(text: str, several: list[str]) -> None:
    front = render_front_matter({"one": text, "many": several, "none": None})
    facts = yaml.safe_load(front.removeprefix("---").removesuffix("---")) or {}
    assert set(facts) <= {"one", "many"}
    assert isinstance(facts.get("one", ""), str)
    assert len(facts.get("many", several)) == len(several)


def test_front_matter_stands_on_top_of_markdown() -> None:
    result = CliRunner().invoke(main, ["-f", "markdown", "--front-matter"], input=PAGE)
    assert result.exit_code == 0
    _, front, body = result.stdout.split("---\n", 2)
    assert yaml.safe_load(front)["title"] == "Tea"
    assert body.startswith("\n# Tea\n")


def test_front_matter_is_for_markdown() -> None:
    result = CliRunner().invoke(main, ["--front-matter"], input=PAGE)
    assert result.exit_code == 2
    assert "Markdown" in result.stderr


# -- leaving out ----------------------------------------------------------------------------


def outputs(*arguments: str) -> dict[str, str]:
    forms = ("text", "markdown", "html", "tei")
    return {
        form: CliRunner()
        .invoke(main, ["-f", form, "--strictness", "0", *arguments], input=PAGE)
        .stdout
        for form in forms
    }


def test_all_is_there() -> None:
    found = outputs()
    assert all("Green" in text for text in found.values())
    assert all("leaf" in found[form] for form in ("markdown", "html", "tei"))
    assert all("pot.jpg" in found[form] for form in ("markdown", "html", "tei"))


def test_no_tables() -> None:
    assert not any("Green" in text or "Leaf" in text for text in outputs("--no-tables").values())


def test_no_links() -> None:
    for text in outputs("--no-links").values():
        assert "/leaf" not in text
        assert "steeping leaves" in text


def test_no_images() -> None:
    for text in outputs("--no-images").values():
        assert "pot.jpg" not in text
        assert "A pot of the best tea" in text


@pytest.mark.parametrize("name", ["images", "links", "tables"])
def test_options_are_true_or_false(name: str) -> None:
    with pytest.raises(TypeError, match=name):
        Options(**{name: 1})


def test_the_ledger_has_what_is_left_out() -> None:
    document = clean(PAGE, options=Options(tables=False, strictness=0))
    assert any("Green" in block.text and block.keep for block in document.blocks)
