"""What was measured as one table of ratios, with what is wanted and whether it holds."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from tests.bench.measuring import Measured
from tests.bench.pages import (
    MOST_GROWTH,
    MOST_MEMORY,
    MOST_P99,
    MOST_START,
    MOST_WRITING,
    PAGES,
)

REPORT = "a report submitted, 4 at once"
HEADER = (
    "| page | database | × floor, small | × floor, large | wanted | large ÷ small | wanted | of it PostgreSQL | p50 ms "
    "| p99 ms | wanted | requests ÷ floor's | holds |"
)
YES, NO = "yes", "**no**"


@dataclass
class Round:
    """Everything measured on one engine: by page name and number of tasks; the floor as it was beside each page."""

    engine: str
    sizes: list[int]
    pages: dict[str, dict[int, Measured]] = field(default_factory=dict)
    floors: dict[str, Measured] = field(default_factory=dict)
    memory: tuple[float, float] = (0.0, 0.0)
    start: float = 0.0

    def floor(self) -> float:
        """Milliseconds of the floor: the middle of all its runs."""
        return median(one.cost() for one in self.floors.values())

    def floor_rate(self) -> float:
        return median(one.per_second() for one in self.floors.values())

    def times_floor(self, name: str, size: int) -> float:
        """Slice by slice; reports, which are sent once, against the floor just before them."""
        found, floor = self.pages[name][size], self.floors[name]
        return found.cost() / floor.cost() if name == REPORT else found.times(floor)

    def rate(self, name: str) -> float:
        """Requests of the largest data set against the floor's."""
        found, floor = self.pages[name][self.sizes[-1]], self.floors[name]
        return found.per_second() / floor.per_second() if name == REPORT else found.rate_beside(floor)


def lines(rounds: list[Round]) -> Iterator[str]:
    """The table in Markdown, and below it what is not a ratio."""
    yield HEADER
    yield "|---" * (HEADER.count("|") - 1) + "|"
    for one in rounds:
        for page in PAGES:
            if page.name in one.pages:
                yield _line(one, page.name, page.times_floor)
        if REPORT in one.pages:
            yield _line(one, REPORT, None)
    yield ""
    for one in rounds:
        yield from _facts(one)


def _line(one: Round, name: str, wanted: float | None) -> str:
    found = [one.pages[name][size] for size in one.sizes]
    ratios = [one.times_floor(name, size) for size in one.sizes]
    growth = found[-1].times(found[0])
    grows = len(found) > 1 and found[0].rows == found[-1].rows
    worst = max(measured.p99() for measured in found)
    checks = [wanted is None or max(ratios) <= wanted, not grows or growth <= MOST_GROWTH, worst < MOST_P99]
    if name == REPORT:
        checks.append(max(measured.cost() for measured in found) <= MOST_WRITING)
    share = found[-1].share_of_database()
    cells = [
        name,
        one.engine,
        f"{ratios[0]:.2f}",
        f"{ratios[-1]:.2f}" if len(found) > 1 else "",
        f"≤ {wanted}" if wanted else (f"≤ {MOST_WRITING:.0f} ms" if name == REPORT else ""),
        f"{growth:.2f}" if len(found) > 1 else "",
        f"≤ {MOST_GROWTH}" if grows else ("" if len(found) < 2 else f"{found[0].rows} → {found[-1].rows} rows"),
        f"{share:.0%}" if share else "",
        f"{found[-1].p50():.1f}",
        f"{worst:.1f}",
        f"< {MOST_P99:.0f}",
        f"{one.rate(name):.2f}",
        YES if all(checks) else NO,
    ]
    return "| " + " | ".join(cells) + " |"


def _facts(one: Round) -> Iterator[str]:
    shared, own = one.memory
    yield f"{one.engine}:"
    yield f"* the floor costs {one.floor():.2f} ms of processor time, {one.floor_rate():.0f} requests a second;"
    if REPORT in one.pages:
        costs = ", ".join(f"{one.pages[REPORT][size].cost():.1f} ms at {size}" for size in one.sizes)
        yield f"* a report costs {costs} (wanted ≤ {MOST_WRITING:.0f} ms);"
    yield f"* the largest worker holds {shared:.0f} MB, {own:.0f} MB of its own share: {_held(shared < MOST_MEMORY)};"
    is_quick = one.start < MOST_START
    yield f"* first page {one.start:.2f} s after the start (wanted < {MOST_START:.0f} s): {_held(is_quick)}."


def _held(holds: bool) -> str:
    return YES if holds else NO


def as_data(rounds: list[Round]) -> list[dict[str, object]]:
    """The same for programs."""
    return [
        {
            "engine": one.engine,
            "floor_ms": one.floor(),
            "worker_rss_mb": one.memory[0],
            "worker_pss_mb": one.memory[1],
            "seconds_to_first_page": one.start,
            "pages": [_page_data(one, name, size) for name in one.pages for size in one.sizes],
        }
        for one in rounds
    ]


def _page_data(one: Round, name: str, size: int) -> dict[str, object]:
    found = one.pages[name][size]
    return {
        "page": name,
        "tasks": size,
        "rows": found.rows,
        "times_floor": one.times_floor(name, size),
        "slices": [
            {
                "server_ms": part.cost.server,
                "database_ms": part.cost.database,
                "requests": part.load.requests,
                "per_second": part.load.per_second,
                "p50_ms": part.load.p50,
                "p99_ms": part.load.p99,
            }
            for part in found.slices
        ],
        "floor_ms": [part.cost.total for part in one.floors[name].slices],
    }
