"""Sending a notice in, and the small forms of its review that are not about one item."""

from dataclasses import dataclass
from typing import BinaryIO, cast

from flask import current_app, request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from werkzeug.exceptions import ServiceUnavailable
from wtforms import FileField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from portal.documents import notice_files
from portal.documents.refusal import NotAcceptedError
from portal.documents.uploads import Upload
from portal.domain.departments import KIND_LABELS
from portal.forms.change_form import ChangeForm
from portal.forms.days import DayField
from portal.forms.evidence import in_words, storage
from portal.text import N_

NEW_PLAN = 0
FILE_FIELD = "file"


@dataclass(frozen=True)
class TakenNotice:
    """The file that came with the form and is kept, or the sentence that says why it is not."""

    upload: Upload | None = None
    problem: str = ""


def take_notice() -> TakenNotice:
    """Look at the file and keep it: for a page's `with_files`, so that no lock waits for a hash."""
    sent = request.files.get(FILE_FIELD)
    if sent is None or not sent.filename:
        return TakenNotice()
    try:
        return TakenNotice(notice_files.receive(storage(), cast(BinaryIO, sent.stream), sent.filename))
    except NotAcceptedError as error:
        return TakenNotice(problem=in_words(error))
    except OSError as error:
        current_app.logger.exception("a notice could not be kept")
        raise ServiceUnavailable from error


class StartForm(ChangeForm):
    """A notice comes as a file or as pasted text."""

    file = FileField(
        _("File of the notice"),
        description=_(
            "Word (.docx, .doc, .wps), PDF with text, web page, plain text or table (.xlsx, .xls, .csv), up to 20 MB."
        ),
        render_kw={"accept": notice_files.ACCEPT},
    )
    text = TextAreaField(
        _("Or the text, pasted"),
        description=_("Select the whole notice where you read it, copy, and paste it here."),
    )
    compares_with = SelectField(
        _("Is it a revised notice?"),
        coerce=int,
        default=NEW_PLAN,
        description=_("A revised notice is compared with the plan it changes, and taken over item by item."),
    )

    taken = TakenNotice()

    def offer(self, plans: list[tuple[int, str]]) -> None:
        self.compares_with.choices = [(NEW_PLAN, gettext(N_("No, it becomes a new plan"))), *plans]

    def receive(self, taken: TakenNotice | None) -> None:
        """Take what `take_notice` kept. A page that is only read has none."""
        self.taken = taken or TakenNotice()

    def validate_file(self, field: FileField) -> None:
        if self.taken.problem:
            raise ValidationError(self.taken.problem)
        if self.taken.upload is None and not (self.text.data or "").strip():
            raise ValidationError(gettext("Choose a file, or paste the text."))


class PressForm(ChangeForm):
    """One press of a button. What is refused has no field to stand at: it is one sentence above everything."""

    @property
    def sentence(self) -> str:
        texts = [*self.form_errors, *(text for field in self for text in field.errors)]
        return " ".join(str(text) for text in texts)


class AnswerForm(PressForm):
    answer = StringField(_("Number"), [Optional(), Length(max=400)])


class PersonForm(PressForm):
    """`press` is a person's key and what is decided, parted by a bar."""

    press = HiddenField()


class NamePressForm(PressForm):
    """`press` is a code such as "new:street"."""

    press = HiddenField()


class NameForm(ChangeForm):
    """What a printed name is. Departments are typed by name, with all of them offered."""

    decision = SelectField(_("What it is"), [InputRequired()])
    department = StringField(_("Department"), [Optional(), Length(max=80)])
    kind = SelectField(_("Kind of the new department"), [Optional()])
    short_name = StringField(_("Its short name"), [Optional(), Length(max=20)])
    group = SelectField(_("Group"), [Optional()], coerce=int, default=0)
    members = TextAreaField(
        _("Departments of the new group"), [Optional(), Length(max=2000)], description=_("By comma or line.")
    )

    def offer(self, kinds: list[tuple[str, str]], groups: list[tuple[int, str]]) -> None:
        self.decision.choices = kinds
        self.kind.choices = [(kind.value, gettext(label)) for kind, label in KIND_LABELS.items()]
        self.group.choices = [(0, "—"), *groups]


class SplitForm(PressForm):
    """`at` is a place in the paper."""

    at = HiddenField()


class ApplyForm(PressForm):
    """One difference taken over, with the paper that allows it."""

    key = HiddenField()
    paper = StringField(_("Paper"), [Optional(), Length(max=120)])
    from_on = DayField(_("Counts from"), [Optional()], opens=True)
