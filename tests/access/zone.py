"""The zone of the access tests: two campaigns with the same things in every state, each known by its own words.

`near` is campaign 1 with the lead bureau, `far` campaign 2 with the other one. What only some may read carries a text
that nothing else carries, so that it is seen wherever it turns up.
"""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from portal.database import db
from portal.documents import sheet_rows, uploads
from portal.documents.storage import Storage
from portal.domain.plan_lifecycle import PlanState
from portal.domain.posts import PostName
from portal.domain.report_lifecycle import Confidence
from portal.domain.targets import TargetKind
from portal.models import (
    Attachment,
    DepartmentGroup,
    GroupMember,
    Measurement,
    ProgressReport,
    Target,
    User,
)
from portal.services import jobs, reports
from portal.services.reports import ReportEntry
from portal.services.task_sheets import keeping, results
from portal.services.tasks import completion, milestones, placing, signing
from portal.services.tasks.access import load_for_change
from portal.services.tasks.entry import MilestoneEntry
from tests import cast as casting
from tests import factories, sheets
from tests.access.readings import fill_readings
from tests.access.sides import FINDINGS, TASKS, Place, Side
from tests.cast import Cast
from tests.documents import made

NEAR, FAR = "near", "far"


@dataclass
class Zone:
    """What tests ask for: the arguments of an address by side and object, users by role, and secrets by name."""

    places: dict[str, dict[str, Place]] = field(default_factory=dict)
    user_ids: dict[str, int] = field(default_factory=dict)
    appointment_ids: dict[str, int] = field(default_factory=dict)
    extra: dict[str, dict[str, int]] = field(default_factory=dict)


def build(data: Path) -> Zone:
    """Everything, by the people who do it; flushed and not committed."""
    cast = casting.build()
    periods = [factories.period(cast.plan, month) for month in (8, 9)]
    photo = uploads.receive(Storage(data / "files"), made.picture(), "现场.jpg")
    third = factories.department("无关局")
    partner_head = factories.user("岗位 无关局负责人", login="partner-head")
    factories.appointment(partner_head, PostName.HEAD, department_id=third.id)
    cast.users["partner_head"] = partner_head
    near = Side(NEAR, cast, cast.campaign, cast.lead, cast.street,
                {"commander": "commander", "head": "lead_head", "partner": "street_head"}, photo)  # fmt: skip
    far = Side(FAR, cast, cast.other_campaign, cast.other, third,
               {"commander": "other_commander", "head": "other_head", "partner": "partner_head"}, photo)  # fmt: skip
    for side in (near, far):
        side.campaign.name = f"{side.name}-专项行动"
        _fill(side, periods[-1].id)
    zone = Zone({NEAR: near.places, FAR: far.places}, {role: user.id for role, user in cast.users.items()})
    zone.places[NEAR] |= _shared(cast, periods[0].id) | {"job": _job(cast, photo), "sheet": _sheet(cast)}
    readings, words = fill_readings(cast, photo)
    zone.places[NEAR] |= readings
    rows = db.session.execute(db.text("SELECT user_id, id FROM appointment")).all()
    held = {row.user_id: row.id for row in rows}
    zone.extra = {
        side.name: {"running_leg": side.running_leg, "period_id": periods[0].id, "draft_version": side.draft_version}
        for side in (near, far)
    }
    zone.extra[NEAR] |= words
    zone.extra[NEAR] |= {"lead_id": cast.lead.id, "other_id": cast.other.id}
    zone.appointment_ids = {role: held[user.id] for role, user in cast.users.items() if user.id in held}
    zone.extra[NEAR]["partner_head"] = zone.extra[FAR]["partner_head"] = zone.user_ids.pop("partner_head")
    return zone


def _fill(side: Side, period_id: int) -> None:
    side.places["campaign"] = {"campaign_id": side.campaign.id}
    side.places["in_campaign"] = {"campaign": side.campaign.id}
    for name, make in TASKS.items():
        side.places[name] = {"task_id": make(side).id}
    side.draft_version = load_for_change(side.places["draft"]["task_id"]).version
    side.running_leg = side.leg(load_for_change(side.places["running"]["task_id"])).id
    side.places["overdue"] = {"task_id": side.running(due_on=date(2022, 9, 1)).id}
    looked_at = side.running()
    for name, look in FINDINGS.items():
        side.places[name] = {"finding_id": look(side, looked_at).id}
    _fill_parts(side)
    target = factories.keep(Target(plan_id=side.campaign.plan_id, campaign_id=side.campaign.id,
                                   metric=f"{side.name}-指标", kind=TargetKind.AMOUNT))  # fmt: skip
    side.places["target"] = {"target_id": target.id}
    declared = factories.keep(
        Measurement(target_id=target.id, period_id=period_id, declared_value=5,
                    declared_at=factories.moment(date(2022, 9, 1)), declared_by_id=side.actor("head").user_id)
    )  # fmt: skip
    side.places["measurement"] = {"target_id": target.id, "measurement_id": declared.id}


def _fill_parts(side: Side) -> None:
    """Legs, a milestone, reports and their file."""
    task = side.running(responsible=(side.partner,))
    leg = side.leg(task, side.partner)
    signing.sign(task, acting_user=side.actor("partner"))
    entry = MilestoneEntry(f"{side.name}-节点", date(2022, 10, 1))
    milestone = milestones.add_milestone(task, entry, acting_user=side.actor("commander"))
    side.places["leg"] = {"task_id": task.id, "leg_id": leg.id}
    side.places["lead_leg"] = {"task_id": task.id, "leg_id": side.leg(task).id}
    side.places["milestone"] = {"task_id": task.id, "milestone_id": milestone.id}
    other = side.running(responsible=(side.partner,))
    signing.sign(other, acting_user=side.actor("partner"))
    done = side.leg(other, side.partner)
    completion.finish_leg(other, done, acting_user=side.actor("partner"))
    side.places["done_leg"] = {"task_id": other.id, "leg_id": done.id}
    entry_text = ReportEntry(percent=30, done=side.secret("draft-report"), confidence=Confidence.HIGH)
    draft = reports.draft(other, side.leg(other), entry_text, acting_user=side.actor("head"))
    side.places["draft_report"] = {"report_id": draft.id}
    reported = side.places["reported"]["task_id"]
    report = db.session.query(ProgressReport).filter_by(task_id=reported).one()
    file = db.session.query(Attachment).filter_by(report_id=report.id).one()
    side.places["report"] = {"report_id": report.id}
    side.places["file"] = {"attachment_id": file.id}


def _sheet(cast: Cast) -> Place:
    """A table of the office's, its columns settled."""
    actor = cast.actor("office")
    came = keeping.understand("任务.csv", sheet_rows.sheets_of(sheets.csv_of(sheets.GOOD), "任务.csv"))
    sheet = keeping.start(placing.at_top(cast.campaign), None, came, acting_user=actor)
    review = results.check_sheet(sheet, came.layout, acting_user=actor).review()
    keeping.set_columns(sheet, came.layout, review, acting_user=actor)
    return {"sheet_id": sheet.id}


def _job(cast: Cast, file: uploads.Upload) -> Place:
    """Done, with its file, for the office."""
    job = jobs.ask_for("recompute_days", {}, acting_user=cast.actor("office"))
    job.started_at = job.ended_at = job.asked_at
    job.outcome = {"file": file.sha256, "name": "任务.xlsx"}
    return {"job_id": job.id}


def _shared(cast: Cast, period_id: int) -> dict[str, Place]:
    """What belongs to no campaign."""
    group = factories.keep(DepartmentGroup(name="各街道", members=[GroupMember(department_id=cast.street.id)]))
    someone: User = factories.user("岗位 待定", login="someone")
    gone = factories.user("岗位 停用", login="gone", is_stopped=True)
    staff = factories.appointment(someone, PostName.STAFF, department_id=cast.street.id)
    coming = factories.appointment(someone, PostName.OBSERVER, first_on=date(2022, 12, 1))
    drafted = factories.plan(title="下年度方案", state=PlanState.DRAFT)
    factories.campaign(drafted, cast.lead)
    over = factories.plan(title="上年度方案", starts_on=date(2021, 1, 1), ends_on=date(2021, 12, 31))
    return {
        "plan": {"plan_id": cast.plan.id},
        "in_plan": {"plan": cast.plan.id},
        "drafted_plan": {"plan_id": drafted.id},
        "over_plan": {"plan_id": over.id},
        "in_drafted_plan": {"plan": drafted.id},
        "period": {"period_id": period_id},
        "department": {"department_id": cast.street.id},
        "group": {"group_id": group.id},
        "user": {"user_id": someone.id},
        "stopped_user": {"user_id": gone.id},
        "appointment": {"appointment_id": staff.id},
        "coming_appointment": {"appointment_id": coming.id},
        "year": {"year": 2022},
        "day": {"day": "2022-10-12"},
        "static": {"filename": "css/tokens.css"},
        "nothing": {},
    }
