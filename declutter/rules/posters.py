"""The classes of what forums show beside a post: who wrote it, with rank and number of posts."""

from __future__ import annotations

from typing import Final

#: Of phpBB, SMF, vBulletin, XenForo, Discuz, NodeBB, Vanilla and their like.
CLASSES: Final = frozenset(
    ("postprofile", "poster", "poster-info", "user_info", "userinfo", "user-info", "userdetails",
     "user-details", "postauthor", "post-author", "postbit-author", "message-user",
     "message-userdetails", "message-userextras", "authorinfo", "post-user", "post-header",
     "post-meta-user", "authi", "pls", "itemauthor", "author-column", "cauthor", "commentmeta-user")
)  # fmt: skip


def is_poster(name: str) -> bool:
    """Whether a class attribute is that of the column or line about a post's author."""
    return not CLASSES.isdisjoint(name.lower().split())
