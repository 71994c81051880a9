"""People printed in the paper: suggestions for appointments, never rights."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext

from portal.domain import plan_draft
from portal.domain.plan_draft import Draft
from portal.domain.posts import POST_LABELS, PostName
from portal.text import N_
from portal.views.plan_import.spot import Spot

POSTS = {
    "commander": POST_LABELS[PostName.COMMANDER],
    "deputy_commander": POST_LABELS[PostName.DEPUTY_COMMANDER],
    "leader": N_("Responsible leader"),
}


@dataclass(frozen=True)
class PersonRow:
    key: str
    name: str
    post: str
    item: str
    item_url: str
    text_url: str
    decision: str
    answer_url: str
    is_leader: bool


def list_people(draft: Draft, spot: Spot) -> Sequence[PersonRow]:
    titles = {item.id: plan_draft.title_of(item) for item in draft.items}
    here = Spot(spot.reading_id, "people")
    return [
        PersonRow(
            key=one.key,
            name=one.name,
            post=gettext(POSTS.get(one.post, one.post)) + (f" {one.seat}" if one.seat else ""),
            item=titles.get(one.item, ""),
            item_url=spot.item_url(one.item),
            text_url=spot.text_url(one.item),
            decision=one.decision,
            answer_url=here.url(action="decide-person"),
            is_leader=one.post == "leader",
        )
        for one in plan_draft.people_of(draft)
    ]
