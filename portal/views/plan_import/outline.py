"""The right side of a review: the head, the campaigns, and the items of the one that is open."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from portal.domain import plan_draft
from portal.domain.plan_draft import Draft, Field, Item, ItemKind, Named
from portal.views.plan_import.paper import UNSURE
from portal.views.plan_import.spot import HEAD, OVERALL, Spot

PAGE = 150
Children = Mapping[str, Sequence[Item]]


@dataclass(frozen=True)
class Row:
    """A line of the outline. `marks` are short words about it: proposed, corrected, doubtful."""

    id: str
    kind: str
    title: str
    detail: str
    url: str
    text_url: str
    level: int
    is_open: bool
    is_dropped: bool
    is_doubtful: bool
    is_proposed: bool
    questions: int


@dataclass(frozen=True)
class Page:
    """Some rows of a campaign, and where the others are."""

    rows: Sequence[Row]
    before_url: str | None = None
    behind_url: str | None = None


@dataclass(frozen=True)
class Chapter:
    """A campaign, or what stands beside the campaigns. `own` is the line of the campaign itself."""

    id: str
    title: str
    counts: str
    url: str
    is_open: bool
    own: Row | None
    page: Page


class Outline:
    """Built once for a page: who lies below whom, how many questions hang on each."""

    def __init__(self, draft: Draft, spot: Spot) -> None:
        self._draft, self._spot = draft, spot
        below: dict[str, list[Item]] = defaultdict(list)
        for item in draft.items:
            below[item.parent].append(item)
        self._below: Children = below
        self._by_id = {item.id: item for item in draft.items}
        self._asked: dict[str, int] = defaultdict(int)
        for question in plan_draft.open_questions(draft):
            for item_id in question.items:
                self._asked[item_id] += 1

    def chapters(self) -> list[Chapter]:
        tops = self._below.get("", [])
        campaigns = [item for item in tops if item.kind is ItemKind.CAMPAIGN]
        beside = [item for item in tops if item.kind is not ItemKind.CAMPAIGN]
        chosen = self.open_chapter(campaigns)
        found = [self._chapter(one.id, one, self._below.get(one.id, []), chosen) for one in campaigns]
        return [self._chapter(OVERALL, None, beside, chosen), *found] if beside else found

    def open_chapter(self, campaigns: Sequence[Item]) -> str:
        """The campaign of the open item, the one in the address, or the first."""
        item = self._by_id.get(self._spot.item)
        if item is not None:
            top = self._top(item)
            return top.id if top.kind is ItemKind.CAMPAIGN else OVERALL
        if self._spot.campaign in {OVERALL, "none"} or self._spot.campaign in self._by_id:
            return self._spot.campaign
        return campaigns[0].id if campaigns else OVERALL

    def _top(self, item: Item) -> Item:
        while item.parent in self._by_id:
            item = self._by_id[item.parent]
        return item

    def _chapter(self, chapter_id: str, campaign: Item | None, items: Sequence[Item], chosen: str) -> Chapter:
        is_open = chosen == chapter_id
        here = Spot(self._spot.reading_id, "plan", campaign="none" if is_open else chapter_id)
        return Chapter(
            id=chapter_id,
            title=plan_draft.title_of(campaign) if campaign else gettext("Targets of the whole plan"),
            counts=self._counts(items),
            url=here.url(f"chapter-{chapter_id}"),
            is_open=is_open,
            own=self._row(campaign, 0) if campaign else None,
            page=self._page(chapter_id, items) if is_open else Page([]),
        )

    def _page(self, chapter_id: str, items: Sequence[Item]) -> Page:
        """The rows around the open item, or those the address asks for; a long campaign is turned over like pages."""
        lines = list(self._lines(items, 0))
        at = next((at for at, (item, _) in enumerate(lines) if item.id == self._spot.item), self._spot.after or 0)
        start = min(at, max(len(lines) - 1, 0)) // PAGE * PAGE
        here = Spot(self._spot.reading_id, "plan", campaign=chapter_id)
        anchor = f"chapter-{chapter_id}"
        return Page(
            [self._row(item, level) for item, level in lines[start : start + PAGE]],
            here.at(after=start - PAGE).url(anchor) if start else None,
            here.at(after=start + PAGE).url(anchor) if len(lines) > start + PAGE else None,
        )

    def _counts(self, items: Sequence[Item]) -> str:
        tasks = targets = 0
        for item in self._all(items):
            tasks += item.kind is ItemKind.TASK and not item.is_dropped
            targets += item.kind is ItemKind.TARGET and not item.is_dropped
        return str(gettext("%(tasks)s tasks, %(targets)s targets", tasks=tasks, targets=targets))

    def _all(self, items: Sequence[Item]) -> Iterator[Item]:
        for item in items:
            yield item
            yield from self._all(self._below.get(item.id, []))

    def _lines(self, items: Sequence[Item], level: int) -> Iterator[tuple[Item, int]]:
        for item in items:
            yield item, level
            yield from self._lines(self._below.get(item.id, []), min(level + 1, 4))

    def _row(self, item: Item, level: int) -> Row:
        is_open = item.id == self._spot.item
        is_campaign = item.kind is ItemKind.CAMPAIGN
        closed = Spot(self._spot.reading_id, "plan", campaign=self._top(item).id).url(f"item-{item.id}")
        return Row(
            id=item.id,
            kind=item.kind.value,
            title=gettext("Lead, departments and commanders") if is_campaign else plan_draft.title_of(item),
            detail=detail_of(item),
            url=closed if is_open else self._spot.item_url(item.id),
            text_url=self._spot.text_url(item.id),
            level=level,
            is_open=is_open,
            is_dropped=item.is_dropped,
            is_doubtful=is_doubtful(item),
            is_proposed=item.is_proposed,
            questions=self._asked.get(item.id, 0),
        )

    def head(self) -> Row:
        fields = self._draft.head
        is_open = self._spot.item == HEAD
        shown = (_value(fields, name) for name in ("document_number", "issuer"))
        days = " – ".join(filter(None, (_value(fields, "starts_on"), _value(fields, "ends_on"))))
        return Row(
            id=HEAD,
            kind=HEAD,
            title=_value(fields, "title") or gettext("Without a title"),
            detail=" · ".join(filter(None, [*shown, days])),
            url=Spot(self._spot.reading_id, "plan").url() if is_open else self._spot.item_url(HEAD),
            text_url=self._spot.text_url(HEAD),
            level=0,
            is_open=is_open,
            is_dropped=False,
            is_doubtful=any(one.sure < UNSURE and not one.is_corrected for one in fields.values() if one.value),
            is_proposed=False,
            questions=0,
        )


def _value(fields: Mapping[str, Field], name: str) -> str:
    return fields[name].value if name in fields else ""


def is_doubtful(item: Item) -> bool:
    """Whether something printed was read unsurely and nobody has looked at it; a proposal is nothing more anyway."""
    if item.is_proposed:
        return False
    fields = [one for one in item.fields.values() if one.place is not None]
    read: list[Field | Named] = [*fields, *item.lead, *item.responsible, *item.commander, *item.deputies]
    return any(one.sure < UNSURE and not one.is_corrected for one in read)


def detail_of(item: Item) -> str:
    """The line below a title: who leads, who takes part, until when; or the values."""
    if item.kind is ItemKind.TARGET:
        return _values_of(item)
    lead = "、".join(one.name for one in item.lead)
    return " · ".join(
        filter(
            None,
            (
                gettext("Lead %(name)s", name=lead) if lead else gettext("no lead"),
                gettext("%(count)s responsible", count=len(item.responsible)) if item.responsible else "",
                gettext("Commander %(name)s", name=item.commander[0].name)
                if item.kind is ItemKind.CAMPAIGN and item.commander
                else "",
                gettext("due %(day)s", day=item.value("due_on")) if item.value("due_on") else "",
            ),
        )
    )


SIGNS = {">=": "≥ ", "<=": "≤ ", "=": ""}


def _values_of(item: Item) -> str:
    sign = SIGNS.get(item.value("comparator"), "")
    unit = item.value("unit")
    shown = [
        f"{gettext(label)} {sign}{item.value(name)} {unit}".strip()
        for name, label in (("guaranteed", "Guaranteed"), ("stretch", "Stretch"))
        if item.value(name)
    ]
    return " · ".join(shown) or gettext("no number")
