"""Triggers that make the database itself refuse to change the access log.

They keep out mistakes, injected statements and every program that only has the right to write. Who
owns the database can drop them; then the chain tells (`chain`), and a head kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.db.backends.base.base import BaseDatabaseWrapper

from repatria.desks.accounts.access.chain import START

TABLE = "accounts_trace"
LOCK = 0x7265706174726961
"""The advisory lock that writers of the chain queue for on PostgreSQL: “repatria” in ASCII."""

_NEVER = "the access log is never changed"
_NEXT = "the access log goes on from its last row"
_SQLITE: Mapping[str, str] = {
    f"{TABLE}_no_update": (
        f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{_NEVER}'); END"
    ),
    f"{TABLE}_no_delete": (
        f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} "
        f"BEGIN SELECT RAISE(ABORT, '{_NEVER}'); END"
    ),
    # INSERT OR REPLACE deletes without asking the trigger above, by number or by rowid.
    f"{TABLE}_next": (
        f"CREATE TRIGGER {TABLE}_next BEFORE INSERT ON {TABLE} "  # noqa: S608, own names
        f"WHEN NEW.sequence IS NOT (SELECT COALESCE(MAX(sequence), 0) + 1 FROM {TABLE}) "
        f"OR NEW.previous IS NOT COALESCE((SELECT digest FROM {TABLE} "
        f"ORDER BY sequence DESC LIMIT 1), '{START}') "
        f"OR EXISTS (SELECT 1 FROM {TABLE} WHERE rowid = NEW.rowid) "
        f"BEGIN SELECT RAISE(ABORT, '{_NEXT}'); END"
    ),
}
_FUNCTION = f"{TABLE}_guard"
_BODY = f"""
DECLARE last_sequence bigint; last_digest text;
BEGIN
  IF TG_OP <> 'INSERT' THEN
    RAISE EXCEPTION '{_NEVER}';
  END IF;
  PERFORM pg_advisory_xact_lock({LOCK});
  SELECT sequence, digest INTO last_sequence, last_digest FROM {TABLE}
    ORDER BY sequence DESC LIMIT 1;
  IF NEW.sequence IS DISTINCT FROM COALESCE(last_sequence, 0) + 1
     OR NEW.previous IS DISTINCT FROM COALESCE(last_digest, '{START}') THEN
    RAISE EXCEPTION '{_NEXT}';
  END IF;
  RETURN NEW;
END
"""  # noqa: S608, own names
_POSTGRESQL: Mapping[str, str] = {
    f"{TABLE}_rows": f"BEFORE INSERT OR UPDATE OR DELETE ON {TABLE} FOR EACH ROW",
    f"{TABLE}_whole": f"BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT",
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put the triggers that are missing or changed where they belong. May be done at any time."""
    lost = missing(connection)
    if not lost:
        return
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for statement in _SQLITE.values():
                cursor.execute(statement)
            return
        cursor.execute(
            f"CREATE OR REPLACE FUNCTION {_FUNCTION}() RETURNS trigger "
            f"LANGUAGE plpgsql AS $guard${_BODY}$guard$"
        )
        for name, when in _POSTGRESQL.items():
            cursor.execute(f"CREATE TRIGGER {name} {when} EXECUTE FUNCTION {_FUNCTION}()")
            # Also in a session that calls itself a replica.
            cursor.execute(f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {name}")


def remove(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away: for tests that empty the store, and for whoever must move it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name in _SQLITE:
                cursor.execute(f"DROP TRIGGER IF EXISTS {name}")
            return
        for name in _POSTGRESQL:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON {TABLE}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """The names of triggers that are not there, or are not what they should be."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
                [TABLE],
            )
            held = dict(cursor.fetchall())
            return [name for name, sql in _SQLITE.items() if held.get(name) != sql]
        cursor.execute(
            "SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE t.tgrelid = to_regclass(%s) AND t.tgenabled = 'A'",
            [TABLE],
        )
        held = dict(cursor.fetchall())
        return [name for name in _POSTGRESQL if held.get(name) != _BODY]
