"""A process that ends with its parent: alone it would keep the port and the lock, and nobody could stop it."""

import ctypes
import multiprocessing
import os
import signal
import sys

DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def die_with(parent: int) -> None:
    """Be killed by the operating system when this parent is gone, however it went."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    if os.getppid() != parent:  # it died before this was asked
        os._exit(1)


def die_with_parent() -> None:
    """The same for a process of `multiprocessing`."""
    parent = multiprocessing.parent_process()
    if parent is not None and parent.pid is not None:
        die_with(parent.pid)
