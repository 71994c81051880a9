"""A notice brought in and read by a worker, as a test begins."""

from sqlalchemy import select

from portal.database import db
from portal.domain.plan_draft import Draft, Item, title_of
from portal.models import Campaign, Plan, PlanReading, Target, Task
from portal.services import plan_readings
from tests.services.plan_readings.conftest import Zone
from tests.working import run_waiting_jobs


def read(zone: Zone, text: str, *, compares_with: Plan | None = None) -> PlanReading:
    office = zone.actor("office")
    reading_id = plan_readings.start_from_text(text, compares_with=compares_with, acting_user=office).id
    run_waiting_jobs()
    return plan_readings.access_reading(reading_id, acting_user=zone.actor("office"))


def created(zone: Zone, text: str) -> Plan:
    reading = read(zone, text)
    plan = plan_readings.create_plan(reading, acting_user=zone.actor("office"), version=reading.version)
    db.session.commit()
    return plan


def item(draft: Draft, title: str) -> Item:
    return next(one for one in draft.items if title in title_of(one))


def task(title: str) -> Task:
    return db.session.scalars(select(Task).where(Task.title == title)).one()


def target(metric: str, nth: int = 0) -> Target:
    return db.session.scalars(select(Target).where(Target.metric == metric).order_by(Target.id)).all()[nth]


def campaign(name: str) -> Campaign:
    return db.session.scalars(select(Campaign).where(Campaign.name == name)).one()
