"""Who may: the complete table of DESIGN, role by role and relation by relation, on `can` and on the visible rows."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal import policy
from portal.database import db
from portal.domain.permissions import PERMISSIONS
from portal.domain.posts import PostName
from portal.models import Assignment, Task
from tests import cast as casting
from tests import factories
from tests.cast import Cast
from tests.engines import Database

ROLES = {
    "office": "office",
    "commander": "commander",
    "deputy": "deputy commander",
    "lead_head": "head",
    "lead_staff": "staff",
    "inspector": "inspector",
    "supervision_lead": "supervision lead",
    "observer": "observer",
}
# The relations of a task to the first campaign's people, made by `relations`.
LED, SEATED, JOINED, FOREIGN, NAMED, INTERNAL = "led", "seated", "joined", "foreign", "named", "internal"
ALL = frozenset({LED, SEATED, JOINED, FOREIGN, NAMED, INTERNAL})
OWN = frozenset({LED, SEATED, JOINED, NAMED, INTERNAL})
# led, named, internal: lead = the lead bureau, seat 1. seated: lead = the other bureau, seat 1. joined: seat 2, the
# lead bureau responsible. foreign: the other campaign, the street alone.
SEAT = frozenset({LED, SEATED, NAMED, INTERNAL})
K = frozenset({LED, NAMED, INTERNAL})
D = K | {JOINED}
NONE: frozenset[str] = frozenset()
COMMAND = {"commander": OWN, "deputy": SEAT, "lead_head": frozenset({INTERNAL})}

EXPECTED: dict[str, dict[str, frozenset[str]]] = {
    "task.read": dict.fromkeys(ROLES, ALL),
    "task.read_inside": {
        "office": ALL, "commander": OWN, "deputy": OWN, "lead_head": D, "lead_staff": D, "inspector": ALL,
        "supervision_lead": ALL, "observer": ALL,
    },
    "task.break_down": {"office": ALL, "commander": OWN, "deputy": SEAT, "lead_head": D, "lead_staff": D},
    "task.draft": {
        "office": ALL, "commander": OWN, "deputy": SEAT, "lead_head": frozenset({INTERNAL}),
        "lead_staff": frozenset({INTERNAL}),
    },
    "task.issue": COMMAND,
    "task.withdraw": COMMAND,
    "task.revise": COMMAND,
    "task.transfer": COMMAND,
    "task.release": COMMAND,
    "task.close_out": COMMAND,
    "task.suspend": {"commander": OWN},
    "task.resume": {"commander": OWN},
    "task.weigh": {"commander": OWN},
    "task.cancel": {"commander": OWN, "lead_head": frozenset({INTERNAL})},
    "task.conclude": {"commander": OWN, "lead_head": frozenset({INTERNAL})},
    "task.return": COMMAND | {"inspector": frozenset({NAMED}), "supervision_lead": ALL},
    "task.verify": {"inspector": frozenset({NAMED}), "supervision_lead": ALL},
    "task.reopen": {"commander": OWN, "supervision_lead": ALL},
    "task.name_verifier": {"supervision_lead": ALL},
    "task.name_guest": {"commander": frozenset({FOREIGN})},
    "task.request_completion": {"lead_head": K, "lead_staff": frozenset({INTERNAL})},
}  # fmt: skip


@pytest.fixture
def cast(context: Database) -> Cast:
    return casting.build()


@pytest.fixture
def relations(cast: Cast) -> dict[str, Task]:
    creator, inspector = cast.user("office"), cast.user("inspector")
    draft = factories.draft
    found = {
        LED: draft(cast.campaign, creator=creator, lead=cast.lead),
        SEATED: draft(cast.campaign, creator=creator, lead=cast.other),
        JOINED: draft(cast.campaign, creator=creator, lead=cast.other, responsible=(cast.lead,), deputy_seat=2),
        FOREIGN: draft(cast.other_campaign, creator=creator, lead=cast.street),
        NAMED: draft(cast.campaign, creator=creator, lead=cast.lead, verifier_id=inspector.id),
        INTERNAL: draft(cast.campaign, creator=creator, lead=cast.lead, internal_department_id=cast.lead.id),
    }
    ids = {name: task.id for name, task in found.items()}
    db.session.expire_all()
    loaded = {task.id: task for task in db.session.scalars(select(Task).options(selectinload(Task.assignments)))}
    return {name: loaded[number] for name, number in ids.items()}


@pytest.mark.parametrize("permission", sorted(EXPECTED))
def test_every_role_may_what_the_table_says_and_nothing_else(
    permission: str, cast: Cast, relations: dict[str, Task]
) -> None:
    for role in ROLES:
        actor = cast.actor(role)
        may = {name for name, task in relations.items() if policy.can(actor, permission, task)}
        assert may == EXPECTED[permission].get(role, NONE), f"{role}: {permission}"


@pytest.mark.parametrize("permission", sorted(EXPECTED))
def test_visible_rows_agree_with_can(permission: str, cast: Cast, relations: dict[str, Task]) -> None:
    for role in cast.users:
        actor = cast.actor(role)
        rows = set(db.session.scalars(select(Task.id).where(policy.task_rows(actor, permission))))
        may = {task.id for task in relations.values() if policy.can(actor, permission, task)}
        assert rows == may, f"{role}: {permission}"


def test_drafts_are_seen_only_by_those_who_draft_them(cast: Cast, relations: dict[str, Task]) -> None:
    for role in cast.users:
        actor = cast.actor(role)
        rows = set(db.session.scalars(select(Task.id).where(policy.visible_tasks(actor))))
        seen = {task.id for task in relations.values() if policy.may_see_task(actor, policy.ground_of(task))}
        expected = {relations[name].id for name in EXPECTED["task.draft"].get(role, NONE)}
        assert rows == seen, role
        if role in ROLES:
            assert seen == expected, role


@pytest.mark.parametrize("role", ["system_admin", "security_admin", "audit_admin", "stranger"])
def test_administrators_and_strangers_see_no_business(role: str, cast: Cast, relations: dict[str, Task]) -> None:
    actor = cast.actor(role)
    business = [name for name in PERMISSIONS if name.split(".")[0] not in {"user", "appointment", "audit"}]
    assert [name for name in business if policy.holds_anywhere(actor, name)] == []


def test_a_signed_leg_opens_only_its_own_department(cast: Cast, relations: dict[str, Task]) -> None:
    legs = db.session.scalars(
        select(Assignment)
        .options(selectinload(Assignment.task).selectinload(Task.assignments))
        .where(Assignment.task_id == relations[JOINED].id)
    ).all()
    may = {leg.department_id for leg in legs if policy.can(cast.actor("lead_head"), "assignment.sign", leg)}
    assert may == {cast.lead.id}


@pytest.mark.parametrize(("role", "may"), [("lead_staff", False), ("lead_empowered", True), ("lead_head", True)])
def test_staff_submit_only_while_empowered(role: str, may: bool, cast: Cast, relations: dict[str, Task]) -> None:
    assert policy.can(cast.actor(role), "report.submit", relations[LED]) is may


def test_every_permission_names_posts_that_exist() -> None:
    letters = set("*colkdieng")
    for permission, granted in PERMISSIONS.items():
        assert set(granted) <= set(PostName), permission
        assert all(letter in letters for scope in granted.values() for letter in scope), permission


def test_every_task_permission_has_a_row_in_the_table() -> None:
    missing = {name for name in PERMISSIONS if name.startswith("task.")} - set(EXPECTED)
    assert not missing, f"Say in EXPECTED who may {missing}."
