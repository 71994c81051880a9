"""A process that keeps names in memory sees every change, whoever makes it and however."""

import pytest
from sqlalchemy import select, text

from portal.database import db
from portal.services import stamps
from portal.services.tasks import choices
from tests import cast

pytestmark = pytest.mark.usefixtures("context")


@pytest.mark.parametrize(
    ("statement", "topic"),
    [
        ("UPDATE department SET short_name = 'Neu' WHERE id = (SELECT min(id) FROM department)", stamps.NAMES),
        ("UPDATE campaign SET name = 'Neu'", stamps.NAMES),
        ("UPDATE plan SET title = 'Neu'", stamps.NAMES),
        ("UPDATE reporting_period SET name = name", stamps.NAMES),
        ("UPDATE department SET kind = kind", stamps.NAMES),
        ("DELETE FROM calendar_day", stamps.CALENDAR),
        ("UPDATE user_account SET name = 'Neu'", stamps.PEOPLE),
        ("UPDATE user_account SET language = 'en'", stamps.PEOPLE),
        ("UPDATE user_account SET must_change_password = true", stamps.PEOPLE),
        ("UPDATE user_account SET is_stopped = true", stamps.PEOPLE),
        ("UPDATE appointment SET section = 'Neu'", stamps.PEOPLE),
        ("DELETE FROM appointment", stamps.PEOPLE),
    ],
)
def test_a_change_gives_its_topic_a_new_mark(statement: str, topic: str) -> None:
    people = cast.build()
    other = stamps.CALENDAR if topic == stamps.NAMES else stamps.NAMES
    before = stamps.mark_of(topic), stamps.mark_of(other)
    assert before[0] != stamps.NEVER_CHANGED, people
    changed = db.session.execute(text(statement)).rowcount  # type: ignore[attr-defined]
    stamps.forget()
    assert (stamps.mark_of(topic) != before[0]) == (changed > 0 or db.engine.dialect.name == "postgresql")
    assert stamps.mark_of(other) == before[1]


def test_a_wrong_password_changes_nobody() -> None:
    people = cast.build()
    before = stamps.mark_of(stamps.PEOPLE)
    db.session.execute(text("UPDATE user_account SET password_hash = password_hash"))
    stamps.forget()
    assert stamps.mark_of(stamps.PEOPLE) == before, people


def test_an_object_that_changes_is_noticed_by_itself() -> None:
    people = cast.build()
    before = stamps.mark_of(stamps.NAMES)
    people.lead.short_name = "新简称"
    db.session.flush()
    assert stamps.mark_of(stamps.NAMES) != before


def test_the_sign_in_brings_every_mark_along() -> None:
    people = cast.build()
    everything = db.session.scalar(select(stamps.ALL))
    stamps.remember("people=another")
    assert stamps.mark_of(stamps.PEOPLE) == "another", people
    stamps.remember(everything)
    assert stamps.mark_of(stamps.PEOPLE) not in ("another", stamps.NEVER_CHANGED)


def test_reaching_a_percent_changes_no_name() -> None:
    people = cast.build()
    before = stamps.mark_of(stamps.NAMES)
    db.session.execute(text("UPDATE campaign SET percent_bp = 4200"))
    stamps.forget()
    assert stamps.mark_of(stamps.NAMES) == before, people


def test_the_filters_show_a_new_name_at_once() -> None:
    people = cast.build()
    actor = people.actor("observer")
    found = choices.list_choices(acting_user=actor)
    assert choices.list_choices(acting_user=actor) is found, "read again without need"
    people.lead.short_name = "新简称"
    stamps.forget()
    assert "新简称" in dict(choices.list_choices(acting_user=actor).departments).values()
