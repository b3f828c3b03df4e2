"""The rule to write for a block: TOML for ``--rules`` that turns it over."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from declutter.model import Block, Rule
from declutter.page import Page
from declutter.patterns import pattern
from declutter.segment.unseen import by_leaf

#: How many elements around a block are asked for a class or an id.
_REACH: Final = 5
#: Class and id words that people write, not programs: letters, few digits.
_NAME: Final = pattern(r"[A-Za-z][A-Za-z_-]{2,40}")
#: Words of a phrase that stands for a block of plain text.
_WORDS: Final = 8


class Advice(NamedTuple):
    """One way to turn a block over: in words, and the rule to write if it is one."""

    words: str
    toml: str = ""


def toml(rule: Rule) -> str:
    """A rule as a row of a file for ``--rules``."""
    lines = ["[[rule]]"]
    for field in ("css", "xpath", "phrase"):
        if value := getattr(rule, field):
            lines.append(f"{field} = {_text(value)}")
    if rule.at != "inside":
        lines.append(f'at = "{rule.at}"')
    if rule.verdict:
        lines.append(f'verdict = "{rule.verdict}"')
    return "\n".join(lines)


def _text(value: str) -> str:
    # A JSON string is a TOML string, but for two characters that JSON writes as they are.
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\x7f", "\\u007f").encode("utf-8", "replace").decode("utf-8")


def rule_for(block: Block) -> Rule:
    """The plainest rule that means a block: by its place, or its first words in plain text."""
    verdict: Any = "drop" if block.keep else "keep"
    if block.where.startswith("/"):
        return Rule(xpath=block.where, verdict=verdict)
    words = block.text.split()[:_WORDS]
    return Rule(phrase=" ".join(words), at="start", verdict=verdict)


def advise(blocks: Sequence[Block], index: int, page: Page | None, root: object) -> list[Advice]:
    """Rules that turn a block over: one for it alone, and one for blocks like it."""
    block = blocks[index]
    if not block.text.strip() or block.decided == "unseen":
        return []
    told = []
    if page is not None and root is not None:
        told = list(_by_css(*by_leaf(blocks, index, page), page, root))
    if not any("alone" in advice.words for advice in told):
        what = "by its place" if block.where.startswith("/") else "by its first words"
        told.insert(0, Advice(f"a rule for it alone, {what}:", toml(rule_for(block))))
    return told


def _by_css(blocks: Sequence[Block], index: int, page: Page, root: object) -> Iterator[Advice]:
    """The nearest selector that means the block, with what else it means, and the nearest that
    means no block but what is to be turned as well."""
    from declutter.own_rules.hits import asked

    block = blocks[index]
    verdict: Any = "drop" if block.keep else "keep"
    for selector in _selectors(block, root):
        rule = Rule(css=selector, verdict=verdict)
        hit = asked((rule,), page, root)  # type: ignore[arg-type]
        if index not in hit:
            continue
        if len(hit) == 1:
            yield Advice("a rule for it alone, by its class:", toml(rule))
            return
        turned = sum(blocks[other].keep is block.keep for other in hit)
        if turned == len(hit):
            yield Advice(f"a rule for it and {len(hit) - 1} more like it:", toml(rule))
            return


def _selectors(block: Block, root: Any) -> Iterator[str]:
    """Selectors for a block's element by its own id and classes, then by those around it."""
    if not block.where.startswith("/"):
        return  # no element: it was taken from the page's data
    try:
        found = root.getroottree().xpath(block.where)
    except (AttributeError, ValueError, SyntaxError):
        return
    element = found[0] if found else None
    below = ""
    for _ in range(_REACH):
        if element is None or element.tag in ("html", "body"):
            return
        for name in _names(element):
            yield f"{name}{below}"
        tag = str(element.tag)
        below = f" > {tag}{below}" if tag.isalnum() else below
        element = element.getparent()


def _names(element: Any) -> Iterator[str]:
    tag = str(element.tag)
    if not tag.isalnum():
        return
    if _NAME.fullmatch(name := element.get("id") or ""):
        yield f"{tag}#{name}"
    for name in (element.get("class") or "").split():
        if _NAME.fullmatch(name):
            yield f"{tag}.{name}"
