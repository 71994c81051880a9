"""Many tasks in one table, typed or pasted; rows come and go without any script."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FieldList, Form, FormField, SelectField, StringField, SubmitField, TextAreaField
from wtforms.validators import Optional

from portal.domain.department_lists import list_of
from portal.domain.paste import DraftRow, Problem, Understood, read_rows, understand
from portal.errors import Invalid
from portal.forms.change_form import ChangeForm
from portal.forms.drafting import number_or_none
from portal.services.tasks.breaking_down import RowsRefused

BLANK_ROWS = 5
COLUMNS = ("title", "lead", "responsible", "start", "due", "weight", "standard", "quantity", "unit")


class SubtaskRow(Form):
    title = StringField(_("Task"))
    lead = StringField(_("Lead"), render_kw={"list": "department-names"})
    responsible = StringField(_("Responsible"))
    start = StringField(_("Start"))
    due = StringField(_("Due"))
    weight = StringField(_("Weight"))
    standard = StringField(_("Completion standard"))
    quantity = StringField(_("Quantity"))
    unit = StringField(_("Unit"))
    remove = BooleanField(_("Remove"))

    @property
    def is_blank(self) -> bool:
        return not any(self._cell(name) for name in COLUMNS)

    def typed(self, line: int) -> DraftRow:
        """The row in its own words."""
        names, starred = list_of(self.responsible.data or "")
        return DraftRow(
            title=self._cell("title"),
            lead=self._cell("lead"),
            responsible=names,
            start=self._cell("start"),
            due=self._cell("due"),
            weight=self._cell("weight"),
            standard=self._cell("standard"),
            quantity=self._cell("quantity"),
            unit=self._cell("unit"),
            line=line,
            starred=starred,
        )

    def _cell(self, name: str) -> str:
        return (self[name].data or "").strip()


class SubtasksForm(ChangeForm):
    is_choice_of_place = False
    within = SelectField(_("Who takes part"), [Optional()], coerce=number_or_none, choices=[])
    paste = TextAreaField(
        _("Paste rows from a spreadsheet"),
        [Optional()],
        description=_("With a header or in the order of the columns below. They are added beneath the rows that stand "
                      "there, and nothing is saved before you say so."),
    )  # fmt: skip
    rows = FieldList(FormField(SubtaskRow), label=_("Subtasks"))
    read = SubmitField(_("Read pasted rows"))
    add = SubmitField(_("Five more rows"))
    remove_marked = SubmitField(_("Remove marked rows"))

    def offer(self, places: Sequence[tuple[int | None, str]]) -> None:
        self.within.choices = [("" if place is None else place, label) for place, label in places]
        self.is_choice_of_place = len(places) > 1
        if not self.rows.entries:
            self._put_rows([{}] * BLANK_ROWS)

    @property
    def is_rearranged(self) -> bool:
        """Whether rows were asked for, not saving."""
        return self.is_sent and (self.read.data or self.add.data or self.remove_marked.data)

    def rearrange(self) -> None:
        """Do what the pressed button says; what is typed stays."""
        rows = [entry.data for entry in self.rows if not (self.remove_marked.data and entry.form.remove.data)]
        if self.read.data:
            rows = [entry.data for entry in self.rows if not entry.form.is_blank] + self._pasted()
        if self.add.data or not rows:
            rows += [{}] * BLANK_ROWS
        self._put_rows(rows)

    def take_pasted(self) -> None:
        """Rows still in the box when the form is saved are meant too."""
        if (self.paste.data or "").strip():
            self._put_rows([entry.data for entry in self.rows if not entry.form.is_blank] + self._pasted())

    def _pasted(self) -> list[dict[str, str]]:
        rows = [_cells(row) for row in read_rows(self.paste.data or "")]
        self.paste.data, self.paste.raw_data = "", None
        return rows

    def _put_rows(self, rows: Sequence[Mapping[str, object]]) -> None:
        while self.rows.entries:
            self.rows.pop_entry()
        for row in rows:
            self.rows.append_entry({name: row.get(name, "") for name in COLUMNS})

    def filled(self) -> list[SubtaskRow]:
        return [entry.form for entry in self.rows if not entry.form.is_blank]

    def understood(self, default_year: int) -> list[Understood]:
        """What the rows mean; blank ones are passed over."""
        return [understand(row.typed(line), default_year) for line, row in enumerate(self.filled(), 1)]

    def put(self, error: Invalid) -> None:
        if isinstance(error, RowsRefused):
            self.form_errors.append(gettext(error.text))
            self.put_problems(error.problems)
        else:
            super().put(error)

    def put_problems(self, problems: Mapping[int, Sequence[Problem]]) -> None:
        """Each sentence beneath its row, counted among those that are filled."""
        for at, row in enumerate(self.filled()):
            for problem in problems.get(at, ()):
                field = row[problem.field if problem.field in COLUMNS else "title"]
                field.errors = [*field.errors, gettext(problem.text, **problem.values)]


def _cells(row: DraftRow) -> dict[str, str]:
    """A pasted row as cells of the table; what fitted no column stands behind the standard, so that nothing is lost."""
    cells = {name: getattr(row, name) for name in COLUMNS if name != "responsible"}
    stars = ["*" + name if name in row.starred else name for name in row.responsible]
    rest = f"〔{'；'.join(row.rest)}〕" if row.rest else ""
    return cells | {"responsible": "、".join(stars), "standard": f"{row.standard}{rest}"}
