"""Logs for operators: one JSON object a line, each with the number of the request it belongs to.

What people did is history and lives in the database; here stands how the service fared. No names, no typed text.
"""

import json
import logging
import secrets
import sys
import time
from datetime import UTC, datetime

from flask import Flask, Response, g, has_request_context, request

OWN = ("request_id", "method", "endpoint", "status", "milliseconds")
logger = logging.getLogger("portal")


class Lines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "text": record.getMessage(),
        }
        if has_request_context() and "request_id" in g:
            line["request_id"] = g.request_id
        line |= {name: value for name in OWN if (value := getattr(record, name, None)) is not None}
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def number_request() -> None:
    """Number the request; the number is shown on the page of a failure and found in the log."""
    g.request_id, g.begun_at = secrets.token_hex(6), time.perf_counter()


def tell_request(response: Response) -> Response:
    """One line a page; style sheets and pictures are not worth one."""
    if "request_id" not in g:
        return response
    response.headers["X-Request-ID"] = g.request_id
    if request.endpoint != "static" and logger.isEnabledFor(logging.INFO):
        facts = {
            "method": request.method,
            "endpoint": request.endpoint or "-",
            "status": response.status_code,
            "milliseconds": round((time.perf_counter() - g.begun_at) * 1000, 1),
        }
        logger.info("answered", extra=facts)
    return response


def write_to_stderr(level: str) -> None:
    """Send the log of this process to standard error: what the server does, and no test."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logger.setLevel(level)


def init_app(app: Flask) -> None:
    """Registered before everything that may refuse a request."""
    app.before_request(number_request)
    app.after_request(tell_request)
