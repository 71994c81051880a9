"""The fields of a draft as forms: what differs from what stands is set, each field by itself."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from portal.domain.plan_draft import FIELD_LABELS, ItemKind
from portal.domain.targets import COMPARATOR_LABELS
from portal.domain.targets import KIND_LABELS as TARGET_KINDS
from portal.forms.change_form import ChangeForm
from portal.forms.days import DayField

LABEL: Final = {name: _(label) for name, label in FIELD_LABELS.items()}
NAMES_HINT: Final = _("As printed, by comma.")


class DraftForm(ChangeForm):
    """`names` are the fields of the draft that it shows, in order."""

    names: tuple[str, ...] = ()

    def __init__(self, **values: object) -> None:
        super().__init__(**values)
        for field in self:  # a page has an element called "content" already
            field.id = field.label.field_id = f"item-{field.short_name}"

    def offer(self) -> None:
        """Fill the choices, in the reader's words."""

    def differing(self, standing: Mapping[str, str]) -> dict[str, str]:
        """What was typed and is not what stands."""
        typed = {name: _typed(self[name].data) for name in self.names}
        return {name: text for name, text in typed.items() if text != standing.get(name, "").strip()}


def _typed(value: object) -> str:
    """A value as the draft keeps it: days in ISO form."""
    return value.isoformat() if isinstance(value, date) else str(value or "").replace("\r\n", "\n").strip()


def as_data(standing: Mapping[str, str]) -> dict[str, object]:
    """What stands, as the fields of a form take it."""
    return {name: _day_or_text(name, text) for name, text in standing.items()}


def _day_or_text(name: str, text: str) -> object:
    if not name.endswith("_on"):
        return text
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class HeadForm(DraftForm):
    names = ("title", "document_number", "issuer", "issued_on", "printed_on", "starts_on", "ends_on", "aim")
    title = StringField(LABEL["title"], [InputRequired(), Length(max=200)])
    document_number = StringField(LABEL["document_number"], [Optional(), Length(max=60)])
    issuer = StringField(LABEL["issuer"], [Optional(), Length(max=120)])
    issued_on = DayField(LABEL["issued_on"], [Optional()])
    printed_on = DayField(LABEL["printed_on"], [Optional()])
    starts_on = DayField(LABEL["starts_on"], [InputRequired()], opens=True)
    ends_on = DayField(LABEL["ends_on"], [InputRequired()])
    aim = TextAreaField(LABEL["aim"], [Optional(), Length(max=5000)])


class CampaignItemForm(DraftForm):
    names = ("name", "lead", "responsible", "commander", "deputies", "aim")
    name = StringField(LABEL["name"], [InputRequired(), Length(max=80)])
    lead = StringField(LABEL["lead"], [Optional(), Length(max=80)])
    responsible = TextAreaField(LABEL["responsible"], [Optional(), Length(max=2000)], description=NAMES_HINT)
    commander = StringField(LABEL["commander"], [Optional(), Length(max=200)])
    deputies = StringField(LABEL["deputies"], [Optional(), Length(max=400)], description=NAMES_HINT)
    aim = TextAreaField(LABEL["aim"], [Optional(), Length(max=5000)])


class TaskItemForm(DraftForm):
    names = ("title", "lead", "responsible", "start_on", "due_on", "deadline_text", "standard", "content")
    title = StringField(LABEL["title"], [InputRequired(), Length(max=200)])
    lead = StringField(LABEL["lead"], [Optional(), Length(max=80)])
    responsible = TextAreaField(LABEL["responsible"], [Optional(), Length(max=2000)], description=NAMES_HINT)
    start_on = DayField(LABEL["start_on"], [Optional()], opens=True)
    due_on = DayField(LABEL["due_on"], [Optional()])
    deadline_text = StringField(LABEL["deadline_text"], [Optional(), Length(max=200)])
    standard = TextAreaField(LABEL["standard"], [Optional(), Length(max=2000)])
    content = TextAreaField(LABEL["content"], [Optional(), Length(max=5000)])


class TargetItemForm(DraftForm):
    names = ("metric", "kind", "comparator", "guaranteed", "stretch", "unit", "note")
    metric = StringField(LABEL["metric"], [InputRequired(), Length(max=120)])
    kind = SelectField(LABEL["kind"], [InputRequired()])
    comparator = SelectField(LABEL["comparator"], [InputRequired()])
    guaranteed = StringField(LABEL["guaranteed"], [Optional(), Length(max=30)], render_kw={"inputmode": "decimal"})
    stretch = StringField(LABEL["stretch"], [Optional(), Length(max=30)], render_kw={"inputmode": "decimal"})
    unit = StringField(LABEL["unit"], [Optional(), Length(max=20)])
    note = TextAreaField(LABEL["note"], [Optional(), Length(max=2000)])

    def offer(self) -> None:
        self.kind.choices = [(kind.value, gettext(label)) for kind, label in TARGET_KINDS.items()]
        self.comparator.choices = [(one.value, gettext(label)) for one, label in COMPARATOR_LABELS.items()]


ITEM_FORMS: Mapping[ItemKind, type[DraftForm]] = {
    ItemKind.CAMPAIGN: CampaignItemForm,
    ItemKind.TASK: TaskItemForm,
    ItemKind.TARGET: TargetItemForm,
}


class AddForm(ChangeForm):
    """A new item beside or below another one."""

    title = StringField(_("What it is called"), [InputRequired(), Length(max=200)])
    where = SelectField(_("Where it stands"), [InputRequired()])


class MoveForm(ChangeForm):
    """`parent` is a place: below what, and after what."""

    parent = SelectField(_("To which place"), [Optional()])
