"""The rows of a table that came in, each with what is said about it, and after the writing what became of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from urllib.parse import quote

from flask import Response, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from portal.documents.cells import Column
from portal.domain.paste import Problem
from portal.domain.task_sheet.columns import LABELS
from portal.domain.task_sheet.layout import headings
from portal.domain.task_sheet.rows import Passed, RowReader, SheetRow
from portal.forms.change_form import ChangeForm
from portal.services.task_sheets import keeping
from portal.services.task_sheets.reviewing import Review, ReviewedRow
from portal.services.task_sheets.verdicts import Verdict
from portal.text import N_
from portal.views.addresses import number_or_none
from portal.views.files import LOCKED
from portal.views.moments import local_text
from portal.views.tasks import pages

PAGE = 50
MOST_LEFT_OUT = 25_000
PASSED = {Passed.HEADING: N_("Heading"), Passed.SUM: N_("Sum"), Passed.REMARK: N_("Remark")}
STATES = {
    Verdict.NEW: (N_("New"), "open"),
    Verdict.KNOWN: (N_("There already"), "plain"),
    Verdict.TWICE: (N_("Twice in the table"), "plain"),
    Verdict.FAULTY: (N_("Not sound"), "bad"),
}
WRITTEN = (N_("Written"), "good")
# What the rows can be narrowed to: its label, and whether a row belongs to it.
CHOICES: Mapping[str, tuple[str, Callable[[ReviewedRow], bool]]] = {
    "all": (N_("All rows"), lambda row: True),
    "faulty": (N_("Not sound"), lambda row: row.verdict is Verdict.FAULTY),
    "new": (N_("New"), lambda row: row.verdict is Verdict.NEW),
    "known": (N_("There already"), lambda row: row.verdict in (Verdict.KNOWN, Verdict.TWICE)),
    "noted": (N_("With a remark"), lambda row: bool(row.notes) and row.verdict is Verdict.NEW),
}


@dataclass(frozen=True)
class Line:
    """A row as the page shows it: its own words, and the sentences about it."""

    line: int
    title: str
    url: str | None
    lead: str
    responsible: str
    days: str
    figures: str
    standard: str
    state: str
    tone: str
    problems: list[str]
    notes: list[str]


@pages.page("/import/<int:sheet_id>", permission="task.draft")
def show_import(sheet_id: int) -> ResponseReturnValue:
    sheet = keeping.access_sheet(sheet_id, acting_user=g.actor)
    if sheet.removed_at is not None:
        removed_on = (local_text(sheet.removed_at) or "")[:10]
        return render_template("tasks/import/removed.html", sheet=sheet, removed_on=removed_on)
    if sheet.checked is None:
        return redirect(url_for("tasks.set_columns", sheet_id=sheet_id), 303)
    review = keeping.review_of(sheet)
    shown = request.args.get("show", "")
    shown = shown if shown in {*CHOICES, "passed"} else "faulty" if review.counts["faulty"] else "all"
    return render_template(
        "tasks/import/review.html",
        sheet=sheet,
        form=ChangeForm(formdata=None, version=sheet.version),
        counts=review.counts,
        job_id=keeping.running_job_or_none(sheet),
        tabs_of=_tabs(sheet_id, review, shown),
        passed=_passed(review) if shown == "passed" else None,
        **_lines(sheet, review, shown),
    )


def _tabs(sheet_id: int, review: Review, shown: str) -> list[dict[str, object]]:
    found = [(name, gettext(label), sum(map(belongs, review.rows))) for name, (label, belongs) in CHOICES.items()]
    found.append(("passed", gettext(N_("Passed over")), len(review.passed)))
    return [
        {"label": label, "count": count, "is_current": name == shown,
         "url": url_for("tasks.show_import", sheet_id=sheet_id, show=name)}
        for name, label, count in found
        if count or name == shown
    ]  # fmt: skip


def _passed(review: Review) -> list[dict[str, object]]:
    return [{"line": one.line, "why": gettext(PASSED[one.why]), "words": one.words} for one in review.passed[:500]]


def _lines(sheet: keeping.TaskSheet, review: Review, shown: str) -> dict[str, object]:
    """One page of the rows, from the place in the list that the address names."""
    if shown == "passed":
        return {"lines": [], "next_rows": None, "first_rows": None}
    belongs = CHOICES[shown][1]
    found = [row for row in review.rows if belongs(row)]
    start = number_or_none(request.args.get("row")) or 0
    has_more = len(found) > start + PAGE
    return {
        "lines": _shown_lines(sheet, found[start : start + PAGE]),
        "next_rows": url_for("tasks.show_import", sheet_id=sheet.id, show=shown, row=start + PAGE)
        if has_more
        else None,
        "first_rows": url_for("tasks.show_import", sheet_id=sheet.id, show=shown) if start else None,
    }


def _shown_lines(sheet: keeping.TaskSheet, rows: Sequence[ReviewedRow]) -> list[Line]:
    layout = keeping.layout_of(sheet)
    reader = RowReader(keeping.sheets_of(sheet)[layout.sheet], layout)
    labels = {str(column): gettext(label) for column, label in LABELS.items()}
    words = STATES if sheet.done_at is None else STATES | {Verdict.NEW: WRITTEN}
    states = {state: (gettext(label), tone) for state, (label, tone) in words.items()}
    return [_line(one, reader.row(one.at), labels, *states[one.verdict]) for one in rows]


def _line(one: ReviewedRow, row: SheetRow, labels: Mapping[str, str], state: str, tone: str) -> Line:
    draft = row.draft
    stars = ["*" + name if name in draft.starred else name for name in draft.responsible]
    quantity = f"{draft.quantity} {draft.unit}".strip()
    return Line(
        line=one.line,
        title=f"{row.number} {draft.title}".strip(),
        url=f"/tasks/{one.task_id}" if one.task_id else None,
        lead=draft.lead,
        responsible="、".join(stars),
        days=f"{draft.start} – {draft.due}" if draft.start else draft.due,
        figures=quantity,
        standard=draft.standard,
        state=state,
        tone=tone,
        problems=[sentence(problem, labels) for problem in one.problems],
        notes=[sentence(problem, labels) for problem in one.notes],
    )


def sentence(problem: Problem, labels: Mapping[str, str]) -> str:
    """ "Due on: “soon” is not understood …" """
    text = gettext(problem.text, **problem.values)
    label = labels.get(problem.field)
    return f"{label}{gettext(N_(': '))}{text}" if label else text


@pages.page("/import/<int:sheet_id>/left-out", permission="task.draft")
def left_out(sheet_id: int) -> ResponseReturnValue:
    """The rows that are not sound, as they came, with what is wrong: to be put right and sent in again."""
    sheet = keeping.access_sheet(sheet_id, acting_user=g.actor)
    review, layout = keeping.review_of(sheet), keeping.layout_of(sheet)
    chosen = keeping.sheets_of(sheet)[layout.sheet]
    labels = {str(column): gettext(label) for column, label in LABELS.items()}
    width = len(layout.columns)
    columns = [Column(one, width=18) for one in headings(chosen, layout.first, layout.last)]
    faulty = [row for row in review.rows if row.verdict is Verdict.FAULTY][:MOST_LEFT_OUT]
    rows = (
        [*(chosen.cell(row.at, at) for at in range(width)),
         " ".join(sentence(problem, labels) for problem in row.problems)]
        for row in faulty
    )  # fmt: skip
    from portal.documents import workbook  # late: few web workers ever write one

    stream = BytesIO()
    title = gettext(N_("Left out"))
    workbook.write(stream, title, [*columns, Column(gettext(N_("What is wrong")), width=60)], rows)
    return _download(stream.getvalue(), f"{title} {sheet.name.rpartition('.')[0]}.xlsx")


def _download(content: bytes, name: str) -> Response:
    response = Response(content, mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name, safe='')}"
    response.headers["Content-Security-Policy"] = LOCKED
    return response
