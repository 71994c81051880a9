"""Events of the audit trail in words: a noun, and what happened to it."""

from collections.abc import Mapping

from flask_babel import gettext

from portal.domain.assignment_lifecycle import ASSIGNMENT
from portal.domain.finding_lifecycle import FINDING
from portal.domain.plan_lifecycle import PLAN
from portal.domain.report_lifecycle import REPORT
from portal.domain.task_lifecycle import TASK
from portal.text import N_

NOUNS: Mapping[str, str] = {
    "refused": N_("Refusal"),
    "sign_in": N_("Sign-in"),
    "user": N_("Account"),
    "appointment": N_("Appointment"),
    "calendar": N_("Calendar"),
    "department": N_("Department"),
    "group": N_("Group"),
    "period": N_("Period"),
    "plan": N_("Plan"),
    "plan_reading": N_("Reading of a notice"),
    "campaign": N_("Campaign"),
    "target": N_("Target"),
    "measurement": N_("Value reached"),
    "task": N_("Task"),
    "assignment": N_("Part of a department"),
    "milestone": N_("Milestone"),
    "report": N_("Report"),
    "finding": N_("Finding"),
    "attachment": N_("File"),
    "job": N_("Background work"),
    "task_sheet": N_("Table of tasks"),
}

ACTIONS: Mapping[str, str] = {
    "sign_in.opened": N_("signed in"),
    "sign_in.failed": N_("failed"),
    "sign_in.signed_out": N_("signed out"),
    "sign_in.replaced": N_("replaced by a new one"),
    "sign_in.ended_by_owner": N_("ended from another browser"),
    "sign_in.ended_all": N_("signed out everywhere"),
    "user.created": N_("created"),
    "user.edited": N_("edited"),
    "user.stopped": N_("account closed"),
    "user.restarted": N_("account opened again"),
    "user.password_reset": N_("password reset"),
    "user.password_changed": N_("own password changed"),
    "user.signed_out": N_("signed out by the administrator"),
    "user.language_chosen": N_("language chosen"),
    "appointment.made": N_("made"),
    "appointment.ended": N_("ended"),
    "appointment.withdrawn": N_("withdrawn"),
    "appointment.empowered": N_("empowered to report for the head"),
    "calendar.seeded": N_("year entered as published"),
    "calendar.entered": N_("year entered by hand"),
    "calendar.edited": N_("day edited"),
    "department.entered": N_("entered"),
    "department.edited": N_("edited"),
    "group.entered": N_("entered"),
    "group.edited": N_("edited"),
    "period.entered": N_("entered"),
    "period.edited": N_("edited"),
    "plan.entered": N_("entered"),
    "plan.edited": N_("edited"),
    "plan_reading.started": N_("notice brought in"),
    "plan_reading.read": N_("read"),
    "plan_reading.failed": N_("could not be read"),
    "plan_reading.corrected": N_("field corrected"),
    "plan_reading.item_added": N_("item added"),
    "plan_reading.item_split": N_("item split"),
    "plan_reading.items_merged": N_("items merged"),
    "plan_reading.item_moved": N_("item moved"),
    "plan_reading.item_dropped": N_("item dropped"),
    "plan_reading.item_taken_back": N_("item taken back"),
    "plan_reading.answered": N_("question answered"),
    "plan_reading.reread": N_("question answered, paper read anew"),
    "plan_reading.decided": N_("name decided"),
    "plan_reading.person_decided": N_("person decided"),
    "plan_reading.created": N_("became a plan"),
    "plan_reading.applied": N_("difference applied"),
    "plan_reading.finished": N_("comparison finished"),
    "plan_reading.dropped": N_("put aside"),
    "plan_reading.file_removed": N_("file removed after its time"),
    "task_sheet.removed": N_("rows removed after their time"),
    "job.file_removed": N_("file removed after its time"),
    "campaign.entered": N_("entered"),
    "campaign.edited": N_("edited"),
    "attachment.removed": N_("taken off a draft"),
    "task.draft": N_("drafted"),
    "task.edit": N_("rewritten"),
    "task.delete": N_("draft deleted"),
    "task.break_down": N_("drafted, many at once"),
    "task.import": N_("brought in from a spreadsheet"),
    "task.name-verifier": N_("inspector named"),
    "task.name-guests": N_("guest inspectors named"),
    "assignment.edit": N_("named who does it inside"),
    "milestone.add": N_("added"),
    "milestone.reach": N_("reached"),
    "report.draft": N_("drafted"),
    "report.edit": N_("draft rewritten"),
    "finding.record": N_("recorded"),
    "finding.edit": N_("corrected"),
    "finding.draft-answer": N_("answer prepared"),
    "target.entered": N_("entered"),
    "target.edited": N_("edited"),
    "target.tier_set": N_("value set"),
    "target.trajectory_planned": N_("timetable planned"),
    "target.value_declared": N_("value declared"),
    "target.value_verified": N_("value verified"),
}

LIFECYCLES = {
    f"{lifecycle.noun}.{step.action}": step.label
    for lifecycle in (TASK, ASSIGNMENT, REPORT, FINDING, PLAN)
    for step in lifecycle.steps
}


def noun_label(noun: str) -> str:
    return gettext(NOUNS[noun]) if noun in NOUNS else noun


def event_label(event: str) -> str:
    """A sentence piece like "Account: password reset"; an event nobody named keeps its code."""
    noun, _, action = event.partition(".")
    told = ACTIONS.get(event) or LIFECYCLES.get(event)
    if not action:
        return noun_label(noun)
    return str(gettext(N_("%(noun)s: %(action)s"), noun=noun_label(noun), action=gettext(told) if told else action))
