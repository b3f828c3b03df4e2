"""Records: lines of JSON, web archives and tables, in and out."""

from __future__ import annotations

import gzip
import io
import json
import random
import re
import subprocess
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard
from batch_pages import COMMAND, call, page, rows, run
from made_archives import packed, record, response

from declutter.batch.jsonl import TooLongError, split
from declutter.batch.work import BadRecordError, parsed

LINES = [
    {"id": 1, "url": "https://tea.example/1", "html": page("Green"), "source": "crawl"},
    {"id": 2, "html": page("Black")},
]


def test_lines_through_the_pipe_in_order_with_bad_ones_skipped() -> None:
    good = [json.dumps(line) for line in LINES]
    bad = ["{", "[]", '{"html": 5}', '{"text": ""}', '"\\ud800"', "[" * 100_000]
    given = "\n".join([good[0], *bad, "", good[1]]).encode() + b"\n\xff\xfe\n"
    result = run("--jsonl", "-j", "2", given=given)
    assert result.code == 1
    first, second = map(json.loads, result.out.splitlines())
    assert (first["id"], first["url"], first["source"], first["status"]) == (
        *(1, "https://tea.example/1", "crawl"),
        "ok",
    )
    assert "html" not in first
    assert "Green is made" in first["text"]
    assert (second["id"], second["title"]) == (2, "Black")
    complaints = result.err.splitlines()
    assert [line.split(":")[1] for line in complaints] == [
        f" -, record {number}" for number in (2, 3, 4, 5, 6, 7, 10)
    ]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[]", "not a JSON object but an array"),
        ("true", "not a JSON object but true or false"),
        ('{"html": null}', "field 'html' is not a string but null"),
        ('{"html": 1.5}', "field 'html' is not a string but a number"),
        ("{}", "no field 'html'; it has none"),
        ('{"text": ""}', "no field 'html'; it has text; --field names the one to take"),
    ],
)
def test_what_is_wrong_with_a_line(line: str, reason: str) -> None:
    with pytest.raises(BadRecordError, match=f"^{re.escape(reason)}$"):
        parsed(line.encode(), "html")


def test_lines_are_read_from_standard_input_only(tmp_path: Path) -> None:
    (tmp_path / "lines").write_text(json.dumps(LINES[0]))
    result = run("--jsonl", tmp_path / "lines")
    assert result.code == 2
    assert "--jsonl is about standard input" in result.err
    assert run("--jsonl", "-", given=json.dumps(LINES[0]).encode()).code == 0
    nothing = run("--jsonl", given=b"")
    assert (nothing.code, nothing.err) == (1, "declutter: -: standard input has no lines\n")


def test_an_answer_comes_before_the_next_line() -> None:
    with subprocess.Popen(
        [*COMMAND, "--jsonl", "-j", "1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        for line in LINES:
            process.stdin.write(json.dumps(line).encode() + b"\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["id"] == line["id"]
        process.stdin.close()
        assert process.wait(60) == 0


@pytest.mark.parametrize("chunk", [1, 3, 1000])
def test_lines_are_cut_and_too_long_ones_reported(chunk: int) -> None:
    data = b"one\n\n" + b"x" * 5000 + b"\ntwo\nlast"
    chunks = [data[n : n + chunk] for n in range(0, len(data), chunk)]
    lines = list(split(chunks, limit=1000))
    if chunk < 1000:
        assert isinstance(lines.pop(2), TooLongError)
    assert lines[:2] == [b"one\n", b"\n"]
    assert lines[-2:] == [b"two\n", b"last"]


def test_a_file_of_lines_to_standard_output_and_to_files(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in LINES), encoding="utf-8")
    printed = [json.loads(line) for line in call(source).out.splitlines()]
    assert [line["id"] for line in printed] == [1, 2]
    assert call(source, "-o", tmp_path / "out").code == 0
    assert "Black" in (tmp_path / "out" / "in.jsonl" / "000000002.txt").read_text("utf-8")
    ids = [row["id"] for row in rows(tmp_path / "out" / "declutter-manifest.jsonl")]
    assert ids == ["1", "2"]


def test_a_table_to_a_table(tmp_path: Path) -> None:
    table = pa.table({"id": ["a", "b", "c"], "page": [page("Green"), None, page("Black")]})
    pq.write_table(table, tmp_path / "in.parquet")
    result = call(tmp_path / "in.parquet", "-o", tmp_path / "out.parquet", "--field", "page")
    assert result.code == 1
    assert "record b: column 'page' holds neither" in result.err
    found = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert [(row["id"], row["title"]) for row in found] == [("a", "Green"), ("c", "Black")]
    assert "Green is made" in found[0]["text"]


def test_web_archives(tmp_path: Path) -> None:
    html = page("Green").encode()
    image = record(response(b"GIF89a", media_type="image/gif"))
    (tmp_path / "a.warc.gz").write_bytes(packed([record(response(html)), image]))
    text = ("Tea\n\n" + "Tea is made of leaves. " * 20).encode()
    wet = record(text, kind="conversion", media_type="text/plain")
    (tmp_path / "b.warc.wet.gz").write_bytes(packed([wet]))
    result = call(tmp_path / "a.warc.gz", tmp_path / "b.warc.wet.gz", "-o", tmp_path / "out.jsonl")
    assert result.code == 0, result.err
    found = [json.loads(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert len(found) == 2
    assert "Green is made" in found[0]["text"]
    assert "made of leaves" in found[1]["text"]


@pytest.mark.parametrize("name", ["in.jsonl", "in.parquet", "in.warc"])
def test_records_beyond_the_limit(name: str, tmp_path: Path) -> None:
    """The row says so, and the other records are unharmed."""
    pages = [page("Green"), page("Endless", 100), page("Black")]
    if name == "in.jsonl":
        lines = (json.dumps({"html": text}) + "\n" for text in pages)
        (tmp_path / name).write_text("".join(lines), encoding="utf-8")
    elif name == "in.parquet":
        pq.write_table(pa.table({"html": pages}), tmp_path / name)
    else:
        records = (record(response(text.encode())) for text in pages)
        (tmp_path / name).write_bytes(b"".join(records))
    out = tmp_path / "out.jsonl"
    assert call(tmp_path / name, "-o", out, "--max-bytes", "1000").code == 0
    found = rows(tmp_path / "out.jsonl.declutter-manifest.jsonl")
    assert [row["status"] for row in found] == ["ok", "truncated", "ok"]
    assert "1000 bytes" in found[1]["detail"]
    texts = [json.loads(line)["text"] for line in out.read_bytes().splitlines()]
    assert [len(text) > 100 for text in texts] == [True] * 3
    assert len(texts[1]) < 1000


@pytest.mark.parametrize("name", ["in.jsonl", "in.jsonl.gz", "in.jsonl.zst", "in.ndjson"])
def test_lines_in_any_compression_to_any_other(name: str, tmp_path: Path) -> None:
    """Written in two parts, as appending does; the same lines come out, whatever holds them."""
    pack = {".gz": gzip.compress, ".zst": zstandard.compress}.get(Path(name).suffix, bytes)
    parts = [pack(json.dumps(line).encode() + b"\n") for line in LINES]
    (tmp_path / name).write_bytes(b"".join(parts))
    expected = call(tmp_path / name).out.encode()
    assert [json.loads(line)["id"] for line in expected.splitlines()] == [1, 2]
    for out, unpack in (
        ("out.jsonl", bytes),
        ("out.jsonl.gz", gzip.decompress),
        ("out.jsonl.zst", lambda data: zstandard.open(io.BytesIO(data)).read()),
    ):
        assert call(tmp_path / name, "-o", tmp_path / out).code == 0
        assert unpack((tmp_path / out).read_bytes()) == expected


@pytest.mark.parametrize("ending", ["gz", "zst"])
def test_lines_that_break_off(ending: str, tmp_path: Path) -> None:
    """What is there is cleaned; that more was to come has a row, and is no success."""
    pack = gzip.compress if ending == "gz" else zstandard.compress
    chance = random.Random(0)
    lines = (json.dumps({"html": page(f"Tea{chance.random()}")}) + "\n" for _ in range(2000))
    data = pack("".join(lines).encode())
    source = tmp_path / f"in.jsonl.{ending}"
    source.write_bytes(data[: len(data) // 100])
    result = call(source, "-o", tmp_path / "out.jsonl")
    assert result.code == 1
    last = rows(tmp_path / "out.jsonl.declutter-manifest.jsonl")[-1]
    assert last["status"] == "unreadable"
    assert "cannot be read on" in last["detail"]


def test_lines_as_they_are_done(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    lines = [{"id": n, "html": page(f"Tea{n}", 1 + 300 * (n == 0))} for n in range(20)]
    source.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    in_order, unordered = (run(source, "-j", "2", *more) for more in ((), ("--unordered",)))
    assert [json.loads(line)["id"] for line in in_order.out.splitlines()] == list(range(20))
    assert sorted(in_order.out.splitlines()) == sorted(unordered.out.splitlines())


def test_lines_to_a_full_disk(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text("".join(json.dumps(line) + "\n" for line in LINES), encoding="utf-8")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([*COMMAND, source], stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert b"No space left on device" in done.stderr
    assert b"Traceback" not in done.stderr
