"""POST /<noun>/export: any list into a spreadsheet, with the filters of the address it was seen at."""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from portal.jobs.lists import LISTS
from portal.services import jobs
from portal.views.pages import Pages

pages = Pages("exports", __name__)
NOT_FILTERS = frozenset({"after", "before", "open", "branch"})
MOST_FILTERS = 20
LONGEST = 200


def _export(noun: str) -> Callable[[], ResponseReturnValue]:
    def export() -> ResponseReturnValue:
        query = {
            name: value[:LONGEST]
            for name, value in list(request.args.items())[:MOST_FILTERS]
            if name not in NOT_FILTERS and value
        }
        back = request.full_path.replace(f"/{noun}/export", f"/{noun}", 1).rstrip("?")
        job = jobs.ask_for("export", {"list": noun, "query": query}, acting_user=g.actor, back=back)
        return redirect(url_for("jobs.show", job_id=job.id), 303)

    export.__name__ = noun
    return export


for _noun, _list in LISTS.items():
    pages.page(f"/{_noun}/export", permission=_list.permission, methods=("POST",))(_export(_noun))


def url_again(arguments: Mapping[str, Any]) -> str:
    """The address that writes the same list with the same filters once more."""
    query = urlencode(arguments["query"])
    return f"/{arguments['list']}/export?{query}" if query else f"/{arguments['list']}/export"


@pages.app_template_global()
def export_url(noun: str) -> str:
    """Where the list that is shown is written out, with what it was asked for."""
    asked = request.query_string.decode("latin-1")
    return f"/{noun}/export?{asked}" if asked else f"/{noun}/export"
