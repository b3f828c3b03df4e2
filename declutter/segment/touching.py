"""Words of inline elements that touch, where style sheets set apart what the source does not."""

from __future__ import annotations


def runs_together(before: str, text: str, ended: bool) -> bool:
    """Whether the text of an inline element would run into what stands right before it.

    before: the text so far, not empty. text: that of the element, not empty. ended: whether an
    inline element ends between them, not the text that the element stands in. A capital after a
    small letter, or a digit beside a letter, tells two words from one that is styled in parts.
    """
    last, first = before[-1:], text[0]
    if not (last.isalnum() and first.isalnum()):
        return False
    if not ended:  # a tag line, not "Mac<b>Donald</b>"
        return last.islower() and first.isupper() and " " in text.strip()
    if (last.islower() and first.isupper()) or last.isdigit() != first.isdigit():
        return True
    if first.isupper() and text[1:2].islower():  # "OK" and "Excellent"
        end = before[-2:]
        return len(end) == 2 and end.isalpha() and end.isupper()
    return False
