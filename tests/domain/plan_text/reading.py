"""Short ways to ask the reader about a few words."""

from portal.domain.plan_text import read
from portal.domain.plan_text.characters import canonical
from portal.domain.plan_text.reading import Target, Task
from portal.domain.plan_text.strand import Strand, whole


def strand(text: str) -> Strand:
    return whole(canonical(text)).squeezed()


def the_task(item: str) -> Task:
    """The one task of a plan with this one item."""
    (task,) = read(f"一、重点任务\n{item}").tasks
    return task


def targets(sentence: str) -> list[Target]:
    """What one sentence of an item aims at."""
    return list(read(f"一、主要目标\n{sentence}").targets)


def texts(pieces: tuple[object, ...]) -> list[str]:
    return [str(getattr(piece, "text", piece)) for piece in pieces]
