"""A reviewed draft becomes a draft plan: departments, campaigns, targets and tasks, all of it or nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from portal import clock
from portal.database import db
from portal.domain.assignment_lifecycle import AssignmentKind
from portal.domain.paste import Problem
from portal.domain.plan_draft import DecisionKind, Draft, Item, ItemKind, Named, children, title_of
from portal.domain.plan_draft.obstacles import leading_groups, obstacles_of, unknown_names
from portal.domain.plan_draft.tree import find_or_none
from portal.domain.plan_draft.twins import first_mention, same_values, whole_of
from portal.domain.targets import Comparator, TargetKind, Tier
from portal.errors import Invalid, PortalError
from portal.models import Campaign, Plan, PlanReading, Target, Task
from portal.policy import Actor
from portal.services import campaigns, plans, targets, tiers
from portal.services.campaigns import CampaignEntry
from portal.services.department_names import Party
from portal.services.plan_readings.access import draft_of, require_office, require_review
from portal.services.plan_readings.clauses import keep_clause
from portal.services.plan_readings.departments import matches_of
from portal.services.plan_readings.parties import Parties, settle_names
from portal.services.plan_readings.starting import tell
from portal.services.plans import PlanEntry
from portal.services.targets import TargetEntry
from portal.services.tasks import drafting
from portal.services.tasks.entry import Draft as TaskDraft
from portal.services.tasks.entry import LegEntry, TaskEntry
from portal.services.tiers import TierEntry
from portal.text import N_

TIERS = {Tier.GUARANTEED: "guaranteed", Tier.STRETCH: "stretch"}
OF_GROUPS = (DecisionKind.GROUP, DecisionKind.NEW_GROUP)
LONGEST_PAPER = 120


def obstacles(reading: PlanReading) -> list[Problem]:
    """What still stands against creating the plan, in order: open numbers, names, and what is missing."""
    draft = draft_of(reading)
    found = {name: match for name, match in matches_of(draft).items() if match is not None}
    groups = {name for name, match in found.items() if match.group_id is not None}
    groups |= {name for name, one in draft.decisions.items() if one.kind in OF_GROUPS}
    return [
        *obstacles_of(draft),
        *unknown_names(draft, frozenset(found)),
        *leading_groups(draft, frozenset(groups)),
    ]


def create_plan(reading: PlanReading, *, acting_user: Actor, version: int | None = None) -> Plan:
    """Everything in one transaction. Raises Invalid naming the item that stands in the way; then nothing is made."""
    require_office(acting_user)
    require_review(reading, version=version)
    if reading.compares_with_id is not None:
        raise Invalid(N_("This notice is compared with a plan: apply its differences one by one."))
    for problem in obstacles(reading):
        raise Invalid(problem.text, problem.field, **problem.values)
    draft = draft_of(reading)
    maker = Maker(reading, draft, settle_names(draft, acting_user=acting_user), acting_user)
    plan = maker.make()
    reading.plan_id, reading.ended_at = plan.id, clock.now()
    db.session.flush()
    tell(reading, "plan_reading.created", acting_user, {"plan": plan.id, "title": plan.title, "items": len(maker.made)})
    return plan


class Maker:
    """Makes objects of a draft's items, each with its clause. `made` knows what became of which item."""

    def __init__(self, reading: PlanReading, draft: Draft, parties: Parties, acting_user: Actor) -> None:
        self.reading, self.draft, self.parties, self.acting_user = reading, draft, parties, acting_user
        self.paper = (draft.head["document_number"].value or draft.head["title"].value)[:LONGEST_PAPER]
        self.made: dict[str, int] = {}

    def make(self) -> Plan:
        with named("", self.draft.head["title"].value):
            plan = plans.enter_plan(self._plan_entry(), acting_user=self.acting_user)
        items = [item for item in self.draft.items if not item.is_dropped]
        made = {item.id: self.campaign(plan, item) for item in items if item.kind is ItemKind.CAMPAIGN}
        for item in _first_mentions_first(self.draft, items):
            self.target(plan, item)
        for campaign_id, campaign in made.items():
            self._tasks(campaign_id, campaign)
        return plan

    def _plan_entry(self) -> PlanEntry:
        head = {name: one.value for name, one in self.draft.head.items()}
        return PlanEntry(
            title=head["title"],
            document_number=head["document_number"],
            issuer=head["issuer"],
            issued_on=_day(head["issued_on"]),
            printed_on=_day(head["printed_on"]),
            starts_on=date.fromisoformat(head["starts_on"]),
            ends_on=date.fromisoformat(head["ends_on"]),
            aim=head["aim"],
        )

    def campaign(self, plan: Plan, item: Item) -> Campaign:
        with named(item.id, title_of(item)):
            lead, others = self._parties(item)
            entry = CampaignEntry(item.value("name"), item.value("aim"), _reference(item))
            campaign = campaigns.enter_campaign_of(
                plan, entry, lead=lead, responsible=others, acting_user=self.acting_user
            )
        self._keep(item, campaign)
        return campaign

    def target(self, plan: Plan, item: Item) -> Target:
        first, whole = first_mention(self.draft, item), whole_of(self.draft, item)
        twin_id = self.made.get(first.id) if first else None
        with named(item.id, title_of(item)):
            entry = TargetEntry(
                metric=item.value("metric"),
                unit=item.value("unit"),
                kind=TargetKind(item.value("kind")),
                comparator=Comparator(item.value("comparator")),
                campaign_id=self.made.get(item.parent),
                parent_id=self.made.get(whole.id) if whole else None,
                same_as_id=twin_id,
                note=_note(item, first),
                clause=self._reference_of_target(item),
            )
            target = targets.enter_target(plan, entry, acting_user=self.acting_user)
            if twin_id is None:
                self._tiers(target, item)
        self._keep(item, target)
        return target

    def _reference_of_target(self, item: Item) -> str:
        """A target has no number of its own: it is found where its campaign or its task is."""
        holder = find_or_none(self.draft, item.task or item.parent) if item.task or item.parent else None
        return _reference(holder) if holder and holder.number else _reference(item)

    def _tiers(self, target: Target, item: Item) -> None:
        from_on = date.fromisoformat(self.draft.head["starts_on"].value)
        for tier, field in TIERS.items():
            if value := item.value(field):
                entry = TierEntry(tier, Decimal(value), from_on, self.paper)
                tiers.set_tier(target, entry, acting_user=self.acting_user)

    def _tasks(self, campaign_id: str, campaign: Campaign) -> None:
        """The tree of a campaign, parents before what lies below them."""
        waiting: list[tuple[Item, Task | None]] = [(one, None) for one in self._kept_tasks(campaign_id)]
        while waiting:
            item, parent = waiting.pop(0)
            task = self.task(campaign, parent, item)
            waiting = [*((one, task) for one in self._kept_tasks(item.id)), *waiting]

    def _kept_tasks(self, parent: str) -> list[Item]:
        return [one for one in children(self.draft, parent) if one.kind is ItemKind.TASK and not one.is_dropped]

    def task(self, campaign: Campaign, parent: Task | None, item: Item) -> Task:
        with named(item.id, title_of(item)):
            draft = TaskDraft(self.task_entry(item), legs=tuple(self.legs(item)))
            if parent is None:
                task = drafting.draft_top_task(campaign, draft, acting_user=self.acting_user)
            else:
                task = drafting.draft_subtask(parent, draft, acting_user=self.acting_user)
        self._keep(item, task)
        return task

    def task_entry(self, item: Item) -> TaskEntry:
        return TaskEntry(
            title=item.value("title"),
            content=item.value("content"),
            standard=item.value("standard"),
            clause=_reference(item),
            start_on=_day(item.value("start_on")),
            due_on=_day(item.value("due_on")),
            target_id=self._target_of(item),
        )

    def _target_of(self, item: Item) -> int | None:
        """A task names the target it serves where exactly one was read in it."""
        inside = [one for one in self.draft.items if one.task == item.id and not one.is_dropped and not one.whole]
        return self.made.get(inside[0].id) if len(inside) == 1 else None

    def legs(self, item: Item) -> Iterator[LegEntry]:
        lead, others = self._parties(item)
        if lead is not None:
            yield LegEntry(lead, AssignmentKind.LEAD)
        for party in others:
            yield LegEntry(party)

    def _parties(self, item: Item) -> tuple[Party | None, list[Party]]:
        """Who leads and who else is responsible, each once. Raises Invalid where a group would lead."""
        leading = self._known(item.lead)
        if leading and leading[0].group_id is not None:
            raise Invalid(
                N_("“%(name)s” is a group and cannot lead: name one department."), "lead", name=leading[0].name
            )
        lead = leading[0] if leading else None
        return lead, [party for party in self._known(item.responsible) if party != lead]

    def _known(self, names: tuple[Named, ...]) -> list[Party]:
        return list(dict.fromkeys(party for one in names if (party := self.parties.get(one.name)) is not None))

    def _keep(self, item: Item, thing: Campaign | Task | Target) -> None:
        self.made[item.id] = thing.id
        keep_clause(self.reading, item, thing)


@contextmanager
def named(item_id: str, title: str) -> Iterator[None]:
    """A refusal inside says which item it is about."""
    try:
        yield
    except PortalError as error:
        text = N_("“%(item)s” cannot be created: %(reason)s")
        raise Invalid(text, f"{item_id}:{error.field or ''}", item=title, reason=error) from error


def _first_mentions_first(draft: Draft, items: list[Item]) -> list[Item]:
    """Targets in an order in which every whole and every first mention is there before who points to it."""
    found = [item for item in items if item.kind is ItemKind.TARGET]

    def rank(item: Item) -> int:
        return 2 if first_mention(draft, item) else 1 if whole_of(draft, item) else 0

    return sorted(found, key=rank)


def _reference(item: Item) -> str:
    """Where in the paper: section and number."""
    return "".join(part for part in (item.section, item.number) if part)


def _note(item: Item, first: Item | None) -> str:
    """A second mention keeps no values of its own: what it prints otherwise is told in words."""
    note = item.value("note")
    if first is None or same_values(item, first):
        return note
    return "；".join(part for part in (note, item.value("text")) if part)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
