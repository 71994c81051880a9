"""What was understood of a notice.

Each statement carries its place in the paper and how sure the reader is (0 to 1).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Place(NamedTuple):
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Words taken from the paper."""

    text: str
    place: Place
    sure: float = 1.0
    is_group: bool = False  # a collective name (各街道): expanded only from a table the user keeps
    is_inherited: bool = False  # printed elsewhere: a merged cell above


@dataclass(frozen=True, slots=True)
class DateFound:
    day: date
    place: Place
    sure: float = 1.0


@dataclass(frozen=True, slots=True)
class Head:
    title: Piece | None = None
    plan_title: Piece | None = None
    document_number: Piece | None = None
    issued_on: DateFound | None = None
    printed_on: DateFound | None = None
    published_on: DateFound | None = None
    issuers: tuple[Piece, ...] = ()
    addressees: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    number: str
    section: str
    title: Piece
    place: Place  # the whole item, its assignment included
    lead: tuple[Piece, ...] = ()
    responsible: tuple[Piece, ...] = ()
    commander: tuple[Piece, ...] = ()
    deputy_commanders: tuple[Piece, ...] = ()
    deadlines: tuple[Piece, ...] = ()
    parent: int | None = None  # index of the task it is a part of, where both carry assignments
    list_is_open: bool = False  # the list of departments ends with 等


class Comparator(StrEnum):
    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    LESS_THAN = "<"
    EQUAL = "="
    ABOUT = "~"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class Target:
    text: Piece
    metric: str
    ensure: float | None
    strive: float | None
    unit: str | None
    comparator: Comparator
    section: str = ""
    task: int | None = None
    by: str | None = None
    minimum: float | None = None
    maximum: float | None = None
    is_doubtful: bool = False  # the number is damaged or implausible: to be confirmed by a person
    is_rank: bool = False  # 全省前三: its values are places, the last that will do; of 第一方阵 there is none
    same_as: int | None = None  # index of an earlier target with the same metric


class RuleKind(StrEnum):
    """What a notice says once for all that follows."""

    FIRST_IS_LEAD = "first-is-lead"
    MARK_IS_LEAD = "mark-is-lead"
    EMPTY_IS_MERGED = "empty-is-merged"
    ALSO_RESPONSIBLE = "also-responsible"


@dataclass(frozen=True, slots=True)
class Rule:
    kind: RuleKind
    text: Piece


class QuestionKind(StrEnum):
    NUMBER_MEANT = "number-meant"
    DAMAGED_NUMBER = "damaged-number"
    IMPLAUSIBLE_NUMBER = "implausible-number"
    TIER_SCOPE = "tier-scope"
    FIRST_LEADS = "first-leads"
    SEVERAL_LEADS = "several-leads"
    MERGED_CELL = "merged-cell"
    SAME_TARGET = "same-target"
    DATE_MEANT = "date-meant"
    TITLE_DIGIT = "title-digit"


@dataclass(frozen=True, slots=True)
class Question:
    """What the reader could not decide; the message is a message id with values, translated where it is shown."""

    id: str
    kind: QuestionKind
    message: str
    place: Place
    answers: tuple[str, ...]
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    head: Head
    tasks: tuple[Task, ...] = ()
    targets: tuple[Target, ...] = ()
    rules: tuple[Rule, ...] = ()
    questions: tuple[Question, ...] = ()
