"""The words of one numbered item, parted into what is to be done and who does it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from portal.domain.plan_text import headings
from portal.domain.plan_text.assignments import (
    Assignment,
    assignment_of,
    has_verb,
    says_who_only,
    without_limits,
    without_rules,
)
from portal.domain.plan_text.brackets import Span, depth_after, split_outside, top_level
from portal.domain.plan_text.deadlines import is_limit, without_limit_behind
from portal.domain.plan_text.labels import Label, Role, labels_in
from portal.domain.plan_text.names import looks_like_body, names_of
from portal.domain.plan_text.people_lines import with_continued_people
from portal.domain.plan_text.strand import Strand

_PEOPLE_OR_BODIES = (Role.LEAD, Role.RESPONSIBLE, Role.COMMANDER, Role.DEPUTY)
_LONGEST_ASSIGNMENT = 1500
_LONGEST_HEADING = 40
_LONGEST_SENTENCE = 300
_BY = re.compile(
    r"(?:^|(?<=[。；]))(?:(?:以上|上述|本项|此项|该项)(?:各项|有关|相关)?(?:任务|工作|措施|内容|事项|目标|项目|举措)?"
    r"(?:均|分别|统一)?)?由(?=[^。；]{2,280}[。；]?$)"
)
_OPENS_WITH_WHO = re.compile(r"(?:^|(?<=[。！]))由(?=[^。；]{2,120}?(?:牵头|负责)(?:，|$))")
_NO_LEAD_OF_ITS_OWN = re.compile(r"(?:企业|高校|院校|院所|机构|单位|部门|协会|联盟|主体|学校|医院|团队|专家)$")
_LONGEST_REST = 160
_EDGES = "。，；、 —-●■◆▪►※"
_CLOSES_PAPER = re.compile(r"[。；]?(?:各|以上|上述|本|请|附件|特此|要)")
_BEGINS = "。；！？：”」—"
_OPENED = frozenset(f"{char}（" for char in _BEGINS)
_SHORTEST = 3  # characters in which somebody can be named: most of what is shorter is a mark without words


@dataclass(slots=True)
class Words:
    body: list[Strand] = field(default_factory=list)
    assignment: Assignment = field(default_factory=Assignment)
    places: list[Strand] = field(default_factory=list)  # where the assignments stand
    stands_alone: bool = False  # the assignment has paragraphs of its own

    @property
    def is_assigned(self) -> bool:
        return self.assignment.names_anyone


def segments_of(texts: list[Strand]) -> list[Words]:
    """An item's words; several where several stretches of it carry assignments of their own."""
    if len(texts) == 1 and len(texts[0]) < _SHORTEST:
        words = texts[0].strip(_EDGES)
        return [Words([words] if words.text else [])]
    return _Segments().read(texts)


class _Segments:
    def __init__(self) -> None:
        self.done: list[Words] = [Words()]
        self.pending: list[Strand] = []  # words behind an assignment: of the next one, or closing words

    def read(self, texts: list[Strand]) -> list[Words]:
        for index, text in enumerate(with_continued_people(texts)):
            if index and headings.addresses_readers(text):
                continue
            last = 0
            for start, end in _assignment_spans(text):
                self._keep(text.cut(last, start))
                self._assign(text.cut(start, end), start == 0)
                last = end
                if _OPENS_WITH_WHO.match(text.text, start) and end < len(text):
                    self.done[-1].body.append(text.cut(end).strip("。，；、 "))
                    last = len(text)
            rest = text.cut(last)
            if 0 < last < len(text) and _belongs_to_item(rest):
                self.done[-1].body.append(rest.strip(_EDGES))
            else:
                self._keep(rest)
        self._close()
        return self.done

    def _keep(self, piece: Strand) -> None:
        piece = piece.strip(_EDGES)
        if piece.text:
            (self.pending if self.done[-1].is_assigned else self.done[-1].body).append(piece)

    def _assign(self, place: Strand, stands_alone: bool) -> None:
        begins_anew = _is_complete(self.done[-1]) or any(map(headings.names_a_matter, self.pending))
        if self.pending and begins_anew:
            self.done.append(Words(self.pending))
        else:
            self.done[-1].body += self.pending
        self.pending = []
        words = self.done[-1]
        words.assignment.merge(assignment_of(_inside(place)))
        words.places.append(place)
        words.stands_alone = words.stands_alone or stands_alone

    def _close(self) -> None:
        if not _is_complete(self.done[-1]):
            self.done[-1].body += self.pending


def _belongs_to_item(words: Strand) -> bool:
    """责任部门：A。标准：B: what follows in the same paragraph; a longer stretch closes the paper, not the item."""
    if not words.text.strip(_EDGES):
        return False
    return len(words) <= _LONGEST_REST and not _CLOSES_PAPER.match(words.text)


def _is_complete(found: Words) -> bool:
    """Was more than a heading said before the assignment?"""
    if not found.stands_alone and found.body:
        return True
    return sum(len(piece) for piece in found.body) > _LONGEST_HEADING or any(
        char in piece.text for piece in found.body for char in "，。；"
    )


def _inside(piece: Strand) -> Strand:
    spans = top_level(piece.text)
    if spans and spans[0].start == 0 and spans[0].end >= len(piece.text.rstrip("。；，")):
        return piece.cut(1, spans[0].end - 1)
    return piece.strip("（") if not spans else piece


def _assignment_spans(text: Strand) -> list[Span]:
    brackets = [span for span in top_level(text.text) if _is_assignment(text, span)]
    labels = labels_in(text)
    label = _first_label(text, brackets, labels)
    if label is None:
        return brackets or list(_closing_sentence(text)) or list(_opening_clauses(text))
    end = _label_end(text, max(one.end for one in labels))
    return [*(span for span in brackets if span.end <= label), Span(label, end)]


def _closing_sentence(text: Strand) -> Iterator[Span]:
    """以上任务由A牵头，B配合: the last sentence of an item, of nothing but names and what they do."""
    if "由" not in text.text[-_LONGEST_SENTENCE:]:
        yield from _closing_names(text)
        return
    match = _BY.search(text.text, max(0, len(text) - _LONGEST_SENTENCE))
    if match and says_who_only(without_limit_behind(text.cut(match.end(), len(text.text.rstrip("。；"))))):
        yield Span(match.start(), len(text))


def _closing_names(text: Strand) -> Iterator[Span]:
    """…。A牵头负责，B参与。 as the last sentence: said of nobody but departments."""
    body = text.text.rstrip("。；")
    start = max(body.rfind("。"), body.rfind("；")) + 1
    if not 0 < start < len(body) or len(body) - start > _LONGEST_SENTENCE:
        return
    words = without_limits(text.cut(start, len(body)))
    if words is None or not says_who_only(words):
        return
    named = assignment_of(words)
    first = [*named.lead, *named.responsible][:1]
    if first and not _NO_LEAD_OF_ITS_OWN.search(first[0].text):
        yield Span(start, len(text))


def _opening_clauses(text: Strand) -> Iterator[Span]:
    """由A牵头，B配合，完成…: who does it, before what is to be done, in one sentence."""
    match = _OPENS_WITH_WHO.search(text.text, 0, _LONGEST_SENTENCE) if "由" in text.text[:_LONGEST_SENTENCE] else None
    if match is None:
        return
    end = match.end()
    for piece in split_outside(text.text[match.end() : match.end() + _LONGEST_SENTENCE], "，。；"):
        upto = match.end() + piece.end
        if not says_who_only(text.cut(match.end(), upto)):
            break
        end = upto
    named = assignment_of(text.cut(match.start(), end))
    first = [*named.lead, *named.responsible]
    if end > match.end() and not any(_NO_LEAD_OF_ITS_OWN.search(piece.text) for piece in (named.lead or first[:1])):
        yield Span(match.start(), end)


def _first_label(text: Strand, brackets: list[Span], labels: list[Label]) -> int | None:
    """Labels without brackets, or in one never closed: at a paragraph's head or behind a full stop, to its end."""
    for label in labels:
        if label.role in _PEOPLE_OR_BODIES and _opens_for_good(text, label.start - 1):
            return label.start - 1
        begins = label.start == 0 or text.text[label.start - 1] in _BEGINS or text.gap_before(label.start)
        counts = label.role in _PEOPLE_OR_BODIES or (label.role is Role.DEADLINE and label.start == 0)
        if counts and begins and not any(span.start <= label.start < span.end for span in brackets):
            return label.start
    return None


def _opens_for_good(text: Strand, at: int) -> bool:
    """…。（责任单位：A, and the paragraph ends before the bracket does."""
    if at < 1 or len(text) - at > _LONGEST_ASSIGNMENT or text.text[at - 1 : at + 1] not in _OPENED:
        return False
    return depth_after(text.text[at:]) > 0 and "）" not in text.text[at:].rstrip("。")[-1:]


def _label_end(text: Strand, last: int) -> int:
    """Behind the last label's list the item may go on in prose."""
    for piece in split_outside(text.text[last:], "。"):
        return last + piece.end + 1 if last + piece.end < len(text) else len(text)
    return len(text)


def _is_assignment(text: Strand, span: Span) -> bool:
    if span.end - span.start > _LONGEST_ASSIGNMENT or span.end - span.start < 4:
        return False
    inside = text.cut(span.start + 1, span.end - 1)
    if not _closes_clause(text, span):
        return False
    labels = [label for label in labels_in(inside) if label.role in _PEOPLE_OR_BODIES]
    if labels and labels[0].start <= 60:
        return True
    inside, _ = without_rules(inside)
    closes = _closes_item(text, span) or _closes_heading(text, span)
    return has_verb(inside) or (closes and _is_only_names(inside))


def _closes_heading(text: Strand, span: Span) -> bool:
    """宣传教育（A、B）：…: behind the first few words of an item, which are no name themselves."""
    heading = text.text[: span.start]
    if not 2 <= len(heading) <= _LONGEST_HEADING or text.text[span.end : span.end + 1] not in ("：", "。"):
        return False
    return (
        not any(char in heading for char in "，。；：、") and not looks_like_body(heading) and len(text) > span.end + 1
    )


def _closes_clause(text: Strand, span: Span) -> bool:
    """A bracket in the middle of a sentence explains a word of it and assigns nothing."""
    before = text.text[span.start - 1] if span.start else "。"
    after = text.text[span.end : span.end + 1]
    return before in "。；！？" or after == "" or not (after == "，" or after.isalnum())


def _closes_item(text: Strand, span: Span) -> bool:
    before = text.text[span.start - 1] if span.start else "。"
    after = text.text[span.end : span.end + 1]
    return before in "。；！？" and (after in "。；" or after == "" or not re.match(r"[，、\w]", after))


def _is_only_names(inside: Strand) -> bool:
    names = [name.text for name in names_of(inside).names]
    bodies = [name for name in names if not is_limit(name)]
    return bool(bodies) and all(looks_like_body(name) for name in bodies)
