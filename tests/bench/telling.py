"""What is being done goes to standard error, so that the table can be sent to a file."""

import sys


def tell(text: str) -> None:
    if text:
        sys.stderr.write(f"{text}\n")
