"""Many tasks at once from rows that were typed or pasted, below another or at the top of a campaign: all of them, or
none and a sentence for each fault.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from portal.domain.paste import Problem, Understood
from portal.errors import Invalid
from portal.models import Campaign, Task
from portal.policy import Actor
from portal.services import department_names, history
from portal.services.department_names import Party
from portal.services.tasks import checking, draft_legs, drafting, placing
from portal.services.tasks.entry import Draft, LegEntry, TaskEntry, match_legs
from portal.services.tasks.placing import Place
from portal.text import N_

MOST_ROWS = 200
COLUMN_OF = {"start_on": "start", "due_on": "due"}  # fields of a task → columns of the table


class RowsRefused(Invalid):
    """Some rows cannot be saved; `problems` holds what is wrong, by row."""

    def __init__(self, problems: Mapping[int, list[Problem]]) -> None:
        super().__init__(N_("Nothing is saved yet: some rows need to be put right. What is wrong stands beneath each."))
        self.problems = problems


@dataclass(frozen=True)
class ReadRow:
    """A row with its departments found, as a draft, and everything that is wrong with it."""

    draft: Draft
    legs: tuple[LegEntry, ...]
    problems: list[Problem]


def draft_subtasks(
    parent: Task, rows: Sequence[Understood], *, acting_user: Actor, internal_department_id: int | None = None
) -> list[Task]:
    """All rows as drafts below a task, in their order. Raises Denied, WrongState, Invalid or RowsRefused."""
    return _draft_rows(placing.below(parent, internal_department_id), rows, acting_user=acting_user)


def draft_top_tasks(campaign: Campaign, rows: Sequence[Understood], *, acting_user: Actor) -> list[Task]:
    """All rows as drafts at the top of a campaign, in their order. Raises Denied, Invalid or RowsRefused."""
    return _draft_rows(placing.at_top(campaign), rows, acting_user=acting_user)


def _draft_rows(place: Place, rows: Sequence[Understood], *, acting_user: Actor) -> list[Task]:
    placing.require_place(place, _seat(place), acting_user=acting_user)
    if not 0 < len(rows) <= MOST_ROWS:
        raise Invalid(N_("Write at least one row and at most %(most)s."), most=MOST_ROWS)
    read = read_rows(place, rows)
    if problems := {at: row.problems for at, row in enumerate(read) if row.problems}:
        raise RowsRefused(problems)
    return add_all(place, [(row.draft, row.legs) for row in read], acting_user=acting_user)


def _seat(place: Place) -> int | None:
    return place.parent.deputy_seat if place.parent else None


def find_problems(place: Place, rows: Sequence[Understood]) -> dict[int, list[Problem]]:
    """What is wrong with rows that nobody wants to save yet, by row."""
    return {at: row.problems for at, row in enumerate(read_rows(place, rows[:MOST_ROWS])) if row.problems}


def add_all(place: Place, drafts: Sequence[tuple[Draft, Sequence[LegEntry]]], *, acting_user: Actor) -> list[Task]:
    """Put checked drafts into the tree; one row of history tells them all."""
    first = placing.next_position(place)
    tasks = [
        drafting.add_task(place, draft, legs, first + at, acting_user=acting_user)
        for at, (draft, legs) in enumerate(drafts)
    ]
    above = place.parent
    history.record(
        "task.break_down",
        acting_user=acting_user,
        subject=f"task:{above.id}" if above else f"campaign:{place.campaign_id}",
        task=drafting.page_of(above, drafting.parent_of(above)) if above else None,
        campaign_id=place.campaign_id,
        after={"count": len(tasks), "subtasks": {str(task.id): task.title for task in tasks}},
    )
    return tasks


def read_rows(place: Place, rows: Sequence[Understood]) -> list[ReadRow]:
    """Every row checked; what it leaves open it takes from its parent, if it has one: lead, due day, seat."""
    own = _own_party(place)
    names = [name for row in rows for name in (*([row.lead] if row.lead else []), *row.responsible)]
    parties = department_names.find_parties(dict.fromkeys(names))
    matched = [_match(row, parties, own) for row in rows]
    ended = checking.find_ended([leg for legs, _ in matched for leg in legs])
    return [
        _read(place, row, legs, [*faults, *checking.ended_faults(legs, ended)])
        for row, (legs, faults) in zip(rows, matched, strict=True)
    ]


def _match(
    row: Understood, parties: Mapping[str, Party], own: Party | None
) -> tuple[tuple[LegEntry, ...], list[Problem]]:
    """An empty lead is the parent's."""
    known = {**parties, "": own} if own else parties
    lead = row.lead or ("" if own else None)
    return match_legs([] if lead is None else [lead], row.responsible, known)


def _read(place: Place, row: Understood, legs: tuple[LegEntry, ...], faults: list[Problem]) -> ReadRow:
    entry = TaskEntry(
        title=row.title.strip(),
        standard=row.standard,
        start_on=row.start_on,
        due_on=row.due_on or (None if row.row.due else place.ends_on),
        weight=row.weight or 1,
        quantity=row.quantity,
        unit=row.unit,
        deputy_seat=_seat(place),
    )
    told = {(fault.field, fault.text) for fault in row.problems}
    found = [*checking.entry_faults(entry, place), *checking.leg_faults(legs, place), *faults]
    renamed = [fault._replace(field=COLUMN_OF.get(fault.field, fault.field)) for fault in found]
    problems = [*row.problems, *(fault for fault in renamed if (fault.field, fault.text) not in told)]
    return ReadRow(Draft(entry, legs=legs), legs, problems)


def _own_party(place: Place) -> Party | None:
    """Who leads where a row names nobody: the department it stays within, else the parent's lead."""
    lead = place.internal_department_id or (place.parent.lead_department_id if place.parent else None)
    return Party(draft_legs.department_names_of([lead])[lead], department_id=lead) if lead else None
