"""A quantity over departments: the sum stays exact, as subtasks or on the legs of one task."""

from decimal import Decimal

import pytest

from portal.domain.assignment_lifecycle import AssignmentState
from portal.errors import Denied, Invalid
from portal.models import Task
from portal.services.department_names import Party
from portal.services.tasks import differences, issuing, splitting
from portal.services.tasks.splitting import Share
from tests import cast as casting
from tests.cast import Cast
from tests.engines import Database
from tests.services.tasks.drafts import below, drafted, group, in_progress, issued, told

MU = {"quantity": Decimal(1000), "unit": "亩"}


@pytest.fixture
def cast(context: Database) -> Cast:
    return casting.build()


def shares(text: str, *quantities: str) -> list[Share]:
    parties = splitting.read_departments(text)
    return [Share(party, Decimal(quantity)) for party, quantity in zip(parties, quantities, strict=True)]


def split(
    cast: Cast, parent: Task, given: list[Share], role: str = "commander", may_differ: bool = False
) -> list[Task]:
    return splitting.split_into_subtasks(
        parent, given, unit="亩", standard="腾空", acting_user=cast.actor(role), may_differ=may_differ
    )


def on_legs(task: Task) -> dict[int | None, Decimal | None]:
    return {leg.department_id: leg.quantity for leg in task.assignments}


def test_names_and_groups_become_departments_each_once(cast: Cast) -> None:
    group(cast)
    found = splitting.read_departments("配合局、各街道、某街道")
    assert [party.name for party in found] == ["配合局", "某街道", "督查组"]
    with pytest.raises(Invalid) as refused:
        splitting.read_departments("没有的局")
    assert refused.value.field == "departments"


def test_shares_by_weight_leave_no_remainder() -> None:
    assert splitting.share_out(Decimal(1000), [Decimal(1)] * 3) == (Decimal(334), Decimal(333), Decimal(333))
    for total, weights in ((Decimal(0), [Decimal(1)]), (None, [Decimal(1)]), (Decimal(5), [])):
        with pytest.raises(Invalid):
            splitting.share_out(total, weights)


def test_one_subtask_for_each_department(cast: Cast) -> None:
    parent = issued(cast, deputy_seat=1, **MU)
    first, second = split(cast, parent, shares("配合局、某街道", "600", "400"), "deputy")
    assert (first.title, first.quantity, first.unit, first.weight) == (
        "清理低效用地（配合局）",
        Decimal(600),
        "亩",
        600,
    )
    assert (second.weight, second.standard, second.due_on) == (400, "腾空", parent.due_on)
    assert [leg.department_id for leg in second.assignments] == [cast.street.id]
    assert told("task.break_down")[0].after is not None
    outcome = issuing.issue_many({one.id: one.version for one in (first, second)}, acting_user=cast.actor("deputy"))
    assert outcome.refused == []


def test_the_sum_is_the_parents_or_differs_on_purpose(cast: Cast) -> None:
    parent = issued(cast, **MU)
    given = shares("配合局、某街道", "600", "300")
    with pytest.raises(Invalid) as refused:
        split(cast, parent, given)
    assert refused.value.field == "may_differ"
    assert refused.value.values == {"sum": "900", "total": "1000"}
    assert len(split(cast, parent, given, may_differ=True)) == 2


@pytest.mark.parametrize("quantity", ["0", "-5"])
def test_every_share_is_something(cast: Cast, quantity: str) -> None:
    with pytest.raises(Invalid):
        split(cast, issued(cast, **MU), shares("配合局", quantity), may_differ=True)


def test_a_department_is_named_once(cast: Cast) -> None:
    twice = shares("配合局", "500") * 2
    with pytest.raises(Invalid):
        split(cast, issued(cast, **MU), twice)
    with pytest.raises(Invalid):
        split(cast, issued(cast, **MU), [])


@pytest.mark.parametrize("role", ["lead_head", "second_deputy", "other_commander", "observer"])
def test_others_do_not_share_out(cast: Cast, role: str) -> None:
    task = issued(cast, deputy_seat=1, **MU)
    given = shares("配合局", "1000")
    with pytest.raises(Denied):
        split(cast, task, given, role)
    with pytest.raises(Denied):
        splitting.split_over_legs(task, given, paper="文", acting_user=cast.actor(role))
    with pytest.raises(Denied):
        splitting.split_over_legs(drafted(cast, deputy_seat=1, **MU), given, acting_user=cast.actor(role))


def test_quantities_on_the_legs_of_a_draft(cast: Cast) -> None:
    task = drafted(cast, responsible="配合局", **MU)
    seen = task.version
    given = shares("配合局、某街道", "600", "400")
    splitting.split_over_legs(task, given, acting_user=cast.actor("office"), version=seen)
    assert on_legs(task) == {cast.lead.id: None, cast.other.id: Decimal(600), cast.street.id: Decimal(400)}
    assert task.version > seen
    row = told("task.edit")[0]
    assert row.after is not None
    assert row.after["legs"] == ["*牵头局", "配合局 600", "某街道 400"]


def test_quantities_on_a_running_task_are_a_revision(cast: Cast) -> None:
    task = in_progress(cast, responsible="配合局", **MU)
    given = shares("牵头局、某街道", "600", "400")
    with pytest.raises(Invalid) as refused:
        splitting.split_over_legs(task, given, acting_user=cast.actor("commander"))
    assert refused.value.field == "paper"
    splitting.split_over_legs(task, given, paper="专班〔2022〕3号", acting_user=cast.actor("commander"))
    assert on_legs(task) == {cast.lead.id: Decimal(600), cast.other.id: None, cast.street.id: Decimal(400)}
    assert {leg.state for leg in task.assignments} == {AssignmentState.WAITING}, "whoever is touched signs again"
    row = told("task.revise")[0]
    assert row.after is not None
    assert row.after["shares"] == {"牵头局": "600", "某街道": "400"}
    assert differences.find_differences() == []


def test_only_a_leaf_carries_quantities_on_its_legs(cast: Cast) -> None:
    parent = issued(cast, **MU)
    assert splitting.may_split_over_legs(parent, acting_user=cast.actor("commander"))
    assert not splitting.may_split_over_legs(parent, acting_user=cast.actor("office"))
    issuing.issue(below(cast, parent), acting_user=cast.actor("commander"))
    assert not splitting.may_split_over_legs(parent, acting_user=cast.actor("commander"))


def test_rows_name_departments_not_groups(cast: Cast) -> None:
    group(cast)
    assert splitting.read_each(["配合局"]) == [Party("配合局", department_id=cast.other.id)]
    for names in (["各街道"], ["没有的局"]):
        with pytest.raises(Invalid):
            splitting.read_each(names)
