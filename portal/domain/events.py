"""What happened, in plain sentences: one line for each event that a task's page tells.

A sentence names values of the history row; `variant` is (the value that must be set, the other sentence), `details`
are texts of the row that stand below the sentence for whoever reads inside the task, as do its `changes`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.text import N_


@dataclass(frozen=True)
class Event:
    text: str
    details: tuple[str, ...] = ()
    variant: tuple[str, str] | None = None
    is_inside: bool = False
    has_changes: bool = False

    def sentence(self, told: Mapping[str, object]) -> str:
        """The message id that fits what the row tells."""
        if self.variant and told.get(self.variant[0]):
            return self.variant[1]
        return self.text


EVENTS: Mapping[str, Event] = {
    "task.draft": Event(N_("Subtask “%(title)s” drafted")),
    "task.edit": Event(N_("“%(title)s” rewritten"), has_changes=True),
    "task.delete": Event(N_("Draft “%(title)s” deleted")),
    "task.break_down": Event(N_("Broken down, subtasks drafted: %(count)s")),
    "task.import": Event(N_("%(count)s tasks brought in from “%(file)s”")),
    "task.issue": Event(N_("Issued, due on %(due_on)s")),
    "task.withdraw": Event(N_("Withdrawn, a draft again")),
    "task.request-completion": Event(N_("Completion requested"), ("text", "silence")),
    "task.name-verifier": Event(N_("%(name)s named to verify")),
    "task.name-guests": Event(N_("Guest inspectors named: %(names)s")),
    "task.verify": Event(N_("Verified with the grade “%(grade)s”"), ("looked_at",)),
    "task.close-out": Event(N_("Closed out"), variant=("is_unverified", N_("Closed out unverified"))),
    "task.return": Event(N_("Completion returned (time %(nth)s)"), ("reason",)),
    "task.suspend": Event(N_("Suspended until %(until)s; the due day moves to %(due_on)s"), ("reason",)),
    "task.resume": Event(N_("Resumed, due on %(due_on)s")),
    "task.revise": Event(N_("Revised by “%(paper)s”"), has_changes=True),
    "task.cancel": Event(N_("Cancelled"), ("reason",), variant=("with", N_("Cancelled with the task above"))),
    "task.conclude": Event(N_("Concluded as unmet"), ("reason", "successor")),
    "task.reopen": Event(
        N_("Reopened, due on %(due_on)s"), ("reason",), variant=("with", N_("Reopened because of a subtask"))
    ),
    "assignment.sign": Event(N_("%(department)s signed for the task")),
    "assignment.deem": Event(N_("%(department)s did not sign in time: counted as received")),
    "assignment.finish": Event(N_("%(department)s: our part is done")),
    "assignment.return": Event(
        N_("%(department)s: not done yet"), ("reason",), variant=("reopened", N_("%(department)s asked anew"))
    ),
    "assignment.transfer": Event(N_("The part of %(department)s handed to %(to)s"), ("reason",)),
    "assignment.release": Event(N_("%(department)s released"), ("reason",)),
    "assignment.ask-again": Event(N_("%(department)s asked to sign again")),
    "assignment.edit": Event(N_("%(department)s named who does it inside")),
    "milestone.add": Event(N_("Milestone “%(title)s” added, due on %(due_on)s")),
    "milestone.reach": Event(N_("Milestone “%(title)s” reached on %(reached_on)s")),
    "report.submit": Event(
        N_("%(department)s reported %(percent)s%%, before it was %(percent_before)s%%"), is_inside=True
    ),
    "report.accept": Event(N_("Report of %(department)s accepted"), is_inside=True),
    "report.return": Event(N_("Report of %(department)s returned"), ("return_reason",), is_inside=True),
    "finding.record": Event(N_("Finding recorded")),
    "finding.edit": Event(
        N_("Finding corrected"),
        variant=("is_unsigned", N_("Finding corrected: it waits for the second signature again")),
        has_changes=True,
    ),
    "finding.co-sign": Event(N_("Finding co-signed")),
    "finding.issue": Event(N_("Finding issued")),
    "finding.close-on-the-spot": Event(N_("Finding closed: put right on the spot"), ("text",)),
    "finding.answer": Event(N_("Finding answered with measures"), ("text",)),
    "finding.dispute": Event(N_("Finding disputed"), ("text",)),
    "finding.uphold": Event(N_("Finding upheld"), ("reason",)),
    "finding.drop": Event(N_("Dispute granted: finding withdrawn"), ("reason",)),
    "finding.rectify": Event(N_("Finding reported as rectified"), ("text",)),
    "finding.confirm": Event(N_("Follow-up check: the rectification holds"), ("text",)),
    "finding.send-back": Event(N_("Follow-up check: not rectified"), ("text",)),
    "finding.relapse": Event(N_("Follow-up check: relapsed"), ("text",)),
    "finding.withdraw": Event(N_("Finding withdrawn"), ("reason",)),
}

# Told by another row of the same act, or a working step that only its own department sees.
# Told on the page of the task above, and not to those who do not see the draft.
OF_DRAFTS = frozenset({"task.draft", "task.edit", "task.delete", "task.break_down", "task.import"})
UNTOLD = frozenset(
    {"task.sign", "report.draft", "report.edit", "finding.draft-answer", "refused", "attachment.removed"}
)
