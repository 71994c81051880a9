"""Revising an issued task from a paper: what changes is told old and new, and whoever it touches signs again.

The issued day stays what it was; a changed due day writes a line of the ledger.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, or_, select

from portal import policy
from portal.database import db
from portal.domain.assignment_lifecycle import ACTIVE, ASSIGNMENT, AssignmentFacts, AssignmentKind, AssignmentState
from portal.domain.task_lifecycle import ENDED, TASK, TaskFacts
from portal.errors import Denied, Invalid
from portal.models import Assignment, DateChangeKind, Target, Task
from portal.policy import Actor
from portal.services import entries, lifecycle, search
from portal.services.department_names import Party
from portal.services.tasks import checking, draft_legs, issuing, ledger, placing
from portal.services.tasks.entry import LegEntry, TaskEntry, read_legs
from portal.services.tasks.legs import end_leg
from portal.services.tasks.settling import settle
from portal.text import N_

TOUCHING = ("content", "standard", "quantity", "unit", "start_on", "due_on")


@dataclass(frozen=True)
class Revision:
    """What the task shall say from now on. `responsible` lists the co-departments by name, None leaves them as they
    are; `shares` are quantities by department."""

    paper: str
    content: str
    standard: str
    due_on: date | None
    start_on: date | None = None
    target_id: int | None = None
    quantity: Decimal | None = None
    unit: str = ""
    weight: int = 1
    responsible: str | None = None
    shares: Mapping[int, Decimal] = field(default_factory=dict)


def present(task: Task, paper: str = "", shares: Mapping[int, Decimal] | None = None) -> Revision:
    """A revision that changes nothing but what shares say: what the form starts from."""
    return Revision(
        paper=paper,
        content=task.content,
        standard=task.standard,
        due_on=task.due_on,
        start_on=task.start_on,
        target_id=task.target_id,
        quantity=task.quantity,
        unit=task.unit,
        weight=task.weight,
        shares=shares or {},
    )


def revise(task: Task, revision: Revision, *, acting_user: Actor, version: int | None = None) -> None:
    """Revise from a paper. Raises WrongState, Denied, Stale or Invalid."""
    changes = changes_of(task, revision)
    _check(task, revision, changes, acting_user)
    others = _others(task, revision.responsible)
    added, gone = _difference(task, others, revision.shares)
    reshared = [leg for leg in _active(task) if _is_reshared(leg, revision.shares)]
    if not (changes or added or gone or reshared):
        raise Invalid(N_("Nothing is different from what stands: change something, or leave the page."))
    lifecycle.take(
        TASK, task, "revise", facts=TaskFacts(), acting_user=acting_user, version=version,
        sets={name: new for name, (_, new) in changes.items() if name != "due_on"},
        tells={"paper": revision.paper.strip(), "changes": _told(changes), "added": [one.party.name for one in added],
               "shares": {name: entries.plain(share) for name, share in _shares(revision).items()},
               "released": [draft_legs.party_names([leg])[leg.department_id, None] for leg in gone]},
    )  # fmt: skip
    if "due_on" in changes and revision.due_on:
        ledger.write_line(task, DateChangeKind.REVISION, revision.due_on, acting_user=acting_user, paper=revision.paper)
        task.due_on = revision.due_on
    if "target_id" in changes:
        task.must_be_verified = issuing.must_be_verified(task)
    _change_legs(task, added, gone, revision, acting_user)
    touched = _active(task) if set(TOUCHING) & set(changes) else reshared
    _ask_again(task, [leg for leg in touched if leg.id is not None], acting_user)
    settle(task)
    search.index_task(task)


def require_running(task: Task) -> None:
    """Raises WrongState where the task stands where nothing is revised."""
    TASK.step_for("revise", task.state)


def may_weigh(task: Task, *, acting_user: Actor) -> bool:
    return policy.can(acting_user, "task.weigh", task)


def changes_of(task: Task, revision: Revision) -> dict[str, tuple[Any, Any]]:
    """Column → (old, new) where they differ."""
    names = {one.name for one in fields(revision)} - {"paper", "responsible", "shares"}
    pairs = {name: (getattr(task, name), getattr(revision, name)) for name in sorted(names)}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _shares(revision: Revision) -> dict[str, Decimal]:
    names = draft_legs.department_names_of(list(revision.shares))
    return {names[one]: share for one, share in revision.shares.items()}


def _told(changes: Mapping[str, tuple[Any, Any]]) -> dict[str, list[entries.Plain]]:
    """As history keeps it: plain values, targets by what they measure."""
    ids = [one for one in changes.get("target_id", ()) if one]
    rows = db.session.execute(select(Target.id, Target.metric).where(Target.id.in_(ids))) if ids else ()
    metrics = {row.id: row.metric for row in rows}
    told = {name.removesuffix("_id"): pair for name, pair in changes.items()}
    return {name: [entries.plain(metrics.get(one, one) if name == "target" else one) for one in pair]
            for name, pair in told.items()}  # fmt: skip


def _check(task: Task, revision: Revision, changes: Mapping[str, Any], acting_user: Actor) -> None:
    if not revision.paper.strip() or len(revision.paper) > 120:
        raise Invalid(N_("Name the paper this rests on, in at most 120 characters."), "paper")
    if not revision.standard.strip():
        raise Invalid(N_("Say first what counts as done (completion standard)."), "standard")
    if revision.due_on is None:
        raise Invalid(N_("Say first when the task is due."), "due_on")
    if "weight" in changes and not may_weigh(task, acting_user=acting_user):
        raise Denied
    _check_entry(task, revision)
    if "due_on" in changes:
        _check_below(task, revision.due_on)
    if "start_on" in changes and revision.start_on:
        _check_not_begun(task, revision.start_on)


def _check_entry(task: Task, revision: Revision) -> None:
    entry = TaskEntry(
        title=task.title, content=revision.content, standard=revision.standard, start_on=revision.start_on,
        due_on=revision.due_on, weight=revision.weight, quantity=revision.quantity, unit=revision.unit,
        target_id=revision.target_id,
    )  # fmt: skip
    place = placing.place_of(task)
    checking.raise_first([*checking.entry_faults(entry, place), *checking.target_faults(entry, place)])
    if any(not 0 < one < checking.LARGEST for one in revision.shares.values()):
        raise Invalid(N_("A quantity is greater than nought."))


def _check_below(task: Task, due_on: date) -> None:
    """Nothing below it may be left outside: say which."""
    later = [
        *db.session.scalars(select(Task.title).where(
            Task.parent_id == task.id, Task.due_on > due_on, Task.state.not_in(ENDED)).order_by(Task.position)),
        *(one.title for one in task.milestones if one.due_on > due_on and one.reached_on is None),
    ]  # fmt: skip
    if later:
        raise Invalid(N_("These end later and have to be moved first: %(titles)s."), "due_on", titles="、".join(later))


def _check_not_begun(task: Task, start_on: date) -> None:
    """Nothing below it may begin before it."""
    begins = or_(Task.start_on < start_on, and_(Task.start_on.is_(None), Task.due_on < start_on))
    earlier = [
        *db.session.scalars(select(Task.title).where(
            Task.parent_id == task.id, begins, Task.state.not_in(ENDED)).order_by(Task.position)),
        *(one.title for one in task.milestones if one.due_on < start_on and one.reached_on is None),
    ]  # fmt: skip
    if earlier:
        raise Invalid(N_("These begin earlier and have to be moved first: %(titles)s."), "start_on",
                      titles="、".join(earlier))  # fmt: skip


def _active(task: Task) -> list[Assignment]:
    return [leg for leg in task.assignments if leg.state in ACTIVE]


def _others(task: Task, responsible: str | None) -> list[int] | None:
    """The co-departments a list of names means, groups expanded; None where they stay. Raises Invalid."""
    if responsible is None:
        return None
    lead = task.lead_department_id
    legs = read_legs("", responsible)
    if any(leg.kind == AssignmentKind.LEAD and leg.party.department_id != lead for leg in legs):
        raise Invalid(N_("A running task keeps its lead: transfer the leg instead."), "responsible")
    checking.raise_first(checking.ended_faults(legs))
    direct = [leg.party.department_id for leg in legs if leg.party.department_id]
    members = issuing.members_of([leg.party.group_id for leg in legs])
    return [one for one in dict.fromkeys([*direct, *members]) if one != lead]


def _difference(
    task: Task, others: list[int] | None, shares: Mapping[int, Decimal]
) -> tuple[list[LegEntry], list[Assignment]]:
    """The legs to add and the legs to release. Raises Invalid where a finished one would go."""
    standing = {leg.department_id: leg for leg in _active(task)}
    wanted = list(dict.fromkeys([*(others or []), *shares]))
    new = [one for one in wanted if one not in standing]
    names = draft_legs.department_names_of(new)
    added = [LegEntry(Party(names[one], department_id=one), quantity=shares.get(one)) for one in new]
    if others is None:
        return added, []
    gone = [leg for one, leg in standing.items() if leg.kind != AssignmentKind.LEAD and one not in wanted]
    done = [leg for leg in gone if leg.state == AssignmentState.DONE]
    if done:
        raise Invalid(N_("Their part is done, so they stay: %(names)s."), "responsible",
                      names="、".join(draft_legs.party_names(done).values()))  # fmt: skip
    return added, gone


def _is_reshared(leg: Assignment, shares: Mapping[int, Decimal]) -> bool:
    share = shares.get(leg.department_id or 0)
    return share is not None and leg.quantity != share


def _change_legs(
    task: Task, added: Sequence[LegEntry], gone: Sequence[Assignment], revision: Revision, acting_user: Actor
) -> None:
    for leg in gone:
        end_leg(task, leg, revision.paper.strip(), acting_user=acting_user)
    for leg in _active(task):
        leg.quantity = revision.shares.get(leg.department_id or 0, leg.quantity)
    for entry in added:
        draft_legs.add_leg(task, entry)
    issuing.ask_for_signatures(task)


def _ask_again(task: Task, legs: Sequence[Assignment], acting_user: Actor) -> None:
    """Who has signed already signs for the new text; for all of them the three days begin anew."""
    until = issuing.sign_until()
    for leg in legs:
        if leg.state != AssignmentState.WAITING:
            lifecycle.take(
                ASSIGNMENT, leg, "ask-again", facts=AssignmentFacts(), acting_user=acting_user, task=task,
                sets={"signed_at": None, "signed_by_id": None, "is_deemed": False, "done_at": None},
                tells={"department_id": leg.department_id},
            )  # fmt: skip
        leg.deemed_on = until
