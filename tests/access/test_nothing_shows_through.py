"""Drafts and findings that are not issued leave no trace on any page of those who may not see them.

A page is read, something hidden is added, the page is read again: not a word and not a figure may differ.
"""

import re
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from portal import unit_of_work
from portal.database import db
from portal.domain.finding_lifecycle import CheckKind, Severity
from portal.models import Campaign
from portal.policy import Actor
from portal.services import actors, findings
from portal.services.findings import FindingEntry
from portal.services.tasks import drafting
from portal.services.tasks.access import load_for_change
from portal.services.tasks.entry import Draft, TaskEntry
from tests.access.conftest import Portal
from tests.access.hidden import SECRETS
from tests.access.rows import roles_of
from tests.access.zone import NEAR

ONE_TIME = re.compile(r'name="(?:once|csrf_token)"[^>]*value="[^"]*"')
LISTS = (
    "/",
    "/tasks",
    "/tasks?state=all",
    "/tasks?state=draft",
    "/tasks?state=draft&sort=changed",
    "/tasks?todo=issue",
    "/tasks?q=near",
    "/search?q=near-draft",
    "/search?q=密",
    "/findings",
    "/findings?state=all",
    "/findings?state=recorded",
    "/campaigns",
    "/campaigns/{campaign}",
    "/campaigns/{campaign}?sort=worst",
    "/campaigns/{campaign}?branch={running}",
    "/campaigns/{campaign}?under={running}",
    "/campaigns/{campaign}/departments",
    "/plans/{plan}",
    "/tasks/{running}",
    "/tasks/{running}/subtasks",
    "/departments/{lead_id}",
)
BLIND_TO_DRAFTS = ("other_commander", "head_and_deputy", "second_deputy", "lead_head", "lead_staff", "other_head",
                   "street_head", "inspector", "supervision_lead", "observer")  # fmt: skip
BLIND_TO_FINDINGS = ("office", "commander", "deputy", "other_commander", "lead_head", "lead_staff", "other_head",
                     "street_head", "recused_inspector", "observer")  # fmt: skip


def addresses(portal: Portal) -> list[str]:
    ids = {name: next(iter(place.values()), "") for name, place in portal.zone.places[NEAR].items()}
    return [address.format_map(ids | portal.zone.extra[NEAR]) for address in LISTS]


def read(portal: Portal, role: str) -> dict[str, str]:
    """Every page of a role, without the tokens that are new each time."""
    return {address: ONE_TIME.sub("", portal.ask(role, "GET", address).text) for address in addresses(portal)}


def as_role(portal: Portal, role: str, act: Callable[[Actor], object]) -> None:
    with portal.app.app_context(), unit_of_work.work():
        actor = actors.find_actor_or_none(portal.zone.user_ids[role])
        assert actor is not None
        act(actor)


def add_drafts(portal: Portal) -> None:
    """One at the top of the campaign, one below a running task."""
    entry = TaskEntry(title="near-draft-密", standard="验收", due_on=date(2022, 11, 30), deputy_seat=1)

    def add(actor: Actor) -> None:
        campaign = db.session.scalars(select(Campaign).where(Campaign.name == "near-专项行动")).one()
        drafting.draft_top_task(campaign, Draft(entry, "牵头局"), acting_user=actor)
        parent = load_for_change(portal.zone.places[NEAR]["running"]["task_id"])
        drafting.draft_subtask(parent, Draft(entry, "牵头局"), acting_user=actor)

    as_role(portal, "commander", add)


def add_finding(portal: Portal) -> None:
    entry = FindingEntry(kind=CheckKind.RANDOM, severity=Severity.SERIOUS, seen_on=date(2022, 9, 14), place="南门",
                         seen="near-finding-密", days_to_rectify=10, found_percent=20)  # fmt: skip

    def add(actor: Actor) -> None:
        task = load_for_change(portal.zone.places[NEAR]["running"]["task_id"])
        leg = next(leg for leg in task.assignments if leg.id == portal.zone.extra[NEAR]["running_leg"])
        findings.record(task, leg, entry, acting_user=actor)

    as_role(portal, "inspector", add)


def differing(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [address for address in before if before[address] != after[address]]


@pytest.mark.parametrize("role", BLIND_TO_DRAFTS)
def test_a_draft_leaves_no_trace(role: str, portal: Portal) -> None:
    before = read(portal, role)
    add_drafts(portal)
    assert differing(before, read(portal, role)) == []


@pytest.mark.parametrize("role", BLIND_TO_FINDINGS)
def test_a_finding_that_is_not_issued_leaves_no_trace(role: str, portal: Portal) -> None:
    before = read(portal, role)
    add_finding(portal)
    assert differing(before, read(portal, role)) == []


def test_those_who_may_see_them_do(portal: Portal) -> None:
    """The control: the pages are such that something new would be seen."""
    before = {role: read(portal, role) for role in ("commander", "second_inspector")}
    add_drafts(portal)
    add_finding(portal)
    assert len(differing(before["commander"], read(portal, "commander"))) > 5
    assert len(differing(before["second_inspector"], read(portal, "second_inspector"))) > 2


@pytest.mark.parametrize("role", ["office", "commander", "second_deputy", "other_commander", "lead_head", "other_staff",
                                  "street_head", "inspector", "recused_inspector", "observer"])  # fmt: skip
def test_no_list_tells_what_its_reader_may_not_read(role: str, portal: Portal) -> None:
    shown = {
        (address, secret)
        for address, page in read(portal, role).items()
        for secret, words in SECRETS.items()
        if f">{secret}" in page and role not in roles_of(words)
    }
    assert shown == set()


@pytest.mark.parametrize("role", ["stranger", "system_admin", "security_admin", "audit_admin"])
def test_strangers_and_administrators_read_no_list(role: str, portal: Portal) -> None:
    statuses = {portal.ask(role, "GET", address).status_code for address in addresses(portal)[1:]}
    assert statuses <= {403, 404}
