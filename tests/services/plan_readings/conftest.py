"""A zone in which our own notices can be carried out: its departments, groups, office and commanders."""

import pytest

from portal.domain.posts import PostName
from portal.models import Department, DepartmentAlias, DepartmentGroup, DepartmentKind, GroupMember
from tests import cast as casting
from tests import factories
from tests.cast import Cast
from tests.engines import Database

NAMES = (
    "招商局", "组织部", "规划建设局", "财政局", "综合执法分局", "水务公司", "教育局", "卫生健康局", "民政局",
    "公安分局", "东街道", "西街道",
)  # fmt: skip


class Zone(Cast):
    """The cast with the departments of the notices by name."""

    departments: dict[str, Department]

    @classmethod
    def of(cls, cast: Cast) -> "Zone":
        zone = cls(**vars(cast))
        zone.departments = {name: factories.department(name) for name in NAMES}
        factories.keep(DepartmentAlias(department_id=zone.departments["组织部"].id, name="组织部（区人才办）"))
        streets = [GroupMember(department_id=zone.departments[name].id) for name in ("东街道", "西街道")]
        factories.keep(DepartmentGroup(name="各街道", members=streets))
        return zone

    def new_department(self, name: str) -> Department:
        self.departments[name] = factories.department(name, kind=DepartmentKind.SOCIAL)
        return self.departments[name]

    def give_heads(self) -> None:
        """Somebody signs in every department of the zone."""
        for department in self.departments.values():
            factories.appointment(factories.user(), PostName.HEAD, department_id=department.id)


@pytest.fixture
def zone(context: Database) -> Zone:
    return Zone.of(casting.build())
