"""A draft as plain values for JSON, and back."""

from collections.abc import Mapping, Sequence
from typing import Any

from portal.domain.departments import DepartmentKind
from portal.domain.plan_draft.draft import Decision, DecisionKind, Draft, Field, Item, ItemKind, Named, Question
from portal.domain.plan_draft.origins import origin_of
from portal.domain.plan_text.reading import Place, QuestionKind

Plain = dict[str, Any]
_LISTS = ("lead", "responsible", "commander", "deputies")
_WORDS = ("id", "parent", "number", "section", "whole", "twin", "task", "is_dropped", "is_proposed", "origin")


def to_plain(draft: Draft) -> Plain:
    return {
        "head": _fields(draft.head),
        "items": [_item(item) for item in draft.items],
        "questions": [_question(one) for one in draft.questions],
        "decisions": {name: _decision(one) for name, one in draft.decisions.items()},
        "people": dict(draft.people),
        "next": draft.next,
    }


def from_plain(plain: Mapping[str, Any]) -> Draft:
    return Draft(
        head=_fields_from(plain["head"]),
        items=tuple(_item_from(one) for one in plain["items"]),
        questions=tuple(_question_from(one) for one in plain["questions"]),
        decisions={name: _decision_from(one) for name, one in plain["decisions"].items()},
        people=dict(plain["people"]),
        next=plain["next"],
    )


def _fields(fields: Mapping[str, Field]) -> Plain:
    return {
        name: {
            "value": one.value,
            "place": _place(one.place),
            "sure": one.sure,
            "is_corrected": one.is_corrected,
        }
        for name, one in fields.items()
    }


def _fields_from(plain: Mapping[str, Any]) -> dict[str, Field]:
    return {
        name: Field(one["value"], _place_from(one["place"]), one["sure"], one["is_corrected"])
        for name, one in plain.items()
    }


def _item(item: Item) -> Plain:
    return {
        **{name: getattr(item, name) for name in _WORDS},
        "kind": item.kind.value,
        "place": _place(item.place),
        "fields": _fields(item.fields),
        **{name: [_named(one) for one in getattr(item, name)] for name in _LISTS},
    }


def _item_from(plain: Mapping[str, Any]) -> Item:
    lead, responsible, commander, deputies = (tuple(_named_from(one) for one in plain[name]) for name in _LISTS)
    return Item(
        kind=ItemKind(plain["kind"]),
        place=_place_from(plain["place"]),
        fields=_fields_from(plain["fields"]),
        lead=lead,
        responsible=responsible,
        commander=commander,
        deputies=deputies,
        **(
            {"origin": origin_of(plain["kind"], plain["place"])}
            | {name: plain[name] for name in _WORDS if name in plain}
        ),
    )


def _named(one: Named) -> Plain:
    return {
        "name": one.name,
        "place": _place(one.place),
        "sure": one.sure,
        "is_joint": one.is_joint,
        "is_corrected": one.is_corrected,
    }


def _named_from(plain: Mapping[str, Any]) -> Named:
    place = _place_from(plain["place"])
    return Named(plain["name"], place, plain["sure"], plain["is_joint"], plain["is_corrected"])


def _question(one: Question) -> Plain:
    return {
        "id": one.id,
        "kind": one.kind.value,
        "message": one.message,
        "values": dict(one.values),
        "place": _place(one.place),
        "answers": list(one.answers),
        "items": list(one.items),
        "answer": one.answer,
        "before": [_item(item) for item in one.before],
        "gone_by": one.gone_by,
        "is_blocking": one.is_blocking,
        "takes_text": one.takes_text,
    }


def _question_from(plain: Mapping[str, Any]) -> Question:
    return Question(
        id=plain["id"],
        kind=QuestionKind(plain["kind"]),
        message=plain["message"],
        values=dict(plain["values"]),
        place=Place(*plain["place"]),
        answers=tuple(plain["answers"]),
        items=tuple(plain["items"]),
        answer=plain["answer"],
        before=tuple(_item_from(item) for item in plain["before"]),
        gone_by=plain.get("gone_by", ""),
    )


def _decision(one: Decision) -> Plain:
    return {
        "as": one.kind.value,
        "id": one.id,
        "kind": one.department_kind.value if one.department_kind else None,
        "short_name": one.short_name,
        "members": list(one.members),
    }


def _decision_from(plain: Mapping[str, Any]) -> Decision:
    kind = DepartmentKind(plain["kind"]) if plain["kind"] else None
    return Decision(DecisionKind(plain["as"]), plain["id"], kind, plain["short_name"], tuple(plain["members"]))


def _place(place: Place | None) -> list[int] | None:
    return list(place) if place is not None else None


def _place_from(plain: Sequence[int] | None) -> Place | None:
    return Place(*plain) if plain is not None else None
