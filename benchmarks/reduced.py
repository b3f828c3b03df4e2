"""Real pages made small and bare, and made-up lines given plain markup, for the fit.

The collections hold whole pages of large sites, with rich markup. People also clean small pages,
fragments, and pages whose elements say nothing: every line a ``<div>``. So the fit sees such
pages too: a real page keeps its words and their targets, but only some of its content and some
of its chrome, and loses classes, telling elements or all its containers; or it comes as lines of
plain text. Everything is drawn with a fixed seed; a reduced page belongs to the fold of the site
it comes from.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from multiprocessing import Pool

import numpy as np

from benchmarks.archives import Sample
from benchmarks.dataset import Row, segmented
from benchmarks.gold import UNKNOWN, targets
from benchmarks.metrics import words
from benchmarks.synthetic import made_up
from declutter.measure.features import Measured
from declutter.page import Leaf, Page
from declutter.segment.text import segment_text
from declutter.source.decode import decode

SEED = 20261124
#: How many blocks of content a page keeps, and how many of each stretch of chrome; 0 for all.
_CONTENT = (1, 2, 3, 4, 6, 8, 12, 20, 0)
_CHROME = (1, 2, 3, 5, 8, 0)
#: What stands between the lines of a text; a space makes it a single line.
_TEXT_BORDERS = ("\n", "\n", "\n", "\n\n", "\n\n", " ")
_KEPT_TAGS = frozenset(("pre", "code", "tr", "td", "th", "table", "tbody", "li", "h1", "h2", "h3"))
#: Most blocks of a reduced page.
_LONGEST = 400


@dataclass(frozen=True)
class Style:
    """How much of a page's markup is left."""

    classes: bool  # class attributes
    telling: bool  # elements that name a part: nav, aside, article, footer, headings, lists
    nested: float  # share of the containers that stay


def _style(rng: random.Random) -> Style:
    return Style(
        classes=rng.random() < 0.25,
        telling=rng.random() < 0.6,
        nested=rng.choice((0.0, 0.0, 0.3, 0.7, 1.0)),
    )


def build(samples: Sequence[Sample], form: str, jobs: int = 2) -> list[Row]:
    """One reduced page for each page with gold text; as HTML, also the made-up lines' pages.

    ``form``: ``html`` or ``text``. Of texts, `synthetic` has the made-up ones.
    """
    work = [(sample, form) for sample in samples if sample.content is not None]
    with Pool(jobs) as pool:
        rows = [row for row in pool.imap(_reduced, work, chunksize=8) if row is not None]
        if form == "html":
            bare = pool.imap(_marked_up, list(made_up(samples)), chunksize=8)
            rows.extend(row for row in bare if row is not None)
    return rows


def _reduced(job: tuple[Sample, str]) -> Row | None:
    sample, form = job
    page = segmented(decode(sample.read()).text, "html" if form == "html" else "html_text")
    if page is None or not page.leaves:
        return None
    target = targets([leaf.text for leaf in page.leaves], sample)
    headline = Measured(page).headline
    rng = random.Random(f"{SEED} {sample.key}")
    chosen = [i for i in _chosen(rng, target, headline) if not page.leaves[i].hidden][:_LONGEST]
    if not any(target[i] > 0.5 for i in chosen):
        return None
    texts = [page.leaves[i].text for i in chosen]
    if form == "html":
        made = segmented(_document(page.title, _written(rng, page, chosen)), "html")
    else:
        made = segment_text(rng.choice(_TEXT_BORDERS).join(texts))
    return _row(sample, made, texts, target[chosen])


def _chosen(rng: random.Random, target: np.ndarray, headline: int) -> list[int]:
    """Some of the content from its beginning, and the beginnings of some stretches of chrome."""
    content, share = rng.choice(_CONTENT), rng.choice((0.15, 0.4, 1.0))
    most = rng.choice(_CHROME)
    chosen, taken, at = [], 0, 0
    while at < len(target):
        wanted = target[at] > 0.5
        end = at
        while end < len(target) and (target[end] > 0.5) == wanted:
            end += 1
        stretch = range(at, end)
        if wanted:
            room = len(stretch) if not content else content - taken
            chosen.extend(stretch[:room])
            taken += len(stretch[:room])
        elif rng.random() < share:
            chosen.extend(stretch[: most or len(stretch)])
        if headline in stretch and headline not in chosen:
            chosen.append(headline)
        at = end
    return sorted(chosen)


def _written(rng: random.Random, page: Page, chosen: Sequence[int]) -> Iterator[str]:
    """The chosen leaves as HTML, with what the style leaves of the frames around them."""
    style, frames = _style(rng), page.frames
    renamed: dict[int, str] = {}

    def tag_of(frame: int, own: bool) -> str:
        if frame not in renamed:
            tag = frames.tag[frame]
            if own or tag in _KEPT_TAGS:
                name = tag if style.telling or tag in ("pre", "p") else "div"
            elif rng.random() < style.nested:
                name = tag if style.telling else "div"
            else:
                name = ""
            renamed[frame] = name
        return renamed[frame]

    open_frames: list[int] = []
    for index in chosen:
        leaf = page.leaves[index]
        chain = _chain(page, leaf.frame)
        same = 0
        while same < min(len(open_frames), len(chain)) and open_frames[same] == chain[same]:
            same += 1
        yield from (f"</{renamed[f]}>" for f in reversed(open_frames[same:]) if renamed[f])
        for frame in chain[same:]:
            tag = tag_of(frame, frame == leaf.frame)
            if tag:
                name = escape(frames.name[frame])
                yield f'<{tag} class="{name}">' if style.classes and name else f"<{tag}>"
        open_frames = chain
        if same == len(chain):  # a second line of the same element
            yield "<br><br>"
        yield _line(leaf, style)
    yield from (f"</{renamed[f]}>" for f in reversed(open_frames) if renamed[f])


def _chain(page: Page, frame: int) -> list[int]:
    chain = []
    while frame > 0:
        if page.frames.tag[frame] not in ("html", "body"):
            chain.append(frame)
        frame = page.frames.parent[frame]
    return chain[::-1]


def _line(leaf: Leaf, style: Style) -> str:
    """A leaf's text, with its links where they take up most of it or little."""
    if leaf.cells and style.telling:
        return "".join(f"<td>{_linked(cell, 0)}</td>" for cell in leaf.text.split("\t"))
    text = leaf.text.replace("\t", " ")
    return _linked(text, leaf.link_chars / max(len(text), 1) if leaf.links else 0)


def _linked(text: str, share: float) -> str:
    if share > 0.8:
        return f'<a href="/p">{escape(text)}</a>'
    if share > 0.02:
        cut = text.find(" ", int(len(text) * (1 - share)))
        if cut > 0:
            return f'{escape(text[:cut])} <a href="/p">{escape(text[cut + 1 :])}</a>'
    return escape(text)


def _marked_up(made: tuple[Sample, list[tuple[str, float]]]) -> Row | None:
    """Made-up lines as a page whose elements say little."""
    sample, lines = made
    rng = random.Random(f"{SEED} {sample.key}")
    paragraphs = rng.choice(("p", "p", "p", "div"))
    others = rng.choice(("div", "div", "p", "span", "li"))
    wrapped = rng.choice(("", "", "div", "section", "article"))
    pieces = []
    for number, (text, target) in enumerate(lines):
        if target == UNKNOWN:
            tag = rng.choice(("h1", "h1", "h1", "h2", "div"))
        elif target > 0.5:
            tag = paragraphs
            if wrapped and (number == 0 or lines[number - 1][1] <= 0.5):
                pieces.append(f"<{wrapped}>")
        else:
            tag = others if len(text) < 200 else paragraphs
            if len(text) < 40 and rng.random() < 0.1:
                tag = rng.choice(("h2", "h3", "h4", "b"))
        line = escape(text)
        if target == 0 and rng.random() < 0.25:
            line = f'<a href="/p">{line}</a>'
        block = f"<{tag}>{line}</{tag}>"
        pieces.append(f"<div>{block}</div>" if tag in ("span", "b") else block)
        last = number + 1 == len(lines) or lines[number + 1][1] <= 0.5
        if target > 0.5 and wrapped and last:
            pieces.append(f"</{wrapped}>")
    site = rng.choice(("", " - Daily Herald", " | News"))
    title = str(sample.gold.get("title") or "") + site if rng.random() < 0.6 else ""
    texts = [text for text, _ in lines]
    page = segmented(_document(title, pieces), "html")
    return _row(sample, page, texts, np.array([t for _, t in lines]))


def _document(title: str, pieces: Iterator[str] | Sequence[str]) -> str:
    head = f"<head><title>{escape(title)}</title></head>" if title else ""
    return f"<!DOCTYPE html><html>{head}<body>\n{chr(10).join(pieces)}\n</body></html>"


def _row(sample: Sample, page: Page | None, texts: Sequence[str], target: np.ndarray) -> Row | None:
    """The page measured; its targets are carried over word by word."""
    if page is None or not page.leaves:
        return None
    wanted = [
        (word, value) for text, value in zip(texts, target, strict=True) for word in words(text)
    ]
    at, values = 0, []
    for leaf in page.leaves:
        said = words(leaf.text)
        mine = wanted[at : at + len(said)]
        if [word for word, _ in mine] != said:
            return None
        at += len(said)
        known = [value for _, value in mine]
        unknown = not known or min(known) < 0
        values.append(UNKNOWN if unknown else sum(known) / len(known))
    measured = Measured(page)
    del measured.page
    name = f"{sample.kind}-{sample.name}"
    sample = replace(sample, name=name, kind="reduced", content=None)
    texts = [leaf.text for leaf in page.leaves]
    return Row(sample, "reduced", measured, texts, np.array(values))
