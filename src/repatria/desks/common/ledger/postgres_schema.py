"""The tables of a log in PostgreSQL, and what they refuse: the same as in SQLite
(`sqlite_schema.py`). The statements are run with the log's schema as their search path."""

from __future__ import annotations

VERSION = 1
ABOUT = "repatria ledger"

_TABLES = (
    "CREATE TABLE about (what text NOT NULL, version integer NOT NULL)",
    "CREATE TABLE entries (at bigint PRIMARY KEY, entry bytea NOT NULL)",
    """CREATE TABLE marks (
    mark bytea NOT NULL CHECK (length(mark) = 16),
    at bigint NOT NULL,
    PRIMARY KEY (mark, at)
)""",
    """CREATE TABLE tiles (
    level smallint NOT NULL,
    number bigint NOT NULL,
    hashes bytea NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
    PRIMARY KEY (level, number)
)""",
    # Hashes cannot be compressed; trying costs time.
    "ALTER TABLE tiles ALTER COLUMN hashes SET STORAGE EXTERNAL",
    "CREATE TABLE checkpoints (size bigint PRIMARY KEY, note bytea NOT NULL)",
    """CREATE TABLE trail (
    number bigint PRIMARY KEY,
    at bigint NOT NULL,
    why text NOT NULL,
    sentence text NOT NULL,
    digest bytea NOT NULL CHECK (length(digest) = 32)
)""",
)
GUARDED = ("entries", "marks", "tiles", "checkpoints", "trail")
_REFUSE = "USING ERRCODE = 'integrity_constraint_violation'"


_BODIES = {
    "keep": "    RAISE EXCEPTION 'what is in % stays', TG_TABLE_NAME {refuse};",
    "follow": """    SELECT min(at), max(at), count(*) INTO first, last, many FROM fresh;
    IF last - first + 1 <> many OR last <> (SELECT max(at) FROM entries)
            OR (first > 0 AND NOT EXISTS (SELECT 1 FROM entries WHERE at = first - 1))
            OR first < 0 THEN
        RAISE EXCEPTION 'an entry follows the last one' {refuse};
    END IF;
    RETURN NULL;""",
    "grow": """    IF NEW.level <> OLD.level OR NEW.number <> OLD.number
            OR substr(NEW.hashes, 1, length(OLD.hashes)) <> OLD.hashes THEN
        RAISE EXCEPTION 'a tile only grows' {refuse};
    END IF;
    RETURN NEW;""",
    "gain": """    IF NEW.size <> OLD.size OR substr(NEW.note, 1, length(OLD.note)) <> OLD.note THEN
        RAISE EXCEPTION 'a checkpoint only gains lines' {refuse};
    END IF;
    RETURN NEW;""",
    "stand": """    IF NEW.size <> coalesce((SELECT max(at) + 1 FROM entries), 0) THEN
        RAISE EXCEPTION 'a checkpoint stands at the size of the log' {refuse};
    END IF;
    RETURN NEW;""",
    "continue_trail": """    IF NEW.number <> coalesce((SELECT max(number) + 1 FROM trail), 0) THEN
        RAISE EXCEPTION 'the trail is continued at its end' {refuse};
    END IF;
    RETURN NEW;""",
}


def _functions(schema: str) -> tuple[str, ...]:
    return tuple(
        f"""CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql
SET search_path = {schema}, pg_temp AS $$
DECLARE first bigint; last bigint; many bigint;
BEGIN
{body.replace("{refuse}", _REFUSE)}
END $$"""
        for name, body in _BODIES.items()
    )


def _triggers() -> tuple[str, ...]:
    kept = tuple(
        f"CREATE TRIGGER {table}_kept BEFORE {events} ON {table}"
        " FOR EACH STATEMENT EXECUTE FUNCTION keep()"
        for table in GUARDED
        for events in [
            "DELETE OR TRUNCATE"
            if table in {"tiles", "checkpoints"}
            else "UPDATE OR DELETE OR TRUNCATE"
        ]
    )
    return (
        *kept,
        "CREATE TRIGGER entries_follow AFTER INSERT ON entries REFERENCING NEW TABLE AS fresh"
        " FOR EACH STATEMENT EXECUTE FUNCTION follow()",
        "CREATE TRIGGER tiles_grow BEFORE UPDATE ON tiles FOR EACH ROW EXECUTE FUNCTION grow()",
        "CREATE TRIGGER checkpoints_gain BEFORE UPDATE ON checkpoints"
        " FOR EACH ROW EXECUTE FUNCTION gain()",
        "CREATE TRIGGER checkpoints_stand BEFORE INSERT ON checkpoints"
        " FOR EACH ROW EXECUTE FUNCTION stand()",
        "CREATE TRIGGER trail_continued BEFORE INSERT ON trail"
        " FOR EACH ROW EXECUTE FUNCTION continue_trail()",
    )


def statements(schema: str) -> tuple[str, ...]:
    """What makes a log's tables and guards."""
    version = f"INSERT INTO about VALUES ('{ABOUT}', {VERSION})"  # noqa: S608
    return (*_TABLES, version, *_functions(schema), *_triggers())


GUARDS = frozenset(statement.split()[2] for statement in _triggers())
"""The names of the triggers: a store without one of them is not as it was left."""
