"""The pages of tasks: the list, one task's story, drafting and breaking down, and one route for each step."""

from portal.views.pages import Pages

pages = Pages("tasks", __name__, url_prefix="/tasks")

from portal.views.tasks import breaking_down, drafting, issuing, legs, listing, milestones, revising, showing, steps  # noqa: E402,F401 - they add their routes to `pages`
