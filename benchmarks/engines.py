"""``python -m benchmarks.engines FOLDER``: the same pages through each engine, byte for byte.

Each engine runs in a process of its own. Processor time is that of all its processes together,
their start included, also of those that their parents have left. Pages a second are by the clock
from when the engine is up, and mean little while the machine does something else.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import click
import pyarrow as pa
import pyarrow.parquet as pq

from declutter import Document, clean, clean_many
from declutter.arrow import Layout, clean_batch
from declutter.source.decode import decode

CARRY = Layout(carry=("name",))
ROWS = 64
#: Seconds between two looks at an engine's processes: what each takes after the last is missed.
_LOOK = 0.2
Rows = Iterable[tuple[str, str | None]]


class Run(NamedTuple):
    """What an engine gave for each page, and what it took, in seconds."""

    digests: dict[str, str]
    elapsed: float
    processor: float


def _whole(document: Document) -> str:
    """The text, with all else made that `clean_batch` makes."""
    _ = document.metadata, document.label_counts
    return document.text


def _pages(source: Path) -> Iterable[tuple[str, bytes]]:
    for batch in pq.ParquetFile(source).iter_batches(ROWS):
        yield from zip(batch["name"].to_pylist(), batch["page"].to_pylist(), strict=True)


def one_process(source: Path, jobs: int) -> Callable[[], Rows]:
    return lambda: [(name, _whole(clean(page))) for name, page in _pages(source)]


def pool(source: Path, jobs: int) -> Callable[[], Rows]:
    def run() -> Rows:
        for name, document in clean_many(_pages(source), jobs):
            yield name, _whole(document)

    return run


def arrow(source: Path, jobs: int) -> Callable[[], Rows]:
    def run() -> Rows:
        for batch in pq.ParquetFile(source).iter_batches(ROWS):
            yield from _pairs(clean_batch(batch, "page", None, CARRY).to_pylist())

    return run


def spark(source: Path, jobs: int) -> Callable[[], Rows]:
    from pyspark.sql import SparkSession

    from declutter.adapters.spark import clean_frame

    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master(f"local[{jobs}]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.memory", "2g")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", ROWS)
        .config("spark.sql.parquet.columnarReaderBatchSize", ROWS)
        .config("spark.sql.files.maxPartitionBytes", "16m")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    frame = clean_frame(session.read.parquet(str(source)), "page", None, CARRY)
    return lambda: _pairs(row.asDict() for row in frame.select("name", "text").collect())


def ray(source: Path, jobs: int) -> Callable[[], Rows]:
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    import ray as engine
    import ray.data

    from declutter.adapters.ray_data import clean_dataset

    engine.init(
        log_to_driver=False, num_cpus=jobs, include_dashboard=False, object_store_memory=10**9
    )
    dataset = ray.data.read_parquet(str(source), override_num_blocks=jobs * 4)
    return lambda: _pairs(clean_dataset(dataset, "page", None, CARRY).iter_rows())


def datatrove(source: Path, jobs: int) -> Callable[[], Rows]:
    """Text only, one child at a time; its documents are str, so the decoding is done for it."""
    from datatrove.data import Document as Page

    from declutter.adapters.datatrove import DeclutterExtractor

    documents = (Page(text=decode(page, None).text, id=name) for name, page in _pages(source))
    found = DeclutterExtractor(timeout=60).run(documents)
    return lambda: [(document.id, document.text) for document in found]


ENGINES = {run.__name__: run for run in (one_process, pool, arrow, spark, ray, datatrove)}
NEEDS = {"spark": "pyspark", "ray": "ray", "datatrove": "datatrove"}


def _pairs(rows: Iterable[dict[str, Any]]) -> Rows:
    return [(row["name"], row["text"]) for row in rows]


def child(name: str, source: str, jobs: int, out: str) -> None:
    """Run an engine, in a process of its own, and write down what came out."""
    run = ENGINES[name](Path(source), jobs)
    start = time.monotonic()
    texts = dict(run())
    elapsed = time.monotonic() - start
    digests = {page: _digest(text) for page, text in texts.items()}
    Path(out).write_text(json.dumps([digests, elapsed]), "utf-8")


def measured(name: str, source: Path, jobs: int) -> Run:
    """Run one engine, look at all its processes while it runs, and add up what they took."""
    out = source.with_name("out.json")
    code = f"from benchmarks.engines import child; child(*{(name, str(source), jobs, str(out))})"
    ticks: dict[tuple[int, str], int] = {}
    with subprocess.Popen([sys.executable, "-c", code], stdout=sys.stderr) as process:
        while process.poll() is None:
            ticks.update(_below(os.getpid()))
            time.sleep(_LOOK)
    if process.returncode:
        raise click.ClickException(f"{name} ended with exit code {process.returncode}")
    digests, elapsed = json.loads(out.read_text("utf-8"))
    return Run(digests, elapsed, sum(ticks.values()) / os.sysconf("SC_CLK_TCK"))


def _below(root: int) -> Iterator[tuple[tuple[int, str], int]]:
    """The processes started from one, by number and start, and what each has taken in ticks."""
    parents, taken = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            pid = int(path.parent.name)
            parents[pid] = int(fields[1])
            taken[pid] = (pid, fields[19]), int(fields[11]) + int(fields[12])
    for pid, entry in taken.items():
        above = parents[pid]
        while above in parents and above != root:
            above = parents[above]
        if above == root:
            yield entry


def _digest(text: str | None) -> str:
    return hashlib.sha256((text or "").encode()).hexdigest()


@click.command()
@click.argument("folder", type=click.Path(exists=True, path_type=Path))
@click.option("--pages", default=1000, show_default=True, help="How many of the folder's files.")
@click.option("--jobs", default=2, show_default=True, help="Tasks that an engine runs at a time.")
@click.option("--engine", "names", type=click.Choice(list(ENGINES)), multiple=True)
def main(folder: Path, pages: int, jobs: int, names: tuple[str, ...]) -> None:
    """Clean FOLDER's files with each engine that is installed. Exit 1 if any text differs."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())[:pages]
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER: orphans become ours
    different = 0
    with tempfile.TemporaryDirectory() as place:
        source = Path(place, "pages.parquet")
        contents = pa.array((path.read_bytes() for path in files), pa.large_binary())
        table = pa.table({"name": [str(path.relative_to(folder)) for path in files]})
        pq.write_table(table.append_column("page", contents), source, row_group_size=ROWS)
        reference = measured("one_process", source, jobs)
        click.echo(f"{'engine':12} {'same':>9} {'pages/s':>8} {'ms of processor a page':>24}")
        for name in names or ENGINES:
            if name in NEEDS and find_spec(NEEDS[name]) is None:
                click.echo(f"{name:12} not installed")
                continue
            run = reference if name == "one_process" else measured(name, source, jobs)
            same = sum(
                run.digests.get(page, _digest("")) == digest
                for page, digest in reference.digests.items()
            )
            different += len(files) - same
            rate, cost = len(files) / run.elapsed, 1000 * run.processor / len(files)
            click.echo(f"{name:12} {same:4}/{len(files)} {rate:8.1f} {cost:24.1f}")
    sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
