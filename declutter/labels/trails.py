"""Trails of steps down to this page ("Home > News > Article"), however they are marked up."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np

from declutter.labels.scene import ROWS, Scene
from declutter.labels.strengths import PLACES
from declutter.measure.containers import Containers
from declutter.measure.features import Measured
from declutter.model import Label
from declutter.patterns import pattern

#: What the first step of a trail says.
HOMES: Final = frozenset(
    (
        "home", "homepage", "start", "startseite", "accueil", "inicio", "início", "portada", "hem",
        "home page", "strona główna", "главная", "головна", "domů", "ana sayfa", "anasayfa",
        "الرئيسية", "होम", "首页", "首頁", "トップ", "ホーム", "홈",
    )
)  # fmt: skip
_STEPS: Final = pattern(r"\s?[>›»/→＞·]\s?|\s-\s")


#: Signs that steps begin or end with, and how far above the headline a trail ends.
_ARROWS: Final = ("»", "›", ">", "►", "→", "▸")
_ABOVE: Final = 12
_MARKS: Final = " »›>/"
#: Steps of a trail and words of a step, at most.
_STEPS_MOST: Final = 8
_STEP: Final = 14
#: Steps of one that nothing but "Home" tells: menus begin with it as well, and have more.
_FROM_HOME: Final = 5
#: What the element around a lone "Home" says, where its name is that of a trail.
_CALLED: Final = 2.0
#: Words of a trail that is one line, at most.
_LINE: Final = 40

#: What stands between the steps of a trail on one line; bars part menus.
_BETWEEN: Final = pattern(r"[>›»→]|\s/\s")


def trail(scene: Scene) -> None:
    """The steps down to this page: from "Home", behind arrows, or a numbered list in a menu."""
    box, words = scene.measured.containers, scene.measured.words
    leaves = scene.measured.page.leaves
    row = scene.total[ROWS[Label.BREADCRUMB]]
    for i in range(max(scene.headline - _ABOVE, 0), scene.headline):
        first, *rest = _STEPS.split(leaves[i].text, maxsplit=1) if words[i] <= _LINE else ("",)
        if rest and first.strip().lower() in HOMES:
            row[i] += PLACES["trail"]
        if leaves[i].text.strip(_MARKS).lower() not in HOMES:
            continue
        row[i] += PLACES["trail"] * (scene.placed[ROWS[Label.BREADCRUMB], i] >= _CALLED)
        for container in box.ancestors[i, :3].tolist():
            last = int(box.last[container])
            if 2 <= last - box.first[container] <= _FROM_HOME and last <= scene.headline + 1:
                row[i:last] += PLACES["trail"] * (words[i:last] <= _STEP)
                break
    line = _line(scene)
    if line is not None:
        row[line] += PLACES["trail"]
    for first, last in (*_lists(scene), *_runs(scene)):
        row[first:last] += PLACES["trail"]
    named = scene.total.argmax(axis=0) == ROWS[Label.BREADCRUMB]
    for i in np.flatnonzero(named[1:] & ~named[:-1]).tolist():
        near = set(box.ancestors[i, :3].tolist()) & set(box.ancestors[i + 1, :3].tolist())
        if near - {0} and leaves[i].text.strip(_MARKS).lower() in HOMES:
            row[i] += PLACES["trail"] + PLACES["link"]
    for first, last in _again(scene):
        row[first:last] += PLACES["trail"]


def _line(scene: Scene) -> int | None:
    """The last line above a plain text's headline that is a few words between arrows or slashes."""
    if scene.measured.page.is_html:
        return None
    leaves = scene.measured.page.leaves
    for i in range(scene.headline - 1, max(scene.headline - _ABOVE, 0) - 1, -1):
        steps = [step.strip() for step in _BETWEEN.split(leaves[i].text)]
        if len(steps) > 1 and all(
            0 < len(step.split()) <= _STEP and any(map(str.isalpha, step)) for step in steps
        ):
            return i
    return None


def _lists(scene: Scene) -> list[tuple[int, int]]:
    """Short lists with arrows before their steps, or numbered lists in menus by the headline."""
    measured, box = scene.measured, scene.measured.containers
    if not measured.page.is_html:
        return []
    size = box.last - box.first
    asked = (size >= 2) & (size <= _STEPS_MOST)
    asked &= (box.tags & Containers.TAG_BITS["list"]) != 0
    found = []
    headline = measured.page.leaves[scene.headline].text
    for container in np.flatnonzero(asked).tolist():
        first, last = int(box.first[container]), int(box.last[container])
        if measured.words[first:last].max() > _STEP or not scene.linked[first]:
            continue
        texts = [leaf.text for leaf in measured.page.leaves[first:last]]
        arrows = all(text.startswith(_ARROWS) for text in texts[1:])
        arrows |= last <= scene.headline and texts[-1].strip(_MARKS) == headline
        near = scene.headline - _ABOVE <= first and last <= scene.headline + 1
        if arrows or (near and scene.menu[first] and _is_numbered(measured, first)):
            found.append((first, last))
    return found


def _runs(scene: Scene) -> list[tuple[int, int]]:
    """Links that each end in an arrow, one after the other, and the step they lead to."""
    leaves, near = scene.measured.page.leaves, scene.measured.containers.ancestors
    texts = [leaf.text for leaf in leaves]
    found, last = [], 0
    short = scene.linked & (scene.measured.words <= _STEP)
    short &= scene.said[ROWS[Label.PAGINATION]] <= 0  # "Next »"
    for first in np.flatnonzero(short).tolist():
        if first < last or not texts[first].endswith(_ARROWS):
            continue
        last = first
        while last < len(texts) and short[last] and texts[last].endswith(_ARROWS):
            last += 1
        if last - first >= 2:
            goes_on = last < len(texts) and scene.measured.words[last] <= _STEP
            goes_on = goes_on and bool(set(near[first, :2]) & set(near[last, :2]))
            found.append((first, last + goes_on))
    return found


def _again(scene: Scene) -> Iterator[tuple[int, int]]:
    """Where the trail above the headline stands once more, as forums have it at the end."""
    named = scene.total.argmax(axis=0) == ROWS[Label.BREADCRUMB]
    top = np.flatnonzero(named & scene.above)
    if len(top) < 2 or top[-1] - top[0] >= _STEPS_MOST:
        return
    texts = [leaf.text for leaf in scene.measured.page.leaves]
    steps = texts[top[0] : top[-1] + 1]
    for i in range(scene.end, len(texts) - len(steps) + 1):
        if texts[i] == steps[0] and texts[i : i + len(steps)] == steps:
            yield i, i + len(steps)


def _is_numbered(measured: Measured, leaf: int) -> bool:
    frames = measured.page.frames
    frame = frames.parent[measured.page.leaves[leaf].frame]
    return frame >= 0 and "ol" in (frames.tag[frame], frames.tag[max(frames.parent[frame], 0)])
