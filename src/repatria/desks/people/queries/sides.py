"""Two records side by side: what each says in a field, and how the two values stand.

Fields that `names` compares get its verdict with its sentence. Those beyond it are held against
each other as the register does; what changes with time is shown and not compared, since it says
nothing about who somebody is. Two statements to the store, however much is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from repatria.desks.accounts.asking import Somebody, roles_of
from repatria.desks.accounts.rights import Action, FieldClass
from repatria.desks.people import values
from repatria.desks.people.choosing import Chosen
from repatria.desks.people.fields import FIELDS, Field, keys_for
from repatria.desks.people.judging_rule import Evidence, evidence
from repatria.desks.people.models import Person, Statement
from repatria.desks.people.queries.dossier import said_in_words
from repatria.desks.people.services.refreshing import picked_of, word_of
from repatria.desks.people.shown import Word, chosen_of, names_record
from repatria.names.comparing import compare_records
from repatria.names.model import Verdict

ALWAYS = ("name", "birth")
"""Rows that stand there even where neither record says anything."""
_CLASSES = frozenset({FieldClass.IDENTITY, FieldClass.STATUS})
"""Places, health and families say nothing about who somebody is, and stay shut here."""
_OF_NAMES = ("surname", "given", "patronymic", "relation")
_COMPARED: Mapping[str, str] = {
    "birth": "birth", "sex": "sex", "birthplace": "birthplace", "unit": "unit", "rank": "rank",
    "serial": "serial", "call_sign": "call sign",
}  # fmt: skip
"""Fields of the register by what `names` calls them."""
_HELD_TOGETHER = ("mother", "father", "category", "branch", "captured_on", "prisoner_number")
"""Fields beyond `names` whose values are held against each other."""
_SHOWN_ALONE = ("state", "held_by", "last_seen_on", "life")


@dataclass(frozen=True, slots=True)
class Row:
    """One field of both."""

    field: Field
    left: str
    right: str
    verdicts: tuple[Verdict, ...] = ()
    agrees: bool | None = None
    """Of a field beyond `names`: whether the two agree; `None` where only one is stated, or where
    nothing is compared."""
    compared: bool = True


@dataclass(frozen=True, slots=True)
class Sides:
    rows: tuple[Row, ...]
    verdicts: Mapping[str, Verdict]
    evidence: Evidence


def sides(user: Somebody, one: Person, other: Person) -> Sides:
    """Both records as somebody may see them."""
    keys = (one.pk, other.pk)
    may = {key for key in keys_for(roles_of(user), Action.VIEW) if _opened(key)}
    words = _words(may, keys)
    picked = picked_of(keys)
    left, right = (chosen_of(words[key], picked.get(key, {})) for key in keys)
    verdicts = {
        each.field: each
        for each in compare_records(names_record(vars(one)), names_record(vars(other)))
    }
    held = {key: agrees for key in _HELD_TOGETHER if key in may
            and (agrees := _agree(key, left, right)) is not None}  # fmt: skip
    rows = [
        Row(
            FIELDS["name"], one.name, other.name,
            tuple(verdicts[each] for each in _OF_NAMES if each in verdicts),
        )
    ]  # fmt: skip
    rows += [
        Row(FIELDS[key], _value(key, left), _value(key, right), (verdicts[named],))
        for key, named in _COMPARED.items()
        if key in may
    ]
    rows += [
        Row(FIELDS[key], _value(key, left), _value(key, right), (), held.get(key))
        for key in _HELD_TOGETHER
        if key in may
    ]
    rows += [
        Row(FIELDS[key], _value(key, left), _value(key, right), compared=False)
        for key in _SHOWN_ALONE
        if key in may
    ]
    told = tuple(each for each in rows if each.left or each.right or each.field.key in ALWAYS)
    return Sides(told, verdicts, evidence(verdicts.values(), _besides(held)))


def _words(may: Collection[str], keys: Iterable[int]) -> dict[int, list[Word]]:
    """What is said in fields that are open here; of others nothing leaves the store. Whoever asks
    was let at both records before."""
    found: dict[int, list[Word]] = defaultdict(list)
    rows = Statement.objects.in_force().filter(person__in=keys, field__in=sorted(may))
    for row in rows.select_related("source").order_by("pk"):
        found[row.person_id].append(word_of(row))
    return found


def _opened(key: str) -> bool:
    return FIELDS[key].field_class in _CLASSES


def _value(key: str, chosen: Mapping[str, Chosen]) -> str:
    return said_in_words(FIELDS[key], chosen[key].said) if key in chosen else ""


def _agree(key: str, left: Mapping[str, Chosen], right: Mapping[str, Chosen]) -> bool | None:
    if key not in left or key not in right:
        return None
    return values.agreement(key)(left[key].said, right[key].said)


def _besides(held: Mapping[str, bool]) -> dict[str, bool]:
    """What counts among the evidence: who somebody is, not what happened to them."""
    return {key: agrees for key, agrees in held.items() if key in ("mother", "prisoner_number")}
