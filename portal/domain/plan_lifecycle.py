"""The way of a plan: draft → published → concluded."""

from dataclasses import dataclass
from enum import StrEnum

from portal.domain.lifecycle import Lifecycle, Step
from portal.text import N_


class PlanState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    CONCLUDED = "concluded"


P = PlanState

STATE_LABELS = {
    P.DRAFT: N_("Draft"),
    P.PUBLISHED: N_("Published"),
    P.CONCLUDED: N_("Concluded"),
}


@dataclass(frozen=True)
class PlanFacts:
    campaigns: int = 1
    campaigns_without_lead: int = 0
    open_tasks: int = 0


def has_campaigns(facts: PlanFacts) -> str | None:
    return None if facts.campaigns else N_("A plan needs at least one campaign before it is published.")


def has_leads(facts: PlanFacts) -> str | None:
    return N_("Every campaign needs its lead department first.") if facts.campaigns_without_lead else None


def is_finished(facts: PlanFacts) -> str | None:
    return N_("Tasks are still open: close, cancel or conclude them first.") if facts.open_tasks else None


STEPS: tuple[Step[PlanFacts], ...] = (
    Step("publish", P.DRAFT, P.PUBLISHED, "plan.edit", N_("Publish plan"), (has_campaigns, has_leads), tone="primary",
         warns=N_("Everybody can read the plan from now on; tasks can be issued.")),
    Step("conclude", P.PUBLISHED, P.CONCLUDED, "plan.edit", N_("Conclude plan"), (is_finished,), tone="danger",
         warns=N_("The plan ends; nothing in it changes any more.")),
)  # fmt: skip

PLAN = Lifecycle("plan", STEPS)
