"""The report's frame: head, facts, filters, and the two panes."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from html import escape
from pkgutil import get_data
from typing import Final, NamedTuple

from declutter.explain.turning import Setting, Turning
from declutter.labels.words import LABEL_WORDS
from declutter.model import Block, Label
from declutter.patterns import pattern
from declutter.render.shape import clean
from declutter.report.blocks import render_block, word_count

#: The colour of each label, as a hue in degrees; content is green, furniture teal.
HUES: Final[dict[Label, int]] = {
    Label.TITLE: 150, Label.DEK: 160, Label.BODY: 140, Label.CAPTION: 120, Label.KICKER: 180,
    Label.BYLINE: 188, Label.DATELINE: 196, Label.TAGS: 172, Label.NAV: 215, Label.BREADCRUMB: 228,
    Label.MASTHEAD: 240, Label.WEATHER: 200, Label.TICKER: 36, Label.SHARE: 265,
    Label.AUTHOR_BOX: 288, Label.RELATED: 24, Label.TRENDING: 12, Label.NEWSLETTER: 318,
    Label.COMMENTS: 48, Label.AD: 0, Label.CONSENT: 345, Label.PAYWALL: 332, Label.TOC: 205,
    Label.PAGINATION: 250, Label.FOOTER: 232, Label.LEGAL: 258, Label.CONTROLS: 276,
    Label.HIDDEN: 60, Label.OTHER: 220,
}  # fmt: skip
#: Labels shown in grey.
_GREY: Final = frozenset({Label.HIDDEN, Label.OTHER})
_MAP_WIDTH: Final = 1000
_MAP_HEIGHT: Final = 24
_MAP_LOW: Final = 9
#: How the renderer of HTML writes an image.
_IMAGE: Final = pattern(r'<img src="[^"]*" alt="([^"]*)">')

_HINT: Final = (
    "Looking for a paragraph that is missing? Find its words on this page (<kbd>Ctrl</kbd>+"
    "<kbd>F</kbd>) and point at its block, or click it: the reasons stand beside it, and what "
    "would turn the decision over. <kbd>Tab</kbd> goes from block to block."
)

_HINT_NARROW: Final = (
    "Looking for a paragraph that is missing? Choose Removed, find it and tap it: the reasons "
    "open below it, and what would turn the decision over."
)


class Facts(NamedTuple):
    """What the report says of the page as a whole.

    seconds: stage -> how long it took; empty if no clock ran.
    """

    title: str
    url: str
    status: str
    detail: str
    score: float
    encoding: str
    language: str
    seconds: dict[str, float]
    version: str


def render_report(
    facts: Facts,
    blocks: Sequence[Block],
    article: str,
    setting: Setting,
    around: Callable[[int], str],
) -> str:
    """Return the whole file.

    blocks: the ledger. article: the main content as `render_html` writes it.
    setting: what the page was decided with. around: by a block's index, what it stands in.
    """
    style = _style()
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    title = facts.title or "A page without a title"
    return "\n".join(
        (
            '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{_text(title)} – declutter report</title>",
            f"<style>{style}</style>\n</head>\n<body>",
            '<a class="skip" href="#blocks">To the blocks</a>',
            _header(title, facts, blocks, setting),
            _tools(blocks),
            '<main class="panes">\n<section class="ledger" id="blocks" aria-label="Blocks">',
            f'<p class="hint wide">{_HINT}</p>\n<p class="hint narrow">{_HINT_NARROW}</p>',
            '<div class="blocks">',
            *_blocks(blocks, setting, around),
            f"</div>\n<footer>Made by declutter {_text(facts.version)}. This file needs no network "
            "and runs no script.</footer>\n</section>",
            _article(facts, article),
            "</main>",
            "</body>\n</html>",
        )
    )


def _text(text: str) -> str:
    return escape(clean(text))


def _style() -> str:
    """The style sheet, with a colour and a filter for every label."""
    data = get_data(__package__, "style.css")
    if data is None:
        raise FileNotFoundError("the package holds no report/style.css; install it again")
    rules = [data.decode("utf-8")]
    for label, hue in HUES.items():
        grey = ";--s:0%" if label in _GREY else ""
        rules.append(f".l-{label}{{--hue:{hue}{grey}}}")
        rules.append(
            f"body:has(.chips :checked):not(:has(#f-{label}:checked)) .b.l-{label}{{display:none}}"
        )
    rules.extend(f".w{n}{{width:{n * 2.5:g}%}}" for n in range(21))
    return "\n".join(rules)


def _header(title: str, facts: Facts, blocks: Sequence[Block], setting: Setting) -> str:
    kept = [block for block in blocks if block.keep]
    words, all_words = sum(map(word_count, kept)), sum(map(word_count, blocks))
    share = f"{100 * words / all_words:.0f} %" if all_words else "–"
    good = "" if facts.status == "ok" else "bad"
    rows = [
        _fact("Status", facts.status, facts.detail, good),
        _fact("Certainty", f"{facts.score:.2f}", "expected word F1"),
        _fact("Coverage", share, f"{words:,} of {all_words:,} words kept"),
        _fact("Blocks", f"{len(kept):,} kept", f"{len(blocks) - len(kept):,} removed"),
        _fact("Threshold", f"{setting.threshold:.2f}",
              f"score to reach, at strictness {setting.options.strictness:g}"),
        _fact("Encoding", facts.encoding, f"language {facts.language}" if facts.language else ""),
    ]  # fmt: skip
    if facts.seconds:
        total = f"{1000 * sum(facts.seconds.values()):.0f} ms"
        stages = " · ".join(f"{name} {1000 * s:.1f}" for name, s in facts.seconds.items())
        rows.append(_fact("Time", total, stages))
    url = f'\n<p class="url">{_text(facts.url)}</p>' if facts.url else ""
    return (
        '<header>\n<div class="name">\n<p class="what">declutter report</p>\n'
        f'<h1 dir="auto">{_text(title)}</h1>{url}\n</div>\n'
        f'<dl class="facts">\n{"".join(rows)}</dl>\n</header>'
    )


def _fact(name: str, value: str, note: str = "", kind: str = "") -> str:
    small = f"<small>{_text(note)}</small>" if note else ""
    start = f'<div class="{kind}">' if kind else "<div>"
    return f"{start}<dt>{name}</dt><dd>{_text(value)}{small}</dd></div>\n"


def _tools(blocks: Sequence[Block]) -> str:
    """The map of the page and the filters. Choices act through the style sheet alone."""
    kept = sum(block.keep for block in blocks)
    counts = Counter(block.label for block in blocks)
    views = (
        ("all", f"All {len(blocks):,}", ""),
        ("kept", f"Kept {kept:,}", ""),
        ("gone", f"Removed {len(blocks) - kept:,}", ""),
        ("sides", "Side by side", "wide"),
        ("article", "Article", "narrow"),
    )
    radios = "\n".join(
        f'<label class="{only}"><input type="radio" name="view" id="v-{name}"'
        f"{' checked' if name == 'all' else ''}>{text}</label>"
        for name, text, only in views
    )
    chips = "\n".join(
        f'<label class="l-{label}" title="show only {LABEL_WORDS[label]}">'
        f'<input type="checkbox" id="f-{label}"><i></i>{label} <b>{counts[label]:,}</b></label>'
        for label in Label
        if counts[label]
    )
    return (
        f'<form class="tools" aria-label="What is shown">\n{_map(blocks)}\n'
        f'<fieldset class="views"><legend>Show</legend>\n{radios}\n</fieldset>\n'
        f'<fieldset class="chips"><legend>Labels</legend>\n{chips}\n'
        '<button type="reset">Show all again</button>\n</fieldset>\n</form>'
    )


def _map(blocks: Sequence[Block]) -> str:
    """The page as a strip: a bar a block, as wide as it has words, high if it is kept."""
    total = sum(max(word_count(block), 1) for block in blocks) or 1
    bars, at = [], 0.0
    for i, block in enumerate(blocks):
        width = max(word_count(block), 1) * _MAP_WIDTH / total
        drawn = max(width - 0.4, 0.3)
        height = _MAP_HEIGHT if block.keep else _MAP_LOW
        bars.append(
            f'<a href="#b{i}" tabindex="-1"><rect class="l-{block.label}" x="{at:.2f}" '
            f'y="{_MAP_HEIGHT - height}" width="{drawn:.2f}" height="{height}"/></a>'
        )
        at += width
    return (
        f'<svg class="map" viewBox="0 0 {_MAP_WIDTH} {_MAP_HEIGHT}" preserveAspectRatio="none" '
        f'aria-hidden="true">{"".join(bars)}</svg>'
    )


def _blocks(
    blocks: Sequence[Block], setting: Setting, around: Callable[[int], str]
) -> Iterator[str]:
    turning = Turning(blocks, setting)
    for i, block in enumerate(blocks):
        yield render_block(i, block, setting.threshold, turning.advice(i), around(i))


def _article(facts: Facts, article: str) -> str:
    title = f"<h1>{_text(facts.title)}</h1>\n" if facts.title else ""
    body = _IMAGE.sub(_image, article)
    return (
        '<aside class="article" id="article" tabindex="0" aria-label="Cleaned article">\n'
        f'<h2>Cleaned article</h2>\n<div class="prose" dir="auto">\n{title}{body}\n</div>\n</aside>'
    )


def _image(found: re.Match[str]) -> str:
    """A word for an image: showing it would ask the network for it."""
    return f"<em>[image: {found[1]}]</em>" if found[1] else "<em>[image]</em>"
