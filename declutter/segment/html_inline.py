"""Writes what inline elements make of a block: links, marks, images, breaks and hidden stretches.

`segment_html` calls it where such an element begins and ends.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from declutter.page import LINE_BREAK
from declutter.rules.hidden import INLINE_HIDING, hides, is_displayed, opens
from declutter.segment.attribute_words import DEPENDS, HIDES, LABELS_AT, NEVER_SHOWN, NOT_DISPLAYED
from declutter.segment.code_language import NAMING
from declutter.segment.elements import Role
from declutter.segment.html_blocks import BlockWriter
from declutter.segment.touching import runs_together

# Plain numbers: looking a member of an enum up costs more than comparing it.
_BREAK, _LINK, _BUTTON, _IMAGE, _SPACED, _MARK, _FIELD = map(
    int,
    (Role.BREAK, Role.LINK, Role.BUTTON, Role.IMAGE, Role.SPACED, Role.MARK, Role.FIELD),
)


def asks_for_mail(field: etree._Element) -> bool:
    """Whether a field wants a reader's address: newsletters, accounts and comments do."""
    return (field.get("type") or "").lower() == "email" or any(
        "mail" in (field.get(name) or "").lower() for name in ("name", "id", "placeholder")
    )


class InlineWriter(BlockWriter):
    """A writer that also knows inline elements."""

    def enter_inline(self, element: etree._Element, name: str, role: int) -> int:
        """Open an inline element; returns the buffer position its text starts at.

        Inverted if the element is hidden, and no element around it is.
        """
        buffer = self.buffer
        if role == _IMAGE:
            self.image(element)
            return len(buffer)
        if role == _BREAK:
            self.line_break()
            return len(buffer)
        if buffer:
            self.part(element)
        if role == _FIELD and asks_for_mail(element):
            self.page.mail_fields.append(self.frame)
        said, href = 0, ""
        attributes: Any = element.items()  # always str
        for key, value in attributes:
            if key == "class":
                said |= self.attributes.classes[value]
                if said & DEPENDS:
                    said |= self.attributes.classes.hides(value, element, self.verbatim)
                if self.verbatim and value and name == "code":
                    self.code_class = value
            elif key == "href":
                href = value
            elif key == "id":
                said |= self.attributes.ids[value] & HIDES
            elif key in INLINE_HIDING and hides(key, value, element):
                said |= NOT_DISPLAYED
            elif self.verbatim and name == "code" and key in NAMING:
                self.code_class = f"language-{value}"
        self.words_mask |= said >> LABELS_AT
        if role == _LINK:
            self.enter_link(href)
        elif role == _MARK:
            self.marks.append((len(buffer), name, ""))
            self.open_marks.append((name, ""))
        elif role == _BUTTON:
            buffer.append(" ")
        start = len(buffer)
        if said & HIDES and self.is_unseen(element, said & HIDES):
            self.inline.begin(min(said & HIDES, NEVER_SHOWN))
            return ~start
        return start

    def is_unseen(self, element: etree._Element, hidden: int) -> bool:
        """Whether the text of an element that hides (`Hiding`) is taken out of the block."""
        if self.inline.start >= 0:  # inside of another one that does
            return False
        # A click is to open it.
        return hidden >= NEVER_SHOWN or not opens(f"{element.get('class')} {element.get('id')}")

    def leave_inline(self, name: str, role: int, begun: int) -> None:
        """Close an inline element; ``begun``: what `enter_inline` returned."""
        if begun < 0:
            self.inline.end()
            begun = ~begun
        buffer = self.buffer
        if role == _LINK:
            self.link_depth -= 1
            self.marks.append((len(buffer), "/a", ""))
            self.open_marks.pop()
            if not self.link_depth:
                self.end_link()
                self.link_closed_at = len(buffer)
        elif role == _MARK:
            self.marks.append((len(buffer), "/" + name, ""))
            self.open_marks.pop()
            self.closed_at = len(buffer)
        elif role == _BUTTON:
            self.button_chars += sum(map(len, buffer[begun:]))
            buffer.append(" ")
        elif role == _SPACED:
            buffer.append(" ")
        else:
            self.closed_at = len(buffer)

    def part(self, element: etree._Element) -> None:
        """Put a space before an inline element (``<b>Oslo</b><b>14</b>``) that needs one."""
        text, buffer = element.text, self.buffer
        if not text or self.verbatim:
            return
        if runs_together(buffer[-1], text, self.closed_at == len(buffer)):
            buffer.append(" ")

    def enter_link(self, href: str) -> None:
        buffer = self.buffer
        if self.link_closed_at == len(buffer) and buffer and not self.verbatim:
            # Neighbouring links of a menu are laid out apart though no space stands between.
            buffer.append(" ")
        self.links += 1
        self.link_depth += 1
        if self.link_depth == 1:
            self.link_start = len(buffer)
        self.marks.append((len(buffer), "a", href))
        self.open_marks.append(("a", href))

    def line_break(self) -> None:
        """One break stays inside the block; two in a row end it, as they end a paragraph."""
        at = self.break_at
        code = self.verbatim
        if at >= 0 and not code and not "".join(self.buffer[at:]).strip():
            self.flush()
            return
        self.buffer.append("\n" if code else LINE_BREAK)
        self.break_at = len(self.buffer)

    def image(self, element: etree._Element) -> None:
        if self.inline.start >= 0 or not is_displayed(element):
            return  # its alternative text is no text for readers either
        # Where a script is to load it, "src" is a placeholder.
        source = element.get("data-src") or element.get("data-lazy-src") or element.get("src") or ""
        if source and not source.startswith("data:"):
            alt = element.get("alt") or ""
            # Neither half can hold the separator once white space is collapsed.
            value = f"{' '.join(source.split())}\n{' '.join(alt.split())}"
            self.marks.append((len(self.buffer), "img", value))
