"""What a revised notice says otherwise of itself, put into the plan as if it had been corrected by hand."""

from dataclasses import replace
from datetime import date

from portal.domain.plan_draft import Draft
from portal.models import Plan
from portal.services import plans
from portal.services.plan_readings.acts import Act, plan_of
from portal.services.plan_readings.heads import present_plan
from portal.services.plans import PlanEntry

# Days that stand in an order: where one of the paper's days would break it, the other comes from the paper as well.
_PARTNERS = {"issued_on": "printed_on", "printed_on": "issued_on", "starts_on": "ends_on", "ends_on": "starts_on"}
_MAY_BE_OPEN = ("issued_on", "printed_on")


def change_head(act: Act) -> Plan:
    plan = plan_of(act.reading)
    field, new = act.difference.field, act.difference.new
    entry = replace(present_plan(plan), **{field: date.fromisoformat(new) if field in _PARTNERS else new})  # type: ignore[arg-type]
    plans.edit_plan(plan, _in_order(entry, field, act.draft), acting_user=act.acting_user)
    return plan


def _in_order(entry: PlanEntry, field: str, draft: Draft) -> PlanEntry:
    is_turned = entry.ends_on < entry.starts_on
    is_early = bool(entry.issued_on and entry.printed_on and entry.printed_on < entry.issued_on)
    if not (is_early if field in _MAY_BE_OPEN else is_turned and field in _PARTNERS):
        return entry
    partner = _PARTNERS[field]
    said = draft.head[partner].value
    if not said and partner not in _MAY_BE_OPEN:
        return entry
    return replace(entry, **{partner: date.fromisoformat(said) if said else None})  # type: ignore[arg-type]
