"""From the paper to a draft plan: sending a notice in, reviewing what was read, comparing, creating."""

from portal.views.plan_import import (
    answering,
    arranging,
    comparing,
    creating,
    editing,
    edits,
    naming,
    reviewing,
    starting,
)
from portal.views.plan_import.blueprint import pages

__all__ = [
    "answering",
    "arranging",
    "comparing",
    "creating",
    "editing",
    "edits",
    "naming",
    "pages",
    "reviewing",
    "starting",
]
