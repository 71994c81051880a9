"""The tree of a campaign, branch by branch."""

import pytest

from portal.errors import Missing
from portal.models import Task
from portal.services.tasks import tree
from tests import factories
from tests.cast import Cast
from tests.queries import count_queries
from tests.services.tasks import drafts


def titles(branch: tree.Branch) -> list[str]:
    return [one.task.title for one in branch.rows]


def many(cast: Cast, parent: Task | None, count: int) -> list[Task]:
    return [
        factories.draft(cast.campaign, creator=cast.user("office"), lead=cast.lead, parent=parent, title=f"第{at}项")
        for at in range(count)
    ]


def test_tops_and_children_come_in_the_order_of_the_plan(cast: Cast) -> None:
    top = drafts.in_progress(cast, title="上")
    for title in ("甲", "乙"):
        drafts.below(cast, top, title=title)
    actor = cast.actor("commander")
    assert titles(tree.list_branch(cast.campaign.id, None, acting_user=actor)) == ["上"]
    assert titles(tree.list_branch(cast.campaign.id, top.id, acting_user=actor)) == ["甲", "乙"]
    found = tree.list_branches([top.id, 2**31 - 1], acting_user=actor)
    assert {parent: titles(branch) for parent, branch in found.items()} == {top.id: ["甲", "乙"]}


def test_drafts_are_seen_only_by_those_who_work_on_them(cast: Cast) -> None:
    top = drafts.in_progress(cast)
    drafts.below(cast, top, title="草稿")
    for role, seen in (("commander", ["草稿"]), ("office", ["草稿"]), ("lead_head", []), ("other_commander", [])):
        assert titles(tree.list_branch(cast.campaign.id, top.id, acting_user=cast.actor(role))) == seen


def test_a_long_branch_goes_on_by_its_key(cast: Cast) -> None:
    many(cast, None, tree.PAGE + 3)
    actor = cast.actor("office")
    first = tree.list_branch(cast.campaign.id, None, acting_user=actor)
    assert (len(first.rows), first.rows[0].task.title) == (tree.PAGE, "第0项")
    rest = tree.list_branch(cast.campaign.id, None, acting_user=actor, after=first.next_key)
    assert (titles(rest), rest.next_key) == ([f"第{tree.PAGE + at}项" for at in range(3)], "")


def test_several_open_branches_cost_one_query(cast: Cast) -> None:
    tops = many(cast, None, 6)
    for top in tops:
        many(cast, top, 2)
    actor = cast.actor("office")
    tree.list_branches([tops[0].id], acting_user=actor)
    with count_queries() as few:
        tree.list_branches([tops[0].id], acting_user=actor)
    with count_queries() as all_of_them:
        found = tree.list_branches([top.id for top in tops], acting_user=actor)
    assert len(few) == len(all_of_them)
    assert [len(branch.rows) for branch in found.values()] == [2] * 6


def test_worst_first_goes_across_the_levels(cast: Cast) -> None:
    top = drafts.in_progress(cast, title="上")
    below = drafts.below(cast, top, title="下")
    drafts.issuing.issue(below, acting_user=cast.actor("commander"))
    top.red_on, below.red_on = factories.date(2022, 9, 10), factories.date(2022, 8, 1)
    factories.db.session.flush()
    found = tree.list_worst(cast.campaign.id, acting_user=cast.actor("observer"))
    assert titles(found) == ["下", "上"]


def test_a_task_of_another_campaign_is_no_root_here(cast: Cast) -> None:
    top = drafts.in_progress(cast)
    actor = cast.actor("commander")
    assert tree.find_root(cast.campaign.id, top.id, acting_user=actor).task.id == top.id
    with pytest.raises(Missing):
        tree.find_root(cast.other_campaign.id, top.id, acting_user=actor)


def test_the_line_above_a_task_is_told_from_the_top(cast: Cast) -> None:
    top = drafts.in_progress(cast, title="一")
    middle = drafts.below(cast, top, title="二")
    deepest = drafts.below(cast, middle, title="三")
    assert [row.title for row in tree.list_line(deepest.id)] == ["一", "二"]
    assert list(tree.list_line(top.id)) == []


@pytest.mark.parametrize("key", ["x", "1", "1_x", "1_2_3", "-1_5"])
def test_what_is_no_key_is_missing(cast: Cast, key: str) -> None:
    with pytest.raises(Missing):
        tree.list_branch(cast.campaign.id, None, acting_user=cast.actor("office"), after=key)
    with pytest.raises(Missing):
        tree.list_worst(cast.campaign.id, acting_user=cast.actor("office"), after=key)


def test_an_address_may_hold_anything() -> None:
    assert tree.read_ids("12,x,,15,-3,99999999999") == [12, 15]
    assert len(tree.read_ids(",".join(map(str, range(500))))) == tree.MOST_OPEN
