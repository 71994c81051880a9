"""What a page says when a change was refused as a whole (stale, wrong state); what was typed stays in the form."""

from portal.forms.change_form import ChangeForm, words_of


def refusal_text(form: ChangeForm) -> str:
    if form.refusal is None:
        return ""
    return words_of(form.refusal)
