"""A plan that stands, in the words a draft is compared in; and what a comparison says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Literal

from portal.domain.plan_draft.draft import Field, Item, ItemKind

HEAD: Final = "head"  # the plan itself, as its notice's head tells of it
What = ItemKind | Literal["head"]


@dataclass(frozen=True, slots=True)
class Standing:
    """A campaign, task or target of a plan. `campaign_id` is where it lies (its own id for a campaign, None plan-wide).

    `printed` is what the paper said of it when it came, `words` its clause; both are missing where it was typed.
    `values` are the fields as they stand now, departments as their names joined with 、.
    """

    id: int
    kind: ItemKind
    title: str
    campaign_id: int | None
    values: Mapping[str, str]
    words: str = ""
    printed: Item | None = None
    is_second_mention: bool = False
    is_compared: bool = True  # what was added by hand since, or has ended, is not gone when a paper does not name it


@dataclass(frozen=True, slots=True)
class Paper:
    """A notice: its draft's items with the text their places point into, and names as the portal calls them.

    `members` are the departments of groups: an issued task has them where the paper has the group.
    """

    text: str
    items: tuple[Item, ...]
    names: Mapping[str, str] = field(default_factory=dict)  # printed → the portal's; "" where it is nothing
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    head: Mapping[str, Field] = field(default_factory=dict)


class Change(StrEnum):
    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Delta:
    """One thing that is different. `item` is the draft's, `object_id` the plan's; one of them may be missing."""

    change: Change
    what: What
    item: str
    object_id: int | None
    title: str
    field: str = ""
    old: str = ""
    new: str = ""

    @property
    def key(self) -> str:
        return f"{self.change}:{self.what}:{self.item}:{self.object_id or ''}:{self.field}"
