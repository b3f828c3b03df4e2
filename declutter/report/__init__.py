"""The report: one HTML file in which people can look at what was decided, and why.

It needs nothing beside itself: no script, no network, no asset. Everything of the page goes
through `html.escape` or the renderer of safe HTML, and a policy in the file forbids scripts,
images and requests of any kind, so that a hostile page can do nothing in it.
"""

from declutter.report.build import Facts, render_report

__all__ = ["Facts", "render_report"]
