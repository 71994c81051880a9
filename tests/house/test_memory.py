"""What a worker gives back: a hash of a password takes 19 MiB, and none of it stays."""

import subprocess
import sys

from portal.config import ROOT

MOST_KEPT = 6.0
HASH_IN_THREADS = """
import os
from threading import Thread
from tests import processes
from portal.cli.memory import give_back_memory
from portal.services import passwords

give_back_memory()
passwords.set_cost(passwords.Cost(time=1, memory=19456, lanes=1))

def hash_many(count=3):
    for _ in range(count):
        passwords.hash_password("measuring-2022-portal")

def in_threads():
    threads = [Thread(target=hash_many) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()

hash_many(1)
before = processes.memory(os.getpid())[0]
in_threads()
print(processes.memory(os.getpid())[0] - before)
"""


def test_hashing_leaves_nothing_behind() -> None:
    done = subprocess.run(
        [sys.executable, "-c", HASH_IN_THREADS], cwd=ROOT, capture_output=True, text=True, check=True, timeout=120
    )
    assert float(done.stdout) < MOST_KEPT, "megabytes stay with the process after passwords were hashed"
