"""The Spark adapter, on Spark."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner, Result
from made_archives import packed, record, response

from declutter import Options, clean
from declutter.arrow import RESULT, Layout

TEA = "<h1>Tea</h1><p>Tea is made by steeping leaves in hot water, for three or four minutes.</p>"
RUSSIAN = "<h1>Чай</h1><p>Чай заваривают горячей водой и ждут три или четыре минуты.</p>"


def test_a_frame_of_strings(spark: Any) -> None:
    from declutter.adapters.spark import clean_frame

    rows = [(number, None if number % 7 == 3 else f"{TEA}<p>{number}</p>") for number in range(50)]
    frame = spark.createDataFrame(rows, "id int, html string").coalesce(1)
    options, layout = Options(strictness=0.4), Layout(carry=("id",), blocks=True)
    result = clean_frame(frame, "html", options, layout, rows=3)
    assert result.columns == ["id", *RESULT.names, "blocks"]
    found = result.collect()
    assert [row.id for row in found] == list(range(50))
    for row, (_, page) in zip(found, rows, strict=True):
        if page is None:
            assert (row.text, row.status) == (None, "empty")
        else:
            document = clean(page, options=options)
            assert row.text == document.text
            assert [block.text for block in row.blocks] == [b.text for b in document.blocks]
            assert dict(row.labels) == {str(k): n for k, n in document.label_counts.items()}


def test_what_is_wrong_is_said_before_anything_runs(spark: Any) -> None:
    from declutter.adapters.spark import clean_frame

    frame = spark.createDataFrame([(1, TEA)], "id int, text string")
    with pytest.raises(TypeError, match="strings or bytes"):
        clean_frame(frame, "id")
    with pytest.raises(ValueError, match="names of results"):
        clean_frame(frame, "text", layout=Layout(carry=("text",)))


def test_a_function_of_a_column(spark: Any) -> None:
    from pyspark.sql import functions

    from declutter.adapters.spark import clean_udf

    if not hasattr(functions, "arrow_udf"):
        pytest.skip("Spark has Arrow functions from 4.1 on")
    frame = spark.createDataFrame([(1, TEA), (2, None)], "id int, html string")
    cleaned = clean_udf(Options(), Layout(kind="text"))
    rows = frame.select("id", cleaned("html").alias("page")).orderBy("id").collect()
    assert rows[0].page.text == clean(TEA, kind="text").text
    assert (rows[1].page.text, rows[1].page.status) == (None, "empty")


# -- the job --------------------------------------------------------------------------------


@pytest.fixture
def job(spark: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The job in this process, which leaves the session to the next test."""
    from declutter.adapters.spark_job import main

    monkeypatch.setattr(type(spark), "stop", lambda _: None)

    def run(*arguments: object) -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return run


@pytest.fixture
def parquet(tmp_path: Path) -> Path:
    source = tmp_path / "pages.parquet"
    pq.write_table(pa.table({"id": [1, 2], "html": [TEA, None], "at": ["a", "b"]}), source)
    return source


@pytest.mark.usefixtures("spark")
def test_a_job_over_parquet_as_one_starts_it(parquet: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "declutter.adapters.spark_job", str(parquet), str(out)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=300)
    assert done.returncode == 0, done.stderr
    assert "2 pages: 1 empty, 1 ok" in done.stderr
    assert done.stdout == ""
    rows = sorted(pq.read_table(out).to_pylist(), key=lambda row: row["id"])
    assert [row["text"] for row in rows] == [clean(TEA).text, None]
    assert [row["at"] for row in rows] == ["a", "b"]


def test_options_of_a_job(job: Any, parquet: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    flags = ["--carry", "id", "--blocks", "--partitions", "2", "--url", "at", "--rows", "1"]
    assert job(parquet, out, *flags).exit_code == 0
    names = pq.read_table(out).column_names
    assert names == ["id", *RESULT.names, "blocks"]


@pytest.mark.parametrize(
    ("flags", "word"),
    [
        (["--column", "page"], "page"),
        (["--column", "id"], "strings or bytes"),
        (["--carry", "none"], "none"),
        (["--rows", "0"], "--rows"),
    ],
)
def test_usage_errors(job: Any, parquet: Path, tmp_path: Path, flags: list[str], word: str) -> None:
    result = job(parquet, tmp_path / "out", *flags)
    assert result.exit_code == 2
    assert word in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "out").exists()


def test_what_is_there_is_replaced_only_when_asked(job: Any, parquet: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert job(parquet, out).exit_code == 0
    again = job(parquet, out)
    assert again.exit_code == 2
    assert "already exists" in again.stderr
    assert job(parquet, out, "--overwrite").exit_code == 0


def test_sources_that_are_not_there_or_not_known(job: Any, tmp_path: Path) -> None:
    assert job(tmp_path / "none.parquet", tmp_path / "out").exit_code == 2
    assert job(tmp_path / "none.warc.gz", tmp_path / "out").exit_code == 2
    unknown = job(tmp_path, tmp_path / "out")
    assert unknown.exit_code == 2
    assert "--format" in unknown.stderr


def test_a_job_over_archives(job: Any, tmp_path: Path) -> None:
    folder = tmp_path / "crawl 100%"
    folder.mkdir()
    koi8 = response(RUSSIAN.encode("koi8-r"), "text/html; charset=koi8-r")
    first = packed(
        [
            record(response(TEA.encode()), "https://a.example/1"),
            record(koi8, "https://a.example/2"),
            record(response(b"\x89PNG\r\n\x1a\n", "image/png"), "https://a.example/3"),
        ]
    )
    (folder / "a b.warc.gz").write_bytes(first)
    words = b"<p>\n\nThe board voted on Wednesday evening to keep the ferry.\n\n</p> is a mark."
    wet = record(words, "https://a.example/4", "conversion", "text/plain")
    (folder / "c.warc.wet.gz").write_bytes(packed([wet]))
    out = tmp_path / "out"
    result = job(folder, out, "--format", "warc", "--rows", "2")
    assert result.exit_code == 0, result.output
    assert result.stderr.splitlines()[-1] == "4 pages: 1 not_html, 3 ok"
    rows = sorted(pq.read_table(out).to_pylist(), key=lambda row: row["url"])
    assert [row["url"][-1] for row in rows] == list("1234")
    assert [row["text"] for row in rows] == [
        *(clean(TEA).text, clean(RUSSIAN).text, "", clean(words, kind="text").text)
    ]
    assert rows[0]["source"].endswith("a b.warc.gz")
    assert [row["http_status"] for row in rows] == [200, 200, 200, None]
    assert {row["fetched"] for row in rows} == {"2026-01-02T03:04:05Z"}


def test_broken_archives_cost_what_is_broken(job: Any, tmp_path: Path) -> None:
    (tmp_path / "good.warc").write_bytes(record(response(TEA.encode())))
    (tmp_path / "noise.warc").write_bytes(b"\0\1 noise" * 99)
    cut = packed([record(response(TEA.encode())), record(response(bytes(range(256)) * 9))])
    (tmp_path / "cut.warc.gz").write_bytes(cut[:-40])
    (tmp_path / "empty.warc").touch()
    out = tmp_path / "out"
    result = job(tmp_path / "*.warc*", out, "--format", "warc")
    assert result.exit_code == 1
    assert "(archive damaged)" in result.stderr
    rows = pq.read_table(out).to_pylist()
    assert [row["text"] for row in rows if not row["error"]] == [clean(TEA).text] * 2
    bad = [row for row in rows if row["error"]]
    assert sorted(Path(row["source"]).name for row in bad) == ["cut.warc.gz", "noise.warc"]
