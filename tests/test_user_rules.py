"""Users' own rules: what a file may hold, which blocks a rule means, what it does to them."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest
from click.testing import CliRunner

from declutter import Block, Document, Label, Options, Rule, clean, read_rules
from declutter.cli.command import main

PAGE = """<!doctype html><html><head><title>How tea is made</title></head><body>
<nav><a href="/">Home</a> <a href="/tea">Tea</a></nav>
<main id="main"><h1>How tea is made</h1>
<p class="lead">Tea is made by steeping leaves in hot water, which takes three or four minutes.</p>
<div class="promo big"><p>Win a teapot! Tell us in a few words why you drink tea every day, and we
will send a pot to the best of you.</p><p>The <a class="terms" href="/t">terms</a> apply.</p></div>
<p><span class="note">Photo: A. Brewer</span></p>
<p>Then it is poured through a sieve into a warm cup, and milk is added by those who like it.</p>
</main><footer><p>© 2024 The Tea Post</p></footer></body></html>"""
TEXT = """How tea is made

Tea is made by steeping leaves in hot water, for some minutes, in a pot.

Win a teapot! Tell us why you drink tea every day, and we send a pot to the best of you.

Then it is poured through a sieve into a warm cup, and milk is added by some."""
RULES = """
# what the engine does not know of this site
[[rule]]
css = "div.promo"
label = "ad"

[[rule]]
xpath = "//footer"
verdict = "keep"

[[rule]]
phrase = "Photo:"
at = "start"
label = "caption"
weight = 5
"""


def blocks(*rules: Rule, page: str = PAGE, **options: object) -> tuple[Block, ...]:
    return clean(page, options=Options(rules=rules, **options)).blocks  # type: ignore[arg-type]


def meant(rule: Rule, page: str = PAGE) -> list[str]:
    """The first words of the blocks that a rule means."""
    found = blocks(rule, page=page)
    return [
        " ".join(block.text.split()[:2])
        for block in found
        if any(reason.rule == "your rule" for reason in block.evidence)
    ]


def one(found: tuple[Block, ...], start: str) -> Block:
    return next(block for block in found if block.text.startswith(start))


# -- the file -------------------------------------------------------------------------------


def test_a_file() -> None:
    rules = read_rules(RULES, "tea.toml")
    assert rules == (
        Rule(css="div.promo", label=Label.AD, name="tea.toml, rule 1"),
        Rule(xpath="//footer", verdict="keep", name="tea.toml, rule 2"),
        Rule(phrase="Photo:", at="start", label=Label.CAPTION, weight=5, name="tea.toml, rule 3"),
    )
    assert read_rules("") == read_rules("# nothing\n") == ()
    assert read_rules("\ufeff" + RULES, "tea.toml") == rules


FAULTS = {
    "css = 'p['\nlabel = 'ad'": "css 'p[' is no selector",
    "css = 'p::before'\nlabel = 'ad'": "no selector",
    "css = 'p:nonsense'\nlabel = 'ad'": "no selector",
    "xpath = '//p['\nlabel = 'ad'": "cannot be run",
    "xpath = 'count(//p)'\nlabel = 'ad'": "gives a number",
    "xpath = 'string(//p)'\nlabel = 'ad'": "gives a text",
    "xpath = '//a or //b'\nlabel = 'ad'": "gives true or false",
    "xpath = '//q[frob(.)]'\nlabel = 'ad'": "no function frob()",
    "xpath = '//q[@x=$y]'\nlabel = 'ad'": "no variable $y",
    "xpath = '//svg:g'\nlabel = 'ad'": "no prefix 'svg'",
    "css = 'p'": "needs a label, a weight or a verdict",
    "label = 'ad'": "one of css, xpath and phrase",
    "css = ' '\nlabel = 'ad'": "one of css, xpath and phrase",
    "css = 'p'\nphrase = 'tea'\nlabel = 'ad'": "only one",
    "css = 'p'\nlabel = 'advert'": "unknown label 'advert'; known are title",
    "css = 'p'\nverdict = 'remove'": "keep or drop, not 'remove'",
    "css = 'p'\nweight = 'heavy'": "number of log-odds, not 'heavy'",
    "css = 'p'\nweight = nan": "number",
    "css = 'p'\nweight = true": "number",
    "css = 3\nlabel = 'ad'": "css must be a text",
    "css = 'p'\nat = 'start'\nlabel = 'ad'": "at goes with a phrase",
    "phrase = 'tea'\nat = 'middle'\nlabel = 'ad'": "inside, start, end or whole",
    "css = 'p'\nlable = 'ad'": "unknown field 'lable'; did you mean label?",
    "css = 'p'\nzzz = 'ad'": "known are css, xpath",
}


@pytest.mark.parametrize("row", FAULTS)
def test_a_bad_row_is_named(row: str) -> None:
    text = f"[[rule]]\ncss = 'i'\nlabel = 'ad'\n\n[[rule]]\n{row}\n"
    with pytest.raises(ValueError, match=r"^tea\.toml, rule 2 \(line 5\): ") as caught:
        read_rules(text, "tea.toml")
    assert FAULTS[row] in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("[[rule]\ncss = 'p'", "not TOML"),
        ("rule = 3", r"\[\[rule\]\] tables"),
        ("[rule]\ncss = 'p'\nlabel = 'ad'", r"\[\[rule\]\] tables"),
        ("[[rules]]\ncss = 'p'", "unknown field 'rules'; did you mean rule"),
        ("rule = [3]", "rule 1: it must be a table"),
        ("x = " + "[" * 3000, "not TOML"),
    ],
)
def test_what_is_no_file_of_rules(text: str, fault: str) -> None:
    with pytest.raises(ValueError, match=f"^tea.toml.*{fault}"):
        read_rules(text, "tea.toml")


def test_rules_of_the_wrong_type() -> None:
    with pytest.raises(TypeError, match="read_rules"):
        Options(rules="my.toml")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="no Rule"):
        Options(rules=["p"])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="str"):
        read_rules(b"")  # type: ignore[arg-type]


def test_a_bad_selector_in_a_rule_made_by_hand_is_told_when_it_is_used() -> None:
    with pytest.raises(ValueError, match="no selector"):
        blocks(Rule(css="p[", label=Label.AD))


def test_options_with_rules_are_frozen_and_picklable() -> None:
    options = Options(rules=list(read_rules(RULES)))  # type: ignore[arg-type]
    assert isinstance(options.rules, tuple)
    assert pickle.loads(pickle.dumps(options)) == options
    assert hash(options) == hash(pickle.loads(pickle.dumps(options)))
    with pytest.raises(AttributeError):
        options.rules = ()  # type: ignore[misc]


# -- which blocks a rule means --------------------------------------------------------------

MEANT = {
    "div.promo": ["Win a", "The terms"],
    ".promo > p:first-child": ["Win a"],
    "DIV.promo": ["Win a", "The terms"],
    "main .lead, footer": ["Tea is", "© 2024"],
    "#main > p": ["Tea is", "Photo: A.", "Then it"],
    "span.note": ["Photo: A."],  # the whole of its paragraph
    "a.terms": [],  # a word of its paragraph only
    "nav": ["Home Tea"],
    "title, script, aside": [],
}
MEANT_BY_XPATH = {
    "//div[contains(@class, 'promo')]/p[2]": ["The terms"],
    "//a[@class='terms']/..": ["The terms"],
    "//footer//text()": ["© 2024"],
    "//p/@class": ["Tea is"],
    "/html/body/main/h1": ["How tea"],
    "//nothing": [],
}
MEANT_BY_PHRASE = {
    ("win a", "start"): ["Win a"],
    ("WIN  A\nteapot", "inside"): ["Win a"],
    ("tea", "inside"): ["Home Tea", "How tea", "Tea is", "Win a", "© 2024"],
    ("ea", "inside"): [],
    ("the terms apply.", "whole"): ["The terms"],
    ("terms", "whole"): [],
    ("like it.", "end"): ["Then it"],
    ("©", "start"): ["© 2024"],
}


@pytest.mark.parametrize("selector", MEANT)
def test_css(selector: str) -> None:
    assert meant(Rule(css=selector, label=Label.AD)) == MEANT[selector]


@pytest.mark.parametrize("selector", MEANT_BY_XPATH)
def test_xpath(selector: str) -> None:
    assert meant(Rule(xpath=selector, label=Label.AD)) == MEANT_BY_XPATH[selector]


@pytest.mark.parametrize("phrase", MEANT_BY_PHRASE)
def test_phrase(phrase: tuple[str, str]) -> None:
    words, at = phrase
    rule = Rule(phrase=words, at=at, label=Label.AD)  # type: ignore[arg-type]
    assert set(MEANT_BY_PHRASE[phrase]) <= set(meant(rule)) | {"Home Tea"}
    assert set(meant(rule)) <= {*MEANT_BY_PHRASE[phrase], "Tea", "Home Tea"}


def test_phrases_in_scripts_without_spaces() -> None:
    page = "茶的做法\n\n把茶叶放进热水里泡三四分钟，然后倒进温热的杯子里。\n\n编辑推荐：更多文章"
    assert len(meant(Rule(phrase="热水", label=Label.AD), page)) == 1


def test_rules_on_plain_text() -> None:
    assert meant(Rule(phrase="win a teapot", label=Label.AD), TEXT) == ["Win a"]
    assert meant(Rule(css="p", label=Label.AD), TEXT) == []


def test_every_place_is_found_again() -> None:
    """An XPath to a block's own place means that block."""
    for block in clean(PAGE).blocks:
        rule = Rule(xpath=block.where, label=Label.AD)
        hits = [b for b in blocks(rule) if any(e.rule == "your rule" for e in b.evidence)]
        assert block.text in [hit.text for hit in hits]


def test_selecting_everything_is_linear() -> None:
    """Nested and repeated elements, all selected: as quick as the page is long."""
    page = "<div>" * 1500 + "<p><b><i>Tea is made of leaves.</i></b></p>" * 1500
    found = blocks(Rule(css="*", weight=0.5), Rule(xpath="//node()", weight=0.5), page=page)
    assert all(block.evidence[0].rule == "your rule" for block in found)


# -- what a rule does -----------------------------------------------------------------------


def text_of(*rules: Rule, **options: object) -> Document:
    return clean(PAGE, options=Options(rules=rules, **options))  # type: ignore[arg-type]


def test_a_label_of_chrome_removes_and_one_of_content_keeps() -> None:
    dropped = one(blocks(Rule(css=".lead", label=Label.AD)), "Tea is")
    assert (dropped.label, dropped.keep, dropped.decided) == (Label.AD, False, "rule")
    kept = one(blocks(Rule(css="footer", label=Label.BODY)), "©")
    assert (kept.label, kept.keep, kept.decided) == (Label.BODY, True, "rule")


def test_a_verdict_alone_names_as_well() -> None:
    kept = one(blocks(Rule(css="footer", verdict="keep")), "©")
    assert (kept.label, kept.keep) == (Label.BODY, True)
    dropped = one(blocks(Rule(css=".lead", verdict="drop")), "Tea is")
    assert not dropped.keep
    assert dropped.label not in (Label.BODY, Label.DEK)


def test_a_weight_is_added_to_the_score() -> None:
    plain = one(blocks(), "©")
    heavy = one(blocks(Rule(css="footer", weight=12)), "©")
    assert not plain.keep
    assert heavy.keep
    assert heavy.score > 0.9 > plain.score
    assert sum(reason.weight for reason in heavy.evidence) == pytest.approx(
        sum(reason.weight for reason in plain.evidence) + 12, abs=1e-4
    )


def test_a_label_with_a_weight_of_nothing_only_names() -> None:
    named = one(blocks(Rule(css=".lead", label=Label.AD, weight=0)), "Tea is")
    assert (named.label, named.keep, named.decided) == (Label.AD, True, "score")


def test_the_last_rule_speaks_and_weights_add_up() -> None:
    rules = (
        Rule(css="p", verdict="drop"),
        Rule(css=".lead", label=Label.DEK, weight=1),
        Rule(css=".lead", weight=2, verdict="keep"),
    )
    lead = one(blocks(*rules), "Tea is")
    assert (lead.keep, lead.label) == (True, Label.DEK)
    assert [reason.weight for reason in lead.evidence[:3]] == [0, 1, 2]
    assert not one(blocks(*rules), "Then it").keep


def test_rules_against_options_of_labels() -> None:
    drop = {"drop": {"dek", "body"}, "keep": {"ad"}}
    assert one(blocks(Rule(css=".lead", verdict="keep"), **drop), "Tea is").keep
    assert not one(blocks(Rule(css=".lead", label=Label.DEK), **drop), "Tea is").keep
    assert one(blocks(Rule(css=".lead", label=Label.AD), **drop), "Tea is").keep
    labelled = one(blocks(**drop), "Then it")
    assert (labelled.keep, labelled.decided) == (False, "label")
    assert any(reason.rule == "label option" for reason in labelled.evidence)


def test_a_rule_can_give_the_title_s_label_and_take_it_away() -> None:
    document = text_of(Rule(phrase="win a teapot", at="start", label=Label.TITLE))
    assert one(document.blocks, "Win a").label is Label.TITLE
    assert "Win a teapot!" in document.text  # it is not printed above it
    found = blocks(Rule(css="h1", label=Label.MASTHEAD))
    assert Label.TITLE not in {block.label for block in found}


def test_the_text_follows() -> None:
    document = text_of(*read_rules(RULES))
    assert "teapot" not in document.text
    assert "© 2024" in document.text
    assert "Photo: A. Brewer" in document.text
    assert "teapot" in text_of().text
    for form in ("text", "markdown", "html"):
        assert "© 2024" in getattr(document, form)


@pytest.mark.parametrize("strictness", [0.0, 0.3, 0.7, 1.0])
def test_a_verdict_holds_at_any_strictness(strictness: float) -> None:
    rules = (Rule(css="footer", verdict="keep"), Rule(css=".lead", verdict="drop"))
    found = blocks(*rules, strictness=strictness)
    assert one(found, "©").keep
    assert not one(found, "Tea is").keep


def test_empty_pages_and_rules() -> None:
    for page in ("", "<p></p>", b"%PDF-1.7\n"):
        clean(page, options=Options(rules=read_rules(RULES)))


# -- the command line -----------------------------------------------------------------------


def call(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(main, list(map(str, arguments)), input=PAGE, catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


def test_rules_on_the_command_line(tmp_path: Path) -> None:
    path, more = tmp_path / "tea.toml", tmp_path / "more.toml"
    path.write_text(RULES, encoding="utf-8")
    more.write_text("[[rule]]\nxpath = '//footer'\nverdict = 'drop'", encoding="utf-8")
    code, out, err = call("--rules", path)
    assert (code, err) == (0, "")
    assert "teapot" not in out
    assert "© 2024" in out
    code, out, _ = call("--rules", path, "--rules", more)
    assert code == 0
    assert "© 2024" not in out


@pytest.mark.parametrize("text", [b"[[rule]]\ncss = 'p['\nlabel = 'ad'", b"\xff\xfe", b"[", None])
def test_a_bad_file_on_the_command_line(tmp_path: Path, text: bytes | None) -> None:
    path = tmp_path / "bad.toml"
    if text is not None:
        path.write_bytes(text)
    code, out, err = call("--rules", path)
    assert (code, out) == (2, "")
    assert err.count("Error: ") == 1
    assert "bad.toml" in err
    assert "Traceback" not in err


def test_keep_and_drop_by_label_on_the_command_line() -> None:
    labels = {str(block.label): block for block in clean(PAGE).blocks if not block.keep}
    label, block = next(iter(labels.items()))
    _, out, _ = call("--keep", label)
    assert block.text in out
    _, out, _ = call("--keep", label, "--drop", label)
    assert block.text not in out


def test_rules_on_a_page_whose_text_stands_in_its_data() -> None:
    words = "Tea is made by steeping leaves in hot water, and people have done so for long. " * 9
    data = json.dumps({"props": {"pageProps": {"article": {"title": "Tea", "body": words}}}})
    page = (
        f'<body><div id=app></div><script id=__NEXT_DATA__ type="application/json">{data}</script>'
    )
    rules = read_rules(
        '[[rule]]\ncss = "div"\nlabel = "ad"\n[[rule]]\nphrase = "steeping"\nweight = 1.0'
    )
    document = clean(page, options=Options(rules=rules))
    assert "steeping leaves" in document.text
    assert document.why("steeping leaves")
