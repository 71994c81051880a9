"""One installation for each engine, shared by the tests of what goes wrong: each makes tasks of its own on it."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.durable import Cluster, embedded
from tests.engines import run_id
from tests.faults.installation import Installation, install


@pytest.fixture(scope="session")
def durable_cluster(worker_id: str) -> Iterator[Cluster]:
    """A PostgreSQL that may be killed; never the machine's own."""
    place = Path(tempfile.gettempdir()) / f"portal-durable-{run_id()}-{worker_id}"
    with embedded(place, keeps=False) as found:
        yield found


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    data = tmp_path_factory.mktemp("on-sqlite")
    return install("sqlite", data, f"sqlite:///{data}/portal.db", None)


@pytest.fixture(scope="session")
def on_postgresql(tmp_path_factory: pytest.TempPathFactory, durable_cluster: Cluster) -> Installation:
    durable_cluster.run("CREATE DATABASE portal_faults")
    url = durable_cluster.database_url("portal_faults")
    return install("postgresql", tmp_path_factory.mktemp("on-postgresql"), url, durable_cluster)


@pytest.fixture(params=["sqlite", "postgresql"])
def installation(request: pytest.FixtureRequest) -> Installation:
    """Every test that takes it runs on both engines."""
    found: Installation = request.getfixturevalue(f"on_{request.param}")
    return found
