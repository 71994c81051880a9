"""A progress report: short, prefilled with what is known, and fit for a phone at the site."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, RadioField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from portal.domain.assignment_lifecycle import AssignmentKind
from portal.domain.report_lifecycle import CONFIDENCE_LABELS, Confidence
from portal.forms.change_form import ChangeForm
from portal.forms.evidence import EvidenceForm
from portal.forms.figures import FigureField
from portal.services.reports import Leg, ReportEntry, carries_quantity

LONGEST_TEXT = 4000


class NeededLater(Optional):
    """May be empty in a draft and is not called optional: the service asks for it when the report is submitted."""

    def __init__(self) -> None:
        super().__init__()
        self.field_flags = {}


class ReportForm(EvidenceForm):
    """`draft` keeps without submitting; whoever may not submit keeps a draft in any case."""

    percent = IntegerField(_("Reached so far"), [NeededLater(), NumberRange(0, 100)])
    quantity = FigureField(_("Reached so far"), [NeededLater()])
    done = TextAreaField(_("What was done"), [NeededLater(), Length(max=LONGEST_TEXT)])
    problem = TextAreaField(_("Problem"), [Optional(), Length(max=LONGEST_TEXT)])
    next_step = TextAreaField(_("Next step"), [Optional(), Length(max=LONGEST_TEXT)])
    help_needed = TextAreaField(_("Help needed"), [Optional(), Length(max=LONGEST_TEXT)])
    confidence = RadioField(
        _("Finished in time?"),
        [NeededLater()],
        choices=[(str(one), _(label)) for one, label in CONFIDENCE_LABELS.items()],
    )
    confidence_reason = TextAreaField(_("Why not sure"), [Optional(), Length(max=LONGEST_TEXT)])
    take_away = SelectMultipleField(
        _("Take away from the draft"),
        [Optional()],
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        choices=[],
    )
    draft = BooleanField(_("Only keep it as a draft, do not submit it yet"))

    may_submit = True

    def fit(self, leg: Leg, *, may_submit: bool) -> None:
        """Ask only for what this department can say."""
        self.may_submit = may_submit
        if carries_quantity(leg):
            del self.percent
        else:
            del self.quantity
        if leg.kind != AssignmentKind.LEAD:
            del self.confidence, self.confidence_reason
        if not may_submit:
            del self.draft

    def offer_files(self, files: Iterable[tuple[int, str]]) -> None:
        """What can be taken away again."""
        self.take_away.choices = list(files)

    @property
    def is_draft(self) -> bool:
        return not self.may_submit or bool(self.draft.data)

    def entry(self) -> ReportEntry:
        return ReportEntry(
            percent=self.percent.data if self.percent else None,
            quantity=self.quantity.data if self.quantity else None,
            confidence=Confidence(self.confidence.data) if self.confidence and self.confidence.data else None,
            **{name: _text(self[name].data) for name in TEXTS if name in self},
        )


TEXTS = ("done", "problem", "next_step", "help_needed", "confidence_reason")


class ReturnForm(ChangeForm):
    reason = TextAreaField(
        _("Reason"),
        [InputRequired(), Length(max=LONGEST_TEXT)],
        description=_("What is unclear or wrong: the department reads it and reports anew."),
    )


class DecideForm(ChangeForm):
    """Submitting and accepting ask for nothing but the version seen."""


def _text(value: Any) -> str:
    return (value or "").replace("\r\n", "\n").strip()
