"""What the first page shows of findings: those that wait for a step of this reader."""

from portal.policy import Actor


def sections(actor: Actor) -> list[object]:
    return []
