"""Every step of a task by every role that stands near: who may, where it leads, and that history says who did it."""

from collections.abc import Callable
from datetime import date

import pytest

from portal.errors import Denied, Invalid, Stale, WrongState
from portal.models import Task
from portal.policy import Actor
from portal.services.tasks import completion, ending, signing, verification
from tests import factories
from tests.services.tasks.way import WAYS, Way

Act = Callable[..., object]
TEXT = "写下一句话"
LATER = date(2022, 12, 20)
NEAR = (
    "office", "commander", "deputy", "second_deputy", "other_commander", "lead_head", "lead_deputy_head", "lead_staff",
    "other_head", "street_head", "supervision_lead", "inspector", "recused_inspector", "observer", "system_admin",
)  # fmt: skip
ACTS: dict[str, Act] = {
    "sign": signing.sign,
    "request-completion": lambda task, **who: completion.request_completion(task, text=TEXT, silence=TEXT, **who),
    "verify": lambda task, **who: verification.verify(task, grade="good", looked_at=TEXT, **who),
    "close-out": completion.close_out,
    "return": lambda task, **who: completion.return_completion(task, reason=TEXT, **who),
    "suspend": lambda task, **who: ending.suspend(task, reason=TEXT, until=date(2022, 9, 30), **who),
    "resume": ending.resume,
    "cancel": lambda task, **who: ending.cancel(task, reason=TEXT, **who),
    "conclude": lambda task, **who: ending.conclude(task, reason=TEXT, **who),
    "reopen": lambda task, **who: ending.reopen(task, reason=TEXT, due_on=LATER, **who),
}
# Action: where it starts, where it leads, who may.
CASES: dict[str, tuple[str, str, set[str]]] = {
    "sign": ("issued", "in_progress", {"lead_head", "lead_deputy_head"}),
    "request-completion": ("in_progress", "completion_requested", {"lead_head", "lead_deputy_head"}),
    "verify": ("completion_requested", "verified", {"supervision_lead"}),
    "close-out": ("verified", "closed", {"commander", "deputy"}),
    "return": ("verified", "in_progress", {"commander", "deputy"}),
    "suspend": ("in_progress", "suspended", {"commander"}),
    "resume": ("suspended", "in_progress", {"commander"}),
    "cancel": ("in_progress", "cancelled", {"commander"}),
    "conclude": ("in_progress", "unmet", {"commander"}),
    "reopen": ("closed", "in_progress", {"commander", "supervision_lead"}),
}


def ready(way: Way, action: str) -> Task:
    """The task where the action starts, with nothing in its way."""
    source = CASES[action][0]
    way.to(source)
    if action == "request-completion":
        way.say()
    if action == "conclude":
        way.task.due_on = date(2022, 9, 1)
    if action == "reopen":
        moment = factories.moment(date(2022, 9, 15))
        factories.finding(
            way.task, way.leg(), recorder=way.cast.user("inspector"), state="issued", rectify_due_on=LATER,
            cosigned_by_id=way.cast.user("second_inspector").id, cosigned_at=moment,
            issued_by_id=way.cast.user("supervision_lead").id, issued_at=moment,
        )  # fmt: skip
    return way.task


def who(actor: Actor) -> dict[str, Actor]:
    return {"acting_user": actor}


@pytest.mark.parametrize("action", CASES)
def test_it_is_done_by_whose_it_is_and_history_says_so(way: Way, action: str) -> None:
    _, target, allowed = CASES[action]
    role = sorted(allowed)[0]
    ACTS[action](ready(way, action), **who(way.actor(role)))
    assert way.task.state == target
    row = next(row for row in reversed(way.events()) if row.startswith("task."))
    assert row == f"task.{action}", "one row tells the step"
    assert f"岗位 {role}" == way.last().acting_as


@pytest.mark.parametrize("action", CASES)
def test_it_refuses_everybody_else_and_changes_nothing(way: Way, action: str) -> None:
    source, _, allowed = CASES[action]
    task = ready(way, action)
    before = way.events()
    for role in [role for role in NEAR if role not in allowed]:
        if action == "sign" and role == "other_head":
            continue  # signs the other bureau's own leg
        with pytest.raises(Denied):
            ACTS[action](task, **who(way.actor(role)))
        assert task.state == source, f"{role} moved the task by {action}"
    assert way.events() == before


@pytest.mark.parametrize("action", CASES)
def test_it_refuses_the_wrong_state(way: Way, action: str) -> None:
    _, _, allowed = CASES[action]
    actor = way.actor(sorted(allowed)[0])
    wrong = {"return": "issued", "cancel": "closed", "conclude": "closed", "sign": "closed"}.get(action, "issued")
    way.to(wrong)
    with pytest.raises((WrongState, Invalid)):
        ACTS[action](way.task, **who(actor))
    assert way.task.state == wrong


@pytest.mark.parametrize("action", CASES)
def test_it_refuses_what_was_seen_before_somebody_else_changed_it(way: Way, action: str) -> None:
    task = ready(way, action)
    actor = way.actor(sorted(CASES[action][2])[0])
    with pytest.raises(Stale):
        ACTS[action](task, version=task.version - 1, **who(actor))
    assert task.state == CASES[action][0]


def test_every_state_of_the_table_is_reached() -> None:
    assert set(WAYS) >= {source for source, _, _ in CASES.values()}
