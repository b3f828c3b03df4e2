"""Lines that say who took a picture: captions, whatever element they stand in."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from declutter.patterns import pattern


class Credit(NamedTuple):
    """pattern: searched in a line of up to `MOST_WORDS` words. hit, miss: a text of either kind."""

    pattern: re.Pattern[str]
    hit: str
    miss: str


#: Longer lines are paragraphs that speak of pictures.
MOST_WORDS: Final = 45
ROWS: Final = (
    Credit(
        pattern(
            r"\b(?:photo(?:graph)?s?|fotos?|fotografie|picture|image|bild|zdjęcie|фото(?: автора)?"
            r"|تصوير|fotoğraf|immagine|imagen|imagem|bron|beeld|zdj\.|φωτο(?:γραφία|γραφίες)?"
            r"|fotó|kuvat?|billede|bilde|ảnh|ภาพ|फोटो|फ़ोटो|छायाचित्र|תמונה|צילום|عکس|الصورة)"
            r"\s?(?::|：|/|©|by\b|von\b|de\b|di\b)\s?\S.{0,60}$",
            re.IGNORECASE,
        ),
        "The pier at dawn. Photo: Ida Moss",
        "The picture of the pier hung in the hall for years",
    ),
    Credit(
        pattern(
            r"[\s(/]\(?(?:Photo|Foto|Picture|Fot\.|Фото|تصوير)\s[^\W\d_].{1,40}$"
            r"|\((?:photo|foto|fot\.)\s[^\W\d_][^()]{1,40}\)$"
        ),
        "The pier at dawn (Foto Ida Moss)",
        "Nobody keeps the photo in which she waves",
    ),
    Credit(
        pattern(
            r"(?:사진|写真|写真提供|제공|图源|圖源|图片来源|圖片來源)\s?[=:：/／]\s?\S.{0,40}$"
        ),
        "새벽의 부두 /사진=모아이다 기자",
        "그는 사진을 오래 바라보았다",
    ),
    Credit(
        pattern(r"(?:摄|攝|撮影)[)）]?[。.]?$|^[图圖][：:为為]"),
        "早晨的码头。顾晚舟摄",
        "摄影展在码头举行",
    ),
)


#: Of these every credit holds one, in lower case; most lines hold none.
_NEEDED: Final = (
    "phot", "foto", "fot.", "pict", "imag", "bild", "zdj", "фото", "تصوير", "摄", "攝", "撮影",
    "图", "圖", "imm", "bron", "beeld", "φωτο", "fotó", "kuva", "bille", "bilde", "ảnh", "ภาพ",
    "फोटो", "फ़ोटो", "छायाचित्र", "תמונה", "צילום", "عکس", "الصورة", "사진", "写真", "제공",
)  # fmt: skip


def is_credit(text: str) -> bool:
    """Whether a short line names whoever took a picture."""
    lowered = text.lower()
    for need in _NEEDED:
        if need in lowered:
            return any(row.pattern.search(text) for row in ROWS)
    return False
