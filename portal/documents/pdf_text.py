"""The text of a PDF, page by page. A scanned one holds none."""

from io import BytesIO

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from portal.documents.refusal import NotAcceptedError
from portal.documents.structure import check_pdf
from portal.text import N_

MOST_PAGES = 400
MOST_CHARACTERS = 2_000_000
_FAULTS = (
    PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError,
    AssertionError, OverflowError, NotImplementedError, ZeroDivisionError, OSError, EOFError, UnicodeError,
)  # fmt: skip


def text_of_pdf(data: bytes) -> str:
    check_pdf(BytesIO(data))
    try:
        pages = _pages(data)
    except NotAcceptedError:
        raise
    except _FAULTS as error:
        raise NotAcceptedError(N_("This PDF is damaged: print it to a new PDF, or copy its text.")) from error
    if not any(page.strip() for page in pages):
        raise NotAcceptedError(
            N_("This PDF holds pictures of pages but no text: use text recognition first, or type the plan in.")
        )
    return "\n".join(pages)


def _pages(data: bytes) -> list[str]:
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        raise NotAcceptedError(N_("This PDF is protected by a password: save it without one first."))
    if len(reader.pages) > MOST_PAGES:
        raise NotAcceptedError(N_("This PDF has more than %(pages)s pages: send the plan alone."), pages=MOST_PAGES)
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        pages.append(page.extract_text())
        length += len(pages[-1])
        if length > MOST_CHARACTERS:
            raise NotAcceptedError(N_("This is far longer than a notice: send the plan alone."))
    return pages
