"""The first step of what belongs to a plan: which one, where the address names none."""

from flask import g, render_template, request, url_for

from portal.services import plans
from portal.views.addresses import number_or_none


def chosen_plan() -> int | None:
    """The plan the address names, or the only one there is. A number that names none leads to "not found" as ever."""
    if "plan" in request.args:
        return number_or_none(request.args["plan"]) or 0
    found = plans.list_open(acting_user=g.actor)
    return found[0].id if len(found) == 1 else None


def plan_choice(title: str, endpoint: str) -> str:
    """The page that asks for it; each plan leads on to the form."""
    rows = [
        {"title": plan.title, "number": plan.document_number, "url": url_for(endpoint, plan=plan.id)}
        for plan in plans.list_open(acting_user=g.actor)
    ]
    return render_template("plans/choose.html", title=title, rows=rows)
