"""Every row of a sheet against the rules of a single draft, and against the tasks that are there already."""

from collections.abc import Callable, Iterator, Sequence

from portal import policy
from portal.domain.department_lists import list_of
from portal.domain.paste import Problem, Understood, understand
from portal.domain.task_sheet import outline
from portal.domain.task_sheet.fingerprint import likeness, placed, said
from portal.domain.task_sheet.outline import Above
from portal.domain.task_sheet.rows import SheetRow
from portal.domain.written_numbers import narrow
from portal.services.task_sheets import ground as grounds
from portal.services.task_sheets.basis import Basis
from portal.services.task_sheets.ground import above_of, facts_of, said_at
from portal.services.task_sheets.legs_read import LegReader, ReadLegs
from portal.services.task_sheets.places import PlaceInSheet, Places
from portal.services.task_sheets.verdicts import CheckedRow, Verdict
from portal.services.tasks import breaking_down, checking, placing
from portal.services.tasks.entry import TaskEntry
from portal.services.tasks.placing import DEEPEST, Place
from portal.text import N_

ALIKE = N_("A task of this name is there already, with other days or figures: this would be a second one.")
COLUMN_OF = breaking_down.COLUMN_OF | {"deputy_seat": "seat"}


def names_in(rows: Sequence[SheetRow]) -> frozenset[str]:
    """Every name of a department that the rows hold."""
    leads = {name for text in {row.draft.lead for row in rows} for name in list_of(text).names}
    return frozenset(leads.union(*{row.draft.responsible for row in rows}))


class Checker:
    """Checks the rows of one sheet. A row is checked after what lies above it."""

    def __init__(self, place: Place, seat: int | None, basis: Basis) -> None:
        self._place, self._seat, self._basis = place, seat, basis
        self._ground = grounds.of(place, basis)
        self._legs = LegReader(place, self._ground)
        self._here = place.parent.id if place.parent else None
        self._seats: dict[int | None, bool] = {}
        self._seen: dict[str, int] = {}
        self._lines: list[int] = []

    def check(
        self, rows: Sequence[SheetRow], *, tell: Callable[[int, int], None] = lambda done, total: None
    ) -> list[CheckedRow]:
        """All rows, in their order."""
        above = outline.outline(rows)
        found = [CheckedRow(at, row) for at, row in enumerate(rows)]
        self._lines = [row.line for row in rows]
        places = Places(self._place, self._seat, self._ground, found)
        for done, at in enumerate(_from_the_top(above), 1):
            self._check(found[at], places.of(found[at], above[at]))
            tell(done, len(rows))
        return found

    def _check(self, one: CheckedRow, place: PlaceInSheet) -> None:
        understood = understand(one.row.draft, self._basis.year)
        read = self._legs.of(one.row, understood, place.lead)
        one.depth, one.legs = place.depth, read.legs
        one.entry = self._entry(one, understood, place)
        one.problems += [*understood.problems, *read.faults]
        self._compare(one, understood, read, list(self._broken_rules(one, one.entry, read, place)))

    def _broken_rules(
        self, one: CheckedRow, entry: TaskEntry, read: ReadLegs, place: PlaceInSheet
    ) -> Iterator[Problem]:
        """What stands against a new draft that says this here; each once, named by the sheet's columns."""
        told = {(fault.field, fault.text) for fault in one.problems}
        for fault in (*checking.entry_faults(entry, place), *read.broken, *self._place_faults(entry, place)):
            renamed = fault._replace(field=COLUMN_OF.get(fault.field, fault.field))
            if (renamed.field, renamed.text) not in told:
                yield renamed

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
        if place.hindrance:
            yield place.hindrance
        if place.depth > DEEPEST:
            yield Problem("above", N_("Ten levels are the most; put this beside its parent instead."), {})
        if not self._may_give_to(entry.deputy_seat):
            yield Problem("seat", N_("You may not give the task to this seat."), {})

    def _may_give_to(self, seat: int | None) -> bool:
        if seat not in self._seats:
            self._seats[seat] = policy.can_on(self._basis.actor, "task.draft", placing.ground_at(self._place, seat))
        return self._seats[seat]

    def _compare(self, one: CheckedRow, understood: Understood, read: ReadLegs, broken: list[Problem]) -> None:
        """Whether the same is there already, or stands further up. Rules are for what is new."""
        assert one.entry is not None
        above = f"row:{one.parent_row}" if one.parent_row is not None else above_of(one.parent_id or self._here)
        task_id = self._task_known(one, one.entry, understood, read, above)
        if one.problems or (broken and not task_id):
            one.verdict = Verdict.FAULTY
            one.problems += broken
        elif task_id:
            one.verdict, one.task_id = Verdict.KNOWN, task_id
        elif one.fingerprint in self._seen:
            self._note_twice(one)
        else:
            self._seen[one.fingerprint] = one.at
            if self._ground.alike and likeness(above, facts_of(one.entry, read.lead, None)) in self._ground.alike:
                one.notes.append(Problem("title", ALIKE, {}))

    def _task_known(
        self, one: CheckedRow, entry: TaskEntry, understood: Understood, read: ReadLegs, above: str
    ) -> int | None:
        """The task that says what the row means here, or that came from a row which said the same itself."""
        lead = self._basis.parties.get(understood.lead or "")
        own = facts_of(entry, lead.department_id if lead else None, understood.due_on)
        facts = facts_of(entry, read.lead, entry.due_on)
        one.said = said(own)
        one.fingerprint = placed(above, one.said if facts == own else said(facts))
        known = self._ground.known
        return (known.get(one.fingerprint) or known.get(placed(said_at(above), one.said))) if known else None

    def _note_twice(self, one: CheckedRow) -> None:
        one.verdict, one.same_as = Verdict.TWICE, self._seen[one.fingerprint]
        one.notes.append(Problem("title", N_("Says the same as line %(line)s."), {"line": self._lines[one.same_as]}))


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
