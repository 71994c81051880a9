"""The way of a finding: recorded → issued → (disputed →) rectifying → rectified → closed; withdrawn."""

from dataclasses import dataclass
from enum import StrEnum

from portal.domain.lifecycle import Lifecycle, Step
from portal.text import N_


class FindingState(StrEnum):
    RECORDED = "recorded"
    ISSUED = "issued"
    DISPUTED = "disputed"
    RECTIFYING = "rectifying"
    RECTIFIED = "rectified"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class CheckKind(StrEnum):
    """How the inspector came to see it."""

    SPECIAL = "special"
    RANDOM = "random"
    UNANNOUNCED = "unannounced"
    ROUTINE = "routine"


class Severity(StrEnum):
    MINOR = "minor"
    ORDINARY = "ordinary"
    SERIOUS = "serious"


F = FindingState
OPEN = frozenset({F.RECORDED, F.ISSUED, F.DISPUTED, F.RECTIFYING, F.RECTIFIED})
UNISSUED = frozenset({F.RECORDED})

STATE_LABELS = {
    F.RECORDED: N_("Recorded"),
    F.ISSUED: N_("Issued, unanswered"),
    F.DISPUTED: N_("Disputed"),
    F.RECTIFYING: N_("Being rectified"),
    F.RECTIFIED: N_("Rectified, to be looked at"),
    F.CLOSED: N_("Closed"),
    F.WITHDRAWN: N_("Withdrawn"),
}
KIND_LABELS = {
    CheckKind.SPECIAL: N_("Special inspection"),
    CheckKind.RANDOM: N_("Random spot check"),
    CheckKind.UNANNOUNCED: N_("Unannounced visit"),
    CheckKind.ROUTINE: N_("Day-to-day supervision"),
}
SEVERITY_LABELS = {
    Severity.MINOR: N_("Minor"),
    Severity.ORDINARY: N_("Ordinary"),
    Severity.SERIOUS: N_("Serious"),
}


@dataclass(frozen=True)
class FindingFacts:
    """What the guards of a finding ask about."""

    is_cosigned: bool = True
    is_actor_recorder: bool = False
    is_actor_recused: bool = False
    is_actor_concerned: bool = False
    is_put_right: bool = True
    is_withdrawal_second: bool = True
    is_in_dispute_time: bool = True


def is_cosigned(facts: FindingFacts) -> str | None:
    return None if facts.is_cosigned else N_("A second inspector has to co-sign first.")


def is_second_person(facts: FindingFacts) -> str | None:
    return (
        N_("You recorded this finding yourself: a second inspector has to sign.") if facts.is_actor_recorder else None
    )


def is_not_recused(facts: FindingFacts) -> str | None:
    return (
        N_("You are recused: the department concerned is, or recently was, your own.")
        if facts.is_actor_recused
        else None
    )


def decides_on_others(facts: FindingFacts) -> str | None:
    if not facts.is_actor_concerned:
        return None
    return N_("No one decides on himself: your own department or your own finding is concerned. Another has to decide.")


def is_put_right(facts: FindingFacts) -> str | None:
    return None if facts.is_put_right else N_("Only what was put right on the spot is closed without being issued.")


def is_second_withdrawer(facts: FindingFacts) -> str | None:
    return None if facts.is_withdrawal_second else N_("Withdrawing needs a second person: not the one who recorded it.")


def is_in_dispute_time(facts: FindingFacts) -> str | None:
    return None if facts.is_in_dispute_time else N_("A finding can be disputed within 5 working days of its issue.")


MINE = (is_not_recused,)
WITHDRAWING = N_("The finding no longer counts; it stays visible with the reason.")

STEPS: tuple[Step[FindingFacts], ...] = (
    Step("co-sign", F.RECORDED, F.RECORDED, "finding.cosign", N_("Co-sign finding"),
         (is_second_person, is_not_recused), tone="primary"),
    Step("issue", F.RECORDED, F.ISSUED, "finding.issue", N_("Issue finding"),
         (is_cosigned, is_not_recused, decides_on_others), tone="primary",
         warns=N_("The department is told and its days to rectify begin.")),
    Step("close-on-the-spot", F.RECORDED, F.CLOSED, "finding.record", N_("Close: put right on the spot"),
         (is_put_right, is_not_recused), asks=("text",)),
    Step("answer", F.ISSUED, F.RECTIFYING, "finding.answer", N_("Answer with measures"), asks=("text", "files"),
         tone="primary"),
    Step("dispute", F.ISSUED, F.DISPUTED, "finding.dispute", N_("Dispute finding"), (is_in_dispute_time,),
         asks=("text", "files")),
    Step("uphold", F.DISPUTED, F.RECTIFYING, "finding.decide_dispute", N_("Uphold finding"), (decides_on_others,),
         is_decision=True, asks=("reason",), tone="primary"),
    Step("drop", F.DISPUTED, F.WITHDRAWN, "finding.decide_dispute", N_("Withdraw finding: dispute granted"),
         (decides_on_others,), is_decision=True, asks=("reason",), warns=WITHDRAWING),
    Step("rectify", F.RECTIFYING, F.RECTIFIED, "finding.answer", N_("Report as rectified"), asks=("text", "files"),
         tone="primary"),
    Step("confirm", F.RECTIFIED, F.CLOSED, "finding.follow_up", N_("Follow-up check: it holds"),
         (is_not_recused, decides_on_others), is_decision=True, asks=("text", "files"), tone="primary"),
    Step("send-back", F.RECTIFIED, F.RECTIFYING, "finding.follow_up", N_("Follow-up check: not rectified"),
         (is_not_recused, decides_on_others), is_decision=True, asks=("text", "days", "files")),
    Step("relapse", F.CLOSED, F.RECTIFYING, "finding.follow_up", N_("Follow-up check: relapsed"),
         (is_not_recused, decides_on_others), is_decision=True, asks=("text", "days", "files"), tone="danger"),
    *(Step("withdraw", source, F.WITHDRAWN, "finding.withdraw", N_("Withdraw finding"),
           (is_second_withdrawer, is_not_recused), asks=("reason",), warns=WITHDRAWING, tone="danger")
      for source in (F.RECORDED, F.ISSUED, F.RECTIFYING, F.RECTIFIED)),
)  # fmt: skip

FINDING = Lifecycle("finding", STEPS)
