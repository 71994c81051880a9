"""The data that is measured: built once for each size and engine, kept in a folder of its own, measured on a copy."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from portal.config import ROOT
from tests.bench.telling import tell
from tests.durable import Cluster
from tests.faults.running import run_flask

CACHE = Path(tempfile.gettempdir()) / f"portal-bench-{os.getuid()}"
MADE_BY = ("portal/migrations/versions", "portal/demo/synthetic", "portal/models")


@dataclass(frozen=True)
class DataSet:
    """One database full of tasks, ready to be served and written to."""

    engine: str
    tasks: int
    folder: Path
    url: str


def revision() -> str:
    """Changes with everything that makes the data: an old data set is never taken for a new one."""
    files = sorted(file for place in MADE_BY for file in (ROOT / place).glob("*.py"))
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:10]


@contextmanager
def opened(tasks: int, cluster: Cluster | None) -> Iterator[DataSet]:
    """A copy of the data set of this size, on PostgreSQL where a cluster is given, else on SQLite."""
    CACHE.mkdir(exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="run-", dir=CACHE))
    try:
        if cluster is None:
            yield _copied_file(tasks, folder)
        else:
            with _copied_database(tasks, folder, cluster) as found:
                yield found
    finally:
        shutil.rmtree(folder)


def _copied_file(tasks: int, folder: Path) -> DataSet:
    kept = CACHE / f"{revision()}-{tasks}"
    if not kept.exists():
        for outdated in CACHE.glob(f"*-{tasks}"):
            shutil.rmtree(outdated)
        building = Path(tempfile.mkdtemp(prefix="build-", dir=CACHE))
        _build(tasks, building, "")
        building.rename(kept)
    for name in ("portal.db", "secret-key"):
        shutil.copyfile(kept / name, folder / name)
    return DataSet("SQLite", tasks, folder, f"sqlite:///{folder}/portal.db")


@contextmanager
def _copied_database(tasks: int, folder: Path, cluster: Cluster) -> Iterator[DataSet]:
    kept = f"portal_bench_{revision()}_{tasks}"
    if kept not in cluster.names():
        for outdated in cluster.names():
            if outdated.startswith("portal_bench_") and outdated.endswith(f"_{tasks}"):
                cluster.drop(outdated)
        building = f"{kept}_building"
        cluster.drop(building)
        cluster.run(f'CREATE DATABASE "{building}"')
        _build(tasks, folder, cluster.database_url(building))
        cluster.run(f'ALTER DATABASE "{building}" RENAME TO "{kept}"')
    elif (ready := run_flask("prepare", data=folder, DATABASE_URL=cluster.database_url(kept))).returncode:
        raise SystemExit(ready.stderr)
    name = f"{kept}_{os.getpid()}"
    cluster.run(f'CREATE DATABASE "{name}" TEMPLATE "{kept}"', "CHECKPOINT")
    try:
        yield DataSet("PostgreSQL", tasks, folder, cluster.database_url(name))
    finally:
        cluster.drop(name)


def _build(tasks: int, folder: Path, url: str) -> None:
    tell(f"Building {tasks} tasks …")
    settings = {"DATABASE_URL": url} if url else {}
    for command in (["prepare"], ["synthesize", "--tasks", str(tasks)]):
        done = run_flask(*command, data=folder, **settings)
        if done.returncode:
            raise SystemExit(f"The data set cannot be built: {done.stderr[-2000:]}")
        tell(done.stdout.strip())
