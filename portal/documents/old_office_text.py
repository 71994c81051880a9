"""Word documents as they were until 2003, and WPS: LibreOffice turns them into new ones where the machine has it."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from portal.documents import isolated
from portal.documents.refusal import NotAcceptedError
from portal.text import N_

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 60
_AS_WORD = "--infilter=MS Word 97"  # else whatever is no document would be taken for plain text


def text_of_doc(data: bytes) -> str:
    isolated.text_of("doc-check", data)  # in a fraction of the seconds that the program takes to start
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise NotAcceptedError(
            N_("Documents of old Word and of WPS cannot be read here: open it and save it as .docx or .pdf.")
        )
    from portal.documents.docx_text import text_of_docx  # late: other documents are read in a process of their own

    return text_of_docx(_converted(program, data))


def _converted(program: str, data: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "notice.doc"
        source.write_bytes(data)
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", _AS_WORD]
        command += ["--convert-to", "docx", "--outdir", folder, str(source)]
        try:
            subprocess.run(command, check=True, timeout=_SECONDS, capture_output=True)  # noqa: S603 - no name is a user's
            return source.with_suffix(".docx").read_bytes()
        except (subprocess.SubprocessError, OSError) as error:
            raise NotAcceptedError(
                N_("This document could not be converted: open it and save it as .docx or .pdf.")
            ) from error
