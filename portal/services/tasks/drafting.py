"""Drafts of tasks: written, corrected, deleted. Nobody is asked for anything before the issue.

A draft that was never issued leaves no row of its own page behind when it is deleted, so what happens to it is told
on the page above it: its parent's, or its campaign's.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from portal import clock, policy
from portal.database import db
from portal.domain.task_lifecycle import TaskState
from portal.errors import Invalid, Stale, WrongState
from portal.models import Campaign, History, Milestone, Task
from portal.policy import Actor
from portal.services import entries, history
from portal.services.tasks import checking, draft_legs, placing
from portal.services.tasks.entry import Draft, LegEntry, MilestoneEntry, OwnLeg, legs_of
from portal.services.tasks.placing import Place
from portal.text import N_


def draft_top_task(campaign: Campaign, draft: Draft, *, acting_user: Actor) -> Task:
    """A new task at the top of a campaign. Raises Denied or Invalid."""
    return _draft_one(placing.at_top(campaign), draft, acting_user=acting_user)


def draft_subtask(parent: Task, draft: Draft, *, acting_user: Actor, internal_department_id: int | None = None) -> Task:
    """A new task below another; within one department where `internal_department_id` names it.

    A subtask that names no seat is given to its parent's. Raises Denied, WrongState or Invalid.
    """
    if draft.entry.deputy_seat is None:
        draft = replace(draft, entry=replace(draft.entry, deputy_seat=parent.deputy_seat))
    place = placing.below(parent, internal_department_id)
    if place.internal_department_id and not (draft.lead or draft.legs or draft.own):
        draft = replace(draft, own=OwnLeg(place.internal_department_id))
    return _draft_one(place, draft, acting_user=acting_user)


def _draft_one(place: Place, draft: Draft, *, acting_user: Actor) -> Task:
    placing.require_place(place, draft.entry.deputy_seat, acting_user=acting_user)
    legs = legs_of(draft)
    checking.require_sound(draft.entry, legs, draft.milestones, place)
    task = add_task(place, draft, legs, placing.next_position(place), acting_user=acting_user)
    tell(task, "task.draft", acting_user=acting_user, parent=place.parent, after=_told(task, draft))
    return task


def add_task(place: Place, draft: Draft, legs: Sequence[LegEntry], position: int, *, acting_user: Actor) -> Task:
    """Put a checked draft into the tree; history is written by whoever calls."""
    now = clock.now()
    task = Task(
        plan_id=place.plan_id,
        campaign_id=place.campaign_id,
        parent_id=place.parent.id if place.parent else None,
        depth=place.parent.depth + 1 if place.parent else 0,
        position=position,
        internal_department_id=place.internal_department_id,
        state=TaskState.DRAFT,
        created_by_id=acting_user.user_id,
        created_at=now,
        changed_at=now,
        assignments=[],
        milestones=[_milestone(one) for one in draft.milestones],
    )
    entries.put(draft.entry, task)
    for leg in legs:
        draft_legs.add_leg(task, leg)
    task.lead_department_id = draft_legs.lead_of(legs)
    db.session.add(task)
    db.session.flush()
    placing.store_path(task, place.parent)
    return task


def edit_draft(task: Task, draft: Draft, *, acting_user: Actor, version: int | None = None) -> None:
    """Write a draft anew: its words, legs and milestones. Raises Denied, WrongState, Stale or Invalid."""
    require_draft(task, acting_user=acting_user, version=version)
    place = placing.place_of(task)
    parent = place.parent
    if not policy.can_on(acting_user, "task.draft", placing.ground_at(place, draft.entry.deputy_seat)):
        raise Invalid(N_("You may not give the task to this seat."), "deputy_seat")
    legs = legs_of(draft)
    checking.require_sound(draft.entry, legs, draft.milestones, place)
    before, after = entries.put(draft.entry, task)
    changed = (draft_legs.replace_legs(task, legs), _replace_milestones(task, draft.milestones))
    told = {name: pair for name, pair in zip(("legs", "milestones"), changed, strict=True) if pair[0] != pair[1]}
    mark_changed(task)
    tell(
        task, "task.edit", acting_user=acting_user, parent=parent,
        before={**before, **{name: pair[0] for name, pair in told.items()}},
        after={**after, **{name: pair[1] for name, pair in told.items()}},
    )  # fmt: skip


def mark_changed(task: Task) -> None:
    """A change of legs or milestones is a change of the task: its version moves too."""
    task.changed_at = clock.now()


def require_unissued(task: Task) -> None:
    """Raises WrongState where a task is no draft any more."""
    if task.state != TaskState.DRAFT:
        raise WrongState(N_("This task is issued; it can only be revised from a paper."))


def require_draft(task: Task, *, acting_user: Actor, version: int | None) -> None:
    policy.require(acting_user, "task.draft", task)
    require_unissued(task)
    if version is not None and version != task.version:
        raise Stale


def _replace_milestones(task: Task, milestones: Sequence[MilestoneEntry]) -> tuple[list[str], list[str]]:
    before = [_milestone_text(one) for one in task.milestones]
    after = [_milestone_text(one) for one in sorted(milestones, key=lambda one: one.due_on)]
    if before != after:
        task.milestones = [_milestone(one) for one in milestones]
        db.session.flush()
    return before, after


def _milestone(entry: MilestoneEntry) -> Milestone:
    return Milestone(title=entry.title, due_on=entry.due_on, evidence=entry.evidence)


def _milestone_text(one: Milestone | MilestoneEntry) -> str:
    return f"{one.due_on.isoformat()} {one.title}{f'（{one.evidence}）' if one.evidence else ''}"


def delete_draft(task: Task, *, acting_user: Actor, version: int | None = None) -> None:
    """Delete a draft that nobody outside has seen. Raises Denied, WrongState, Stale or Invalid."""
    require_draft(task, acting_user=acting_user, version=version)
    if db.session.scalar(select(Task.id).where(Task.parent_id == task.id).limit(1)):
        raise Invalid(N_("Delete its subtasks first."))
    if was_issued(task):
        raise Invalid(N_("This task was issued once and withdrawn; it stays, with its history."))
    parent = parent_of(task)
    tell(task, "task.delete", acting_user=acting_user, parent=parent,
         before={"title": task.title, "legs": draft_legs.leg_names(task)})  # fmt: skip
    for leg in list(task.assignments):
        db.session.delete(leg)
    db.session.flush()
    db.session.delete(task)
    db.session.flush()


def was_issued(task: Task) -> bool:
    """Whether the task's own page has a history: it was issued, and perhaps withdrawn."""
    return db.session.scalar(select(History.id).where(History.task_id == task.id).limit(1)) is not None


def tell(
    task: Task, event: str, *, acting_user: Actor, parent: Task | None, before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:  # fmt: skip
    """A history row about a task that may still be a draft, on the page where it can stay."""
    history.record(
        event,
        acting_user=acting_user,
        subject=f"task:{task.id}",
        task=page_of(task, parent),
        campaign_id=task.campaign_id,
        before=before,
        after={"title": task.title, **(after or {})},
    )


def page_of(task: Task, parent: Task | None) -> Task | None:
    """On whose page it is told: its own once it was issued, before that its parent's (none: the campaign's)."""
    if task.state != TaskState.DRAFT or was_issued(task):
        return task
    while parent is not None and parent.state == TaskState.DRAFT and not was_issued(parent):
        parent = parent_of(parent)
    return parent


def parent_of(task: Task) -> Task | None:
    return db.session.get(Task, task.parent_id) if task.parent_id else None


def _told(task: Task, draft: Draft) -> dict[str, Any]:
    told: dict[str, Any] = entries.told(draft.entry)
    if task.assignments:
        told["legs"] = draft_legs.leg_names(task)
    if draft.milestones:
        told["milestones"] = [_milestone_text(one) for one in draft.milestones]
    return told
