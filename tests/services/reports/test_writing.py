"""What departments say: figures that count at once, periods, drafts, and who may say it."""

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from portal import clock
from portal.database import db
from portal.domain.report_lifecycle import Confidence, ReportState
from portal.errors import Denied, Invalid, Stale, WrongState
from portal.models import Attachment, Campaign, ReportingPeriod
from portal.services import reports
from portal.services.reports import Reported, ReportEntry
from portal.services.tasks import signing
from tests.services.tasks.way import PHOTO, Way, below

SURE = Confidence.HIGH


def test_a_figure_counts_at_once_up_to_the_campaign(way: Way) -> None:
    version = way.task.version
    report = way.say(40)
    assert (report.state, report.submitted_by_id) == (ReportState.SUBMITTED, way.cast.user("lead_head").id)
    assert (way.leg().percent, way.task.percent_bp) == (40, 4000)
    percent = select(Campaign.percent_bp).where(Campaign.id == way.cast.campaign.id)
    assert db.session.scalar(percent) == 4000
    assert way.last().event == "report.submit"
    assert way.task.version == version, "a report makes nobody's form for the task stale"


@pytest.mark.parametrize("role", ["lead_empowered", "lead_deputy_head"])
def test_heads_and_the_empowered_submit(way: Way, role: str) -> None:
    assert way.say(10, role).submitted_by_id == way.cast.user(role).id


@pytest.mark.parametrize("role", ["lead_staff", "other_head", "street_head", "commander", "office", "inspector"])
def test_nobody_else_submits(way: Way, role: str) -> None:
    with pytest.raises(Denied):
        way.say(10, role)
    assert way.task.percent_bp == 0


def test_staff_drafts_and_the_head_submits(way: Way) -> None:
    entry = ReportEntry(percent=30, done="草稿")
    draft = reports.draft(way.task, way.leg(), entry, acting_user=way.actor("lead_staff"))
    assert (way.task.percent_bp, way.last().event) == (0, "report.draft")
    found = Reported(draft, way.task, way.leg())
    with pytest.raises(Denied):
        reports.submit(
            found, ReportEntry(percent=30, done="草稿", confidence=SURE), acting_user=way.actor("lead_staff")
        )
    reports.submit(found, ReportEntry(percent=35, done="定稿", confidence=SURE), acting_user=way.actor("lead_head"))
    assert (draft.done, draft.drafted_by_id, way.task.percent_bp) == ("定稿", way.cast.user("lead_staff").id, 3500)


def test_a_leg_has_one_draft_and_reporting_takes_it_over(way: Way) -> None:
    draft = reports.draft(way.task, way.leg(), ReportEntry(percent=30), acting_user=way.actor("lead_staff"))
    with pytest.raises(Invalid, match="already being written"):
        reports.draft(way.task, way.leg(), ReportEntry(percent=31), acting_user=way.actor("lead_head"))
    assert way.say(50).id == draft.id


def test_what_is_submitted_is_no_longer_changed(way: Way) -> None:
    found = Reported(way.say(40), way.task, way.leg())
    with pytest.raises(WrongState):
        reports.edit(found, ReportEntry(percent=90), acting_user=way.actor("lead_head"))


def test_a_draft_seen_before_another_changed_it_is_stale(way: Way) -> None:
    draft = reports.draft(way.task, way.leg(), ReportEntry(percent=30), acting_user=way.actor("lead_staff"))
    with pytest.raises(Stale):
        reports.edit(Reported(draft, way.task, way.leg()), ReportEntry(percent=31), version=draft.version + 1,
                     acting_user=way.actor("lead_head"))  # fmt: skip


@pytest.mark.parametrize(
    ("values", "field"),
    [({"percent": None}, "percent"), ({"percent": 101}, "percent"), ({"percent": -1}, "percent"),
     ({"done": " "}, "done"), ({"confidence": None}, "confidence"),
     ({"confidence": Confidence.LOW}, "confidence_reason")],
)  # fmt: skip
def test_what_is_missing_is_said_at_its_field(way: Way, values: dict[str, object], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        way.say(**({"percent": 40} | values))  # type: ignore[arg-type]
    assert caught.value.field == field
    assert way.task.percent_bp == 0


def test_a_figure_falls_only_with_a_word_why(way: Way) -> None:
    way.say(60)
    with pytest.raises(Invalid) as caught:
        way.say(50)
    assert caught.value.field == "problem"
    way.say(50, problem="复测面积减少")
    assert way.task.percent_bp == 5000


def test_the_parent_of_subtasks_asks_for_no_report(way: Way) -> None:
    below(way)
    with pytest.raises(Invalid, match="sum of its subtasks"):
        way.say(50)


def test_a_responsible_department_reports_only_where_it_carries_a_quantity(way: Way) -> None:
    leg, head = way.leg(way.cast.other), way.actor("other_head")
    signing.sign(way.task, acting_user=head)
    entry = ReportEntry(quantity=Decimal("30"), done="腾空30亩")
    with pytest.raises(Invalid, match="no quantity of its own"):
        reports.report(way.task, leg, entry, acting_user=head)
    leg.quantity, way.leg().quantity = Decimal("40"), Decimal("60")
    reports.report(way.task, leg, entry, acting_user=head)
    assert (leg.percent, leg.quantity_done, way.task.percent_bp) == (75, Decimal("30"), 3000)
    with pytest.raises(Invalid) as caught:
        reports.report(way.task, leg, ReportEntry(quantity=Decimal("29"), done="复测"), acting_user=head)
    assert caught.value.field == "problem"


def test_files_are_told_by_the_report_that_brings_them(way: Way) -> None:
    report = way.say(40)
    rows = db.session.scalars(select(Attachment).where(Attachment.report_id == report.id)).all()
    assert [(row.name, row.sha256, row.task_id) for row in rows] == [("现场.jpg", PHOTO.sha256, way.task.id)]


def period_of(way: Way) -> str | None:
    period = reports.find_period_or_none(way.task, way.leg())
    return period.name if period else None


def test_the_period_is_the_one_before_until_its_report_day(way: Way) -> None:
    august = db.session.scalars(select(ReportingPeriod).where(ReportingPeriod.name == "8月")).one()
    way.task.issued_at = way.task.issued_at and way.task.issued_at.replace(month=8)
    assert august.report_due_on == date(2022, 9, 5)
    for day, name in ((date(2022, 9, 5), "8月"), (date(2022, 9, 6), "9月"), (date(2022, 8, 31), "8月")):
        with clock.fixed(day):
            assert period_of(way) == name
    with clock.fixed(date(2022, 9, 3)):
        way.say(40)
        assert period_of(way) == "9月", "August has been told"


def test_nothing_is_asked_about_the_time_before_the_issue(way: Way) -> None:
    with clock.fixed(date(2022, 9, 2)):
        assert period_of(way) == "9月"
