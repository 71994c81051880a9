"""Which findings somebody may see, and whose they are where the letters alone cannot say."""

from functools import cache

from sqlalchemy import ColumnElement, Date, and_, bindparam, exists, false, func, or_, select
from sqlalchemy.orm import aliased

from portal import clock
from portal.domain.finding_lifecycle import FindingState
from portal.domain.posts import OF_DEPARTMENT, SUPERVISORS, PostName
from portal.models import Appointment, Department, DepartmentKind, Finding, Task
from portal.policy.actor import Actor
from portal.policy.letters import FINDING_ROWS, letters_of


def _finding_rows(actor: Actor, permission: str) -> ColumnElement[bool]:
    return or_(false(), *(FINDING_ROWS[letter](actor, post) for post, letter in letters_of(actor, permission)))


def visible_findings(actor: Actor) -> ColumnElement[bool]:
    """Issued findings by `finding.read`; recorded ones by those who may co-sign or issue them, never by the recused.

    A commander of another campaign sees what falls to him: findings that the supervision group keeps away from, and
    disputes that no commander of their own campaign may decide. A finding by its id is loaded by this same condition.
    """
    is_public = Finding.issued_at.is_not(None) | Finding.is_on_the_spot & Finding.closed_at.is_not(None)
    away = kept_away(actor)
    return or_(
        _finding_rows(actor, "finding.read") & is_public,
        _finding_rows(actor, "finding.cosign") & ~away,
        _finding_rows(actor, "finding.issue") & beyond_supervision() & ~away,
        stand_in_disputes(actor),
    )


def kept_away(actor: Actor) -> ColumnElement[bool]:
    """Findings about a department for which the actor is recused; inspectors: about the supervision group itself."""
    recused = Finding.department_id.in_(actor.recused)
    return recused | _of_supervision() if actor.holds(*SUPERVISORS) else recused


def beyond_supervision() -> ColumnElement[bool]:
    """Findings that a commander of another campaign issues: about the supervision group, by guests, or by its lead."""
    by_lead = exists().where(
        Appointment.user_id == Finding.recorded_by_id, Appointment.post == PostName.SUPERVISION_LEAD
    )
    return _of_supervision() | by_guests() | by_lead


def by_guests() -> ColumnElement[bool]:
    """Recorded by a guest inspector of the task, whether or not his appointment still lasts."""
    return exists().where(Appointment.user_id == Finding.recorded_by_id, Appointment.task_id == Finding.task_id)


def _of_supervision() -> ColumnElement[bool]:
    return Finding.department_id.in_(select(Department.id).where(Department.kind == DepartmentKind.SUPERVISION))


def stand_in_disputes(actor: Actor) -> ColumnElement[bool]:
    """Disputes for commanders of another campaign: each commander of their own is concerned, or the seat is empty."""
    if not actor.holds(PostName.COMMANDER):
        return false()
    rows = or_(*(FINDING_ROWS["o"](actor, post) for post in actor.posts if post.name == PostName.COMMANDER))
    falls_to_others = and_(Finding.state == FindingState.DISPUTED, ~_has_free_commander())
    return rows & or_(Finding.dispute_decided_by_id == actor.user_id, falls_to_others)


@cache  # built once: it took longer to build than to run
def _has_free_commander() -> ColumnElement[bool]:
    """Whether a commander of the finding's campaign took no part in it and holds no post in its department."""
    seat, own, task = aliased(Appointment), aliased(Appointment), aliased(Task)
    is_of_department = exists().where(
        own.user_id == seat.user_id,
        own.post.in_(OF_DEPARTMENT),
        own.department_id == Finding.department_id,
        _in_force(own),
    )
    took_part = (Finding.recorded_by_id, Finding.cosigned_by_id, Finding.issued_by_id)
    return (
        select(seat.id)
        .join(task, task.campaign_id == seat.campaign_id)
        .where(
            task.id == Finding.task_id,
            seat.post == PostName.COMMANDER,
            _in_force(seat),
            *(func.coalesce(person, 0) != seat.user_id for person in took_part),
            ~is_of_department.correlate(seat, Finding),
        )
        .correlate(Finding)
        .exists()
    )


def _in_force(appointment: type[Appointment]) -> ColumnElement[bool]:
    today = bindparam(None, callable_=clock.today, type_=Date())
    return and_(appointment.first_on <= today, or_(appointment.last_on.is_(None), appointment.last_on >= today))
