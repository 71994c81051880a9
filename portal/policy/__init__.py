"""May they? Asked of one object (`can`), and of a whole table (`visible_…`): two faces of the same letter.

Nothing here asks the database: the actor was read in one query, and an object's ground is what is loaded with it.
"""

from portal.policy.actor import Actor, Ground, Post
from portal.policy.findings import beyond_supervision, by_guests, kept_away, stand_in_disputes, visible_findings
from portal.policy.grounds import fix_ground, ground_of
from portal.policy.letters import FINDING_ROWS, HOLDS, TASK_ROWS, holds_anywhere
from portal.policy.rights import can, can_on, may_see_task, require, task_rows, visible_tasks

__all__ = [
    "FINDING_ROWS",
    "HOLDS",
    "TASK_ROWS",
    "Actor",
    "Ground",
    "Post",
    "beyond_supervision",
    "by_guests",
    "can",
    "can_on",
    "fix_ground",
    "ground_of",
    "holds_anywhere",
    "kept_away",
    "may_see_task",
    "require",
    "stand_in_disputes",
    "task_rows",
    "visible_findings",
    "visible_tasks",
]
