"""What is said about each row: the rules of a single draft, and of its place in the table."""

from datetime import date
from decimal import Decimal

import pytest

from portal.domain.paste import Problem
from portal.errors import Denied, Invalid, WrongState
from portal.services import plans
from portal.services.task_sheets import keeping
from portal.services.tasks import placing
from tests import sheets
from tests.cast import Cast
from tests.services.task_sheets.sending import Sent, row, send
from tests.services.tasks import drafts


def fields(sent: Sent, at: int = 0) -> list[str]:
    return [problem.field for problem in sent.row(at).problems]


def test_a_sound_row_is_understood_as_a_pasted_one(cast: Cast) -> None:
    one = send(cast, sheets.GOOD).row(0)
    assert one.problems == []
    assert one.entry is not None
    assert (one.entry.start_on, one.entry.due_on) == (date(2022, 7, 1), date(2022, 10, 31))
    assert (one.entry.quantity, one.entry.unit, one.entry.weight) == (Decimal(25), "亩", 2)
    assert [leg.party.name for leg in one.legs] == ["牵头局", "配合局", "某街道"]
    assert one.entry.content == "备注：已踏勘"


def test_every_fault_of_a_row_is_told_at_once(cast: Cast) -> None:
    assert sorted(fields(send(cast, sheets.BAD))) == ["due", "lead", "quantity", "weight"]


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "长" * 201}, "title"),
        ({"lead": "牵头局、配合局"}, "lead"),
        ({"responsible": "没有的局"}, "responsible"),
        ({"due": "2022-06-30"}, "due"),
        ({"due": "2122-06-30"}, "due"),
        ({"quantity": "25亩", "unit": "公里"}, "unit"),
        ({"quantity": "0"}, "quantity"),
        ({"standard": "长" * 2001}, "standard"),
        ({"unit": "长" * 21, "quantity": "3"}, "unit"),
    ],
)
def test_the_rules_of_a_single_draft_hold(cast: Cast, cells: dict[str, str], field: str) -> None:
    sent = send(cast, row(**({"title": "甲"} | cells)))
    assert fields(sent) == [field]
    assert sent.states == ["faulty"]


def test_a_department_that_has_ended_takes_no_new_work(cast: Cast) -> None:
    cast.other.last_on = date(2022, 6, 30)
    assert fields(send(cast, row("甲", lead="配合局", responsible=""))) == ["lead"]


def test_a_group_cannot_lead(cast: Cast) -> None:
    drafts.group(cast)
    assert fields(send(cast, row("甲", lead="各街道", responsible=""))) == ["lead"]


def test_a_row_may_not_end_after_the_row_above(cast: Cast) -> None:
    sent = send(cast, row("甲", number="1", due="9月底"), row("乙", number="1.1", due="10月底"))
    assert fields(sent, 1) == ["due"]
    assert sent.row(1).problems[0].values == {"day": "2022-09-30"}


def test_nor_after_the_task_it_is_brought_in_below(cast: Cast) -> None:
    parent = drafts.issued(cast, due_on=date(2022, 10, 15))
    assert fields(send(cast, row("甲", due="10月底"), place=placing.below(parent))) == ["due"]


def test_what_lies_below_a_faulty_row_says_so(cast: Cast) -> None:
    sent = send(cast, row("甲", number="1", due="很快"), row("乙", number="1.1"), row("丙", number="1.1.1"))
    assert sent.states == ["faulty"] * 3
    assert sent.row(1).problems[-1] == Problem("above", sent.row(1).problems[-1].text, {"line": 2})


def test_ten_levels_are_the_most(cast: Cast) -> None:
    numbers = [".".join(["1"] * depth) for depth in range(1, 13)]
    sent = send(cast, *(row(f"第{at}级", number=number) for at, number in enumerate(numbers)))
    assert sent.states == ["new"] * 10 + ["faulty"] * 2
    assert "above" in fields(sent, 10)


HEAD = ("编号", "上级任务", "任务", "牵头单位", "完成时限")


def test_a_row_may_name_a_task_that_is_there(cast: Cast) -> None:
    parent = drafts.issued(cast, title="大任务")
    sent = send(cast, ("1", "大任务", "小任务", "", ""), head=HEAD)
    assert sent.states == ["new"]
    assert sent.row(0).parent_id == parent.id
    assert sent.row(0).entry is not None
    assert sent.row(0).entry.due_on == parent.due_on


def test_a_row_above_that_is_nowhere(cast: Cast) -> None:
    sent = send(cast, ("1", "没有的任务", "甲", "", ""), ("2", "99", "乙", "", ""), head=HEAD)
    assert sent.states == ["faulty", "new"], "a number is only noted: the list it came from was filtered"
    assert sent.row(1).notes[0].values == {"typed": "99"}


def test_a_circle_is_told(cast: Cast) -> None:
    sent = send(cast, ("1", "2", "甲", "", ""), ("2", "1", "乙", "", ""), head=HEAD)
    assert sent.states == ["faulty"] * 2


def test_shares_are_for_those_who_take_part(cast: Cast) -> None:
    head = ("任务", "牵头单位", "分工数量")
    assert fields(send(cast, ("甲", "牵头局", "配合局=3"), head=head)) == ["shares"]
    assert fields(send(cast, ("甲", "牵头局", "牵头局"), head=head)) == ["shares"]
    assert fields(send(cast, ("甲", "牵头局", "牵头局=-3"), head=head)) == ["responsible"]


def test_a_deputy_gives_work_to_his_own_seat_alone(cast: Cast) -> None:
    parent = drafts.issued(cast, deputy_seat=1)
    head = ("任务", "分管席位")
    sent = send(cast, ("甲", ""), ("乙", "1"), ("丙", "2"), ("丁", "很多"), role="deputy", head=head,
                place=placing.below(parent))  # fmt: skip
    assert sent.states == ["new", "new", "faulty", "faulty"]
    assert {*fields(sent, 2), *fields(sent, 3)} == {"seat"}


@pytest.mark.parametrize("role", ["other_commander", "deputy", "lead_head", "inspector", "observer"])
def test_who_may_not_draft_here_brings_nothing_in(cast: Cast, role: str) -> None:
    with pytest.raises(Denied):
        send(cast, sheets.GOOD, role=role)


def test_a_head_brings_in_work_within_the_own_department(cast: Cast) -> None:
    parent = drafts.in_progress(cast)
    place = placing.below(parent, cast.lead.id)
    sent = send(cast, row("甲", lead="", responsible="", due="9月底"), row("乙", lead="配合局", responsible=""),
                role="lead_head", place=place)  # fmt: skip
    assert sent.states == ["new", "faulty"]
    assert sent.write(only_good=True) == 1
    with pytest.raises(Denied):
        send(cast, row("丙"), role="lead_head", place=placing.below(parent))


def test_nothing_comes_into_a_plan_that_is_concluded(cast: Cast) -> None:
    sent = send(cast, sheets.GOOD)
    plans.conclude_plan(cast.plan, acting_user=cast.actor("office"))
    with pytest.raises(WrongState):
        sent.write()


def test_a_table_without_a_title_is_not_settled(cast: Cast) -> None:
    sent = send(cast, sheets.GOOD)
    layout = keeping.layout_of(sent.sheet)
    without = type(layout)(layout.sheet, layout.first, layout.last, (layout.columns[0],) * len(layout.columns))
    with pytest.raises(Invalid):
        keeping.set_columns(sent.sheet, without, sent.checked.review(), acting_user=sent.actor)


def test_the_review_survives_being_kept(cast: Cast) -> None:
    sent = send(cast, sheets.GOOD, sheets.BAD, ("合计", *[""] * 10))
    review = sent.checked.review()
    keeping.set_columns(sent.sheet, keeping.layout_of(sent.sheet), review, acting_user=sent.actor)
    kept = keeping.review_of(sent.sheet)
    assert [(one.at, one.line, one.verdict, len(one.problems)) for one in kept.rows] == [
        (one.at, one.line, one.verdict, len(one.problems)) for one in review.rows
    ]
    assert kept.passed == review.passed
    assert kept.counts == {"rows": 2, "new": 1, "known": 0, "twice": 0, "faulty": 1, "noted": 0, "passed": 1}
