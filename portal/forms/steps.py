"""What the steps of a task ask for. `asked()` gives it to the service by name."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.domain.task_lifecycle import GRADE_LABELS
from portal.forms.change_form import ChangeForm
from portal.forms.days import DayField

LONGEST_TEXT = 4000


class StepForm(ChangeForm):
    """A step that asks for nothing but the version seen."""

    def asked(self) -> dict[str, Any]:
        return {}


class ReasonForm(StepForm):
    reason = TextAreaField(
        _("Reason"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_("It is kept with the decision, and whoever is concerned reads it."),
    )

    def asked(self) -> dict[str, Any]:
        return {"reason": self.reason.data}


class RequestForm(StepForm):
    text = TextAreaField(
        _("What was achieved"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_("Against the completion standard; whoever verifies starts from here."),
    )
    silence = TextAreaField(
        _("Departments that are not done"),
        [Optional(), Length(max=LONGEST_TEXT)],
        description=_(
            "Only where a responsible department has not finished its part: say why the task is done all the same."
        ),
    )

    def asked(self) -> dict[str, Any]:
        return {"text": self.text.data, "silence": self.silence.data or ""}


class VerifyForm(StepForm):
    grade = RadioField(
        _("Grade"), [InputRequired()], choices=[(str(one), _(label)) for one, label in GRADE_LABELS.items()]
    )
    looked_at = TextAreaField(
        _("What was looked at"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_("Places, papers and people: what shows that it is done."),
    )

    def asked(self) -> dict[str, Any]:
        return {"grade": self.grade.data, "looked_at": self.looked_at.data}


class SuspendForm(ReasonForm):
    until = DayField(_("Rest until"), [InputRequired()], description=_("The due day moves by as many days."))

    def asked(self) -> dict[str, Any]:
        return {"reason": self.reason.data, "until": self.until.data}


class ConcludeForm(ReasonForm):
    successor = StringField(
        _("Taken up by"),
        [Optional(), Length(max=200)],
        description=_("The task of the next plan that goes on with it, if there is one."),
    )

    def asked(self) -> dict[str, Any]:
        return {"reason": self.reason.data, "successor": self.successor.data or ""}


class ReopenForm(ReasonForm):
    due = DayField(_("New due day"), [InputRequired()])

    def asked(self) -> dict[str, Any]:
        return {"reason": self.reason.data, "due_on": self.due.data}


class VerifierForm(StepForm):
    verifier = SelectField(_("Inspector"), coerce=int)

    def asked(self) -> dict[str, Any]:
        return {"user_id": self.verifier.data}


class GuestsForm(StepForm):
    first = SelectField(_("First guest inspector"), coerce=int)
    second = SelectField(
        _("Second guest inspector"), coerce=int, description=_("One verifies or records, the other co-signs.")
    )

    def asked(self) -> dict[str, Any]:
        return {"user_ids": (self.first.data, self.second.data)}
