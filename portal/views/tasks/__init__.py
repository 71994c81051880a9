"""The pages of tasks: the list, one task's story, drafting and breaking down, and one route for each step."""

from portal.views.pages import Pages

pages = Pages("tasks", __name__, url_prefix="/tasks")

from portal.views.tasks import (  # noqa: E402,F401 - they add their routes to `pages`
    at_top,
    breaking_down,
    drafting,
    import_review,
    importing,
    issuing,
    legs,
    listing,
    milestones,
    revising,
    showing,
    steps,
)
