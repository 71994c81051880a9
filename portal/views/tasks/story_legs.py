"""Who and when on a task's page: steps, legs and milestones as the templates print them."""

from secrets import token_urlsafe
from typing import Any, NamedTuple

from flask_babel import gettext

from portal import clock
from portal.clock import day_of
from portal.domain.assignment_lifecycle import ACTIVE, STATE_LABELS, AssignmentKind, AssignmentState
from portal.domain.task_lifecycle import OPEN
from portal.domain.trajectory import plain
from portal.policy import Actor
from portal.services import offers
from portal.services.offers import Offer
from portal.services.tasks import milestones
from portal.services.tasks.names import Names

LEG_TONES = {AssignmentState.WAITING: "waiting", AssignmentState.SIGNED: "open", AssignmentState.DONE: "good"}
# Steps whose page does not bear the action's name.
ADDRESSES = {"report": "reports/new", "break-down": "subtasks/new", "finding": "findings/new"}


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


class LegRow(NamedTuple):
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
    steps: tuple[StepRow, ...]
    version: int


def leg_rows(task: Any, names: Names, actor: Actor) -> tuple[LegRow, ...]:
    """The lead first; those that are silent are marked."""
    return tuple(_leg_row(task, leg, names, actor) for leg in sorted(task.assignments, key=_lead_first))


def _is_silent(leg: Any) -> bool:
    """Nobody of the department has ever answered: not within its days, or only counted as having received it."""
    if leg.state == AssignmentState.WAITING:
        return leg.deemed_on is not None and clock.today() > leg.deemed_on
    return leg.state == AssignmentState.SIGNED and leg.is_deemed and leg.reported_at is None


def _lead_first(leg: Any) -> tuple[bool, bool, int]:
    return leg.state not in ACTIVE, leg.kind != AssignmentKind.LEAD, leg.position


def _leg_row(task: Any, leg: Any, names: Names, actor: Actor) -> LegRow:
    steps = tuple(_leg_step(one, task, leg) for one in offers.leg_offers(task, leg, acting_user=actor))
    is_late = bool(leg.deemed_on and (day_of(leg.signed_at) if leg.signed_at else clock.today()) > leg.deemed_on)
    return LegRow(
        department=names.departments.get(leg.department_id, "—") if leg.department_id else gettext("A group"),
        is_lead=leg.kind == AssignmentKind.LEAD,
        inside=" · ".join(one for one in (leg.section, leg.deputy_in_charge, leg.person_responsible) if one),
        state=gettext("Deemed received") if leg.is_deemed and leg.state == AssignmentState.SIGNED
        else gettext(STATE_LABELS[leg.state]),
        tone=LEG_TONES.get(leg.state, "plain"),
        signed=day_of(leg.signed_at).isoformat() if leg.signed_at else "",
        is_late=is_late and leg.state in ACTIVE,
        reported=day_of(leg.reported_at).isoformat() if leg.reported_at else "",
        is_silent=task.state in OPEN and _is_silent(leg),
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


class MilestoneRow(NamedTuple):
    title: str
    evidence: str
    due: str
    reached: str
    is_late: bool
    reach_url: str


def milestone_rows(task: Any, actor: Actor) -> tuple[MilestoneRow, ...]:
    """Each milestone with what became of it, and whether this reader may report it."""
    may_reach = bool(task.milestones) and milestones.may_reach(task, acting_user=actor)
    today = clock.today()
    return tuple(
        MilestoneRow(
            title=one.title,
            evidence=one.evidence,
            due=one.due_on.isoformat(),
            reached=one.reached_on.isoformat() if one.reached_on else "",
            is_late=(one.reached_on or today) > one.due_on,
            reach_url=f"/tasks/{task.id}/milestones/{one.id}/reach" if may_reach and not one.reached_on else "",
        )
        for one in task.milestones
    )


def add_milestone_url(task: Any, actor: Actor) -> str | None:
    """Where this reader adds a milestone, if he may at all."""
    return f"/tasks/{task.id}/milestones/new" if milestones.may_add(task, acting_user=actor) else None
