"""What can be typed wrong into plans, periods, departments, campaigns and targets."""

from typing import Any

import pytest

from tests.access.doors import CAMPAIGN, DEPARTMENT, PERIOD, PLAN, TARGET
from tests.bad_input.conftest import Desk
from tests.bad_input.test_tasks import LONG, NOT_A_DAY, RANGE, REQUIRED

NO_DEPARTMENT = "No department or group is called “%(names)s”."
WRONG: tuple[tuple[Any, ...], ...] = (
    ("plans.new", PLAN, {"title": ""}, REQUIRED, {}),
    ("plans.new", PLAN, {"title": "长" * 10_000}, LONG, {"max": 200}),
    ("plans.new", PLAN, {"starts_on": "2023-02-30"}, NOT_A_DAY, {"typed": "2023-02-30"}),
    ("plans.new", PLAN, {"ends_on": "2022-12-31"}, "The plan cannot end before it starts.", {}),
    ("plans.edit", PLAN, {"ends_on": "2022-01-01"}, "The plan cannot end before it starts.", {}),
    ("periods.edit", PERIOD, {"last_on": "2022-09-30"}, "The last day cannot be before the first one, %(day)s.",
     {"day": "2022-10-01"}),
    ("periods.edit", PERIOD, {"report_due_on": "2022-10-02"}, "The report cannot be due before the period ends.", {}),
    ("periods.new", PERIOD, {"plan_id": "9" * 30}, "Not a valid choice.", {}),
    ("departments.new", DEPARTMENT, {"name": ""}, REQUIRED, {}),
    ("departments.new", DEPARTMENT, {"name": "长" * 10_000}, LONG, {"max": 80}),
    ("departments.new", DEPARTMENT, {"position": "-1"}, RANGE, {"min": 0, "max": 9999}),
    ("departments.new", DEPARTMENT, {"kind": "没有这类"}, "Not a valid choice.", {}),
    ("departments.edit", DEPARTMENT, {"first_on": "2022-05-01", "last_on": "2022-04-01"},
     "The last day cannot be before the first one, %(day)s.", {"day": "2022-05-01"}),
    ("campaigns.edit", CAMPAIGN, {"name": ""}, REQUIRED, {}),
    ("campaigns.edit", CAMPAIGN, {"lead": "没有这个局"}, NO_DEPARTMENT, {"names": "没有这个局"}),
    ("targets.edit", TARGET, {"metric": "长" * 10_000}, LONG, {"max": 120}),
    ("targets.edit", TARGET, {"kind": "没有这类"}, "Not a valid choice.", {}),
    ("targets.edit", TARGET, {"parent_id": "9" * 30}, "Not a valid choice.", {}),
    ("targets.new_tier", {"tier": "guaranteed", "from_on": "2022-01-01", "paper": "纸"}, {"value": "一百"},
     "Write a number, such as 4.5.", {}),
    ("calendar.new", {"source": "by_hand"}, {"year": "9" * 30}, RANGE, {"min": 2000, "max": 2100}),
)  # fmt: skip


@pytest.mark.parametrize(("endpoint", "sound", "wrong", "msgid", "values"), WRONG)
def test_each_fault_has_its_sentence(
    desk: Desk, endpoint: str, sound: dict[str, str], wrong: dict[str, str], msgid: str, values: dict[str, object]
) -> None:
    desk.refuses(desk.send("office", desk.address(endpoint), sound | wrong), 422, msgid, **values)
