"""Every row of a sheet against the rules of a single draft, and against the tasks that are there already."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portal import policy
from portal.domain.assignment_lifecycle import AssignmentKind
from portal.domain.department_lists import list_of
from portal.domain.paste import Problem, Understood, understand
from portal.domain.task_sheet import outline
from portal.domain.task_sheet.fingerprint import Facts, fingerprint, likeness
from portal.domain.task_sheet.outline import Above
from portal.domain.task_sheet.rows import SheetRow
from portal.domain.task_sheet.shares import read_shares
from portal.domain.written_numbers import narrow
from portal.errors import Invalid
from portal.policy import Actor
from portal.services.department_names import Party
from portal.services.task_sheets.ground import Ground, above_of, facts_of, said_at
from portal.services.tasks import breaking_down, checking, placing
from portal.services.tasks.entry import Inside, LegEntry, TaskEntry, match_legs
from portal.services.tasks.placing import DEEPEST, Place
from portal.text import N_

LEAD = AssignmentKind.LEAD
LONGEST_INSIDE = 40
ALIKE = N_("A task of this name is there already, with other days or figures: this would be a second one.")
STRANGE = N_("“%(names)s” has a share but takes no part.")
COLUMN_OF = breaking_down.COLUMN_OF | {"deputy_seat": "seat"}


class RowState(StrEnum):
    """What becomes of a row: `known` is there already, `twice` says the same as a row above it."""

    NEW = "new"
    KNOWN = "known"
    TWICE = "twice"
    FAULTY = "faulty"


@dataclass
class CheckedRow:
    """A row with what it means. It lies below the row at `parent_row`, or below the task `parent_id`, or at the top.

    `at` is its place among the rows; `own` is what it says itself, without what it takes over from above.
    """

    at: int
    row: SheetRow
    state: RowState = RowState.NEW
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    entry: TaskEntry | None = None
    legs: tuple[LegEntry, ...] = ()
    parent_row: int | None = None
    parent_id: int | None = None
    task_id: int | None = None
    fingerprint: str = ""
    own: Facts | None = None
    depth: int = 0


@dataclass(frozen=True)
class PlaceInSheet(Place):
    """Below a task, or below another row: what the rules of drafting ask of it."""

    first_on: date | None = None
    last_on: date | None = None
    lead: Party | None = None
    seat: int | None = None
    depth: int = 0

    @property
    def starts_on(self) -> date | None:
        return self.first_on

    @property
    def ends_on(self) -> date | None:
        return self.last_on


def names_in(rows: Sequence[SheetRow]) -> Iterator[str]:
    """Every name of a department that the rows hold."""
    for row in rows:
        yield from list_of(row.draft.lead).names
        yield from row.draft.responsible


class Checker:
    """Checks the rows of one sheet. A row is checked after what lies above it."""

    def __init__(self, place: Place, seat: int | None, ground: Ground, year: int, *, acting_user: Actor) -> None:
        parent = place.parent
        self._ground, self._year, self._actor = ground, year, acting_user
        self._place = place
        self._top = PlaceInSheet(
            place.plan_id, place.campaign_id, parent, place.internal_department_id,
            first_on=place.starts_on, last_on=place.ends_on, lead=ground.own,
            seat=parent.deputy_seat if parent and seat is None else seat, depth=parent.depth + 1 if parent else 0,
        )  # fmt: skip
        self._seats: dict[int | None, bool] = {}
        self._seen: dict[str, int] = {}
        self._rows: list[CheckedRow] = []

    def check(
        self, rows: Sequence[SheetRow], *, tell: Callable[[int, int], None] = lambda done, total: None
    ) -> list[CheckedRow]:
        """All rows, in their order."""
        above = outline.outline(rows)
        self._rows = [CheckedRow(at, row) for at, row in enumerate(rows)]
        for done, at in enumerate(_from_the_top(above), 1):
            self._check(self._rows[at], above[at])
            tell(done, len(rows))
        return self._rows

    def _check(self, one: CheckedRow, above: Above) -> None:
        place = self._place_of(one, above)
        understood = understand(one.row.draft, self._year)
        one.depth = place.depth
        one.legs, faults = self._legs(one.row, understood, place)
        one.entry = self._entry(one, understood, place)
        lead = self._ground.parties.get(understood.lead or "")
        one.own = facts_of(one.entry, lead.department_id if lead else None, understood.due_on)
        told = {(fault.field, fault.text) for fault in understood.problems}
        found = [
            *checking.entry_faults(one.entry, place),
            *checking.leg_faults(one.legs, place),
            *checking.ended_faults(one.legs, self._ground.ended),
            *faults,
            *self._place_faults(one.entry, place),
        ]
        one.problems += understood.problems
        one.problems += [
            fault._replace(field=COLUMN_OF.get(fault.field, fault.field))
            for fault in found
            if (COLUMN_OF.get(fault.field, fault.field), fault.text) not in told
        ]
        self._compare(one)

    def _place_of(self, one: CheckedRow, above: Above) -> PlaceInSheet:
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
        if upper.task_id and upper.state is RowState.KNOWN:
            return self._below_task(one, upper.task_id)
        if upper.state is RowState.TWICE:
            return self._below_row(one, self._seen[upper.fingerprint])
        one.parent_row = at
        if upper.state is RowState.FAULTY or upper.entry is None:
            one.problems.append(Problem("above", N_("Line %(line)s, above this one, is not sound."),
                                        {"line": upper.row.line}))  # fmt: skip
        entry = upper.entry
        return PlaceInSheet(
            self._place.plan_id, self._place.campaign_id, self._place.parent, self._place.internal_department_id,
            first_on=entry.start_on if entry else None, last_on=entry.due_on if entry else None,
            lead=next((leg.party for leg in upper.legs if leg.kind == LEAD), None),
            seat=entry.deputy_seat if entry else None, depth=upper.depth + 1,
        )  # fmt: skip

    def _below_named(self, one: CheckedRow, typed: str) -> PlaceInSheet:
        """Named by its title it may be there already; a number that is not in the table is only noted."""
        found = self._ground.titled.get(typed, [])
        if len(found) == 1:
            return self._below_task(one, found[0])
        if outline.number_of(one.row.above):
            one.notes.append(Problem("above", N_("There is no line “%(typed)s”: the task will stand at the top."),
                                     {"typed": one.row.above}))  # fmt: skip
        else:
            one.problems.append(Problem("above", N_("“%(typed)s” is neither in this table nor there already."),
                                        {"typed": typed[:60]}))  # fmt: skip
        return self._top

    def _below_task(self, one: CheckedRow, task_id: int) -> PlaceInSheet:
        upper = self._ground.standing.get(task_id)
        one.parent_id = task_id
        if upper is None or not upper.is_open:
            title = upper.title[:60] if upper else str(task_id)
            text = N_("“%(title)s” is there already and takes no subtasks from you.")
            one.problems.append(Problem("above", text, {"title": title}))
        if upper is None:
            return self._top
        return PlaceInSheet(
            self._place.plan_id, self._place.campaign_id, self._place.parent, self._place.internal_department_id,
            first_on=upper.start_on, last_on=upper.due_on, lead=self._ground.leads.get(upper.lead or 0),
            seat=upper.seat, depth=upper.depth + 1,
        )  # fmt: skip

    def _legs(
        self, row: SheetRow, understood: Understood, place: PlaceInSheet
    ) -> tuple[tuple[LegEntry, ...], list[Problem]]:
        """An empty lead is taken over from above; who does it inside stands on the lead's leg."""
        known = {**self._ground.parties, "": place.lead} if place.lead else self._ground.parties
        lead = understood.lead or ("" if place.lead else None)
        legs, faults = match_legs([] if lead is None else [lead], understood.responsible, known)
        inside = Inside(row.section, row.deputy, row.person)
        if any(len(text) > LONGEST_INSIDE for text in (row.section, row.deputy, row.person)):
            faults.append(Problem("person", N_("At most %(most)s characters."), {"most": LONGEST_INSIDE}))
        shares, wrong = _shares(row.shares, legs)
        legs = tuple(
            LegEntry(leg.party, leg.kind, shares.get(leg.party.name), inside if leg.kind == LEAD else Inside())
            for leg in legs
        )
        return legs, [*faults, *wrong]

    def _entry(self, one: CheckedRow, understood: Understood, place: PlaceInSheet) -> TaskEntry:
        row = one.row
        seat = place.seat
        if row.seat:
            digits = "".join(sign for sign in narrow(row.seat) if sign.isascii() and sign.isdigit())
            seat = int(digits) if len(digits) == 1 else 0
        return TaskEntry(
            title=understood.title.strip(),
            content=row.content,
            standard=understood.standard,
            clause=row.clause,
            start_on=understood.start_on,
            due_on=understood.due_on or (None if row.draft.due else place.last_on),
            weight=understood.weight or 1,
            quantity=understood.quantity,
            unit=understood.unit,
            deputy_seat=seat,
        )

    def _place_faults(self, entry: TaskEntry, place: PlaceInSheet) -> Iterator[Problem]:
        if place.depth > DEEPEST:
            yield Problem("above", N_("Ten levels are the most; put this beside its parent instead."), {})
        if not self._may_give_to(entry.deputy_seat):
            yield Problem("seat", N_("You may not give the task to this seat."), {})

    def _may_give_to(self, seat: int | None) -> bool:
        if seat not in self._seats:
            self._seats[seat] = policy.can_on(self._actor, "task.draft", placing.ground_at(self._place, seat))
        return self._seats[seat]

    def _compare(self, one: CheckedRow) -> None:
        """Whether the same is there already, or stands further up."""
        assert one.entry is not None
        above = f"row:{one.parent_row}" if one.parent_row is not None else above_of(one.parent_id)
        lead = next((leg.party.department_id for leg in one.legs if leg.kind == LEAD), None)
        facts = facts_of(one.entry, lead, one.entry.due_on)
        one.fingerprint = fingerprint(above, facts)
        assert one.own is not None
        known = self._ground.known
        task_id = known.get(one.fingerprint) or known.get(fingerprint(said_at(above), one.own))
        if one.problems:
            one.state = RowState.FAULTY
        elif task_id:
            one.state, one.task_id = RowState.KNOWN, task_id
        elif one.fingerprint in self._seen:
            one.state = RowState.TWICE
            line = self._rows[self._seen[one.fingerprint]].row.line
            one.notes.append(Problem("title", N_("Says the same as line %(line)s."), {"line": line}))
        else:
            self._seen[one.fingerprint] = one.at
            if likeness(above, facts) in self._ground.alike:
                one.notes.append(Problem("title", ALIKE, {}))


def _shares(text: str, legs: Sequence[LegEntry]) -> tuple[dict[str, Decimal], list[Problem]]:
    if not text:
        return {}, []
    try:
        shares = read_shares(text)
    except Invalid as error:
        return {}, [Problem("shares", error.text, error.values)]
    names = {leg.party.name for leg in legs}
    strange = [name for name in shares if name not in names]
    if strange:
        return shares, [
            Problem("shares", N_("“%(names)s” has a share but takes no part."), {"names": "、".join(strange)})
        ]
    return shares, []


def _from_the_top(above: Sequence[Above]) -> list[int]:
    """The rows in an order in which each comes after the one it lies below."""
    depth: dict[int, int] = {}
    for start in range(len(above)):
        line: list[int] = []
        at: int | None = start
        while at is not None and at not in depth:
            line.append(at)
            at = above[at].row
        base = depth[at] if at is not None else -1
        for one in reversed(line):
            base = depth[one] = base + 1
    return sorted(range(len(above)), key=lambda at: (depth[at], at))
