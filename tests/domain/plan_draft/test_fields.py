"""Correcting a field: it is checked, kept, and marked as a person's word."""

import pytest

from portal.domain.plan_draft import ItemKind, set_field
from portal.errors import Invalid
from tests.domain.plan_draft.drafts import campaigns, find, items

T, M = ItemKind.TASK, ItemKind.TARGET


def test_a_corrected_field_keeps_its_place_and_is_marked() -> None:
    task = find(items(), "新建第二小学", T)
    done = find(set_field(items(), task.id, "title", "建好第二小学"), "建好第二小学", T)
    field = done.fields["title"]
    assert (field.is_corrected, field.sure, field.place) == (True, 1.0, task.fields["title"].place)


@pytest.mark.parametrize(
    ("item", "field", "typed", "kept"),
    [
        ("", "ends_on", "2022-11-30", "2022-11-30"),
        ("新建第二小学", "due_on", "9月底", "2022-09-30"),
        ("新建第二小学", "due_on", "", ""),
        ("新增学位", "guaranteed", "1,000个", "1000"),
        ("新增学位", "stretch", " 1200.50 ", "1200.5"),
        ("新增学位", "kind", "amount", "amount"),
    ],
)
def test_values_are_understood_as_people_write_them(item: str, field: str, typed: str, kept: str) -> None:
    draft = items()
    item_id = find(draft, item).id if item else ""
    done = set_field(draft, item_id, field, typed)
    fields = done.head if not item else next(one for one in done.items if one.id == item_id).fields
    assert fields[field].value == kept


@pytest.mark.parametrize(
    ("title", "field", "typed", "at"),
    [
        ("新建第二小学", "due_on", "下辈子", "due_on"),
        ("新建第二小学", "title", "  ", "title"),
        ("新建第二小学", "title", "长" * 201, "title"),
        ("新建第二小学", "lead", "甲局、乙局", "lead"),
        ("新建第二小学", "metric", "甲", "metric"),
        ("新增学位", "guaranteed", "很多", "guaranteed"),
        ("新增学位", "guaranteed", "1.23456", "guaranteed"),
        ("新增学位", "kind", "wish", "kind"),
        ("", "guaranteed", "1", "guaranteed"),
        ("", "title", "", "title"),
    ],
)
def test_what_cannot_be_accepted_is_refused_at_its_field(title: str, field: str, typed: str, at: str) -> None:
    draft = items()
    with pytest.raises(Invalid) as refused:
        set_field(draft, find(draft, title).id if title else "", field, typed)
    assert refused.value.field == at


def test_a_new_lead_is_no_longer_responsible_and_the_printed_place_stays() -> None:
    task = find(items(), "新建第二小学", T)
    done = find(set_field(items(), task.id, "lead", "财政局"), "新建第二小学", T)
    assert [one.name for one in done.lead] == ["财政局"]
    assert [one.name for one in done.responsible] == ["规划建设局"]
    assert done.lead[0].place == task.responsible[1].place


def test_typed_names_replace_the_list_and_brackets_belong_to_a_name() -> None:
    campaign = find(campaigns(), "招商引才攻坚年")
    done = find(set_field(campaigns(), campaign.id, "responsible", "组织部（区人才办）、新设局"), "招商引才攻坚年")
    assert [(one.name, one.is_corrected) for one in done.responsible] == [
        ("组织部（区人才办）", True),
        ("新设局", True),
    ]
    assert done.responsible[0].place is not None
    assert done.responsible[1].place is None


def test_a_missing_item_is_a_sentence() -> None:
    with pytest.raises(Invalid):
        set_field(items(), "t999", "title", "甲")


def test_characters_that_nobody_sees_are_left_out() -> None:
    task = find(items(), "新建第二小学", T)
    assert find(set_field(items(), task.id, "title", "建好\0\u200b小学"), "建好", T).value("title") == "建好小学"
