"""A changed value of a revised notice, put into a campaign, a task or a target by the service that does it by hand."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from portal import clock
from portal.domain.assignment_lifecycle import AssignmentKind
from portal.domain.department_lists import split_departments
from portal.domain.plan_draft import ItemKind, PartyRole
from portal.domain.targets import Comparator, TargetKind, Tier
from portal.models import Campaign, Target, Task
from portal.services import campaign_roles, campaigns, targets, tiers
from portal.services.campaigns import CampaignEntry
from portal.services.plan_readings.acts import Act
from portal.services.plan_readings.parties import settle_names
from portal.services.targets import TargetEntry
from portal.services.tasks import drafting, revising
from portal.services.tasks.access import load_for_change
from portal.services.tasks.draft_legs import party_names
from portal.services.tasks.entry import Draft as TaskDraft
from portal.services.tasks.entry import MilestoneEntry, TaskEntry
from portal.services.tiers import TierEntry


def _change_campaign(act: Act) -> Campaign:
    campaign = campaigns.access_campaign(
        act.difference.object_id or 0, acting_user=act.acting_user, permission="campaign.edit"
    )
    lead, responsible = campaign_roles.role_names(campaign.id)
    entry = CampaignEntry(campaign.name, campaign.aim, campaign.clause)
    field, new = act.difference.field, act.difference.new
    if field == "name":
        entry = replace(entry, name=new)
    _settle(act)
    if field == "lead":
        lead, responsible = new, _without(responsible, new)
    if field == "responsible":
        responsible = _without(new, lead)
    campaigns.edit_campaign(campaign, entry, lead=lead, responsible=responsible, acting_user=act.acting_user)
    return campaign


def _settle(act: Act) -> None:
    """New departments among the names of this item are entered before they are used."""
    if act.difference.field in ("lead", "responsible"):
        names = {one.name for one in act.item.named(PartyRole(act.difference.field))}
        settle_names(act.draft, acting_user=act.acting_user, only=names)


def _without(names: str, one: str) -> str:
    return "、".join(name for name in split_departments(names) if name != one)


def _change_task(act: Act) -> Task:
    task = load_for_change(act.difference.object_id or 0)
    _settle(act)
    if act.difference.act == "set":
        _rewrite(act, task)
    else:
        _revise(act, task)
    return task


def _rewrite(act: Act, task: Task) -> None:
    """A draft is written anew, one value being different."""
    draft = present_draft(task)
    field, new = act.difference.field, act.difference.new
    if field == "title":
        draft = replace(draft, entry=replace(draft.entry, title=new))
    elif field == "content":
        draft = replace(draft, entry=replace(draft.entry, content=new))
    elif field == "due_on":
        draft = replace(draft, entry=replace(draft.entry, due_on=date.fromisoformat(new)))
    elif field == "lead":
        draft = replace(draft, lead=new, responsible=_without(draft.responsible, new))
    else:
        draft = replace(draft, responsible=_without(new, draft.lead))
    drafting.edit_draft(task, draft, acting_user=act.acting_user)


def present_draft(task: Task) -> TaskDraft:
    """What a draft says now, as it would be typed."""
    names = party_names(task.assignments)
    legs = sorted(task.assignments, key=lambda leg: leg.position)
    lead = [names[leg.department_id, leg.group_id] for leg in legs if leg.kind == AssignmentKind.LEAD]
    others = [names[leg.department_id, leg.group_id] for leg in legs if leg.kind != AssignmentKind.LEAD]
    entry = TaskEntry(
        title=task.title, content=task.content, standard=task.standard, clause=task.clause, start_on=task.start_on,
        due_on=task.due_on, weight=task.weight, quantity=task.quantity, unit=task.unit, target_id=task.target_id,
        deputy_seat=task.deputy_seat,
    )  # fmt: skip
    milestones = tuple(MilestoneEntry(one.title, one.due_on, one.evidence) for one in task.milestones)
    return TaskDraft(entry, lead="、".join(lead), responsible="、".join(others), milestones=milestones)


def _revise(act: Act, task: Task) -> None:
    """An issued task is revised from the paper; its issued day stays, the ledger tells."""
    revision = revising.present(task, paper=act.paper)
    field, new = act.difference.field, act.difference.new
    if field == "due_on":
        revision = replace(revision, due_on=date.fromisoformat(new))
    elif field == "content":
        revision = replace(revision, content=new)
    else:
        revision = replace(revision, responsible=new)
    revising.revise(task, revision, acting_user=act.acting_user)


def _change_target(act: Act) -> Target:
    target = targets.access_target(act.difference.object_id or 0, acting_user=act.acting_user, permission="target.edit")
    field, new = act.difference.field, act.difference.new
    if field in ("guaranteed", "stretch"):
        _set_value(act, target, Tier(field), Decimal(new))
    else:
        targets.edit_target(target, _corrected(_present_target(target), field, new), acting_user=act.acting_user)
    return target


def _corrected(entry: TargetEntry, field: str, new: str) -> TargetEntry:
    match field:
        case "metric":
            return replace(entry, metric=new)
        case "unit":
            return replace(entry, unit=new)
        case _:
            return replace(entry, comparator=Comparator(new))


def _set_value(act: Act, target: Target, tier: Tier, value: Decimal) -> None:
    """A new version from a day on; where there was no number so far, its kind comes with it."""
    if target.kind in (TargetKind.TO_BE_SET, TargetKind.QUALITY):
        kind, unit = TargetKind(act.item.value("kind")), act.item.value("unit")
        comparator = Comparator(act.item.value("comparator"))
        entry = replace(_present_target(target), kind=kind, unit=unit or target.unit, comparator=comparator)
        targets.edit_target(target, entry, acting_user=act.acting_user)
    from_on = act.from_on or clock.today()
    tiers.set_tier(target, TierEntry(tier, value, from_on, act.paper[:120]), acting_user=act.acting_user)


def _present_target(target: Target) -> TargetEntry:
    return TargetEntry(
        metric=target.metric, unit=target.unit, kind=target.kind, comparator=target.comparator,
        campaign_id=target.campaign_id, parent_id=target.parent_id, same_as_id=target.same_as_id, note=target.note,
        clause=target.clause,
    )  # fmt: skip


CHANGES: Mapping[ItemKind, Callable[[Act], Campaign | Task | Target]] = {
    ItemKind.CAMPAIGN: _change_campaign,
    ItemKind.TASK: _change_task,
    ItemKind.TARGET: _change_target,
}
