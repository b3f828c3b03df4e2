"""Many pages from Python: what `clean` gives for each, in order, whatever becomes of the others."""

from __future__ import annotations

import itertools
import pickle
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from batch_pages import page
from fixture_pages import FIXTURES

from declutter import Document, Options, Status, clean, clean_many
from declutter.pool.pool import WINDOW

PAGES = [fixture.source.read_bytes() for fixture in FIXTURES]
EVERYTHING = (
    *("text", "markdown", "html", "tei", "explanation", "front_matter", "blocks", "metadata"),
    *("status", "detail", "encoding", "score", "threshold", "title", "dek", "byline", "date"),
    *("site_name", "language", "url", "label_counts", "chars", "timings"),
)


def everything(document: Document) -> dict[str, Any]:
    found = {name: getattr(document, name) for name in EVERYTHING}
    return found | {"json": document.to_json(), "kept": document.kept_blocks()}


@pytest.mark.parametrize("jobs", [1, 2])
def test_each_result_is_that_of_clean(jobs: int) -> None:
    """All that can be asked of it, whether workers made it or it is made on demand."""
    options = Options(strictness=0.4, links=False)
    found = list(clean_many(PAGES, jobs, options=options))
    assert len(found) == len(PAGES)
    for document, source in zip(found, PAGES, strict=True):
        assert everything(document) == everything(clean(source, options=options))
    assert found[0].report == clean(PAGES[0], options=options).report


def test_what_was_asked_for_is_made_by_the_workers_from_then_on() -> None:
    """So that the caller's process does not clean pages again, but for those read ahead."""
    again = []
    for document in clean_many([page(f"Tea{n}") for n in range(100)], jobs=2):
        assert document.text
        assert document.markdown
        again.append("_page" in vars(document))
    assert again[0]
    assert not any(again[70:])


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_are_known_by_what_was_given(jobs: int) -> None:
    link = "<h1>Tea</h1><p>Tea is made by steeping <a href='/leaf'>leaves</a> in hot water.</p>"
    unpicklable = threading.Lock()
    pages = [("a", link), ("a", link.encode()), (unpicklable, link), (None, link)]
    addressed = ((7, link, "https://tea.example/how"), (8, link, None))
    assert [name for name, _ in clean_many(pages, jobs)] == ["a", "a", unpicklable, None]
    (seven, first), (eight, second) = clean_many(addressed, jobs)
    assert (seven, first.url, eight, second.url) == (7, "https://tea.example/how", 8, None)
    assert "https://tea.example/leaf" in first.html
    mixed: list[Any] = [link, (1, link)]
    alone, (one, document) = clean_many(mixed, jobs)
    assert (alone.text, one) == (document.text, 1)


@pytest.mark.parametrize("jobs", [1, 2])
def test_no_more_is_read_than_can_be_worked_on(jobs: int) -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield page(f"Tea{taken}")

    results = clean_many(endless(), jobs)
    assert taken == 0
    for done, document in enumerate(itertools.islice(results, 100), 1):
        assert document.title == f"Tea{done}"
        assert taken - done <= WINDOW * jobs
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("jobs", [1, 2])
def test_nothing_in_nothing_out(jobs: int) -> None:
    nothing: list[str] = []
    assert list(clean_many(nothing, jobs)) == []
    empty, pdf = clean_many(["", b"%PDF-1.7\n1 0 obj"], jobs)
    assert (empty.status, pdf.status) == (Status.EMPTY, Status.NOT_HTML)


@pytest.fixture
def bad_engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that misbehaves on some pages, in the workers only."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, time\n"
        "import declutter.many as many\n"
        "real = many.clean\n"
        "def clean(page, *rest):\n"
        "    if 'Stuck' in page: time.sleep(1000)\n"
        "    if 'Killed' in page: os.kill(os.getpid(), 9)\n"
        "    if 'Raised' in page: raise RuntimeError('no tea')\n"
        "    if 'Memory' in page: raise MemoryError\n"
        "    return real(page, *rest)\n"
        "many.clean = clean\n"
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


@pytest.mark.usefixtures("bad_engine")
@pytest.mark.parametrize("jobs", [1, 2])
def test_bad_pages_cost_one_result_each(jobs: int) -> None:
    names = [f"Tea{n}" for n in range(20)]
    for at, bad in enumerate(("Stuck", "Killed", "Raised", "Memory")):
        names.insert(4 * at, bad)
    found = dict(clean_many(((name, page(name)) for name in names), jobs, timeout=1.5))
    assert list(found) == names
    for name, document in found.items():
        if name.startswith("Tea"):
            assert (document.status, document.title) == (Status.OK, name)
            continue
        assert document.status is (Status.TIMEOUT if name == "Stuck" else Status.CRASHED)
        assert (document.text, document.markdown, document.title, document.blocks) == (
            *("", "", None),
            (),
        )
    details = [found[name].detail for name in ("Stuck", "Killed", "Raised", "Memory")]
    assert "1.5 s" in details[0]
    assert "killed" in details[1]
    assert details[2:] == ["RuntimeError: no tea", "MemoryError: "]


def test_an_engine_that_raises_here(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(source: str, *rest: Any) -> Document:
        if "Raised" in source:
            raise RuntimeError("no tea")
        return clean(source)

    monkeypatch.setattr("declutter.many.clean", broken)
    good, bad = clean_many([page("Tea"), page("Raised")], jobs=1)
    assert (good.status, bad.status) == (Status.OK, Status.CRASHED)
    assert bad.detail == "RuntimeError: no tea"


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_iterable_raises_costs_no_page_before_it(jobs: int) -> None:
    def sources() -> Iterator[str]:
        for n in range(5):
            yield page(f"Tea{n}")
        raise LookupError("the shelf is empty")

    results = clean_many(sources(), jobs)
    titles = [document.title for document in itertools.islice(results, 5)]
    assert titles == [f"Tea{n}" for n in range(5)]
    with pytest.raises(LookupError, match="shelf"):
        next(results)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("item", [None, 7, ("a",), ("a", None), ("a", "b", 7), bytearray(b"x")])
def test_an_item_that_is_no_page(item: Any, jobs: int) -> None:
    results = clean_many([page("Tea"), item, page("Tea")], jobs)
    assert next(results).title == "Tea"
    with pytest.raises(TypeError, match=r"source 1 \(from 0\) must be bytes, str"):
        next(results)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"sources": "<p>Tea</p>"}, TypeError),
        ({"sources": b"<p>Tea</p>"}, TypeError),
        ({"sources": None}, TypeError),
        ({"jobs": 0}, ValueError),
        ({"jobs": 1.5}, TypeError),
        ({"jobs": True}, TypeError),
        ({"timeout": 0}, ValueError),
        ({"timeout": -1}, ValueError),
        ({"timeout": float("nan")}, ValueError),
        ({"timeout": "1"}, TypeError),
        ({"kind": "pdf"}, ValueError),
        ({"options": {}}, TypeError),
    ],
)
def test_wrong_arguments_are_errors_at_once(
    arguments: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        clean_many(**{"sources": [], "jobs": 2} | arguments)


def test_results_can_be_pickled() -> None:
    source = page("Tea")
    for document in clean_many([source, ""], jobs=2):
        again: Document = pickle.loads(pickle.dumps(document))
        assert everything(again) == everything(document)
        assert again.why("Tea is made") if again.text else True


def test_workers_end_with_the_loop() -> None:
    results = clean_many(itertools.repeat(page("Tea")), jobs=2)
    next(results)
    started = children()
    assert len(started) >= 2
    results.close()  # type: ignore[attr-defined]
    assert not started & children()


def children() -> set[str]:
    command = ["ps", "-o", "pid=", "--ppid", str(threading.main_thread().native_id)]
    return set(subprocess.run(command, capture_output=True, text=True, check=False).stdout.split())


def test_it_goes_on_when_the_thread_that_began_it_has_ended() -> None:
    results = clean_many((page(f"Tea{n}") for n in range(60)), jobs=2)
    found: list[Document] = []
    thread = threading.Thread(target=lambda: found.append(next(results)))
    thread.start()
    thread.join()
    found += results
    assert [document.title for document in found] == [f"Tea{n}" for n in range(60)]


def test_a_script_needs_no_guard(tmp_path: Path) -> None:
    """Its main module is not run again in the workers; from standard input it works, too."""
    script = (
        "import declutter\n"
        "print('once')\n"
        f"pages = [{page('Tea')!r}] * 3\n"
        "print([d.title for d in declutter.clean_many(pages, jobs=2)])\n"
    )
    (tmp_path / "script.py").write_text(script)
    for command, given in (([str(tmp_path / "script.py")], None), (["-"], script)):
        result = subprocess.run(
            [sys.executable, *command], input=given, capture_output=True, text=True, check=False
        )
        assert (result.stdout, result.stderr) == ("once\n['Tea', 'Tea', 'Tea']\n", "")
