"""The heads of author's boxes: "About Jane Doe"."""

from __future__ import annotations

import re

from declutter.patterns import pattern

#: "About", as the head of an author's box says it; "Om" is a name as well in other languages.
_ABOUT_WORDS = {
    "en": "about", "de": "über", "fr": "à propos de", "es": "sobre|acerca de", "pt": "sobre",
    "nl": "over", "sv": "om", "da": "om", "nb": "om", "no": "om", "fi": "tietoa", "pl": "o",
}  # fmt: skip
_ABOUT = {
    language: pattern(rf"(?:{words})\s+(?=\S)", re.IGNORECASE)
    for language, words in _ABOUT_WORDS.items()
}


def without_about(text: str, language: str) -> str:
    """An author's box's head without its "About"."""
    lead = _ABOUT.get(language.partition("-")[0].lower())
    match = lead.match(text) if lead else None
    return text[match.end() :] if match else text
