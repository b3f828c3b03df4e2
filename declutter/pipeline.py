"""How a page flows through: decode, parse, segment, measure, decide, document."""

from __future__ import annotations

from typing import Any, Final, Literal

from declutter.decide import Decision, decide, second_pass
from declutter.document import Document
from declutter.limits import cut
from declutter.measure.features import Measured
from declutter.model import Options, Rule, Status
from declutter.page import Page
from declutter.printing import printed_chars
from declutter.segment.html import segment_html
from declutter.source.decode import decode
from declutter.source.parse import parse
from declutter.source.sniff import sniff
from declutter.status import FEW, status_of, status_without_text, words_shown
from declutter.stopwatch import Stopwatch
from declutter.verdicts.verdict import Verdict

#: No page stays deeper than this, in elements, whatever the options allow: libxml2 ends at 2,048,
#: and the rewriting lets some inline elements stand deeper.
DEEPEST: Final = 1_900
#: Characters that a block of HTML takes at the least: a tag and a letter.
MIN_BLOCK: Final = 4
_KINDS: Final = ("auto", "html", "text")


def clean(
    source: bytes | str,
    url: str | None = None,
    kind: Literal["auto", "html", "text"] = "auto",
    options: Options | None = None,
) -> Document:
    """Take one page apart.

    source: HTML or plain text, as bytes (the encoding is found out) or str.
    url: the page's address, for links and metadata; nothing is fetched.
    kind: what the source is; ``auto`` finds out.

    Never raises for any content: what is wrong with the input stands in the document's status.
    Raises TypeError or ValueError for arguments of the wrong type or unknown values, and for
    rules in the options whose selector is none.
    """
    _check(source, url, kind, options)
    options = options or Options()
    watch = Stopwatch(options.clock)
    given, source = source, cut(source, options.max_bytes)
    is_cut = source is not given
    decoded = decode(source, options.encoding)
    watch("decode")
    text = decoded.text
    form: str = kind
    if kind == "auto":
        sniffed = sniff(text, source if isinstance(source, bytes) else None)
        if sniffed.kind == "binary":
            return Document(
                status=Status.NOT_HTML, detail=sniffed.name, encoding=decoded.encoding, address=url
            )
        form = sniffed.kind
    root = parse(text, utf8=decoded.utf8) if form == "html" else None
    watch("parse")
    page, root = _segmented(text, form, root, options)
    watch("segment")
    measured = Measured(page) if page.leaves else None
    watch("measure")
    asked = _asked(page, root, options) if options.rules else None
    decision = judge(measured, options, asked) if measured is not None else None
    if options.second_opinion and root is not None and measured is not None:
        decision = _asked_again(measured, decision, options, asked, text)
    embedded = ""
    few = measured is None or decision is None or words_shown(measured, decision) < FEW
    if root is not None and few:
        from declutter.embedded import append_embedded  # few pages need it

        embedded = append_embedded(page, root, options.max_blocks)
        if embedded:
            measured = Measured(page)
            decision = judge(measured, options, asked)
    watch("decide")
    status, detail = Status.OK, _cut(page, decision, len(text), is_cut, options)
    if detail:
        status = Status.TRUNCATED
    else:
        if embedded:
            detail = f"no element shows the text; it is taken from the page's data: {embedded}"
        elif measured is not None and decision is not None:
            status, detail = status_of(measured, decision, root)
        else:
            status, detail = status_without_text(root)
    return Document(
        status=status,
        detail=detail,
        encoding=decoded.encoding,
        address=url,
        page=page,
        root=root,
        decision=decision,
        measured=measured if form == "text" else None,
        options=options,
        watch=watch,
    )


def judge(
    measured: Measured,
    options: Options,
    asked: dict[int, tuple[Rule, ...]] | None = None,
    opinion: dict[int, Verdict] | None = None,
) -> Decision:
    """Score and decide a measured page, the same way for HTML and text.

    ``asked``: leaf -> the user's rules that mean it. ``opinion``: leaf -> the second opinion on it.
    """
    odds, columns = second_pass(measured)
    return decide(measured, odds, columns, options, asked, opinion)


def _asked_again(
    measured: Measured,
    decision: Decision | None,
    options: Options,
    asked: dict[int, tuple[Rule, ...]] | None,
    text: str,
) -> Decision | None:
    """The decision with the second opinion, if the page is unsure enough to ask for it."""
    from declutter.second_opinion import UNSURE, second_opinion  # only on request

    if decision is None or decision.certainty >= UNSURE:
        return decision
    return judge(measured, options, asked, second_opinion(measured.page, text))


def _asked(page: Page, root: Any, options: Options) -> dict[int, tuple[Rule, ...]]:
    """Which leaves the user's rules mean; few users have rules, so what finds out comes late."""
    from declutter.own_rules.hits import asked

    return asked(options.rules, page, root)


def _segmented(text: str, form: str, root: Any, options: Options) -> tuple[Page, Any]:
    """The page, and its tree: another one where elements stand too deep in the first."""
    most: int | None = options.max_blocks
    if form != "html" or root is None:
        from declutter.segment.text import segment_text  # most pages are HTML

        text = text if form == "text" else ""
        # A block has a character at least, or else a tag: most pages have too few of them.
        most = most if len(text) >= options.max_blocks else None
        return segment_text(text, most), None
    if len(text) < MIN_BLOCK * options.max_blocks or text.count("<") < options.max_blocks:
        most = None
    max_depth = min(options.max_depth, DEEPEST)
    page = segment_html(root, max_depth, most)
    if page.deep and (flat := parse(text, max_depth)) is not None:
        page, root = segment_html(flat, max_blocks=most), flat
        page.flattened = True
    return page, root


def _cut(page: Page, decision: Decision | None, chars: int, is_cut: bool, options: Options) -> str:
    """Which limits were reached, in words; ``chars``: how long the input is."""
    said = []
    if is_cut:
        said.append(f"input cut at {options.max_bytes} bytes (max_bytes)")
    if page.full:
        said.append(f"page cut at {options.max_blocks} blocks (max_blocks)")
    if page.flattened:
        depth = min(options.max_depth, DEEPEST)
        said.append(f"elements deeper than {depth} (max_depth) were moved up")
    if page.deep:
        said.append("elements nested deeper than the parser goes were lost")
    # Text comes from the input: only what is longer can hold too much.
    if chars > options.max_output and decision is not None:
        kept = printed_chars(page, decision)
        if kept > options.max_output:
            said.append(f"output cut at {options.max_output} of {kept} characters (max_output)")
    return "; ".join(said)


def _check(source: object, url: object, kind: object, options: object) -> None:
    if not isinstance(source, (bytes, str)):
        raise TypeError(f"source must be bytes or str, not {type(source).__name__}")
    if url is not None and not isinstance(url, str):
        raise TypeError(f"url must be a str or None, not {type(url).__name__}")
    if kind not in _KINDS:
        raise ValueError(f"kind must be one of {', '.join(_KINDS)}, not {kind!r}")
    if options is not None and not isinstance(options, Options):
        raise TypeError(f"options must be an Options, not {type(options).__name__}")
