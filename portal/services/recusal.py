"""Which departments the supervision group keeps away from, so that guests look at their legs instead."""

from collections.abc import Iterable
from datetime import date
from functools import cache, lru_cache

from sqlalchemy import Date, ScalarSelect, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import aliased

from portal import clock
from portal.database import db, plain
from portal.domain.posts import SUPERVISORS, PostName
from portal.models import Appointment, Department, DepartmentKind, User
from portal.services import stamps
from portal.services.actors import RECUSAL

PAIR = 2
LEAD = frozenset({PostName.SUPERVISION_LEAD})


def needs_guests(department_id: int) -> bool:
    return bool(find_needing_guests([department_id]))


def find_needing_guests(department_ids: Iterable[int | None]) -> frozenset[int]:
    """The group's own; where no unrecused pair of inspectors is left; where the lead who issues is himself recused."""
    needing = _all_needing(clock.today(), stamps.mark_of(stamps.PEOPLE), stamps.mark_of(stamps.NAMES))
    return needing & {one for one in department_ids if one is not None}


@lru_cache(maxsize=2)
def _all_needing(today: date, people: str, departments: str) -> frozenset[int]:
    """Of all departments: the answer changes with a day, an appointment or a department, and is asked at every task."""
    return frozenset(db.session.scalars(_needing_guests(), {"today": today, "since": today - RECUSAL}))


@cache  # built once: building it was half of a commander's page
def _needing_guests() -> Select[int]:
    is_lead_recused = and_(_count(LEAD, is_recused=False) == 0, _count(LEAD, is_recused=True) > 0)
    is_pair_missing = _count(SUPERVISORS, is_recused=False) < PAIR
    is_own = Department.kind == DepartmentKind.SUPERVISION
    return plain(select(Department.id).where(or_(is_own, is_pair_missing, is_lead_recused)))


def _count(posts: frozenset[PostName], *, is_recused: bool) -> ScalarSelect[int]:
    """How many people hold such a post today and are, or are not, recused for a department."""
    today, since = bindparam("today", type_=Date()), bindparam("since", type_=Date())
    held, tie = aliased(Appointment), aliased(Appointment)
    tied = (
        select(tie.id)
        .where(
            tie.user_id == held.user_id,
            or_(tie.department_id == Department.id, tie.seconded_from_id == Department.id),
            tie.first_on <= today,
            or_(tie.last_on.is_(None), tie.last_on >= since),
        )
        .correlate(held, Department)
        .exists()
    )
    return (
        select(func.count(held.user_id.distinct()))
        .join(User, User.id == held.user_id)
        .where(
            held.post.in_(posts),
            held.first_on <= today,
            or_(held.last_on.is_(None), held.last_on >= today),
            User.is_stopped.is_(False),
            tied if is_recused else ~tied,
        )
        .correlate(Department)
        .scalar_subquery()
    )
