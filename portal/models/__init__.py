"""All models: importing this package is what makes the metadata complete."""

import portal.models.protection  # noqa: F401 - hangs its statements on the metadata
from portal.domain.departments import DepartmentKind
from portal.domain.targets import Comparator, TargetKind, Tier
from portal.models.account import SignIn, SignInThrottle, User
from portal.models.appointment import Appointment
from portal.models.assignment import Assignment
from portal.models.attachment import Attachment, StoredFile
from portal.models.calendar import CalendarDay, CalendarYear, ReportingPeriod
from portal.models.clause import Clause
from portal.models.department import Department, DepartmentAlias, DepartmentGroup, GroupMember
from portal.models.finding import Finding
from portal.models.history import History, UsedForm
from portal.models.job import Job
from portal.models.milestone import DateChange, DateChangeKind, Milestone
from portal.models.plan import Campaign, CampaignRole, Plan
from portal.models.plan_reading import PlanReading
from portal.models.report import ProgressReport
from portal.models.stamp import ReferenceStamp
from portal.models.target import Measurement, Target, TargetTier, TrajectoryPoint
from portal.models.task import Task
from portal.models.task_sheet import SheetTask, TaskSheet

__all__ = [
    "Appointment",
    "Assignment",
    "Attachment",
    "CalendarDay",
    "CalendarYear",
    "Campaign",
    "CampaignRole",
    "Clause",
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
    "Job",
    "Measurement",
    "Milestone",
    "Plan",
    "PlanReading",
    "ProgressReport",
    "ReferenceStamp",
    "ReportingPeriod",
    "SheetTask",
    "SignIn",
    "SignInThrottle",
    "StoredFile",
    "Target",
    "TargetKind",
    "TargetTier",
    "Task",
    "TaskSheet",
    "Tier",
    "TrajectoryPoint",
    "UsedForm",
    "User",
]
