"""A small Dask cluster inside the process of the tests, reached through its address."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from distributed import LocalCluster

from repatria.runners.cores import Cores
from repatria.runners.dask import Dask
from repatria.runners.runner import Runner
from repatria.runners.serial import Serial

# The threads of a cluster that a test breaks tell of it at length; where their tracebacks are made
# while pytest reads source, Python 3.11 fails (AST constructor recursion depth mismatch).
for name in ("distributed", "tornado", "asyncio"):
    logging.getLogger(name).setLevel(logging.CRITICAL + 1)


@pytest.fixture(scope="session")
def cluster() -> Iterator[LocalCluster]:
    with local_cluster() as started:
        yield started


@pytest.fixture
def own_cluster() -> Iterator[LocalCluster]:
    """For a test that breaks it."""
    with local_cluster() as started:
        yield started


def local_cluster() -> LocalCluster:
    return LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=False,
        protocol="tcp",
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
    )


@pytest.fixture(params=["serial", "cores", "dask"])
def runner(request: pytest.FixtureRequest) -> Runner:
    """Each of the runners in turn."""
    if request.param == "dask":
        return Dask(request.getfixturevalue("cluster").scheduler_address)
    return Cores(2) if request.param == "cores" else Serial()
