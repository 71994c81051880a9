"""The one function that makes every step: no other line of the portal assigns a state."""

from collections.abc import Callable
from typing import Any, TypeVar

from portal import clock, policy
from portal.database import db
from portal.domain.lifecycle import Lifecycle, Step, check
from portal.domain.task_lifecycle import OPEN
from portal.errors import Denied, Stale
from portal.models import Assignment, Finding, Plan, ProgressReport, Task
from portal.policy import Actor
from portal.services import history

Stateful = Task | Assignment | ProgressReport | Finding | Plan
Facts = TypeVar("Facts")


def take(
    lifecycle: Lifecycle[Facts],
    thing: Stateful,
    action: str,
    *,
    facts: Facts,
    acting_user: Actor | None,
    task: Task | None = None,
    version: int | None = None,
    ground: object = None,
    may_stand_in: Callable[[], bool] | None = None,
    sets: dict[str, Any] | None = None,
    tells: dict[str, Any] | None = None,
) -> Step[Facts]:
    """Take one step: right, version, source state and guards are checked, the state is set with its facts.

    `task` is the task on whose page the row is read, `ground` the object the right is asked on where it is not
    `thing`; `may_stand_in` answers whether somebody else than the table names may decide this time.
    No `acting_user`: a clock of the portal itself takes the step, and no right is asked.
    `sets` are the columns that belong to the new state, `tells` what the history row adds.
    Raises WrongState, Denied, Stale or Invalid.
    """
    step = lifecycle.step_for(action, thing.state)
    may = acting_user is None or policy.can(acting_user, step.permission, ground or thing)
    if not may and not (may_stand_in and may_stand_in()):
        raise Denied
    if version is not None and version != thing.version:
        raise Stale
    check(step, facts)
    before = str(thing.state)
    _move(thing, step, sets or {})
    if thing.id is None:  # written and moved in one act: its row says so from the beginning
        db.session.flush()
    history.record(
        f"{lifecycle.noun}.{action}",
        acting_user=acting_user,
        subject=f"{lifecycle.noun}:{thing.id}",
        task=task or (thing if isinstance(thing, Task) else None),
        before={"state": before},
        after={"state": str(step.target), **(tells or {})},
    )
    return step


def _move(thing: Stateful, step: Step[Any], sets: dict[str, Any]) -> None:
    setattr(thing, "state", step.target)  # noqa: B010 - the one place that assigns a state says so
    for column, value in sets.items():
        setattr(thing, column, value)
    if isinstance(thing, Task):
        thing.is_open = step.target in OPEN
        thing.changed_at = clock.now()
    if isinstance(thing, Assignment):
        thing.changed_at = clock.now()
