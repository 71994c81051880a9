"""The kinds of departments."""

from enum import StrEnum

from portal.text import N_


class DepartmentKind(StrEnum):
    """Peers are compared with peers only."""

    PARTY = "party"
    ECONOMIC = "economic"
    SOCIAL = "social"
    STREET = "street"
    VERTICAL = "vertical"
    COMPANY = "company"
    PARK = "park"
    SUPERVISION = "supervision"


KIND_LABELS = {
    DepartmentKind.PARTY: N_("Party organ"),
    DepartmentKind.ECONOMIC: N_("Economic bureau"),
    DepartmentKind.SOCIAL: N_("Social bureau"),
    DepartmentKind.STREET: N_("Street"),
    DepartmentKind.VERTICAL: N_("Vertical branch"),
    DepartmentKind.COMPANY: N_("State company"),
    DepartmentKind.PARK: N_("Park"),
    DepartmentKind.SUPERVISION: N_("Supervision group"),
}
