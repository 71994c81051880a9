"""What a process that runs for months keeps in memory, sweeps through, and gives back to the operating system."""

import ctypes
import gc
import sys

MMAP_THRESHOLD, ARENA_MAX = -3, -8  # of glibc's mallopt
LARGE = 1024 * 1024
ARENAS = 2
FIRST_COLLECTION = 10_000


def give_back_memory() -> None:
    """To be called before the first thread starts.

    glibc keeps a heap of its own for each thread, and once it has seen a large piece come and go it keeps the next
    ones: the 19 MiB that the hash of a password takes stayed with every worker that had compared two.
    """
    if sys.platform != "linux":
        return
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        libc.mallopt(MMAP_THRESHOLD, LARGE)
        libc.mallopt(ARENA_MAX, ARENAS)


def calm_collector() -> None:
    """What was loaded at the start stays; sweeping through it again and again made the slowest answers, and took a
    third of the time in which a job reads a long table.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(FIRST_COLLECTION, 20, 20)
