"""Facts about a page as YAML between two lines of dashes, as it stands on top of Markdown."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from declutter.patterns import pattern
from declutter.render.shape import clean

_NO_YAML = pattern("[\ufffe\uffff]")


def render_front_matter(facts: Mapping[str, str | Sequence[str] | None]) -> str:
    """Return front matter with a line a fact, without a newline at the end; unknown facts go.

    Every value is a quoted string or a list of them, written as in JSON, which YAML contains: no
    value can be read as a date, a number or markup.
    """
    lines = ["---"]
    for name, value in facts.items():
        if not value:
            continue
        values = [value] if isinstance(value, str) else value
        quoted = [json.dumps(_plain(text), ensure_ascii=False) for text in values]
        written = quoted[0] if isinstance(value, str) else f"[{', '.join(quoted)}]"
        lines.append(f"{name}: {written}")
    return "\n".join((*lines, "---"))


def _plain(text: str) -> str:
    """Text on one line, of characters that YAML can hold."""
    return " ".join(_NO_YAML.sub("\ufffd", clean(text)).split())
