"""Printed names of departments: what is unknown is asked once, for all the places where it stands."""

import re

import pytest

from portal.domain.departments import DepartmentKind
from portal.domain.plan_draft import Decision, DecisionKind
from portal.models import DepartmentGroup
from portal.views.plan_import.name_rows import kind_by_ending
from tests import factories
from tests.views.plan_import.conftest import Desk

UNKNOWN = "数字经济发展中心"


def decisions(desk: Desk, review: str) -> dict[str, Decision]:
    return dict(desk.draft(review).decisions)


def department_id(desk: Desk, name: str) -> int:
    return desk.do(lambda cast: factories.department(name).id)


def test_known_names_are_folded_and_unknown_ones_come_first(desk: Desk) -> None:
    review = desk.send()
    shown = desk.open(f"{review}?view=names")
    assert UNKNOWN in shown[shown.index('id="names"') :]
    assert "投资促进中心" not in shown[shown.index('id="names"') :]
    known = desk.open(f"{review}?view=names&which=answered")
    assert "投资促进中心" in known[known.index('id="names"') :]


def test_a_name_is_new_with_one_press_and_the_kind_its_ending_tells(desk: Desk) -> None:
    review = desk.send()
    answer = desk.press(review, f"decide-name?view=names&name={UNKNOWN}", press="new:economic")
    assert answer.status_code == 303
    assert decisions(desk, review)[UNKNOWN] == Decision(
        DecisionKind.NEW, department_kind=DepartmentKind.ECONOMIC, short_name=UNKNOWN
    )
    shown = desk.open(f"{review}?view=names&which=answered&name={UNKNOWN}")
    assert "新设部门" in shown


def test_a_decision_is_taken_back(desk: Desk) -> None:
    review = desk.send()
    desk.press(review, f"decide-name?name={UNKNOWN}", press="ignore:")
    assert decisions(desk, review)[UNKNOWN].kind is DecisionKind.IGNORE
    desk.press(review, f"decide-name?name={UNKNOWN}", press="")
    assert UNKNOWN not in decisions(desk, review)


def test_a_name_is_said_to_be_another_name_of_a_department(desk: Desk) -> None:
    review, known = desk.send(), department_id(desk, "数字经济局")
    form = {"decision": "alias", "department": "数字经济局", "kind": "economic", "group": "0"}
    assert 'name="department"' in desk.open(f"{review}?view=names&name={UNKNOWN}")
    assert desk.press(review, f"say-name?view=names&name={UNKNOWN}", **form).status_code == 303
    assert decisions(desk, review)[UNKNOWN] == Decision(DecisionKind.ALIAS, known)


def test_a_collective_name_becomes_a_group(desk: Desk) -> None:
    review = desk.send()
    first, second = department_id(desk, "城东街道"), department_id(desk, "城西街道")
    form = {"decision": "new_group", "members": "城东街道、城西街道", "kind": "street", "group": "0"}
    assert desk.press(review, "say-name?view=names&name=各街道", **form).status_code == 303
    assert decisions(desk, review)["各街道"].members == (first, second)


def test_a_known_group_is_one_press_and_a_new_one_has_the_streets_as_members(desk: Desk) -> None:
    review = desk.send()
    for name in ("城东街道", "城西街道"):
        department_id(desk, name)
    opened = desk.open(f"{review}?view=names&name=各街道")
    assert '<option selected value="new_group">' in opened
    assert "城东街道、城西街道" in opened
    desk.do(lambda cast: factories.keep(DepartmentGroup(name="镇街", members=[])))
    group = re.search(r'value="(group:\d+)">部门组 镇街', desk.open(f"{review}?view=names"))
    assert group
    desk.press(review, "decide-name?view=names&name=各街道", press=group.group(1))
    assert decisions(desk, review)["各街道"].kind is DecisionKind.GROUP


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"decision": "alias", "department": "没有这个局"}, "department"),
        ({"decision": "new_group", "members": "没有这个局、某街道"}, "members"),
        ({"decision": "new", "short_name": ""}, "short_name"),
        ({"decision": "unheard-of"}, "decision"),
    ],
)
def test_what_is_wrong_stands_at_its_field(desk: Desk, form: dict[str, str], field: str) -> None:
    review = desk.send()
    answer = desk.press(review, f"say-name?view=names&name={UNKNOWN}", **{"kind": "economic", "group": "0"} | form)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert decisions(desk, review) == {}


def test_all_the_rest_become_new_departments_at_once(desk: Desk) -> None:
    review = desk.send()
    assert desk.press(review, "decide-rest?view=names").status_code == 303
    found = decisions(desk, review)
    assert found["公安分局"].department_kind is DepartmentKind.VERTICAL
    assert "各街道" not in found, "a collective name is no department"
    assert "投资促进中心" not in found


def test_pressing_for_a_name_that_is_not_there_is_refused(desk: Desk) -> None:
    assert desk.press(desk.send(), "decide-name?view=names&name=没有", press="new:economic").status_code == 422


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("城南街道", "street"),
        ("经投集团", "company"),
        ("自规分局", "vertical"),
        ("高创园", "park"),
        ("组织部（区人才办）", "party"),
        ("发展改革局", "economic"),
        ("教育局", "social"),
        ("督查组", "supervision"),
    ],
)
def test_a_kind_is_proposed_by_the_ending(name: str, kind: str) -> None:
    assert kind_by_ending(name).value == kind
