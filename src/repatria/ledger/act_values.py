"""Whether a value of an act has its field's shape."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime

from repatria.base.messages import message
from repatria.ledger.act_fields import Field, Shape
from repatria.ledger.keys import read_vkey
from repatria.ledger.refusing import LedgerRefused, malformed
from repatria.ledger.strict import number_from

MOST_WORDS = 300
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,99}")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_TIME = re.compile(r"[1-9][0-9]{3}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}Z")
"""Python reads 24:00 from 3.14 on; here it would be a second spelling."""


def check_value(key: str, field: Field, value: str) -> None:
    """Return if a value may stand in a field; raise `LedgerRefused` that names the field."""
    if not _fits(key, field, value):
        raise malformed(
            message("The field {field} holds no {shape}: {value}"),
            field=key, shape=field.shape, value=value[:80],
        )  # fmt: skip


def seconds_of(time: str) -> int:
    """Seconds since 1970 of a `TIME`."""
    return int(datetime.fromisoformat(time).timestamp())


def time_of(seconds: int) -> str:
    """A `TIME` of seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _fits(key: str, field: Field, value: str) -> bool:
    match field.shape:
        case Shape.SIGNER | Shape.CODE:
            return bool(_CODE.fullmatch(value))
        case Shape.DIGEST:
            return bool(_DIGEST.fullmatch(value))
        case Shape.CHOICE:
            return value in field.choices
        case Shape.WORDS:
            return value == value.strip() and 0 < len(value) <= MOST_WORDS and value.isprintable()
        case Shape.TIME:
            return bool(_TIME.fullmatch(value)) and _is_a_time(value)
        case Shape.COUNT:
            return _reads(lambda: number_from(value, key))
        case Shape.VKEY:
            return value.isprintable() and _reads(lambda: read_vkey(value))


def _is_a_time(value: str) -> bool:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _reads(read: Callable[[], object]) -> bool:
    try:
        read()
    except LedgerRefused:
        return False
    return True
