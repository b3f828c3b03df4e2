"""Renderers: pure functions from a sequence of blocks to a string."""

from declutter.render.explain import render_explain
from declutter.render.html import render_html
from declutter.render.markdown import render_markdown
from declutter.render.text import render_text

__all__ = ["render_explain", "render_html", "render_markdown", "render_text"]
