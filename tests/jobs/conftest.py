"""A kind of job that does what the test says."""

import sys
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from portal import jobs as kinds
from portal.models import Job
from portal.policy import Actor
from portal.services import jobs
from tests import cast
from tests.cast import Cast


class Probe(ModuleType):
    """The module of the kind "probe": `acts` runs inside the unit of work, `prepare` exists where a test sets it."""

    acts: Callable[..., dict[str, Any]]

    def carry_out(self, prepared: Any, *, acting_user: Actor, progress: Callable[[int, int], None]) -> dict[str, Any]:
        return self.acts(prepared, acting_user, progress)


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch) -> Probe:
    found = Probe("portal.jobs.probe")
    found.acts = lambda prepared, actor, progress: {}
    monkeypatch.setitem(kinds.KINDS, "probe", "Probe")
    monkeypatch.setitem(sys.modules, found.__name__, found)
    return found


@pytest.fixture
def people(context: object) -> Cast:
    return cast.build()


def asked(people: Cast, role: str = "office", **arguments: object) -> Job:
    return jobs.ask_for("probe", arguments, acting_user=people.actor(role))
