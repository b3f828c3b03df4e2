"""``Document.why``: which block, what was decided, why, and what would turn it over."""

from __future__ import annotations

import pickle
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from fixture_pages import FIXTURES, Fixture

from declutter import Block, Document, Label, Options, clean, read_rules
from declutter.cli.command import main
from declutter.explain.turning import needed_strictness
from declutter.explain.why import find

PAGE = """<!doctype html><html><head><title>How tea is made</title></head><body>
<nav class="menu"><ul><li><a href="/">Home</a></li><li><a href="/tea">Tea</a></li></ul></nav>
<main><h1>How tea is made</h1><img src="/a.png" alt="A purple pot">
<p>Tea is made by steeping leaves in hot water, which takes three or four minutes.</p>
<p class="tip">Then it is poured through a sieve into a warm cup, and milk is added by those who
like it.</p></main><script>load("hidden greeting")</script>
<footer class="site-end"><p>© 2024 The Tea Post</p></footer></body></html>"""
TEXT = """Home | Tea | Pots | Contact

How tea is made

Tea is made by steeping leaves in hot water, for some minutes, in a pot that is warm.

Then it is poured through a sieve into a warm cup, and milk is added by those who like it.

Subscribe to our newsletter"""


def of(document: Document, start: str) -> int:
    return next(i for i, b in enumerate(document.blocks) if b.text.startswith(start))


def rules_in(answer: str) -> list[str]:
    """The rules to write that an answer holds."""
    lines = [line.strip() for line in answer.splitlines()]
    starts = [i for i, line in enumerate(lines) if line == "[[rule]]"]
    found = []
    for start in starts:
        rows = [lines[start]]
        for line in lines[start + 1 :]:
            if " = " not in line or line == "[[rule]]":
                break
            rows.append(line)
        found.append("\n".join(rows))
    return found


# -- finding --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    ["steeping leaves", "STEEPING\n  leaves", "“Tea is made by steeping”", "minutes."],
)
def test_words_are_found(words: str) -> None:
    document = clean(PAGE)
    assert find(words, document.blocks).blocks == [of(document, "Tea is")]
    assert "Tea is made by steeping leaves" in document.why(words)


def test_words_that_run_over_blocks_are_found_in_all() -> None:
    document = clean(PAGE)
    found = find("four minutes. Then it is poured", document.blocks)
    assert found.exact
    assert found.blocks == [of(document, "Tea is"), of(document, "Then")]


def test_words_in_many_blocks() -> None:
    page = "".join(f"<p>Tea is made by steeping leaves of kind {i} in water.</p>" for i in range(9))
    answer = clean(page).why("steeping leaves")
    assert "stands in 9 blocks; the first 3" in answer
    assert answer.count("Reasons, in log-odds") == 3


def test_nearly_the_words() -> None:
    answer = clean(PAGE).why("Tea was made by steeping its leaves in hot water")
    assert "nowhere word for word" in answer
    assert "Tea is made by steeping leaves" in answer


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("hidden greeting", "a <script> element"),
        ("purple pot", "the alt attribute of a <img> element"),
        ("no such thing anywhere", "a script may fill it in"),
    ],
)
def test_words_that_are_no_text(words: str, told: str) -> None:
    with pytest.raises(LookupError, match=told) as caught:
        clean(PAGE).why(words)
    assert words in str(caught.value)


def test_a_page_without_text() -> None:
    with pytest.raises(LookupError, match="no text"):
        clean("").why("tea")


@pytest.mark.parametrize("words", ["", " \n", "“”"])
def test_no_words(words: str) -> None:
    with pytest.raises(ValueError, match="no words"):
        clean(PAGE).why(words)


# -- the answer -----------------------------------------------------------------------------


def test_every_reason_is_told_and_they_add_up() -> None:
    document = clean(PAGE)
    block = document.blocks[of(document, "©")]
    answer = document.why("© 2024")
    assert answer.startswith(f"Removed as {block.label} (")
    assert block.where in answer
    for reason in block.evidence:
        assert reason.where in answer
    total = float(re.search(r"add up to ([+-][\d.]+)", answer)[1])  # type: ignore[index]
    told = [float(w) for w in re.findall(r"^  +([+-]\d+\.\d\d)  ", answer, re.M)]
    assert sum(told) == pytest.approx(total, abs=0.01 * len(told))


def test_the_elements_around_a_block_are_named() -> None:
    assert "  in p < footer.site-end\n" in clean(PAGE).why("© 2024")
    assert "  in p.tip < main\n" in clean(PAGE).why("Then it is poured")
    assert " < " not in clean(TEXT).why("steeping")


@pytest.mark.parametrize("page", [PAGE, TEXT])
def test_each_rule_to_write_turns_the_block_over(page: str) -> None:
    document = clean(page)
    count = 0
    for i, block in enumerate(document.blocks):
        for rule in rules_in(document.why(block.text)):
            options = Options(rules=read_rules(rule))
            turned = clean(page, options=options).blocks
            over = [j for j, b in enumerate(document.blocks) if b.keep is not turned[j].keep]
            assert over, (block, rule)
            # A word may stand in several blocks, which are explained one after the other.
            assert len({document.blocks[j].keep for j in over}) == 1, rule
            count += i in over
    assert count >= len(document.blocks)


@pytest.mark.parametrize("fixture", FIXTURES[::3], ids=lambda fixture: fixture.name)
def test_the_strictness_to_set_turns_the_block_over(fixture: Fixture) -> None:
    source = fixture.source.read_bytes()
    document = fixture.document
    told = 0
    settings: dict[float, list[int]] = {}
    for i, block in enumerate(document.blocks):
        setting = needed_strictness(block, document.threshold, 0.5)
        if setting is not None and block.decided == "score":
            settings.setdefault(setting, []).append(i)
    for setting, blocks in sorted(settings.items())[:8]:
        turned = clean(source, options=Options(strictness=setting)).blocks
        for i in blocks:
            assert turned[i].keep is not document.blocks[i].keep, (setting, turned[i])
            told += 1
        step = 0.01 if setting < 0.5 else -0.01
        before = clean(source, options=Options(strictness=round(setting + step, 2))).blocks
        assert all(before[i].keep is document.blocks[i].keep for i in blocks)
    assert told or len(document.blocks) < 20


def test_the_label_s_option_is_told_with_what_it_brings() -> None:
    document = clean(PAGE)
    block = document.blocks[of(document, "Home")]
    assert f"--keep {block.label}: " in document.why("Home")
    assert "--drop title" in document.why(document.blocks[of(document, "How")].text)


def test_what_settles_a_block_is_told() -> None:
    options = Options(drop=frozenset({Label.BODY}))
    answer = clean(PAGE, options=options).why("steeping")
    assert "the options say to drop body" in answer
    assert "leaving out --drop body" in answer
    rules = read_rules("[[rule]]\ncss = 'footer'\nverdict = 'keep'", "my.toml")
    answer = clean(PAGE, options=Options(rules=rules)).why("© 2024")
    assert "a rule of yours decides on it" in answer
    assert "my.toml, rule 1 means it (css “footer”): keep" in answer
    assert "--strictness" not in answer


def test_one_reason_that_tips_the_scale_is_named() -> None:
    named = [
        (block, document)
        for document in (fixture.document for fixture in FIXTURES)
        for block in document.blocks
        if block.decided == "score" and "without this one reason" in document.why(block.text)
    ]
    assert named
    block, document = named[0]
    assert "without this one reason" in document.why(block.text)


def test_it_works_on_a_pickled_document() -> None:
    document = pickle.loads(pickle.dumps(clean(PAGE)))
    answer = document.why("© 2024")
    assert "[[rule]]\n      xpath = " in answer


def test_scores_at_the_ends() -> None:
    block = clean(PAGE).blocks[-1]
    for score in (0.0, 1.0):
        odd: Block = replace(block, score=score, evidence=())
        assert needed_strictness(odd, 0.43, 0.5) in (None, 0.36, 0.37, 0.66, 0.67)


# -- the command line -----------------------------------------------------------------------


def call(*arguments: str | Path) -> tuple[int, str, str]:
    words = list(map(str, arguments))
    result = CliRunner().invoke(main, words, input=PAGE, catch_exceptions=False)
    return result.exit_code, result.stdout, result.stderr


def test_why_on_the_command_line() -> None:
    code, out, err = call("--why", "steeping leaves")
    assert (code, err) == (0, "")
    assert out == f"{clean(PAGE.encode()).why('steeping leaves')}\n"


def test_words_that_are_not_there() -> None:
    code, out, err = call("--why", "no such thing anywhere")
    assert (code, out) == (1, "")
    assert "no such thing" in err
    assert err.count("\n") == 1


def test_no_words_and_several_pages(tmp_path: Path) -> None:
    assert call("--why", "")[0] == 2
    (tmp_path / "a.html").write_text(PAGE, "utf-8")
    assert call(tmp_path, "-o", tmp_path / "out", "--why", "tea")[0] == 2
