"""The classes of readers' comments in blog software; forums do not give them to their posts."""

from __future__ import annotations

from typing import Final

#: Of WordPress and of the themes and programs that took them over.
CLASSES: Final = frozenset(
    ("comment-list", "comments-list", "commentlist", "commentslist", "comments-area",
     "commentsarea", "comment-content", "thread-even", "thread-odd")
)  # fmt: skip


def is_comment_list(name: str) -> bool:
    """Whether a class attribute is that of a list of comments, or of one in it."""
    return not CLASSES.isdisjoint(name.lower().split())
