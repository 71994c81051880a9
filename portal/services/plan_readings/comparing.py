"""A revised notice beside the plan it revises: every difference, what a press of its button would do, and for whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from portal import policy
from portal.database import db
from portal.domain.plan_draft import ItemKind
from portal.domain.plan_draft.comparing import compare
from portal.domain.plan_draft.comparing_head import compare_head
from portal.domain.plan_draft.standing import HEAD, Change, Delta, Paper, Standing, What
from portal.domain.task_lifecycle import TaskState
from portal.errors import Invalid
from portal.models import PlanReading, Task
from portal.policy import Actor, Ground
from portal.services.plan_readings.access import draft_of
from portal.services.plan_readings.heads import head_of
from portal.services.plan_readings.naming import names_of
from portal.services.plan_readings.standing import origin_of, standing_of
from portal.services.tasks.access import load_for_change
from portal.text import N_

RUNNING = (TaskState.ISSUED, TaskState.IN_PROGRESS)
PAPER, FROM_ON = "paper", "from_on"
NOTHING = ""

CANCEL = N_("The new notice does not name it. Its commander may cancel it, with the reason.")
NO_LONGER_NAMED = N_("The new notice does not name it. Nothing changes by itself.")
TRANSFER = N_("A running task keeps its lead: its commander transfers the leg.")
KEEPS_TITLE = N_("An issued task keeps its title; its content can be revised.")
STANDS_STILL = N_("The task stands where nothing is revised.")
NO_LONGER_PRINTED = N_("The new notice prints none. What stands, stands.")
OFFICE_ONLY = N_("The campaign office takes this over.")
APPOINT = N_("Who commands is an appointment: the security administrator makes it.")


@dataclass(frozen=True)
class Difference:
    """`act`: add, set, revise, or advise where nothing happens by itself; `needs` what has to be typed with it."""

    key: str
    kind: Change
    what: What
    item: str
    object_id: int | None
    title: str
    field: str
    old: str
    new: str
    act: str
    may: bool
    advice: str = ""
    needs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Comparison:
    """`head` is what the notice says otherwise of itself, apart from what it says of the work."""

    head: tuple[Difference, ...]
    new: tuple[Difference, ...]
    gone: tuple[Difference, ...]
    changed: tuple[Difference, ...]
    unchanged: int

    @property
    def all(self) -> tuple[Difference, ...]:
        return (*self.head, *self.changed, *self.new, *self.gone)


def comparison(reading: PlanReading, *, acting_user: Actor) -> Comparison:
    """What the new notice says otherwise. Raises Invalid where the reading is compared with no plan."""
    if reading.compares_with_id is None:
        raise Invalid(N_("This notice is compared with no plan."))
    draft = draft_of(reading)
    names, members = names_of(draft)
    origin = origin_of(reading.compares_with_id, reading.id)
    standing = standing_of(reading.compares_with_id, origin)
    found = compare(Paper(reading.text, draft.items, names, members), standing, origin.paper)
    judge = _Judge(reading.compares_with_id, standing, acting_user)
    said_before = origin.paper.head if origin.paper else {}
    head = compare_head(draft.head, head_of(reading.compares_with_id), said_before, reading.compares_with_id)
    return Comparison(
        head=tuple(judge.difference(one) for one in head),
        new=tuple(judge.difference(one) for one in found.new),
        gone=tuple(judge.difference(one) for one in found.gone if judge.sees(one)),
        changed=tuple(judge.difference(one) for one in found.changed if judge.sees(one)),
        unchanged=found.unchanged,
    )


@dataclass(frozen=True)
class Verdict:
    act: str
    permission: str = NOTHING
    advice: str = NOTHING
    needs: tuple[str, ...] = ()


class _Judge:
    """What may be done about a difference, by this person."""

    def __init__(self, plan_id: int, standing: list[Standing], acting_user: Actor) -> None:
        self.acting_user = acting_user
        self.campaigns: dict[tuple[What, int], int | None] = {(one.kind, one.id): one.campaign_id for one in standing}
        states = db.session.execute(select(Task.id, Task.state).where(Task.plan_id == plan_id))
        self.states = dict(states.all())
        seen = select(Task.id).where(Task.plan_id == plan_id, policy.visible_tasks(acting_user))
        self.seen = set(db.session.scalars(seen))

    def sees(self, delta: Delta) -> bool:
        """A draft is known to those who work on it alone."""
        return delta.what is not ItemKind.TASK or delta.object_id in self.seen

    def difference(self, delta: Delta) -> Difference:
        verdict = self._verdict(delta)
        return Difference(
            delta.key, delta.change, delta.what, delta.item, delta.object_id, delta.title, delta.field, delta.old,
            delta.new, verdict.act, self._may(delta, verdict), verdict.advice, verdict.needs,
        )  # fmt: skip

    def _verdict(self, delta: Delta) -> Verdict:
        if delta.change is Change.NEW:
            return Verdict("add", ADDING[ItemKind(delta.what)])
        if delta.change is Change.GONE:
            return Verdict("advise", advice=CANCEL if delta.what is ItemKind.TASK else NO_LONGER_NAMED)
        if delta.what == HEAD:
            return Verdict("set", "plan.edit", OFFICE_ONLY)
        return VERDICTS[delta.what](self, delta)

    def campaign(self, delta: Delta) -> Verdict:
        if delta.field in ("commander", "deputies"):
            return Verdict("advise", advice=APPOINT)
        if delta.field == "lead" and not delta.new:
            return Verdict("advise", advice=NO_LONGER_PRINTED)
        return Verdict("set", "campaign.edit")

    def task(self, delta: Delta) -> Verdict:
        if not delta.new and delta.field != "responsible":
            return Verdict("advise", advice=NO_LONGER_PRINTED)
        state = self.states.get(delta.object_id or 0)
        if state == TaskState.DRAFT:
            return Verdict("set", "task.draft")
        if state not in RUNNING:
            return Verdict("advise", advice=STANDS_STILL)
        if delta.field in ADVICE:
            return Verdict("advise", advice=ADVICE[delta.field])
        return Verdict("revise", "task.revise", needs=(PAPER,))

    def target(self, delta: Delta) -> Verdict:
        if delta.field not in ("guaranteed", "stretch"):
            return Verdict("set", "target.edit")
        if not delta.new:
            return Verdict("advise", advice=NO_LONGER_PRINTED)
        return Verdict("set", "target.edit", needs=(PAPER, FROM_ON))

    def _may(self, delta: Delta, verdict: Verdict) -> bool:
        if verdict.act == "advise":
            return False
        if verdict.act in ("revise",) or verdict.permission == "task.draft":
            task = load_for_change(delta.object_id) if delta.object_id else None
            return task is not None and policy.can(self.acting_user, verdict.permission, task)
        campaign_id = self.campaigns.get((delta.what, delta.object_id or 0))
        return policy.can_on(self.acting_user, verdict.permission, Ground(campaign_id=campaign_id))


ADDING: Mapping[ItemKind, str] = {
    ItemKind.CAMPAIGN: "plan.edit",
    ItemKind.TASK: "task.break_down",
    ItemKind.TARGET: "target.edit",
}
ADVICE: Mapping[str, str] = {"lead": TRANSFER, "title": KEEPS_TITLE}
VERDICTS: Mapping[ItemKind, Callable[[_Judge, Delta], Verdict]] = {
    ItemKind.CAMPAIGN: _Judge.campaign,
    ItemKind.TASK: _Judge.task,
    ItemKind.TARGET: _Judge.target,
}
