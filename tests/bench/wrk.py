"""wrk: installed when it can be, run for a few seconds at a time, its answer read."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass

from tests.bench.telling import tell

CONNECTIONS = 4
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
MISSING = "wrk is missing and only root on Debian or Ubuntu can bring it here: apt-get install wrk; then run it again."


@dataclass(frozen=True)
class Load:
    """What wrk saw, in milliseconds and requests."""

    requests: int
    per_second: float
    p50: float
    p99: float


def require() -> None:
    """Bring wrk, or end with a sentence."""
    if shutil.which("wrk"):
        return
    if os.getuid() or not shutil.which("apt-get"):
        raise SystemExit(MISSING)
    tell("Installing wrk …")
    install = "apt-get update -qq && apt-get install -qq -y --no-install-recommends wrk"
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(["sh", "-c", install], env=quiet, capture_output=True, text=True, check=False)
    if not shutil.which("wrk"):
        raise SystemExit(f"{MISSING}\n{done.stderr[-500:]}")


def run(address: str, cookie: str, seconds: float) -> Load:
    """Load one address; every answer has to be a page."""
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{max(round(seconds), 1)}s", "--latency", "--timeout", "10s"]
    headers = ["-H", f"Cookie: {cookie}"] if cookie else []
    said = subprocess.run([*command, *headers, address], capture_output=True, text=True, check=True, timeout=90).stdout
    if "Non-2xx" in said or "Socket errors" in said:
        raise SystemExit(f"{address} did not answer as it should:\n{said}")
    return read(said)


def read(said: str) -> Load:
    """wrk's words as numbers."""
    requests = re.search(r"(\d+) requests in", said)
    per_second = re.search(r"Requests/sec:\s+([\d.]+)", said)
    assert requests, said
    assert per_second, said
    return Load(int(requests[1]), float(per_second[1]), _percentile(said, 50), _percentile(said, 99))


def _percentile(said: str, place: int) -> float:
    found = re.search(rf"^\s+{place}%\s+([\d.]+)(\w+)", said, re.MULTILINE)
    assert found, said
    return float(found[1]) * UNITS[found[2]]
