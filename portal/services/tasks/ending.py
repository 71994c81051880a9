"""Suspending and resuming, cancelling, concluding as unmet, and reopening what was closed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal import clock
from portal.clock import CHINA
from portal.database import db
from portal.domain.assignment_lifecycle import ASSIGNMENT, AssignmentFacts, AssignmentKind, AssignmentState
from portal.domain.task_lifecycle import OPEN, TASK, TaskState
from portal.errors import Invalid
from portal.models import DateChangeKind, Task
from portal.policy import Actor
from portal.services import lifecycle
from portal.services.tasks import ledger
from portal.services.tasks.completion import NOT_VERIFIED, needed
from portal.services.tasks.facts import task_facts
from portal.services.tasks.settling import recount_children, settle
from portal.services.tasks.steps import take_step
from portal.text import N_


def suspend(task: Task, *, reason: str, until: date, acting_user: Actor, version: int | None = None) -> None:
    """Let a task rest until a day; its due day moves by as many days, at most to its parent's."""
    if until <= clock.today():
        raise Invalid(N_("Name a day after today."), "until")
    assert task.due_on is not None
    due_on = _within_parent(task, task.due_on + (until - clock.today()))
    take_step(
        task,
        "suspend",
        acting_user=acting_user,
        version=version,
        sets={"suspended_until": until},
        tells={"reason": needed(reason, "reason"), "until": until.isoformat(), "due_on": due_on.isoformat()},
    )
    _move_due(task, due_on, DateChangeKind.SUSPENSION, reason, acting_user)


def resume(task: Task, *, acting_user: Actor, version: int | None = None) -> None:
    """Work goes on; where it rested shorter or longer than planned, the ledger is put right with a second line."""
    line = ledger.last_line_or_none(task, DateChangeKind.SUSPENSION)
    due_on = task.due_on
    if line is not None and task.due_on is not None:
        rested = clock.today() - line.decided_at.astimezone(CHINA).date()
        due_on = _within_parent(task, line.from_on + rested)
    take_step(
        task,
        "resume",
        acting_user=acting_user,
        version=version,
        sets={"suspended_until": None},
        tells={"due_on": due_on.isoformat() if due_on else None},
    )
    if due_on is not None and due_on != task.due_on:
        _move_due(task, due_on, DateChangeKind.SUSPENSION, "", acting_user)


def cancel(task: Task, *, reason: str, acting_user: Actor, version: int | None = None) -> list[Task]:
    """End a task and its open subtasks, the deepest first; each leaves its row. Answers the subtasks."""
    ends: dict[str, Any] = {"ended_reason": needed(reason, "reason"), "suspended_until": None}
    facts = task_facts(task, acting_user=acting_user)
    children = _open_descendants(task)
    lifecycle.take(
        TASK,
        task,
        "cancel",
        facts=facts,
        acting_user=acting_user,
        version=version,
        sets=ends,
        tells={"reason": reason, "subtasks": len(children)},
    )
    for child in children:
        take_step(child, "cancel", acting_user=acting_user, sets=ends, tells={"reason": reason, "with": task.id})
    for parent_id in dict.fromkeys([*(child.parent_id for child in children), task.parent_id]):
        recount_children(parent_id)
    settle(task)
    return list(children)


def conclude(task: Task, *, reason: str, successor: str = "", acting_user: Actor, version: int | None = None) -> None:
    """End a task as not fulfilled; `successor` names what takes it up in the next plan (结转)."""
    take_step(
        task,
        "conclude",
        acting_user=acting_user,
        version=version,
        sets={
            "ended_reason": needed(reason, "reason"),
            "successor": successor.strip()[:200],
            "suspended_until": None,
        },
        tells={"reason": reason, "successor": successor.strip()},
    )


def reopen(task: Task, *, reason: str, due_on: date, acting_user: Actor, version: int | None = None) -> list[Task]:
    """Closed work is work again, and so are its closed ancestors, whose day moves with it. Answers the ancestors."""
    _check_new_day(due_on)
    ancestors = _ancestors(task)
    _check_open_ancestors(ancestors, due_on)
    tells = {"reason": needed(reason, "reason"), "due_on": due_on.isoformat(), "nth": task.reopen_count + 1}
    take_step(task, "reopen", acting_user=acting_user, version=version, sets=_reopened(task), tells=tells)
    _move_due(task, due_on, DateChangeKind.REOPENING, reason, acting_user)
    _ask_legs_anew(task, acting_user)
    closed = [ancestor for ancestor in ancestors if ancestor.state == TaskState.CLOSED]
    for ancestor in closed:
        _reopen_ancestor(ancestor, task, due_on, reason, acting_user)
    return closed


def _reopened(task: Task) -> dict[str, Any]:
    return {
        "closed_at": None,
        "closed_by_id": None,
        "is_unverified": False,
        "reopen_count": task.reopen_count + 1,
        **NOT_VERIFIED,
    }


def _reopen_ancestor(ancestor: Task, task: Task, due_on: date, reason: str, acting_user: Actor) -> None:
    """The relapse was shown for the subtask: the ancestor needs no finding of its own."""
    lifecycle.take(
        TASK,
        ancestor,
        "reopen",
        facts=replace(task_facts(ancestor, acting_user=acting_user), has_relapse=True),
        acting_user=acting_user,
        sets=_reopened(ancestor),
        tells={"reason": reason, "with": task.id, "nth": ancestor.reopen_count + 1},
    )
    if ancestor.due_on is not None and ancestor.due_on < due_on:
        _move_due(ancestor, due_on, DateChangeKind.REOPENING, reason, acting_user)
    else:
        settle(ancestor)


def _ask_legs_anew(task: Task, acting_user: Actor) -> None:
    """A part that was done is work again; who may reopen the task needs no other right for that."""
    for leg in task.assignments:
        if leg.state == AssignmentState.DONE and leg.kind == AssignmentKind.RESPONSIBLE:
            lifecycle.take(
                ASSIGNMENT,
                leg,
                "return",
                facts=AssignmentFacts(),
                acting_user=acting_user,
                task=task,
                may_stand_in=lambda: True,
                sets={"done_at": None},
                tells={"department_id": leg.department_id, "reopened": True},
            )
    settle(task)


def _move_due(task: Task, to_on: date, kind: DateChangeKind, reason: str, acting_user: Actor) -> None:
    ledger.write_line(task, kind, to_on, acting_user=acting_user, reason=reason)
    task.due_on = to_on
    settle(task)


def _check_new_day(due_on: date) -> None:
    if due_on <= clock.today():
        raise Invalid(N_("Name a day after today."), "due")


def _check_open_ancestors(ancestors: Sequence[Task], due_on: date) -> None:
    """A subtask may not end after its parent; a closed parent is reopened and moves along."""
    for ancestor in ancestors:
        if ancestor.state != TaskState.CLOSED and ancestor.due_on is not None and ancestor.due_on < due_on:
            raise Invalid(
                N_("The parent task “%(title)s” ends on %(day)s: a subtask may not end after it."),
                "due",
                title=ancestor.title,
                day=ancestor.due_on.isoformat(),
            )


def _within_parent(task: Task, due_on: date) -> date:
    parent = next(iter(_ancestors(task)), None)
    limit = parent.due_on if parent is not None and parent.due_on is not None else due_on
    assert task.due_on is not None
    return max(min(due_on, limit), task.start_on or date.min)


def _ancestors(task: Task) -> Sequence[Task]:
    """The parent first, the top task last, with their legs."""
    ids = [int(part) for part in task.path.split("/") if part and int(part) != task.id]
    if not ids:
        return []
    found = db.session.scalars(
        select(Task).where(Task.id.in_(ids)).options(selectinload(Task.assignments)).order_by(Task.depth.desc())
    )
    return found.all()


def _open_descendants(task: Task) -> Sequence[Task]:
    """The deepest first, with their legs."""
    return db.session.scalars(
        select(Task)
        .where(
            Task.campaign_id == task.campaign_id,
            Task.path.startswith(task.path),
            Task.id != task.id,
            Task.state.in_(OPEN),
        )
        .options(selectinload(Task.assignments))
        .order_by(Task.depth.desc(), Task.id)
    ).all()
