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
from tests.bench.measuring import Portal, Turn, measure_in_turns, served
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
    _keep_bytecode()
    began = processes.load_average()
    with tempfile.TemporaryDirectory(prefix="portal-runtime-") as runtime:
        os.environ.setdefault("XDG_RUNTIME_DIR", runtime)  # the embedded PostgreSQL asks for one
        rounds = [_round(engine, asked) for engine in asked.engines]
    title = f"Measured {datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, load average {began} before"
    sizes = " and ".join(f"{size:,}" for size in asked.sizes)
    sys.stdout.write("\n".join([f"{title}; {sizes} tasks.", "", *lines(rounds), ""]))
    if asked.json:
        asked.json.write_text(json.dumps(as_data(rounds), ensure_ascii=False, indent=1))


def _keep_bytecode() -> None:
    """Servers start as where they have started before, whatever this environment says about compiled modules."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(data_sets.CACHE / "bytecode"))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="SQLite and 1,000 tasks only, two turns a page")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write everything measured into this file, too")
    parser.add_argument("--engines", nargs="+", choices=("sqlite", "postgresql"), default=["sqlite", "postgresql"])
    parser.add_argument("--sizes", nargs="+", type=int, default=[SMALL, LARGE], metavar="TASKS")
    parser.add_argument("--slices", type=int, default=5, help="how often each page takes its turn, a second each")
    parser.add_argument("--pages", default="", help="only pages whose name contains this")
    asked = parser.parse_args()
    if asked.quick:
        asked.engines, asked.sizes, asked.slices = ["sqlite"], [SMALL], 2
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
    """Each page takes turns with the floor, on all data sets."""
    readers: dict[tuple[int, str], Visitor] = {}
    ids = [ids_in(portal.data) for portal in portals]
    bottom = Turn(floor, "/", Visitor(floor.server.port))
    for page in (page for page in PAGES if asked.pages in page.name):
        tell(f"{one.engine}: {page.name}")
        turns = [bottom]
        for portal, known in zip(portals, ids, strict=True):
            key = (portal.data.tasks, page.reader)
            readers[key] = readers.get(key) or portal.visitor(page.reader)
            turns.append(Turn(portal, page.address.format(**known), readers[key]))
        one.floors[page.name], *found = measure_in_turns(turns, asked.slices)
        one.pages[page.name] = dict(zip(one.sizes, found, strict=True))
    if asked.pages in REPORT:
        tell(f"{one.engine}: {REPORT}")
        [one.floors[REPORT]] = measure_in_turns([bottom], asked.slices)
        one.pages[REPORT] = {portal.data.tasks: measure_reports(portal, REPORTS_EACH) for portal in portals}
    if not one.pages:
        raise SystemExit(f"No page has “{asked.pages}” in its name.")


if __name__ == "__main__":
    main()
