"""The pages of plans and campaigns: entered, corrected, published, concluded, read."""

import html

import pytest

from portal.models import Plan
from tests import factories
from tests.access.doors import DEPARTMENT
from tests.queries import count_queries
from tests.views.plans.conftest import Doors
from tests.views.plans.test_target_pages import TARGET

PLAN = {
    "title": "二〇二三年方案",
    "document_number": "某发〔2023〕1号",
    "issuer": "某委",
    "issued_on": "2022-09-01",
    "printed_on": "",
    "starts_on": "2023-01-01",
    "ends_on": "2023-12-31",
    "aim": "",
}
NOWHERE = {"campaign_id": "", "parent_id": "", "same_as_id": ""}
CAMPAIGN = {"name": "新专项", "lead": "牵头局", "responsible": "配合局、某街道", "aim": "", "clause": "第四部分"}


def entered(doors: Doors) -> str:
    answer = doors.enter("office").post("/plans/new", data=PLAN)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def test_the_office_enters_publishes_and_concludes_a_plan(doors: Doors) -> None:
    office = doors.enter("office")
    address = entered(doors)
    assert "二〇二三年方案" in office.get(address).text
    assert doors.enter("observer").get(address).status_code == 404
    plan_id = address.rpartition("/")[2]
    assert office.post(f"{address}/publish").status_code == 422
    assert office.post(f"/campaigns/new?plan={plan_id}", data=CAMPAIGN).status_code == 303
    assert office.post(f"{address}/publish").status_code == 303
    assert "新专项" in doors.enter("observer").get(address).text
    assert office.post(f"{address}/conclude").status_code == 303
    assert office.post(f"{address}/edit", data=PLAN | {"title": "改名"}).status_code == 409


def test_a_refused_plan_keeps_what_was_typed(doors: Doors) -> None:
    answer = doors.enter("office").post("/plans/new", data=PLAN | {"ends_on": "2022-01-01"})
    assert answer.status_code == 422
    assert "方案的结束日期不能早于开始日期" in answer.text or "cannot end before" in answer.text
    assert 'value="某发〔2023〕1号"' in answer.text


def test_a_stale_form_is_told_and_nothing_is_lost(doors: Doors) -> None:
    office = doors.enter("office")
    address = entered(doors)
    assert office.post(f"{address}/edit", data=PLAN | {"version": "1", "title": "第一次"}).status_code == 303
    late = office.post(f"{address}/edit", data=PLAN | {"version": "1", "title": "第二次"})
    assert late.status_code == 409
    assert "第二次" in late.text
    assert "第一次" in office.get(address).text


@pytest.mark.parametrize("role", ["commander", "lead_head", "inspector", "system_admin"])
def test_strangers_are_kept_out_of_entering(doors: Doors, role: str) -> None:
    browser = doors.enter(role)
    assert browser.get("/plans/new").status_code == 403
    assert browser.post(f"/plans/{doors.plan_id}/conclude").status_code == 403
    assert browser.get(f"/campaigns/new?plan={doors.plan_id}").status_code == 403


@pytest.mark.parametrize("address", ["/plans/999", "/plans/new?x=1", "/campaigns/999", "/campaigns/new?plan=abc"])
def test_what_does_not_exist_has_its_answer(doors: Doors, address: str) -> None:
    assert doors.enter("office").get(address).status_code in {200, 404}


def test_a_commander_corrects_his_campaign_and_unknown_names_are_told(doors: Doors) -> None:
    browser = doors.enter("commander")
    address = f"/campaigns/{doors.campaign_id}/edit"
    assert "牵头局" in browser.get(address).text
    wrong = browser.post(address, data=CAMPAIGN | {"responsible": "没有的局"})
    assert wrong.status_code == 422
    assert "没有的局" in wrong.text
    assert browser.post(address, data=CAMPAIGN).status_code == 303
    assert "某街道" in browser.get(f"/campaigns/{doors.campaign_id}/departments").text
    assert doors.enter("other_commander").post(address, data=CAMPAIGN).status_code == 403


def test_a_double_click_enters_one_plan(doors: Doors) -> None:
    office = doors.enter("office")
    first = office.post("/plans/new", data=PLAN | {"once": "the-same-form"})
    second = office.post("/plans/new", data=PLAN | {"once": "the-same-form"})
    assert first.location == second.location


def test_lists_cost_the_same_with_one_plan_and_with_thirty(doors: Doors) -> None:
    office = doors.enter("office")
    office.get("/plans")  # what a process keeps in memory is read with the first page
    with doors.app.app_context(), count_queries() as few:
        office.get("/plans")
    doors.do(lambda cast: [add(number) for number in range(30)])
    with doors.app.app_context(), count_queries() as many:
        office.get("/plans")
    assert len(many) == len(few)


def add(number: int) -> Plan:
    return factories.plan(title=f"方案{number}")


def test_each_thing_tells_its_history_to_whoever_reads_it(doors: Doors) -> None:
    """Who changed what, from what to what: of a plan, a campaign, a target and a department."""
    office, reader = doors.enter("office"), doors.enter("observer")
    plan, campaign = f"/plans/{doors.plan_id}", f"/campaigns/{doors.campaign_id}"
    sound = PLAN | {"title": "年度攻坚方案（修订）", "starts_on": "2022-01-01", "ends_on": "2022-12-31"}
    assert office.post(f"{plan}/edit", data=sound).status_code == 303
    assert office.post(f"{campaign}/edit", data=CAMPAIGN).status_code == 303
    target = office.post(f"/targets/new?plan={doors.plan_id}", data=TARGET | NOWHERE).location
    office.post(f"{target}/edit", data=TARGET | NOWHERE | {"unit": "公顷"})
    department = office.post("/departments/new", data=DEPARTMENT).location
    office.post(f"{department}/edit", data=DEPARTMENT | {"short_name": "新局"})
    for address, told in (
        (plan, "标题：年度攻坚方案 → 年度攻坚方案（修订）"),
        (f"{campaign}/history", "名称：专项行动"),
        (target, "单位：亩 → 公顷"),
        (department, "简称：新设 → 新局"),
    ):
        page = html.unescape(reader.get(address).text)
        assert told in page, address
        assert "岗位 office" in page
