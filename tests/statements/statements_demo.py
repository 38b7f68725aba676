"""The demonstration that ships in the package, as a record."""

from __future__ import annotations

from datetime import date
from functools import cache
from importlib.resources import as_file, files

from repatria.formats.statements import Incoming, incoming_record, read_statements
from repatria.statements.record import Record

FILE = "statements-2025-summer.yaml"


@cache
def incoming() -> Incoming:
    with as_file(files("repatria.desks.record") / "demo" / FILE) as path:
        return read_statements(path, today=date(2026, 1, 1))


@cache
def demonstration() -> Record:
    return incoming_record(incoming())
