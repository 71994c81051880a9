"""Printed names of departments as their list shows them: what is still open first, each with what it may be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext

from portal.domain.departments import KIND_LABELS, DepartmentKind
from portal.domain.plan_draft import Decision, DecisionKind
from portal.services import plan_readings
from portal.text import N_
from portal.views.plan_import.spot import Spot

PAGE = 40
LONGEST_SHORT_NAME, MOST_GROUPS = 20, 3
K = DepartmentKind
# What a name usually is by its ending; only proposed, and correctable with the department.
ENDINGS: tuple[tuple[DepartmentKind, tuple[str, ...]], ...] = (
    (K.STREET, ("街道", "镇", "乡", "街道办事处")),
    (K.COMPANY, ("公司", "集团", "银行", "供销社")),
    (K.PARK, ("园", "园区", "小镇", "开发区", "功能区")),
    (K.VERTICAL, ("分局", "大队", "支队", "税务局", "海关", "供电所", "分中心")),
    (K.SUPERVISION, ("督查组", "督查室", "督查办")),
    (K.PARTY, ("部", "政法委", "纪委", "党工委", "联络办", "工会", "妇联", "团委")),
    (K.SOCIAL, ("教育局", "民政局", "应急管理局", "社会发展局", "人力社保局", "卫生健康局", "文广旅体局", "司法局")),
)
DECISION_LABELS = {
    DecisionKind.EXISTING: N_("A department that is known"),
    DecisionKind.ALIAS: N_("Another name of a department, to be remembered"),
    DecisionKind.NEW: N_("A new department"),
    DecisionKind.GROUP: N_("A group that is known"),
    DecisionKind.NEW_GROUP: N_("A new group"),
    DecisionKind.IGNORE: N_("Not a department"),
}


@dataclass(frozen=True)
class NameLine:
    """`choices` are one press each: (code, words). `standing` is what counts now, or empty."""

    name: str
    count: int
    standing: str
    is_decided: bool
    is_open: bool
    choices: Sequence[tuple[str, str]]
    open_url: str
    text_url: str
    press_url: str
    say_url: str
    anchor: str


@dataclass(frozen=True)
class NameList:
    lines: Sequence[NameLine]
    unsettled: int
    settled: int
    shows_settled: bool
    unsettled_url: str
    settled_url: str
    next_url: str | None
    rest_url: str


Groups = Sequence[tuple[int, str]]


def list_lines(rows: Sequence[plan_readings.NameRow], names: dict[int, str], groups: Groups, spot: Spot) -> NameList:
    """One page of the names that are still open, or of those that are settled."""
    unsettled = [row for row in rows if not row.is_settled]
    settled = [row for row in rows if row.is_settled]
    asked = any(row.name == spot.name for row in settled)
    shows_settled = spot.which == "answered" or asked or not unsettled
    chosen = settled if shows_settled else unsettled
    at = next((at for at, row in enumerate(chosen) if row.name == spot.name), None)
    start = min(spot.after or 0, len(chosen)) if at is None else at - at % PAGE
    here = spot.at(view="names", item="", do="", question="", part=None)
    lines = [_line(row, start + number, names, groups, here) for number, row in enumerate(chosen[start : start + PAGE])]
    is_more = len(chosen) > start + PAGE
    return NameList(
        lines=lines,
        unsettled=len(unsettled),
        settled=len(settled),
        shows_settled=shows_settled,
        unsettled_url=here.at(which="", name="", after=None).url(),
        settled_url=here.at(which="answered", name="", after=None).url(),
        next_url=here.at(name="", after=start + PAGE).url() if is_more else None,
        rest_url=here.url(action="decide-rest"),
    )


def _line(row: plan_readings.NameRow, number: int, names: dict[int, str], groups: Groups, here: Spot) -> NameLine:
    anchor = f"name-{number}"
    return NameLine(
        name=row.name,
        count=row.count,
        standing=_standing(row, names),
        is_decided=row.decision is not None,
        is_open=row.name == here.name,
        choices=_choices(row, groups),
        open_url=here.at(name="" if row.name == here.name else row.name).url(anchor),
        text_url=here.at(name=row.name, view="text").url(f"in-text-{row.items[0]}" if row.items else ""),
        press_url=here.at(name=row.name).url(action="decide-name"),
        say_url=here.at(name=row.name).url(action="say-name"),
        anchor=anchor,
    )


def _standing(row: plan_readings.NameRow, names: dict[int, str]) -> str:
    """What a name counts as now, in words."""
    decision = row.decision
    if decision is not None:
        name = names.get(decision.id or 0, row.match.label if row.match else "")
        return str(gettext(STANDING[decision.kind], name=name, kind=_kind(decision)))
    if row.match is not None and row.is_settled:
        return str(gettext(HOW.get(row.match.how, N_("%(name)s")), name=row.match.label))
    return ""


STANDING = {
    DecisionKind.EXISTING: N_("is %(name)s"),
    DecisionKind.ALIAS: N_("another name of %(name)s"),
    DecisionKind.NEW: N_("a new department (%(kind)s)"),
    DecisionKind.GROUP: N_("a known group"),
    DecisionKind.NEW_GROUP: N_("a new group"),
    DecisionKind.IGNORE: N_("not a department"),
}
HOW = {
    "name": N_("%(name)s"),
    "short_name": N_("%(name)s, by its short name"),
    "alias": N_("%(name)s, by another name"),
    "elided": N_("%(name)s, with its beginning left out"),
    "group": N_("the group %(name)s"),
}


def _kind(decision: Decision) -> str:
    return str(gettext(KIND_LABELS[decision.department_kind])) if decision.department_kind else ""


def _choices(row: plan_readings.NameRow, groups: Groups) -> list[tuple[str, str]]:
    """What may be pressed at once: the candidates, then new, then nothing."""
    found = []
    for one in [*([row.match] if row.match else []), *row.candidates]:
        if one.department_id is not None:
            found.append((f"alias:{one.department_id}", gettext("Another name of %(name)s", name=one.label)))
        elif one.group_id is not None:
            found.append((f"group:{one.group_id}", gettext("The group %(name)s", name=one.label)))
    if row.is_collective:
        found += [
            (f"group:{number}", gettext("The group %(name)s", name=name)) for number, name in groups[:MOST_GROUPS]
        ]
    else:
        kind = kind_by_ending(row.name)
        found.append((f"new:{kind.value}", gettext("New: %(kind)s", kind=gettext(KIND_LABELS[kind]))))
    found.append(("ignore:", gettext("Not a department")))
    return list(dict.fromkeys(found))


def kind_by_ending(name: str) -> DepartmentKind:
    bare = name.partition("（")[0]
    return next((kind for kind, endings in ENDINGS if bare.endswith(endings)), DepartmentKind.ECONOMIC)


def likely_decision(row: plan_readings.NameRow, names: Mapping[int, str]) -> Decision:
    """What the form of a name begins with: a collective name of streets has them as members."""
    if not row.is_collective:
        return new_department(row.name, kind_by_ending(row.name))
    streets = [number for number, name in names.items() if kind_by_ending(name) is K.STREET]
    is_of_streets = any(word in row.name for word in ("街道", "镇", "乡"))
    return Decision(DecisionKind.NEW_GROUP, members=tuple(streets) if is_of_streets else ())


def pressed_decision(code: str, name: str) -> Decision | None:
    """What a pressed choice decides; a code that is none takes the decision back."""
    kind, _, detail = code.partition(":")
    number = int(detail) if detail.isascii() and detail.isdigit() and len(detail) < 10 else None
    if kind in ("alias", "existing", "group") and number is not None:
        return Decision(DecisionKind(kind), number)
    if kind == "new" and detail in set(DepartmentKind):
        return new_department(name, DepartmentKind(detail))
    return Decision(DecisionKind.IGNORE) if kind == "ignore" else None


def new_department(name: str, kind: DepartmentKind) -> Decision:
    return Decision(DecisionKind.NEW, department_kind=kind, short_name=name.partition("（")[0][:LONGEST_SHORT_NAME])
