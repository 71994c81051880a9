"""The reader of notices: text in; head, tasks, targets, rules and questions out. No model from outside, no network."""

from portal.domain.plan_text.answer import as_answer
from portal.domain.plan_text.reading import Reading
from portal.domain.plan_text.told import NOTHING_TOLD, Meaning, Told

__all__ = ["NOTHING_TOLD", "Meaning", "Reading", "Told", "as_answer", "read"]


def read(text: str, told: Told = NOTHING_TOLD) -> Reading:
    """As `reader.read`, which comes late: its hundreds of patterns take long, and few processes ever read a notice."""
    from portal.domain.plan_text import reader

    return reader.read(text, told)
