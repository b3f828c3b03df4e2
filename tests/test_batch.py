"""Many inputs: all of them in the manifest, none in another's place, nothing lost when killed."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from batch_pages import COMMAND, call, fill, page, rows, run, run_without_privileges, tree

MANIFEST = "declutter-manifest.jsonl"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    fill(folder, 12)
    return folder


# -- names and rows -------------------------------------------------------------------------


def test_mirrored_names_and_a_row_for_each(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = call(pages, "-o", out)
    assert (result.code, result.out) == (0, "")
    found = rows(out / MANIFEST)
    assert [row["path"] for row in found] == sorted(map(str, pages.rglob("*.html")))
    first = found[0]
    assert first["status"] == "ok"
    assert first["output"] == "0/page0.html.txt"
    assert first["labels"]["title"] == 1
    assert first["chars_in"] > first["chars_out"] > 100
    assert first["encoding"] == "utf-8"
    assert 0 < first["score"] <= 1
    assert first["seconds"] > 0
    assert first["size"] == os.stat(first["path"]).st_size
    assert "Tea0 is made" in (out / "0" / "page0.html.txt").read_text("utf-8")
    assert "12 inputs: 12 ok" in result.err


def test_no_two_inputs_in_one_output(tmp_path: Path) -> None:
    names = [
        *("a.html", "a.txt", "a.html.txt/b.html", "a.html.txt~/b.html", "A.html"),
        *("b/x.html", "b/x.htm", "b/x.html-2", "x" * 250 + ".html", "x" * 249 + "y.html"),
    ]
    for name in names:
        path = tmp_path / "pages" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(page(f"Drink{names.index(name)}"), encoding="utf-8")
    for first in ("0", "1"):
        other = tmp_path / first / "more" / "a.html"
        other.parent.mkdir(parents=True)
        other.write_text(page(f"Other{first}"), encoding="utf-8")
    out = tmp_path / "out"
    sources = [tmp_path / "pages", tmp_path / "0" / "more", tmp_path / "1" / "more"]
    for _ in range(2):
        assert call(*sources, "-o", out, "--glob", "*").code == 0
        found = rows(out / MANIFEST)
        assert len(found) == len({row["output"] for row in found}) == len(names) + 2
        assert len(tree(out)) == len(names) + 3
        for row in found:
            given = Path(row["path"]).read_text("utf-8")
            assert given.split("<h1>")[1].split("<")[0] in (out / row["output"]).read_text("utf-8")


def test_another_run_into_the_same_folder(tmp_path: Path) -> None:
    """Takes no output away from the inputs of the first."""
    for name in "ab":
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.html").write_text(page(name * 5), encoding="utf-8")
    out = tmp_path / "out"
    for name in "aba":
        assert call(tmp_path / name, "-o", out).code == 0
    assert "aaaaa" in (out / "x.html.txt").read_text("utf-8")
    assert "bbbbb" in (out / "x.html-2.txt").read_text("utf-8")
    assert len(rows(out / MANIFEST)) == 2


def test_an_input_beside_its_output_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page("Tea"), encoding="utf-8")
    (tmp_path / "a.html.txt").write_text("An input that looks like an output.\n")
    paths = ("a.html", "a.html.txt")
    assert run(*paths, "-o", ".", cwd=tmp_path).code == 0
    assert (tmp_path / "a.html.txt").read_text() == "An input that looks like an output.\n"
    outputs = [row["output"] for row in rows(tmp_path / MANIFEST)]
    assert outputs == ["a.html-2.txt", "a.html.txt.txt"]


def test_inputs_named_twice_are_done_once(pages: Path, tmp_path: Path) -> None:
    inner = next(pages.rglob("*.html"))
    assert call(pages, inner, inner, "-o", tmp_path / "out").code == 0
    assert len(rows(tmp_path / "out" / MANIFEST)) == 12


def test_glob_and_exclude(pages: Path, tmp_path: Path) -> None:
    (pages / "0" / "notes.log").write_text(page("Notes"))

    def found(*arguments: str) -> set[str]:
        out = tmp_path / f"out{len(list(tmp_path.iterdir()))}"
        assert call(pages, "-o", out, *arguments).code == 0
        return {os.path.relpath(row["path"], pages) for row in rows(out / MANIFEST)}

    assert len(found()) == 12
    assert found("--glob", "*.log") == {"0/notes.log"}
    assert len(found("--glob", "1/*")) == 2
    assert len(found("--exclude", "1")) == 10
    assert len(found("--exclude", "page?.html", "--exclude", "1/*0.html")) == 1


# -- bad inputs -----------------------------------------------------------------------------

ODD_NAMES = (b"a b.html", b"a\nb.html", b"\xff\xfe.html", b"\xed\xb3\xbf.html", "茶.html".encode())


def make_bad(folder: Path) -> dict[bytes, str]:
    """Inputs that fail, by name, each with its status."""
    os.symlink("nowhere.html", folder / "dangling.html")
    os.symlink("loop.html", folder / "loop.html")
    os.mkfifo(folder / "pipe.html")
    os.mkfifo(folder / "pipe.jsonl")
    with socket.socket(socket.AF_UNIX) as server:
        before = os.getcwd()
        os.chdir(folder)  # the path of a socket must be short
        server.bind("socket.html")
        os.chdir(before)
    os.symlink("/dev/zero", folder / "device.html")
    (folder / "noise.html").write_bytes(random.Random(0).randbytes(300_000))
    (folder / "closed.html").write_text(page("Closed"))
    (folder / "closed.html").chmod(0)
    (folder / "shut").mkdir()
    (folder / "shut").chmod(0)
    (folder / "lines.jsonl").write_bytes(b"{\n")
    (folder / "broken.warc.gz").write_bytes(b"\x1f\x8b\x08 and no more")
    (folder / "broken.parquet").write_bytes(b"PAR1 and no more")
    names = ["dangling", "loop", "pipe", "socket", "device", "noise", "closed"]
    failures = {f"{name}.html".encode(): "unreadable" for name in names}
    for name in (b"pipe.jsonl", b"shut", b"broken.warc.gz", b"broken.parquet"):
        failures[name] = "unreadable"
    return failures | {b"noise.html": "not_html", b"lines.jsonl": "bad_record"}


def test_bad_inputs_have_their_rows_and_good_ones_are_right(pages: Path, tmp_path: Path) -> None:
    bad = make_bad(pages)
    (pages / "empty.html").touch()
    (pages / "x.html").mkdir()
    (pages / "x.html" / "in.html").write_text(page("Inside"), encoding="utf-8")
    os.symlink(pages, pages / "circle")
    for name in ODD_NAMES:
        with open(os.fsencode(pages) + b"/" + name, "w", encoding="utf-8") as stream:
            stream.write(page("Odd"))
    result = run_without_privileges(pages, "-o", tmp_path / "out")
    assert result.code == 1
    found = {os.fsencode(row["path"]): row for row in rows(tmp_path / "out" / MANIFEST)}
    statuses = {
        os.path.relpath(path, os.fsencode(pages)): row["status"] for path, row in found.items()
    }
    good = [os.path.relpath(path, pages).encode() for path in pages.rglob("page*.html")]
    expected = bad | dict.fromkeys([*good, *ODD_NAMES, b"x.html/in.html"], "ok")
    assert statuses == expected | {b"empty.html": "empty"}
    for path, row in found.items():
        output = row["output"]
        assert (output is None) == (row["status"] in set(bad.values())), path
        if row["status"] == "ok":
            assert "is made by steeping" in (tmp_path / "out" / output).read_text("utf-8")
        elif output is None:
            assert row["detail"]
    complaints = [line for line in result.err.splitlines() if line.startswith("declutter: ")]
    assert sum(".html: " in line or "shut" in line for line in complaints) >= len(bad) - 4
    assert "1 link to a directory was not followed" in result.err


def test_no_more_than_the_limit_is_read(pages: Path, tmp_path: Path) -> None:
    """A file of a terabyte, most of it a hole: to read on would never end."""
    huge = pages / "huge.html"
    huge.write_text(page("Huge", 30), encoding="utf-8")
    os.truncate(huge, 1 << 40)
    out = tmp_path / "out"
    result = call(pages, "-o", out, "--max-bytes", "2000", "--timeout", "30")
    assert result.code == 0
    found = {os.path.basename(row["path"]): row for row in rows(out / MANIFEST)}
    row = found.pop("huge.html")
    assert (row["status"], row["size"]) == ("truncated", 1 << 40)
    assert "2000 bytes" in row["detail"]
    assert "Huge is made" in (out / row["output"]).read_text("utf-8")
    assert {row["status"] for row in found.values()} == {"ok"}
    os.utime(huge)  # touched, not changed
    again = call(pages, "-o", out, "--max-bytes", "2000", "--timeout", "30")
    assert "13 inputs (13 of them done before)" in again.err
    larger = call(pages, "-o", out, "--max-bytes", "3000", "--timeout", "30")
    assert "of them done before" not in larger.err


def test_a_stuck_page_and_one_that_kills(pages: Path, tmp_path: Path) -> None:
    """Through the whole command; an engine that misbehaves is put in from outside."""
    (tmp_path / "sitecustomize.py").write_text(
        "import os, sys, time\n"
        "import declutter.pipeline as pipeline\n"
        "real = pipeline.clean\n"
        "def clean(page, **named):\n"
        "    if b'Tea7' in page: time.sleep(1000)\n"
        "    if b'Tea11' in page: os.kill(os.getpid(), 9)\n"
        "    return real(page, **named)\n"
        "pipeline.clean = clean\n"
    )
    path = os.pathsep.join([str(tmp_path), *sys.path])
    out = tmp_path / "out"
    start = time.monotonic()
    result = run(
        pages, "-o", out, "--timeout", "1.5", "-j", "2", env=os.environ | {"PYTHONPATH": path}
    )
    assert time.monotonic() - start < 60
    assert result.code == 1
    found = {os.path.basename(row["path"]): row for row in rows(out / MANIFEST)}
    assert found["page7.html"]["status"] == "timeout"
    assert 1.5 <= found["page7.html"]["seconds"] < 15
    assert found["page11.html"]["status"] == "crashed"
    assert sum(row["status"] == "ok" for row in found.values()) == 10
    assert not list(out.rglob("*.part"))
    again = call(pages, "-o", out)
    assert again.code == 0
    assert "12 inputs (10 of them done before): 12 ok" in again.err


# -- going on -------------------------------------------------------------------------------

FORMS = ("out", "out.jsonl", "out.jsonl.gz", "out.jsonl.zst", "out.parquet")


def manifest_of(out: Path) -> Path:
    return out / MANIFEST if out.is_dir() else out.with_name(f"{out.name}.{MANIFEST}")


@pytest.mark.parametrize("form", FORMS)
def test_only_what_is_missing_failed_or_changed_is_done(
    form: str, pages: Path, tmp_path: Path
) -> None:
    out = tmp_path / "new" / form
    bad = pages / "bad.html"
    bad.write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")
    assert call(pages, "-o", out).code == 1
    again = call(pages, "-o", out)
    assert "13 inputs (12 of them done before)" in again.err

    bad.write_text(page("Better"), encoding="utf-8")
    changed = pages / "0" / "page3.html"
    changed.write_text(page("Coffee3"), encoding="utf-8")
    os.utime(pages / "0" / "page4.html")  # touched, not changed
    (pages / "1" / "page11.html").unlink()
    (pages / "0" / "added.html").write_text(page("Added"), encoding="utf-8")
    again = call(pages, "-o", out)
    assert again.code == 0
    assert "13 inputs (10 of them done before)" in again.err

    fresh = tmp_path / "fresh" / form
    assert call(pages, "-o", fresh).code == 0
    if form == "out":  # what an input that has gone came to is left
        assert (out / "1" / "page11.html.txt").exists()
        (out / "1" / "page11.html.txt").unlink()
        kept = [row for row in rows(out / MANIFEST) if "page11" not in row["path"]]
        (out / MANIFEST).write_text("".join(json.dumps(row) + "\n" for row in kept))
    assert tree(out.parent) == tree(fresh.parent)

    forced = call(pages, "-o", out, "--force")
    assert "of them done before" not in forced.err
    other = call(pages, "-o", out, "-f", "markdown")
    assert "of them done before" not in other.err


def test_outputs_that_were_removed_or_cut_are_made_again(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call(pages, "-o", out)
    before = tree(out)
    (out / "0" / "page1.html.txt").unlink()
    (out / "1" / "page11.html.txt").write_text("cut")
    again = call(pages, "-o", out)
    assert "12 inputs (10 of them done before)" in again.err
    assert tree(out) == before


def test_inputs_that_were_moved_are_not_done_again(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call(pages, "-o", out)
    pages.rename(tmp_path / "moved")
    again = call(tmp_path / "moved", "-o", out)
    assert "12 inputs (12 of them done before)" in again.err
    assert len(rows(out / MANIFEST)) == 12


def test_an_output_goes_when_its_input_fails_later(pages: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    call(pages, "-o", out)
    (pages / "0" / "page0.html").write_bytes(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")
    assert call(pages, "-o", out).code == 1
    assert not (out / "0" / "page0.html.txt").exists()


@pytest.mark.parametrize(
    ("form", "how"),
    [
        ("out", signal.SIGKILL),
        ("out", signal.SIGTERM),
        ("out", signal.SIGINT),
        ("out.jsonl", signal.SIGKILL),
        ("out.parquet", signal.SIGKILL),
        ("out.jsonl.zst", signal.SIGINT),
    ],
)
def test_killed_and_gone_on(form: str, how: signal.Signals, tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    fill(pages, 40)
    fresh, out = tmp_path / "fresh" / form, tmp_path / "killed" / form
    assert call(pages, "-o", fresh).code == 0
    for rows_before in (1, 20):
        process = subprocess.Popen([*COMMAND, pages, "-o", out], stderr=subprocess.PIPE)
        wait_for_rows(out, form, rows_before, process)
        process.send_signal(how)
        assert process.stderr
        said = process.stderr.read()
        code = process.wait(30)
        if how is not signal.SIGKILL and code:
            assert code == 130
            assert b"interrupted; run the same command again to go on" in said
            assert b"Traceback" not in said
            assert not [path for path in out.parent.rglob(".*.part") if form not in path.name]
        assert_outputs_are_whole(fresh, out)
    result = call(pages, "-o", out)
    assert result.code == 0
    assert tree(out.parent) == tree(fresh.parent)


def wait_for_rows(out: Path, form: str, count: int, process: subprocess.Popen[bytes]) -> None:
    manifest = out / MANIFEST if form == "out" else out.with_name(f"{form}.{MANIFEST}")
    while process.poll() is None:
        if manifest.exists() and manifest.read_bytes().count(b"\n") >= count:
            return
        time.sleep(0.005)


def assert_outputs_are_whole(fresh: Path, out: Path) -> None:
    """Whatever has its final name has its final content."""
    if out.is_dir():
        for path in out.rglob("page*.txt"):
            assert path.read_bytes() == (fresh / path.relative_to(out)).read_bytes()
    elif out.exists():
        assert out.read_bytes() == fresh.read_bytes()


def test_what_was_reported_done_is_not_done_again(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    fill(pages, 60)
    process = subprocess.Popen([*COMMAND, pages, "-o", out], stderr=subprocess.PIPE)
    wait_for_rows(out, "out", 30, process)
    process.kill()
    process.communicate()
    done = [line for line in (out / MANIFEST).read_bytes().split(b"\n")[:-1] if line]
    with (out / MANIFEST).open("ab") as stream:
        stream.write(b'{"path": "/half a li')
    result = call(pages, "-o", out)
    assert f"60 inputs ({len(done)} of them done before)" in result.err
    assert set(done) <= set((out / MANIFEST).read_bytes().splitlines())


def test_two_runs_at_once(tmp_path: Path) -> None:
    pages, out = tmp_path / "pages", tmp_path / "out"
    fill(pages, 3)
    import fcntl

    out.mkdir()
    with (out / MANIFEST).open("a") as stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        result = call(pages, "-o", out)
    assert result.code == 1
    assert "another run is writing to" in result.err


# -- places to write to ---------------------------------------------------------------------


def test_results_among_inputs_are_refused(pages: Path, tmp_path: Path) -> None:
    before = tree(tmp_path)
    cases: list[tuple[Any, ...]] = [
        (pages, pages / "out"),
        (pages, pages),
        (pages, pages / "out.jsonl"),
        (pages, tmp_path),
        (tmp_path, pages / "0" / "out"),
    ]
    for source, out in cases:
        result = call(source, "-o", out)
        assert result.code == 2, (source, out)
        said = "is where the inputs are" if source == out else "lies inside"
        assert said in result.err
        assert "name a directory of its own" in result.err
    os.symlink(pages, tmp_path / "link")
    assert call(tmp_path / "link", "-o", pages / "out").code == 2
    (tmp_path / "link").unlink()
    assert tree(tmp_path) == before


def test_no_place_to_write(pages: Path, tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir(mode=0o500)
    for out in (shut / "out", shut / "out.jsonl", shut):
        result = run_without_privileges(pages, "-o", out)
        assert result.code == 1
        assert result.err.count("\n") == 1
        assert "Permission denied; name a place that can be written to with -o" in result.err
    assert not list(shut.iterdir())


@pytest.mark.parametrize("form", ["out", "out.jsonl", "out.parquet"])
def test_a_full_disk(form: str, pages: Path, tmp_path: Path) -> None:
    """A limit on the size of files stands for it: the manifest cannot grow further."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    out = tmp_path / form
    result = run(pages, "-o", out, preexec_fn=limit)
    assert result.code == 1
    assert "File too large; make room, then run the same command again to go on" in result.err
    assert "Traceback" not in result.err
    assert form == "out" or not out.exists()
    manifest = out / MANIFEST if form == "out" else tmp_path / f"{form}.{MANIFEST}"
    assert manifest.read_bytes().endswith(b"}\n")
    assert call(pages, "-o", out).code == 0
    assert call(pages, "-o", tmp_path / "fresh" / form).code == 0
    if form == "out":
        assert tree(out) == tree(tmp_path / "fresh" / form)
    else:
        assert out.read_bytes() == (tmp_path / "fresh" / form).read_bytes()


def test_no_input_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    result = call(tmp_path / "pages", "-o", tmp_path / "out")
    assert result.code == 1
    assert "no HTML or text file found; --glob takes files of other names" in result.err
    assert not (tmp_path / "out").exists()
    result = call(tmp_path / "pages", "-o", tmp_path / "out", "--glob", "*.asp")
    assert result.code == 1
    assert "no file found that --glob names: *.asp" in result.err


def test_messages_say_which_end_is_at_fault(pages: Path, tmp_path: Path) -> None:
    (pages / "other.html").write_bytes(b"%PDF-1.4")
    (tmp_path / "out" / "1" / "page11.html.txt").mkdir(parents=True)
    result = call(pages, "-o", tmp_path / "out")
    assert result.code == 1
    assert "page11.html: its result cannot be written: Is a directory" in result.err
    assert "other.html: neither HTML nor text: PDF" in result.err


def test_quiet_and_lines(pages: Path, tmp_path: Path) -> None:
    assert call(pages, "-o", tmp_path / "out", "-q").err == ""
    (pages / "dangling.html").symlink_to("nowhere")
    lines = call(pages, "-o", tmp_path / "out", "-q").err.splitlines()
    assert len(lines) == 1
    assert "dangling.html: No such file" in lines[0]
