"""A plan's own particulars, as they would be typed and as a draft's head says them."""

from collections.abc import Mapping
from dataclasses import asdict

from sqlalchemy import select

from portal.database import db
from portal.models import Plan
from portal.services.plans import PlanEntry


def present_plan(plan: Plan) -> PlanEntry:
    return PlanEntry(
        title=plan.title, document_number=plan.document_number, issuer=plan.issuer, issued_on=plan.issued_on,
        printed_on=plan.printed_on, starts_on=plan.starts_on, ends_on=plan.ends_on, aim=plan.aim,
    )  # fmt: skip


def head_of(plan_id: int) -> Mapping[str, str]:
    entry = present_plan(db.session.scalars(select(Plan).where(Plan.id == plan_id)).one())
    return {name: str(value or "") for name, value in asdict(entry).items()}
