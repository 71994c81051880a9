"""A running server under load: what a request costs it in processor time, and how long the client waited."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from time import perf_counter

from portal.demo.synthetic.base import PASSWORD
from tests import processes
from tests.bench import wrk
from tests.bench.data_sets import DataSet
from tests.bench.wrk import Load
from tests.faults.running import SERVE, Server, serving
from tests.faults.visitor import Visitor

WORKERS = "2"
FLOOR = ("-m", "tests.bench.floor")
WARM_SECONDS = 1


@dataclass(frozen=True)
class Cost:
    """Of one request, in milliseconds of processor time: the server's processes, and PostgreSQL's."""

    server: float
    database: float

    @property
    def total(self) -> float:
        return self.server + self.database


@dataclass(frozen=True)
class Measured:
    """One page on one data set; `rows` tells whether two sizes show the same."""

    cost: Cost
    load: Load
    rows: int


@dataclass
class Portal:
    """A served data set; `postmaster` is PostgreSQL's first process where it can be seen."""

    data: DataSet
    server: Server
    seconds_to_first_page: float
    postmaster: int | None

    def visitor(self, login: str) -> Visitor:
        return Visitor(self.server.port).sign_in(login, PASSWORD)

    def used(self) -> Cost:
        """Since its start."""
        database = processes.milliseconds(self.postmaster) if self.postmaster else 0.0
        return Cost(processes.milliseconds(self.server.process.pid), database)

    def memory(self) -> tuple[float, float]:
        """Of the largest worker, in megabytes."""
        return max(processes.memory(worker) for worker in self.server.workers())


def spent(before: Cost, after: Cost, requests: int) -> Cost:
    return Cost((after.server - before.server) / requests, (after.database - before.database) / requests)


@contextmanager
def served(data: DataSet, *, postmaster: int | None = None, is_floor: bool = False) -> Iterator[Portal]:
    settings = {"DATABASE_URL": data.url, "DEMONSTRATION": "1", "WORKERS": WORKERS}
    began = perf_counter()
    with serving(data.folder, command=FLOOR if is_floor else SERVE, **settings) as server:
        server.get("/" if is_floor else "/sign-in")
        yield Portal(data, server, perf_counter() - began, postmaster)


def measure(portal: Portal, address: str, visitor: Visitor, seconds: float) -> Measured:
    """Warm the page up, then load it for so many seconds."""
    answer = visitor.get(address)
    if answer.status != 200:
        raise SystemExit(f"{address} → {answer.status} {answer.location}\n{portal.server.said()[-3000:]}")
    url = f"http://127.0.0.1:{portal.server.port}{address}"
    wrk.run(url, visitor.cookie, WARM_SECONDS)
    before = portal.used()
    load = wrk.run(url, visitor.cookie, seconds)
    return Measured(spent(before, portal.used(), load.requests), load, answer.text.count("<tr"))
