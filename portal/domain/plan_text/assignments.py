"""Who does it: an assignment's words into roles.

The forms are labels (牵头单位：A), verbs (A牵头，B配合) and names alone.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.domain.plan_text.brackets import split_outside
from portal.domain.plan_text.deadlines import in_cell, limit_of
from portal.domain.plan_text.labels import Role, labels_in
from portal.domain.plan_text.names import Name, looks_like_body, names_of
from portal.domain.plan_text.people import people_of
from portal.domain.plan_text.reading import Piece
from portal.domain.plan_text.stated_rules import MAY_STATE, is_stated_rule
from portal.domain.plan_text.strand import Strand, join

_LEADS = re.compile(
    r"(?:按照?(?:各自)?职责(?:分工)?)?(?:共同|联合|负责|总|分别)?牵头(?:负责|组织|落实|推进|实施|组织实施|抓总|协调|办理|制定|总负责|"
    r"会同|单位|部门)*$|(?:为|作为)牵头(?:单位|部门)$|主办$|主责$|牵头，?$"
)
_DOES = re.compile(
    r"(?:等)?(?:(?:根据|依据|依照|依|按照|按|结合)(?:各自|部门|单位|自身)?)?(?:职责|职能|"
    r"任务)?(?:分工|范围)?(?:分别|共同|协同|联合|具体|积极|密切|做好|主动|配合)*"
    r"(?:负责(?:落实|实施|推进|组织实施|配合|具体落实)?|配合(?:落实|实施|推进|做好)?|协办|协助|"
    r"协同(?:配合|推进|落实)?|参与|参加|落实|组织实施|贯彻落实|实施|承办|抓好落实|推进(?:落实)?|支持|"
    r"指导|组织落实|会办|参加单位)$"
)
_PLAIN_DOES = re.compile(r"(?:分别)?(?:负责|主责)$")
_HELPS = re.compile(r"配合|协办|协助|协同|参与|参加")
_THE_REST = re.compile(r"(?:其余|其他|其它|其后|后面|余下)[^，；。]{0,6}(?:为|是)")
_OPENING_BY = re.compile(
    r"^(?:(?:以上|上述|本项|此项|该项)(?:各项|有关|相关)?(?:任务|工作|措施|内容|事项|目标|项目|举措)?(?:均|分别|统一)?由|由|请)"
)


_PERSON = re.compile(r"[\u4e00-\u9fff]{1,2}某{1,2}|[\u4e00-\u9fff]{2,3}(?:同志)?")  # 甲某牵头: a leader, no department


@dataclass(slots=True)
class Assignment:
    lead: list[Piece] = field(default_factory=list)
    responsible: list[Piece] = field(default_factory=list)
    commander: list[Piece] = field(default_factory=list)
    deputy: list[Piece] = field(default_factory=list)
    minor_commander: list[Piece] = field(default_factory=list)
    deadlines: list[Piece] = field(default_factory=list)
    rules: list[Strand] = field(default_factory=list)
    is_open: bool = False
    says_first_leads: bool = False
    is_labelled: bool = False
    is_by_office: bool = False  # names offices (牵头科室), which count only where no department is named

    @property
    def _names_bodies(self) -> bool:
        return bool(self.lead or self.responsible)

    @property
    def names_anyone(self) -> bool:
        return bool(self.lead or self.responsible or self.commander or self.deputy)

    def merge(self, other: "Assignment") -> None:
        if self.is_by_office is not other.is_by_office and self._names_bodies and other._names_bodies:
            offices = self if self.is_by_office else other
            offices.lead, offices.responsible, offices.is_by_office = [], [], False
        for name in ("lead", "responsible", "commander", "deputy", "deadlines", "rules"):
            getattr(self, name).extend(getattr(other, name))
        self.is_open = self.is_open or other.is_open
        self.is_labelled = self.is_labelled or other.is_labelled
        self.says_first_leads = self.says_first_leads or other.says_first_leads


def assignment_of(strand: Strand) -> Assignment:
    """Whatever names and limits these words hold; they are known to be an assignment."""
    labels = labels_in(strand)
    if not labels:
        return _by_verbs(strand)
    done = _by_verbs(strand.cut(0, labels[0].start)) if labels[0].start > 1 else Assignment()
    done.is_labelled = True
    done.is_by_office = any(label.is_office for label in labels)
    ends = [label.start for label in labels[1:]] + [len(strand)]
    for label, end in zip(labels, ends, strict=True):
        done.says_first_leads = done.says_first_leads or label.says_first_leads
        _add_labelled(done, label.role, strand.cut(label.end, end).strip("，；。、 \n"))
    return done


def _add_labelled(done: Assignment, role: Role, value: Strand) -> None:
    if role in (Role.LEAD, Role.RESPONSIBLE):
        _add_bodies(done, role, value)
    elif role is Role.DEADLINE:
        done.deadlines += [Piece(part.text, part.place) for part in in_cell(value)]
    elif role in (Role.COMMANDER, Role.DEPUTY):
        people = people_of(value)
        (done.commander if role is Role.COMMANDER else done.deputy).extend(people)
        if not people and looks_like_body(value.text.split("、")[0]):
            _add_bodies(done, Role.RESPONSIBLE, value)


def _add_bodies(done: Assignment, role: Role, value: Strand) -> None:
    """Behind a label, too, verbs may tell a lead from the others, and rules and limits may follow."""
    value, rules = without_rules(value)
    done.rules += rules
    if role is Role.RESPONSIBLE and has_verb(value):
        done.merge(_by_verbs(value))
        return
    for group in _groups(value):
        limit = limit_of(group)
        if limit is not None:
            done.deadlines.append(Piece(limit.text, limit.place))
        else:
            _add_names(done, role, _verb_cut(group)[0])


def _add_names(done: Assignment, role: Role, group: Strand) -> None:
    listed = names_of(group)
    done.is_open = done.is_open or listed.is_open
    for name in listed.names:
        if role is Role.LEAD and _PERSON.fullmatch(name.text) and not looks_like_body(name.text):
            done.commander.append(name.piece(0.9))
            continue
        leads = role is Role.LEAD or name.is_marked
        (done.lead if leads else done.responsible).append(name.piece(_sureness(name)))


def _sureness(name: Name) -> float:
    return 1.0 if looks_like_body(name.text) else 0.6


def _by_verbs(strand: Strand) -> Assignment:
    """A、B牵头，C、D配合，年底前: each verb takes the names since the last one."""
    done = Assignment()
    strand, done.rules = without_rules(strand)
    waiting: list[Strand] = []
    plain: list[Piece] | None = None  # those who 负责, should a 配合 follow
    for group in _groups(strand):
        limit = limit_of(group)
        if limit is not None:
            done.deadlines.append(Piece(limit.text, limit.place))
            continue
        names, verb = _verb_cut(group)
        waiting.append(names)
        if verb is None:
            continue
        role = Role.LEAD if _LEADS.search(verb) else Role.RESPONSIBLE
        before = len(done.responsible)
        for part in waiting:
            _add_names(done, role, part)
        waiting = []
        if plain is not None and _HELPS.search(verb) and not done.lead:
            done.lead, done.responsible = plain, done.responsible[before:]
        plain = list(done.responsible) if _PLAIN_DOES.fullmatch(verb) and before == 0 else None
    for part in waiting:
        _add_names(done, Role.RESPONSIBLE, part)
    return done


def _verb_cut(group: Strand) -> tuple[Strand, str | None]:
    """The names, and the verb behind them if there is one."""
    opening = _OPENING_BY.match(group.text)
    start = opening.end() if opening else 0
    text = group.text.rstrip("。；，、 ")
    for pattern in (_LEADS, _DOES):
        match = pattern.search(text, max(start, len(text) - 30))
        if match:
            return group.cut(start, match.start()), match.group()
    return group.cut(start, len(text)), None


def has_verb(strand: Strand) -> bool:
    return any(
        verb is not None and looks_like_body(_last_name(names.text)) for names, verb in map(_verb_cut, _groups(strand))
    )


def says_who_only(strand: Strand) -> bool:
    """Names and their verbs, and not one word of what is to be done."""
    groups = [_verb_cut(group) for group in _groups(strand)]
    if not groups or groups[-1][1] is None or not any(verb for _, verb in groups):
        return False
    listed = [name.text for names, _ in groups for name in names_of(names).names]
    return bool(listed) and all(map(looks_like_body, listed))


def without_limits(strand: Strand) -> Strand | None:
    """The words up to the first time limit; None where a limit stands before everybody."""
    end = len(strand)
    for group in _groups(strand):
        if limit_of(group) is not None:
            end = min(end, group.at[0] - strand.at[0])
            break
    cut = strand.cut(0, end).strip("，；。 ")
    return cut if cut.text else None


def _last_name(text: str) -> str:
    return re.split(r"[、，]", text)[-1].removesuffix("等部门").removesuffix("等单位").removesuffix("等")


def _groups(strand: Strand) -> Iterator[Strand]:
    for start, end in split_outside(strand.text, "，；。"):
        group = strand.cut(start, end).strip()
        if group.text:
            yield group


def without_rules(strand: Strand) -> tuple[Strand, list[Strand]]:
    """Take out what is stated for all that follows: 列第一位的为牵头单位，下同."""
    if not MAY_STATE.search(strand.text):
        return strand, []
    kept: list[Strand] = []
    rules: list[Strand] = []
    cuts = list(split_outside(strand.text, "，；。"))
    follows = False
    for start, end in cuts:
        piece = strand.cut(start, end)
        bracketed = _rule_in_brackets(piece)
        if follows or is_stated_rule(piece.text):
            if bracketed is not None and not follows:
                kept.append(strand.cut(start, start + bracketed))
                rules.append(piece.cut(bracketed))
            else:
                rules.append(piece)
            follows = follows or piece.text.startswith(("以下", "下同", "以上"))
        elif rules and _THE_REST.match(piece.text):
            rules.append(piece)
        else:
            kept.append(piece)
    if not rules:
        return strand, []
    return _rejoined(strand, kept), rules


def _rule_in_brackets(piece: Strand) -> int | None:
    for opener in "〔（[【":
        at = piece.text.rfind(opener)
        if at > 0 and is_stated_rule(piece.text[at:]) and not is_stated_rule(piece.text[:at]):
            return at
    return None


def _rejoined(strand: Strand, kept: list[Strand]) -> Strand:
    parts: list[Strand] = []
    for piece in kept:
        if parts and piece.text:
            parts.append(Strand("，", [piece.at[0]]))
        parts.append(piece)
    return join(parts) if parts else strand.cut(0, 0)
