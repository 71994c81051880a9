"""A quantity shared out over departments: as one subtask each, or as quantities on the legs of one task."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from portal import policy
from portal.database import db
from portal.domain import percent
from portal.domain.assignment_lifecycle import AssignmentKind
from portal.domain.department_lists import list_of
from portal.domain.task_lifecycle import TaskState
from portal.errors import Invalid
from portal.models import Task
from portal.policy import Actor
from portal.services import department_names
from portal.services.department_names import Party
from portal.services.tasks import breaking_down, checking, draft_legs, drafting, issuing, placing, revising
from portal.services.tasks.entry import UNKNOWN, Draft, LegEntry, TaskEntry
from portal.text import N_

HEAVIEST = 1000


@dataclass(frozen=True)
class Share:
    """What one department is given."""

    party: Party
    quantity: Decimal


def read_departments(text: str) -> list[Party]:
    """The departments a list of names means, groups expanded. Raises Invalid at "departments"."""
    names = list_of(text).names
    parties = department_names.find_parties(names)
    if unknown := [name for name in names if name not in parties]:
        raise Invalid(UNKNOWN, "departments", names="、".join(unknown))
    members = issuing.members_of([parties[name].group_id for name in names])
    direct = [one for name in names if (one := parties[name].department_id)]
    ids = list(dict.fromkeys([*direct, *members]))
    found = draft_legs.department_names_of(ids)
    return [Party(found[one], department_id=one) for one in ids]


def read_each(names: Sequence[str]) -> list[Party]:
    """One department for each name, in their order. Raises Invalid at "departments"."""
    parties = department_names.find_parties(names)
    if unknown := [name for name in names if name not in parties]:
        raise Invalid(UNKNOWN, "departments", names="、".join(unknown))
    if groups := [name for name in names if parties[name].group_id is not None]:
        raise Invalid(N_("“%(name)s” is a group: name one department."), "departments", name=groups[0])
    return [parties[name] for name in names]


def share_out(total: Decimal | None, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    """The total by weight, without a remainder. Raises Invalid where there is nothing to share."""
    if total is None or total <= 0:
        raise Invalid(N_("A quantity is greater than nought."), "total")
    if not weights or min(weights) < 0:
        raise Invalid(N_("Name at least one department."), "departments")
    return percent.split_quantity(total, list(weights))


def split_into_subtasks(
    parent: Task, shares: Sequence[Share], *, unit: str, standard: str, acting_user: Actor, may_differ: bool = False
) -> list[Task]:
    """One subtask for each department with its share, weighed by it. Raises Denied, WrongState or Invalid."""
    place = placing.below(parent)
    placing.require_place(place, parent.deputy_seat, acting_user=acting_user)
    _check(parent, shares, may_differ)
    total = sum_of(shares)
    drafts = [(Draft(_entry(parent, share, total, unit, standard)), [_lead(share)]) for share in shares]
    for draft, legs in drafts:
        checking.require_sound(draft.entry, legs, (), place)
    return breaking_down.add_all(place, drafts, acting_user=acting_user)


def _entry(parent: Task, share: Share, total: Decimal, unit: str, standard: str) -> TaskEntry:
    return TaskEntry(
        title=f"{parent.title[: 197 - len(share.party.name)]}（{share.party.name}）",
        standard=standard,
        start_on=parent.start_on,
        due_on=parent.due_on,
        weight=max(round(share.quantity / total * HEAVIEST), 1),
        quantity=share.quantity,
        unit=unit,
        target_id=parent.target_id,
        deputy_seat=parent.deputy_seat,
    )


def _lead(share: Share) -> LegEntry:
    return LegEntry(share.party, AssignmentKind.LEAD)


def split_over_legs(
    task: Task, shares: Sequence[Share], *, paper: str = "", acting_user: Actor, version: int | None = None,
    may_differ: bool = False,
) -> None:  # fmt: skip
    """Quantities on the legs of one task; a running task is revised from a paper. Raises like drafting and revising."""
    _check(task, shares, may_differ)
    quantities = {share.party.department_id: share.quantity for share in shares if share.party.department_id}
    if task.state != TaskState.DRAFT:
        revision = revising.present(task, paper, quantities)
        revising.revise(task, revision, acting_user=acting_user, version=version)
        return
    drafting.require_draft(task, acting_user=acting_user, version=version)
    before = draft_legs.leg_names(task)
    _put_quantities(task, shares, quantities)
    drafting.tell(
        task, "task.edit", acting_user=acting_user, parent=drafting.parent_of(task), before={"legs": before},
        after={"legs": draft_legs.leg_names(task)},
    )  # fmt: skip


def _put_quantities(task: Task, shares: Sequence[Share], quantities: Mapping[int, Decimal]) -> None:
    """Every share on its department's leg, which is added where there is none; the others carry nothing."""
    checking.raise_first(checking.ended_faults([LegEntry(share.party) for share in shares]))
    standing = {leg.department_id: leg for leg in task.assignments}
    for leg in task.assignments:
        leg.quantity = quantities.get(leg.department_id or 0)
    for share in shares:
        if share.party.department_id not in standing:
            draft_legs.add_leg(task, LegEntry(share.party, quantity=share.quantity))
    drafting.mark_changed(task)
    db.session.flush()


def sum_of(shares: Sequence[Share]) -> Decimal:
    return sum((share.quantity for share in shares), Decimal(0))


def may_split_into_subtasks(task: Task, *, acting_user: Actor) -> bool:
    """Whether this person may give subtasks to any department, not only within one."""
    places = placing.places_below(task, acting_user=acting_user)
    return any(place.internal_department_id is None for place in places)


def may_split_over_legs(task: Task, *, acting_user: Actor) -> bool:
    """Whether this person may change the legs of this task as it stands: a leaf that is a draft, or running."""
    if task.children_count:
        return False
    permission = "task.draft" if task.state == TaskState.DRAFT else "task.revise"
    return policy.can(acting_user, permission, task)


def _check(task: Task, shares: Sequence[Share], may_differ: bool) -> None:
    names = [share.party.name for share in shares]
    if not shares:
        raise Invalid(N_("Name at least one department."), "departments")
    if len(set(names)) < len(names):
        raise Invalid(N_("Each department is named once."), "departments")
    if any(not 0 < share.quantity < checking.LARGEST for share in shares):
        raise Invalid(N_("Every department needs a quantity greater than nought."), "departments")
    total = sum_of(shares)
    if task.quantity is not None and total != task.quantity and not may_differ:
        raise Invalid(N_("The shares make %(sum)s, the task has %(total)s: put them right, or say that they differ."),
                      "may_differ", sum=f"{total.normalize():f}", total=f"{task.quantity.normalize():f}")  # fmt: skip
