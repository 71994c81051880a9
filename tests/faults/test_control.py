"""The control: with weak settings work is lost and the ledgers show it. And `serve` takes no such settings."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines import Database
from tests.faults.installation import Installation
from tests.faults.ledger import Crowd, Reporter, complaints
from tests.faults.running import run_flask, wait_until

WEAK_SERVER = ("-m", "tests.faults.weak_server")
WRITERS, ENOUGH = 4, 12


@pytest.fixture
def lazy_writer(on_postgresql: Installation) -> Iterator[None]:
    """What is not flushed at the commit stays in memory for a while."""
    cluster = on_postgresql.cluster
    assert cluster is not None
    cluster.run("ALTER SYSTEM SET wal_writer_delay = '10s'", "SELECT pg_reload_conf()")
    yield
    cluster.run("ALTER SYSTEM RESET wal_writer_delay", "SELECT pg_reload_conf()")


def test_a_database_that_does_not_wait_for_the_disk_loses_acknowledged_work(
    on_postgresql: Installation, lazy_writer: None
) -> None:
    tasks = on_postgresql.running_tasks(WRITERS)
    cluster = on_postgresql.cluster
    assert cluster is not None
    with on_postgresql.serving(command=WEAK_SERVER) as server:
        reporters = [Reporter(on_postgresql.enter(server, "lead_head"), task) for task in tasks]
        with Crowd(reporters) as crowd:
            wait_until(lambda: crowd.acknowledged() >= ENOUGH, "enough reports are acknowledged")
            cluster.kill()
    found = complaints(crowd.entries, on_postgresql.operations())
    assert found, "the ledgers see nothing: they could not see a loss by the portal either"
    assert all(one.startswith("acknowledged and lost") for one in found)


def test_serve_refuses_such_a_database(postgresql_database: Database, tmp_path: Path) -> None:
    """The server of the other tests runs without fsync."""
    prepared = run_flask("prepare", data=tmp_path, DATABASE_URL=postgresql_database.url)
    assert prepared.returncode == 0, prepared.stderr
    refused = run_flask("serve", data=tmp_path, DATABASE_URL=postgresql_database.url)
    assert refused.returncode == 1
    assert "PostgreSQL would lose acknowledged work: fsync is off" in refused.stderr
