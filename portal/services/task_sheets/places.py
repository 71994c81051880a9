"""Where each row of a sheet would lie, and what it takes over from there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.domain.assignment_lifecycle import AssignmentKind
from portal.domain.paste import Problem
from portal.domain.task_sheet.outline import Above, number_of
from portal.services.department_names import Party
from portal.services.task_sheets.ground import Ground
from portal.services.task_sheets.verdicts import CheckedRow, Verdict
from portal.services.tasks.placing import Place
from portal.text import N_

LEAD = AssignmentKind.LEAD


@dataclass(frozen=True)
class PlaceInSheet(Place):
    """Below a task, or below another row: what the rules of drafting ask of it.

    `hindrance` says why nothing new may be put there; what is there already stays.
    """

    first_on: date | None = None
    last_on: date | None = None
    lead: Party | None = None
    seat: int | None = None
    depth: int = 0
    hindrance: Problem | None = None

    @property
    def starts_on(self) -> date | None:
        return self.first_on

    @property
    def ends_on(self) -> date | None:
        return self.last_on


class Places:
    """The places of one sheet's rows. A row is asked for after what lies above it has been checked."""

    def __init__(self, place: Place, seat: int | None, ground: Ground, rows: Sequence[CheckedRow]) -> None:
        parent = place.parent
        self._place, self._ground, self._rows = place, ground, rows
        self._below: dict[int, PlaceInSheet] = {}
        self._top = PlaceInSheet(
            place.plan_id, place.campaign_id, parent, place.internal_department_id,
            first_on=place.starts_on, last_on=place.ends_on, lead=ground.own,
            seat=parent.deputy_seat if parent and seat is None else seat, depth=parent.depth + 1 if parent else 0,
        )  # fmt: skip

    def of(self, one: CheckedRow, above: Above) -> PlaceInSheet:
        """Where the row would lie; what is wrong with that is told with it."""
        if above.is_circle:
            one.problems.append(Problem("above", N_("This row lies below itself."), {}))
        if above.row is not None:
            return self._below_row(one, above.row)
        if above.typed:
            return self._below_named(one, above.typed)
        return self._top

    def _below_row(self, one: CheckedRow, at: int) -> PlaceInSheet:
        upper = self._rows[at]
        if upper.task_id and upper.verdict is Verdict.KNOWN:
            return self._below_task(one, upper.task_id)
        if upper.verdict is Verdict.TWICE:
            return self._below_row(one, upper.same_as)
        one.parent_row = at
        if at not in self._below:
            self._below[at] = self._place_below(upper)
        return self._below[at]

    def _place_below(self, upper: CheckedRow) -> PlaceInSheet:
        unsound = Problem("above", N_("Line %(line)s, above this one, is not sound."), {"line": upper.row.line})
        entry = upper.entry
        return PlaceInSheet(
            self._place.plan_id, self._place.campaign_id, self._place.parent, self._place.internal_department_id,
            first_on=entry.start_on if entry else None, last_on=entry.due_on if entry else None,
            lead=next((leg.party for leg in upper.legs if leg.kind == LEAD), None),
            seat=entry.deputy_seat if entry else None, depth=upper.depth + 1,
            hindrance=unsound if upper.verdict is Verdict.FAULTY else None,
        )  # fmt: skip

    def _below_named(self, one: CheckedRow, typed: str) -> PlaceInSheet:
        """Named by its title it may be there already; a number that is not in the table is only noted."""
        found = self._ground.titled.get(typed, [])
        if len(found) == 1:
            return self._below_task(one, found[0])
        number = one.row.above or typed
        if number_of(number):
            one.notes.append(Problem("above", N_("There is no line “%(typed)s”: the task will stand at the top."),
                                     {"typed": number}))  # fmt: skip
        else:
            one.problems.append(Problem("above", N_("“%(typed)s” is neither in this table nor there already."),
                                        {"typed": typed[:60]}))  # fmt: skip
        return self._top

    def _below_task(self, one: CheckedRow, task_id: int) -> PlaceInSheet:
        upper = self._ground.standing[task_id]
        one.parent_id = task_id
        text = N_("“%(title)s” is there already and takes no subtasks from you.")
        closed = Problem("above", text, {"title": upper.row.title[:60]})
        return PlaceInSheet(
            self._place.plan_id, self._place.campaign_id, self._place.parent, self._place.internal_department_id,
            first_on=upper.row.start_on, last_on=upper.due_on, lead=self._ground.party(upper.lead),
            seat=upper.row.deputy_seat, depth=upper.row.depth + 1,
            hindrance=None if self._ground.takes_children(task_id) else closed,
        )  # fmt: skip
