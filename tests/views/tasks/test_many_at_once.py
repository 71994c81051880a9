"""Lists of things to do that can be done to many at once: ticked, sent, told one by one."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from portal import clock, unit_of_work
from portal.database import db
from portal.domain.task_lifecycle import TaskState
from portal.models import Task
from portal.services.tasks import issuing
from portal.services.tasks.access import load_for_change
from tests import cast as casting
from tests import factories
from tests.cast import Cast

Enter = Callable[[str], FlaskClient]


@pytest.fixture
def issued(app: Flask) -> list[int]:
    """Two tasks that wait for the lead bureau's signature."""
    with app.app_context(), unit_of_work.work(), clock.fixed(date(2022, 9, 14)):
        cast = casting.build()
        tasks = [factories.draft(cast.campaign, creator=cast.user("office"), lead=cast.lead) for _ in range(2)]
        ids = [task.id for task in tasks]
        for number in ids:
            issuing.issue(load_for_change(number), acting_user=_commander(cast))
    return ids


def _commander(cast: Cast) -> object:
    return cast.actor("commander")


def enter(app: Flask, login: str) -> FlaskClient:
    client = app.test_client()
    answer = client.post("/sign-in", data={"login": login, "password": factories.PASSWORD})
    assert answer.status_code == 303
    return client


def states(app: Flask, ids: list[int]) -> set[TaskState]:
    with app.app_context(), unit_of_work.work(read_only=True):
        return {task.state for number in ids if (task := db.session.get(Task, number))}


def test_ticked_tasks_are_signed_in_one_go(app: Flask, issued: list[int]) -> None:
    head = enter(app, "lead-head")
    page = head.get("/tasks?todo=sign").text
    assert re.findall(r'name="ids" value="(\d+)" checked', page) == [str(number) for number in issued]
    answer = head.post("/tasks/sign", data={"ids": issued}, headers={"Referer": "/tasks?todo=sign"})
    assert answer.status_code == 303
    assert states(app, issued) == {TaskState.IN_PROGRESS}


def test_what_is_not_ticked_stays(app: Flask, issued: list[int]) -> None:
    head = enter(app, "lead-head")
    head.post("/tasks/sign", data={"ids": issued[:1]})
    assert states(app, issued[1:]) == {TaskState.ISSUED}


def test_another_department_signs_nothing(app: Flask, issued: list[int]) -> None:
    enter(app, "street-head").post("/tasks/sign", data={"ids": issued})
    assert states(app, issued) == {TaskState.ISSUED}


def test_closing_many_starts_with_nothing_ticked(app: Flask, issued: list[int]) -> None:
    commander = enter(app, "commander")
    assert " checked" not in commander.get("/tasks?todo=close").text
