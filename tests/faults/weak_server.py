"""A server that answers before the disk has it, for test_control.py; `serve` would refuse to be one."""

from collections.abc import Callable

from portal import create_app
from portal.cli.parentage import die_with_parent
from portal.cli.serve import server_for

WEAK = {"connect_args": {"options": "-c synchronous_commit=off"}}


def load_weak(target: str) -> Callable[..., object]:
    die_with_parent()
    return create_app(SQLALCHEMY_ENGINE_OPTIONS=WEAK)


if __name__ == "__main__":
    server_for(create_app()).serve(target_loader=load_weak)
