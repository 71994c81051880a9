"""Words of the paper as they go into a draft: without line breaks, cut between clauses."""

import re

from portal.domain.plan_text.characters import INVISIBLE, canonical
from portal.domain.plan_text.reading import Place

BRACKETS = str.maketrans({"〔": "（", "〕": "）", "[": "（", "]": "）", "【": "（", "】": "）", "(": "（", ")": "）"})
EDGES = " \n\t\u3000，；。、：:|"
_BREAK = re.compile(rf"[{INVISIBLE} \t\u3000]*\n[{INVISIBLE}\s]*")
_LONGEST_TITLE, _GOOD_TITLE = 200, 40


def words_at(text: str, place: Place) -> str:
    """What stands at a place of the notice."""
    return joined_lines(canonical(text[place.start : place.end]))


def joined_lines(words: str) -> str:
    return _BREAK.sub("", words).replace(INVISIBLE, "").strip(EDGES)


def first_clauses(words: str) -> str:
    """A title of about forty characters, cut between clauses where that is possible."""
    title = ""
    for clause in words.replace("；", "，").replace("。", "，").split("，"):
        longer = f"{title}，{clause}" if title else clause
        if title and len(longer) > _GOOD_TITLE:
            break
        title = longer
    return title[:_LONGEST_TITLE]
