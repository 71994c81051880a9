"""Who may: permission → post → scope letters.

`*` all · `c` own campaign · `o` another campaign than one's own · `l` tasks given to the seat · `k` what one's
department leads · `d` own department's legs · `i` subtasks within one's department · `e` own department's legs while
empowered to report for the head · `n` named in it · `g` a guest inspector's one task. What is not listed is denied.
"""

from portal.domain.posts import BUSINESS, PostName

Letters = dict[PostName, str]

P = PostName
EVERYONE: Letters = dict.fromkeys(BUSINESS, "*")
OFFICE: Letters = {P.OFFICE: "*"}
COMMANDERS: Letters = {P.COMMANDER: "c", P.DEPUTY_COMMANDER: "l"}
COMMANDER: Letters = {P.COMMANDER: "c"}
HEADS_OWN: Letters = {P.HEAD: "d", P.DEPUTY_HEAD: "d"}
HEADS_LEADING: Letters = {P.HEAD: "k", P.DEPUTY_HEAD: "k"}
HEADS_INTERNAL: Letters = {P.HEAD: "i", P.DEPUTY_HEAD: "i"}
SUPERVISION: Letters = {P.INSPECTOR: "*", P.SUPERVISION_LEAD: "*"}
LEAD: Letters = {P.SUPERVISION_LEAD: "*"}
GUEST: Letters = {P.GUEST_INSPECTOR: "g"}

PERMISSIONS: dict[str, Letters] = {
    "department.read": EVERYONE,
    "department.edit": OFFICE,
    "calendar.read": EVERYONE,
    "calendar.edit": OFFICE,
    "period.read": EVERYONE,
    "period.edit": OFFICE,
    "plan.read": EVERYONE,
    "plan.edit": OFFICE,
    "plan.import": OFFICE | COMMANDER,  # a commander: what a revised notice changes in his campaign
    "campaign.read": EVERYONE,
    "campaign.edit": OFFICE | COMMANDER,
    "target.read": EVERYONE,
    "target.edit": OFFICE | COMMANDER,
    "measurement.declare": {P.HEAD: "k", P.DEPUTY_HEAD: "k", P.STAFF: "e"},
    "measurement.verify": SUPERVISION,
    "task.read": EVERYONE,
    "task.read_inside": OFFICE | SUPERVISION | GUEST
    | {P.COMMANDER: "c", P.DEPUTY_COMMANDER: "c", P.OBSERVER: "*"}
    | {P.HEAD: "kdi", P.DEPUTY_HEAD: "kdi", P.STAFF: "kdi"},
    "task.break_down": OFFICE | COMMANDERS | {P.HEAD: "kd", P.DEPUTY_HEAD: "kd", P.STAFF: "kd"},
    "task.draft": OFFICE | COMMANDERS | HEADS_INTERNAL | {P.STAFF: "i"},
    "task.issue": COMMANDERS | HEADS_INTERNAL,
    "task.withdraw": COMMANDERS | HEADS_INTERNAL,
    "task.revise": COMMANDERS | HEADS_INTERNAL,
    "task.transfer": COMMANDERS | HEADS_INTERNAL,
    "task.release": COMMANDERS | HEADS_INTERNAL,
    "task.close_out": COMMANDERS | HEADS_INTERNAL,
    "task.suspend": COMMANDER,
    "task.resume": COMMANDER,
    "task.cancel": COMMANDER | HEADS_INTERNAL,
    "task.conclude": COMMANDER | HEADS_INTERNAL,
    "task.weigh": COMMANDER,
    "task.return": COMMANDERS | HEADS_INTERNAL | LEAD | {P.INSPECTOR: "n", P.GUEST_INSPECTOR: "g"},
    "task.verify": LEAD | {P.INSPECTOR: "n", P.GUEST_INSPECTOR: "g"},
    "task.reopen": COMMANDER | LEAD,
    "task.name_verifier": LEAD,
    "task.name_guest": {P.COMMANDER: "o"},
    "task.request_completion": {P.HEAD: "ki", P.DEPUTY_HEAD: "ki", P.STAFF: "i"},
    "assignment.edit": OFFICE | COMMANDERS | HEADS_OWN | {P.STAFF: "d"},
    "assignment.sign": HEADS_OWN,
    "assignment.deem": {},  # the clock of the portal alone
    "assignment.finish": HEADS_OWN,
    "assignment.return": HEADS_LEADING,
    "milestone.edit": OFFICE | COMMANDERS | HEADS_LEADING,
    "report.draft": HEADS_OWN | {P.STAFF: "d"},
    "report.submit": HEADS_OWN | {P.STAFF: "e"},
    "report.accept": COMMANDERS | HEADS_LEADING,
    "report.return": COMMANDERS | HEADS_LEADING,
    "finding.record": SUPERVISION | GUEST,
    "finding.cosign": SUPERVISION | GUEST,
    "finding.issue": LEAD | {P.COMMANDER: "o"},
    "finding.withdraw": LEAD | {P.COMMANDER: "o"},
    "finding.read": OFFICE | COMMANDERS | SUPERVISION | GUEST
    | {P.HEAD: "n", P.DEPUTY_HEAD: "n", P.STAFF: "n", P.OBSERVER: "*"},
    "finding.answer": HEADS_OWN,
    "finding.draft_answer": HEADS_OWN | {P.STAFF: "d"},
    "finding.dispute": HEADS_OWN,  # `d`, not `n`: a guest inspector is named in a finding and may be a head
    "finding.decide_dispute": COMMANDER,
    "finding.follow_up": LEAD | {P.INSPECTOR: "n", P.GUEST_INSPECTOR: "g", P.COMMANDER: "o"},
    "search": EVERYONE,
    "user.edit": {P.SYSTEM_ADMIN: "*"},
    "appointment.edit": {P.SECURITY_ADMIN: "*"},
    "audit.read": {P.AUDIT_ADMIN: "*"},
}  # fmt: skip
