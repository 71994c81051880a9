"""Campaigns and their departments, given by the names papers print."""

import pytest
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.assignment_lifecycle import AssignmentState
from portal.domain.lights import Light
from portal.domain.task_filter import TaskFilter
from portal.errors import Denied, Invalid, Stale
from portal.models import Assignment, DepartmentAlias, History
from portal.services import campaign_roles, campaigns
from portal.services.campaigns import Campaign, CampaignEntry
from portal.services.tasks import listing
from tests import factories
from tests.cast import Cast
from tests.services.tasks import drafts

ENTRY = CampaignEntry("项目推进", "按期开工", "第四部分")


def edited(cast: Cast, lead: str, responsible: str, role: str = "office") -> Campaign:
    campaign = campaigns.access_campaign(cast.campaign.id, acting_user=cast.actor(role), permission="campaign.read")
    campaigns.edit_campaign(campaign, ENTRY, lead=lead, responsible=responsible, acting_user=cast.actor(role))
    return campaign


def test_names_short_names_aliases_and_groups_are_understood(cast: Cast) -> None:
    drafts.group(cast)
    db.session.add(DepartmentAlias(department_id=cast.other.id, name="老配合局"))
    db.session.flush()
    campaign = edited(cast, "牵头局", "老配合局、\n各街道；")
    assert campaign_roles.role_names(campaign.id) == ("牵头局", "配合局、各街道")


@pytest.mark.parametrize(
    ("lead", "responsible", "field", "says"),
    [
        ("没有的局", "", "lead", "没有的局"),
        ("牵头局、配合局", "", "lead", "exactly one"),
        ("各街道", "", "lead", "exactly one"),
        ("", "配合局", "lead", "exactly one"),
        ("牵头局", "配合局、没有的局、也没有", "responsible", "没有的局、也没有"),
        ("牵头局", "牵头局", "responsible", "already leads"),
    ],
)
def test_what_nobody_knows_is_named_at_its_field(
    cast: Cast, lead: str, responsible: str, field: str, says: str
) -> None:
    drafts.group(cast)
    with pytest.raises(Invalid) as refused:
        edited(cast, lead, responsible)
    assert refused.value.field == field
    assert says in refused.value.text % refused.value.values


def test_changed_departments_move_the_version_and_are_told(cast: Cast) -> None:
    version = cast.campaign.version
    campaign = edited(cast, "配合局", "牵头局")
    assert campaign.version > version
    row = db.session.scalars(select(History).where(History.event == "campaign.edited")).one()
    assert row.before is not None
    assert row.after is not None
    assert (row.before["lead"], row.after["lead"]) == ("牵头局", "配合局")
    with pytest.raises(Stale):
        campaigns.edit_campaign(
            campaign, ENTRY, lead="牵头局", responsible="", acting_user=cast.actor("office"), version=version
        )


@pytest.mark.parametrize(("role", "may"), [("commander", True), ("other_commander", False), ("lead_head", False)])
def test_a_commander_corrects_his_own_campaign_only(cast: Cast, role: str, may: bool) -> None:
    if may:
        assert edited(cast, "牵头局", "", role).name == "项目推进"
    else:
        with pytest.raises(Denied):
            edited(cast, "牵头局", "", role)


def test_the_counts_are_those_of_the_lists_behind_them(cast: Cast) -> None:
    late = drafts.in_progress(cast, title="逾期的")
    waiting = drafts.issued(cast, title="未签的")
    late.red_on, waiting.red_on = clock.today(), None
    db.session.flush()
    counts = campaigns.count_tasks(cast.campaign.id)
    asked = TaskFilter(campaign=cast.campaign.id)
    red = TaskFilter(campaign=cast.campaign.id, light=str(Light.RED))
    actor = cast.actor("commander")
    assert (counts[0], counts[1], counts[2]) == (2, 1, 0)
    assert listing.count_tasks(asked, acting_user=actor) == counts[0]
    assert listing.count_tasks(red, acting_user=actor) == counts[1]


def test_counting_stops_at_a_hundred(cast: Cast) -> None:
    for _ in range(campaigns.MOST + 5):
        task = factories.draft(cast.campaign, creator=cast.user("office"), lead=cast.lead, due_on=clock.today())
        task.issued_due_on, task.issued_at = task.due_on, clock.now()
        setattr(task, "state", "issued")  # noqa: B010 - a hundred issues would take long
        task.is_open = True
    db.session.flush()
    assert campaigns.count_tasks(cast.campaign.id)[0] == campaigns.MOST


def test_shares_show_who_is_silent_and_expand_groups(cast: Cast) -> None:
    drafts.group(cast)
    edited(cast, "牵头局", "各街道")
    task = drafts.in_progress(cast, responsible="某街道")
    shares = {share.name: share for share in campaign_roles.list_shares(cast.campaign.id)}
    assert shares["牵头局"].is_lead
    assert shares["某街道"].group == "各街道"
    assert (shares["某街道"].open, shares["某街道"].unsigned, shares["某街道"].silent) == (1, 1, 0)
    leg = db.session.scalars(select(Assignment).where(Assignment.department_id == cast.street.id)).one()
    assert leg.task_id == task.id
    setattr(leg, "state", AssignmentState.SIGNED)  # noqa: B010 - as the nightly command leaves it
    leg.signed_at, leg.is_deemed = clock.now(), True
    db.session.flush()
    shares = {share.name: share for share in campaign_roles.list_shares(cast.campaign.id)}
    assert (shares["某街道"].unsigned, shares["某街道"].silent) == (0, 1)


def test_people_are_those_in_office_today(cast: Cast) -> None:
    people = campaigns.list_people(cast.campaign.id)
    assert [(str(post), seat) for _, post, seat in people] == [
        ("commander", None), ("deputy_commander", 1), ("deputy_commander", 2),
    ]  # fmt: skip
