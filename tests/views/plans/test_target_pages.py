"""The pages of targets: entered with values and timetable, declared, verified, read."""

import pytest

from portal.domain.plan_lifecycle import PlanState
from portal.services import measurements, targets, tiers
from portal.services.targets import Target
from tests import factories
from tests.cast import Cast
from tests.services.plans.conftest import valued
from tests.views.plans.conftest import Doors

TARGET = {"metric": "腾退低效用地", "unit": "亩", "kind": "amount", "comparator": ">=", "note": "", "clause": ""}
TIER = {"tier": "guaranteed", "value": "１，０００", "from_on": "2022-01-01", "paper": "某发〔2022〕4号"}


def entered(doors: Doors, role: str = "commander") -> str:
    data = TARGET | {"campaign_id": str(doors.campaign_id), "parent_id": "", "same_as_id": ""}
    answer = doors.enter(role).post(f"/targets/new?plan={doors.plan_id}", data=data)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def made(doors: Doors) -> str:
    return f"/targets/{doors.do(lambda cast: valued(cast, '1000').id)}"


def test_a_commander_enters_a_target_its_value_and_its_timetable(doors: Doors) -> None:
    browser = doors.enter("commander")
    address = entered(doors)
    assert browser.post(f"{address}/tiers/new", data=TIER).status_code == 303
    rows = {f"points-{at}-guaranteed": "" for at in range(12)} | {"points-2-guaranteed": "150"}
    assert "points-11-stretch" in browser.get(f"{address}/trajectory").text
    assert browser.post(f"{address}/trajectory", data=rows).status_code == 303
    text = browser.get(address).text
    assert "1000 亩" in text
    assert "150" in text
    assert "腾退低效用地" in doors.enter("observer").get("/targets").text
    assert "腾退低效用地" in doors.enter("observer").get(f"/campaigns/{doors.campaign_id}/targets").text


@pytest.mark.parametrize("value", ["abc", "1.23456", "1e30", "NaN", "", "-"])
def test_what_is_no_number_is_told_at_its_field(doors: Doors, value: str) -> None:
    address = made(doors)
    answer = doors.enter("commander").post(f"{address}/tiers/new", data=TIER | {"value": value})
    assert answer.status_code == 422
    assert 'id="value-error"' in answer.text


def test_values_are_declared_then_verified(doors: Doors) -> None:
    address = made(doors)
    head, inspector = doors.enter("lead_head"), doors.enter("inspector")
    periods = doors.do(lambda cast: [one.id for one in tiers.list_periods(_only(cast))])
    assert "2022" in head.get(f"{address}/measurements/new").text or periods
    declared = head.post(f"{address}/measurements/new", data={"period_id": str(periods[2]), "value": "152"})
    assert declared.status_code == 303
    one = doors.do(lambda cast: measurements.list_measurements(_only(cast))[0].id)
    verify = f"{address}/measurements/{one}/verify"
    assert verify in inspector.get(address).text
    assert doors.enter("recused_inspector").post(verify, data={"value": "152"}).status_code == 403
    assert inspector.post(verify, data={"value": "150"}).status_code == 303
    assert inspector.post(verify, data={"value": "151"}).status_code == 409
    assert "150" in head.get(address).text


def _only(cast: Cast) -> Target:
    return targets.list_targets(acting_user=cast.actor("office"))[0]


@pytest.mark.parametrize(
    ("role", "page", "status"),
    [
        ("lead_head", "/edit", 403), ("lead_staff", "/measurements/new", 403), ("commander", "/measurements/new", 403),
        ("observer", "/tiers/new", 403), ("other_commander", "/trajectory", 403),
        ("lead_empowered", "/measurements/new", 200),
        ("office", "/trajectory", 200), ("system_admin", "", 403),
    ],
)  # fmt: skip
def test_who_gets_which_page(doors: Doors, role: str, page: str, status: int) -> None:
    assert doors.enter(role).get(f"{made(doors)}{page}").status_code == status


def test_a_stale_value_is_refused_and_kept_on_the_page(doors: Doors) -> None:
    address, browser = made(doors), doors.enter("commander")
    late = browser.post(f"{address}/tiers/new", data=TIER | {"tier": "stretch", "value": "1200", "version": "1"})
    assert late.status_code == 409
    assert 'value="1200"' in late.text


def test_the_list_is_narrowed_by_campaign(doors: Doors) -> None:
    made(doors)
    browser = doors.enter("observer")
    assert "腾退低效用地" in browser.get(f"/targets?campaign={doors.campaign_id}").text
    assert "腾退低效用地" not in browser.get("/targets?campaign=999").text
    assert browser.get("/targets?campaign=abc&after=x").status_code == 200


ADDRESSES = ["/targets/999", "/targets/999/edit", "/targets/new?plan=999", "/targets/new?plan="]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_does_not_exist_is_missing(doors: Doors, address: str) -> None:
    assert doors.enter("office").get(address).status_code == 404


@pytest.mark.parametrize("address", ["/targets/new", "/campaigns/new"])
def test_of_several_plans_one_is_chosen_first_and_the_only_one_is_taken(doors: Doors, address: str) -> None:
    office = doors.enter("office")
    assert f'action="{address}?plan={doors.plan_id}"' in office.get(address).text
    second = doors.do(lambda cast: factories.plan(title="下年度方案").id)
    doors.do(lambda cast: factories.plan(title="往年方案", state=PlanState.CONCLUDED).id)
    choice = office.get(address).text
    assert f'href="{address}?plan={doors.plan_id}"' in choice
    assert f'href="{address}?plan={second}"' in choice
    assert "往年方案" not in choice


def test_a_commander_starts_from_his_own_campaign_and_is_offered_no_other(doors: Doors) -> None:
    page = doors.enter("commander").get("/targets/new").text
    assert f'<option selected value="{doors.campaign_id}">' in page
    assert ">全方案<" not in page
    assert ">全方案<" in doors.enter("office").get("/targets/new").text
