"""Drafting and submitting: the figures reach the task, its parents and its campaign in the same act."""

from collections.abc import Sequence

from sqlalchemy import Integer, bindparam, select

from portal import clock, policy
from portal.database import db
from portal.documents.uploads import Upload
from portal.domain.assignment_lifecycle import AssignmentKind, AssignmentState
from portal.domain.report_lifecycle import REPORT, ReportFacts, ReportState
from portal.domain.task_lifecycle import TaskState
from portal.errors import Denied, Invalid, Stale, WrongState
from portal.models import Assignment, ProgressReport, Task
from portal.policy import Actor
from portal.prepared import Prepared
from portal.services import entries, evidence, history, lifecycle
from portal.services.reports.access import Reported
from portal.services.reports.entry import ReportEntry, carries_quantity, check_complete, check_ranges, reached_percent
from portal.services.reports.periods import find_period_or_none
from portal.services.tasks import signing
from portal.services.tasks.settling import settle
from portal.text import N_

REPORTED_ON = frozenset({TaskState.ISSUED, TaskState.IN_PROGRESS})
SIGNED = frozenset({AssignmentState.SIGNED, AssignmentState.DONE})


def legs_to_report(task: Task, *, acting_user: Actor) -> list[Assignment]:
    """The legs on which this person may report now: the lead's, and others that carry a quantity."""
    own = [leg for leg in task.assignments if policy.can(acting_user, "report.draft", leg)]
    return [leg for leg in own if _why_not(task, leg) is None]


def choose_leg(task: Task, leg_id: int | None, *, acting_user: Actor) -> Assignment:
    """The leg to report on: the one named, else the first. Raises Denied, WrongState or Invalid where none is asked."""
    own = [leg for leg in task.assignments if policy.can(acting_user, "report.draft", leg)]
    if not own:
        raise Denied
    asked = [leg for leg in own if _why_not(task, leg) is None]
    chosen = next((leg for leg in asked if leg.id == leg_id), asked[0] if asked else own[0])
    check_asked(task, chosen, acting_user=acting_user)
    return chosen


def may_submit(leg: Assignment, *, acting_user: Actor) -> bool:
    """Heads; staff only while empowered (代报)."""
    return policy.can(acting_user, "report.submit", leg)


def check_asked(task: Task, leg: Assignment, *, acting_user: Actor) -> None:
    """Whether a report on this leg is asked for. Raises Denied, WrongState or Invalid."""
    policy.require(acting_user, "report.draft", leg)
    if task.state not in REPORTED_ON:
        raise WrongState(N_("Only work in progress is reported on."))
    if sentence := _why_not(task, leg):
        raise Invalid(sentence)


def _why_not(task: Task, leg: Assignment) -> str | None:
    if task.state not in REPORTED_ON:
        return N_("Only work in progress is reported on.")
    if task.children_count:
        return N_("This task is the sum of its subtasks: report on those.")
    if leg.state not in SIGNED and not signing.is_overdue(leg):
        return N_("Sign for the task first.")
    if leg.kind != AssignmentKind.LEAD and not carries_quantity(leg):
        return N_("The lead department reports on this task; your department carries no quantity of its own.")
    return None


_DRAFT = Prepared(
    select(ProgressReport.id)
    .where(ProgressReport.assignment_id == bindparam("leg", type_=Integer), ProgressReport.state == ReportState.DRAFT)
    .order_by(ProgressReport.id)
    .limit(1),
    is_apart=True,
)


def find_draft_or_none(leg: Assignment) -> ProgressReport | None:
    """The one draft of a leg."""
    report_id = _DRAFT.scalar(leg=leg.id)
    return db.session.get(ProgressReport, report_id) if report_id else None


def draft(
    task: Task, leg: Assignment, entry: ReportEntry, *, acting_user: Actor, files: Sequence[Upload] = ()
) -> ProgressReport:
    """Keep what is written so far; a leg has one draft."""
    check_asked(task, leg, acting_user=acting_user)
    check_ranges(entry)
    if find_draft_or_none(leg) is not None:
        raise Invalid(N_("A draft is already being written for your department: open that one."))
    period = find_period_or_none(task, leg)
    found = _new(task, leg, entry, acting_user, period.id if period else None)
    db.session.flush()
    evidence.attach(files, task=task, report=found.report, acting_user=acting_user)
    _record(found, "report.draft", {}, {**entries.told(entry), "files": len(files)}, acting_user)
    return found.report


def edit(
    found: Reported,
    entry: ReportEntry,
    *,
    acting_user: Actor,
    version: int | None = None,
    files: Sequence[Upload] = (),
) -> None:
    """Go on with a draft."""
    _check_draft(found, version)
    policy.require(acting_user, "report.draft", found.leg)
    check_ranges(entry)
    before, after = entries.put(entry, found.report)
    evidence.attach(files, task=found.task, report=found.report, acting_user=acting_user)
    if after or files:
        _record(found, "report.edit", dict(before), {**after, "files": len(files)}, acting_user)


def report(
    task: Task, leg: Assignment, entry: ReportEntry, *, acting_user: Actor, files: Sequence[Upload] = ()
) -> ProgressReport:
    """Write a report and submit it in one act. An earlier draft of the leg becomes this report."""
    check_asked(task, leg, acting_user=acting_user)
    policy.require(acting_user, "report.submit", leg)
    check_complete(entry, leg)
    earlier = find_draft_or_none(leg)
    found = Reported(earlier, task, leg) if earlier else _new(task, leg, entry, acting_user)
    submit(found, entry, acting_user=acting_user, files=files)
    return found.report


def submit(
    found: Reported,
    entry: ReportEntry | None = None,
    *,
    acting_user: Actor,
    version: int | None = None,
    files: Sequence[Upload] = (),
) -> None:
    """Say it: with what the form adds to the draft, if anything. The figures count from now on."""
    written, task, leg = found
    signing.deem_if_overdue(task)
    check_asked(task, leg, acting_user=acting_user)
    policy.require(acting_user, "report.submit", leg)
    _check_draft(found, version)
    entry = entry or entry_of(written)
    check_complete(entry, leg)
    entries.put(entry, written)
    evidence.attach(files, task=task, report=written, acting_user=acting_user)
    period = find_period_or_none(task, leg)
    percent_before = leg.percent
    _put_on_leg(leg, entry)  # before the step, whose number is given by the database: both are written at once
    lifecycle.take(
        REPORT,
        written,
        "submit",
        facts=ReportFacts(),
        acting_user=acting_user,
        task=task,
        ground=leg,
        sets={
            "submitted_at": clock.now(),
            "submitted_by_id": acting_user.user_id,
            "period_id": period.id if period else None,
        },
        tells={
            "department_id": leg.department_id,
            "percent": leg.percent,
            "quantity": entries.plain(entry.quantity),
            "percent_before": percent_before,
            "period": period.name if period else "",
        },
    )
    settle(task)


def fall_back(found: Reported, entry: ReportEntry | None) -> None:
    """The leg's figures as an earlier report has them, or none, and all that follows from them."""
    _put_on_leg(found.leg, entry)
    settle(found.task)


def _put_on_leg(leg: Assignment, entry: ReportEntry | None) -> None:
    leg.percent = reached_percent(entry, leg) if entry else 0
    leg.quantity_done = entry.quantity if entry and carries_quantity(leg) else None
    leg.reported_at = clock.now() if entry else None


def _new(task: Task, leg: Assignment, entry: ReportEntry, acting_user: Actor, period_id: int | None = None) -> Reported:
    written = ProgressReport(
        task_id=task.id,
        assignment_id=leg.id,
        period_id=period_id,
        state=ReportState.DRAFT,
        drafted_by_id=acting_user.user_id,
        created_at=clock.now(),
    )
    entries.put(entry, written)
    db.session.add(written)
    return Reported(written, task, leg)


def entry_of(written: ProgressReport) -> ReportEntry:
    return ReportEntry(
        percent=written.percent,
        quantity=written.quantity,
        done=written.done,
        problem=written.problem,
        next_step=written.next_step,
        help_needed=written.help_needed,
        confidence=written.confidence,
        confidence_reason=written.confidence_reason,
    )


def _check_draft(found: Reported, version: int | None) -> None:
    if found.report.state != ReportState.DRAFT:
        raise WrongState(N_("This report has been submitted and can no longer be changed."))
    if version is not None and version != found.report.version:
        raise Stale


def _record(
    found: Reported, event: str, before: dict[str, entries.Plain], after: dict[str, entries.Plain], actor: Actor
) -> None:
    history.record(
        event,
        acting_user=actor,
        subject=f"report:{found.report.id}",
        task=found.task,
        before=before or None,
        after={"department_id": found.leg.department_id, **after},
    )
