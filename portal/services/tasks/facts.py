"""What the guards of a task ask about, looked up with one query."""

from datetime import date

from sqlalchemy import ColumnElement, Date, Integer, ScalarSelect, and_, bindparam, func, or_, select

from portal import clock
from portal.database import Base, db
from portal.domain.assignment_lifecycle import ACTIVE, AssignmentKind, AssignmentState
from portal.domain.finding_lifecycle import OPEN as OPEN_FINDINGS
from portal.domain.finding_lifecycle import UNISSUED, FindingState, Severity
from portal.domain.plan_lifecycle import PlanState
from portal.domain.posts import HEADS, OF_DEPARTMENT, PostName
from portal.domain.task_lifecycle import ENDED, TaskFacts, TaskState
from portal.models import Appointment, Attachment, Finding, Plan, Task
from portal.policy import Actor
from portal.prepared import Prepared
from portal.services import calendar

RUNNING = (TaskState.ISSUED, TaskState.IN_PROGRESS)


def task_facts(task: Task, *, acting_user: Actor, is_silence_explained: bool = False) -> TaskFacts:
    """The facts of a task for whoever wants to take a step."""
    row = _FACTS.one(**_asked(task))
    legs = [leg for leg in task.assignments if leg.state in ACTIVE]
    others = [leg for leg in legs if leg.kind == AssignmentKind.RESPONSIBLE]
    return TaskFacts(
        leads=len(legs) - len(others),
        has_due_day=task.due_on is not None,
        has_standard=bool(task.standard.strip()),
        is_parent_open=(
            row.parent_state in RUNNING if task.parent_id is not None else row.plan_state == PlanState.PUBLISHED
        ),
        can_lead_be_signed=bool(row.signers),
        signed_legs=sum(leg.state != AssignmentState.WAITING for leg in legs),
        open_children=row.open_children,
        silent_legs=0 if is_silence_explained else sum(leg.state != AssignmentState.DONE for leg in others),
        open_serious_findings=row.serious,
        evidence=row.evidence if not task.children_count else 1,
        must_be_verified=task.must_be_verified,
        is_past_due=is_past_due(task),
        has_relapse=bool(row.relapses),
        is_actor_concerned=is_concerned(acting_user, task),
        is_actor_recused=task.lead_department_id in acting_user.recused,
    )


def is_past_due(task: Task) -> bool:
    """Whether the last day in time has passed."""
    if task.due_on is None:
        return False
    last_day: date = calendar.load().last_day_in_time(task.due_on)
    return clock.today() > last_day


def is_concerned(actor: Actor, task: Task) -> bool:
    """No one decides on himself: the asker, and whoever holds a post in a department whose leg is concerned.

    Within one department (an internal subtask) only the asker is kept from deciding.
    """
    if task.requested_by_id == actor.user_id:
        return True
    if task.internal_department_id is not None:
        return False
    own = {post.department_id for post in actor.posts if post.name in OF_DEPARTMENT}
    return any(leg.department_id in own for leg in task.assignments if leg.state in ACTIVE)


def may_stand_in(actor: Actor, task: Task) -> bool:
    """Whether a commander of another campaign decides: where every commander of this one is himself concerned."""
    if not any(post.name == PostName.COMMANDER and post.campaign_id != task.campaign_id for post in actor.posts):
        return False
    legs = [leg.department_id for leg in task.assignments if leg.state in ACTIVE]
    concerned = select(Appointment.user_id).where(
        Appointment.post.in_(OF_DEPARTMENT), Appointment.department_id.in_(legs), in_force()
    )
    free = select(func.count()).where(
        Appointment.post == PostName.COMMANDER,
        Appointment.campaign_id == task.campaign_id,
        in_force(),
        Appointment.user_id != (task.requested_by_id or 0),
        Appointment.user_id.not_in(concerned),
    )
    return not db.session.scalar(free)


def in_force() -> ColumnElement[bool]:
    """The appointments that count on the day the query is run."""
    today = bindparam(None, callable_=clock.today, type_=Date())
    return and_(Appointment.first_on <= today, or_(Appointment.last_on.is_(None), Appointment.last_on >= today))


def _asked(task: Task) -> dict[str, int]:
    lead = next((leg.department_id for leg in task.assignments if leg.kind == AssignmentKind.LEAD), None)
    return {"task": task.id, "parent": task.parent_id or 0, "plan": task.plan_id, "lead": lead or 0}


def _open_children() -> ScalarSelect[int]:
    return _count(Task, Task.parent_id == _TASK, Task.state.not_in([*ENDED, TaskState.DRAFT]))


def _signers() -> ScalarSelect[int]:
    is_lead = Appointment.department_id == bindparam("lead", type_=Integer)
    return _count(Appointment, is_lead, Appointment.post.in_(HEADS), in_force())


def _open_findings(severity: Severity) -> ScalarSelect[int]:
    still_open = OPEN_FINDINGS - UNISSUED
    return _count(Finding, Finding.task_id == _TASK, Finding.severity == severity, Finding.state.in_(still_open))


def _relapses() -> ScalarSelect[int]:
    """Findings that contradict the closed state: open ones, whether issued since or fallen back."""
    contradicting = (FindingState.ISSUED, FindingState.RECTIFYING, FindingState.RECTIFIED)
    return _count(Finding, Finding.task_id == _TASK, Finding.state.in_(contradicting))


def _evidence() -> ScalarSelect[int]:
    return _count(Attachment, Attachment.task_id == _TASK, Attachment.report_id.is_not(None))


def _count(model: type[Base], *conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).select_from(model).where(*conditions).scalar_subquery()


# Built once: building it anew took longer than running it.
_TASK = bindparam("task", type_=Integer)
_FACTS = Prepared(
    select(
        select(Task.state).where(Task.id == bindparam("parent", type_=Integer)).scalar_subquery().label("parent_state"),
        select(Plan.state).where(Plan.id == bindparam("plan", type_=Integer)).scalar_subquery().label("plan_state"),
        _signers().label("signers"),
        _open_children().label("open_children"),
        _open_findings(Severity.SERIOUS).label("serious"),
        _relapses().label("relapses"),
        _evidence().label("evidence"),
    )
)
