"""Whatever people do between two answers about the structure: the draft stays a tree and no typed word is lost."""

from contextlib import suppress

from hypothesis import given, settings
from hypothesis import strategies as some

from portal.domain.plan_draft import Draft, PartyRole, left_behind
from portal.errors import Invalid
from tests.domain.plan_draft.drafts import drafted
from tests.domain.plan_draft.test_any_order import MOVES, PICK, require_sound
from tests.domain.plan_draft.test_renewing import MEANT, TEXT, said

ACTS = some.lists(some.tuples(some.sampled_from(sorted({*MOVES} - {"split", "answer"})), PICK, PICK, PICK), max_size=12)


def after(draft: Draft, acts: list[tuple[str, int, int, int]]) -> Draft:
    for name, one, other, at in acts:
        items = draft.items
        with suppress(Invalid):
            draft = MOVES[name](draft, items[one % len(items)].id, items[other % len(items)].id, at)
    return draft


def typed(draft: Draft) -> set[str]:
    """What people wrote, wherever it stands now."""
    question = next(one for one in draft.questions if one.id == MEANT)
    standing = {field.value for item in draft.items for field in item.fields.values() if field.is_corrected}
    names = {one.name for item in draft.items for role in PartyRole for one in item.named(role) if one.is_corrected}
    return standing | names | {name for left in left_behind(draft, question) for name in left.value.split("、")}


@settings(deadline=None, max_examples=80)
@given(ACTS, ACTS, some.lists(some.sampled_from(["Yes", "No"]), min_size=1, max_size=3))
def test_the_draft_stays_sound_and_every_word_is_found(
    first: list[tuple[str, int, int, int]], second: list[tuple[str, int, int, int]], answers: list[str]
) -> None:
    draft = after(drafted(TEXT), first)
    for given_answer in answers:
        before = typed(draft)
        draft = said(draft, given_answer)
        require_sound(draft)
        assert before <= typed(draft)
        draft = after(draft, second)
    require_sound(draft)
