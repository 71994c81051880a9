"""Entering and correcting a target, its values and its timetable."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import (
    FieldList,
    Form,
    FormField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional

from portal.domain.targets import COMPARATOR_LABELS, KIND_LABELS, TIER_LABELS, Comparator, TargetKind, Tier
from portal.forms.change_form import ChangeForm
from portal.forms.days import DayField
from portal.forms.figures import FigureField
from portal.services.targets import TargetEntry
from portal.services.tiers import TierEntry

Choices = Iterable[tuple[int, str]]


def _id_or_none(text: object) -> int | None:
    return int(str(text)) if text else None


class TargetForm(ChangeForm):
    metric = StringField(
        _("Metric"), [InputRequired(), Length(max=120)], description=_("What is measured, without the number.")
    )
    unit = StringField(_("Unit"), [Optional(), Length(max=20)])
    kind = SelectField(_("Kind"), [InputRequired()])
    comparator = SelectField(_("To be reached"), [InputRequired()])
    campaign_id = SelectField(_("Campaign"), [Optional()])
    parent_id = SelectField(_("Of which: part of"), [Optional()])
    same_as_id = SelectField(_("Second mention of"), [Optional()])
    note = TextAreaField(_("Note"), [Optional(), Length(max=2000)])
    clause = TextAreaField(_("Basis in the paper"), [Optional(), Length(max=2000)])

    def offer(self, campaigns: Choices, targets: Choices) -> None:
        """Fill the choices, in the reader's words."""
        self.kind.choices = [(kind.value, gettext(label)) for kind, label in KIND_LABELS.items()]
        self.comparator.choices = [(one.value, gettext(label)) for one, label in COMPARATOR_LABELS.items()]
        self._places = [("", gettext("The whole plan")), *((str(at), name) for at, name in campaigns)]
        self.campaign_id.choices = self._places
        others = [("", "—"), *((str(at), name) for at, name in targets)]
        self.parent_id.choices = self.same_as_id.choices = others

    def show_only(self, may_enter: Callable[[str], bool]) -> None:
        """Of the places that were offered: what is sent is checked against all, what is shown are one's own."""
        self.campaign_id.choices = [(place, label) for place, label in self._places if may_enter(place)]

    def entry(self) -> TargetEntry:
        return TargetEntry(
            metric=(self.metric.data or "").strip(),
            unit=(self.unit.data or "").strip(),
            kind=TargetKind(self.kind.data),
            comparator=Comparator(self.comparator.data),
            campaign_id=_id_or_none(self.campaign_id.data),
            parent_id=_id_or_none(self.parent_id.data),
            same_as_id=_id_or_none(self.same_as_id.data),
            note=(self.note.data or "").strip(),
            clause=(self.clause.data or "").strip(),
        )


class TierForm(ChangeForm):
    """A first or a new version of a value."""

    tier = RadioField(_("Tier"), [InputRequired()])
    value = FigureField(_("Value"), [InputRequired()])
    from_on = DayField(_("Counts from"), [InputRequired()], opens=True)
    paper = StringField(_("Paper"), [InputRequired(), Length(max=120)], description=_("The document that sets it."))

    def offer(self) -> None:
        self.tier.choices = [(tier.value, gettext(label)) for tier, label in TIER_LABELS.items()]

    def entry(self) -> TierEntry:
        assert self.value.data is not None
        assert self.from_on.data is not None
        return TierEntry(Tier(self.tier.data), self.value.data, self.from_on.data, (self.paper.data or "").strip())


class PointForm(Form):
    """One period of the timetable."""

    period_id = HiddenField()
    period = StringField(_("Period"), render_kw={"readonly": True})
    guaranteed = FigureField(_("Guaranteed"), [Optional()])
    stretch = FigureField(_("Stretch"), [Optional()])


class TrajectoryForm(ChangeForm):
    points = FieldList(FormField(PointForm))

    def planned(self, period_ids: Sequence[int]) -> Mapping[tuple[Tier, int], Decimal | None]:
        """What was typed, for the periods of the plan in their order."""
        return {
            (tier, period_id): row.form[tier.value].data
            for period_id, row in zip(period_ids, self.points, strict=False)
            for tier in Tier
        }
