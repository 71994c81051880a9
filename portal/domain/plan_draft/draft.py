"""The draft of a plan: what was read of a notice, as far as people have corrected it. Values in, values out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from portal.domain.departments import DepartmentKind
from portal.domain.plan_text.reading import Place, QuestionKind


class ItemKind(StrEnum):
    CAMPAIGN = "campaign"
    TASK = "task"
    TARGET = "target"


class PartyRole(StrEnum):
    """In which list of an item a printed name stands."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COMMANDER = "commander"
    DEPUTIES = "deputies"


OF_DEPARTMENTS = (PartyRole.LEAD, PartyRole.RESPONSIBLE)
OF_PEOPLE = (PartyRole.COMMANDER, PartyRole.DEPUTIES)


@dataclass(frozen=True, slots=True)
class Field:
    """One value as text: days in ISO form, numbers plain; "" is nothing. `sure` runs from 0 to 1."""

    value: str = ""
    place: Place | None = None
    sure: float = 1.0
    is_corrected: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """A department, a group or a person as printed; `is_joint` marks one of several printed leads (共同牵头)."""

    name: str
    place: Place | None = None
    sure: float = 1.0
    is_joint: bool = False
    is_corrected: bool = False


Fields = Mapping[str, Field]


@dataclass(frozen=True, slots=True)
class Item:
    """A campaign, a task or a target. `parent` is the id of what it lies below, "" at the top.

    `whole` is the target this one is a part of, `twin` the one it mentions again, `task` the task it was read in.
    `is_proposed` marks a sentence of a campaign that is offered as a task. `origin` says what of the paper it was read
    from, whatever people do to it since: so that it is found again when the paper is read anew; "" for what they added.
    """

    id: str
    kind: ItemKind
    parent: str = ""
    number: str = ""
    section: str = ""
    place: Place | None = None
    fields: Fields = field(default_factory=dict)
    lead: tuple[Named, ...] = ()
    responsible: tuple[Named, ...] = ()
    commander: tuple[Named, ...] = ()
    deputies: tuple[Named, ...] = ()
    whole: str = ""
    twin: str = ""
    task: str = ""
    is_dropped: bool = False
    is_proposed: bool = False
    origin: str = ""

    def value(self, name: str) -> str:
        return self.fields[name].value if name in self.fields else ""

    def named(self, role: PartyRole) -> tuple[Named, ...]:
        found: tuple[Named, ...] = getattr(self, role.value)
        return found


@dataclass(frozen=True, slots=True)
class Question:
    """What the reader could not decide. `items` are those an answer changes.

    `before` keeps what the answer has touched as it was, so that another answer can be given. `gone_by` is the question
    whose answer took this one's reason away: it is asked no more, and its answer waits in case it is asked again.
    """

    id: str
    kind: QuestionKind
    message: str
    values: Mapping[str, str]
    place: Place
    answers: tuple[str, ...]
    items: tuple[str, ...] = ()
    answer: str | None = None
    before: tuple[Item, ...] = ()
    gone_by: str = ""

    @property
    def is_structural(self) -> bool:
        """Whether an answer changes which items there are: the paper is read anew under it."""
        return self.kind in (QuestionKind.NUMBER_MEANT, QuestionKind.TITLE_DIGIT)

    @property
    def is_blocking(self) -> bool:
        """A number that may be wrong is never taken for right."""
        return self.kind in (QuestionKind.DAMAGED_NUMBER, QuestionKind.IMPLAUSIBLE_NUMBER)

    @property
    def takes_text(self) -> bool:
        return self.kind is QuestionKind.DAMAGED_NUMBER


class DecisionKind(StrEnum):
    """What a printed name is: a department, another name of one, a new one, a group, a new group, nothing."""

    EXISTING = "existing"
    ALIAS = "alias"
    NEW = "new"
    GROUP = "group"
    NEW_GROUP = "new_group"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's word on a printed name. `id` is a department's or a group's."""

    kind: DecisionKind
    id: int | None = None
    department_kind: DepartmentKind | None = None
    short_name: str = ""
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """`items` is flat and in order. `people` are decisions on suggestions, `next` is the next number of an id."""

    head: Fields
    items: tuple[Item, ...] = ()
    questions: tuple[Question, ...] = ()
    decisions: Mapping[str, Decision] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    next: int = 1
