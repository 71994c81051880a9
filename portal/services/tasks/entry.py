"""What somebody writes into a task before it is issued, and how names become legs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from portal.domain.assignment_lifecycle import AssignmentKind
from portal.domain.department_lists import list_of
from portal.domain.paste import Problem
from portal.errors import Invalid
from portal.services import department_names
from portal.services.department_names import Party
from portal.text import N_

MANY_LEADS = N_("Only one department can lead, not %(departments)s.")
GROUP_LEADS = N_("“%(name)s” is a group and cannot lead: name one department.")
UNKNOWN = N_("No department or group is called “%(names)s”.")
ENDED = N_("“%(names)s” no longer exists: name its successor.")


@dataclass(frozen=True)
class TaskEntry:
    """What a task says of itself: columns of the same names."""

    title: str
    content: str = ""
    standard: str = ""
    clause: str = ""
    start_on: date | None = None
    due_on: date | None = None
    weight: int = 1
    quantity: Decimal | None = None
    unit: str = ""
    target_id: int | None = None
    deputy_seat: int | None = None


@dataclass(frozen=True)
class Inside:
    """Who does it within a department: columns of the same names on its leg."""

    section: str = ""
    deputy_in_charge: str = ""
    person_responsible: str = ""


@dataclass(frozen=True)
class LegEntry:
    party: Party
    kind: AssignmentKind = AssignmentKind.RESPONSIBLE
    quantity: Decimal | None = None
    inside: Inside = Inside()


@dataclass(frozen=True)
class MilestoneEntry:
    title: str
    due_on: date
    evidence: str = ""


@dataclass(frozen=True)
class OwnLeg:
    """The one leg of a subtask within a department."""

    department_id: int
    inside: Inside = Inside()


@dataclass(frozen=True)
class Draft:
    """A whole draft: departments by name (`lead`, `responsible`), as `legs` where they are known already, or `own`
    where it stays within one department."""

    entry: TaskEntry
    lead: str = ""
    responsible: str = ""
    legs: tuple[LegEntry, ...] = ()
    own: OwnLeg | None = None
    milestones: tuple[MilestoneEntry, ...] = ()


def legs_of(draft: Draft) -> tuple[LegEntry, ...]:
    """All legs of a draft, names read. Raises Invalid at "lead" or "responsible"."""
    own: tuple[LegEntry, ...] = ()
    if draft.own:
        party = Party("", department_id=draft.own.department_id)
        own = (LegEntry(party, AssignmentKind.LEAD, inside=draft.own.inside),)
    return (*read_legs(draft.lead, draft.responsible), *draft.legs, *own)


def read_legs(lead: str, responsible: str) -> tuple[LegEntry, ...]:
    """Legs from typed names: the lead's own field, or an asterisk in the list, says who leads; nobody twice."""
    others = list_of(responsible)
    leads = list(dict.fromkeys([*list_of(lead).names, *others.starred]))
    legs, faults = match_legs(leads, others.names, department_names.find_parties([*leads, *others.names]))
    for fault in faults:
        raise Invalid(fault.text, fault.field, **fault.values)
    return legs


def match_legs(
    leads: Sequence[str], others: Sequence[str], parties: Mapping[str, Party]
) -> tuple[tuple[LegEntry, ...], list[Problem]]:
    """Legs for the names that are known, and what is wrong with the others."""
    faults = [
        Problem(field, UNKNOWN, {"names": "、".join(unknown)})
        for field, names in (("lead", leads), ("responsible", others))
        if (unknown := [name for name in names if name not in parties])
    ]
    leading = list(dict.fromkeys(parties[name] for name in leads if name in parties))
    if len(leading) > 1:
        faults.append(Problem("lead", MANY_LEADS, {"departments": "、".join(party.name for party in leading)}))
    faults += [Problem("lead", GROUP_LEADS, {"name": party.name}) for party in leading if party.group_id is not None]
    rest = dict.fromkeys(parties[name] for name in others if name in parties)
    legs = (
        *(LegEntry(party, AssignmentKind.LEAD) for party in leading[:1]),
        *(LegEntry(party) for party in rest if party not in leading),
    )
    return legs, faults
