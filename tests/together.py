"""Which tests follow each other in one process, so that what costs much is made once; and which begin first.

The marks of pytest-xdist are not heard by pytest 9.2, which no longer lets it rename tests; so its hook is asked.
"""

import re
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

# The longest first, so that nobody waits for one of them at the end: group, files, whether each engine has its own.
GROUPS = (
    ("faults", r"faults/", False),
    ("demonstration", r"browser/(?!test_job_page)|demo/test_demonstration", True),
    ("zone", r"access/|bad_input/", True),
    ("robustness", r"domain/plan_text/test_robustness", False),
    ("job-page", r"browser/test_job_page", False),
)


class Together(LoadScopeScheduling):
    """Hands out groups in the order in which the tests lie."""

    def __init__(self, config: pytest.Config, log: Any) -> None:
        config.option.loadscopereorder = False  # it would begin with the many instead of the long
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return turn_of(nodeid)[1]


def turn_of(nodeid: str) -> tuple[int, str]:
    """When a test's group has its turn, and its name; every other file and engine is a group of its own."""
    file, _, name = nodeid.removeprefix("tests/").partition("::")
    engine = "postgresql" if re.search(r"\[(?:.*-)?postgresql\b", name) else "sqlite"
    for turn, (group, files, by_engine) in enumerate(GROUPS):
        if re.match(files, file):
            return turn, f"{group} {engine}" if by_engine else group
    return len(GROUPS), f"{file} {engine}"
