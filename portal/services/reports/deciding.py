"""Accepting and returning reports: never by whoever wrote it, and not by the department that it speaks for."""

from sqlalchemy import select

from portal import clock, policy
from portal.database import db
from portal.domain.posts import OF_DEPARTMENT
from portal.domain.report_lifecycle import REPORT, ReportFacts, ReportState
from portal.errors import Denied, Invalid
from portal.models import Assignment, ProgressReport
from portal.policy import Actor
from portal.services import lifecycle
from portal.services.reports.access import Reported
from portal.services.reports.writing import entry_of, fall_back
from portal.services.tasks.completion import needed
from portal.services.tasks.facts import may_stand_in
from portal.text import N_

STANDING = (ReportState.SUBMITTED, ReportState.ACCEPTED)


def accept(found: Reported, *, acting_user: Actor, version: int | None = None) -> None:
    """The facts are clear."""
    _decide(found, "accept", {}, acting_user, version)


def return_report(found: Reported, *, reason: str, acting_user: Actor, version: int | None = None) -> None:
    """The facts are unclear or wrong: the figures fall back to what stood before."""
    told = {"return_reason": needed(reason, "reason")}
    _decide(found, "return", told, acting_user, version)
    last = find_last_or_none(found.leg)
    fall_back(found, entry_of(last) if last else None)


def may_decide(found: Reported, *, acting_user: Actor) -> bool:
    """Whether this person is asked to accept or return it."""
    if found.report.state != ReportState.SUBMITTED or is_own(found, acting_user):
        return False
    return policy.can(acting_user, "report.accept", found.leg) or may_stand_in(acting_user, found.task)


def require_decider(found: Reported, *, acting_user: Actor) -> None:
    """Raises Denied, WrongState, or Invalid where somebody would decide on himself."""
    REPORT.step_for("accept", found.report.state)
    _refuse_own(found, "accept", acting_user)
    if not may_decide(found, acting_user=acting_user):
        raise Denied


def is_own(found: Reported, actor: Actor) -> bool:
    """No one decides on himself: the writers, and whoever holds a post in the department it speaks for."""
    if actor.user_id in {found.report.submitted_by_id, found.report.drafted_by_id}:
        return True
    if found.task.internal_department_id is not None:
        return False
    own = {post.department_id for post in actor.posts if post.name in OF_DEPARTMENT}
    return found.leg.department_id in own


def find_last_or_none(leg: Assignment) -> ProgressReport | None:
    """The last report of the leg that was not returned."""
    return db.session.scalar(
        select(ProgressReport)
        .where(ProgressReport.assignment_id == leg.id, ProgressReport.state.in_(STANDING))
        .order_by(ProgressReport.submitted_at.desc(), ProgressReport.id.desc())
        .limit(1)
    )


def _decide(found: Reported, action: str, sets: dict[str, str], acting_user: Actor, version: int | None) -> None:
    _refuse_own(found, action, acting_user)
    lifecycle.take(
        REPORT,
        found.report,
        action,
        facts=ReportFacts(),
        acting_user=acting_user,
        task=found.task,
        ground=found.leg,
        version=version,
        may_stand_in=lambda: may_stand_in(acting_user, found.task),
        sets={"decided_by_id": acting_user.user_id, "decided_at": clock.now(), **sets},
        tells={"department_id": found.leg.department_id, **sets},
    )


def _refuse_own(found: Reported, action: str, actor: Actor) -> None:
    if is_own(found, actor) and policy.can(actor, f"report.{action}", found.leg):
        raise Invalid(N_("No one decides on himself: this is your own department's report. Another has to decide."))
