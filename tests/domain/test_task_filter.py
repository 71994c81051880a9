import pytest

from portal.domain.task_filter import TaskFilter, UnknownChoice, read_filter


def test_what_is_not_asked_for_is_open_work_by_due_day() -> None:
    asked = read_filter({})
    assert (asked.shown_state, asked.sort) == ("open", "due")


def test_a_list_of_things_to_do_says_itself_which_states_it_holds() -> None:
    assert read_filter({"todo": "close"}).shown_state == "all"


@pytest.mark.parametrize(
    "query",
    [
        {"state": "lost"},
        {"light": "purple"},
        {"sort": "weight; drop table task"},
        {"sort": "found"},
        {"campaign": "one"},
        {"campaign": "１"},
        {"department": "99999999999999"},
        {"due": "never"},
        {"todo": "everything"},
    ],
)
def test_an_unknown_choice_is_refused_with_a_sentence(query: dict[str, str]) -> None:
    with pytest.raises(UnknownChoice) as refused:
        read_filter(query)
    assert next(iter(query.values()))[:40] in (refused.value.text % refused.value.values)


def test_the_address_holds_every_choice_and_gives_up_the_place() -> None:
    asked = read_filter({"campaign": "3", "state": "closed", "sort": "changed", "after": "2022-09-01_4"})
    assert asked.address() == {"campaign": "3", "state": "closed", "sort": "changed"}
    assert read_filter(asked.address(light="red")) == TaskFilter(
        campaign=3, state="closed", sort="changed", light="red"
    )
