"""Writing one task: at the top of a campaign, below another task, or again while it is a draft."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import FieldList, Form, FormField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.domain.written_numbers import HEAVIEST
from portal.forms.change_form import ChangeForm
from portal.forms.days import DayField
from portal.forms.figures import FigureField
from portal.services.tasks.entry import Draft, Inside, MilestoneEntry, OwnLeg, TaskEntry

BLANK_MILESTONES = 2


def number_or_none(text: str) -> int | None:
    """What a select of ids answers: nothing chosen is None. Raises ValueError for what is no id."""
    return int(text) if text not in ("", "None") else None


class MilestoneRow(Form):
    title = StringField(_("Milestone"), [Optional(), Length(max=120)])
    due_on = DayField(_("Due"), [Optional()])
    evidence = StringField(_("Evidence wanted"), [Optional(), Length(max=200)])

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = super().validate(extra_validators)
        if is_valid and bool((self.title.data or "").strip()) != bool(self.due_on.data):
            self.title.errors = [*self.title.errors, gettext("A milestone needs a title and a day.")]
            return False
        return bool(is_valid)


class TaskForm(ChangeForm):
    title = StringField(_("What is to be done"), [InputRequired(), Length(max=200)])
    is_choice_of_place = False
    within = SelectField(_("Who takes part"), [Optional()], coerce=number_or_none, choices=[])
    lead = StringField(_("Lead department"), [Optional(), Length(max=200)])
    responsible = TextAreaField(
        _("Responsible departments"),
        [Optional(), Length(max=2000)],
        description=_("Names as papers print them, by comma or line; short names and groups are understood."),
    )
    section = StringField(_("Section"), [Optional(), Length(max=40)])
    deputy_in_charge = StringField(_("Deputy head in charge"), [Optional(), Length(max=40)])
    person_responsible = StringField(_("Person responsible"), [Optional(), Length(max=40)])
    standard = TextAreaField(
        _("Completion standard"),
        [Optional(), Length(max=2000)],
        description=_("What counts as done, so that an inspector can tell. Needed before the task is issued."),
    )
    content = TextAreaField(_("Content"), [Optional(), Length(max=5000)], id="task-content")
    start_on = DayField(_("Starts on"), [Optional()], opens=True)
    due_on = DayField(_("Due on"), [Optional()], description=_("Needed before the task is issued."))
    quantity = FigureField(_("Quantity"), [Optional()])
    unit = StringField(_("Unit"), [Optional(), Length(max=20)])
    target_id = SelectField(_("Target it serves"), [Optional()], coerce=number_or_none, choices=[])
    weight = IntegerField(
        _("Weight among its siblings"),
        [InputRequired(), NumberRange(1, HEAVIEST)],
        default=1,
        description=_("A whole number; 2 counts twice as much as 1."),
    )
    deputy_seat = SelectField(_("In charge"), [Optional()], coerce=number_or_none, choices=[])
    clause = TextAreaField(
        _("Basis in the paper"), [Optional(), Length(max=5000)], description=_("The clause this rests on.")
    )
    milestones = FieldList(FormField(MilestoneRow), label=_("Milestones"))

    def offer(
        self,
        *,
        targets: Sequence[tuple[int, str]],
        seats: Sequence[tuple[int | None, str]],
        places: Sequence[tuple[int | None, str]],
    ) -> None:
        """What can be chosen here; a choice of one is not asked."""
        self.target_id.choices = [("", gettext("None")), *targets]
        self.deputy_seat.choices = [("" if seat is None else seat, label) for seat, label in seats]
        self.within.choices = [("" if place is None else place, label) for place, label in places]
        self.is_choice_of_place = len(places) > 1
        if not self.milestones.entries:
            self.add_milestones()

    def add_milestones(self) -> None:
        for _line in range(BLANK_MILESTONES):
            self.milestones.append_entry()

    def draft(self) -> Draft:
        return Draft(
            entry=self._entry(),
            lead=self.lead.data or "",
            responsible=self.responsible.data or "",
            milestones=tuple(
                MilestoneEntry(_plain(row["title"]), row["due_on"], _plain(row["evidence"]))
                for row in self.milestones.data
                if row["title"] and row["due_on"]
            ),
        )

    def internal_draft(self, department_id: int) -> Draft:
        """A subtask within one department: it leads, nobody else takes part, and its leg says who inside."""
        inside = Inside(
            _plain(self.section.data), _plain(self.deputy_in_charge.data), _plain(self.person_responsible.data)
        )
        draft = self.draft()
        return Draft(entry=draft.entry, own=OwnLeg(department_id, inside), milestones=draft.milestones)

    def _entry(self) -> TaskEntry:
        return TaskEntry(
            title=_plain(self.title.data),
            content=_plain(self.content.data),
            standard=_plain(self.standard.data),
            clause=_plain(self.clause.data),
            start_on=self.start_on.data,
            due_on=self.due_on.data,
            weight=self.weight.data or 1,
            quantity=self.quantity.data,
            unit=_plain(self.unit.data),
            target_id=self.target_id.data,
            deputy_seat=self.deputy_seat.data,
        )


def _plain(text: str | None) -> str:
    return (text or "").replace("\r\n", "\n").strip()
