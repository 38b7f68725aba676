"""The head of the access log: taken, kept outside the store, and read again."""

from __future__ import annotations

import errno
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from repatria.base.canonical import canonical_bytes
from repatria.base.errors import RepatriaError
from repatria.desks.accounts.access.chain import Head, moment
from repatria.desks.accounts.access.models import Trace
from repatria.desks.accounts.access.services import note
from repatria.desks.common.jobs.flushed import flushed
from repatria.desks.router import EXCHANGE

TAKEN = "head_taken"
WHAT = "repatria access log head"
_SHORT = re.compile(r"(?P<sequence>[1-9]\d{0,17}):(?P<digest>[0-9a-f]{16,64})")


class HeadError(RepatriaError):
    """A kept head cannot be read or written; the text says which and why."""


def head() -> Head | None:
    """The last row's number, digest and time; nothing where the log is empty."""
    last = Trace.objects.order_by("-sequence").first()
    return None if last is None else Head(last.sequence, last.digest, moment(last.at))


def taken() -> Head:
    """The head to keep elsewhere. That it was taken is the last row, and on the disk: a failure of
    power must not make a log look cut short. Must not stand inside a transaction."""
    last = Trace.objects.order_by("-sequence").first()
    if last is None or last.action != TAKEN:
        with flushed(EXCHANGE):
            last = note(None, TAKEN, "access_log")
    return Head(last.sequence, last.digest, moment(last.at))


def head_line() -> str:
    """`1234:9f86d0…`, for the foot of a print and the head of an answer; empty without a row."""
    found = head()
    return str(found) if found else ""


def head_text(found: Head) -> str:
    """The head as a file holds it: one line of canonical JSON."""
    tree = {"what": WHAT, "sequence": found.sequence, "digest": found.digest, "at": found.at}
    return canonical_bytes(tree).decode() + "\n"


def keep(folder: Path) -> Path | None:
    """Write the head into a folder as a file of its own, `access-000000001234-9f86d081884c.json`.

    No file is ever written over, so the folder may be one that only takes new files. Nothing is
    written where the log has not gone on since. Raises `HeadError`.
    """
    found = taken()
    file = folder / f"access-{found.sequence:012d}-{found.digest[:12]}.json"
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o644)
    except FileExistsError:
        return None
    except OSError as error:
        raise HeadError(f"{folder} takes no head of the access log ({error.strerror}).") from None
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(head_text(found))
        opened.flush()
        os.fsync(opened.fileno())
    return file


def kept(where: str) -> list[Head]:
    """The heads of a file, of every such file in a folder, or of a line from a print
    (`1234:9f86d081884c7d65`, sixteen digits at least). Raises `HeadError`."""
    short = _SHORT.fullmatch(where.strip())
    if short:
        return [Head(int(short["sequence"]), short["digest"])]
    path = Path(where)
    files = sorted(path.glob("access-*.json")) if path.is_dir() else [path]
    found = [head for file in files for head in _read(file)]
    if not found:
        raise HeadError(f"{where} holds no head of the access log.")
    return found


def _read(file: Path) -> Iterator[Head]:
    try:
        text = file.read_bytes()[:100_000].decode("ascii")
    except OSError as error:
        if error.errno == errno.ENOENT:
            said = f"There is no file {file}, and it is no head as it is printed."
            raise HeadError(said) from None
        raise HeadError(f"{file} cannot be read ({error.strerror}).") from None
    except UnicodeDecodeError:
        raise HeadError(f"{file} is no head of the access log.") from None
    for line in filter(None, map(str.strip, text.splitlines())):
        yield _parsed(line, file)


def _parsed(line: str, file: Path) -> Head:
    short = _SHORT.fullmatch(line)
    if short:
        return Head(int(short["sequence"]), short["digest"])
    try:
        tree = json.loads(line)
        sequence, digest = tree["sequence"], tree["digest"]
        good = tree["what"] == WHAT and _SHORT.fullmatch(f"{sequence}:{digest}")
    except (ValueError, TypeError, KeyError, RecursionError):
        good = None
    if not good:
        raise HeadError(f"{file} is no head of the access log.")
    return Head(int(sequence), str(digest), str(tree.get("at", "")))
