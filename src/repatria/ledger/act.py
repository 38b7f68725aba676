"""Acts: what was done, in a text that several sign.

An act is a note of `key value` lines without an empty one. Fields stand in the order of
`act_fields.py`, so what is said has one spelling only. Nobody is named in it but those who sign.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from repatria.base.messages import message
from repatria.ledger.act_fields import HEADER, KINDS, VERSION, fields_of
from repatria.ledger.act_values import check_value, seconds_of
from repatria.ledger.note import Note
from repatria.ledger.refusing import malformed
from repatria.ledger.strict import HASH_SIZE

DIGEST = "sha256:"


@dataclass(frozen=True, slots=True)
class Act:
    """What is to be signed. Made by `make_act` or `read_act`, which check it."""

    kind: str
    fields: tuple[tuple[str, str], ...]

    def __getitem__(self, key: str) -> str:
        """The first value of a field, or "" where it is not said."""
        for name, value in self.fields:
            if name == key:
                return value
        return ""

    def all(self, key: str) -> tuple[str, ...]:
        """Every value of a field."""
        return tuple(value for name, value in self.fields if name == key)

    @property
    def text(self) -> str:
        lines = ((HEADER, VERSION), ("kind", self.kind), *self.fields)
        return "".join(f"{key} {value}\n" for key, value in lines)

    @property
    def digest(self) -> str:
        """How other acts name this one: over the text, whoever has signed."""
        return DIGEST + text_digest(self.text).hex()

    @property
    def signers(self) -> tuple[str, ...]:
        """Who must sign, as the policy calls them: whoever stands in a field that signs."""
        rules = fields_of(self.kind)
        return tuple(dict.fromkeys(value for key, value in self.fields if rules[key].signs))

    @property
    def about(self) -> tuple[str, ...]:
        """What there is one complete act of: a handover by its reference alone, since no side can
        complete one; any other by its reference and whose it is, so that nobody takes another's."""
        whose = () if self.kind == "handover" else self.signers[:1]
        return (self.kind, self["reference"], *whose)

    @property
    def made(self) -> int:
        """Seconds since 1970."""
        return seconds_of(self["made"])


def text_digest(text: str) -> bytes:
    """SHA-256 of a note's text, 32 bytes."""
    return hashlib.sha256(text.encode()).digest()


def root_from(digest: str) -> bytes:
    """The 32 bytes of a `DIGEST` value."""
    raw = bytes.fromhex(digest.removeprefix(DIGEST))
    assert len(raw) == HASH_SIZE
    return raw


def make_act(kind: str, values: Mapping[str, str | Sequence[str]]) -> Act:
    """An act of its values, put in order. `LedgerRefused` names the field that is wrong."""
    if kind not in KINDS:
        raise malformed(message("There is no act of the kind {kind}."), kind=kind)
    rules = fields_of(kind)
    strange = sorted(set(values) - set(rules))
    if strange:
        raise malformed(
            message("An act of the kind {kind} has no field {field}."), kind=kind, field=strange[0]
        )
    told = {key: [each] if isinstance(each, str) else list(each) for key, each in values.items()}
    act = Act(kind, tuple((key, value) for key in rules for value in told.get(key, ())))
    _check(act)
    return act


def read_act(note: Note) -> Act:
    """What a note says as an act. Raises `LedgerRefused`: another header or version, a line that is
    no `key value`, an unknown field, one that is missing, said too often, out of order or
    misshapen, and times or signers that cannot be. Nothing is verified."""
    lines = [line.partition(" ") for line in note.text.split("\n")[:-1]]
    said = [(key, value) for key, _, value in lines]
    if said[0] != (HEADER, VERSION) or len(said) < 2 or said[1][0] != "kind":
        raise malformed(message("This is no act of the version {version}."), version=VERSION)
    kind = said[1][1]
    if kind not in KINDS:
        raise malformed(message("There is no act of the kind {kind}."), kind=kind[:80])
    rules = fields_of(kind)
    strange = next((key for key, _ in said[2:] if key not in rules), None)
    if strange is not None:
        raise malformed(
            message("An act of the kind {kind} has no field {field}."),
            kind=kind,
            field=strange[:80],
        )
    act = Act(kind, tuple(said[2:]))
    order = {key: place for place, key in enumerate(rules)}
    places = [order[key] for key, _ in act.fields]
    if places != sorted(places):
        raise malformed(message("The fields of the act stand in another order than theirs."))
    _check(act)
    return act


def _check(act: Act) -> None:
    rules = fields_of(act.kind)
    said = Counter(key for key, _ in act.fields)
    for key, field in rules.items():
        if said[key] < field.least:
            raise malformed(message("The act does not say its {field}."), field=key)
        if said[key] > field.most:
            raise malformed(message("The act says its {field} too often."), field=key)
    for key, value in act.fields:
        check_value(key, rules[key], value)
    _check_together(act)


def _check_together(act: Act) -> None:
    """What no field can tell alone."""
    names = [value for key, value in act.fields if fields_of(act.kind)[key].signs]
    if len(set(names)) < len(names):
        raise malformed(message("One of those who sign stands in the act twice."))
    if act.kind == "handover" and not _in_order(act["opened"], act["closed"], act["made"]):
        raise malformed(message("The handover was opened, closed and written in another order."))
    if act.kind == "key" and act["vkey"] == act["replaces"]:
        raise malformed(message("A key cannot replace itself."))
    if act.kind in {"key", "revocation"} and act["corrects"]:
        raise malformed(message("An act on keys corrects no other: revoke the key."))


def _in_order(*times: str) -> bool:
    return list(times) == sorted(times)
