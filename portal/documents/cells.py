"""What the columns of a written table are; known without loading what writes workbooks."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a column's cells are."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    MOMENT = "moment"
    PERCENT = "percent"


@dataclass(frozen=True)
class Column:
    """`width` counts characters; 0 is the kind's own."""

    heading: str
    kind: Kind = Kind.TEXT
    width: int = 0
