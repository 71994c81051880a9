"""What a page says when a change was refused as a whole (stale, wrong state); what was typed stays in the form."""

from flask_babel import gettext

from portal.forms.change_form import ChangeForm


def refusal_text(form: ChangeForm) -> str:
    if form.refusal is None:
        return ""
    return str(gettext(form.refusal.text, **form.refusal.values))
