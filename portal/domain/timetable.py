"""The percent planned for a day: the milestones' curve where there are any, else a straight line from start to due day.

Each milestone is an equal step, taken on the day it is late when not reached; the due day is the last step where no
milestone stands on it. Nothing here walks over days: the day on which a percent falls behind is computed.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from portal.domain.percent import WHOLE
from portal.domain.workdays import WorkCalendar

LONGEST_WITHOUT_MILESTONES = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone as the rules see it."""

    title: str
    due_on: date
    reached_on: date | None = None


@dataclass(frozen=True, slots=True)
class Timetable:
    start_on: date
    due_on: date
    milestones: tuple[Mark, ...]
    calendar: WorkCalendar

    def planned_bp(self, day: date) -> int:
        if steps := self._steps():
            return _share(sum(step <= day for step in steps), len(steps))
        if day >= self.due_on:
            return WHOLE
        if day <= self.start_on:
            return 0
        return _share((day - self.start_on).days, (self.due_on - self.start_on).days)

    def first_day_behind(self, percent_bp: int, gap_bp: int) -> date | None:
        """The first day on which the plan stands more than `gap_bp` above the percent; None when it never does."""
        if percent_bp + gap_bp >= WHOLE:
            return None
        if steps := self._steps():
            return steps[(percent_bp + gap_bp) * len(steps) // WHOLE]
        span = max((self.due_on - self.start_on).days, 1)
        return min(self.start_on + timedelta(days=(percent_bp + gap_bp) * span // WHOLE + 1), self.due_on)

    def lacks_milestones(self) -> bool:
        """Longer than 60 days without quarterly milestones.

        Quarterly: at least one, and one in each whole quarter from start to due day. The quarter of the due day needs
        none, for there the task itself is due.
        """
        if (self.due_on - self.start_on).days <= LONGEST_WITHOUT_MILESTONES:
            return False
        covered = {_quarter(mark.due_on) for mark in self.milestones}
        first_whole = _quarter(self.start_on - timedelta(days=1)) + 1
        return not covered or not covered.issuperset(range(first_whole, _quarter(self.due_on)))

    def _steps(self) -> list[date]:
        """The days on which the curve rises, each by an equal share."""
        if not self.milestones:
            return []
        dues = sorted(mark.due_on for mark in self.milestones)
        if dues[-1] < self.due_on:
            dues.append(self.due_on)
        return [self.calendar.first_late_day(due) for due in dues]


def _share(part: int, whole: int) -> int:
    """Rounded up, so that a plan a fraction above a percent is above it."""
    return -(-part * WHOLE // whole)


def _quarter(day: date) -> int:
    """Quarters counted through the years, so that they can be stepped through."""
    return day.year * 4 + (day.month - 1) // 3
