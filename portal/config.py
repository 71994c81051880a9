"""Every setting of the portal with its meaning. Each is read from the environment as PORTAL_<name>.

`create_app` takes any value and only notes what it could not read; `flask --app wsgi serve` refuses to start over it.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMONSTRATION_DAY = "2022-09-15"
MEGABYTE = 1024 * 1024


@dataclass(frozen=True)
class Setting:
    """One setting: its name in the environment and in Flask, how its text is read, and what it does."""

    name: str
    default: str
    read: Callable[[str], object]
    meaning: str
    key: str = ""


def _switch(value: str) -> bool:
    if value.lower() not in ("0", "1", "no", "yes", "false", "true"):
        raise ValueError("write 1 or 0")
    return value.lower() in ("1", "yes", "true")


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


def _names(value: str) -> list[str] | None:
    return [part.strip() for part in value.split(",") if part.strip()] or None


def _whole(value: str) -> int:
    number = int(value)
    if number < 0:
        raise ValueError("write a number from 0 up")
    return number


def _folder(value: str) -> Path:
    return (ROOT / Path(value).expanduser()).resolve()


SETTINGS = (
    Setting("DATA", "instance", _folder, "Folder of the embedded database, the uploads and the secret key."),
    Setting(
        "DATABASE_URL",
        "",
        str,
        "Address of the database. Empty: portal.db (SQLite) in the data folder. PostgreSQL: postgresql+psycopg://…",
        key="SQLALCHEMY_DATABASE_URI",
    ),
    Setting(
        "SECRET_KEY",
        "",
        str,
        "Signs cookies and forms. Empty: the key in the file secret-key of the data folder, which `prepare` writes.",
    ),
    Setting("DEMONSTRATION", "0", _switch, "1: this is the demonstration; its known accounts and fixed day are fine."),
    Setting(
        "TODAY", "", _day, f"Fixes the portal's day (YYYY-MM-DD), demonstration only; there it is {DEMONSTRATION_DAY}."
    ),
    Setting("HOST", "127.0.0.1", str, "Address to listen on. Anything wider needs TRUSTED_HOSTS."),
    Setting("PORT", "8000", _whole, "Port to listen on."),
    Setting("WORKERS", "2", _whole, "Processes that answer pages; about one a core."),
    Setting("THREADS", "4", _whole, "Threads of each process; more than one so that a slow upload delays nobody."),
    Setting(
        "QUEUE_URL",
        "",
        str,
        "What calls the worker. Empty: queue.db (SQLite) in the data folder. Or redis://… or postgresql://….",
    ),
    Setting(
        "JOB_WORKERS",
        "1",
        _whole,
        "Processes that carry out jobs beside the web. 0, on PostgreSQL: `flask --app wsgi work` runs elsewhere.",
    ),
    Setting(
        "RETENTION_DAYS",
        "30",
        _whole,
        "So many days after their end exported files, uploaded tables and the files of notices that were put aside are "
        "removed, never evidence; 0 keeps them.",
    ),
    Setting("TRUSTED_HOSTS", "", _names, "Host names the portal answers to, by comma; empty only on 127.0.0.1."),
    Setting("PROXY_COUNT", "0", _whole, "Proxies in front whose X-Forwarded-* headers are believed; 0 believes none."),
    Setting(
        "SECURE_COOKIES",
        "0",
        _switch,
        "1: cookies travel over TLS only. Set it behind TLS.",
        key="SESSION_COOKIE_SECURE",
    ),
    Setting("IDLE_MINUTES", "30", _whole, "A sign-in ends after so many minutes without a click."),
    Setting("ADMINISTRATOR_IDLE_MINUTES", "15", _whole, "The same for the three administrators."),
    Setting("SIGN_IN_HOURS", "12", _whole, "A sign-in ends after so many hours whatever happens."),
    Setting("ARGON_TIME", "2", _whole, "Passes of Argon2id over its memory for each password."),
    Setting("ARGON_MEMORY", "19456", _whole, "Memory of Argon2id in KiB (19 MiB is OWASP's least)."),
    Setting("ARGON_LANES", "1", _whole, "Parallel lanes of Argon2id."),
    Setting("UPLOAD_MEGABYTES", "20", _whole, "Largest single file of evidence."),
    Setting("UPLOAD_FILES", "10", _whole, "Most files of one form."),
    Setting("UPLOADS_AT_ONCE", "2", _whole, "Uploads a process takes at the same time; the next is asked to wait."),
    Setting("MAX_CONTENT_LENGTH", str(25 * MEGABYTE), _whole, "Largest request in bytes: one large file and its form."),
    Setting("MAX_FORM_MEMORY_SIZE", str(2 * MEGABYTE), _whole, "Largest single form field in bytes, files excepted."),
    Setting("MAX_FORM_PARTS", "3000", _whole, "Most parts of one form; a table of two hundred pasted rows fits."),
    Setting("LOG_LEVEL", "INFO", str, "Least level that is logged: DEBUG, INFO, WARNING or ERROR."),
)

# What no installation would want to change.
FIXED: Mapping[str, object] = {
    "SESSION_COOKIE_NAME": "portal",
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "WTF_CSRF_TIME_LIMIT": None,  # a form left open over lunch is saved; the sign-in's own clock decides
    "BABEL_DEFAULT_LOCALE": "zh_Hans",
    "BABEL_DEFAULT_TIMEZONE": "Asia/Shanghai",
}


def load(environment: Mapping[str, str], overrides: Mapping[str, object]) -> dict[str, object]:
    """All settings as Flask keeps them; COMPLAINTS holds a sentence for each value that could not be read."""
    config: dict[str, object] = {**FIXED, "COMPLAINTS": []}
    for setting in SETTINGS:
        config[setting.key or setting.name] = _read(setting, environment, config)
    config.update(overrides)
    _derive(config)
    return config


def _read(setting: Setting, environment: Mapping[str, str], config: Mapping[str, object]) -> object:
    text = environment.get(f"PORTAL_{setting.name}", "").strip() or setting.default
    try:
        return setting.read(text)
    except ValueError as error:
        complaints = config["COMPLAINTS"]
        assert isinstance(complaints, list)
        complaints.append(f"PORTAL_{setting.name}={text} cannot be read: {error}. {setting.meaning}")
        return setting.read(setting.default)


def _derive(config: dict[str, object]) -> None:
    """Fill what depends on others: the database, the queue and the key in the data folder, the demonstration's day."""
    data = Path(str(config["DATA"]))
    config["SQLALCHEMY_DATABASE_URI"] = config["SQLALCHEMY_DATABASE_URI"] or f"sqlite:///{data / 'portal.db'}"
    config["QUEUE_URL"] = config["QUEUE_URL"] or f"sqlite:///{data / 'queue.db'}"
    if config["DEMONSTRATION"] and config["TODAY"] is None:
        config["TODAY"] = date.fromisoformat(DEMONSTRATION_DAY)
    kept = config["SECRET_KEY"] or find_key_or_none(data)
    config["SECRET_KEY"], config["SECRET_KEY_IS_PASSING"] = kept or secrets.token_hex(32), kept is None


def find_key_or_none(data: Path) -> str | None:
    """The secret key that `prepare` wrote into the data folder."""
    file = data / "secret-key"
    return file.read_text().strip() or None if file.is_file() else None
