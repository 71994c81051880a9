"""Places for receiving: whoever is received in a moment is waited for, whoever takes long is not."""

import io
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask, request
from werkzeug.exceptions import ServiceUnavailable

from portal.bodies import Bodies

BODY = b"done=x"
ONE_PLACE = 2  # threads, of which one always remains for reading


class Trickling(io.BytesIO):
    """A body whose first byte takes its time."""

    def __init__(self, seconds: float) -> None:
        super().__init__(BODY)
        self.seconds = seconds

    def readinto(self, buffer: object) -> int:
        time.sleep(self.seconds)
        return super().readinto(buffer)  # type: ignore[arg-type]

    def read(self, size: int | None = -1) -> bytes:
        time.sleep(self.seconds)
        return super().read(size)


def receive(app: Flask, bodies: Bodies, seconds: float) -> str:
    form = {"content_type": "application/x-www-form-urlencoded", "content_length": len(BODY)}
    with app.test_request_context("/", method="POST", input_stream=Trickling(seconds), **form):
        bodies.receive()
        return request.form["done"]


@pytest.mark.parametrize(("seconds", "is_waited_for"), [(0.05, True), (1.0, False)])
def test_who_is_received_in_a_moment_is_waited_for(seconds: float, is_waited_for: bool) -> None:
    app, bodies = Flask("bodies"), Bodies(threads=ONE_PLACE, uploads=1)
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(receive, app, bodies, seconds)
        time.sleep(0.02)
        if is_waited_for:
            assert receive(app, bodies, 0) == "x"
        else:
            with pytest.raises(ServiceUnavailable):
                receive(app, bodies, 0)
        assert first.result() == "x"
