"""Lists of findings: who sees what, what is due from whom, filters and paging."""

import pytest
from sqlalchemy.exc import DBAPIError, IntegrityError

from portal.database import db
from portal.domain.finding_filter import FindingFilter, FindingTodo, read_filter
from portal.domain.posts import PostName
from portal.domain.task_filter import UnknownChoice
from portal.models import Finding
from portal.services import findings
from portal.services.findings import todo
from tests import factories
from tests.queries import count_queries
from tests.services.findings.stage import ENTRY, Stage, with_guests

ALL = FindingFilter(state="all")
SUPERVISION = {"inspector", "second_inspector", "supervision_lead"}
# Who sees a finding about the lead bureau, by what has become of it.
READERS = SUPERVISION | {
    "recused_inspector", "office", "commander", "deputy", "lead_head", "lead_deputy_head", "lead_staff",
    "lead_empowered", "observer",
}  # fmt: skip
SEEN_BY = {"recorded": SUPERVISION, "cosigned": SUPERVISION, "issued": READERS, "closed": READERS}
# Whose step is next, and of what kind.
DUE_FROM = {
    "recorded": {("second_inspector", "cosign"), ("supervision_lead", "cosign")},
    "cosigned": {("supervision_lead", "issue")},
    "issued": {("lead_head", "answer"), ("lead_deputy_head", "answer"), ("lead_staff", "answer"),
               ("lead_empowered", "answer")},
    "disputed": {("commander", "decide")},
    "rectifying": {("lead_head", "rectify"), ("lead_deputy_head", "rectify"), ("lead_staff", "rectify"),
                   ("lead_empowered", "rectify")},
    "rectified": {("inspector", "follow-up"), ("second_inspector", "follow-up"), ("supervision_lead", "follow-up")},
    "closed": set(),
}  # fmt: skip


def ids(stage: Stage, role: str, asked: FindingFilter = ALL) -> list[int]:
    return [row.id for row in findings.list_findings(asked, acting_user=stage.actor(role)).rows]


@pytest.mark.parametrize("state", list(SEEN_BY))
def test_who_sees_it(stage: Stage, state: str) -> None:
    finding = stage.at(state)
    assert {role for role in stage.cast.users if ids(stage, role) == [finding.id]} == SEEN_BY[state]
    of_task = {role for role in stage.cast.users if findings.list_of_task(stage.task, acting_user=stage.actor(role))}
    assert of_task == SEEN_BY[state]


@pytest.mark.parametrize("state", list(DUE_FROM))
def test_from_whom_a_step_is_due(stage: Stage, state: str) -> None:
    stage.at(state)
    due = {
        (role, str(kind))
        for role in stage.cast.users
        for kind in todo.kinds_for(stage.actor(role))
        if ids(stage, role, FindingFilter(todo=kind))
    }
    assert due == DUE_FROM[state]


def test_a_step_due_from_guests_and_their_commander(stage: Stage) -> None:
    first, second = with_guests(stage)
    finding = findings.record(stage.task, stage.leg(stage.cast.supervision), ENTRY, acting_user=first)
    assert ids(stage, "far_head", FindingFilter(todo=FindingTodo.COSIGN)) == [finding.id]
    assert ids(stage, "street_head", FindingFilter(todo=FindingTodo.COSIGN)) == []
    findings.cosign(finding, acting_user=second)
    assert ids(stage, "other_commander", FindingFilter(todo=FindingTodo.ISSUE)) == [finding.id]
    assert ids(stage, "supervision_lead", FindingFilter(todo=FindingTodo.ISSUE)) == []


def test_guests_co_sign_for_guests_where_inspectors_are_left_who_are_not_recused(stage: Stage) -> None:
    for role in ("inspector", "second_inspector"):
        factories.appointment(stage.cast.user(role), PostName.STAFF, department_id=stage.cast.lead.id)
    first, _ = with_guests(stage)
    finding = findings.record(stage.task, stage.lead_leg, ENTRY, acting_user=first)
    assert ids(stage, "far_head", FindingFilter(todo=FindingTodo.COSIGN)) == [finding.id]
    assert ids(stage, "supervision_lead", FindingFilter(todo=FindingTodo.COSIGN)) == []


def test_filters_narrow(stage: Stage) -> None:
    finding = stage.issued()
    cast = stage.cast
    fitting = [
        FindingFilter(), FindingFilter(state="issued"), FindingFilter(department=cast.lead.id),
        FindingFilter(severity="serious"), FindingFilter(campaign=cast.campaign.id),
    ]  # fmt: skip
    others = [
        FindingFilter(state="closed"), FindingFilter(department=cast.other.id), FindingFilter(severity="minor"),
        FindingFilter(campaign=cast.other_campaign.id), FindingFilter(todo="issue"),
    ]  # fmt: skip
    assert [ids(stage, "observer", asked) for asked in fitting] == [[finding.id]] * 5
    assert [ids(stage, "observer", asked) for asked in others] == [[]] * 5


@pytest.mark.parametrize("asked", [{"state": "gone"}, {"todo": "x"}, {"department": "一"}, {"after": "9" * 30}])
def test_an_unknown_choice_is_refused(asked: dict[str, str]) -> None:
    with pytest.raises(UnknownChoice):
        read_filter(asked)


def test_paging_shows_every_finding_once(stage: Stage) -> None:
    made = [stage.recorded().id for _ in range(7)]
    for asked, order in ((ALL, list(reversed(made))), (FindingFilter(todo="cosign"), made)):
        seen: list[int] = []
        page = findings.list_findings(asked, acting_user=stage.actor("second_inspector"), size=3)
        while True:
            seen += [row.id for row in page.rows]
            if not page.next_id:
                break
            asked = FindingFilter(state=asked.state, todo=asked.todo, after=page.next_id)
            page = findings.list_findings(asked, acting_user=stage.actor("second_inspector"), size=3)
        assert (seen, page.count) == (order, 7)


def test_a_list_costs_the_same_with_one_row_and_with_many(stage: Stage) -> None:
    def cost() -> int:
        db.session.flush()
        actor = stage.actor("second_inspector")
        with count_queries() as seen:
            findings.list_findings(ALL, acting_user=actor)
        return len(seen)

    stage.recorded()
    one = cost()
    for _ in range(20):
        stage.recorded()
    assert cost() == one


def test_offers_are_what_can_be_done(stage: Stage) -> None:
    finding = stage.recorded()

    def offered(role: str) -> dict[str, bool]:
        return {
            step.action: refused is None for step, refused in findings.offers(finding, acting_user=stage.actor(role))
        }

    assert offered("supervision_lead") == {"co-sign": True, "issue": False, "withdraw": True}
    assert offered("inspector") == {"co-sign": False}
    assert offered("lead_head") == {}
    assert offered("other_commander") == {}


@pytest.mark.parametrize(
    ("column", "value"), [("seen", "改过"), ("found_percent", 90), ("claimed_percent", 20), ("place", "别处")]
)
def test_the_database_keeps_what_was_issued(stage: Stage, column: str, value: object) -> None:
    finding = stage.issued()
    db.session.flush()
    setattr(finding, column, value)
    with pytest.raises((IntegrityError, DBAPIError), match="issued finding"):
        db.session.flush()
    db.session.rollback()


def test_the_database_keeps_the_issued_finding_itself(stage: Stage) -> None:
    finding = stage.issued()
    db.session.flush()
    with pytest.raises((IntegrityError, DBAPIError), match="issued finding"):
        db.session.execute(Finding.__table__.delete().where(Finding.id == finding.id))  # type: ignore[attr-defined]
    db.session.rollback()
