"""What can be typed wrong into a task: each field's own sentence, in the reader's language, and nothing kept of it."""

from typing import Any

import pytest

from portal.services.tasks import entry as entries
from tests.bad_input.conftest import Desk

TASK = {"title": "新增工作", "weight": "1", "lead": "牵头局", "start_on": "2022-07-01", "due_on": "2022-11-30"}
REQUIRED = "This field is required."
LONG = "Field cannot be longer than %(max)d characters."
NOT_A_DAY = "“%(typed)s” is not a day of the calendar."
NOT_UNDERSTOOD = "“%(typed)s” is not understood as a day: write 2022-03-31, 3月31日, 3月底 or 二季度末."
RANGE = "Number must be between %(min)s and %(max)s."
FAR = "“%(typed)s” lies too far away: check the year."
# field, what is typed, the sentence, its values
WRONG: tuple[tuple[Any, ...], ...] = (
    ("title", "", REQUIRED, {}),
    ("title", "   ", "Write what is to be done.", {}),
    ("title", "长" * 10_000, LONG, {"max": 200}),
    ("title", "🚧" * 201, LONG, {"max": 200}),
    ("content", "字" * 5001, LONG, {"max": 5000}),
    ("due_on", "2022-02-30", NOT_A_DAY, {"typed": "2022-02-30"}),
    ("due_on", "去年", NOT_UNDERSTOOD, {"typed": "去年"}),
    ("due_on", "2022-06-30", "The due day lies before the start.", {}),
    ("due_on", "9999-12-31", FAR, {"typed": "9999-12-31"}),
    ("start_on", "0001-01-01", FAR, {"typed": "0001-01-01"}),
    ("lead", "没有这个局", entries.UNKNOWN, {"names": "没有这个局"}),
    ("lead", "牵头局、配合局", entries.MANY_LEADS, {"departments": "牵头局、配合局"}),
    ("lead", "各街道", entries.GROUP_LEADS, {"name": "各街道"}),
    ("responsible", "配合局、没有这个局", entries.UNKNOWN, {"names": "没有这个局"}),
    ("weight", "-3", RANGE, {"min": 1, "max": 1000}),
    ("weight", "0", RANGE, {"min": 1, "max": 1000}),
    ("weight", "1" + "0" * 30, RANGE, {"min": 1, "max": 1000}),
    ("weight", "很重", "Not a valid integer value.", {}),
    ("quantity", "-1", "A quantity is greater than nought.", {}),
    ("quantity", "1e99", "Write a number with at most four decimals.", {}),
    ("quantity", "NaN", "Write a number with at most four decimals.", {}),
    ("quantity", "一千", "Write a number, such as 4.5.", {}),
    ("target_id", "4711", "Not a valid choice.", {}),
    ("target_id", "9" * 30, "Not a valid choice.", {}),
    ("deputy_seat", "7", "Not a valid choice.", {}),
)


@pytest.mark.parametrize(("field", "typed", "msgid", "values"), WRONG)
def test_each_fault_of_a_task_has_its_sentence(
    desk: Desk, field: str, typed: str, msgid: str, values: dict[str, object]
) -> None:
    answer = desk.send("office", f"/tasks/new?campaign={desk.id_of('campaign')}", TASK | {field: typed})
    desk.refuses(answer, 422, msgid, **values)
    if len(typed) < 200 and field not in {"target_id", "deputy_seat"}:
        assert typed in answer.text, "what was typed stands in the form"


def test_a_form_without_fields_names_what_is_missing(desk: Desk) -> None:
    desk.refuses(desk.send("office", f"/tasks/new?campaign={desk.id_of('campaign')}", {}), 422, REQUIRED)


def test_a_second_lead_is_refused_for_a_correction_too(desk: Desk) -> None:
    wrong = TASK | {"lead": "牵头局、某街道"}
    answer = desk.send("commander", desk.address("tasks.edit"), wrong)
    desk.refuses(answer, 422, entries.MANY_LEADS, departments="牵头局、某街道")


def test_a_subtask_cannot_end_after_its_parent(desk: Desk) -> None:
    answer = desk.send("commander", desk.address("tasks.new_subtask"), TASK | {"due_on": "2022-12-31"})
    desk.refuses(answer, 422, "The parent task is due on %(day)s; a subtask cannot end later.", day="2022-11-30")


def test_one_wrong_row_keeps_the_others_from_being_saved(desk: Desk) -> None:
    rows = {
        "rows-0-title": "好的一行",
        "rows-0-due": "2022-11-30",
        "rows-1-title": "坏的一行",
        "rows-1-lead": "没有这个局",
    }
    answer = desk.send("commander", desk.address("tasks.new_subtasks"), rows)
    desk.refuses(answer, 422, entries.UNKNOWN, names="没有这个局")
    assert "好的一行" in answer.text


def test_shares_below_nought_are_refused(desk: Desk) -> None:
    shares = {"how": "subtasks", "rows-0-department": "某街道", "rows-0-quantity": "-5", "unit": "亩"}
    answer = desk.send("commander", desk.address("tasks.split"), shares)
    desk.refuses(answer, 422, "Every department needs a quantity greater than nought.")


@pytest.mark.parametrize(
    ("percent", "msgid", "values"),
    [
        ("101", RANGE, {"min": 0, "max": 100}),
        ("-1", RANGE, {"min": 0, "max": 100}),
        ("9" * 30, RANGE, {"min": 0, "max": 100}),
        ("一半", "Not a valid integer value.", {}),
    ],
)
def test_a_percentage_lies_between_nought_and_a_hundred(
    desk: Desk, percent: str, msgid: str, values: dict[str, object]
) -> None:
    form = {"percent": percent, "done": "做了", "confidence": "high"}
    desk.refuses(desk.send("lead_head", desk.address("reports.new"), form), 422, msgid, **values)


def test_a_finding_of_tomorrow_is_refused(desk: Desk) -> None:
    form = desk.portal.form("findings.new", "near") | {"seen_on": "2022-09-16"}
    answer = desk.send("inspector", desk.address("findings.new"), form)
    assert answer.status_code == 422
    assert desk.portal.snapshot.business() == desk.before
