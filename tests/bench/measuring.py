"""A running server under load: what a request costs it in processor time, and how long the client waited."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
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
SLICE_SECONDS = 1  # the least that wrk can do


@dataclass(frozen=True)
class Cost:
    """Of one request, in milliseconds of processor time: the server's processes, and PostgreSQL's."""

    server: float
    database: float

    @property
    def total(self) -> float:
        return self.server + self.database


@dataclass(frozen=True)
class Slice:
    """One second of a page under load."""

    cost: Cost
    load: Load


@dataclass(frozen=True)
class Measured:
    """One page on one data set, in slices that were each taken beside one of whatever it is compared with.

    Each figure is the middle one of the slices: whatever else the machine does disturbs a few of them. `rows` tells
    whether two sizes show the same.
    """

    slices: Sequence[Slice]
    rows: int

    def cost(self) -> float:
        return median(one.cost.total for one in self.slices)

    def share_of_database(self) -> float:
        return median(one.cost.database / one.cost.total for one in self.slices)

    def p50(self) -> float:
        return median(one.load.p50 for one in self.slices)

    def p99(self) -> float:
        return median(one.load.p99 for one in self.slices)

    def per_second(self) -> float:
        return median(one.load.per_second for one in self.slices)

    def times(self, other: "Measured") -> float:
        """How often the other's cost, each slice against the one beside it."""
        return median(one.cost.total / beside.cost.total for one, beside in zip(self.slices, other.slices, strict=True))

    def rate_beside(self, other: "Measured") -> float:
        pairs = zip(self.slices, other.slices, strict=True)
        return median(one.load.per_second / beside.load.per_second for one, beside in pairs)


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


@dataclass
class Turn:
    """A page that takes its turn among others: where it stands, and who reads it."""

    portal: Portal
    address: str
    visitor: Visitor

    def warm_up(self) -> int:
        """Answers how many rows it shows."""
        answer = self.visitor.get(self.address)
        if answer.status != 200:
            said = self.portal.server.said()[-3000:]
            raise SystemExit(f"{self.address} → {answer.status} {answer.location}\n{said}")
        self._load()
        return answer.text.count("<tr")

    def slice(self) -> Slice:
        before = self.portal.used()
        load = self._load()
        return Slice(spent(before, self.portal.used(), load.requests), load)

    def _load(self) -> Load:
        url = f"http://127.0.0.1:{self.portal.server.port}{self.address}"
        return wrk.run(url, self.visitor.cookie, SLICE_SECONDS)


def measure_in_turns(turns: Sequence[Turn], slices: int) -> list[Measured]:
    """Load the pages one after the other, again and again: what disturbs the machine meets all of them alike."""
    rows = [turn.warm_up() for turn in turns]
    rounds = [[turn.slice() for turn in turns] for _ in range(slices)]
    return [Measured(found, count) for found, count in zip(zip(*rounds, strict=True), rows, strict=True)]
