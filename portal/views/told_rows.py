"""The history of a plan, a campaign, a target or a department in sentences."""

from typing import Any

from flask_babel import gettext

from portal.services.told import list_told
from portal.views.event_labels import event_label
from portal.views.moments import local_text
from portal.views.value_words import change_lines


def told_rows(subject: str) -> list[dict[str, Any]]:
    return [
        {
            "at_text": local_text(one.at),
            "who": one.who or gettext("The portal"),
            "sentence": event_label(one.event),
            "details": change_lines(one.event.partition(".")[0], one.changes),
        }
        for one in list_told(subject)
    ]
