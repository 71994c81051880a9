"""Who takes part, from the cells of a row. Many rows say the same, so each wording is read once."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from portal.domain.assignment_lifecycle import AssignmentKind
from portal.domain.paste import Problem, Understood
from portal.domain.task_sheet.rows import SheetRow
from portal.domain.task_sheet.shares import read_shares
from portal.errors import Invalid
from portal.services.department_names import Party
from portal.services.task_sheets.ground import Ground
from portal.services.tasks import checking
from portal.services.tasks.draft_legs import lead_of
from portal.services.tasks.entry import Inside, LegEntry, match_legs
from portal.services.tasks.placing import Place
from portal.text import N_

LEAD = AssignmentKind.LEAD
LONGEST_INSIDE = 40


class ReadLegs(NamedTuple):
    """The legs with the department that leads; what was not understood, and which rules for new drafts they break."""

    legs: tuple[LegEntry, ...]
    lead: int | None
    faults: tuple[Problem, ...]
    broken: tuple[Problem, ...]


class LegReader:
    """Reads the legs of one sheet's rows."""

    def __init__(self, place: Place, ground: Ground) -> None:
        self._place, self._parties, self._ended = place, ground.basis.parties, ground.basis.ended
        self._read: dict[tuple[object, ...], ReadLegs] = {}

    def of(self, row: SheetRow, understood: Understood, above: Party | None) -> ReadLegs:
        """An empty lead is taken over from above; who does it inside stands on the lead's leg."""
        inside = (row.section, row.deputy, row.person)
        key = (understood.lead, understood.responsible, above, row.shares, inside)
        if key not in self._read:
            legs, faults = self._legs(understood, above, row.shares, Inside(*inside))
            broken = (*checking.leg_faults(legs, self._place), *checking.ended_faults(legs, self._ended))
            self._read[key] = ReadLegs(legs, lead_of(legs), tuple(faults), broken)
        return self._read[key]

    def _legs(
        self, understood: Understood, above: Party | None, typed_shares: str, inside: Inside
    ) -> tuple[tuple[LegEntry, ...], list[Problem]]:
        known = {**self._parties, "": above} if above else self._parties
        lead = understood.lead or ("" if above else None)
        legs, faults = match_legs([] if lead is None else [lead], understood.responsible, known)
        faults += _inside_faults(inside)
        shares, wrong = _shares(typed_shares, legs)
        legs = tuple(
            LegEntry(leg.party, leg.kind, shares.get(leg.party.name), inside if leg.kind == LEAD else Inside())
            for leg in legs
        )
        return legs, [*faults, *wrong]


def _inside_faults(inside: Inside) -> Iterator[Problem]:
    if any(len(text) > LONGEST_INSIDE for text in vars(inside).values()):
        yield Problem("person", N_("At most %(most)s characters."), {"most": LONGEST_INSIDE})


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
