"""The lottery of a list: read from a file, from a record, or made up for a trial and marked so."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from repatria.base.errors import InputError, Problem, ValueProblem
from repatria.base.messages import Sentence, sentence

if TYPE_CHECKING:
    from repatria.planning.lottery import Announced, Draw, Opening

MADE_UP = "SYNTHETIC: no beacon. A program made this draw from a seed; no list of it counts."
_SHAPE = {
    "lottery": ("beacon", "beacon_day", "beacon_round", "commitments", "committed_on", "reveal_by"),
    "draw": ("beacon_value", "openings"),
}
_OPENING = ("day", "salt", "seed")
_MOST = 1_000_000


def synthetic_draw(seed: int, on: date) -> Draw:
    """A draw for a trial: both sides' seeds and the beacon come from one seed, which no real draw
    may do. Its days end before the round."""
    from repatria.planning.lottery import Announced, Draw, Opening, commit

    def made(what: str) -> bytes:
        return hashlib.sha256(f"SYNTHETIC draw {seed}: {what}".encode()).digest()

    secrets = [(made(f"seed {side}"), made(f"salt {side}")) for side in (1, 2)]
    announced = Announced(
        commitments=(commit(*secrets[0]), commit(*secrets[1])),
        committed_on=on - timedelta(days=3),
        reveal_by=on - timedelta(days=2),
        beacon=MADE_UP,
        beacon_round=f"seed {seed}",
        beacon_day=on - timedelta(days=1),
    )
    shown = [Opening(*each, day=announced.reveal_by) for each in secrets]
    return Draw(announced, (shown[0], shown[1]), made("beacon"))


def read_lottery(path: Path) -> tuple[Announced, Draw | None]:
    """What a file announces, and what was drawn if it says so. Raises `InputError` for what it
    lacks or what cannot be."""
    from repatria.formats.guards import read_bytes

    try:
        told = json.loads(read_bytes(path, _MOST))
        _keys(told, ("lottery", "draw") if "draw" in told else ("lottery",), "")
        announced = announced_from(told["lottery"])
        return announced, draw_from(announced, told["draw"]) if "draw" in told else None
    except (ValueError, TypeError, RecursionError) as error:
        said = sentence("this is not JSON: {reason}", reason=str(error))
        raise InputError([Problem(path.name, None, "", said)]) from None
    except _Odd as odd:
        raise InputError([Problem(path.name, None, odd.field, odd.reason)]) from None
    except ValueProblem as problem:
        raise InputError([Problem(path.name, None, "draw", problem.sentence)]) from None


def announced_from(told: Mapping[str, Any]) -> Announced:
    """What a record's commitment says of the lottery."""
    from repatria.planning.lottery import Announced

    _keys(told, _SHAPE["lottery"], "lottery")
    hexes = told["commitments"]
    if not isinstance(hexes, list) or len(hexes) != 2:
        said = sentence("two commitments are needed, one of each side")
        raise _Odd("lottery.commitments", said)
    one, two = (_hex(each, "lottery.commitments") for each in hexes)
    days = {name: _day(told[name], f"lottery.{name}") for name in _SHAPE["lottery"] if "_" in name
            and name != "beacon_round"}  # fmt: skip
    return Announced(
        commitments=(one, two),
        committed_on=days["committed_on"],
        reveal_by=days["reveal_by"],
        beacon=str(told["beacon"]),
        beacon_round=str(told["beacon_round"]),
        beacon_day=days["beacon_day"],
    )


def draw_from(announced: Announced, told: Mapping[str, Any]) -> Draw:
    """What a record's draw says. Raises `ValueProblem` for a draw that cannot count."""
    from repatria.planning.lottery import Draw, prefix

    _keys(told, _SHAPE["draw"], "draw")
    shown = told["openings"]
    if not isinstance(shown, list) or len(shown) != 2:
        said = sentence("two are needed, one of each side; null where one refused")
        raise _Odd("draw.openings", said)
    one, two = (_opening(each) for each in shown)
    draw = Draw(announced, (one, two), _hex(told["beacon_value"], "draw.beacon_value"))
    prefix(draw)
    return draw


def _opening(told: Any) -> Opening | None:
    from repatria.planning.lottery import Opening

    if told is None:
        return None
    _keys(told, _OPENING, "draw.openings")
    seed, salt = (_hex(told[name], f"draw.openings.{name}") for name in ("seed", "salt"))
    return Opening(seed, salt, _day(told["day"], "draw.openings.day"))


class _Odd(Exception):
    """A field that is not what it should be."""

    def __init__(self, field: str, reason: Sentence) -> None:
        self.field, self.reason = field, reason


def _keys(told: Any, wanted: tuple[str, ...], field: str) -> None:
    if not isinstance(told, dict):
        said = sentence("an object with {names} is needed", names=", ".join(wanted))
        raise _Odd(field, said)
    for name in wanted:
        if name not in told:
            raise _Odd(".".join(filter(None, (field, name))), sentence("this is missing"))
    for name in told:
        if name not in wanted:
            raise _Odd(".".join(filter(None, (field, name))), sentence("this is not known here"))


def _hex(told: Any, field: str) -> bytes:
    try:
        return bytes.fromhex(told)
    except (TypeError, ValueError):
        raise _Odd(field, sentence("hexadecimal digits are needed")) from None


def _day(told: Any, field: str) -> date:
    try:
        return date.fromisoformat(told)
    except (TypeError, ValueError):
        said = sentence("“{text}” is not a day; write YYYY-MM-DD", text=str(told))
        raise _Odd(field, said) from None
