"""What holds for every page, whatever is on it and however the engine decides."""

from __future__ import annotations

import hashlib
import math
import os
import pickle
import re
import subprocess
import sys
from dataclasses import FrozenInstanceError
from itertools import pairwise
from typing import Any

import pytest
from fixture_pages import FIXTURES, ROOT, Fixture, letters, printed
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import etree
from made_pages import HTML, PLAIN

from declutter import Block, Document, Label, Options, Status, clean
from declutter.metadata import read_metadata
from declutter.segment.dump_marks import DumpMarks
from declutter.segment.html import _NEVER_IN_HEADS, segment_html
from declutter.segment.wrapping import Line
from declutter.source.decode import decode
from declutter.source.parse import parse
from declutter.source.tame import tame

on_every_fixture = pytest.mark.parametrize(
    "fixture", FIXTURES, ids=[fixture.name for fixture in FIXTURES]
)
on_html_fixtures, on_text_fixtures = (
    pytest.mark.parametrize(
        "fixture",
        [fixture for fixture in FIXTURES if fixture.is_text is is_text],
        ids=[fixture.name for fixture in FIXTURES if fixture.is_text is is_text],
    )
    for is_text in (False, True)
)
anything = settings(max_examples=150, deadline=None)
PAGES = HTML | PLAIN


def squeeze(text: str) -> str:
    """A text without its white space."""
    return "".join(text.split())


def visible(root: etree._Element) -> str:
    """The text of a tree as XPath reads it: all text nodes but those of code, styles and head.

    A head that parts of the page stand in is none: the parser has not seen where it ends.
    """
    head = root.find("head")
    holds_page = head is not None and any(child.tag in _NEVER_IN_HEADS for child in head)
    unseen = "ancestor::title" if holds_page else "ancestor::head"
    nodes = root.xpath(
        f"descendant-or-self::text()[not(ancestor::script or ancestor::style or {unseen})]"
    )
    assert isinstance(nodes, list)
    return squeeze("".join(map(str, nodes)))


def ledger_text(blocks: tuple[Block, ...]) -> str:
    return squeeze("".join(block.text for block in blocks))


# -- nothing is lost ------------------------------------------------------------------------


@on_html_fixtures
def test_every_word_of_a_fixture_stands_in_one_block(fixture: Fixture) -> None:
    document = fixture.document
    if document.status in (Status.TRUNCATED, Status.NOT_HTML):
        pytest.skip("not all of it is read")
    if any(block.where.startswith("data: ") for block in document.blocks):
        pytest.skip("its text stands in no element")
    root = parse(decode(fixture.source.read_bytes(), None).text)
    assert root is not None
    assert ledger_text(document.blocks) == visible(root)


@on_text_fixtures
def test_every_letter_of_a_text_fixture_stands_in_one_block(fixture: Fixture) -> None:
    check_letters(decode(fixture.source.read_bytes(), None).text, fixture.document.blocks)


def check_letters(text: str, blocks: tuple[Block, ...]) -> None:
    """All word characters are there in order; bullets and rules may be taken off.

    The marks that a terminal browser sets into a text are its own; a line of nothing else stays.
    """
    rows = re.split("\r\n|[\r\n\u2028]", text)
    marks = DumpMarks([Line(n, line.strip(), 0) for n, line in enumerate(rows, 1)])
    text = "\n".join(marks.without(row)[0] for row in rows)
    found = "".join(printed(block, is_text=True) for block in blocks)
    assert letters(found) == letters(text)


@anything
@given(HTML)
@example("<p>a<head>b</head>c")
@example("<table>x<tr>y<td>z</table>")
@example("<a href=/>a<div>b</a>c</div>d")
@example("<pre>\n\n a \n</pre><ul>a<li>b<ul><li>c</ul>d</ul>")
@example("<tr><td>a<td>b<br>c</tr><td>\x1d\x1e")
@example("<svg>a<script>no</script>b<g>c<style>no</style>d</g>e</svg>f")
def test_every_word_of_any_html_stands_in_one_block(html: str) -> None:
    root = parse(html)
    document = clean(html, kind="html")
    assert ledger_text(document.blocks) == ("" if root is None else visible(root))


@anything
@given(PLAIN)
@example("```py\nprint(1)\n```")
@example("```\nprint(1)\n``` Words after the fence")
@example("1. one\n\n2) two\n(3) three\n# four #")
def test_every_word_of_any_text_stands_in_one_block(text: str) -> None:
    check_letters(text, clean(text, kind="text").blocks)


@on_every_fixture
def test_kept_blocks_make_the_text(fixture: Fixture) -> None:
    document = fixture.document
    kept = [b for b in document.blocks if b.keep and b.label is not Label.TITLE]
    words = " ".join(block.text for block in kept).split()
    text = document.text
    if "[^" in document.markdown:  # labels of footnotes have brackets of ours around them
        words, text = [letters(word) for word in words], letters(text)
    at = 0
    left = []
    for word in words:
        found = text.find(word, at)
        assert found >= 0, f"{word!r} is kept but not in the text"
        left.append(text[at:found])
        at = found + len(word)
    left.append(text[at:])
    assert re.fullmatch(r"[-|.\d\s]*", "".join(left)), "the text holds what was not kept"


@on_every_fixture
def test_the_title_is_not_in_the_text_twice(fixture: Fixture) -> None:
    document = fixture.document
    titles = {b.text for b in document.blocks if b.label is Label.TITLE}
    assert not titles & set(document.text.split("\n"))


# -- reasons --------------------------------------------------------------------------------


def check_evidence(blocks: tuple[Block, ...]) -> None:
    for block in blocks:
        assert block.evidence, block
        assert isinstance(block.keep, bool)
        assert isinstance(block.label, Label)
        assert 0 <= block.score <= 1
        odds = sum(reason.weight for reason in block.evidence)
        share = 1 / (1 + math.exp(-max(min(odds, 30), -30)))
        assert share == pytest.approx(block.score, abs=1e-4), block
        if 1e-3 < block.score < 1 - 1e-3:
            assert odds == pytest.approx(math.log(block.score / (1 - block.score)), abs=0.01)


@on_every_fixture
def test_evidence_adds_up_to_the_score(fixture: Fixture) -> None:
    check_evidence(fixture.document.blocks)


@settings(max_examples=60, deadline=None)
@given(PAGES)
def test_evidence_adds_up_on_any_page(page: str) -> None:
    check_evidence(clean(page).blocks)


@on_every_fixture
def test_runs_make_the_text(fixture: Fixture) -> None:
    for block in fixture.document.blocks:
        assert "".join(run.text for run in block.runs if run.tags != ("img",)) == block.text


# -- strictness -----------------------------------------------------------------------------


def kept(page: bytes | str, options: Options) -> set[int]:
    blocks = clean(page, options=options).blocks
    return {i for i, block in enumerate(blocks) if block.keep}


@on_every_fixture
def test_a_stricter_setting_keeps_a_subset(fixture: Fixture) -> None:
    page = fixture.source.read_bytes()
    sets = [kept(page, Options(strictness=value)) for value in (1, 0.8, 0.5, 0.2, 0)]
    assert all(strict <= loose for strict, loose in pairwise(sets))


@settings(max_examples=60, deadline=None)
@given(
    PAGES,
    st.floats(0, 1),
    st.floats(0, 1),
    st.sets(st.sampled_from(Label)),
    st.sampled_from(("keep", "drop")),
)
def test_a_stricter_setting_keeps_a_subset_of_any_page(
    page: str, one: float, other: float, labels: set[Label], option: str
) -> None:
    strict, loose = (
        Options(strictness=value, **{option: frozenset(labels)})  # type: ignore[arg-type]
        for value in sorted((one, other), reverse=True)
    )
    assert kept(page, strict) <= kept(page, loose)


@on_every_fixture
def test_keep_and_drop_act_on_labels(fixture: Fixture) -> None:
    page = fixture.source.read_bytes()
    furniture = frozenset({Label.NAV, Label.RELATED, Label.OTHER})
    blocks = clean(page, options=Options(keep=furniture, drop={Label.BODY})).blocks  # type: ignore[arg-type]
    assert all(block.keep for block in blocks if block.label in furniture)
    assert not any(block.keep for block in blocks if block.label is Label.BODY)


# -- same in, same out ----------------------------------------------------------------------

_DIGEST = """
import hashlib, pathlib, sys
from declutter import clean
for path in sys.argv[1:]:
    print(hashlib.sha256(clean(pathlib.Path(path).read_bytes()).to_json().encode()).hexdigest())
"""


@pytest.mark.slow
def test_same_output_in_another_process_with_another_hash_seed() -> None:
    sources = [fixture.source for fixture in FIXTURES]
    texts = [clean(source.read_bytes()).to_json() for source in sources]
    here = [hashlib.sha256(text.encode()).hexdigest() for text in texts]
    for seed in ("1", "2024"):
        command = [sys.executable, "-c", _DIGEST, *map(str, sources)]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        result = subprocess.run(
            command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert result.stdout.split() == here


@settings(max_examples=60, deadline=None)
@given(PAGES, PAGES)
def test_a_page_does_not_change_what_comes_out_of_the_next(page: str, other: str) -> None:
    before = clean(page).to_json()
    clean(other).to_json()
    assert clean(page).to_json() == before


@on_every_fixture
def test_no_page_changes_what_comes_out_of_a_fixture(fixture: Fixture) -> None:
    """By now all the other fixtures, and made pages, went through this interpreter."""
    assert fixture.clean().to_json() == fixture.document.to_json()


@on_html_fixtures
def test_a_tree_is_not_changed(fixture: Fixture) -> None:
    root = parse(decode(fixture.source.read_bytes(), None).text)
    assert root is not None
    before = etree.tostring(root)
    segment_html(root)
    read_metadata(root)
    assert etree.tostring(root) == before


@settings(max_examples=60, deadline=None)
@given(HTML)
def test_no_tree_is_changed(html: str) -> None:
    root = parse(html)
    if root is not None:
        before = etree.tostring(root)
        segment_html(root)
        assert etree.tostring(root) == before


def test_looking_changes_nothing() -> None:
    """The order in which a document is asked for things does not matter."""
    page = next(f for f in FIXTURES if f.name == "news--full-chrome").source.read_bytes()
    names = ("text", "blocks", "explanation", "metadata", "markdown", "html", "title", "dek")
    one, other = clean(page), clean(page)
    first = {name: getattr(one, name) for name in names}
    assert {name: getattr(other, name) for name in reversed(names)} == first


# -- options and documents ------------------------------------------------------------------


def test_options_are_frozen_and_picklable() -> None:
    options = Options(strictness=0.3, keep={"nav"}, encoding="koi8-r")  # type: ignore[arg-type]
    assert options.keep == frozenset({Label.NAV})
    assert pickle.loads(pickle.dumps(options)) == options
    assert hash(options) == hash(pickle.loads(pickle.dumps(options)))
    with pytest.raises(FrozenInstanceError):
        options.strictness = 0.4  # type: ignore[misc]


@pytest.mark.parametrize(
    ("values", "error"),
    [
        ({"strictness": -0.1}, ValueError),
        ({"strictness": 1.1}, ValueError),
        ({"strictness": float("nan")}, ValueError),
        ({"strictness": "0.5"}, (TypeError, ValueError)),
        ({"strictness": True}, (TypeError, ValueError)),
        ({"strictness": None}, (TypeError, ValueError)),
        ({"keep": {"navigation"}}, ValueError),
        ({"keep": "nav"}, TypeError),
        ({"drop": None}, TypeError),
        ({"drop": [1]}, (TypeError, ValueError)),
        ({"encoding": b"utf-8"}, TypeError),
        ({"max_bytes": 0}, ValueError),
        ({"max_bytes": 1.5}, TypeError),
        ({"max_bytes": True}, TypeError),
        ({"max_depth": 0}, ValueError),
        ({"max_blocks": -1}, ValueError),
        ({"max_output": "9"}, TypeError),
        ({"no_such_option": 1}, TypeError),
    ],
)
def test_wrong_options(values: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        Options(**values)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"source": None}, TypeError),
        ({"source": 3}, TypeError),
        ({"source": bytearray(b"<p>x")}, TypeError),
        ({"source": ["<p>x"]}, TypeError),
        ({"source": "x", "url": b"http://a.example"}, TypeError),
        ({"source": "x", "url": 3}, TypeError),
        ({"source": "x", "kind": "pdf"}, ValueError),
        ({"source": "x", "kind": None}, (TypeError, ValueError)),
        ({"source": "x", "kind": ["html"]}, (TypeError, ValueError)),
        ({"source": "x", "options": {"strictness": 1}}, TypeError),
    ],
)
def test_wrong_arguments(arguments: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        clean(**arguments)


@on_every_fixture
def test_a_pickled_document_is_the_same(fixture: Fixture) -> None:
    document = clean(fixture.source.read_bytes(), url="https://a.example/tea")
    again: Document = pickle.loads(pickle.dumps(document))
    names = ("text", "markdown", "html", "blocks", "metadata", "explanation", "status")
    for name in (*names, "label_counts"):
        assert getattr(again, name) == getattr(document, name)
    assert again.to_json() == document.to_json()
    assert again.kept_blocks() == document.kept_blocks()
    assert pickle.loads(pickle.dumps(again)).text == document.text


# -- hostile input --------------------------------------------------------------------------


def use(document: Document) -> None:
    """Ask a document for everything."""
    document.to_json().encode("utf-8")
    for name in ("markdown", "html", "explanation"):
        getattr(document, name).encode("utf-8")
    repr(document)


_TAGS = ("<p>", "</p>", "<!--", "-->", "<a href=", "<script>", "</", "<table><td>", "&#0;", "<?xml")


@anything
@given(st.binary(max_size=400) | st.lists(st.sampled_from(_TAGS) | st.text()).map("".join))
@example(b"\x00\x00\x00")
@example("\ud800<p>\udfff</p>")
@example(b"\xff\xfe<\x00p\x00>")
@example("<p>\x00\x0b\x1c\x85</p>")
@example("<svg><title>x</title></svg><math><mi>y</mi></math>")
@example("<html><frameset><frame src=a></frameset></html>")
def test_no_content_raises(source: bytes | str) -> None:
    use(clean(source))


@settings(max_examples=60, deadline=None)
@given(st.text(), st.sampled_from(("html", "text")), st.text() | st.none())
@example("<a href='//[x'>a</a>", "html", "http://[")
@example("", "html", "")
def test_no_content_raises_as_any_kind(source: str, kind: Any, url: str | None) -> None:
    use(clean(source, url=url, kind=kind))


@settings(max_examples=60, deadline=None)
@given(PAGES, st.integers(1, 300))
def test_a_cut_page_says_so(page: str, limit: int) -> None:
    document = clean(page, options=Options(max_bytes=limit))
    use(document)
    assert len(page.encode("utf-8", "surrogatepass")) <= limit or document.status in (
        Status.TRUNCATED,
        Status.EMPTY,
        Status.NOT_HTML,
    )


ARTICLE = "<h1>How tea is made</h1>" + "".join(
    f"<p>Tea number {i} is made by steeping its leaves in water that has just boiled, which takes "
    "three or four minutes, and then it is poured through a sieve into a warm cup.</p>"
    for i in range(8)
)


@pytest.mark.parametrize("depth", [300, 1500])
@pytest.mark.parametrize("tag", ["div", "span", "section", "b"])
def test_an_article_deep_down_is_found(depth: int, tag: str) -> None:
    page = f"<html><body>{f'<{tag}>' * depth}{ARTICLE}{f'</{tag}>' * depth}</body></html>"
    document = clean(page)
    assert document.status is (Status.OK if depth < 500 else Status.TRUNCATED)
    assert all(f"Tea number {i} is made" in document.text for i in range(8))
    use(document)


@pytest.mark.parametrize("tag", ["div", "span", "b", "ul", "table", "a", "blockquote"])
def test_a_page_too_deep_for_the_parser_keeps_its_text(tag: str) -> None:
    page = f"<html><body><p>Top</p>{f'<{tag}>' * 20_000}{ARTICLE}</body></html>"
    document = clean(page)
    use(document)
    assert all(f"Tea number {i} is made" in document.text for i in range(8))
    assert document.status is (Status.OK if tag == "a" else Status.TRUNCATED)  # links end links


def test_a_page_too_deep_for_the_parser_says_so() -> None:
    detail = clean("<div>" * 20_000 + ARTICLE).detail
    assert detail == "elements deeper than 500 (max_depth) were moved up"


@pytest.mark.parametrize("sign", ["\x01", "\x0b", "\x1f", "\ufffe", "\uffff"])
def test_control_characters_in_formulas_are_survived(sign: str) -> None:
    """Found by fuzzing."""
    use(clean(f"<p>Sum</p><math><mi>x{sign}y</mi></math><script type=math/tex>a{sign}b</script>"))


@given(HTML)
def test_rewriting_a_page_only_moves_what_is_too_deep(source: str) -> None:
    """What is no deeper than the limit stays as it is."""
    assert tame(source, 10**6) == source
    tame(source, 2)
