"""The posts a person can be appointed to, and what each is tied to."""

from enum import StrEnum

from portal.text import N_


class PostName(StrEnum):
    OFFICE = "office"
    COMMANDER = "commander"
    DEPUTY_COMMANDER = "deputy_commander"
    HEAD = "head"
    DEPUTY_HEAD = "deputy_head"
    STAFF = "staff"
    INSPECTOR = "inspector"
    SUPERVISION_LEAD = "supervision_lead"
    GUEST_INSPECTOR = "guest_inspector"
    OBSERVER = "observer"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


P = PostName

POST_LABELS = {
    P.OFFICE: N_("Campaign office"),
    P.COMMANDER: N_("Commander"),
    P.DEPUTY_COMMANDER: N_("Deputy commander"),
    P.HEAD: N_("Head of department"),
    P.DEPUTY_HEAD: N_("Deputy head of department"),
    P.STAFF: N_("Section staff"),
    P.INSPECTOR: N_("Inspector"),
    P.SUPERVISION_LEAD: N_("Supervision lead"),
    P.GUEST_INSPECTOR: N_("Guest inspector"),
    P.OBSERVER: N_("Observer"),
    P.SYSTEM_ADMIN: N_("System administrator"),
    P.SECURITY_ADMIN: N_("Security administrator"),
    P.AUDIT_ADMIN: N_("Audit administrator"),
}

ADMINISTRATORS = frozenset({P.SYSTEM_ADMIN, P.SECURITY_ADMIN, P.AUDIT_ADMIN})
BUSINESS = tuple(post for post in P if post not in ADMINISTRATORS)
OF_CAMPAIGN = frozenset({P.COMMANDER, P.DEPUTY_COMMANDER})
OF_DEPARTMENT = frozenset({P.HEAD, P.DEPUTY_HEAD, P.STAFF})
WITH_HOME_DEPARTMENT = OF_DEPARTMENT | {P.INSPECTOR, P.SUPERVISION_LEAD}
HEADS = frozenset({P.HEAD, P.DEPUTY_HEAD})
SUPERVISORS = frozenset({P.INSPECTOR, P.SUPERVISION_LEAD})
HELD_BY_ONE = frozenset({P.COMMANDER, P.DEPUTY_COMMANDER, P.HEAD, P.SUPERVISION_LEAD})
