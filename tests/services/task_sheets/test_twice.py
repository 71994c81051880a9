"""The same rows twice do not double, however they came in and whatever happened to them since."""

from datetime import date

import pytest

from portal.domain.task_lifecycle import TaskState
from portal.services.tasks import drafting, ending, issuing, placing
from portal.services.tasks.access import load_for_change
from tests import sheets
from tests.cast import Cast
from tests.services.task_sheets.sending import row, send, tasks
from tests.services.tasks import drafts

TREE = (row("甲", number="1"), row("乙", number="1.1", lead="", due=""), row("丙", number="1.1.1", lead="配合局"))


def titles() -> list[str]:
    return [task.title for task in tasks()]


def test_the_same_table_again_writes_nothing(cast: Cast) -> None:
    assert send(cast, *TREE).write() == 3
    again = send(cast, *TREE)
    assert again.states == ["known"] * 3
    assert [again.row(at).task_id for at in range(3)] == [task.id for task in tasks()]


def test_only_what_is_new_is_added_below_what_is_there(cast: Cast) -> None:
    send(cast, *TREE).write()
    again = send(cast, *TREE, row("丁", number="1.1.2"))
    assert again.states == ["known", "known", "known", "new"]
    assert again.write() == 1
    above = next(task for task in tasks() if task.title == "乙")
    added = next(task for task in tasks() if task.title == "丁")
    assert (added.parent_id, added.depth, added.position) == (above.id, 2, 2)


def test_a_row_that_stands_twice_in_the_table_is_written_once(cast: Cast) -> None:
    sent = send(cast, row("甲", number="1"), row("甲", number="1"), row("乙", number="1.1"))
    assert sent.states == ["new", "twice", "new"]
    assert sent.row(1).notes[0].values == {"line": 2}
    assert sent.write() == 2
    assert titles() == ["甲", "乙"]


def test_a_draft_that_was_rewritten_is_still_known(cast: Cast) -> None:
    send(cast, *TREE).write()
    for task in tasks():
        entry = drafts.written(title=f"{task.title}（改）", lead="配合局", weight=7)
        drafting.edit_draft(load_for_change(task.id), entry, acting_user=cast.actor("commander"))
    assert send(cast, *TREE).states == ["known"] * 3


def test_a_draft_that_was_deleted_may_come_again(cast: Cast) -> None:
    send(cast, row("甲")).write()
    drafting.delete_draft(load_for_change(tasks()[0].id), acting_user=cast.actor("commander"))
    assert titles() == []
    assert send(cast, row("甲")).write() == 1


def test_what_was_issued_is_known_though_its_group_became_members(cast: Cast) -> None:
    drafts.group(cast)
    rows = [row("甲", responsible="各街道", due="11月底")]
    send(cast, *rows).write()
    issuing.issue(load_for_change(tasks()[0].id), acting_user=cast.actor("commander"))
    assert tasks()[0].state == TaskState.ISSUED
    assert send(cast, *rows).states == ["known"]


def test_a_draft_typed_by_hand_is_known_too(cast: Cast) -> None:
    drafts.drafted(cast, title="清理 低效用地", weight=2)
    typed = row("清理低效用地", responsible="", due="2022-11-30", standard=drafts.STANDARD, quantity="")
    assert send(cast, typed).states == ["known"]


@pytest.mark.parametrize(
    "changed", [{"due": "11月底"}, {"quantity": "26"}, {"weight": "3"}, {"standard": "另一个标准"}, {"start": ""}]
)
def test_a_row_that_says_something_else_is_new_and_remarked_upon(cast: Cast, changed: dict[str, str]) -> None:
    send(cast, row("甲")).write()
    again = send(cast, row("甲", **changed))
    assert again.states == ["new"]
    assert len(again.row(0).notes) == 1


def test_the_same_words_elsewhere_are_another_task(cast: Cast) -> None:
    send(cast, row("甲"), row("乙")).write()
    first, second = tasks()
    for parent in (first, second):
        sent = send(cast, row("丙"), place=placing.below(load_for_change(parent.id)))
        assert sent.write() == 1
    assert titles() == ["甲", "乙", "丙", "丙"]
    assert send(cast, row("丙")).states == ["new"], "at the top it is another one"
    assert send(cast, row("甲"), place=placing.below(load_for_change(first.id))).states == ["new"], "and below itself"
    assert send(cast, row("甲"), role="office", place=placing.at_top(cast.other_campaign)).states == ["new"]


def test_the_same_table_sent_twice_before_either_is_written(cast: Cast) -> None:
    """Both were checked on the same ground: the second looks again before it writes."""
    first, second = send(cast, *TREE), send(cast, *TREE)
    assert second.states == ["new"] * 3
    assert first.write() == 3
    assert second.write() == 0
    assert second.states == ["known"] * 3
    assert titles() == ["甲", "乙", "丙"]


def test_names_that_changed_before_the_writing_are_seen(cast: Cast) -> None:
    sent = send(cast, sheets.GOOD)
    assert sent.states == ["new"]
    cast.other.name, cast.other.short_name = "改名局", "改名局"
    assert sent.write(only_good=True) == 0
    assert sent.sentences(0)[0][0] == "responsible"
    assert titles() == []


def test_drafts_out_of_sight_are_not_told(cast: Cast) -> None:
    """A deputy does not learn what stands among the drafts of another seat."""
    parent = drafts.issued(cast, deputy_seat=1)
    hidden = drafts.below(cast, parent, title="甲", deputy_seat=2, due_on=drafts.DUE)
    assert send(cast, row("甲", due="11月底"), place=placing.below(parent)).row(0).notes
    seen = send(cast, row("甲", due="11月底"), role="deputy", place=placing.below(parent))
    assert (seen.states, seen.row(0).notes, seen.row(0).task_id) == (["new"], [], None)
    assert hidden.id


def test_rules_are_for_what_is_new(cast: Cast) -> None:
    """What is there already stays sound, though today it could not be written any more."""
    rows = [row("甲", number="1", due="11月底", responsible=""), row("乙", number="1.1", lead="配合局", responsible="")]
    send(cast, *rows).write()
    issuing.issue(load_for_change(tasks()[0].id), acting_user=cast.actor("commander"))
    ending.cancel(load_for_change(tasks()[0].id), reason="不再需要", acting_user=cast.actor("commander"))
    cast.other.last_on = date(2022, 6, 30)
    again = send(cast, *rows, row("丙", number="1.2"))
    assert again.states == ["known", "known", "faulty"]
