"""The result of cleaning one page."""

from __future__ import annotations

import json
from collections import Counter
from functools import cached_property
from itertools import compress
from typing import Any

from lxml import etree

from declutter.decide import Decision
from declutter.explain.ledger import labelled, ledger
from declutter.measure.features import Measured
from declutter.metadata import (
    ENOUGH,
    Field,
    Metadata,
    Reader,
    collect,
    read_text_metadata,
    text_title,
)
from declutter.model import Block, Label, Options, Status
from declutter.page import Page
from declutter.printing import printed, shortened, without
from declutter.render.text import render_text
from declutter.stopwatch import Stopwatch

#: Version of the layout of `Document.to_dict`; schema.json beside this file describes it.
SCHEMA = 1


class Document:
    """A cleaned page. What is asked for is computed then, once; nothing reads the input again.

    status: what became of the input. detail: the status in words, empty if there is nothing to say.
    encoding: the charset the input was decoded with, ``str`` for text that came decoded. score: 0
    to 1, how sure the engine is of the whole page. threshold: 0 to 1, the score that a block of
    this page must reach to be kept. timings: stage -> seconds, if the options gave a clock.
    """

    def __init__(
        self,
        *,
        status: Status,
        encoding: str,
        detail: str = "",
        address: str | None = None,
        page: Page | None = None,
        root: etree._Element | None = None,
        decision: Decision | None = None,
        measured: Measured | None = None,
        options: Options | None = None,
        watch: Stopwatch | None = None,
    ) -> None:
        self.status = status
        self.detail = detail
        self.encoding = encoding
        self.score = decision.certainty if decision else 0.0
        self.threshold = decision.cut if decision else 0.0
        self._options = options or Options()
        self._watch = watch
        self.timings = watch.seconds if watch else {}
        self._address = address
        self._page = page
        self._root = root
        self._decision = decision
        self._measured = measured  # of plain text, whose metadata stands in its labelled lines

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<Document {self.status} title={self.title!r} blocks={len(self.blocks)}>"

    def __getstate__(self) -> dict[str, Any]:
        """Pickle values, not the tree: everything is computed first."""
        for name in ("blocks", "metadata", "text", "_kept", "_marked", "label_counts", "chars"):
            getattr(self, name)
        read = ("_page", "_root", "_decision", "_measured", "_watch")
        state = self.__dict__ | dict.fromkeys(read)
        state.pop("_labelled", None)
        state.pop("_reader", None)
        return state

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The ledger: every block of the page, kept or removed, with its reasons."""
        if self._page is None or self._decision is None:
            return ()
        return ledger(self._page, self._decision, self._root)

    @cached_property
    def text(self) -> str:
        """The main content as plain text, without the page's title."""
        return render_text(self._kept)

    @cached_property
    def markdown(self) -> str:
        """The main content as CommonMark with pipe tables, without the page's title."""
        from declutter.render.markdown import render_markdown  # text alone does without

        return render_markdown(self._marked, self._address)

    @cached_property
    def html(self) -> str:
        """The main content as minimal HTML, without the page's title; safe to show."""
        from declutter.render.html import render_html  # text alone does without

        return render_html(self._marked, self._address)

    @cached_property
    def tei(self) -> str:
        """The main content as an XML document in TEI P5, with the metadata in its header."""
        from declutter import __version__
        from declutter.facts import tei_header  # asked for seldom
        from declutter.render.tei import render_tei

        header = tei_header(self.metadata, self.url, __version__)
        return render_tei(self._marked, header, self._address)

    @property
    def front_matter(self) -> str:
        """The metadata as YAML between lines of dashes, to stand on top of the Markdown."""
        from declutter.facts import front_matter  # asked for seldom

        return front_matter(self.metadata, self.url)

    @cached_property
    def explanation(self) -> str:
        """One line a block: kept or not, label, score, reasons, first words."""
        from declutter.render.explain import render_explain  # asked for seldom

        return render_explain(self.blocks)

    @cached_property
    def report(self) -> str:
        """One HTML file, complete in itself, to look at what was decided about each block."""
        from declutter import __version__
        from declutter.explain.trail import Trails
        from declutter.explain.turning import Setting
        from declutter.report import Facts, render_report  # asked for seldom

        watch = self._watch or Stopwatch(None)
        watch.go()
        blocks = self.blocks
        watch("reasons")
        title, language = self.title or "", self.language or ""
        watch("metadata")
        article = self.html
        watch("article")
        facts = Facts(
            title=title,
            url=self.url or "",
            status=str(self.status),
            detail=self.detail,
            score=self.score,
            encoding=self.encoding,
            language=language,
            seconds=dict(self.timings),
            version=__version__,
        )
        setting = Setting(self.threshold, self._options)
        return render_report(facts, blocks, article, setting, Trails(self._page))

    def why(self, words: str) -> str:
        """Why the block that holds these words was kept or removed, and what would turn it over.

        Case and white space do not count. Raises LookupError, with the reason in words, where no
        block holds them, and ValueError where there are none.
        """
        from declutter.explain.turning import Setting  # asked for seldom
        from declutter.explain.why import answer

        setting = Setting(self.threshold, self._options)
        return answer(words, self.blocks, setting, self._page, self._root)

    @cached_property
    def label_counts(self) -> dict[Label, int]:
        """How many blocks have each label that occurs; cheaper than counting in `blocks`."""
        counts = Counter(block.label for block in self._labelled)
        return {label: counts[label] for label in Label if label in counts}

    @cached_property
    def chars(self) -> tuple[int, int]:
        """Characters of all blocks, and of those that are kept."""
        if self._page is None or self._decision is None:
            return (0, 0)
        lengths = [len(leaf.text) for leaf in self._page.leaves]
        return sum(lengths), sum(compress(lengths, self._decision.keep.tolist()))

    def kept_blocks(self) -> list[Block]:
        """The blocks that the text is made of, without reasons: cheaper than `blocks`."""
        return list(self._kept)

    @cached_property
    def _kept(self) -> list[Block]:
        return self._printed(marked=False)

    @cached_property
    def _marked(self) -> list[Block]:
        """The blocks that the outputs with markup are made of."""
        return self._printed(marked=True)

    def _printed(self, marked: bool) -> list[Block]:
        if self._page is None or self._decision is None:
            return []
        options = self._options
        blocks = printed(self._page, self._decision, marked, self._root)
        if self.status is Status.TRUNCATED and self.chars[1] > options.max_output:
            blocks = shortened(blocks, options.max_output)
        everything = options.images and options.links and options.tables
        return blocks if everything else without(blocks, options)

    @cached_property
    def _labelled(self) -> tuple[Block, ...]:
        """All blocks without reasons: labels cost a measuring of the page, so it is done once."""
        if self._page is None or self._decision is None:
            return ()
        return labelled(self._page, self._decision, self._measured)

    @cached_property
    def metadata(self) -> Metadata:
        """What the page says about itself, each field with its source and confidence."""
        if self._reader is not None:
            return self._reader.read()
        if self._page is None:
            return Metadata()
        return read_text_metadata(self._labelled, self._address)

    @cached_property
    def _reader(self) -> Reader | None:
        """Reads the metadata of an HTML page."""
        if self._root is None:
            return None
        return Reader(collect(self._root), self._headline(), self._prose, self._address)

    def _headline(self) -> str:
        if self._page is None or self._decision is None or not self._decision.titles:
            return ""
        return self._page.leaves[next(reversed(self._decision.titles))].text

    def _prose(self) -> str:
        """Text to guess a language from: what is kept, or all where that is next to nothing."""
        if self._page is None or self._decision is None:
            return ""
        texts = [leaf.text for leaf in self._page.leaves]
        kept = " ".join(compress(texts, self._decision.keep.tolist()))
        return kept if len(kept) >= ENOUGH else " ".join(texts)

    @property
    def title(self) -> str | None:
        """The page's headline."""
        if "metadata" in self.__dict__ or self._page is None:
            return _value(self.metadata.title)
        # By itself: authors and dates take longer to read and may not be asked for.
        return _value(self._reader.title if self._reader else text_title(self._labelled))

    @property
    def dek(self) -> str | None:
        """The summary lines under the headline; they also stand in the text."""
        lines = [block.text for block in self.blocks if block.label is Label.DEK and block.keep]
        return "\n".join(lines) or None

    @property
    def byline(self) -> str | None:
        """The authors, parted by commas."""
        return _value(self.metadata.byline)

    @property
    def date(self) -> str | None:
        """The day of publication, ISO 8601."""
        return _value(self.metadata.date)

    @property
    def site_name(self) -> str | None:
        """The name of the site."""
        return _value(self.metadata.site_name)

    @property
    def language(self) -> str | None:
        """The language of the page, BCP 47."""
        return _value(self.metadata.language)

    @property
    def url(self) -> str | None:
        """The address given, or else the page's canonical one."""
        return self._address or _value(self.metadata.url)

    def to_dict(self) -> dict[str, Any]:
        """Everything but the rendered Markdown and HTML, as plain JSON values."""
        from declutter.facts import plain_block  # asked for seldom

        return {
            "schema": SCHEMA,
            "status": str(self.status),
            "detail": self.detail,
            "score": round(self.score, 4),
            "title": self.title,
            "dek": self.dek,
            "byline": self.byline,
            "date": self.date,
            "site_name": self.site_name,
            "language": self.language,
            "url": self.url,
            "encoding": self.encoding,
            "metadata": self.metadata.to_dict(),
            "text": self.text,
            "blocks": [plain_block(block) for block in self.blocks],
        }

    def to_json(self) -> str:
        """`to_dict` as one line of JSON; lone surrogates cannot occur in it."""
        return json.dumps(self.to_dict(), ensure_ascii=False)


def _value(field: Field | None) -> str | None:
    return field.value if field else None
