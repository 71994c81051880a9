"""Tables of measures: each row a measure and its value, or two values for two tiers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from portal.domain.plan_text.columns import Column
from portal.domain.plan_text.deadlines import NOTHING
from portal.domain.plan_text.grid import Cell
from portal.domain.plan_text.strand import Strand, join
from portal.domain.plan_text.table_tasks import Table
from portal.domain.plan_text.targets import Found, targets_in

_UNIT_IN_METRIC = re.compile(r"（([^（）]{1,10})）$")
_NUMBER = re.compile(r"(?P<minus>^[-—])?\d[\d.,]*(?:[—~-]\d[\d.,]*)?")
_IS_BARE = re.compile(r"[〕\]】）]?(?:（含）)?(?:及?以上|及?以下|以内|之内|左右|上下|内)?[〕\]】）]?")
_NO_UNIT = ("", "—", "-", "/", "无")


@dataclass(slots=True)
class Indicator:
    metric: Strand
    value: Strand | None
    strive: Strand | None
    unit: str


def rows_of(table: Table) -> Iterator[Indicator]:
    """Rows of a measure and its values; of several years' values the last is the aim."""
    metric_at = _last(table.columns, Column.METRIC)
    if metric_at is None and Column.STRIVE in table.columns:
        metric_at = _last(table.columns, Column.CONTENT)
    value_at, strive_at = _last(table.columns, Column.VALUE), _last(table.columns, Column.STRIVE)
    if metric_at is None or (value_at is None and strive_at is None):
        return
    unit_at = _last(table.columns, Column.UNIT)
    for row in table.rows:
        metric, value, strive = (_cell(row, at) for at in (metric_at, value_at, strive_at))
        if metric is not None and (value is not None or strive is not None):
            unit = _cell(row, unit_at)
            yield Indicator(metric, value, strive, unit.text if unit else "")


def _last(columns: Sequence[Column], wanted: Column) -> int | None:
    return len(columns) - 1 - columns[::-1].index(wanted) if wanted in columns else None


def _cell(row: Sequence[Cell], at: int | None) -> Strand | None:
    """What a row's cell says, None where it says nothing."""
    if at is None or at >= len(row) or row[at].text in NOTHING or not row[at].text:
        return None
    return row[at].strand.squeezed()


def targets_of(indicator: Indicator) -> Iterator[Found]:
    """A row of a table of indicators reads like a clause: metric, value, unit; two columns of values are two tiers."""
    ensure, strive = _of_cell(indicator, indicator.value), _of_cell(indicator, indicator.strive)
    found = ensure or strive
    if found is None:
        return
    target = found.target
    if strive is not None:
        target = replace(target, ensure=target.ensure if ensure else None, strive=strive.target.ensure)
    yield replace(found, target=target, possible=found.possible or (strive.possible if strive else ()))


def _of_cell(indicator: Indicator, value: Strand | None) -> Found | None:
    number = _NUMBER.search(value.text) if value is not None else None
    if value is None or number is None:
        return None
    printed_unit = _UNIT_IN_METRIC.search(indicator.metric.text)
    unit = indicator.unit or (printed_unit.group(1) if printed_unit else "")
    parts = [indicator.metric.cut(0, printed_unit.start() if printed_unit else None), value.cut(0, number.end())]
    if unit not in _NO_UNIT and _IS_BARE.fullmatch(value.text, number.end()):
        parts.append(Strand(unit, [value.at[number.end() - 1]] * len(unit)))
    joined = _without(
        join([*parts, value.cut(number.end())]), "[]〔〕【】-—" if number.group("minus") else "[]〔〕【】"
    )
    found = next(reversed(list(targets_in(joined))), None)
    return _negative(found) if found and number.group("minus") else found


def _negative(found: Found) -> Found:
    value = found.target.ensure
    return found if value is None else replace(found, target=replace(found.target, ensure=-value))


def _without(strand: Strand, chars: str) -> Strand:
    return join([strand.cut(index, index + 1) for index, char in enumerate(strand.text) if char not in chars])
