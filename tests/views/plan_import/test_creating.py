"""The end of a review: what will be created is said first, then everything is there at once, with its clauses."""

import re

from portal.domain.plan_text.reading import QuestionKind
from tests.views.plan_import.conftest import Desk
from tests.views.plan_import.paper import NOTICE


def settle(desk: Desk, review: str) -> None:
    """Answer what hinders: every name."""
    desk.press(review, "decide-rest?view=names")
    form = {"decision": "new_group", "members": "某街道、督查组", "kind": "street", "group": "0"}
    assert desk.press(review, "say-name?view=names&name=各街道", **form).status_code == 303


def test_it_says_what_will_be_created_and_what_stands_against_it(desk: Desk) -> None:
    review = desk.send()
    shown = desk.open(f"{review}/create")
    assert re.search(r"<b>3</b><span>专项行动", shown)
    assert 'id="obstacles"' in shown
    assert "数字经济发展中心" in shown
    assert f"{review}?view=names&amp;name=" in shown
    assert f'action="{review}/create"' not in shown
    assert desk.press(review, "create").status_code == 422


def test_everything_is_created_with_its_clause(desk: Desk) -> None:
    review = desk.send()
    settle(desk, review)
    shown = desk.open(f"{review}/create")
    assert "数字经济发展中心" in shown
    answer = desk.press(review, "create")
    assert answer.status_code == 303
    plan = desk.open(answer.location)
    assert "滨江开发区“三提升”攻坚行动总体方案" in plan
    campaign = re.search(r'href="(/campaigns/\d+)"[^>]*>[^<]*招商突破', plan)
    assert campaign
    assert "牵头部门：投资促进中心" in desk.open(campaign.group(1))
    target = re.search(r'href="(/targets/\d+)"', plan)
    assert target
    assert 'class="clause"' in desk.open(target.group(1))


def test_nobody_creates_without_seeing_which_values_contradict_each_other(desk: Desk) -> None:
    review = desk.send(NOTICE.replace("建成社区治理中心3个", "建成社区治理中心3个，规上工业增加值增长8%"))
    settle(desk, review)
    shown = desk.open(f"{review}/create")
    listed = shown.partition('id="contradictions"')[2].partition("</section>")[0]
    assert "规上工业增加值增长9%以上" in listed
    assert "规上工业增加值增长8%" in listed
    assert shown.index('id="contradictions"') < shown.index(f'action="{review}/create"')
    question = next(one for one in desk.draft(review).questions if one.kind is QuestionKind.SAME_TARGET)
    assert f"question={question.id}" in listed
    desk.press(review, f"answer?question={question.id}", answer=question.answers[0])
    assert 'id="contradictions"' not in desk.open(f"{review}/create")
    desk.press(review, "create")
    listing = desk.open("/targets")
    first = re.search(r'href="(/targets/\d+)"[^>]*>规上工业增加值', listing)
    assert first
    basis = desk.open(first.group(1)).partition('id="basis"')[2]
    assert "规上工业增加值增长9%以上" in basis
    assert "规上工业增加值增长8%" in basis


def test_accepted_people_are_suggested_to_whoever_appoints_until_the_post_is_held(desk: Desk) -> None:
    review = desk.send()
    settle(desk, review)
    desk.press(review, "decide-person?view=people", press="*|accepted")
    desk.press(review, "create")
    security = desk.enter("security_admin")
    shown = security.get("/appointments").text
    assert "甲某" in shown
    address = re.search(r'href="(/appointments/new\?post=commander&amp;campaign=\d+)">甲某', shown)
    assert address
    form = security.get(address.group(1).replace("&amp;", "&")).text
    assert '<option selected value="commander">' in form
    campaign = address.group(1).rpartition("=")[2]
    sent = {"person": "stranger", "post": "commander", "campaign_id": campaign, "department_id": "0", "seat": "0",
            "seconded_from_id": "0", "first_on": "2022-09-15"}  # fmt: skip
    assert security.post("/appointments/new", data=sent).status_code == 303
    after = security.get("/appointments").text
    assert "甲某" not in after
    assert "丙某某" in after, "the deputies' seats are still empty"


def test_a_review_that_became_a_plan_is_read_only(desk: Desk) -> None:
    review = desk.send()
    settle(desk, review)
    version = desk.version(review)
    plan = desk.press(review, "create").location
    shown = desk.open(f"{review}?view=plan&item=head")
    assert f'href="{plan}"' in shown
    assert f"{review}/set" not in shown
    assert 'class="small-steps"' not in shown
    assert desk.press(review, "set?item=head", version=version, title="x", starts_on="2023-01-01",
                      ends_on="2023-12-31").status_code == 409  # fmt: skip
    assert desk.press(review, "create", version=version).status_code == 409


def test_two_presses_create_one_plan(desk: Desk) -> None:
    review = desk.send()
    settle(desk, review)
    version = desk.version(review)
    assert desk.press(review, "create", version=version).status_code == 303
    assert desk.press(review, "create", version=version).status_code == 409


def test_a_reading_is_put_aside_and_stays_in_the_list(desk: Desk) -> None:
    review = desk.send()
    assert desk.press(review, "drop").location.endswith("/plans/import")
    assert review in desk.open("/plans/import")
    assert "搁置" in desk.open(review)
    assert f"{review}/create" not in desk.open(review)


def test_a_stale_page_creates_nothing(desk: Desk) -> None:
    review = desk.send()
    settle(desk, review)
    assert desk.press(review, "create", version=1).status_code == 409
    assert desk.press(review, "drop", version=1).status_code == 409
    assert "生成方案草稿" in desk.open(review)


def test_others_see_nothing_of_it(desk: Desk) -> None:
    review = desk.send()
    for role in ("observer", "lead_head", "inspector"):
        browser = desk.enter(role)
        assert browser.get(review).status_code == 403
        assert browser.post(f"{review}/create").status_code == 403
    assert desk.enter("commander").get(review).status_code == 404
    assert desk.enter("commander").post(f"{review}/drop").status_code == 404
