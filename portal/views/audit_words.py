"""A row of the audit trail in words: on what, and what changed from which value to which."""

from flask_babel import gettext

from portal.domain.posts import POST_LABELS
from portal.services.audit import Detail, Entry
from portal.services.audit_names import KIND_OF_FIELD, Names, ids_in, subject_key
from portal.text import N_
from portal.views.event_labels import NOUNS, noun_label
from portal.views.field_labels import field_label
from portal.views.value_words import value_words


def subject_words(subject: str, names: Names) -> str:
    """The name where there is one to be read, else the noun with its number; an address stays an address."""
    key = subject_key(subject)
    if key and key[0] == "appointment" and key[1] in names.posts:
        held = names.posts[key[1]]
        place = gettext(N_(", ")) + held.place if held.place else ""
        post = gettext(POST_LABELS[held.post])
        return str(gettext(N_("%(person)s: %(post)s%(place)s"), person=held.person, post=post, place=place))
    noun, _, rest = subject.partition(":")
    if noun not in NOUNS or not rest:
        return subject
    name = names.texts.get(key) if key else None
    return str(gettext(N_("%(noun)s %(name)s"), noun=noun_label(noun), name=name or rest))


def details_words(entry: Entry, names: Names) -> str:
    return str(gettext("; ")).join(_told(detail, entry.event, names) for detail in entry.details)


def _told(detail: Detail, event: str, names: Names) -> str:
    """ "field: before → after"; what a refusal said is a message and speaks the reader's language."""
    label = field_label(detail.field)
    if detail.before is None and detail.after is None:
        return label
    before, after = (_value(detail.field, value, event, names) for value in (detail.before, detail.after))
    if detail.before is None:
        return str(gettext(N_("%(field)s: %(value)s"), field=label, value=after))
    return str(gettext(N_("%(field)s: %(before)s → %(after)s"), field=label, before=before, after=after))


def _value(field: str, value: object, event: str, names: Names) -> str:
    if event == "refused" and isinstance(value, str):
        return str(gettext(value))
    kind = KIND_OF_FIELD.get(field)
    if kind and (ids := ids_in(value)):
        return str(gettext(N_(", "))).join(names.texts.get((kind, one), str(one)) for one in ids)
    return value_words(event.partition(".")[0], field, value)
