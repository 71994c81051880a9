"""Where somebody is in a review: all of it stands in the address, so that every press leads back to the same place."""

from dataclasses import dataclass, replace
from typing import Self
from urllib.parse import urlencode

from flask import request

from portal.views.addresses import number_or_none

BASE = "/plans/import"
HEAD = "head"
OVERALL = "overall"
VIEWS = ("text", "questions", "names", "plan", "people")
DOINGS = ("add", "split", "move")


@dataclass(frozen=True)
class Spot:
    """`view` is what stands beside the paper; `part` a page of a long paper; `after` how many rows were passed."""

    reading_id: int
    view: str = ""
    item: str = ""
    campaign: str = ""
    do: str = ""
    name: str = ""
    question: str = ""
    which: str = ""
    part: int | None = None
    after: int | None = None

    @classmethod
    def of_address(cls, reading_id: int) -> Self:
        """Nonsense in the address is nothing."""
        args = request.args
        view, do = args.get("view", ""), args.get("do", "")
        return cls(
            reading_id,
            view=view if view in VIEWS else "",
            item=args.get("item", "")[:20],
            campaign=args.get("campaign", "")[:20],
            do=do if do in DOINGS else "",
            name=args.get("name", "")[:200],
            question=args.get("question", "")[:80],
            which="answered" if args.get("which") == "answered" else "",
            part=number_or_none(args.get("part")),
            after=number_or_none(args.get("after")),
        )

    def at(self, **changed: object) -> Self:
        return replace(self, **changed)  # type: ignore[arg-type]

    def url(self, anchor: str = "", action: str = "") -> str:
        kept = {
            name: value
            for name in ("view", "item", "campaign", "do", "name", "question", "which", "part", "after")
            if (value := getattr(self, name))
        }
        address = f"{BASE}/{self.reading_id}{'/' + action if action else ''}"
        query = f"?{urlencode(kept)}" if kept else ""
        return f"{address}{query}{'#' + anchor if anchor else ''}"

    def item_url(self, item_id: str) -> str:
        """An item opened in the plan."""
        return Spot(self.reading_id, "plan", item_id or HEAD).url(f"item-{item_id or HEAD}")

    def text_url(self, item_id: str) -> str:
        """The words of an item in the paper; on a phone the paper takes the place of the plan."""
        return Spot(self.reading_id, "text", item_id or HEAD).url(f"in-text-{item_id or HEAD}")

    def question_url(self, question_id: str) -> str:
        return Spot(self.reading_id, "questions", question=question_id).url(f"question-{question_id}")
