"""A file is taken apart in a process of its own, with little memory and little time: a trap hurts nobody else."""

import json
import subprocess
import sys
from pathlib import Path

from portal.documents.refusal import NotAcceptedError
from portal.text import N_

WORKER = Path(__file__).with_name("notice_worker.py")
SECONDS = 30


def text_of(kind: str, data: bytes, *, seconds: float = SECONDS) -> str:
    """What the worker reads. Raises NotAcceptedError, also where the worker had to be stopped."""
    command = [sys.executable, str(WORKER), kind]
    try:
        done = subprocess.run(  # noqa: S603 - our own worker
            command, input=data, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise NotAcceptedError(N_("This file takes too long to read: save it again, or copy its text.")) from error
    if done.returncode != 0:
        raise NotAcceptedError(N_("This file cannot be read: save it again, or copy its text."))
    answer = json.loads(done.stdout)
    if "text" in answer:
        return str(answer["text"])
    raise NotAcceptedError(answer["refused"], **answer["values"])
