"""A milestone added to a running task, and one that was reached."""

from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import InputRequired, Length, Optional

from portal.forms.change_form import ChangeForm
from portal.forms.days import DayField
from portal.services.tasks.entry import MilestoneEntry


class MilestoneForm(ChangeForm):
    title = StringField(_("Milestone"), [InputRequired(), Length(max=120)])
    due_on = DayField(_("Due on"), [InputRequired()])
    evidence = StringField(_("Evidence wanted"), [Optional(), Length(max=200)])

    def entry(self) -> MilestoneEntry:
        assert self.due_on.data is not None  # the form is valid
        return MilestoneEntry((self.title.data or "").strip(), self.due_on.data, (self.evidence.data or "").strip())


class ReachForm(ChangeForm):
    reached_on = DayField(_("Reached on"), [InputRequired()])

    def day(self) -> date:
        assert self.reached_on.data is not None  # the form is valid
        return self.reached_on.data
