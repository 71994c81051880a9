"""Rows pasted from a spreadsheet, as drafts of tasks: what was typed, and what was understood of it.

Nothing typed is lost: a row keeps its own words beside what they mean, and what fitted nowhere stands in `rest`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeVar

from portal.domain.department_lists import list_of
from portal.domain.pasted_cells import Row, cells_of
from portal.domain.written_dates import parse_date
from portal.domain.written_numbers import Written, narrow, parse_number, parse_weight
from portal.errors import Invalid
from portal.text import N_

T = TypeVar("T")

COLUMNS = ("title", "lead", "responsible", "start", "due", "weight", "standard", "quantity", "unit")
# Headers as offices write them, without blanks and in small letters.
HEADERS: Mapping[str, tuple[str, ...]] = {
    "number": ("序号", "编号", "no", "no.", "#"),
    "title": (
        "任务", "任务名称", "工作任务", "主要工作任务", "重点工作", "重点任务", "内容与要求", "工作内容", "事项",
        "督办事项", "子任务", "子任务名称", "名称", "标题", "task", "title", "subtask",
    ),
    "lead": ("牵头", "牵头部门", "牵头单位", "主办单位", "主办部门", "lead", "leaddepartment"),
    "responsible": (
        "责任", "责任部门", "责任单位", "配合部门", "配合单位", "协办单位", "协办部门", "主要参与单位", "参与单位",
        "responsible", "departments", "responsibledepartments",
    ),
    "start": ("开始", "开始日期", "开始时间", "起始日期", "启动时间", "start", "startday", "startdate"),
    "due": (
        "到期日", "截止日期", "截止时间", "完成时限", "完成时间", "办结时限", "时限", "时间节点", "交办时限", "期限",
        "due", "dueday", "duedate", "deadline",
    ),
    "weight": ("权重", "分值", "weight"),
    "standard": ("完成标准", "办结标准", "目标要求", "工作目标", "标准", "standard", "completionstandard"),
    "quantity": ("数量", "目标值", "工作量", "quantity", "amount"),
    "unit": ("单位", "计量单位", "unit"),
}  # fmt: skip
_BY_HEADER = {name: column for column, names in HEADERS.items() for name in names}

_ORDINAL = re.compile(r"\d{1,4}[.、]?")


@dataclass(frozen=True)
class DraftRow:
    """One pasted row in its own words; `line` counts the rows that were pasted, from 1."""

    title: str = ""
    lead: str = ""
    responsible: tuple[str, ...] = ()
    start: str = ""
    due: str = ""
    weight: str = ""
    standard: str = ""
    quantity: str = ""
    unit: str = ""
    line: int = 0
    starred: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()


class Problem(NamedTuple):
    """What is wrong with one cell: the field, a message id and its values."""

    field: str
    text: str
    values: Mapping[str, object]


@dataclass
class Understood:
    """What a row means; what was not understood is None and has a problem."""

    row: DraftRow
    title: str = ""
    lead: str | None = None
    responsible: tuple[str, ...] = ()
    start_on: date | None = None
    due_on: date | None = None
    weight: int | None = None
    standard: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    problems: list[Problem] = field(default_factory=list)


def read_rows(text: str) -> tuple[DraftRow, ...]:
    """The rows of a pasted table; its first row may be a header in any order, else the columns are `COLUMNS`."""
    rows = cells_of(text, lambda row: header_of(row) is not None)
    header = header_of(rows[0]) if rows else None
    columns = header or (("number", *COLUMNS) if _are_numbered(rows) else COLUMNS)
    first = 1 if header else 0
    return tuple(_draft(row, columns, line) for line, row in enumerate(rows[first:], first + 1))


def header_of(row: Row) -> tuple[str, ...] | None:
    """The column under each cell of a header, "" where it says nothing known; None where the row is no header."""
    columns = tuple(_BY_HEADER.get("".join(narrow(cell).lower().split()), "") for cell in row)
    known = [column for column in columns if column]
    is_header = "title" in known and 2 * len(known) >= sum(1 for cell in row if cell)
    return columns if is_header and len(set(known)) == len(known) else None


def understand(row: DraftRow, default_year: int) -> Understood:
    found = Understood(row, title=row.title, standard=row.standard)
    if not row.title:
        found.problems.append(Problem("title", N_("Write what is to be done."), {}))
    _share_out(found)
    found.start_on = _parsed(found, "start", row.start, lambda text: parse_date(text, default_year, opens=True))
    found.due_on = _parsed(found, "due", row.due, lambda text: parse_date(text, default_year))
    if found.start_on and found.due_on and found.due_on < found.start_on:
        found.problems.append(Problem("due", N_("The due day lies before the start."), {}))
    found.weight = _parsed(found, "weight", row.weight, parse_weight)
    written = _parsed(found, "quantity", row.quantity, parse_number)
    _measure(found, written)
    return found


def _are_numbered(rows: Sequence[Row]) -> bool:
    """A table copied without its header often keeps the column of its numbers."""
    return all(len(row) > 1 and _ORDINAL.fullmatch(narrow(row[0])) for row in rows)


def _draft(row: Row, columns: Sequence[str], line: int) -> DraftRow:
    cells: dict[str, str] = {}
    rest: list[str] = []
    for at, cell in enumerate(row):
        column = columns[at] if at < len(columns) else ""
        if column in COLUMNS:
            cells[column] = cell
        elif cell and column != "number":
            rest.append(cell)
    names, starred = list_of(cells.pop("responsible", ""))
    # Hangzhou's tables have no column for the lead: the first that is listed leads.
    if names and not starred and "lead" not in columns:
        starred = names[:1]
    return DraftRow(**cells, line=line, responsible=names, starred=starred, rest=tuple(rest))


def _share_out(found: Understood) -> None:
    """One lead: from its own column, or else the one marked in the list; everybody else is responsible."""
    row = found.row
    own = list_of(row.lead)
    leads = list(dict.fromkeys([*(own.starred or own.names), *row.starred]))
    if len(leads) > 1:
        found.problems.append(
            Problem("lead", N_("Only one department can lead, not %(departments)s."), {"departments": "、".join(leads)})
        )
    found.lead = leads[0] if leads else None
    found.responsible = tuple(
        dict.fromkeys(name for name in [*own.names, *leads, *row.responsible] if name != found.lead)
    )


def _measure(found: Understood, written: Written | None) -> None:
    """A unit stands behind the number or in a column of its own; two that differ are asked about."""
    found.unit = found.row.unit
    if written is None:
        return
    found.quantity = written.value
    if written.unit and found.row.unit and written.unit != found.row.unit:
        values = {"written": written.unit, "unit": found.row.unit}
        found.problems.append(Problem("unit", N_("The quantity says “%(written)s”, its unit says “%(unit)s”."), values))
    found.unit = found.row.unit or written.unit


def _parsed(found: Understood, name: str, text: str, parse: Callable[[str], T]) -> T | None:
    if not text:
        return None
    try:
        return parse(text)
    except Invalid as error:
        found.problems.append(Problem(name, error.text, error.values))
        return None
