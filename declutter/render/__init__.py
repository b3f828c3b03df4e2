"""Renderers: pure functions from a sequence of blocks to a string. A call imports what it needs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from declutter.render.explain import render_explain
    from declutter.render.html import render_html
    from declutter.render.markdown import render_markdown
    from declutter.render.text import render_text

__all__ = ["render_explain", "render_html", "render_markdown", "render_text"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{name.removeprefix('render_')}"), name)
