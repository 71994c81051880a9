"""Every row of a sheet against the rules of a single draft, and against the tasks that are there already."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from portal import policy
from portal.domain.assignment_lifecycle import AssignmentKind
from portal.domain.department_lists import list_of
from portal.domain.paste import Problem, Understood, understand
from portal.domain.task_sheet import outline
from portal.domain.task_sheet.fingerprint import fingerprint, likeness
from portal.domain.task_sheet.outline import Above
from portal.domain.task_sheet.rows import SheetRow
from portal.domain.task_sheet.shares import read_shares
from portal.domain.written_numbers import narrow
from portal.errors import Invalid
from portal.policy import Actor
from portal.services.task_sheets.ground import Ground, above_of, facts_of, said_at
from portal.services.task_sheets.places import PlaceInSheet, Places
from portal.services.task_sheets.verdicts import CheckedRow, Verdict
from portal.services.tasks import breaking_down, checking, placing
from portal.services.tasks.entry import Inside, LegEntry, TaskEntry, match_legs
from portal.services.tasks.placing import DEEPEST, Place
from portal.text import N_

LEAD = AssignmentKind.LEAD
LONGEST_INSIDE = 40
ALIKE = N_("A task of this name is there already, with other days or figures: this would be a second one.")
STRANGE = N_("“%(names)s” has a share but takes no part.")
COLUMN_OF = breaking_down.COLUMN_OF | {"deputy_seat": "seat"}


def names_in(rows: Sequence[SheetRow]) -> Iterator[str]:
    """Every name of a department that the rows hold."""
    for row in rows:
        yield from list_of(row.draft.lead).names
        yield from row.draft.responsible


class Checker:
    """Checks the rows of one sheet. A row is checked after what lies above it."""

    def __init__(self, place: Place, seat: int | None, ground: Ground, year: int, *, acting_user: Actor) -> None:
        self._place, self._seat, self._ground = place, seat, ground
        self._year, self._actor = year, acting_user
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
        understood = understand(one.row.draft, self._year)
        one.depth = place.depth
        one.legs, faults = self._legs(one.row, understood, place)
        one.entry = self._entry(one, understood, place)
        lead = self._ground.parties.get(understood.lead or "")
        one.own = facts_of(one.entry, lead.department_id if lead else None, understood.due_on)
        one.problems += [*understood.problems, *faults]
        self._compare(one, list(self._broken_rules(one, one.entry, place)))

    def _broken_rules(self, one: CheckedRow, entry: TaskEntry, place: PlaceInSheet) -> Iterator[Problem]:
        """What stands against a new draft that says this here; each once, named by the sheet's columns."""
        told = {(fault.field, fault.text) for fault in one.problems}
        for fault in (
            *checking.entry_faults(entry, place),
            *checking.leg_faults(one.legs, place),
            *checking.ended_faults(one.legs, self._ground.ended),
            *self._place_faults(entry, place),
        ):
            renamed = fault._replace(field=COLUMN_OF.get(fault.field, fault.field))
            if (renamed.field, renamed.text) not in told:
                yield renamed

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
        if place.hindrance:
            yield place.hindrance
        if place.depth > DEEPEST:
            yield Problem("above", N_("Ten levels are the most; put this beside its parent instead."), {})
        if not self._may_give_to(entry.deputy_seat):
            yield Problem("seat", N_("You may not give the task to this seat."), {})

    def _may_give_to(self, seat: int | None) -> bool:
        if seat not in self._seats:
            self._seats[seat] = policy.can_on(self._actor, "task.draft", placing.ground_at(self._place, seat))
        return self._seats[seat]

    def _compare(self, one: CheckedRow, broken: list[Problem]) -> None:
        """Whether the same is there already, or stands further up. Rules are for what is new."""
        assert one.entry is not None
        assert one.own is not None
        above = f"row:{one.parent_row}" if one.parent_row is not None else above_of(one.parent_id or self._here)
        lead = next((leg.party.department_id for leg in one.legs if leg.kind == LEAD), None)
        facts = facts_of(one.entry, lead, one.entry.due_on)
        one.fingerprint = fingerprint(above, facts)
        known = self._ground.known
        task_id = known.get(one.fingerprint) or known.get(fingerprint(said_at(above), one.own))
        if one.problems or (broken and not task_id):
            one.verdict = Verdict.FAULTY
            one.problems += broken
        elif task_id:
            one.verdict, one.task_id = Verdict.KNOWN, task_id
        elif one.fingerprint in self._seen:
            self._note_twice(one)
        else:
            self._seen[one.fingerprint] = one.at
            if likeness(above, facts) in self._ground.alike:
                one.notes.append(Problem("title", ALIKE, {}))

    def _note_twice(self, one: CheckedRow) -> None:
        one.verdict, one.same_as = Verdict.TWICE, self._seen[one.fingerprint]
        one.notes.append(Problem("title", N_("Says the same as line %(line)s."), {"line": self._lines[one.same_as]}))


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
