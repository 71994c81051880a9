"""What must hold before the portal serves anybody. Each check answers with the sentences of what does not hold."""

import os
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path

from flask import Config, Flask
from sqlalchemy import Engine, text

from portal.cli import schema
from portal.cli.data_lock import sqlite_file_or_none
from portal.cli.demonstration import is_demonstration
from portal.database import db
from portal.jobs.bell import is_known

LOOPBACK = ("127.0.0.1", "::1", "localhost")
LEAST_KEY = 32
LEAST_DIFFERENT = 10
KNOWN_KEYS = ("secret", "changeme", "change-me", "password", "development", "example", "portal", "flask")
NETWORK_FILE_SYSTEMS = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.glusterfs"}
DURABLE_POSTGRESQL = {"fsync": ("on",), "full_page_writes": ("on",), "synchronous_commit": ("on", "remote_apply")}


def list_obstacles(app: Flask) -> list[str]:
    """Every reason not to serve, as sentences for whoever starts the portal."""
    found = [*app.config["COMPLAINTS"], *_settings(app.config), *_folder(app.config)]
    if not found:
        found += _database(app)
    return found


def _settings(config: Config) -> Iterator[str]:
    yield from _key(config)
    if config["TODAY"] is not None and not config["DEMONSTRATION"]:
        yield "PORTAL_TODAY fixes the day, which only a demonstration may do (PORTAL_DEMONSTRATION=1)."
    if not config["DEMONSTRATION"] and is_demonstration(config["DATA"], config["SQLALCHEMY_DATABASE_URI"]):
        yield "This database holds the demonstration, whose accounts everybody knows (PORTAL_DEMONSTRATION=1)."
    if config["HOST"] not in LOOPBACK and not config["TRUSTED_HOSTS"]:
        yield "PORTAL_HOST opens the portal to the network: name its host names in PORTAL_TRUSTED_HOSTS."
    if not config["WORKERS"] or not config["THREADS"]:
        yield "PORTAL_WORKERS and PORTAL_THREADS are 1 or more."
    if not is_known(config["QUEUE_URL"]):
        yield "PORTAL_QUEUE_URL begins with redis://, rediss://, unix:// (Redis' socket), postgresql:// or sqlite:///."
    if not config["JOB_WORKERS"] and sqlite_file_or_none(config["SQLALCHEMY_DATABASE_URI"]):
        yield "PORTAL_JOB_WORKERS is 1 or more: on SQLite no worker can run elsewhere, and jobs would wait for ever."
    if config["UPLOAD_MEGABYTES"] * 1024 * 1024 >= config["MAX_CONTENT_LENGTH"]:
        yield "PORTAL_MAX_CONTENT_LENGTH must leave room for a file of PORTAL_UPLOAD_MEGABYTES and its form."


def _key(config: Config) -> Iterator[str]:
    key = str(config["SECRET_KEY"])
    if config.get("SECRET_KEY_IS_PASSING"):
        yield "There is no secret key: run `flask --app wsgi prepare`, or set PORTAL_SECRET_KEY."
    elif len(key) < LEAST_KEY or len(set(key)) < LEAST_DIFFERENT:
        yield f"PORTAL_SECRET_KEY is weak: {LEAST_KEY} random characters or more, as `prepare` writes them."
    elif any(known in key.lower() for known in KNOWN_KEYS):
        yield "PORTAL_SECRET_KEY contains a word that others know: take random characters, as `prepare` writes them."


def _folder(config: Config) -> Iterator[str]:
    folder = Path(config["DATA"])
    if not folder.is_dir():
        yield f"The data folder {folder} does not exist: run `flask --app wsgi prepare`."
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield f"The data folder {folder} cannot be written to."
    file = sqlite_file_or_none(config["SQLALCHEMY_DATABASE_URI"])
    for place in {folder, file.parent if file else folder}:
        if (kind := file_system(place)) in NETWORK_FILE_SYSTEMS:
            yield f"{place} lies on a network file system ({kind}), where locks cannot be trusted. Take a local disk."


def file_system(place: Path, mounts: Path = Path("/proc/self/mountinfo")) -> str:
    """The kind of file system a folder lies on, as the longest mount point above it says; empty where unknown."""
    if not mounts.exists():
        return ""
    points = [line.split() for line in mounts.read_text().splitlines()]
    above = [(row[4], row[row.index("-") + 1]) for row in points if place.resolve().is_relative_to(row[4])]
    return max(above, key=lambda pair: len(pair[0]))[1] if above else ""


def _database(app: Flask) -> Iterator[str]:
    with app.app_context():
        try:
            yield from durability(db.engine, DURABLE_POSTGRESQL)
            if schema.present_revision(db.engine) != schema.newest_revision():
                yield "The database is not at the newest migration: run `flask --app wsgi prepare`."
        except Exception as error:  # whatever a driver raises, the operator reads one sentence
            yield f"The database cannot be opened: {str(error).splitlines()[0]}"
        finally:
            db.engine.dispose()


def durability(engine: Engine, wanted: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Whether an acknowledged commit survives a power loss."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            mode = str(connection.execute(text("PRAGMA journal_mode")).scalar())
            level = connection.execute(text("PRAGMA synchronous")).scalar()
            if (mode, level) not in (("wal", 2), ("truncate", 3)):
                yield f"SQLite would lose acknowledged work: journal_mode={mode}, synchronous={level}."
            return
        for name, allowed in wanted.items():
            value = str(connection.execute(text("SELECT current_setting(:name)"), {"name": name}).scalar())
            if value not in allowed:
                yield f"PostgreSQL would lose acknowledged work: {name} is {value}, it must be {allowed[0]}."


def port_is_free(host: str, port: int) -> bool:
    """Whether the server could listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True
