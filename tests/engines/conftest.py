"""The engines, started once: real ones, on this machine.

Where an engine is not installed its tests are skipped, unless DECLUTTER_ENGINES is set, as CI
sets it: then whatever is skipped here fails.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator, Iterator
from typing import Any

import pytest

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, Any, Any]:
    report = yield
    if report.skipped and os.environ.get("DECLUTTER_ENGINES"):
        report.outcome = "failed"
    return report


def engine(name: str) -> Any:
    return pytest.importorskip(name, reason=f"{name} is not installed")


@pytest.fixture(scope="session")
def spark() -> Iterator[Any]:
    """A Spark session of two cores."""
    engine("pyspark")
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", "8")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(scope="session")
def ray() -> Iterator[Any]:
    """Ray on two cores."""
    found = engine("ray")
    engine("ray.data")
    found.init(
        num_cpus=2, include_dashboard=False, object_store_memory=200_000_000, log_to_driver=False
    )
    yield found
    found.shutdown()


@pytest.fixture(scope="session")
def datatrove() -> Any:
    """datatrove, which has nothing to start."""
    return engine("datatrove")
