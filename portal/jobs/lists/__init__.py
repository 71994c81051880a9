"""The lists that can be written into a spreadsheet: for each its title, who may read it, its columns and its rows.

The rows are read page by page by the same services, with the same filters and rights as the list on the screen.
"""

from collections.abc import Mapping

from portal.jobs.lists import people, places, plans, tasks
from portal.jobs.lists.columns import ListOf

LISTS: Mapping[str, ListOf] = {
    "tasks": tasks.TASKS,
    "findings": tasks.FINDINGS,
    "plans": plans.PLANS,
    "campaigns": plans.CAMPAIGNS,
    "targets": plans.TARGETS,
    "departments": places.DEPARTMENTS,
    "groups": places.GROUPS,
    "periods": places.PERIODS,
    "users": people.USERS,
    "appointments": people.APPOINTMENTS,
    "audit": people.AUDIT,
}
