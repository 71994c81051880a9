"""The history of a plan, a campaign, a target or a department in sentences."""

from typing import Any

from flask_babel import gettext

from portal.services.told import Told, list_told
from portal.text import N_
from portal.views.event_labels import event_label
from portal.views.field_labels import field_label
from portal.views.moments import local_text
from portal.views.value_words import value_words


def told_rows(subject: str) -> list[dict[str, Any]]:
    return [
        {
            "at_text": local_text(one.at),
            "who": one.who or gettext("The portal"),
            "sentence": event_label(one.event),
            "details": _details(one),
        }
        for one in list_told(subject)
    ]


def _details(told: Told) -> list[str]:
    noun = told.event.partition(".")[0]
    return [
        gettext(
            N_("%(field)s: %(before)s → %(after)s"),
            field=field_label(name),
            before=value_words(noun, name, before),
            after=value_words(noun, name, after),
        )
        for name, (before, after) in told.changes.items()
    ]
