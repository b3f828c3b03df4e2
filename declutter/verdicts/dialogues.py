"""Finds consent dialogues: buttons that agree or refuse, the texts above them, their heading.

Scripts write most of them, so the pages that scorecards are fitted on hold few.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from declutter.measure.features import Measured
from declutter.model import Label
from declutter.rules.attributes import LABEL_BIT
from declutter.rules.cues import COOKIES
from declutter.rules.widgets import MAX_ROW, says_mostly

#: How many blocks above its buttons a dialogue begins at most.
REACH: Final = 4
#: Longer blocks, in words, are no dialogue's.
MOST_WORDS: Final = 120
#: What the first text of a dialogue speaks of.
TOPICS: Final = (
    *COOKIES, "privacy", "personal data", "datenschutz", "personenbezogen",
    "données personnelles", "datos personales", "dati personali", "dados pessoais",
    "danych osobowych", "ciasteczk", "персональн", "куки", "kişisel veri", "ملفات تعريف",
    "隐私", "隱私", "個人情報", "개인정보", "your device", "your computer",
)  # fmt: skip
_CONSENT: Final = LABEL_BIT[Label.CONSENT]


def dialogues(measured: Measured) -> dict[int, str]:
    """Leaf of a dialogue's text or heading -> the text of the buttons below it."""
    found: dict[int, str] = {}
    leaves = measured.page.leaves
    for leaf in np.flatnonzero((measured.words <= MAX_ROW) & ~measured.prose).tolist():
        buttons = leaves[leaf].text
        if not (int(measured.whole[leaf]) & _CONSENT or says_mostly(buttons, _CONSENT)):
            continue
        first = leaf
        for i in range(max(leaf - REACH, 0), leaf):
            text = leaves[i].text.lower()
            if measured.words[i] <= MOST_WORDS and any(topic in text for topic in TOPICS):
                first = i - 1 if i and measured.heading[i - 1] else i
                break
        for i in range(first, leaf):
            if measured.words[i] <= MOST_WORDS:
                found.setdefault(i, buttons)
    return found
