"""A quantity shared out over departments."""

from collections.abc import Sequence
from decimal import Decimal

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FieldList, Form, FormField, RadioField, StringField, SubmitField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.forms.change_form import ChangeForm
from portal.forms.figures import FigureField
from portal.services.department_names import Party
from portal.services.tasks.splitting import Share

AS_SUBTASKS, OVER_LEGS = "subtasks", "legs"
HOW = ((AS_SUBTASKS, _("One subtask for each department")), (OVER_LEGS, _("Quantities on the parts of this one task")))


class ShareRow(Form):
    department = StringField(_("Department"), [Optional(), Length(max=80)], render_kw={"list": "department-names"})
    weight = FigureField(_("Share by weight"), [Optional()])
    quantity = FigureField(_("Quantity"), [Optional()])


class SplitForm(ChangeForm):
    departments = TextAreaField(
        _("Departments"),
        [Optional(), Length(max=2000)],
        description=_("Names by comma or line; a group stands for all its members."),
    )
    total = FigureField(_("Quantity to share out"), [Optional()])
    unit = StringField(_("Unit"), [Optional(), Length(max=20)])
    share_out = SubmitField(_("Share out"))
    rows = FieldList(FormField(ShareRow), label=_("Shares"))
    how = RadioField(_("Kept as"), [InputRequired()], choices=HOW, default=AS_SUBTASKS)
    standard = TextAreaField(_("Completion standard of each subtask"), [Optional(), Length(max=2000)])
    paper = StringField(_("Paper"), [Optional(), Length(max=120)])
    may_differ = BooleanField(_("The sum differs from the task's quantity on purpose"))

    def offer(self, ways: Sequence[str]) -> None:
        self.how.choices = [(way, label) for way, label in HOW if way in ways]
        if len(ways) == 1 and not self.is_sent:
            self.how.data = ways[0]

    @property
    def is_shared_out(self) -> bool:
        """Whether the shares were asked for, not saving."""
        return self.is_sent and bool(self.share_out.data)

    def put_rows(self, parties: Sequence[Party], weights: Sequence[Decimal], quantities: Sequence[Decimal]) -> None:
        while self.rows.entries:
            self.rows.pop_entry()
        for party, weight, quantity in zip(parties, weights, quantities, strict=True):
            self.rows.append_entry({"department": party.name, "weight": weight, "quantity": quantity})

    def weights_of(self, parties: Sequence[Party]) -> list[Decimal]:
        """The weights typed beside the departments that stay; a new one counts once."""
        typed = {row["department"]: row["weight"] for row in self.rows.data}
        return [Decimal(1) if (weight := typed.get(party.name)) is None else weight for party in parties]

    def rows_filled(self) -> list[ShareRow]:
        return [entry.form for entry in self.rows if (entry.form.department.data or "").strip()]

    def shares(self, parties: Sequence[Party]) -> list[Share]:
        rows = self.rows_filled()
        return [Share(party, row.quantity.data or Decimal(0)) for party, row in zip(parties, rows, strict=True)]

    @property
    def sum(self) -> Decimal:
        return sum((row.quantity.data or Decimal(0) for row in self.rows_filled()), Decimal(0))

    def refuse_department(self, text: str) -> None:
        self.departments.errors = [*self.departments.errors, gettext(text)]
