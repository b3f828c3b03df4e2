"""Runs one tool over pages: ``python peer_worker.py TOOL``, in the environment of the tools.

Reads a JSON line a page from standard input (``path``, ``url``) and answers each with a JSON
line: ``text``, ``cpu`` (seconds in the tool's own call), ``parse`` (seconds of lxml's bare parse
of the same bytes, measured just before it), ``error``. Imports nothing of this repository but
`declutter` itself, and each tool only if it is the one that runs.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from lxml import etree

Extract = Callable[[bytes, str], str]


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _flat(html: str) -> str:
    """Clean HTML as text, for tools that give no text; not part of their time."""
    import html_text

    return str(html_text.extract_text(html, guess_layout=True)) if html.strip() else ""


def declutter() -> Extract:
    """Our shipped tables; the text is for speed only, accuracy is scored out of fold."""
    from declutter import clean

    return lambda data, url: clean(data, url).text


def everything() -> Extract:
    """The whole page as text."""
    return lambda data, url: _flat(_decoded(data))


def trafilatura() -> Extract:
    from trafilatura import extract

    return lambda data, url: extract(data, url=url) or ""


def readability_lxml() -> Extract:
    from readability import Document

    return lambda data, url: Document(_decoded(data), url=url).summary()


def resiliparse() -> Extract:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    return lambda data, url: extract_plain_text(HTMLTree.parse(_decoded(data)), main_content=True)


def justext() -> Extract:
    """With the stop words of the language that the page declares, else English ones."""
    import justext as tool

    names = {
        "ar": "Arabic", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
        "fa": "Persian", "fr": "French", "it": "Italian", "nl": "Dutch", "pl": "Polish",
        "pt": "Portuguese", "ru": "Russian", "tr": "Turkish",
    }  # fmt: skip
    stoplists = {code: tool.get_stoplist(name) for code, name in names.items()}
    declared = re.compile(rb"<html[^>]{0,500}?\slang=[\"']?([a-zA-Z]{2})")

    def extract(data: bytes, url: str) -> str:
        found = declared.search(data[:5000])
        code = found.group(1).decode().lower() if found else "en"
        paragraphs = tool.justext(data, stoplists.get(code, stoplists["en"]), encoding="utf-8")
        return "\n".join(p.text for p in paragraphs if not p.is_boilerplate)

    return extract


def newspaper4k() -> Extract:
    from newspaper import Article, Config

    config = Config()
    config.fetch_images = False  # nothing is fetched while we measure

    def extract(data: bytes, url: str) -> str:
        article = Article(url or "https://example.org/", config=config)
        article.download(input_html=_decoded(data))
        article.parse()
        return str(article.text)

    return extract


def boilerpy3() -> Extract:
    from boilerpy3.extractors import ArticleExtractor

    extractor = ArticleExtractor(raise_on_failure=False)
    return lambda data, url: extractor.get_content(_decoded(data))


def magic_html() -> Extract:
    from magic_html import GeneralExtractor

    extractor = GeneralExtractor()
    return lambda data, url: extractor.extract(_decoded(data), base_url=url).get("html") or ""


def rs_trafilatura() -> Extract:
    """The crate through the `trafipy` wheel, which follows its newer releases."""
    from trafipy import extract

    return lambda data, url: extract(_decoded(data), url=url or None).text


def rs_trafilatura_wheel() -> Extract:
    """The crate through its author's own wheel."""
    from rs_trafilatura import extract

    return lambda data, url: extract(_decoded(data), url=url or None).main_content or ""


def turbohtml() -> Extract:
    from turbohtml import parse

    def extract(data: bytes, url: str) -> str:
        found = parse(_decoded(data)).main_content()
        return found.to_text() if found is not None else ""

    return extract


#: Tools whose result is HTML, and is made text outside of their time.
GIVES_HTML = ("readability_lxml", "magic_html")


def serve(name: str) -> None:
    """Answer pages until standard input ends."""
    extract: Extract = globals()[name]()
    answers = sys.stdout
    sys.stdout = sys.stderr  # a tool that prints must not speak between the answers
    for line in sys.stdin:
        job = json.loads(line)
        data = Path(job["path"]).read_bytes()
        text, error = "", ""
        start = time.process_time()
        with suppress(etree.LxmlError):
            etree.fromstring(data, etree.HTMLParser(encoding="utf-8"))
        middle = time.process_time()
        try:
            text = extract(data, job["url"]) or ""
        except Exception as reason:
            error = f"{type(reason).__name__}: {reason}"[:200]
        end = time.process_time()
        if name in GIVES_HTML and text:
            try:
                text = _flat(text)
            except Exception as reason:
                text, error = "", f"{type(reason).__name__}: {reason}"[:200]
        answer = {"text": text, "cpu": end - middle, "parse": middle - start, "error": error}
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    # The script's folder is first on the path, where a module of ours could hide a tool's.
    sys.path.pop(0)
    serve(sys.argv[1])
