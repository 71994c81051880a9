"""What people have said of numbers in the paper that the reader could not decide: it reads under their word."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from portal.domain.plan_text.reading import Place


class Meaning(StrEnum):
    TOP = "top"  # 3、 is 三、
    AS_PRINTED = "as-printed"
    NUMBER = "number"  # 3. in 3.5G基站 numbers an item
    WORDS = "words"  # it belongs to the words


@dataclass(frozen=True, slots=True)
class Told:
    """Meanings by the place of the number in the paper."""

    meanings: Mapping[Place, Meaning] = field(default_factory=dict)

    def of(self, place: Place) -> Meaning | None:
        return self.meanings.get(place)


NOTHING_TOLD = Told()
