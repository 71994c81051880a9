"""Decisions on printed names count for all places at once; people are suggestions."""

from dataclasses import replace

import pytest

from portal.domain.departments import DepartmentKind
from portal.domain.plan_draft import (
    Decision,
    DecisionKind,
    decide_department,
    decide_person,
    drop_item,
    names_in,
    people_of,
)
from portal.errors import Invalid
from tests.domain.plan_draft.drafts import campaigns, find, items

K = DecisionKind


def test_every_name_once_with_all_its_places() -> None:
    names = names_in(items())
    assert len(names["财政局"]) == 3
    assert list(names)[:3] == ["教育局", "规划建设局", "财政局"]


def test_what_was_dropped_asks_for_nothing() -> None:
    draft = drop_item(items(), find(items(), "打通断头路").id)
    assert "公安分局" not in names_in(draft)


def test_a_decision_can_be_taken_back() -> None:
    decided = decide_department(items(), "财政局", Decision(K.IGNORE))
    assert decided.decisions == {"财政局": Decision(K.IGNORE)}
    assert decide_department(decided, "财政局", None) == items()


@pytest.mark.parametrize(
    ("name", "decision", "at"),
    [
        ("无此局", Decision(K.IGNORE), "name"),
        ("财政局", Decision(K.EXISTING), "id"),
        ("财政局", Decision(K.ALIAS), "id"),
        ("财政局", Decision(K.GROUP), "id"),
        ("财政局", Decision(K.NEW, short_name="财政"), "short_name"),
        ("财政局", Decision(K.NEW, department_kind=DepartmentKind.ECONOMIC), "short_name"),
        ("财政局", Decision(K.NEW, department_kind=DepartmentKind.ECONOMIC, short_name="财" * 21), "short_name"),
        ("各街道", Decision(K.NEW_GROUP, members=(1, 1)), "members"),
    ],
)
def test_a_decision_says_all_that_is_needed(name: str, decision: Decision, at: str) -> None:
    with pytest.raises(Invalid) as refused:
        decide_department(items(), name, decision)
    assert refused.value.field == at


def test_people_are_suggested_for_the_posts_they_are_printed_in() -> None:
    people = people_of(campaigns())
    assert [(one.name, one.post, one.seat) for one in people] == [
        ("甲某某", "commander", None),
        ("乙某", "deputy_commander", 1),
        ("丙某某", "deputy_commander", 2),
        ("丁某某", "commander", None),
        ("戊某", "deputy_commander", 1),
    ]


def test_a_suggestion_is_accepted_ignored_and_open_again() -> None:
    draft = campaigns()
    key = people_of(draft)[0].key
    accepted = decide_person(draft, key, "accepted")
    assert people_of(accepted)[0].decision == "accepted"
    assert decide_person(accepted, key, "") == draft
    for wrong in (("nobody", "accepted"), (key, "perhaps")):
        with pytest.raises(Invalid):
            decide_person(draft, *wrong)


def test_a_leader_of_one_task_is_no_post_of_the_portal() -> None:
    draft = items()
    task = replace(find(draft, "打通断头路"), commander=campaigns().items[0].commander)
    led = replace(draft, items=tuple(task if one.id == task.id else one for one in draft.items))
    person = people_of(led)[0]
    assert person.post == "leader"
    with pytest.raises(Invalid):
        decide_person(led, person.key, "accepted")
