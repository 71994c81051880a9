"""Lists cost the same number of queries however many rows they show."""

from datetime import date

from portal import unit_of_work
from portal.domain.posts import PostName
from portal.models import DepartmentGroup, GroupMember
from tests import factories
from tests.queries import count_queries
from tests.views.people.conftest import Zone

LISTS = {
    "/users": "system_admin",
    "/appointments": "security_admin",
    "/departments": "observer",
    "/groups": "observer",
    "/periods": "observer",
    "/calendar/2022": "office",
}


def grow(zone: Zone) -> None:
    """Thirty more of everything."""
    with zone.app.app_context(), unit_of_work.work():
        for number in range(30):
            department, holder = factories.department(), factories.user()
            factories.appointment(holder, PostName.HEAD, department_id=department.id)
            members = [GroupMember(department_id=one) for one in (department.id, zone.lead_id)]
            factories.keep(DepartmentGroup(name=f"组 {number}", members=members))
        for month in range(1, 13):
            factories.period(factories.plan(), month, first_on=date(2022, month, 1))


def test_no_row_costs_a_query(zone: Zone) -> None:
    browsers = {address: zone.enter(role) for address, role in LISTS.items()}

    def costs() -> dict[str, int]:
        found = {}
        for address, browser in browsers.items():
            with zone.app.app_context(), count_queries() as asked:
                assert browser.get(address).status_code == 200
            found[address] = len(asked)
        return found

    before = costs()
    grow(zone)
    assert costs() == before
