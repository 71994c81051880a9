"""The reader of notices: text in; head, tasks, targets, rules and questions out. No model from outside, no network."""

from portal.domain.plan_text.answer import as_answer
from portal.domain.plan_text.reader import read
from portal.domain.plan_text.reading import Reading
from portal.domain.plan_text.told import NOTHING_TOLD, Meaning, Told

__all__ = ["NOTHING_TOLD", "Meaning", "Reading", "Told", "as_answer", "read"]
