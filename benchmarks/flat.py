"""Pages flattened to text: ours out of fold beside the rules and tools that people use on text."""

from __future__ import annotations

import html
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks import environment, folds, terminals
from benchmarks.archives import Sample
from benchmarks.peers import RESULTS
from benchmarks.tables import KINDS, Line, table
from benchmarks.workers import Job, work
from declutter.model import Options
from declutter.segment.text import segment_text
from declutter.source.decode import decode

#: Tools that get each line as a paragraph of a page.
WRAPPED = ("trafilatura", "justext", "boilerpy3")
#: C4 keeps lines that end like a sentence and have so many words.
C4_WORDS = 5
C4_ENDS = (".", "!", "?", '"')


def run(samples: Sequence[Sample], data: Path, say: Callable[[str], None]) -> str:
    """Score every form that this machine can make, write the table, and return it."""
    peers = [peer for peer in environment.PEERS if peer.worker in WRAPPED]
    place = environment.make(data / "peers-environment", peers)
    rows = []
    for form in terminals.FORMS:
        if form not in terminals.installed():
            say(f"{form}: missing, install Debian's package of that name")
            continue
        texts = [terminals.dumped(decode(sample.read()).text, form) for sample in samples]
        for line in _scored(samples, texts, place):
            figures = line.overall
            kinds = (f"{line.of(kind).f1:.3f}" for kind in KINDS)
            total = (f"{figures.precision:.3f}", f"{figures.recall:.3f}", f"**{figures.f1:.3f}**")
            rows.append([form, line.name, *total, *kinds])
            say(" ".join(rows[-1][:5]))
    text = (
        f"# Pages flattened to text, {len(samples)} pages of wcxb-dev\n\n"
        "Written by `python -m benchmarks flat`; word F1 against the gold, ours out of fold.\n\n"
        + table(["flattened by", "", "P", "R", "F1", *KINDS], rows)
    )
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "flat.md").write_text(text, "utf-8")
    return text


def _scored(
    samples: Sequence[Sample], texts: Sequence[str], place: environment.Environment
) -> list[Line]:
    ours, everything, rule = Line("declutter"), Line("everything"), Line("C4's line rule")
    for sample, text in zip(samples, texts, strict=True):
        page = segment_text(text)
        ours.add(sample, folds.text_of(page, sample.fold, Options()) if page.leaves else "")
        everything.add(sample, text)
        rule.add(sample, c4(text))
    return [ours, everything, rule, *_wrapped(samples, texts, place)]


def c4(text: str) -> str:
    """The lines of a text that C4 would have kept."""
    lines = map(str.strip, text.split("\n"))
    return "\n".join(
        line for line in lines if line.endswith(C4_ENDS) and len(line.split()) >= C4_WORDS
    )


def _wrapped(
    samples: Sequence[Sample], texts: Sequence[str], place: environment.Environment
) -> list[Line]:
    """What tools for HTML make of a page whose paragraphs are the lines of the text."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        jobs = []
        for number, text in enumerate(texts):
            path = Path(folder) / f"{number}.html"
            body = "".join(f"<p>{html.escape(line)}</p>\n" for line in text.split("\n") if line)
            head = "<!DOCTYPE html><html><head><meta charset=utf-8><title></title></head>"
            path.write_text(f"{head}<body>{body}</body></html>", "utf-8", "replace")
            jobs.append(Job(samples[number].key, str(path), ""))
        for peer in environment.PEERS:
            if peer.worker in WRAPPED and peer.name not in place.missing:
                line = Line(f"lines in `<p>`, {peer.name}")
                answers = work(place.python, peer.worker, jobs)
                for sample, answer in zip(samples, answers, strict=True):
                    line.add(sample, answer.text)
                found.append(line)
    return found
