"""What processes have used so far, as the operating system counts it."""

import os
from pathlib import Path

TICK = 1000 / os.sysconf("SC_CLK_TCK")
MEGABYTE = 1024


def tree(root: int) -> list[int]:
    """A process and everything it started."""
    found, waiting = [], [root]
    while waiting:
        process = waiting.pop()
        found.append(process)
        waiting += _children(process)
    return found


def _children(process: int) -> list[int]:
    try:
        lists = Path(f"/proc/{process}/task").glob("*/children")
        return [int(child) for one in lists for child in one.read_text().split()]
    except OSError:
        return []


def is_alive(process: int) -> bool:
    """Still at work, and not only waiting to be buried."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def milliseconds(root: int) -> float:
    """Processor time of a process, of those it has buried, and of all below it."""
    return sum(map(_own, tree(root))) * TICK


def _own(process: int) -> int:
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return sum(int(value) for value in fields[11:15])


def memory(process: int) -> tuple[float, float]:
    """Megabytes: all that is mapped, and its own share when what several processes use is divided among them."""
    values = {}
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]:
        name, amount = line.split()[:2]
        values[name] = int(amount) / MEGABYTE
    return values["Rss:"], values["Pss:"]


def load_average() -> str:
    return " ".join(f"{one:.1f}" for one in os.getloadavg())
