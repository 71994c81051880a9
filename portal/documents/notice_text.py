"""The text of a notice, whatever it came as: Word, PDF, web page, workbook or plain text."""

from collections.abc import Callable, Mapping
from functools import partial

from portal.documents import isolated
from portal.documents.html_text import text_of_html
from portal.documents.old_office_text import text_of_doc
from portal.documents.plain_text import decoded
from portal.documents.refusal import NotAcceptedError
from portal.documents.sheet_text import text_of_csv
from portal.text import N_

MOST_BYTES = 20 * 1024 * 1024
MOST_CHARACTERS = 2_000_000

_READERS: Mapping[str, Callable[[bytes], str]] = {
    "docx": partial(isolated.text_of, "docx"),
    "pdf": partial(isolated.text_of, "pdf"),
    "xlsx": partial(isolated.text_of, "xlsx"),
    "xls": partial(isolated.text_of, "xls"),
    "et": partial(isolated.text_of, "xls"),
    "doc": text_of_doc,
    "wps": text_of_doc,
    "html": text_of_html,
    "htm": text_of_html,
    "csv": text_of_csv,
    "txt": decoded,
    "md": decoded,
    "text": decoded,
}
EXTENSIONS = tuple(_READERS)


def text_of(data: bytes, filename: str) -> str:
    """The words of a notice, tables as lines with bars. Raises NotAcceptedError with a sentence for people."""
    reader = _READERS.get(filename.rpartition(".")[2].lower() if "." in filename else "")
    if reader is None:
        raise NotAcceptedError(
            N_("This kind of file is not read: send .docx, .pdf, .html, .txt, .xlsx, .xls or .csv, or paste the text.")
        )
    if not data:
        raise NotAcceptedError(N_("This file is empty (0 bytes)."))
    if len(data) > MOST_BYTES:
        raise NotAcceptedError(N_("This file is larger than %(megabytes)s MB."), megabytes=MOST_BYTES // 1024 // 1024)
    text = reader(data)
    if not text.strip():
        raise NotAcceptedError(N_("There is no text in this file."))
    if len(text) > MOST_CHARACTERS:
        raise NotAcceptedError(N_("This is far longer than a notice: send the plan alone."))
    return text
