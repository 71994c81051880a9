"""What a revised notice says otherwise of itself: title, number, issuer, dates, and the days the plan runs."""

from collections.abc import Iterator, Mapping

from portal.domain.plan_draft.draft import Field
from portal.domain.plan_draft.similarity import bare_text
from portal.domain.plan_draft.standing import HEAD, Change, Delta

COMPARED = ("title", "document_number", "issuer", "issued_on", "printed_on", "starts_on", "ends_on")
_WORDS = frozenset({"title", "issuer"})


def compare_head(
    head: Mapping[str, Field], standing: Mapping[str, str], earlier: Mapping[str, Field], plan_id: int
) -> Iterator[Delta]:
    """`standing` is what the plan says now. What the notice before it printed as well is nothing new."""
    for name in COMPARED:
        new, old = head.get(name, Field()).value, standing.get(name, "")
        said_before = earlier.get(name, Field()).value
        if new and not _is_same(name, new, old) and not _is_same(name, new, said_before):
            yield Delta(Change.CHANGED, HEAD, "", plan_id, standing.get("title", ""), name, old, new)


def _is_same(name: str, one: str, other: str) -> bool:
    return bare_text(one) == bare_text(other) if name in _WORDS else one == other
