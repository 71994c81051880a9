"""The parts of a task's page as its templates print them: plain values, every word in the reader's language."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext

from portal import clock
from portal.clock import day_of
from portal.domain.assignment_lifecycle import ACTIVE, AssignmentKind, AssignmentState
from portal.domain.assignment_lifecycle import STATE_LABELS as LEG_STATES
from portal.domain.finding_lifecycle import SEVERITY_LABELS, FindingState
from portal.domain.finding_lifecycle import STATE_LABELS as FINDING_STATES
from portal.domain.percent import WHOLE
from portal.domain.report_lifecycle import CONFIDENCE_LABELS, ReportState
from portal.domain.report_lifecycle import STATE_LABELS as REPORT_STATES
from portal.domain.task_lifecycle import OPEN, TaskState
from portal.domain.trajectory import plain
from portal.policy import Actor
from portal.services import offers
from portal.services.evidence import Evidence
from portal.services.offers import Offer
from portal.services.reports import ReportRow
from portal.services.tasks import milestones
from portal.services.tasks.story import DateLine, Entry, Names
from portal.text import N_
from portal.views.moments import local_text

LEG_TONES = {AssignmentState.WAITING: "waiting", AssignmentState.SIGNED: "open", AssignmentState.DONE: "good"}
REPORT_TONES = {ReportState.SUBMITTED: "open", ReportState.ACCEPTED: "good", ReportState.RETURNED: "bad"}
FINDING_TONES = {FindingState.CLOSED: "good", FindingState.WITHDRAWN: "plain", FindingState.RECTIFIED: "waiting"}
KILOBYTE = 1024
# Steps whose page does not bear the action's name.
ADDRESSES = {"report": "reports/new", "break-down": "subtasks/new", "finding": "findings/new"}
DATE_KINDS = {
    "extension": N_("Extension"),
    "suspension": N_("Suspension"),
    "revision": N_("Revision"),
    "reopening": N_("Reopening"),
}


class StepRow(NamedTuple):
    """`once` makes a direct button that is pressed twice have one effect."""

    url: str
    label: str
    tone: str
    is_direct: bool
    is_main: bool
    refusal: str
    once: str


def step_row(offer: Offer, task: Any) -> StepRow:
    url = f"/tasks/{task.id}/{ADDRESSES.get(offer.action, offer.action)}"
    return _step_row(offer, url)


def _step_row(offer: Offer, url: str) -> StepRow:
    refusal = gettext(offer.refusal) if offer.refusal else ""
    once = token_urlsafe(16) if offer.is_direct else ""
    return StepRow(url, gettext(offer.label), offer.tone, offer.is_direct, offer.is_main, refusal, once)


@dataclass(frozen=True)
class LegRow:
    department: str
    is_lead: bool
    inside: str
    state: str
    tone: str
    signed: str
    is_late: bool
    reported: str
    is_silent: bool
    share: str
    note: str
    steps: Sequence[StepRow]
    version: int


def leg_rows(task: Any, names: Names, actor: Actor) -> list[LegRow]:
    """The lead first; those that are silent are marked."""
    return [_leg_row(task, leg, names, actor) for leg in sorted(task.assignments, key=_lead_first)]


def _lead_first(leg: Any) -> tuple[bool, bool, int]:
    return leg.state not in ACTIVE, leg.kind != AssignmentKind.LEAD, leg.position


def _leg_row(task: Any, leg: Any, names: Names, actor: Actor) -> LegRow:
    steps = [_leg_step(one, task, leg) for one in offers.leg_offers(task, leg, acting_user=actor)]
    is_late = bool(leg.deemed_on and (day_of(leg.signed_at) if leg.signed_at else clock.today()) > leg.deemed_on)
    return LegRow(
        department=names.departments.get(leg.department_id, "—") if leg.department_id else gettext("A group"),
        is_lead=leg.kind == AssignmentKind.LEAD,
        inside=" · ".join(one for one in (leg.section, leg.deputy_in_charge, leg.person_responsible) if one),
        state=gettext("Deemed received") if leg.is_deemed and leg.state == AssignmentState.SIGNED
        else gettext(LEG_STATES[leg.state]),
        tone=LEG_TONES.get(leg.state, "plain"),
        signed=day_of(leg.signed_at).isoformat() if leg.signed_at else "",
        is_late=is_late and leg.state in ACTIVE,
        reported=day_of(leg.reported_at).isoformat() if leg.reported_at else "",
        is_silent=task.state in OPEN and leg.state == AssignmentState.WAITING,
        share=_share(leg, task.unit),
        note=leg.return_reason or leg.ended_reason or "",
        steps=steps,
        version=leg.version,
    )  # fmt: skip


def _share(leg: Any, unit: str) -> str:
    if leg.quantity is None:
        return f"{leg.percent}%" if leg.percent else ""
    return f"{plain(leg.quantity_done or leg.quantity * 0)} / {plain(leg.quantity)} {unit}".strip()


def _leg_step(offer: Offer, task: Any, leg: Any) -> StepRow:
    url = f"/tasks/{task.id}/legs/{leg.id}/{offer.action}"
    return _step_row(offer, url)


def milestone_rows(task: Any, actor: Actor) -> list[dict[str, Any]]:
    """Each milestone with what became of it, and whether this reader may report it."""
    may_reach = bool(task.milestones) and milestones.may_reach(task, acting_user=actor)
    today = clock.today()
    return [
        {
            "title": one.title,
            "evidence": one.evidence,
            "due": one.due_on.isoformat(),
            "reached": one.reached_on.isoformat() if one.reached_on else "",
            "is_late": (one.reached_on or today) > one.due_on,
            "reach_url": f"/tasks/{task.id}/milestones/{one.id}/reach" if may_reach and not one.reached_on else "",
        }
        for one in task.milestones
    ]


def report_rows(reports: Iterable[ReportRow], unit: str) -> list[dict[str, Any]]:
    return [
        {
            "url": url_for("reports.show", report_id=one.id),
            "department": one.department,
            "period": one.period or local_text(one.at),
            "reached": f"{plain(one.quantity)} {unit}".strip() if one.quantity is not None
            else "—" if one.percent is None else f"{one.percent}%",
            "done": one.done,
            "problem": one.problem,
            "help_needed": one.help_needed,
            "confidence": gettext(CONFIDENCE_LABELS[one.confidence]) if one.confidence else "",
            "state": gettext(REPORT_STATES[one.state]),
            "tone": REPORT_TONES.get(one.state, "waiting"),
            "who": one.author,
            "at": local_text(one.at),
        }
        for one in reports
    ]  # fmt: skip


def finding_rows(findings: Iterable[Any], names: Names) -> list[dict[str, Any]]:
    return [
        {
            "url": f"/findings/{one.id}",
            "seen": one.seen,
            "department": names.departments.get(one.department_id, "—"),
            "severity": gettext(SEVERITY_LABELS[one.severity]),
            "seen_on": one.seen_on.isoformat(),
            "claimed": f"{one.claimed_percent}%",
            "found": "—" if one.found_percent is None else f"{one.found_percent}%",
            "differs": one.found_percent is not None and one.found_percent < one.claimed_percent,
            "due": one.rectify_due_on.isoformat() if one.rectify_due_on else "",
            "state": gettext(FINDING_STATES[one.state]),
            "tone": FINDING_TONES.get(one.state, "bad"),
        }
        for one in findings
    ]


def verified_bp(task: Any, findings: Sequence[Any]) -> int | None:
    """What somebody who looked has seen: all of it when verified, else what the last check found."""
    if task.verified_at is not None:
        return WHOLE
    looked = (one.found_percent for one in findings if one.found_percent is not None and _counts(one))
    latest = next(looked, None)
    return None if latest is None else latest * 100


def _counts(finding: Any) -> bool:
    return finding.state not in (FindingState.WITHDRAWN, FindingState.RECORDED)


def file_rows(files: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "name": one.name,
            "size_text": size_text(one.size),
            "who": one.who,
            "at_text": local_text(one.at),
            "is_picture": one.is_picture,
        }
        for one in files
    ]


def size_text(size: int) -> str:
    kilobytes = max(size / KILOBYTE, 1)
    return f"{kilobytes:.0f} KB" if kilobytes < KILOBYTE else f"{kilobytes / KILOBYTE:.1f} MB"


def date_rows(lines: Iterable[DateLine]) -> list[dict[str, Any]]:
    return [
        {
            "kind": gettext(DATE_KINDS[line.kind]),
            "nth": line.nth,
            "change": f"{line.from_on.isoformat()} → {line.to_on.isoformat()}",
            "days": f"{(line.to_on - line.from_on).days:+d}",
            "why": line.paper or line.reason,
            "who": line.decided_by,
            "at": local_text(line.decided_at),
        }
        for line in lines
    ]


def history_rows(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    return [
        {
            "at_text": local_text(one.at),
            "who": one.who or gettext("The portal"),
            "sentence": gettext(one.text, **one.values) if one.values else gettext(one.text),
            "details": one.details,
        }
        for one in entries
    ]


class Notice(NamedTuple):
    """What stands above everything else: a request that waits, a return, an end."""

    title: str
    texts: Sequence[str]
    kind: str = "info"


def notice_of(task: Any, names: Names, is_inside: bool) -> Notice | None:
    """What the reader has to know first; the words themselves only for whoever reads inside the task."""
    who = names.people
    found: dict[TaskState, tuple[str, Sequence[str | None], str]] = {
        TaskState.COMPLETION_REQUESTED: (
            _by(N_("Completion requested by %(who)s"), who.get(task.requested_by_id)),
            (task.request_text, task.silence_explained, _verifier(task, names)), "info"),
        TaskState.VERIFIED: (_by(N_("Verified by %(who)s"), who.get(task.verified_by_id)), (task.looked_at,), "info"),
        TaskState.SUSPENDED: (_by(N_("Suspended until %(who)s"), task.suspended_until), (), "warning"),
        TaskState.CANCELLED: (gettext("Cancelled"), (task.ended_reason,), "warning"),
        TaskState.UNMET: (gettext("Concluded as unmet"), (task.ended_reason, task.successor), "warning"),
    }  # fmt: skip
    if task.state == TaskState.IN_PROGRESS and task.return_reason:
        found[TaskState.IN_PROGRESS] = gettext("Completion was returned"), (task.return_reason,), "warning"
    if task.state not in found:
        return None
    title, texts, kind = found[task.state]
    return Notice(title, [one for one in texts if one] if is_inside else [], kind)


def _by(text: str, who: object) -> str:
    words: str = gettext(text, who=who or "—")
    return words


def _verifier(task: Any, names: Names) -> str | None:
    name = names.people.get(task.verifier_id)
    return gettext("%(name)s verifies.", name=name) if name else None
