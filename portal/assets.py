"""Addresses of the style sheets, scripts and pictures: the content's hash is part of the address, so that a browser
may keep a file for a year and still sees every change at once."""

import hashlib
from pathlib import Path

from flask import Flask

HASH_LENGTH = 12


class Assets:
    """Hashes each file once a process; while debugging, whenever the file has changed."""

    def __init__(self, folder: Path, *, watch: bool) -> None:
        self._folder, self._watch = folder, watch
        self._addresses: dict[str, tuple[float, str]] = {}

    def address(self, name: str) -> str:
        """`css/base.css` → `/static/css/base.css?v=<hash>`; a missing file is a mistake of the template."""
        known = self._addresses.get(name)
        if known and not self._watch:
            return known[1]
        file = self._folder / name
        changed = file.stat().st_mtime
        if known is None or known[0] != changed:
            known = changed, f"/static/{name}?v={content_hash(file)}"
            self._addresses[name] = known
        return known[1]

    def is_current(self, name: str, version: str) -> bool:
        """Whether this is the present content's hash: only then may the answer be kept."""
        try:
            return self.address(name).endswith(f"?v={version}")
        except OSError:
            return False


def content_hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:HASH_LENGTH]


def init_app(app: Flask) -> None:
    """Give templates `asset('css/base.css')`."""
    assets = Assets(Path(str(app.static_folder)), watch=app.debug)
    app.extensions["assets"] = assets
    app.jinja_env.globals["asset"] = assets.address
