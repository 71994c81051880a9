"""All models: importing this package is what makes the metadata complete."""

import portal.models.protection  # noqa: F401 - hangs its statements on the metadata
from portal.domain.departments import DepartmentKind
from portal.domain.targets import Comparator, TargetKind, Tier
from portal.models.account import SignIn, SignInThrottle, User
from portal.models.appointment import Appointment
from portal.models.assignment import Assignment
from portal.models.attachment import Attachment, StoredFile
from portal.models.calendar import CalendarDay, CalendarYear, ReportingPeriod
from portal.models.department import Department, DepartmentAlias, DepartmentGroup, GroupMember
from portal.models.finding import Finding
from portal.models.history import History, UsedForm
from portal.models.milestone import DateChange, DateChangeKind, Milestone
from portal.models.plan import Campaign, CampaignRole, Plan
from portal.models.report import ProgressReport
from portal.models.target import Measurement, Target, TargetTier, TrajectoryPoint
from portal.models.task import Task

__all__ = [
    "Appointment",
    "Assignment",
    "Attachment",
    "CalendarDay",
    "CalendarYear",
    "Campaign",
    "CampaignRole",
    "Comparator",
    "DateChange",
    "DateChangeKind",
    "Department",
    "DepartmentAlias",
    "DepartmentGroup",
    "DepartmentKind",
    "Finding",
    "GroupMember",
    "History",
    "Measurement",
    "Milestone",
    "Plan",
    "ProgressReport",
    "ReportingPeriod",
    "SignIn",
    "SignInThrottle",
    "StoredFile",
    "Target",
    "TargetKind",
    "TargetTier",
    "Task",
    "Tier",
    "TrajectoryPoint",
    "UsedForm",
    "User",
]
