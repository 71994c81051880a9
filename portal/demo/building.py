"""The year of the demonstration from its first day to its last, in the order of the days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import groupby

from sqlalchemy import select

from portal import clock, unit_of_work
from portal.database import db
from portal.demo import founding, inspecting, planning, telling
from portal.demo.campaign_1 import WORKS as INVESTMENT
from portal.demo.campaign_2 import WORKS as PROJECTS
from portal.demo.campaign_3 import WORKS as BUSINESS
from portal.demo.campaign_4 import WORKS as GOVERNANCE
from portal.demo.script import Act, Work, day, reach
from portal.demo.stage import Stage
from portal.domain.assignment_lifecycle import AssignmentKind, AssignmentState
from portal.errors import PortalError
from portal.models import Campaign, Task
from portal.services import campaigns
from portal.services.department_names import Party
from portal.services.tasks import drafting, issuing, signing
from portal.services.tasks.entry import Draft, Inside, LegEntry, MilestoneEntry, TaskEntry

WORKS: tuple[tuple[Work, ...], ...] = (INVESTMENT, PROJECTS, BUSINESS, GOVERNANCE)
NIGHT, DRAFTED, ISSUED, SIGNED, TOLD, MEASURED = range(6)


@dataclass(frozen=True, order=True)
class Moment:
    """When something happens; of one day in the order of `rank`, then of the tables."""

    on: date
    rank: int
    number: int


Happening = tuple[Moment, partial[None]]


def build() -> None:
    """Fill an empty database, through the services, up to the portal's day."""
    last = clock.today()
    stage = Stage()
    founding.found(stage)
    planning.enter(stage)
    told = sorted(_happenings(stage, last), key=lambda one: one[0])
    for on, happenings in groupby(told, key=lambda one: one[0].on):
        if on <= last:
            with unit_of_work.work():
                for moment, happen in happenings:
                    _play(stage, moment, happen)


def _play(stage: Stage, moment: Moment, happen: partial[None]) -> None:
    """One happening as a request would see the data: nothing is remembered from the one before.

    What is refused says which line of the tables asked for it.
    """
    try:
        with stage.hour_of(moment.on):
            happen()
        db.session.flush()
        db.session.expire_all()
    except PortalError as error:
        told = [one.title if isinstance(one, Work) else str(one) for one in happen.args if not isinstance(one, Stage)]
        error.add_note(f"{moment.on} {happen.func.__name__} {told} {dict(error.values)}")
        raise


def _happenings(stage: Stage, last: date) -> Iterator[Happening]:
    number = 0
    for campaign, works in enumerate(WORKS, start=1):
        for top in works:
            for moment, happen in _of_work(stage, campaign, None, top):
                number += 1
                yield Moment(moment.on, moment.rank, number), happen
    for on, month in planning.months_to_declare():
        yield Moment(on, MEASURED, month), partial(planning.declare_month, stage, month)
        yield Moment(on + timedelta(days=6), MEASURED, month), partial(planning.verify_month, stage, month)
    nights = (planning.ENTERED_ON + timedelta(days=at) for at in range((last - planning.ENTERED_ON).days + 1))
    yield from ((Moment(night, NIGHT, 0), partial(_count_as_received)) for night in nights)


def _count_as_received() -> None:
    """What the nightly command does."""
    signing.deem_overdue()


def _of_work(stage: Stage, campaign: int, parent: Work | None, work: Work) -> Iterator[Happening]:
    issued = day(work.issued) if work.issued else None
    drafted = issued - timedelta(days=1) if issued else day(work.start)
    yield Moment(drafted, DRAFTED, 0), partial(_draft, stage, campaign, parent, work)
    if issued:
        yield Moment(issued, ISSUED, 0), partial(_issue, stage, campaign, work)
        yield Moment(issued + timedelta(days=1), SIGNED, 0), partial(_sign, stage, work)
        for department, on in work.late.items():
            yield Moment(day(on), SIGNED, 0), partial(_sign_late, stage, work, department)
    for act in (*_steps_reached(work), *work.story):
        perform = inspecting.perform if act.what.startswith("find") else telling.perform
        yield Moment(act.on, TOLD, 0), partial(perform, stage, campaign, work, act)
    for below in work.below:
        yield from _of_work(stage, campaign, work, below)


def _steps_reached(work: Work) -> Iterator[Act]:
    return (reach(on, number) for number, (_, _, on) in enumerate(work.milestones, start=1) if on)


def _draft(stage: Stage, campaign: int, parent: Work | None, work: Work) -> None:
    draft = _written(stage, work)
    if parent is None:
        office = stage.actor("office")
        found = campaigns.access_campaign(_campaign_id(campaign), acting_user=office, permission="campaign.read")
        task = drafting.draft_top_task(found, draft, acting_user=office)
    else:
        who = stage.head_of(work.lead) if work.inside else stage.actor(f"cmd{campaign}")
        inside = stage.departments[work.lead] if work.inside else None
        task = drafting.draft_subtask(stage.task(parent), draft, acting_user=who, internal_department_id=inside)
    stage.tasks[id(work)] = task.id


def _campaign_id(number: int) -> int:
    return db.session.scalars(select(Campaign.id).where(Campaign.position == number)).one()


def _written(stage: Stage, work: Work) -> Draft:
    entry = TaskEntry(
        title=work.title,
        content=work.content,
        standard=work.standard,
        start_on=day(work.start),
        due_on=day(work.due),
        weight=work.weight,
        quantity=Decimal(work.quantity) if work.quantity else None,
        unit=work.unit,
        target_id=planning.target_ids()[work.target] if work.target else None,
        deputy_seat=work.seat,
    )
    steps = tuple(MilestoneEntry(title, day(due), "现场照片或文件") for title, due, _ in work.milestones)
    return Draft(entry, lead="", responsible=work.others, legs=tuple(_legs(stage, work)), milestones=steps)


def _legs(stage: Stage, work: Work) -> Iterable[LegEntry]:
    """The lead with its section, and the departments that carry a part of the quantity."""
    lead = Party(work.lead, department_id=stage.departments[work.lead])
    own = Decimal(work.parts[work.lead]) if work.lead in work.parts else None
    yield LegEntry(lead, AssignmentKind.LEAD, own, Inside(section=work.section))
    for name, share in work.parts.items():
        if name != work.lead:
            yield LegEntry(Party(name, department_id=stage.departments[name]), quantity=Decimal(share))


def _issue(stage: Stage, campaign: int, work: Work) -> None:
    scene = telling.Scene(stage, campaign, work, stage.task(work), {})
    issuing.issue(scene.task, acting_user=scene.decider)


def _sign(stage: Stage, work: Work) -> None:
    """Everybody signs on the next day, save whom the tables name."""
    task = stage.task(work)
    skipped = {stage.departments[name] for name in (*work.unsigned, *work.late)}
    names = {at: name for name, at in stage.departments.items()}
    for department_id in _waiting(task):
        if department_id not in skipped:
            signing.sign(task, acting_user=stage.head_of(names[department_id]))


def _waiting(task: Task) -> list[int]:
    return [leg.department_id for leg in task.assignments
            if leg.department_id and leg.state == AssignmentState.WAITING]  # fmt: skip


def _sign_late(stage: Stage, work: Work, department: str) -> None:
    task = stage.task(work)
    if stage.leg(task, department).state == AssignmentState.WAITING:
        signing.sign(task, acting_user=stage.head_of(department))
