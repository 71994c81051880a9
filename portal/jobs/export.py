"""A list into a spreadsheet, in the name and with the rights of whoever asked, as he has them when it is written."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from tempfile import TemporaryFile
from typing import Any, NamedTuple, cast

from flask_babel import gettext

from portal import clock, policy, unit_of_work
from portal.documents import cells, uploads, workbook
from portal.documents.uploads import Upload
from portal.errors import Denied
from portal.forms.evidence import storage
from portal.jobs import Arguments, Progress
from portal.jobs.lists import LISTS
from portal.jobs.lists.columns import Column, ListOf
from portal.policy import Actor
from portal.services import evidence
from portal.text import N_

TOLD_EVERY = 200


class Written(NamedTuple):
    upload: Upload
    rows: int


def prepare(arguments: Arguments, *, acting_user: Actor, progress: Progress) -> Written:
    """Read and written outside of any lock; a file that nobody is told of harms nobody."""
    asked, query = LISTS[str(arguments["list"])], cast(Mapping[str, str], arguments["query"])
    title = gettext(asked.title)
    with TemporaryFile() as stream:
        with unit_of_work.work(read_only=True):
            _require(asked, acting_user)
            columns = [cells.Column(gettext(one.heading), one.kind, one.width) for one in asked.columns]
            rows = _rows(asked, query, acting_user, lambda done: progress(done, 0))
            count = workbook.write(stream, title, columns, rows)
        size = stream.seek(0, 2)
        name = f"{title} {clock.today().isoformat()}.xlsx"
        digest = storage().keep(stream)
    return Written(Upload(name, digest, size, uploads.KINDS["xlsx"].media_type), count)


def carry_out(written: Written, *, acting_user: Actor, progress: Progress) -> dict[str, object]:
    """The file gets its row in the transaction that ends the job."""
    evidence.ensure_stored(written.upload)
    return {
        "file": written.upload.sha256,
        "name": written.upload.name,
        "text": N_("Rows written: %(count)s."),
        "values": {"count": written.rows},
    }


def _require(asked: ListOf, actor: Actor) -> None:
    if not policy.holds_anywhere(actor, asked.permission):
        raise Denied


def _rows(
    asked: ListOf, query: Mapping[str, str], actor: Actor, tell: Callable[[int], None]
) -> Iterator[Sequence[Any]]:
    cells = [_reader(column) for column in asked.columns]
    done = 0
    for page in asked.pages(query, actor):
        for row in page:
            yield [cell(row) for cell in cells]
            done += 1
            if done % TOLD_EVERY == 0:
                tell(done)


class _Words(defaultdict[Any, str]):
    """Each word translated once."""

    def __init__(self, words: Mapping[Any, str]) -> None:
        super().__init__()
        self._words = words

    def __missing__(self, value: Any) -> str:
        text = self._words.get(value, "")
        self[value] = gettext(text) if text else ""
        return self[value]


def _reader(column: Column) -> Callable[[Any], Any]:
    if column.words is None:
        return column.value
    value, words = column.value, _Words(column.words)
    return lambda row: words[value(row)]
