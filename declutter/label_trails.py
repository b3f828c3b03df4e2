"""Trails of steps down to this page ("Home > News > Article"), however they are marked up."""

from __future__ import annotations

import re
from typing import Final

from declutter.label_scene import ROWS, Scene
from declutter.label_strengths import PLACES
from declutter.model import Label
from declutter.rules.shapes import Shape

#: What the first step of a trail says.
HOMES: Final = frozenset(
    (
        "home", "homepage", "start", "startseite", "accueil", "inicio", "início", "portada", "hem",
        "home page", "strona główna", "главная", "головна", "domů", "ana sayfa", "anasayfa",
        "الرئيسية", "होम", "首页", "首頁", "トップ", "ホーム", "홈",
    )
)  # fmt: skip
_STEPS: Final = re.compile(r"\s?[>›»/→＞·]\s?")


def trail(scene: Scene) -> None:
    """The steps from "Home" down to this page, just above the headline."""
    box = scene.measured.containers
    shapes = scene.measured.shapes
    for i in range(max(scene.headline - 12, 0), scene.headline):
        first = _STEPS.split(scene.measured.page.leaves[i].text, maxsplit=1)[0]
        if shapes[i] >> Shape.SEPARATED & 1 and first.strip().lower() in HOMES:
            scene.total[ROWS[Label.BREADCRUMB], i] += PLACES["trail"]
        if scene.measured.page.leaves[i].text.strip(" »›>/").lower() not in HOMES:
            continue
        for container in box.ancestors[i, :3].tolist():
            last = int(box.last[container])
            if 2 <= last - box.first[container] <= 9 and last <= scene.headline + 1:
                short = scene.measured.words[i:last] <= 14
                scene.total[ROWS[Label.BREADCRUMB], i:last] += PLACES["trail"] * short
                break
