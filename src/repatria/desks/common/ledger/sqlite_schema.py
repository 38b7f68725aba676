"""The tables of a log in SQLite, and what they refuse: to forget, and to change what was said.

The triggers guard against mistakes, ours too. Whoever can write to the file can remove them; what
they changed then no longer leads to the signed root.
"""

from __future__ import annotations

APPLICATION = 0x5265_704C
"""`RepL`, in the file's header: SQLite's application id."""
VERSION = 1
"""In the file's header as SQLite's user version."""

TABLES = (
    """CREATE TABLE entries (
    at INTEGER PRIMARY KEY,
    entry BLOB NOT NULL CHECK (typeof(entry) = 'blob')
)""",
    """CREATE TABLE marks (
    mark BLOB NOT NULL CHECK (length(mark) = 16),
    at INTEGER NOT NULL,
    PRIMARY KEY (mark, at)
) WITHOUT ROWID""",
    """CREATE TABLE tiles (
    level INTEGER NOT NULL,
    number INTEGER NOT NULL,
    hashes BLOB NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
    PRIMARY KEY (level, number)
)""",
    """CREATE TABLE checkpoints (
    size INTEGER PRIMARY KEY,
    note BLOB NOT NULL CHECK (typeof(note) = 'blob')
)""",
    """CREATE TABLE trail (
    number INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    why TEXT NOT NULL,
    sentence TEXT NOT NULL,
    digest BLOB NOT NULL CHECK (length(digest) = 32)
)""",
)


def _refuse(table: str, event: str, reason: str, when: str = "") -> str:
    return f"""CREATE TRIGGER {table}_{event.lower()} BEFORE {event} ON {table}
{when and f"WHEN {when} "}BEGIN SELECT raise(ABORT, '{reason}'); END"""


_SIZE = "coalesce((SELECT max(at) + 1 FROM entries), 0)"
TRIGGERS = (
    _refuse("entries", "UPDATE", "an entry is never changed"),
    _refuse("entries", "DELETE", "an entry is never removed"),
    _refuse("entries", "INSERT", "an entry follows the last one", f"NEW.at <> {_SIZE}"),
    _refuse("marks", "UPDATE", "a mark is never changed"),
    _refuse("marks", "DELETE", "a mark is never removed"),
    _refuse("tiles", "DELETE", "a tile is never removed"),
    # REPLACE removes a row without a word to the trigger above.
    _refuse(
        "tiles", "INSERT", "a tile is there already",
        "EXISTS (SELECT 1 FROM tiles WHERE level = NEW.level AND number = NEW.number)",
    ),
    _refuse(
        "tiles", "UPDATE", "a tile only grows",
        "NEW.level <> OLD.level OR NEW.number <> OLD.number"
        " OR substr(NEW.hashes, 1, length(OLD.hashes)) <> OLD.hashes",
    ),
    _refuse("checkpoints", "DELETE", "a checkpoint is never removed"),
    _refuse(
        "checkpoints", "INSERT", "a checkpoint stands at the size of the log",
        f"NEW.size <> {_SIZE} OR NEW.size IN (SELECT size FROM checkpoints)",  # noqa: S608
    ),
    _refuse(
        "checkpoints", "UPDATE", "a checkpoint only gains lines",
        "NEW.size <> OLD.size OR substr(NEW.note, 1, length(OLD.note)) <> OLD.note",
    ),
    _refuse("trail", "UPDATE", "the trail is never changed"),
    _refuse("trail", "DELETE", "the trail is never shortened"),
    _refuse(
        "trail", "INSERT", "the trail is continued at its end",
        "NEW.number <> coalesce((SELECT max(number) + 1 FROM trail), 0)",
    ),
)  # fmt: skip

SCHEMA = (*TABLES, *TRIGGERS)
