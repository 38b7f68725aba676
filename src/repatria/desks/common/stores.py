"""The folder of an installation: its stores, a secret key, and who may read them."""

from __future__ import annotations

import os
import secrets
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

from repatria.base.errors import RepatriaError

# Passed the load test of many writers: writers queue for 20 s instead of failing half-way.
_SQLITE = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": ("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"),
}
PUBLIC_SCHEMA = "public_record"
"""On PostgreSQL, where the public record lives in the desks' database unless it has its own."""
_PRIVATE = ("*.sqlite3", "*.sqlite3-wal", "*.sqlite3-shm", "secret-key", "documents")


class StoreError(RepatriaError, ImproperlyConfigured):
    """The folder or an address of a store cannot be used; the text says what to do."""


def home(named: str | None) -> Path:
    """The folder of the stores, created for its owner alone (0700) when it is not there."""
    folder = Path(named or "~/.repatria").expanduser().absolute()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {folder} cannot be used ({error.strerror}); name another in REPATRIA_HOME."
        ) from None
    return folder


def secret_key(folder: Path) -> str:
    """The installation's key; the first start makes it, readable by the owner alone."""
    file = folder / "secret-key"
    _create(file, secrets.token_urlsafe(50))
    return file.read_text("ascii").strip()


def database(url: str | None, file: Path) -> dict[str, Any]:
    """Django's settings of one store: a PostgreSQL address, or an SQLite file.

    `postgresql://user:password@host:port/name`; a socket's folder goes into `?host=/folder`, and
    other parameters (`sslmode`, …) to the driver as they are. Raises `StoreError`.
    """
    if url:
        return _postgresql(url)
    # SQLite would make the file readable by all; WAL files take their mode from it.
    _create(file, "")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": file,
        "OPTIONS": dict(_SQLITE),
        "CONN_MAX_AGE": 60,
    }


def public_database(url: str | None, desks_url: str | None, file: Path) -> dict[str, Any]:
    """Django's settings of the public store: at its own address, else beside the desks' store.

    Beside it means a file in the same folder; on PostgreSQL a schema of the same database, the only
    one that these connections see.
    """
    if url or not desks_url:
        return database(url, file)
    found = _postgresql(desks_url)
    given = found["OPTIONS"].get("options", "")
    found["OPTIONS"]["options"] = f"{given} -c search_path={PUBLIC_SCHEMA}".strip()
    return found


def whole_number(variable: str, otherwise: int, least: int = 1) -> int:
    """What a variable of the environment says, `least` or more. Raises `StoreError`."""
    said = os.environ.get(variable, "").strip() or str(otherwise)
    if not (said.isascii() and said.isdigit() and least <= int(said) < 10**9):
        raise StoreError(f"{variable} is a whole number of {least} or more, not “{said}”.")
    return int(said)


def refuse_exposed(folder: Path) -> None:
    """Raises `StoreError` when others than the owner can read a store, the key or their folder, or
    the owner's group can write to them. A group may read: a backup runs as somebody."""
    if os.name != "posix":
        return
    for path in (folder, *_private_files(folder)):
        mend = mend_mode(path)
        if not mend:
            continue
        who = "Every user of this machine can read or change"
        if "o-rwx" not in mend:
            who = "Everybody of the owner's group can change"
        raise StoreError(f"{who} {path}; run: chmod {mend} '{path}'")


def mend_mode(path: Path) -> str:
    """How `chmod` would make a file or folder private: "" where nobody but the owner can change
    it, nor anybody beyond the owner's group read it, and on systems without such modes."""
    if os.name != "posix":
        return ""
    mode = path.stat().st_mode
    return ",".join(
        change for bits, change in ((stat.S_IWGRP, "g-w"), (stat.S_IRWXO, "o-rwx")) if mode & bits
    )


def _postgresql(url: str) -> dict[str, Any]:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise StoreError("A store's address has a port that is not a number.") from None
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgresql", "postgres"} or not name:
        raise StoreError(
            "A store's address must read postgresql://user:password@host/name; "
            f"it begins with “{parts.scheme}:”."
        )
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or options.pop("user", "")),
        "PASSWORD": unquote(parts.password or options.pop("password", "")),
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(port or options.pop("port", "")),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _create(file: Path, text: str) -> None:
    """Make a file with its text at once, so that another process never sees half of it."""
    if file.exists():
        return
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as opened:
            opened.write(text)
        try:
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    except OSError as error:
        raise StoreError(f"{file} cannot be written ({error.strerror}).") from None


def _private_files(folder: Path) -> Iterator[Path]:
    for pattern in _PRIVATE:
        yield from sorted(folder.glob(pattern))
