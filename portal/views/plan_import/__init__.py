"""From the paper to a draft plan: sending a notice in, reviewing what was read, comparing, creating."""

from portal.views.plan_import import answering, arranging, comparing, creating, editing, naming, reviewing, starting
from portal.views.plan_import.blueprint import pages

__all__ = ["answering", "arranging", "comparing", "creating", "editing", "naming", "pages", "reviewing", "starting"]
