"""Where an object lies: read from what is loaded with it, never asked of the database."""

from collections.abc import Mapping
from functools import singledispatch

from portal.domain.assignment_lifecycle import ACTIVE
from portal.domain.finding_lifecycle import UNISSUED
from portal.domain.task_lifecycle import TaskState
from portal.models import Assignment, Campaign, Finding, Task
from portal.policy.actor import Ground

NOTHING: Mapping[str, Ground] = {}


def ground_of(thing: object) -> Ground:
    """Where an object lies. One that is only read never moves: its ground stands with it (`fix_ground`)."""
    fixed: Ground | None = getattr(thing, "__dict__", NOTHING).get("ground")
    return fixed or _ground_of(thing)


def fix_ground(thing: object) -> None:
    """For an object of which no session knows: a page asks for its ground some dozen times."""
    vars(thing)["ground"] = _ground_of(thing)


@singledispatch
def _ground_of(thing: object) -> Ground:
    """Objects without a ground of their own are reached with the letter `*` only."""
    return Ground()


@_ground_of.register
def _(task: Task) -> Ground:
    legs = frozenset(leg.department_id for leg in task.assignments if leg.state in ACTIVE and leg.department_id)
    return Ground(
        campaign_id=task.campaign_id,
        task_id=task.id,
        deputy_seat=task.deputy_seat,
        lead_department_id=task.lead_department_id,
        department_ids=legs,
        internal_department_id=task.internal_department_id,
        named_user_ids=frozenset({task.verifier_id} if task.verifier_id else ()),
        is_draft=task.state == TaskState.DRAFT,
    )


@_ground_of.register
def _(assignment: Assignment) -> Ground:
    """A leg lies where its task lies, but only its own department is concerned."""
    task, own = assignment.task, assignment.department_id
    return Ground(
        campaign_id=task.campaign_id,
        task_id=task.id,
        deputy_seat=task.deputy_seat,
        lead_department_id=task.lead_department_id,
        department_ids=frozenset({own} if own and assignment.state in ACTIVE else ()),
        internal_department_id=task.internal_department_id,
        is_draft=task.state == TaskState.DRAFT,
    )


@_ground_of.register
def _(finding: Finding) -> Ground:
    people = {finding.recorded_by_id, finding.cosigned_by_id} - {None}
    return Ground(
        campaign_id=finding.task.campaign_id,
        task_id=finding.task_id,
        deputy_seat=finding.task.deputy_seat,
        department_ids=frozenset({finding.department_id}),
        named_user_ids=frozenset(person for person in people if person),
        named_department_ids=frozenset({finding.department_id}),
        is_draft=finding.state in UNISSUED,
    )


@_ground_of.register
def _(campaign: Campaign) -> Ground:
    return Ground(campaign_id=campaign.id)
