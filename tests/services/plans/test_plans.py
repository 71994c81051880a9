"""Plans: who enters and sees them, and the two steps of their way."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from portal.database import db
from portal.domain.plan_lifecycle import PlanState
from portal.errors import Denied, Invalid, Missing, PortalError, Stale, WrongState
from portal.models import History
from portal.services import campaigns, plans
from portal.services.campaigns import CampaignEntry
from portal.services.plans import PlanEntry
from portal.services.tasks import drafting
from tests import factories
from tests.cast import Cast
from tests.services.tasks import drafts

ENTRY = PlanEntry("新方案", "某发〔2022〕9号", "某委", date(2022, 3, 1), None, date(2022, 1, 1), date(2022, 12, 31), "")


def entered(cast: Cast) -> plans.Plan:
    return plans.enter_plan(ENTRY, acting_user=cast.actor("office"))


def test_the_office_enters_a_draft_and_history_says_so(cast: Cast) -> None:
    plan = entered(cast)
    assert (plan.state, plan.document_number) == (PlanState.DRAFT, "某发〔2022〕9号")
    row = db.session.scalars(select(History).where(History.event == "plan.entered")).one()
    assert (row.user_id, row.subject) == (cast.user("office").id, f"plan:{plan.id}")


@pytest.mark.parametrize("role", ["commander", "lead_head", "inspector", "observer", "system_admin"])
def test_nobody_else_enters_one(cast: Cast, role: str) -> None:
    with pytest.raises(Denied):
        plans.enter_plan(ENTRY, acting_user=cast.actor(role))


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"ends_on": date(2021, 12, 31)}, "ends_on"), ({"printed_on": date(2022, 2, 28)}, "printed_on")],
)
def test_days_in_the_wrong_order_are_refused_at_their_field(cast: Cast, changed: dict[str, date], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        plans.enter_plan(replace(ENTRY, **changed), acting_user=cast.actor("office"))
    assert refused.value.field == field


def test_a_draft_is_seen_by_the_office_and_the_commander_named_in_it(cast: Cast) -> None:
    plan = entered(cast)
    own = factories.campaign(plan, cast.lead)
    factories.appointment(cast.user("stranger"), "commander", campaign_id=own.id)
    for role in ("office", "stranger"):
        assert plans.access_plan(plan.id, acting_user=cast.actor(role), permission="plan.read").id == plan.id
    for role in ("commander", "lead_head", "observer"):
        with pytest.raises(Missing):
            plans.access_plan(plan.id, acting_user=cast.actor(role), permission="plan.read")
        assert plan not in plans.list_plans(acting_user=cast.actor(role))
        with pytest.raises(Missing):
            campaigns.access_campaign(own.id, acting_user=cast.actor(role), permission="campaign.read")


def test_a_plan_without_campaigns_is_not_published(cast: Cast) -> None:
    with pytest.raises(Invalid, match="at least one campaign"):
        plans.publish_plan(entered(cast), acting_user=cast.actor("office"))


def test_a_campaign_without_a_lead_stands_in_the_way(cast: Cast) -> None:
    plan = entered(cast)
    factories.campaign(plan)
    with pytest.raises(Invalid, match="lead department"):
        plans.publish_plan(plan, acting_user=cast.actor("office"))


def test_published_it_is_seen_by_everybody(cast: Cast) -> None:
    plan = entered(cast)
    entry = CampaignEntry("专项行动", "", "")
    campaigns.enter_campaign(plan, entry, lead="牵头局", responsible="某街道", acting_user=cast.actor("office"))
    plans.publish_plan(plan, acting_user=cast.actor("office"))
    assert plan.state == PlanState.PUBLISHED
    assert plan in plans.list_plans(acting_user=cast.actor("observer"))
    assert (
        db.session.scalars(select(History.event).where(History.subject == f"plan:{plan.id}")).all()[-1]
        == "plan.publish"
    )


def test_open_tasks_and_drafts_stand_against_concluding(cast: Cast) -> None:
    task = drafts.drafted(cast, role="office")
    with pytest.raises(Invalid, match="still open"):
        plans.conclude_plan(cast.plan, acting_user=cast.actor("office"))
    drafting.delete_draft(task, acting_user=cast.actor("office"))
    plans.conclude_plan(cast.plan, acting_user=cast.actor("office"))
    assert cast.plan.state == PlanState.CONCLUDED


def test_in_a_concluded_plan_nothing_changes_any_more(cast: Cast) -> None:
    plans.conclude_plan(cast.plan, acting_user=cast.actor("office"))
    with pytest.raises(WrongState):
        plans.edit_plan(cast.plan, ENTRY, acting_user=cast.actor("office"))
    entry = CampaignEntry("再来一个", "", "")
    with pytest.raises(WrongState):
        campaigns.enter_campaign(cast.plan, entry, lead="牵头局", responsible="", acting_user=cast.actor("office"))


def test_history_tells_only_what_changed(cast: Cast) -> None:
    plan = entered(cast)
    plans.edit_plan(plan, replace(ENTRY, title="改过的方案"), acting_user=cast.actor("office"), version=plan.version)
    row = db.session.scalars(select(History).where(History.event == "plan.edited")).one()
    assert (row.before, row.after) == ({"title": "新方案"}, {"title": "改过的方案"})


@pytest.mark.parametrize(("role", "version", "error"), [("office", 99, Stale), ("commander", None, Denied)])
def test_a_stale_form_and_a_stranger_are_refused(
    cast: Cast, role: str, version: int | None, error: type[PortalError]
) -> None:
    with pytest.raises(error):
        plans.edit_plan(cast.plan, ENTRY, acting_user=cast.actor(role), version=version)
