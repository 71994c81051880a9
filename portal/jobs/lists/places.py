"""Departments, their groups, and the periods in which they report, as tables."""

from collections.abc import Iterator, Sequence
from typing import Any

from portal.documents.cells import Kind
from portal.domain.departments import KIND_LABELS, DepartmentKind
from portal.jobs.lists.columns import Column, ListOf, Query, by_key
from portal.policy import Actor
from portal.services import departments, groups, periods, plans
from portal.text import N_
from portal.views.addresses import number_or_none


def _departments(query: Query, actor: Actor) -> Iterator[Sequence[Any]]:
    kind = query.get("kind", "")

    def read(after: tuple[int, int] | None) -> Sequence[Any]:
        return departments.list_departments(
            acting_user=actor,
            words=query.get("q", "").strip()[:60],
            kind=DepartmentKind(kind) if kind in set(DepartmentKind) else None,
            with_closed=query.get("closed") == "1",
            after=after,
        )

    return by_key(read, departments.PAGE, lambda row: tuple(map(int, row.place.rsplit("-", 1))))


DEPARTMENTS = ListOf(
    N_("Departments"),
    "department.read",
    (
        Column(N_("Department"), lambda row: row.name, width=30),
        Column(N_("Short name"), lambda row: row.short_name),
        Column(N_("Kind"), lambda row: row.kind, words=KIND_LABELS),
        Column(N_("Head of department"), lambda row: row.head, width=24),
        Column(N_("Last day"), lambda row: row.last_on, Kind.DAY),
    ),
    _departments,
)


def _groups(query: Query, actor: Actor) -> Iterator[Sequence[Any]]:
    return by_key(lambda after: groups.list_groups(acting_user=actor, after=after), groups.PAGE, lambda row: row.name)


GROUPS = ListOf(
    N_("Groups of departments"),
    "department.read",
    (
        Column(N_("Group"), lambda row: row.name, width=30),
        Column(N_("Members"), lambda row: row.members, Kind.NUMBER),
    ),
    _groups,
)


def _periods(query: Query, actor: Actor) -> Iterator[Sequence[Any]]:
    """Of the plan that is asked for, or the first one, as the page shows them."""
    choices = [plan.id for plan in plans.list_plans(acting_user=actor)]
    asked = number_or_none(query.get("plan"))
    plan_id = asked if asked in choices else next(iter(choices), None)
    return by_key(
        lambda after: periods.list_periods(acting_user=actor, plan_id=plan_id, after=after),
        periods.PAGE,
        lambda row: row.first_on,
    )


PERIODS = ListOf(
    N_("Reporting periods"),
    "period.read",
    (
        Column(N_("Period"), lambda row: row.name),
        Column(N_("First day"), lambda row: row.first_on, Kind.DAY),
        Column(N_("Last day"), lambda row: row.last_on, Kind.DAY),
        Column(N_("Report due"), lambda row: row.report_due_on, Kind.DAY),
    ),
    _periods,
)
