"""What the rules beside the scorecards say of a block, in plain words."""

from __future__ import annotations

from typing import Final

from declutter.explain.feature_words import SHAPE_WORDS
from declutter.labels.words import label_noun
from declutter.model import Rule

#: Rule -> what it says; ``{0}`` is what the rule saw.
_SENTENCES: Final = {
    "row of widgets": "it is words of buttons and menus one after another: “{0}”",
    "button": "it is a button of the page: “{0}”",
    "links alone": "it is hardly more than links: “{0}”",
    "asking box": "it stands in a box with {0}",
    "contents": "it is a table of contents: {0}",
    "parted by bars": "it is a line of words parted by bars or arrows: “{0}”",
    "comment list": "it stands in a list of readers' comments: “{0}”",
    "repeated": "{0}",
    "caption": "it is a caption {0}",
    "consent dialogue": "it asks for consent {0}",
    "dek": "it is {0}",
    "sibling": "it is {0}",
    "listing": "it is {0}",
    "goes on": "it is {0}",
    "term": "it is a term {0}",
    "between": "it stands {0}",
    "heading": "it is a heading {0}",
    "other article": "it stands in {0}",
    "second opinion": "readability-lxml was asked as well: it is {0}",
    "bare name": "it is a name alone {0}",
    "page footer": "it stands {0}",
    "embedded data": "{0}",
    "hidden text": "a reader does not see it: {0}",
}
_SHAPES: Final = {name.replace("_", "-"): words for name, words in SHAPE_WORDS.items()}


def verdict_in_words(rule: str, where: str) -> str:
    """A rule's word on a block as a clause; ``where`` is what the rule saw, names by commas."""
    if rule in ("phrase", "says"):
        return f"it says a phrase of {_list(where)}"
    if rule == "phrase inside":
        return f"a phrase of {_list(where)} stands in it"
    if rule == "shape":
        return f"it looks like {' and '.join(_SHAPES.get(name, name) for name in _names(where))}"
    if rule == "below the headline":
        shapes = " and ".join(_SHAPES.get(name, name) for name in _names(where))
        return f"a short line just below the headline that looks like {shapes}"
    label = rule.removeprefix("named ")
    if label != rule:
        return f"it is, or stands under, a line that announces {label_noun(label)}: “{where}”"
    return _SENTENCES.get(rule, f"{rule}: {{0}}").format(where)


def rule_in_words(rule: Rule) -> str:
    """A user's rule as a clause: what it means and what it does."""
    what = next(
        f"{field} “{value}”"
        for field, value in (("css", rule.css), ("xpath", rule.xpath), ("phrase", rule.phrase))
        if value
    )
    does = [f"label {rule.label}"] if rule.label else []
    does += [rule.decides] if rule.decides else []
    does += [f"weight {rule.weight:+g}"] if rule.weight is not None else []
    return f"{rule.name} means it ({what}): {', '.join(does)}"


def _names(where: str) -> list[str]:
    return [name for name in where.split(", ") if name]


def _list(where: str) -> str:
    return " or ".join(label_noun(name) for name in _names(where))
