"""A whole job for Apache Spark: ``python -m declutter.adapters.spark_job IN... OUT``."""

from __future__ import annotations

import os
import sys
from typing import Final

import click
from pyspark.errors import AnalysisException
from pyspark.sql import DataFrame, SparkSession

from declutter.adapters.spark import ROWS, clean_frame
from declutter.adapters.spark_warc import clean_archives
from declutter.arrow import FAILED, Layout
from declutter.model import Options

_ENDINGS: Final = {
    "parquet": (".parquet",),
    "warc": (".warc", ".warc.gz", ".wet", ".wet.gz"),
}


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("sources", nargs=-1, required=True, metavar="IN...")
@click.argument("out")
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_ENDINGS)),
    help="What IN is; needed where its name does not end in what it is.",
)
@click.option("--column", default="html", show_default=True, help="Parquet: the pages' column.")
@click.option("--url", help="Parquet: the column of the pages' addresses.")
@click.option("--carry", multiple=True, help="Parquet: columns to keep; all others, if not given.")
@click.option("--partitions", type=click.IntRange(1), help="Parquet: spread over so many tasks.")
@click.option(
    "--rows",
    type=click.IntRange(1),
    default=ROWS,
    show_default=True,
    help="Pages cleaned at a time.",
)
@click.option("--strictness", type=click.FloatRange(0, 1), default=0.5, show_default=True)
@click.option("--blocks", is_flag=True, help="Write each page's ledger as well.")
@click.option("--overwrite", is_flag=True, help="Replace OUT if it is there.")
def main(
    sources: tuple[str, ...],
    out: str,
    form: str | None,
    column: str,
    url: str | None,
    carry: tuple[str, ...],
    partitions: int | None,
    rows: int,
    strictness: float,
    blocks: bool,
    overwrite: bool,
) -> None:
    """Clean the pages of WARC, WET or Parquet files and write them as Parquet, a row a page.

    IN are files, folders and patterns wherever Spark reads from; OUT is a folder that is not
    there yet. Exit 0: all done, 1: some pages or files failed (they have rows that say why).
    """
    form = form or _form(sources)
    options = Options(strictness=strictness)
    spark = _session(rows)
    try:
        if form == "warc":
            result = clean_archives(spark, sources, options, blocks, rows)
        else:
            pages = spark.read.parquet(*sources)
            if partitions:
                pages = pages.repartition(partitions)
            others = [name for name in pages.columns if name != column]
            layout = Layout(url=url, carry=carry or tuple(others), blocks=blocks)
            result = clean_frame(pages, column, options, layout, rows)
        mode = "overwrite" if overwrite else "errorifexists"
        result.write.mode(mode).option("compression", "zstd").parquet(out)
    except (AnalysisException, KeyError, TypeError, ValueError) as error:
        raise click.UsageError(str(error.args[0] if error.args else error)) from None
    failed = _summary(spark.read.parquet(out), form)
    spark.stop()
    sys.exit(1 if failed else 0)


def _form(sources: tuple[str, ...]) -> str:
    found = {
        form
        for source in sources
        for form, endings in _ENDINGS.items()
        if source.lower().rstrip("/").endswith(endings)
    }
    if len(found) != 1:
        raise click.UsageError("the names of IN do not say what they are: use --format")
    return found.pop()


def _session(rows: int) -> SparkSession:
    if "PYSPARK_GATEWAY_PORT" not in os.environ:  # not from spark-submit, so on this machine
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    # Spark's own figures, thousands of rows at a time, are for rows of a few bytes.
    return (
        SparkSession.builder.appName("declutter")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", rows)
        .config("spark.sql.parquet.columnarReaderBatchSize", rows)
        .getOrCreate()
    )


def _summary(result: DataFrame, form: str) -> int:
    """Say on standard error what became of the pages; the number of those that failed."""
    error = "error <> ''" if form == "warc" else "false"
    counts = result.selectExpr("status", f"{error} AS damaged").groupBy("status", "damaged").count()
    total = failed = 0
    words = []
    for status, is_damaged, count in sorted(tuple(row) for row in counts.collect()):
        total += count
        failed += count if is_damaged or status == FAILED else 0
        words.append(f"{count} {status}{' (archive damaged)' if is_damaged else ''}")
    click.echo(f"{total} pages: {', '.join(words) or 'none'}", err=True)
    return failed


if __name__ == "__main__":
    main()
