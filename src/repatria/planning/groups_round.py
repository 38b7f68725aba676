"""The next round of an agreement with tables, pairs or groups: the best list, person by person.

Down the order of both sides together, everybody is taken with whom the list can still be completed
so that every term is kept: somebody's whole bundle with them, equal sums of a table, equal numbers
of a class, room, caps. So of all lists that keep the terms, this one is the first in the order:
whoever is first among those on whom it and another list differ is on this one. Proofs and limits:
docs/methods/planning.md.

Every choice is a question with one right answer ("can it still be completed?"), so the list does
not depend on how a solver searches.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from repatria.base.errors import ValueProblem
from repatria.base.messages import message
from repatria.planning.bundles import bundles
from repatria.planning.counts import COUPLED, Returned
from repatria.planning.eligible import NO_CLASS, check_amounts
from repatria.planning.equivalents import check_tables, value_of
from repatria.planning.facts import Person
from repatria.planning.groups_check import problems
from repatria.planning.groups_model import Item, Model, joined, model_of
from repatria.planning.groups_oracle import completes
from repatria.planning.groups_reasons import full_for, turned_away
from repatria.planning.groups_state import State, Witness
from repatria.planning.order import FIRST_OF_ALL, Key
from repatria.planning.reasons import Reason
from repatria.planning.round import Numbers, Round, counted, lines_of, still_owed, would_count
from repatria.planning.terms import Kind, Terms
from repatria.planning.walk import Cutoffs, Place


@dataclass(frozen=True, slots=True)
class _Unit:
    """Somebody, or a bundle: one choice."""

    item: Item
    codes: tuple[str, ...]
    parts: tuple[Item, ...] = ()
    """Of a bundle: its people's items."""
    otherwise: Reason | None = None
    """Why it can be chosen in no case: somebody of it cannot go, or a table lacks a rank."""


@dataclass(slots=True)
class _Filled:
    """What came of the walk."""

    reasons: dict[str, Reason] = field(default_factory=dict)
    full: dict[tuple[str, int, str | int], Key] = field(default_factory=dict)
    """By the name of a row: the key at which it became full."""


def group_round(
    people: Iterable[Person],
    terms: Terms,
    on: date,
    numbers: Numbers,
    returned: Returned | None = None,
    first: str = "",
) -> Round:
    """The lists to both sides on a day. `first` is somebody who is asked before everybody else, to
    see what that would cost (`groups_why.py`); no list of record has one.

    `ValueProblem` for a code that stands twice, caps that cross, or numbers that make no sense.
    """
    check_amounts(terms)
    check_tables(terms)
    if min(room.stretcher_seats for room in terms.room) < 1:
        raise ValueProblem(message("A stretcher takes one seat at least."))
    people, past = tuple(people), returned or {}
    register = {person.code: person for person in people}
    shut, lines = lines_of(people, terms, on, numbers)
    model = model_of(terms, past)
    line = sorted(
        ((place, side) for side in (0, 1) for place in lines[side]),
        key=lambda each: (each[0].code != first, each[0].key, each[0].code),
    )
    units = _units(line, register, shut, model, on)
    filled = _fill(line, units, model)
    made = _written(lines, shut, filled, model, on, people)
    wrong = problems(register, terms, on, past, made)
    if wrong:
        raise ValueProblem(message("The list does not keep its own terms: ") + "; ".join(wrong))
    return made


def _units(
    line: list[tuple[Place, int]],
    register: Mapping[str, Person],
    shut: Mapping[str, Reason],
    model: Model,
    on: date,
) -> dict[str, _Unit]:
    """Everybody's choice, by code."""
    items: dict[str, Item] = {}
    unmatched: set[str] = set()
    for place, side in line:
        value = None
        if place.clause != NO_CLASS and model.terms.clauses[place.clause].kind is Kind.TABLE:
            value = value_of(model.terms.clauses[place.clause], register[place.code].rank)
            if value is None:
                unmatched.add(place.code)
        items[place.code] = model.item(place, side, value)
    units = {code: _Unit(item, (code,)) for code, item in items.items()}
    for bundle in bundles(register, model.terms, on, {*shut, *unmatched}):
        codes = tuple(code for code in bundle.codes if code in items)
        parts = tuple(items[code] for code in codes)
        otherwise = None if bundle.whole else Reason.WAITS_FOR_GROUP
        unit = _Unit(joined(parts), bundle.codes, parts, otherwise)
        units.update(dict.fromkeys(codes, unit))
    for code in unmatched:
        units[code] = _Unit(items[code], (code,), (), Reason.CLASS_UNMATCHED)
    return units


def _fill(line: list[tuple[Place, int]], units: Mapping[str, _Unit], model: Model) -> _Filled:
    """The walk down both sides' order."""
    distinct = {id(unit): unit for unit in units.values() if unit.otherwise is None}
    parts = {unit.item: unit.parts for unit in distinct.values() if unit.parts}
    state = State(model, (unit.item for unit in distinct.values()), parts)
    filled, witness = _Filled(), Witness()
    _mark(filled, state, FIRST_OF_ALL)
    turned: dict[Item, Reason] = {}
    asked: set[int] = set()
    for place, side in line:
        unit = units[place.code]
        if id(unit) in distinct and id(unit) not in asked:
            asked.add(id(unit))
            found = None
            if unit.item not in turned:
                state.gone(unit.item)
                found = _with(state, unit.item, witness)
            if found is not None:
                witness = found
                state.take(unit.item)
                filled.reasons.update(dict.fromkeys(unit.codes, Reason.ON_LIST))
                _mark(filled, state, place.key)
            elif unit.item not in turned:
                state.gone(unit.item, all_of_them=True)
                alone = len(unit.codes) == 1
                waits = Reason.WAITS_FOR_GROUP
                turned[unit.item] = turned_away(state, unit.item, place) if alone else waits
        if place.code not in filled.reasons:
            full = full_for(state, model.item(place, side, None), place)
            filled.reasons[place.code] = full or unit.otherwise or turned[unit.item]
    return filled


def _mark(filled: _Filled, state: State, key: Key) -> None:
    """Notes what has become full; places for stretchers are, too, where the seats hold none."""
    for name, row in state.model.rows.items():
        if name not in filled.full and state.left[row] < 1:
            filled.full[name] = key
    for side, room in enumerate(state.model.terms.room):
        if ("beds", side, "") not in filled.full and state.left[side] < room.stretcher_seats:
            filled.full["beds", side, ""] = key


def _with(state: State, item: Item, witness: Witness) -> Witness | None:
    """A completion with an item chosen: the one that is known where it serves, else another."""
    if witness.get(item, 0):
        return {**witness, item: witness[item] - 1}
    if not item.brings and state.keeps(item, witness):
        return witness
    return completes(state, item)


def _written(
    lines: tuple[list[Place], list[Place]],
    shut: Mapping[str, Reason],
    filled: _Filled,
    model: Model,
    on: date,
    people: tuple[Person, ...],
) -> Round:
    terms = model.terms
    listed = [
        [place for place in line if filled.reasons[place.code] is Reason.ON_LIST] for line in lines
    ]
    sums = [Counter(at for place in side for at in (place.clause, *place.caps)) for side in listed]
    taken = {at: (sums[0][at], sums[1][at]) for at in range(len(terms.clauses))}
    limits: tuple[dict[int, int], dict[int, int]] = ({}, {})
    for at, clause in enumerate(terms.clauses):
        for side in (0, 1):
            if clause.kind is Kind.AT_MOST:
                limits[side][at] = max(0, clause.amounts[side] - model.past[at][side])
            elif clause.kind in COUPLED or clause.kind is Kind.TABLE:
                limits[side][at] = taken[at][side]
    past = {clause.number: model.past[at] for at, clause in enumerate(terms.clauses)}
    return Round(
        on=on,
        listed=(
            tuple(place.code for place in listed[0]),
            tuple(place.code for place in listed[1]),
        ),
        reasons={**shut, **filled.reasons},
        cutoffs=(_cutoffs(filled, 0), _cutoffs(filled, 1)),
        limits=limits,
        counted=counted(terms, taken),
        owed=still_owed(terms, past, taken),
        would_count=would_count(people, terms, on),
        interleaved=False,
    )


def _cutoffs(filled: _Filled, side: int) -> Cutoffs:
    """The keys at which room and caps became full. A bundle becomes full where it is asked, with
    the first of its people."""
    full = {name: key for name, key in filled.full.items() if name[1] == side}
    camps = {str(name): key for (word, _, name), key in full.items() if word == "camp"}
    caps = {int(name): key for (word, _, name), key in full.items() if word == "cap"}
    seats, beds = full.get(("seats", side, "")), full.get(("beds", side, ""))
    return Cutoffs(seats, beds, camps, caps)
