"""What the targets of links say about them: where share, tag and page links lead to."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from declutter.model import Label
from declutter.patterns import pattern


class Target(NamedTuple):
    """label: what a link to such an address is. pattern: searched in the address in lower case.

    needs: of these every address that matches holds one. hit, miss: an address that must match,
    and one that must not.
    """

    label: Label
    pattern: re.Pattern[str]
    needs: tuple[str, ...]
    hit: str
    miss: str


#: Addresses longer than this, in characters, are cut: the telling part is at the front.
MAX_TARGET: Final = 300
ROWS: Final[tuple[Target, ...]] = (
    Target(
        Label.SHARE,
        pattern(
            r"/sharer?(?:\.php|/sharer|/?\?)|/share/(?:url|\?)|intent/(?:tweet|post)|sharearticle"
            r"|pin/create|^whatsapp:|//wa\.me/\?|reddit\.com/submit|t\.me/share|^mailto:\?",
        ),
        ("shar", "intent/", "pin/create", "whatsapp:", "wa.me/", "submit", "mailto:"),
        "https://www.facebook.com/sharer.php?u=https://example.org",
        "https://www.example.com/share",
    ),
    Target(
        Label.SHARE,
        pattern(
            r"^(?:https?:)?//(?:www\.|m\.)?(?:facebook|twitter|x|linkedin|instagram|youtube|pinterest"
            r"|tiktok|vk|t)\.(?:com|me)/(?:@|in/|company/|channel/|c/|user/)?[\w.-]{2,40}/?$",
        ),
        (
            "facebook",
            "twitter",
            "//x.",
            ".x.",
            "linkedin",
            "instagram",
            "youtube",
            "pinterest",
            "tiktok",
            "vk.",
            "//t.",
            ".t.",
        ),
        "https://www.facebook.com/example",
        "https://example.org/facebook.com/example",
    ),
    Target(
        Label.TAGS,
        pattern(r"/(?:tags?|topics?|hashtag|schlagwort|etiqueta|mot-cle)/[^/]"),
        ("/tag", "/topic", "/hashtag", "/schlagwort", "/etiqueta", "/mot-cle"),
        "https://example.org/tag/rivers/",
        "https://example.org/tags",
    ),
    Target(
        Label.BYLINE,
        pattern(
            r"/(?:users?|members?|profiles?|authors?|autor(?:es|en)?|auteurs?)/[^/]",
        ),
        ("/user", "/member", "/profile", "/author", "/autor", "/auteur"),
        "https://example.org/user/ida",
        "https://example.org/users",
    ),
    Target(
        Label.PAGINATION,
        pattern(r"[?&](?:page|paged|p|pg|seite|strona|start|offset)=\d{1,5}$|/page/\d{1,4}/?$"),
        ("=", "/page/"),
        "/archive?page=2",
        "/archive?post=2017",
    ),
)
#: Where links within the page lead that are no entries of a table of contents.
_NO_PART: Final = pattern(r"#(?:top|main|content|nav|menu|search|footer|respond|comments?)\b|#.?$")


def label_of(target: str) -> Label | None:
    """The label of a link that leads there, if its address tells one."""
    target = target[:MAX_TARGET].lower()
    for row in ROWS:
        for need in row.needs:
            if need in target:
                if row.pattern.search(target):
                    return row.label
                break
    return None


def leads_to_part(target: str) -> bool:
    """Whether an address is that of a part of the page's own text."""
    return target[:1] == "#" and not _NO_PART.match(target)
