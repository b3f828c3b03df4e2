"""The report as a file: complete, escaped, and shut against whatever a page holds."""

from __future__ import annotations

import itertools
import pickle
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from click.testing import CliRunner
from fixture_pages import FIXTURES, Fixture
from lxml import etree, html
from report_pages import HOSTILE

from declutter import Document, Label, Options, clean
from declutter.cli.command import main
from declutter.report.build import HUES

#: What the report's frame is made of.
FRAME = frozenset(
    {
        *("html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "dl"),
        *(
            "div",
            "dt",
            "dd",
            "small",
            "form",
            "svg",
            "rect",
            "fieldset",
            "legend",
            "label",
            "input",
        ),
        *("i", "b", "button", "main", "section", "kbd", "article", "span", "table", "tr", "th"),
        *("td", "h3", "h4", "ul", "li", "pre", "aside", "footer"),
    }
)
#: What the cleaned article may hold beside that.
IN_ARTICLE = frozenset(
    {
        *("em", "strong", "code", "blockquote", "ol", "br", "figure", "figcaption", "sup", "sub"),
        *("del", "h4", "h5", "h6", "hr", "thead", "tbody", "caption", "kbd"),
    }
)
ATTRIBUTES = frozenset(
    {
        *(
            "lang",
            "charset",
            "http-equiv",
            "content",
            "name",
            "class",
            "id",
            "href",
            "dir",
            "title",
        ),
        *(
            "aria-label",
            "aria-hidden",
            "aria-describedby",
            "role",
            "tabindex",
            "type",
            "checked",
            "autofocus",
        ),
        *("viewbox", "preserveaspectratio", "x", "y", "width", "height", "rx", "start", "value"),
        *("colspan", "rowspan"),
    }
)


def parsed(report: str) -> etree._Element:
    return html.fromstring(report)


def check_shut(report: str) -> None:
    """No script, handler, frame, style or address but what the report itself writes."""
    root = parsed(report)
    for element in root.iter():
        tag = element.tag
        assert tag in FRAME | IN_ARTICLE, tag
        for name, value in element.attrib.items():
            assert name in ATTRIBUTES, (tag, name)
            if name == "href":
                assert tag == "a"
                assert value.startswith(("#", "http:", "https:", "mailto:", "tel:")) or (
                    ":" not in value.split("/")[0]
                ), value
    assert len(root.findall(".//style")) == 1
    assert not re.search(r"url\(|@import|expression", root.findtext(".//style") or "")


def test_a_report_is_a_page() -> None:
    report = clean(HOSTILE, url="https://tea.example/how").report
    assert report.startswith("<!doctype html>\n")
    assert report.endswith("</html>")
    report.encode("utf-8")
    assert report.count("<title>") == report.count("<style>") == 1


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda fixture: fixture.name)
def test_every_block_is_there_and_nothing_runs(fixture: Fixture) -> None:
    document = fixture.document
    report = document.report
    check_shut(report)
    blocks = parsed(report).xpath('//article[@tabindex="0"]')
    assert len(blocks) == len(document.blocks)
    for element, block in zip(blocks, document.blocks, strict=True):
        side = "k" if block.keep else "r"
        assert element.get("class") == f"b {side} l-{block.label}"
        shown = "".join("".join(element.find("p").itertext()).split())
        plain = "".join(re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", block.text).split())
        assert plain in shown.replace("|", "") or plain.replace("|", "") in shown.replace("|", "")
        why = "".join(element.find("div[@role='tooltip']").itertext())
        for reason in block.evidence:
            assert " ".join(reason.where.split()) in " ".join(why.split())


def test_a_hostile_page() -> None:
    for page in (HOSTILE, HOSTILE.encode(), f"{HOSTILE}\n\n".replace("<", "&lt;")):
        check_shut(clean(page).report)
    check_shut(clean(HOSTILE, url="javascript:alert(1)").report)
    check_shut(clean(HOSTILE, url='https://x.example/"><script>').report)
    check_shut(clean(HOSTILE, kind="text").report)


def test_the_policy_forbids_all_but_the_report_s_own_style() -> None:
    root = parsed(clean(HOSTILE).report)
    policy = root.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    style = root.findtext(".//style")
    assert style is not None
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    head = [child.tag for child in root.find("head")]
    assert head.index("meta") < head.index("style")


def test_images_are_words() -> None:
    report = clean(HOSTILE).report
    assert "<img" not in report
    assert "[image: " in report


def test_every_label_has_a_colour_a_filter_and_its_count() -> None:
    assert set(HUES) == set(Label)
    fixture = next(f for f in FIXTURES if f.name == "news--full-chrome")
    root = parsed(fixture.document.report)
    style = root.findtext(".//style") or ""
    counts = fixture.document.label_counts
    for label in Label:
        assert f".l-{label}{{--hue:" in style
        assert f":has(#f-{label}:checked)" in style
        boxes = root.xpath(f"//input[@id='f-{label}']")
        assert len(boxes) == (label in counts)
        if boxes:
            assert boxes[0].getparent().findtext("b") == str(counts[label])


def facts(document: Document) -> dict[str, str]:
    """The header's facts, name -> value and note."""
    root = parsed(document.report)
    rows = root.xpath("//dl[@class='facts']/div")
    return {row.findtext("dt"): "".join(row.find("dd").itertext()) for row in rows}


def test_the_header() -> None:
    document = clean(HOSTILE.encode())
    found = facts(document)
    words = sum(len(block.text.split()) for block in document.blocks)
    kept = sum(len(block.text.split()) for block in document.blocks if block.keep)
    assert found["Status"] == "ok"
    assert found["Certainty"].startswith(f"{document.score:.2f}")
    assert found["Coverage"] == f"{100 * kept / words:.0f} %{kept} of {words} words kept"
    assert found["Encoding"].startswith(document.encoding)
    assert "Time" not in found


def test_timings_come_from_the_clock_that_is_given() -> None:
    ticks = itertools.count()
    document = clean(HOSTILE, options=Options(clock=lambda: float(next(ticks))))
    stages = ["decode", "parse", "segment", "measure", "decide"]
    assert document.timings == dict.fromkeys(stages, 1.0)
    time = facts(document)["Time"]
    for stage in (*stages, "reasons", "metadata", "article"):
        assert f"{stage} 1000.0" in time
    assert clean(HOSTILE).timings == {}


def test_a_clock_changes_nothing() -> None:
    ticks = itertools.count()
    timed = clean(HOSTILE, options=Options(clock=lambda: float(next(ticks))))
    assert timed.to_dict() == clean(HOSTILE).to_dict()
    with pytest.raises(TypeError, match="clock"):
        Options(clock=3.0)  # type: ignore[arg-type]


@pytest.mark.parametrize("page", ["", "   ", b"%PDF-1.7\n1 0 obj", "<p></p>", "word"])
def test_pages_with_nothing_to_show(page: str | bytes) -> None:
    document = clean(page)
    check_shut(document.report)
    assert facts(document)["Status"].startswith(str(document.status))


def test_a_pickled_document_reports_the_same() -> None:
    document = clean(HOSTILE)
    restored: Document = pickle.loads(pickle.dumps(document))
    assert len(restored.report) > 5000
    assert parsed(restored.report).xpath("count(//article)") == len(document.blocks)


def test_the_command_line_times_it() -> None:
    result = CliRunner().invoke(main, ["-f", "report"], input=HOSTILE, catch_exceptions=False)
    assert result.exit_code == 0
    assert "<dt>Time</dt>" in result.stdout
    check_shut(result.stdout)


def test_its_size_grows_with_the_page_only() -> None:
    page = "<p>Tea is made by steeping leaves in hot water, and it takes four minutes.</p>"
    sizes = [len(clean(page * count).report) for count in (100, 200, 400)]
    assert sizes[2] - sizes[1] < 3 * (sizes[1] - sizes[0])
