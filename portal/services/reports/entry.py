"""What is written into a report, and whether it can stand."""

from dataclasses import dataclass
from decimal import Decimal

from portal.domain.assignment_lifecycle import AssignmentKind
from portal.domain.report_lifecycle import Confidence
from portal.errors import Invalid
from portal.models import Assignment, ProgressReport
from portal.text import N_

WHOLE_PERCENT = 100
MOST = Decimal("100000000000")


@dataclass(frozen=True)
class ReportEntry:
    """`percent` and `quantity` are reached so far, never the increment; where the leg carries a quantity it counts."""

    percent: int | None = None
    quantity: Decimal | None = None
    done: str = ""
    problem: str = ""
    next_step: str = ""
    help_needed: str = ""
    confidence: Confidence | None = None
    confidence_reason: str = ""


def prefill(leg: Assignment, last: ProgressReport | None) -> ReportEntry:
    """What is known already: the leg's figures, and what the last report planned and still asked for."""
    return ReportEntry(
        percent=leg.percent,
        quantity=leg.quantity_done if carries_quantity(leg) else None,
        next_step=last.next_step if last else "",
        help_needed=last.help_needed if last else "",
        confidence=last.confidence if last else None,
        confidence_reason=last.confidence_reason if last else "",
    )


def carries_quantity(leg: Assignment) -> bool:
    return leg.quantity is not None and leg.quantity > 0


def check_ranges(entry: ReportEntry) -> None:
    """What even a draft cannot hold."""
    if entry.percent is not None and not 0 <= entry.percent <= WHOLE_PERCENT:
        raise Invalid(N_("A percentage lies between 0 and 100."), "percent")
    if entry.quantity is not None and not 0 <= entry.quantity < MOST:
        raise Invalid(N_("A quantity cannot be negative or this large."), "quantity")


def check_complete(entry: ReportEntry, leg: Assignment) -> None:
    """What a submitted report has to say. Raises Invalid at the field."""
    check_ranges(entry)
    if carries_quantity(leg) and entry.quantity is None:
        raise Invalid(N_("Say how much is reached so far."), "quantity")
    if not carries_quantity(leg) and entry.percent is None:
        raise Invalid(N_("Say how much is reached so far."), "percent")
    if not entry.done.strip():
        raise Invalid(N_("Say in a sentence what was done."), "done")
    _check_lowered(entry, leg)
    if leg.kind == AssignmentKind.LEAD:
        _check_confidence(entry)


def reached_percent(entry: ReportEntry, leg: Assignment) -> int:
    """The leg's percent: as said, or done over planned and never more than its share."""
    if carries_quantity(leg) and leg.quantity is not None and entry.quantity is not None:
        return min(int(entry.quantity * WHOLE_PERCENT / leg.quantity), WHOLE_PERCENT)
    return entry.percent or 0


def _check_lowered(entry: ReportEntry, leg: Assignment) -> None:
    """A figure may fall, but not without a word why."""
    if entry.problem.strip():
        return
    if carries_quantity(leg):
        is_lower = (entry.quantity or Decimal(0)) < (leg.quantity_done or Decimal(0))
    else:
        is_lower = (entry.percent or 0) < leg.percent
    if is_lower:
        raise Invalid(N_("The figure is lower than the one reported last: say why under “Problem”."), "problem")


def _check_confidence(entry: ReportEntry) -> None:
    if entry.confidence is None:
        raise Invalid(N_("Say how sure you are to finish in time."), "confidence")
    if entry.confidence != Confidence.HIGH and not entry.confidence_reason.strip():
        raise Invalid(N_("Say why you are not sure."), "confidence_reason")
