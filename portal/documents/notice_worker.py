"""The process that takes one file apart: bytes in, text or a refusal out. Run by `isolated`, never imported by it."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

MOST_MEMORY = 280 * 1024 * 1024
MOST_SECONDS = 30


def main(kind: str) -> None:
    limit()
    _without_the_application()
    from portal.documents.refusal import NotAcceptedError

    data = sys.stdin.buffer.read()
    try:
        answer: Mapping[str, object] = {"text": _reader(kind)(data)}
    except NotAcceptedError as refusal:
        answer = {"refused": refusal.text, "values": dict(refusal.values)}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def limit() -> None:
    """The system stops this process, not the portal, when a file asks for too much."""
    try:
        import resource
    except ImportError:  # not on every system
        return
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _without_the_application() -> None:
    """The package without its `__init__`: this process needs no web framework, and starts ten times faster."""
    package = ModuleType("portal")
    package.__path__ = [str(Path(__file__).resolve().parent.parent)]
    sys.modules["portal"] = package


def _reader(kind: str) -> Callable[[bytes], str]:
    """Only the library that this file needs is loaded."""
    if kind == "docx":
        from portal.documents.docx_text import text_of_docx

        return text_of_docx
    if kind == "pdf":
        from portal.documents.pdf_text import text_of_pdf

        return text_of_pdf
    if kind == "doc-check":
        from portal.documents.old_word import check_doc

        return check_doc
    if kind.endswith("-rows"):
        from portal.documents.sheet_rows import rows_of_xls, rows_of_xlsx

        return {"xlsx-rows": rows_of_xlsx, "xls-rows": rows_of_xls}[kind]
    from portal.documents.sheet_text import text_of_xls, text_of_xlsx

    return {"xlsx": text_of_xlsx, "xls": text_of_xls}[kind]


if __name__ == "__main__":
    main(sys.argv[1])
