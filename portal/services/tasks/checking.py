"""What can be wrong with a draft, all of it at once: each fault with its field and its own sentence."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import or_, select

from portal import clock
from portal.database import db
from portal.domain.assignment_lifecycle import AssignmentKind
from portal.domain.paste import Problem
from portal.domain.written_dates import EARLIEST, LATEST
from portal.domain.written_numbers import HEAVIEST
from portal.errors import Invalid
from portal.models import Department, Target
from portal.services.tasks.entry import ENDED, MANY_LEADS, LegEntry, MilestoneEntry, TaskEntry
from portal.services.tasks.placing import Place
from portal.text import N_

LONGEST = {"title": 200, "unit": 20, "content": 5000, "standard": 2000, "clause": 5000}
ENDS_AFTER_PARENT = N_("The parent task is due on %(day)s; a subtask cannot end later.")
MILESTONE_OUTSIDE = N_("The milestone “%(title)s” lies outside the task's days.")
LARGEST = Decimal(10) ** 12


def require_sound(
    entry: TaskEntry, legs: Iterable[LegEntry], milestones: Iterable[MilestoneEntry], place: Place
) -> None:
    """Raises Invalid with the first fault."""
    legs = list(legs)
    faults = [*entry_faults(entry, place), *leg_faults(legs, place), *milestone_faults(milestones, entry)]
    raise_first([*faults, *target_faults(entry, place), *ended_faults(legs)])


def raise_first(faults: Iterable[Problem]) -> None:
    for fault in faults:
        raise Invalid(fault.text, fault.field, **fault.values)


def entry_faults(entry: TaskEntry, place: Place) -> Iterator[Problem]:
    if not entry.title.strip():
        yield Problem("title", N_("Write what is to be done."), {})
    for field, most in LONGEST.items():
        if len(getattr(entry, field)) > most:
            yield Problem(field, N_("At most %(most)s characters."), {"most": most})
    if not 1 <= entry.weight <= HEAVIEST:
        yield Problem("weight", N_("A weight is a whole number from 1 to %(most)s."), {"most": HEAVIEST})
    if entry.quantity is not None and not 0 < entry.quantity < LARGEST:
        yield Problem("quantity", N_("A quantity is greater than nought."), {})
    if entry.deputy_seat is not None and not 1 <= entry.deputy_seat <= 9:
        yield Problem("deputy_seat", N_("Choose one of the seats."), {})
    yield from day_faults(entry, place)


def day_faults(entry: TaskEntry, place: Place) -> Iterator[Problem]:
    """Its own days in order, and within the parent's."""
    for field, day in (("start_on", entry.start_on), ("due_on", entry.due_on)):
        yield from far_faults(field, day)
    if entry.start_on and entry.due_on and entry.due_on < entry.start_on:
        yield Problem("due_on", N_("The due day lies before the start."), {})
    if _is_before(place.ends_on, entry.due_on):
        yield Problem(
            "due_on", N_("The parent task is due on %(day)s; a subtask cannot end later."), _day(place.ends_on)
        )
    elif _is_before(place.ends_on, entry.start_on):
        yield Problem("start_on", N_("The parent task is due on %(day)s; a subtask cannot start later."),
                      _day(place.ends_on))  # fmt: skip
    if _is_before(entry.start_on, place.starts_on):
        yield Problem("start_on", N_("The parent task starts on %(day)s; a subtask cannot start earlier."),
                      _day(place.starts_on))  # fmt: skip
    elif _is_before(entry.due_on, place.starts_on):
        yield Problem("due_on", N_("The parent task starts on %(day)s; a subtask cannot end earlier."),
                      _day(place.starts_on))  # fmt: skip


def far_faults(field: str, day: date | None) -> Iterator[Problem]:
    """A year that was mistyped."""
    if day is not None and not EARLIEST <= day.year <= LATEST:
        yield Problem(field, N_("“%(typed)s” lies too far away: check the year."), {"typed": day.isoformat()})


def leg_faults(legs: Sequence[LegEntry], place: Place) -> Iterator[Problem]:
    leads = [leg.party.name for leg in legs if leg.kind == AssignmentKind.LEAD]
    if len(leads) > 1:
        yield Problem("lead", MANY_LEADS, {"departments": "、".join(leads)})
    names = [leg.party.name for leg in legs]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        yield Problem("responsible", N_("Named twice: %(names)s."), {"names": "、".join(twice)})
    if any(leg.quantity is not None and not 0 < leg.quantity < LARGEST for leg in legs):
        yield Problem("responsible", N_("A quantity is greater than nought."), {})
    inside = place.internal_department_id
    if inside and any(leg.party.department_id != inside for leg in legs):
        yield Problem("lead", N_("An internal subtask stays within one department."), {})


def milestone_faults(milestones: Iterable[MilestoneEntry], entry: TaskEntry) -> Iterator[Problem]:
    for milestone in milestones:
        yield from milestone_title_faults(milestone, "milestones")
        yield from far_faults("milestones", milestone.due_on)
        if _is_before(entry.due_on, milestone.due_on) or _is_before(milestone.due_on, entry.start_on):
            yield Problem("milestones", MILESTONE_OUTSIDE, {"title": milestone.title})


def milestone_title_faults(milestone: MilestoneEntry, field: str) -> Iterator[Problem]:
    if not milestone.title.strip():
        yield Problem(field, N_("Give the milestone a title."), {})
    if len(milestone.title) > 120 or len(milestone.evidence) > 200:
        yield Problem(field, N_("A milestone has at most 120 characters, its evidence 200."), {})


def target_faults(entry: TaskEntry, place: Place) -> Iterator[Problem]:
    """A target of the same plan: of this campaign, or of the plan as a whole."""
    if entry.target_id is None:
        return
    is_here = or_(Target.campaign_id.is_(None), Target.campaign_id == place.campaign_id)
    query = select(Target.id).where(Target.id == entry.target_id, Target.plan_id == place.plan_id, is_here)
    if db.session.scalar(query) is None:
        yield Problem("target_id", N_("Choose a target of this campaign or of the plan."), {})


def ended_faults(legs: Sequence[LegEntry], ended: Mapping[int, str] | None = None) -> Iterator[Problem]:
    """Departments that were closed or merged take no new work."""
    ended = find_ended(legs) if ended is None else ended
    for leg in legs:
        if name := ended.get(leg.party.department_id or 0):
            field = "lead" if leg.kind == AssignmentKind.LEAD else "responsible"
            yield Problem(field, ENDED, {"names": name})


def find_ended(legs: Iterable[LegEntry]) -> dict[int, str]:
    """The departments among them that no longer exist, by id."""
    ids = {leg.party.department_id for leg in legs if leg.party.department_id}
    query = select(Department.id, Department.name).where(Department.id.in_(ids), Department.last_on < clock.today())
    return {row.id: row.name for row in db.session.execute(query)} if ids else {}


def _is_before(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one < other


def _day(day: date | None) -> dict[str, object]:
    return {"day": day.isoformat() if day else ""}
