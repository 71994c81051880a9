"""Sending a table of tasks in, and saying what its columns hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import current_app, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import FieldList, FileField, SelectField, StringField
from wtforms.validators import ValidationError

from portal.documents import sheet_rows, uploads
from portal.documents.refusal import NotAcceptedError
from portal.domain.task_sheet import layout as layouts
from portal.domain.task_sheet.columns import LABELS, Column
from portal.domain.task_sheet.grid import Sheet
from portal.domain.task_sheet.layout import Layout
from portal.forms.change_form import ChangeForm
from portal.forms.drafting import number_or_none
from portal.forms.evidence import in_words, slot
from portal.services.task_sheets import keeping
from portal.services.task_sheets.keeping import Came
from portal.text import N_

FIELD = "file"
ACCEPT = ",".join(f".{extension}" for extension in sheet_rows.EXTENSIONS)


@dataclass(frozen=True)
class Taken:
    """What came with the form: a table that was read, or the sentence why it was not."""

    came: Came | None = None
    problem: str = ""


def take_in() -> Taken:
    """Read the file: for a page's `with_files`, so that no lock waits for it."""
    sent = request.files.get(FIELD)
    if sent is None or not sent.filename:
        return Taken()
    name = uploads.clean_name(sent.filename)
    try:
        with slot():
            found = sheet_rows.sheets_of(sent.stream.read(sheet_rows.MOST_BYTES + 1), name)
    except NotAcceptedError as error:
        return Taken(problem=in_words(error))
    except OSError:
        current_app.logger.exception("a table could not be read")
        return Taken(problem=gettext(N_("This file cannot be read: save it again, or copy its text.")))
    return Taken(keeping.understand(name, found))


class SendForm(ChangeForm):
    """A file, and where its tasks go: the top of a campaign, or below one task."""

    is_choice_of_place = False
    campaign = SelectField(_("Campaign"), coerce=number_or_none, choices=[], validate_choice=False)
    within = SelectField(_("Who takes part"), coerce=number_or_none, choices=[], validate_choice=False)
    file = FileField(
        _("Table of tasks"),
        description=_("A workbook (.xlsx, .xls, .et) or .csv, up to 25,000 lines and 20 MB. Titles above the table, "
                      "headings of two lines and merged cells are understood."),
        render_kw={"accept": ACCEPT},
    )  # fmt: skip
    taken = Taken()

    def offer(self, campaigns: Sequence[tuple[int, str]], places: Sequence[tuple[int | None, str]]) -> None:
        self.campaign.choices = list(campaigns)
        self.within.choices = [("" if place is None else place, label) for place, label in places]
        self.is_choice_of_place = len(places) > 1

    def receive(self, taken: Taken | None) -> None:
        self.taken = taken or Taken()

    def validate_file(self, field: FileField) -> None:
        if self.taken.problem:
            raise ValidationError(self.taken.problem)
        if self.taken.came is None:
            raise ValidationError(gettext(N_("Choose a file.")))


class ColumnsForm(ChangeForm):
    """Which sheet, where its headings stand, and what each column holds."""

    sheet = SelectField(_("Sheet"), coerce=number_or_none, choices=[])
    line = StringField(_("The headings stand in line"), description=_("0 where the table has no headings."))
    columns = FieldList(SelectField(choices=[]))

    def offer(self, sheets: Sequence[Sheet], layout: Layout) -> None:
        """The choices, with what is understood so far chosen."""
        self.sheet.choices = [(at, one.name) for at, one in enumerate(sheets)]
        self.sheet.data = layout.sheet
        self.line.data = str(line_of(sheets[layout.sheet], layout))
        while self.columns.entries:
            self.columns.pop_entry()
        labels = [(str(column), gettext(label)) for column, label in LABELS.items()]
        for column in layout.columns:
            self.columns.append_entry(str(column)).choices = labels


def line_of(sheet: Sheet, layout: Layout) -> int:
    """The line people see; of two lines the lower one, 0 for none."""
    return sheet.line_of(layout.last) if layout.last >= 0 else 0


def read_layout(sent: Mapping[str, str], sheets: Sequence[Sheet], present: Layout) -> tuple[Layout, bool]:
    """What the form says, and whether the sheet or the line of the headings was changed: then columns are found anew.

    What is no choice stays as it was.
    """
    at = _number(sent.get("sheet"), present.sheet)
    if at != present.sheet and at < len(sheets):
        return layouts.recognise_sheet(at, sheets[at]), True
    sheet = sheets[present.sheet]
    line = _number(sent.get("line"), line_of(sheet, present))
    row = line - 1
    if line != line_of(sheet, present) and -1 <= row < len(sheet.rows):
        return layouts.layout_at(present.sheet, sheet, row, row), True
    columns = tuple(_column(sent.get(f"columns-{place}"), column) for place, column in enumerate(present.columns))
    return Layout(present.sheet, present.first, present.last, columns), False


def _number(text: str | None, otherwise: int) -> int:
    plain = (text or "").strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 7 else otherwise


def _column(text: str | None, otherwise: Column) -> Column:
    return Column(text) if text in set(Column) else otherwise
