"""What is asked on the way of a finding, fit for a phone at the site."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.domain.finding_lifecycle import KIND_LABELS, SEVERITY_LABELS, CheckKind, Severity
from portal.forms.change_form import ChangeForm
from portal.forms.days import DayField
from portal.forms.evidence import FIELD, EvidenceField, EvidenceForm
from portal.forms.values import day_of, number_of, text_of
from portal.services.findings import FindingEntry

LONGEST = 5000


class FindingForm(EvidenceForm):
    """`photo` and `files` are sent under one name: the first opens the camera, the second what lies on the phone."""

    assignment = SelectField(_("Department"), coerce=int)
    kind = SelectField(_("Kind of check"))
    seen = TextAreaField(
        _("What was seen"),
        [InputRequired(), Length(max=LONGEST)],
        description=_("Facts only: what is there, what is missing, how much."),
    )
    place = StringField(_("Place"), [InputRequired(), Length(max=120)])
    photo = EvidenceField(_("Photo from the camera"), name=FIELD, id="photo")
    found_percent = IntegerField(_("Found percent"), [Optional(), NumberRange(0, 100)])
    severity = RadioField(_("Severity"), [InputRequired()])
    days_to_rectify = IntegerField(
        _("Days to rectify"),
        [InputRequired(), NumberRange(1, 365)],
        description=_("Working days, counted from the day after the issue."),
    )
    seen_on = DayField(_("Seen on"), [InputRequired()])
    is_on_the_spot = BooleanField(
        _("Put right on the spot"), description=_("It can then be closed with one signature, without being issued.")
    )

    def offer(self, legs: Iterable[tuple[int, str]]) -> None:
        """Fill the choices, in the reader's words."""
        self.assignment.choices = list(legs)
        self.kind.choices = [(kind.value, gettext(label)) for kind, label in KIND_LABELS.items()]
        self.severity.choices = [(one.value, gettext(label)) for one, label in SEVERITY_LABELS.items()]

    def stand_on(self, leg_id: int) -> None:
        """The leg a finding is about, as long as nobody chooses another."""
        if not self.assignment.raw_data:
            self.assignment.data = leg_id

    def entry(self) -> FindingEntry:
        return FindingEntry(
            kind=CheckKind(self.kind.data),
            severity=Severity(self.severity.data),
            seen_on=day_of(self.seen_on),
            place=text_of(self.place),
            seen=text_of(self.seen),
            days_to_rectify=number_of(self.days_to_rectify),
            found_percent=self.found_percent.data,
            is_on_the_spot=bool(self.is_on_the_spot.data),
        )


class SignForm(ChangeForm):
    """A step that asks for nothing but the version seen."""

    def asked(self) -> dict[str, Any]:
        return {}


class TextForm(EvidenceForm):
    text = TextAreaField(_("Text"), [InputRequired(), Length(max=LONGEST)])

    def asked(self) -> dict[str, Any]:
        return {"text": text_of(self.text), "files": self.uploads}


class AgainForm(TextForm):
    """A check that failed: what is left, and how long the department has now."""

    days = IntegerField(
        _("Days to rectify"),
        [InputRequired(), NumberRange(1, 365)],
        description=_("Working days, counted from tomorrow."),
    )

    def asked(self) -> dict[str, Any]:
        return {**super().asked(), "days": number_of(self.days)}


class ReasonForm(ChangeForm):
    reason = TextAreaField(
        _("Reason"),
        [InputRequired(), Length(max=LONGEST)],
        description=_("It is kept with the decision, and whoever is concerned reads it."),
    )

    def asked(self) -> dict[str, Any]:
        return {"reason": text_of(self.reason)}


class DraftAnswerForm(ChangeForm):
    text = TextAreaField(_("Measures"), [Optional(), Length(max=LONGEST)])
