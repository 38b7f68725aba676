"""`repatria plan why`: somebody's reason, where they stand, and what would change it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from repatria.cli.plan_folder import Kept
    from repatria.planning.facts import Person
    from repatria.planning.groups_why import GroupQuestions
    from repatria.planning.terms import Terms
    from repatria.planning.why import Questions


def why(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder of a list.", show_default=False)
    ],
    person: Annotated[
        str,
        typer.Option(metavar="ID", help="Whom: a code of the register.", show_default=False),
    ],
    rounds: Annotated[
        int,
        typer.Option(
            min=0,
            metavar="N",
            help="Also in which of the next N rounds they would return, with an interval over "
            "scenarios.",
            show_default=False,
        ),
    ] = 0,
    agrees: Annotated[
        str,
        typer.Option(
            metavar="RANGE",
            help="To how many in a hundred holders agree, as far as is known: 40..60.",
        ),
    ] = "0..100",
) -> None:
    """Say why somebody is on the list or not: the reason, where they stand, what would change it.

    For the office alone. A family hears of it from a caseworker or by letter. What is said to
    change it is exact: in closed form where that is proved, else by making the round again.
    """
    from repatria.cli.layout import width, wrapped
    from repatria.cli.plan_folder import read_folder
    from repatria.cli.plan_why_ahead import per_cent

    share = per_cent(agrees)
    for line in _lines(read_folder(folder), person, rounds, share):
        for piece in wrapped(line.lstrip(), len(line) - len(line.lstrip()), width()):
            typer.echo(piece)


def _lines(kept: Kept, code: str, rounds: int, agrees: tuple[int, int]) -> Iterator[str]:
    from repatria.cli.plan_list_text import REASONS
    from repatria.cli.plan_lottery import announced_from, draw_from
    from repatria.cli.plan_options import PlanError
    from repatria.cli.plan_why_ahead import foreseen
    from repatria.cli.plan_work import numbers_of
    from repatria.planning.groups_why import GroupQuestions
    from repatria.planning.lists import by_program
    from repatria.planning.reasons import NEEDS_CASEWORKER, VETOES, Reason
    from repatria.planning.terms_text import parse_terms
    from repatria.planning.why import Questions

    people = {person.code: person for person in kept.people}
    if code not in people:
        raise PlanError(f"Nobody in the register has the code “{code}”.")
    terms = parse_terms((kept.folder / "terms.txt").read_text("utf-8"), "terms.txt")
    draw = draw_from(announced_from(kept.record["commitment"]["lottery"]), kept.record["draw"])
    numbers = numbers_of(draw)
    kind = GroupQuestions if by_program(terms) else Questions
    asked = kind(kept.people, terms, kept.on, numbers, kept.returned)
    person = people[code]
    reason = asked.reasons[code]
    if reason.value != kept.told["reasons"].get(code):
        raise PlanError("The list is not what its facts and rule give: repatria plan check DIR")
    yield f"{code}, who returns to {person.side}: the round of {kept.on}"
    yield f"{reason.value}: {REASONS[reason]}"
    if reason is Reason.VETO:
        yield f"  the holder's basis: {VETOES.get(person.veto, person.veto)}"
    yield from _stands(kept, terms, person)
    yield from _room(kept, asked, person)
    yield from _otherwise(asked, person)
    if rounds:
        yield from foreseen(kept, terms, numbers, code, rounds, agrees)
    if reason in NEEDS_CASEWORKER:
        yield "A family hears this from a caseworker, never from a letter."


def _stands(kept: Kept, terms: Terms, person: Person) -> Iterator[str]:
    """Track, class, caps, tier and tenure; nothing of somebody who cannot be considered."""
    from repatria.planning.eligible import NO_CLASS, caps_of, class_of, gate
    from repatria.planning.order import tier_of

    if gate(person, terms, kept.on) is not None:
        return
    at = class_of(person, terms.clauses, kept.on)
    if person.duty:
        yield "On the track of article 109: before everybody else, and counted by no clause."
    elif at != NO_CLASS:
        clause = terms.clauses[at]
        yield f"In the class of clause {clause.number} ({clause.kind.value})."
        caps = [terms.clauses[cap].number for cap in caps_of(person, terms.clauses, kept.on)]
        if caps:
            yield f"Under the caps of the clauses {', '.join(map(str, caps))}."
    tier = tier_of(person, terms.tiers, kept.on)
    name = terms.tiers[tier].name if tier < len(terms.tiers) else "after all tiers"
    days = "no day of capture is known, which stands last in its tier"
    if person.captured is not None:
        days = f"held {(kept.on - person.captured).days:,} days"
    yield f"In the order: tier {name}; {days}."


def _room(kept: Kept, asked: Questions | GroupQuestions, person: Person) -> Iterator[str]:
    """The place on the list, or what a place would take."""
    from repatria.planning.groups_why import GroupQuestions

    terms = asked.terms
    side = terms.sides.index(person.side) if person.side in terms.sides else -1
    codes = kept.told["lists"][side] if side >= 0 else []
    if person.code in codes:
        place = codes.index(person.code) + 1
        yield f"Place {place:,} of {len(codes):,} on the list to {person.side}."
    if isinstance(asked, GroupQuestions):
        if person.code in codes:
            return
        forced = asked.forced(person.code)
        if forced is not None:
            yield (
                "Asked before everybody else they would go. Others who would then go no longer: "
                f"{forced.out:,}; others who would: {forced.into:,} ({forced.how.value})."
            )
        return
    before = asked.before(person.code)
    if before is not None:
        yield f"Of those who can be considered {before:,} stand before them."
    needed = asked.needed(person.code)
    if needed is not None and person.code not in codes:
        room = terms.room[side]
        seats = f"{needed.seats:,} seats (there are {room.seats:,})"
        camp = "" if room.camp is None else f" and {needed.camp:,} out of the camp ({room.camp:,})"
        yield f"All facts being the same, a place needs {seats}{camp}."


def _otherwise(asked: Questions | GroupQuestions, person: Person) -> Iterator[str]:
    from repatria.planning.reasons import Reason
    from repatria.planning.why import changes

    found = changes(person)
    if not found or asked.reasons[person.code] is Reason.ON_LIST:
        return
    yield "If one fact were otherwise:"
    for name, other in found.items():
        answer = asked.if_changed(other)
        yield f"  {CHANGES[name]}: {answer.reason.value} ({answer.how.value})"


CHANGES = {
    "confirmed": "if the holder, or somebody neutral, confirmed that they are held",
    "category_accepted": "if a medical commission decided on the category that is claimed",
    "consents": "if they wanted to return",
    "fit": "if they could be moved",
    "veto_lifted": "if the holder kept them no longer",
    "seated": "if they could sit",
}
"""How a change of `why.changes` is said."""
