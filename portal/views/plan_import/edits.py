"""The page that lists everything that was done to a reading."""

from collections.abc import Sequence

from flask import g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.services import plan_readings
from portal.services.plan_readings import edits as done
from portal.views.addresses import number_or_none
from portal.views.plan_import import edit_rows
from portal.views.plan_import.blueprint import pages
from portal.views.plan_import.reviewing import access


@pages.page("/<int:reading_id>/history", permission="plan.import")
def edits(reading_id: int) -> ResponseReturnValue:
    """Oldest first, paged by key."""
    reading, after = access(reading_id), number_or_none(request.args.get("after"))
    found = done.list_edits(reading, after=after)
    draft = plan_readings.draft_of(reading) if reading.draft is not None else None
    return render_template(
        "plan_import/edits.html",
        reading=reading,
        rows=edit_rows.list_rows(
            found[: done.PAGE], draft, dict(plan_readings.department_choices(acting_user=g.actor))
        ),
        next_url=_behind(reading_id, found),
        is_first=after is None,
    )


def _behind(reading_id: int, found: Sequence[done.Edit]) -> str | None:
    if len(found) <= done.PAGE:
        return None
    return url_for("plan_import.edits", reading_id=reading_id, after=found[done.PAGE - 1].id)
