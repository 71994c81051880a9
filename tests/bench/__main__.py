"""`python -m tests.bench`: prints the table of performance. Takes about ten minutes; `--quick` one."""

import argparse
import json
import os
import sys
import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from tests import processes
from tests.bench import data_sets, wrk
from tests.bench.measuring import Portal, measure, served
from tests.bench.pages import PAGES, ids_in
from tests.bench.table import REPORT, Round, as_data, lines
from tests.bench.telling import tell
from tests.bench.writing import measure_reports
from tests.durable import Cluster, cluster
from tests.faults.visitor import Visitor

SMALL, LARGE = 1_000, 100_000
REPORTS_EACH = 60


def main() -> None:
    asked = _arguments()
    wrk.require()
    began = processes.load_average()
    with tempfile.TemporaryDirectory(prefix="portal-runtime-") as runtime:
        os.environ.setdefault("XDG_RUNTIME_DIR", runtime)  # the embedded PostgreSQL asks for one
        rounds = [_round(engine, asked) for engine in asked.engines]
    title = f"Measured {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, load average {began} before"
    sizes = " and ".join(f"{size:,}" for size in asked.sizes)
    sys.stdout.write("\n".join([f"{title}; {sizes} tasks.", "", *lines(rounds), ""]))
    if asked.json:
        asked.json.write_text(json.dumps(as_data(rounds), ensure_ascii=False, indent=1))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="SQLite and 1,000 tasks only, two seconds a page")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything measured into this file, too")
    parser.add_argument("--engines", nargs="+", choices=("sqlite", "postgresql"), default=["sqlite", "postgresql"])
    parser.add_argument("--sizes", nargs="+", type=int, default=[SMALL, LARGE], metavar="TASKS")
    parser.add_argument("--seconds", type=float, default=6, help="how long each page is loaded")
    parser.add_argument("--pages", default="", help="only pages whose name contains this")
    asked = parser.parse_args()
    if asked.quick:
        asked.engines, asked.sizes, asked.seconds = ["sqlite"], [SMALL], 2
    return asked


def _round(engine: str, asked: argparse.Namespace) -> Round:
    with ExitStack() as stack:
        found: Cluster | None = None
        if engine == "postgresql":
            data_sets.CACHE.mkdir(exist_ok=True)
            found = stack.enter_context(cluster(data_sets.CACHE / "postgresql", keeps=True))
        return _measure_engine(found, asked)


def _measure_engine(found: Cluster | None, asked: argparse.Namespace) -> Round:
    """All sizes stand beside each other, so that each page is measured on all of them within half a minute."""
    postmaster = found.postmaster_or_none() if found else None
    with ExitStack() as stack:
        sets = [stack.enter_context(data_sets.opened(size, found)) for size in asked.sizes]
        one = Round(sets[0].engine, list(asked.sizes))
        floor = stack.enter_context(served(sets[-1], postmaster=postmaster, is_floor=True))
        portals = [stack.enter_context(served(data, postmaster=postmaster)) for data in sets]
        one.start = max(portal.seconds_to_first_page for portal in portals)
        _measure_pages(one, portals, floor, asked)
        one.memory = max(portal.memory() for portal in portals)
    return one


def _measure_pages(one: Round, portals: list[Portal], floor: Portal, asked: argparse.Namespace) -> None:
    readers: dict[tuple[int, str], Visitor] = {}
    ids = [ids_in(portal.data) for portal in portals]
    stranger = Visitor(floor.server.port)
    for page in (page for page in PAGES if asked.pages in page.name):
        tell(f"{one.engine}: {page.name}")
        one.floors.append(measure(floor, "/", stranger, asked.seconds / 2))
        for portal, known in zip(portals, ids, strict=True):
            key = (portal.data.tasks, page.reader)
            reader = readers.get(key) or portal.visitor(page.reader)
            readers[key] = reader
            found = measure(portal, page.address.format(**known), reader, asked.seconds)
            one.pages.setdefault(page.name, {})[portal.data.tasks] = found
    if not one.floors:
        one.floors.append(measure(floor, "/", stranger, asked.seconds))
    if asked.pages in REPORT:
        tell(f"{one.engine}: {REPORT}")
        one.pages[REPORT] = {portal.data.tasks: measure_reports(portal, REPORTS_EACH) for portal in portals}


if __name__ == "__main__":
    main()
