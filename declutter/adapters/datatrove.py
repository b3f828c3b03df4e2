"""An extractor for datatrove's pipelines; the extra is ``declutter[datatrove]``."""

from __future__ import annotations

from typing import Literal

from datatrove.data import DocumentsPipeline
from datatrove.pipeline.extractors.base import BaseExtractor

from declutter.model import Options
from declutter.pipeline import clean

#: A page that makes the engine read its tables.
_WARM_UP = "<h1>Tea</h1><p>Tea is made by steeping leaves in hot water.</p>"


class DeclutterExtractor(BaseExtractor):  # type: ignore[misc]  # datatrove has no types
    """Puts a page's main content in its place; datatrove drops the pages that have none.

    form: what is written, ``text`` or ``markdown``.
    timeout: seconds a page may take in datatrove's child process; slower ones are dropped and
        counted as ``timeout``. The slowest of 1,497 pages measured took 0.14 s of processor time.
    """

    name = "declutter"

    def __init__(
        self,
        options: Options | None = None,
        form: Literal["text", "markdown"] = "text",
        timeout: float = 10,
    ) -> None:
        super().__init__(timeout=timeout)
        self.options = options
        self.form = form

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Read the tables before datatrove forks a child for each page that went wrong."""
        self.extract(_WARM_UP)
        yield from super().run(data, rank, world_size)

    def extract(self, text: str) -> str:
        """A page's main content; empty for a page without any, and never an exception.

        An exception would cost datatrove its child process and tell nobody what it was.
        """
        try:
            document = clean(text, options=self.options)
            return document.markdown if self.form == "markdown" else document.text
        except Exception:
            return ""
