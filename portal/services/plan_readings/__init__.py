"""Notices on their way to plans: kept, read by a worker, reviewed, and made into a draft plan or compared with one."""

from portal.services.plan_readings.access import (
    PAGE,
    access_reading,
    comparable_plans,
    draft_of,
    kept_file,
    list_readings,
    may_edit,
)
from portal.services.plan_readings.applying import apply_difference, finish_comparison
from portal.services.plan_readings.clauses import ClauseRow, clauses_of
from portal.services.plan_readings.comparing import Comparison, Difference, comparison
from portal.services.plan_readings.creating import create_plan, obstacles
from portal.services.plan_readings.departments import NameRow, department_choices, group_choices, list_names
from portal.services.plan_readings.editing import (
    add_item,
    answer,
    decide_name,
    decide_person,
    drop_item,
    drop_reading,
    merge_items,
    move_item,
    set_field,
    split_item,
    take_back,
)
from portal.services.plan_readings.starting import (
    check_size,
    fail,
    fill,
    find_waiting,
    start_from_file,
    start_from_text,
)
from portal.services.plan_readings.suggestions import Suggestion, suggested_appointments

__all__ = [
    "PAGE",
    "ClauseRow",
    "Comparison",
    "Difference",
    "NameRow",
    "Suggestion",
    "access_reading",
    "add_item",
    "answer",
    "apply_difference",
    "check_size",
    "clauses_of",
    "comparable_plans",
    "comparison",
    "create_plan",
    "decide_name",
    "decide_person",
    "department_choices",
    "draft_of",
    "drop_item",
    "drop_reading",
    "fail",
    "fill",
    "find_waiting",
    "finish_comparison",
    "group_choices",
    "kept_file",
    "list_names",
    "list_readings",
    "may_edit",
    "merge_items",
    "move_item",
    "obstacles",
    "set_field",
    "split_item",
    "start_from_file",
    "start_from_text",
    "suggested_appointments",
    "take_back",
]
