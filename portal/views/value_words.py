"""Values of history rows in the reader's words: posts, states, kinds, languages, yes and no."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from flask_babel import gettext

from portal.domain import assignment_lifecycle, finding_lifecycle, plan_lifecycle, report_lifecycle, task_lifecycle
from portal.domain.departments import KIND_LABELS as DEPARTMENT_KINDS
from portal.domain.posts import POST_LABELS
from portal.domain.targets import TIER_LABELS
from portal.identity import LANGUAGES
from portal.text import N_
from portal.views.field_labels import field_label

Code = TypeVar("Code", bound=str)
Words = Mapping[str, str]


def _words(labels: Mapping[Code, str]) -> Words:
    return {str(code): label for code, label in labels.items()}


STATES: Mapping[str, Words] = {
    "task": _words(task_lifecycle.STATE_LABELS),
    "assignment": _words(assignment_lifecycle.STATE_LABELS),
    "finding": _words(finding_lifecycle.STATE_LABELS),
    "report": _words(report_lifecycle.STATE_LABELS),
    "plan": _words(plan_lifecycle.STATE_LABELS),
}
CODES: Mapping[tuple[str, str], Words] = {
    ("department", "kind"): _words(DEPARTMENT_KINDS),
    ("finding", "kind"): _words(finding_lifecycle.KIND_LABELS),
    ("finding", "severity"): _words(finding_lifecycle.SEVERITY_LABELS),
    ("appointment", "post"): _words(POST_LABELS),
    ("task", "grade"): _words(task_lifecycle.GRADE_LABELS),
    ("target", "tier"): _words(TIER_LABELS),
    **{(noun, "state"): words for noun, words in STATES.items()},
}
YES_NO = {True: N_("yes"), False: N_("no")}


def value_words(noun: str, field: str, value: object) -> str:
    """A plain value; nothing is said for nothing."""
    if value is None or value == "":
        return str(gettext(N_("(empty)")))
    if isinstance(value, bool):
        return str(gettext(YES_NO[value]))
    if isinstance(value, list):
        return str(gettext(N_(", "))).join(value_words(noun, field, one) for one in value)
    if field == "language":
        return LANGUAGES.get(str(value), str(value))
    label = CODES.get((noun, field), {}).get(str(value))
    return str(gettext(label)) if label else str(value)


def change_lines(noun: str, changes: Mapping[str, Sequence[Any]]) -> list[str]:
    """A line for each changed field: what stood there before, what stands there now."""
    return [
        gettext(
            N_("%(field)s: %(before)s → %(after)s"),
            field=field_label(name),
            before=value_words(noun, name, before),
            after=value_words(noun, name, after),
        )
        for name, (before, after) in changes.items()
    ]
