"""Naming who verifies: recusal, and guests where the supervision group itself is concerned."""

import pytest

from portal import policy
from portal.domain.posts import PostName
from portal.domain.report_lifecycle import Confidence
from portal.domain.task_lifecycle import Grade, TaskState
from portal.errors import Denied, Invalid
from portal.services import reports
from portal.services.reports import ReportEntry
from portal.services.tasks import completion, signing, verification
from portal.services.tasks.access import load_for_change
from tests import factories
from tests.services.tasks import way as ways
from tests.services.tasks.way import PHOTO, Way


def name(way: Way, role: str, by: str = "supervision_lead") -> None:
    verification.name_verifier(way.task, user_id=way.cast.user(role).id, acting_user=way.actor(by))


def test_the_named_inspector_verifies_and_another_does_not(way: Way) -> None:
    way.to("completion_requested")
    with pytest.raises(Denied):
        verification.verify(way.task, grade="good", looked_at="现场", acting_user=way.actor("inspector"))
    name(way, "inspector")
    verification.verify(way.task, grade="passed", looked_at="现场", acting_user=way.actor("inspector"))
    assert (way.task.state, way.task.grade, way.task.looked_at) == (TaskState.VERIFIED, Grade.PASSED, "现场")
    assert way.events()[-2:] == ["task.name-verifier", "task.verify"]


def test_the_recused_cannot_be_named(way: Way) -> None:
    way.to("completion_requested")
    with pytest.raises(Invalid, match="is recused") as caught:
        name(way, "recused_inspector")
    assert caught.value.field == "verifier"
    offered = {person.user_id for person in verification.list_verifiers(way.task)}
    assert way.cast.user("recused_inspector").id not in offered
    assert way.cast.user("inspector").id in offered


@pytest.mark.parametrize("role", ["lead_head", "commander", "stranger"])
def test_only_inspectors_are_named(way: Way, role: str) -> None:
    way.to("completion_requested")
    with pytest.raises(Invalid, match="supervision group"):
        name(way, role)


@pytest.mark.parametrize("role", ["inspector", "commander", "lead_head"])
def test_only_the_supervision_lead_names(way: Way, role: str) -> None:
    way.to("completion_requested")
    with pytest.raises(Denied):
        name(way, "inspector", by=role)


def test_looking_is_told(way: Way) -> None:
    way.to("completion_requested")
    with pytest.raises(Invalid) as caught:
        verification.verify(way.task, grade="good", looked_at="", acting_user=way.actor("supervision_lead"))
    assert caught.value.field == "looked_at"


def own_leg(way: Way) -> Way:
    """The same task, led by the supervision group itself; two heads of departments without a part in it."""
    way.leg().department_id = way.cast.supervision.id
    way.task.lead_department_id = way.cast.supervision.id
    far = factories.user("岗位 无关局负责人")
    factories.appointment(far, PostName.HEAD, department_id=factories.department("无关局").id)
    way.cast.users["far_head"] = far
    return way.to("issued")


def guests(way: Way, first: str = "street_head", second: str = "far_head", by: str = "other_commander") -> None:
    ids = (way.cast.user(first).id, way.cast.user(second).id)
    verification.name_guests(way.task, user_ids=ids, acting_user=way.actor(by))


def test_two_guests_look_at_the_supervision_groups_own_task(way: Way) -> None:
    own_leg(way)
    guests(way)
    assert {person.name for person in verification.find_guests(way.task)} == {"岗位 street_head", "岗位 无关局负责人"}
    assert way.last().event == "task.name-guests"
    assert way.actor("street_head").holds(PostName.GUEST_INSPECTOR)


@pytest.mark.parametrize(
    ("first", "second", "field"),
    [("street_head", "street_head", "second"), ("inspector", "far_head", "first"), ("far_head", "other_head", "second"),
     ("supervision_head", "far_head", "first"), ("stranger", "far_head", "first")],
)  # fmt: skip
def test_guests_are_two_people_whose_departments_have_no_part(way: Way, first: str, second: str, field: str) -> None:
    own_leg(way)
    with pytest.raises(Invalid) as caught:
        guests(way, first, second)
    assert caught.value.field == field


@pytest.mark.parametrize("role", ["commander", "deputy", "supervision_lead", "office"])
def test_only_a_commander_of_another_campaign_names_guests(way: Way, role: str) -> None:
    own_leg(way)
    with pytest.raises(Denied):
        guests(way, by=role)


def test_no_guests_where_inspectors_are_free(way: Way) -> None:
    far = factories.user("岗位 无关局负责人")
    factories.appointment(far, PostName.HEAD, department_id=factories.department("无关局").id)
    way.cast.users["far_head"] = far
    way.to("issued")
    with pytest.raises(Invalid, match="not concerned are left"):
        guests(way)


def test_guests_are_named_once(way: Way) -> None:
    own_leg(way)
    guests(way)
    with pytest.raises(Invalid, match="already named"):
        guests(way)


def test_a_guest_verifies_his_one_task_and_no_other(way: Way) -> None:
    own_leg(way)
    other_id = ways.beside(way).id
    guests(way)
    signing.sign(way.task, acting_user=way.actor("supervision_head"))
    entry = ReportEntry(percent=100, done="做了", confidence=Confidence.HIGH)
    reports.report(
        way.task, way.leg(way.cast.supervision), entry, acting_user=way.actor("supervision_head"), files=[PHOTO]
    )
    completion.request_completion(way.task, text="办结", silence="无", acting_user=way.actor("supervision_head"))
    with pytest.raises(Invalid, match="recused"):
        verification.verify(way.task, grade="good", looked_at="现场", acting_user=way.actor("supervision_lead"))
    verification.verify(way.task, grade="good", looked_at="现场", acting_user=way.actor("far_head"))
    assert way.task.state == TaskState.VERIFIED
    assert not policy.can(way.actor("far_head"), "task.verify", load_for_change(other_id))
