"""/search: words of two characters up, found in the titles, contents and standards of issued tasks."""

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from portal.domain.search_words import phrases_of
from portal.domain.task_filter import ALL, Sort, TaskFilter, read_filter
from portal.services.tasks import listing
from portal.views.pages import Pages
from portal.views.tasks import rows
from portal.views.tasks.listing import count_text

pages = Pages("search", __name__)


@pages.page("/search", permission="search")
def index() -> ResponseReturnValue:
    asked = _read()
    can_search = bool(phrases_of(asked.q))
    page = listing.list_tasks(asked, acting_user=g.actor) if can_search else None
    return render_template(
        "search/index.html",
        query=asked.q,
        is_too_short=bool(asked.q) and not can_search,
        rows=rows.written_rows(page.rows) if page else [],
        total=count_text(page.count) if page else "0",
        next_key=page.next_key if page else "",
        is_continued=bool(asked.after),
    )


def _read() -> TaskFilter:
    asked = read_filter({name: request.args[name] for name in ("q", "after") if name in request.args})
    return TaskFilter(q=asked.q, after=asked.after, state=ALL, sort=Sort.FOUND)
