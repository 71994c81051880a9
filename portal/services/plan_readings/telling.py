"""Who began a reading, who changed it last, and how far it has come."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import select

from portal.database import db
from portal.domain.plan_draft import ReadingState, from_plain, open_questions
from portal.models import History, PlanReading, User


def starters_of(readings: Sequence[PlanReading]) -> Mapping[int, str]:
    """The names of those who began them, by account."""
    ids = {reading.started_by_id for reading in readings}
    rows = db.session.execute(select(User.id, User.name).where(User.id.in_(ids)))
    return {row.id: row.name for row in rows}


def open_counts(readings: Sequence[PlanReading]) -> Mapping[int, int]:
    """How many questions are still open, for the readings that are under review: one query for all."""
    ids = [reading.id for reading in readings if reading.state is ReadingState.REVIEW]
    rows = db.session.execute(select(PlanReading.id, PlanReading.draft).where(PlanReading.id.in_(ids)))
    return {row.id: len(open_questions(from_plain(row.draft))) for row in rows if row.draft}


def last_change(reading: PlanReading) -> tuple[str, datetime | None]:
    """Who touched it last, and when."""
    row = db.session.execute(
        select(History.at, User.name)
        .join(User, User.id == History.user_id)
        .where(History.subject == f"plan_reading:{reading.id}")
        .order_by(History.id.desc())
        .limit(1)
    ).one_or_none()
    return (row.name, row.at) if row else ("", None)
