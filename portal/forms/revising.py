"""Revising an issued task from a paper."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.domain.written_numbers import HEAVIEST
from portal.forms.change_form import ChangeForm
from portal.forms.days import DayField
from portal.forms.drafting import number_or_none
from portal.forms.figures import FigureField
from portal.services.tasks.revising import Revision


class RevisionForm(ChangeForm):
    paper = StringField(
        _("Paper"), [InputRequired(), Length(max=120)], description=_("Number and date of the paper this rests on.")
    )
    content = TextAreaField(_("Content"), [Optional(), Length(max=5000)], id="task-content")
    standard = TextAreaField(_("Completion standard"), [InputRequired(), Length(max=2000)])
    start_on = DayField(_("Starts on"), [Optional()], opens=True)
    due_on = DayField(_("Due on"), [InputRequired()])
    quantity = FigureField(_("Quantity"), [Optional()])
    unit = StringField(_("Unit"), [Optional(), Length(max=20)])
    target_id = SelectField(_("Target it serves"), [Optional()], coerce=number_or_none, choices=[])
    weight = IntegerField(_("Weight among its siblings"), [InputRequired(), NumberRange(1, HEAVIEST)])
    responsible = TextAreaField(
        _("Responsible departments"),
        [Optional(), Length(max=2000)],
        description=_("Whoever is added is asked to sign, whoever is missing is released."),
    )

    def offer(self, targets: Sequence[tuple[int, str]]) -> None:
        self.target_id.choices = [("", gettext("None")), *targets]

    def revision(self, *, may_weigh: bool, weight: int, is_internal: bool) -> Revision:
        return Revision(
            paper=_plain(self.paper.data),
            content=_plain(self.content.data),
            standard=_plain(self.standard.data),
            due_on=self.due_on.data,
            start_on=self.start_on.data,
            target_id=self.target_id.data,
            quantity=self.quantity.data,
            unit=_plain(self.unit.data),
            weight=(self.weight.data or 1) if may_weigh else weight,
            responsible=None if is_internal else (self.responsible.data or ""),
        )


def _plain(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()
